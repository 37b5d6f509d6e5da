// Promise: a person opens an account with nothing optional, chooses, holds a receipt that can be checked, withdraws, and
// is told (articles 1, 2, 6).
import { readFileSync } from 'node:fs';
import { LANGUAGES, ORIGIN, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { next, press, register } from '../support/people';

/** Who has which rooms, and in which colours they are looked at. */
const ROOMS: [string, 'dark' | 'light', string[]][] = [
    ['citizen-a', 'dark', ['/me', '/me/profile', '/me/profile/birth-date', '/me/consents', '/me/delegates', '/me/delegates/new', '/me/messages', '/me/sessions']],
    ['citizen-b', 'dark', ['/me/records', '/me/corrections', '/me/requests', '/me/export', '/me/access-log', '/me/paper-forms']],
    ['division-officer-1', 'light', ['/office', '/office/delegations', '/office/cases', '/office/escalations', '/office/breaches', '/unit/notices', '/duty']],
    ['division-officer-1', 'dark', ['/office/processing', '/office/partners', '/office/partners/99901', '/office/contractors', '/office/contractors/new', '/office/disclosures', '/office/disclosures/new', '/office/transfers', '/office/transfers/new', '/office/exports', '/office/exports/new', '/office/statistics', '/office/policies']],
    ['unit-officer-1', 'dark', ['/unit', '/unit/corrections', '/unit/corrections/new', '/unit/records', '/unit/notices', '/unit/paper-forms', '/unit/paper-forms/new']],
];

for (const language of LANGUAGES) {
    test(`register with nothing optional, decline, hold the receipt, agree, withdraw, be told (${language})`, async ({ page, javaScriptEnabled }) => {
        await register(page, language);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
        await next(page);
        expect(new URL(page.url()).pathname).toBe(`/${language}/me`);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);

        await page.goto(`/${language}/me/consents`);
        await expect(page.locator('main :checked')).toHaveCount(0);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
        await press(page, '#nearby button[value=refused]');
        await expect.poll(async () => (await page.reload(), page.locator('.notice--success').count())).toBe(1);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
        const address = page.url();
        const [receipt, proof] = await Promise.all(['.json', '.tlog-proof'].map(async (kind) => (await page.request.get(address + kind)).text()));
        expect(JSON.parse(receipt)['dpv:hasConsentStatus']).toBe('dpv:ConsentRefused');

        await page.goto(`/${language}/verify`);
        if (javaScriptEnabled === false) {
            await page.locator('details summary').click();
            await page.locator('textarea[name=receipt]').fill(receipt);
            await page.locator('textarea[name=proof]').fill(proof);
            await press(page, 'details button[type=submit]');
            await expect(page.locator('.notice--success h3')).toBeVisible();
        }

        await page.goto(`/${language}/me/consents`);
        // Withdrawing takes no more steps than giving: one press each.
        await press(page, '#news button[value=given]');
        await page.goto(`/${language}/me/consents`);
        await press(page, '#news button[value=withdrawn]');
        await page.goto(`/${language}/me/messages`);
        await expect(page.locator('.card')).toHaveCount(1);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
        const code = (await page.locator('.card').innerText()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)![0];
        await press(page, '.account-bar form button');
        await page.goto(`/${language}/verify`);
        await page.locator('input[name=code]').fill(code);
        await press(page, 'main form button[type=submit]');
        await expect(page.locator('p.notice--success[role=status]')).toBeVisible();
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
    });

    test(`the ways in are accessible (${language})`, async ({ page, javaScriptEnabled }) => {
        for (const room of ['/demo', '/demo/outbox', '/sign-in', '/sign-in/staff', '/register', '/verify']) {
            await page.goto(`/${language}${room}`);
            expect(await violations(page, javaScriptEnabled), room).toEqual([]);
        }
    });

    for (const [persona, colorScheme, rooms] of ROOMS) {
        test(`the rooms of ${persona} are accessible, ${colorScheme} (${language})`, async ({ browser, javaScriptEnabled }) => {
            test.setTimeout(300_000);
            const context = await browser.newContext({ colorScheme, javaScriptEnabled });
            const own = await context.newPage();
            await own.goto(`${ORIGIN}/${language}/demo`);
            await press(own, `form:has(input[value="${persona}"]) button`);
            for (const room of rooms) {
                await own.goto(`${ORIGIN}/${language}${room}`);
                expect(await violations(own, javaScriptEnabled), room).toEqual([]);
                const wide = await own.evaluate(() => document.documentElement.scrollWidth > innerWidth);
                expect(wide, `${room} is wider than the screen`).toBe(false);
            }
            await context.close();
        });
    }

    test(`a delegate sees whose data it is, on every page, and stops (${language})`, async ({ page }) => {
        await page.goto(`/${language}/demo`);
        await press(page, 'form:has(input[value="delegate-a"]) button');
        await page.goto(`/${language}/me/delegates`);
        await press(page, 'form[action$="/act"] button');
        for (const room of ['/me', '/me/profile', '/me/consents']) {
            await page.goto(`/${language}${room}`);
            await expect(page.locator('.acting-banner')).toBeVisible();
        }
        await press(page, '.acting-banner button');
        await expect(page.locator('.acting-banner')).toHaveCount(0);
    });
}

