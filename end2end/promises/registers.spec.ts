// Promise: what leaves the house is on a register that two officers answer for: contracts, disclosures a law compels,
// transfers abroad (articles 3 to 5). Played by two officers of the division, a contractor's clerk and the person.
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** The number of citizen-b. */
const PERSON = persona(1);

async function day(page: Page, name: string, [day, month, year]: [number, number, number], language: string) {
    await page.locator(`#${name}-day`).fill(String(day));
    await page.locator(`#${name}-month`).fill(String(month));
    await page.locator(`#${name}-year`).fill(String(language === 'th' ? year + 543 : year));
}

for (const language of LANGUAGES) {
    test(`an order is entered by one, confirmed by another, opened, and seen by the person (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const options = { javaScriptEnabled };
        try {
            const one = await town.of('division-officer-1', options);
            await one.goto(`/${language}/office/disclosures`);
            await press(one, 'main a.button');
            await one.locator('#person').fill(PERSON);
            await one.locator('#order').fill('77/2569');
            // What is missing is said, and what was typed stays.
            const [answer] = await next(one);
            expect(answer!.status()).toBe(422);
            await expect(one.locator('#order')).toHaveValue('77/2569');
            expect(await violations(one, javaScriptEnabled)).toEqual([]);
            await one.locator('#authority').fill('Court');
            await one.locator('#section').fill('s.132');
            await one.locator('main input[value=first-name]').check();
            await one.locator('main input[value=vaccination]').check();
            await next(one);
            const entry = new URL(one.url()).pathname;
            expect(entry).toMatch(/\/office\/disclosures\/[0-9a-f-]{36}$/);
            await expect(one.locator('main')).not.toContainText(PERSON);
            expect(await violations(one, javaScriptEnabled)).toEqual([]);

            const other = await town.of('division-officer-2', options);
            await other.goto(`/${language}/office/disclosures?state=waiting`);
            await press(other, '.card a');
            await other.locator('input[name=step][value=confirmed]').check();
            await press(other, 'form:has(input[name=step]) button[type=submit]');
            await other.goto(entry);
            await press(other, 'form[action$="/open"] button');
            await expect(other.locator('main dd').first()).toHaveText('ทดลอง');
            await expect(other.locator('.card').first()).toBeVisible();
            expect(await violations(other, javaScriptEnabled)).toEqual([]);

            const person = await town.of('citizen-b', options);
            await person.goto(`/${language}/me/access-log`);
            const opened = language === 'th' ? 'เปิดข้อมูลของท่านเพื่อส่งตามคำสั่ง' : 'Opened your data to hand it over under an order';
            await expect(person.locator('.card h2', { hasText: opened })).toHaveCount(1);
            if (javaScriptEnabled !== false) {
                await expect(person.locator('.card', { hasText: opened }).locator('[data-replayed]')).toHaveText(language === 'th' ? /ตรงกัน/ : /it agrees/);
            }
        } finally {
            await town.close();
        }
    });
}

test('a transfer without a ground is refused; with one it is confirmed by another, and ended', async ({ browser, javaScriptEnabled }) => {
    // 2 March 2026, 9:00 in Bangkok.
    const town = await Town.open(browser, '2026-03-02 02:00:00');
    const options = { javaScriptEnabled };
    try {
        const one = await town.of('division-officer-1', options);
        await one.goto('/en/office/transfers/new');
        await one.locator('#destination').fill('Japan');
        await one.locator('#recipient').fill('A laboratory');
        await one.locator('main input[name=purposes][value=vaccine-register]').check();
        await one.locator('main input[name=fields][value=laboratory-result]').check();
        await day(one, 'from', [3, 3, 2026], 'en');
        await day(one, 'until', [2, 6, 2026], 'en');
        expect((await next(one))[0]!.status()).toBe(422);
        await expect(one.locator('.error-summary')).toContainText('Without a ground or safeguard no data goes abroad.');
        expect(await violations(one, javaScriptEnabled)).toEqual([]);
        await one.locator('main input[name=safeguard][value=adequate]').check();
        await next(one);
        const entry = new URL(one.url()).pathname;
        // Whoever entered it cannot confirm it: it is not offered, and refused where it is sent all the same.
        await expect(one.locator('input[name=step][value=confirmed]')).toHaveCount(0);
        const other = await town.of('division-officer-2', options);
        await other.goto(entry);
        await other.locator('input[name=step][value=confirmed]').check();
        await press(other, 'form:has(input[name=step]) button[type=submit]');
        await expect(other.locator('.timeline__step')).toHaveCount(2);
        await other.goto('/en/office/transfers?state=standing');
        await expect(other.locator('.card')).toHaveCount(1);
        const auditor = await town.of('auditor-1', options);
        await auditor.goto(entry);
        await expect(auditor.locator('main form')).toHaveCount(0);
        expect(await violations(auditor, javaScriptEnabled)).toEqual([]);
    } finally {
        await town.close();
    }
});

test('a contract is ended at once by an officer, and another warns before its end', async ({ browser, javaScriptEnabled }) => {
    // 2 March 2026, 9:00 in Bangkok.
    const town = await Town.open(browser, '2026-03-02 02:00:00');
    const options = { javaScriptEnabled };
    try {
        const one = await town.of('division-officer-1', options);
        await one.goto('/en/office/contractors');
        await press(one, '.card a');
        await one.locator('input[name=step][value=ended]').check();
        await press(one, 'form:has(input[name=step]) button[type=submit]');
        await one.goto('/en/office/partners/contractor-1');
        const agreement = one.locator('main .card', { hasText: '1/2569' });
        await expect(agreement).toContainText('over (');
        await expect(agreement.locator('form')).toHaveCount(0);
        expect(await violations(one, javaScriptEnabled)).toEqual([]);

        await one.goto('/en/office/contractors/new');
        await one.locator('#contractor').selectOption('contractor-1');
        await one.locator('#number').fill('8/2569');
        await one.locator('#scope').fill('Messages');
        await one.locator('main input[name=purposes][value=rights]').check();
        await one.locator('main input[name=measures][value=secrecy]').check();
        await day(one, 'from', [1, 3, 2026], 'en');
        await day(one, 'until', [5, 3, 2026], 'en');
        await next(one);
        const entry = new URL(one.url()).pathname;
        const other = await town.of('division-officer-2', options);
        await other.goto(entry);
        await other.locator('input[name=step][value=confirmed]').check();
        await press(other, 'form:has(input[name=step]) button[type=submit]');
        // The duty looks each minute, and when the portal starts.
        await town.restart();
        await expect.poll(async () => (await other.goto(entry), other.locator('.timeline__step').count()), { timeout: 90_000 }).toBe(3);
        await expect(other.locator('.timeline__step').last()).toContainText('Warned 7 days before the end');
        await other.goto('/en/office/partners/contractor-1');
        await expect(other.locator('main .card', { hasText: '8/2569' })).toContainText('in force until');
    } finally {
        await town.close();
    }
});
