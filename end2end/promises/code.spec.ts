// Promise: whoever has no sign-on provider signs in with a code that is sent to an address they confirmed (article 8).
import { type Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { next, press, register } from '../support/people';

/** The code in the newest text to an address, as the demonstration shows what would have been sent. */
async function codeSentTo(page: Page, language: string, address: string) {
    const outbox = await page.context().newPage();
    try {
        await expect.poll(async () => (await outbox.goto(`/${language}/demo/outbox`), outbox.locator('.card', { hasText: address }).count())).toBeGreaterThan(0);
        const text = await outbox.locator('.card', { hasText: address }).filter({ hasText: /(?<!\d)\d{6}(?!\d)/ }).first().innerText();
        return text.match(/(?<!\d)\d{6}(?!\d)/)![0];
    } finally {
        await outbox.close();
    }
}

for (const language of LANGUAGES) {
    test(`confirm an address, sign out, sign in with a code (${language})`, async ({ page, javaScriptEnabled }) => {
        const address = `code-${language}-${javaScriptEnabled === false ? 'plain' : 'script'}-${Date.now()}@example.org`;
        await register(page, language, address);
        await next(page);
        await page.goto(`/${language}/me/profile`);
        await press(page, `form[action="/${language}/me/profile/confirm"] button`);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
        await page.locator('input[name=code]').fill('000000');
        await next(page);
        await expect(page.locator('[aria-invalid=true]')).toHaveCount(1);
        await page.locator('input[name=code]').fill(await codeSentTo(page, language, address));
        await next(page);
        await press(page, '.account-bar form button');

        await page.goto(`/${language}/sign-in?next=/${language}/me/consents`);
        await page.locator('input[name=address]').fill(address);
        await press(page, `form[action="/${language}/sign-in/send-code"] button`);
        expect(new URL(page.url()).pathname).toBe(`/${language}/sign-in/code`);
        await page.locator('input[name=code]').fill(await codeSentTo(page, language, address));
        await next(page);
        expect(new URL(page.url()).pathname).toBe(`/${language}/me/consents`);
    });
}
