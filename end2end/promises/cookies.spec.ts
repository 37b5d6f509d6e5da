// Promise: nothing is kept before a choice; refusing is as easy as accepting; what is kept is what the page lists;
// withdrawing deletes it (article 2 (b)).
import type { BrowserContext, Page } from '@playwright/test';
import { ROOMS, answerCookies, expect, test } from '../support/portal';

/** Necessary, but set only by those who sign in, fill a form or ask for a code. */
const WHEN_ASKED = ['morprom-session', 'morprom-form', 'morprom-code'];
const names = async (context: BrowserContext) => (await context.cookies()).map((cookie) => cookie.name).sort();
const caches = (page: Page) => page.evaluate(async () => (await caches.keys()).map((name) => name.replace(/-[0-9a-f]{16}$/, '')).sort());
/** The catalogue as the cookie page shows it: name, category, kind. */
const listed = async (page: Page) => {
    await page.goto('/en/cookies');
    return page.locator('table tbody tr').evaluateAll((rows) =>
        rows.map((row) => ({
            name: row.querySelector('code')?.textContent ?? '',
            category: row.querySelector('.tag')?.textContent ?? '',
            place: row.lastElementChild?.textContent ?? '',
        })),
    );
};
const ofKind = (list: { name: string; category: string; place: string }[], place: string, categories: string[]) =>
    list.filter((entry) => entry.place === place && categories.includes(entry.category) && !WHEN_ASKED.includes(entry.name)).map((entry) => entry.name).sort();

async function visitEverything(page: Page) {
    for (const room of ROOMS) await page.goto(`/en${room}`, { waitUntil: 'networkidle' });
}
/** The page of checks keeps the ledger's end, the same for everyone, and says so on the list; nothing else is stored. */
const stored = (page: Page) => page.evaluate(() => [Object.keys(localStorage).filter((name) => name !== 'morprom-checkpoint').length, sessionStorage.length]);

test('before a choice there is no cookie and nothing in browser storage', async ({ page, context }) => {
    await visitEverything(page);
    expect(await names(context)).toEqual([]);
    expect(await stored(page)).toEqual([0, 0]);
});

test('the three answers weigh the same: size, weight, colours, one press each', async ({ page }) => {
    await page.goto('/th');
    const looks = await page.locator('.cookie-banner button').evaluateAll((buttons) =>
        buttons.map((button) => {
            const style = getComputedStyle(button);
            const { width, height } = button.getBoundingClientRect();
            return [style.color, style.backgroundColor, style.borderColor, style.fontSize, style.fontWeight, width, height].join(' ');
        }),
    );
    expect(looks.length).toBe(3);
    expect(new Set(looks).size).toBe(1);
    for (const box of await page.locator('.cookie-banner input[type=checkbox]').all()) await expect(box).not.toBeChecked();
});

test('accepting keeps what the page lists and nothing else', async ({ page, context }, info) => {
    const list = await listed(page);
    expect(list.filter((entry) => entry.place === 'Browser storage').map((entry) => entry.name)).toEqual(['morprom-checkpoint']);
    await page.goto('/en');
    await answerCookies(page, 'accept-all');
    await page.goto('/en/accessibility');
    await page.locator('input[name=theme][value=dark]').check();
    await Promise.all([page.waitForNavigation(), page.locator('main form button').click()]);
    await visitEverything(page);
    expect(await names(context)).toEqual(ofKind(list, 'Cookie', ['Necessary', 'Preferences', 'Statistics']));
    for (const cookie of await context.cookies()) {
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
        expect(cookie.value).toMatch(/^[a-z0-9.-]{1,40}$/);
    }
    expect(await stored(page)).toEqual([0, 0]);
    if (info.project.name === 'script') {
        await expect.poll(() => caches(page)).toEqual(ofKind(list, 'Page copies', ['Necessary', 'Preferences']));
    }
});

