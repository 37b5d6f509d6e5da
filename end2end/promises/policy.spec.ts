// Promise: the policy is read with its version, day and checksum, and a returning reader sees what changed (article 1).
import { createHash } from 'node:crypto';
import { CHANGES, LANGUAGES, answerCookies, expect, test } from '../support/portal';

for (const language of LANGUAGES) {
    test(`nine articles, a list of contents that leads to each, and the version's facts (${language})`, async ({ page }) => {
        await page.goto(`/${language}/policy`);
        const links = page.locator('nav.contents a');
        await expect(links).toHaveCount(9);
        for (const link of await links.all()) {
            const anchor = (await link.getAttribute('href')) ?? '';
            await expect(page.locator(`${anchor} h2`)).toHaveCount(1);
        }
        await expect(page.locator('#policy-version')).toHaveText('2');
        await expect(page.locator('#policy-hash')).toHaveText(/^[0-9a-f]{64}$/);
    });

    test(`the checksum is of the text that the page links (${language})`, async ({ page, request }) => {
        await page.goto(`/${language}/policy`);
        const file = (await page.locator('dd:has(#policy-hash) a').getAttribute('href')) ?? '';
        const text = await (await request.get(file)).body();
        expect(createHash('sha256').update(text).digest('hex')).toBe(await page.locator('#policy-hash').textContent());
    });

    test(`what changed is marked by signs and words, not by colour alone (${language})`, async ({ page }) => {
        await page.goto(`/${language}${CHANGES}`);
        const added = page.locator('ins');
        await expect(added.filter({ hasText: language === 'th' ? 'ข้อความทดสอบนี้' : 'This test sentence' })).toHaveCount(1);
        await expect(page.locator('.diff__sign').first()).toHaveText(/[+−]/);
        await expect(page.locator('#article-7 ins')).toContainText(language === 'th' ? 'ปรับ' : 'mend');
        expect(await page.locator('del').count()).toBeGreaterThan(language === 'th' ? 0 : 0);
        await expect(page.locator('#article-1 ins, #article-1 del')).toHaveCount(0);
    });

    test(`a returning reader of an older version is led to what changed (${language})`, async ({ page }) => {
        await page.goto(`/${language}`);
        await answerCookies(page, 'accept-all');
        await page.goto(`/${language}/policy/1`);
        await page.goto(`/${language}/data`);
        const banner = page.locator('.notice--change');
        await expect(banner).toHaveCount(1);
        await expect(banner).toContainText(language === 'th' ? 'ความยินยอม' : 'asked for a choice');
        await Promise.all([page.waitForNavigation(), banner.locator('a').click()]);
        expect(new URL(page.url()).pathname).toBe(`/${language}${CHANGES}`);
        await page.goto(`/${language}/data`);
        await expect(banner).toHaveCount(0);
    });
}

test('an older version says so and leads to the one in force', async ({ page }) => {
    await page.goto('/en/policy/1');
    await expect(page.locator('.notice--warning')).toContainText('Version 2 is in force');
    await page.goto('/en/policy/2');
    await expect(page.locator('.notice--warning')).toHaveCount(0);
});

test('unknown versions are not found, in the language of the page', async ({ page }) => {
    for (const path of ['/th/policy/99', '/th/policy/0', '/th/policy/x', '/th/policy/1/changes/99', '/th/policy/1/0.txt']) {
        const response = await page.goto(path);
        expect(response?.status(), path).toBe(404);
        await expect(page.locator('h1')).toHaveText('ไม่พบหน้านี้');
    }
});

test('a page that has not changed is answered 304', async ({ request }) => {
    for (const path of ['/th', '/th/policy', '/en/data', '/th/cookies', `/en${CHANGES}`]) {
        const first = await request.get(path);
        const etag = first.headers()['etag'];
        expect(etag, path).toBeTruthy();
        const again = await request.get(path, { headers: { 'if-none-match': etag } });
        expect(again.status(), path).toBe(304);
        expect((await again.body()).length).toBe(0);
    }
});

test('printed, the policy is text and facts without navigation', async ({ page }) => {
    await page.goto('/th/policy');
    await page.emulateMedia({ media: 'print' });
    for (const part of ['header.site-header nav', '.cookie-banner', '.site-footer nav']) await expect(page.locator(part).first()).toBeHidden();
    await expect(page.locator('#policy-hash')).toBeVisible();
    await expect(page.locator('#article-9')).toBeVisible();
});
