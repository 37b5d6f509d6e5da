// Takes pictures of pages for review and for the README: node screens.mjs ORIGIN FOLDER [path …]
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
        for (const language of ['th', 'en']) {
            for (const room of rooms) {
                await page.goto(`${origin}/${language}${room}`, { waitUntil: 'networkidle' });
                const name = room.replaceAll('/', '-') || '-home';
                await page.screenshot({ path: `${folder}/${name.slice(1)}-${language}-${width}-${colorScheme}.png` });
            }
        }
        await context.close();
    }
}
await browser.close();