test('a receipt is checked in the browser without a network, and a forged one is told', async ({ page, context, javaScriptEnabled }, info) => {
    test.skip(info.project.name === 'no-script', 'without a script the server checks');
    await page.goto('/en/demo');
    await press(page, 'form:has(input[value="citizen-b"]) button');
    await page.goto('/en/me/consents');
    await press(page, '#statistics button');
    await expect.poll(async () => (await page.reload(), page.locator('.notice--success').count())).toBe(1);
    const address = page.url();
    const [receipt, proof] = await Promise.all(['.json', '.tlog-proof'].map(async (kind) => (await page.request.get(address + kind)).body()));
    await page.goto('/en/verify');
    await page.waitForSelector('html[data-verifier=ready]');
    await context.setOffline(true);
    const choose = async (bytes: Buffer) => {
        await page.locator('#receipt-file').setInputFiles({ name: 'receipt.json', mimeType: 'application/json', buffer: bytes });
        await page.locator('#proof-file').setInputFiles({ name: 'receipt.tlog-proof', mimeType: 'text/plain', buffer: proof });
    };
    await choose(receipt);
    await expect(page.locator('#receipt-outcome .notice--success')).toBeVisible();
    await expect(page.locator('#receipt-outcome')).toContainText('Statistics of use');
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    await choose(Buffer.from(receipt.toString().replace('Statistics of use', 'Statistics of nothing')));
    await expect(page.locator('#receipt-outcome .notice--danger')).toBeVisible();
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    await context.setOffline(false);
});

test('a ledger that was rewritten is told in red, with evidence', async ({ page }, info) => {
    test.skip(info.project.name === 'no-script', 'needs the browser’s memory');
    await page.goto('/en/demo');
    await press(page, 'form:has(input[value="citizen-b"]) button');
    await page.goto('/en/me/consents');
    await press(page, '#nearby button');
    await expect.poll(async () => (await page.reload(), page.locator('.notice--success').count())).toBe(1);
    await page.goto('/en/verify');
    await expect(page.locator('#ledger-state .notice--success')).toBeVisible();
    await page.goto('/en/verify');
    await expect(page.locator('#ledger-state')).toContainText('nothing was rewritten');
    // The log seen before had another entry at its end: the signature cannot be made here, so that the note is not the
    // log's at all, which is told as well.
    await page.evaluate(() => localStorage.setItem('morprom-checkpoint', localStorage.getItem('morprom-checkpoint')!.replace(/\n\d+\n/, '\n999999\n')));
    await page.reload();
    await expect(page.locator('#ledger-state .notice--danger')).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#ledger-state a').click()]);
    expect(readFileSync((await download.path())!, 'utf8')).toContain('== second ==');
});

test('mistakes in registration lose nothing and are said in the browser as on the server', async ({ page, javaScriptEnabled }) => {
    await page.goto('/th/register');
    await page.locator('main form[action="/th/register"] button').first().click();
    await page.waitForURL('**/register/document');
    await page.locator('input[name=document][value=national-id]').check();
    await next(page);
    await page.locator('input[name=national-id]').fill('1234567890123');
    const [answer] = await next(page);
    expect(answer?.status()).toBe(422);
    await expect(page.locator('#error-summary')).toBeFocused();
    await expect(page.locator('input[name=national-id]')).toHaveValue('1234567890123');
    const said = await page.locator('[data-error]').first().innerText();
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    if (javaScriptEnabled !== false) {
        await page.reload();
        await page.waitForSelector('html[data-islands=ready]');
        await page.locator('input[name=national-id]').fill('1234567890124');
        await expect(page.locator('[data-error]').first()).toHaveText(said);
    }
});
