// Takes pictures of pages for review and for the README: node screens.mjs ORIGIN FOLDER [path …]. A path may begin with a
// persona of the demonstration who looks at it: citizen-a:/me/records
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { browser as launch } from './bench/browser.mjs';

const [origin, folder, ...paths] = process.argv.slice(2);
const rooms = paths.length ? paths : ['', '/policy', '/policy/1/changes/2', '/data', '/cookies', '/contact', '/accessibility'];
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(launch);
for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
        const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme, serviceWorkers: 'block' });
        const page = await context.newPage();
        let who = '';
        for (const room of rooms) {
            const [persona, path] = room.includes(':') ? room.split(':') : ['', room];
            if (persona && persona !== who) {
                await page.goto(`${origin}/en/demo`);
                await Promise.all([page.waitForNavigation(), page.locator(`form:has(input[value="${persona}"]) button`).click()]);
                who = persona;
            }
            for (const language of ['th', 'en']) {
                await page.goto(`${origin}/${language}${path}`, { waitUntil: 'networkidle' });
                const name = path.replaceAll(/[/?=]/g, '-') || '-home';
                await page.screenshot({ path: `${folder}/${name.slice(1)}-${language}-${width}-${colorScheme}.png`, fullPage: Boolean(persona) });
            }
        }
        await context.close();
    }
}
await browser.close();
