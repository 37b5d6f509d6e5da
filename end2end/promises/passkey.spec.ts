// Promise: nobody on duty enters with a password alone; their own key, which knows its owner, is asked for (article 8).
import type { Page } from '@playwright/test';
import { expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { Key } from '../support/key';
import { type Street, openStreet } from '../support/street';

test.describe.configure({ mode: 'serial' });
test.use({ elsewhere: /^http:\/\/(localhost|127\.0\.0\.1):\d+$/ });

let street: Street;
test.beforeAll(async () => { street = await openStreet(); });
test.afterAll(async () => { await street.close(); });

/** Signs on at the provider with a password: the page that asks for the key. */
async function password(page: Page, login: string) {
    await page.goto(`${street.origin}/en/sign-in/staff`);
    await page.locator('form[action$="/sign-in/provider"] button').click();
    // Who signed on here before is remembered by the provider, as elsewhere.
    await page.waitForURL((url) => url.pathname.startsWith('/interaction/') || url.pathname === '/en/sign-in/staff');
    if (page.url().includes('/interaction/')) await page.getByRole('link', { name: login, exact: true }).click();
    await page.waitForURL('**/en/sign-in/staff');
}

const ask = (page: Page, kind: 'create' | 'get') => page.locator(`form[data-passkey=${kind}]`);
const session = async (page: Page) => (await page.context().cookies(street.origin)).find((cookie) => cookie.name.endsWith('morprom-session'));

async function enrol(page: Page, login: string): Promise<Key> {
    const key = await Key.into(page);
    await password(page, login);
    expect(await session(page)).toBeUndefined();
    await ask(page, 'create').getByRole('button').click();
    await page.waitForURL('**/en/office');
    return key;
}

/** Outside again, with the same device. */
async function leave(page: Page) {
    await page.locator('form[action="/sign-out"] button').first().click();
    await page.waitForURL('**/sign-in?notice=signed-out');
    expect(await session(page)).toBeUndefined();
}

test('an officer makes a key at the first sign-in and enters with it from then on', async ({ page, javaScriptEnabled }, info) => {
    test.skip(info.project.name === 'no-script', 'a key is asked for by a script');
    street.staff('officer-password', 'division-officer');
    const key = await Key.into(page);
    await password(page, 'officer-password');
    await expect(ask(page, 'create')).toBeVisible();
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    expect(await session(page)).toBeUndefined();
    expect((await page.request.get(`${street.origin}/en/office`, { maxRedirects: 0 })).status()).toBe(303);
    await ask(page, 'create').getByRole('button').click();
    await page.waitForURL('**/en/office');
    const made = await key.credentials();
    expect(made.map((credential) => credential.rpId)).toEqual(['localhost']);

    const first = await session(page);
    await leave(page);
    await password(page, 'officer-password');
    await expect(ask(page, 'get')).toBeVisible();
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    expect(await session(page)).toBeUndefined();
    await ask(page, 'get').getByRole('button').click();
    await page.waitForURL('**/en/office');
    expect((await session(page))?.value).not.toBe(first?.value);
    expect(await key.credentials()).toHaveLength(1);
});

test('another key, a forged one, and a key that does not know its owner stay outside', async ({ page, browser }, info) => {
    test.skip(info.project.name === 'no-script', 'a key is asked for by a script');
    street.staff('officer-assured', 'auditor');
    const key = await enrol(page, 'officer-assured');

    const thief = await (await browser.newContext()).newPage();
    const stranger = await Key.into(thief);
    await password(thief, 'officer-assured');
    await ask(thief, 'get').getByRole('button').click();
    await expect(ask(thief, 'get').getByRole('alert')).toBeVisible();
    expect(await session(thief)).toBeUndefined();

    await stranger.forge(key);
    await ask(thief, 'get').getByRole('button').click();
    const refusal = thief.locator('#trouble');
    await expect(refusal).toContainText('may not do that');
    await expect(ask(thief, 'get')).toHaveCount(0);
    expect(await session(thief)).toBeUndefined();
    await thief.goto(`${street.origin}/en/office`);
    await thief.waitForURL('**/en/sign-in/staff?next=*');
    await thief.context().close();

    await leave(page);
    await key.recognises(false);
    await password(page, 'officer-assured');
    await ask(page, 'get').getByRole('button').click();
    await expect(ask(page, 'get').getByRole('alert')).toBeVisible();
    expect(await session(page)).toBeUndefined();
    await key.recognises(true);
    await ask(page, 'get').getByRole('button').click();
    await page.waitForURL('**/en/office');
});

test('a key that was copied is found out by its counter', async ({ page, browser }, info) => {
    test.skip(info.project.name === 'no-script', 'a key is asked for by a script');
    street.staff('nameless', 'operator');
    const key = await enrol(page, 'nameless');
    const thief = await (await browser.newContext()).newPage();
    await (await Key.into(thief)).copy(key);
    await leave(page);
    await password(page, 'nameless');
    await ask(page, 'get').getByRole('button').click();
    await page.waitForURL('**/en/office');

    await password(thief, 'nameless');
    await ask(thief, 'get').getByRole('button').click();
    await expect(thief.locator('#trouble')).toContainText('may not do that');
    expect(await session(thief)).toBeUndefined();
    await thief.context().close();
});

test('without a script the page says what serves instead', async ({ page, javaScriptEnabled }, info) => {
    test.skip(info.project.name !== 'no-script', 'with a script the key is asked for');
    street.staff('officer-password', 'division-officer');
    await password(page, 'officer-password');
    await expect(page.locator('form[data-passkey]')).toBeHidden();
    await expect(page.locator('noscript .notice')).toBeVisible();
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    expect(await session(page)).toBeUndefined();
});