test('refusing keeps the refusal and no more, and nothing asks again', async ({ page, context }, info) => {
    const list = await listed(page);
    await page.goto('/en/data');
    await answerCookies(page, 'refuse-all');
    expect(new URL(page.url()).pathname).toBe('/en/data');
    await expect(page.locator('.cookie-banner')).toHaveCount(0);
    await visitEverything(page);
    expect(await names(context)).toEqual(ofKind(list, 'Cookie', ['Necessary']));
    if (info.project.name === 'script') expect((await caches(page)).filter((name) => name !== 'morprom-shell')).toEqual([]);
});

test('saving keeps the ticked category alone', async ({ page, context }) => {
    const list = await listed(page);
    await page.goto('/en');
    await page.locator('input[name=statistics]').first().check();
    await answerCookies(page, 'save');
    await visitEverything(page);
    expect(await names(context)).toEqual(ofKind(list, 'Cookie', ['Necessary', 'Statistics']));
    await page.goto('/en/cookies');
    await expect(page.locator('#chosen')).toContainText('refused');
    await expect(page.locator('input[name=statistics]')).toBeChecked();
});

test('withdrawing takes no more steps than giving, and deletes what the category kept', async ({ page, context }, info) => {
    const list = await listed(page);
    await page.goto('/en/cookies');
    await answerCookies(page, 'accept-all');
    await visitEverything(page);
    await page.goto('/en/cookies');
    await answerCookies(page, 'refuse-all');
    expect(await names(context)).toEqual(ofKind(list, 'Cookie', ['Necessary']));
    if (info.project.name === 'script') await expect.poll(() => caches(page)).toEqual(['morprom-shell']);
});

test('a choice is kept a year', async ({ page, context }) => {
    await page.goto('/th');
    await answerCookies(page, 'refuse-all');
    const [cookie] = await context.cookies();
    const days = (cookie.expires - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(364);
    expect(days).toBeLessThanOrEqual(365);
});

test('a malformed choice is no choice: it asks again, and an answer replaces it', async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'morprom-cookies', value: 'v1.p7.s0.rubbish', url: baseURL! }]);
    await page.goto('/th');
    await expect(page.locator('.cookie-banner')).toHaveCount(1);
    expect(await names(context)).toEqual([]);
    await answerCookies(page, 'refuse-all');
    await expect(page.locator('.cookie-banner')).toHaveCount(0);
});

test('a choice under other purposes is asked again', async ({ page, context, baseURL }) => {
    const now = Math.floor(Date.now() / 1000);
    await context.addCookies([{ name: 'morprom-cookies', value: `v0.p1.s1.${now}`, url: baseURL! }]);
    await page.goto('/th');
    await expect(page.locator('.cookie-banner')).toHaveCount(1);
});

test('Global Privacy Control is a refusal, shown as one, until a later explicit choice', async ({ browser, baseURL, javaScriptEnabled }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled, extraHTTPHeaders: { 'Sec-GPC': '1' } });
    const page = await context.newPage();
    await page.goto('/en');
    await expect(page.locator('.cookie-banner')).toHaveCount(0);
    await page.goto('/en/cookies');
    await expect(page.locator('main')).toContainText('Your browser sends Global Privacy Control');
    expect(await names(context)).toEqual([]);
    await answerCookies(page, 'accept-all');
    await expect(page.locator('#chosen')).toContainText('accepted');
    await context.close();
});

test('a form without an answer is asked for one, in the language of the page', async ({ request }) => {
    const response = await request.post('/en/cookies', { form: { preferences: 'on' } });
    expect(response.status()).toBe(422);
    expect(await response.text()).toContain('Press one of the three buttons');
    expect(response.headers()['set-cookie']).toBeUndefined();
});

test('a choice leads back to pages of this site only', async ({ request }) => {
    const to = async (back: string) =>
        (await request.post('/th/cookies', { form: { choice: 'refuse-all', back }, maxRedirects: 0 })).headers()['location'];
    expect(await to('/th/policy')).toBe('/th/policy');
    for (const back of ['//example.org', 'https://example.org', '/\\example.org']) expect(await to(back)).toBe('/th/cookies');
});
