// Promise: with cookies blocked in the browser itself, every public page works, and what cannot work says so.
import { chromium as browserType } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORIGIN, ROOMS, expect, test, wholeChromium } from '../support/portal';

for (const javaScriptEnabled of [true, false]) {
    test(`cookies blocked, script ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
        const profile = mkdtempSync(join(tmpdir(), 'morprom-profile-'));
        mkdirSync(join(profile, 'Default'));
        const block = { profile: { default_content_setting_values: { cookies: 2 } } };
        writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(block));
        const context = await browserType.launchPersistentContext(profile, { ...wholeChromium, baseURL: ORIGIN, javaScriptEnabled });
        const page = await context.newPage();
        for (const room of ROOMS) {
            expect((await page.goto(`/en${room}`))?.status()).toBe(200);
            await expect(page.locator('h1')).toHaveCount(1);
        }
        await page.goto('/en');
        await Promise.all([page.waitForNavigation(), page.locator('button[value=accept-all]').first().click()]);
        expect(await context.cookies()).toEqual([]);
        await page.goto('/en/accessibility');
        await expect(page.locator('.notice--warning')).toContainText('cannot be remembered');
        await page.goto('/en/contact');
        await page.locator('input[name=topic]').first().check();
        await page.locator('textarea[name=message]').fill('Sent with cookies blocked');
        await Promise.all([page.waitForNavigation(), page.locator('main form button').click()]);
        await expect(page.locator('#case-number')).toBeVisible();
        await context.close();
        rmSync(profile, { recursive: true, force: true });
    });
}
