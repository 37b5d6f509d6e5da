// Promise: what is written on paper is read by two, the second without seeing the first; what differs is decided in the
// open; the person is told and sees who read it; consent on paper counts under a signature alone (articles 2 and 6).
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { sheet } from '../support/paper';
import { next } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** Uploads a sheet; the status of the answer. */
async function upload(officer: Page, language: string, shade: number) {
    await officer.goto(`/${language}/unit/paper-forms/new`);
    await officer.locator('input[name=scan]').setInputFiles({ name: 'form.png', mimeType: 'image/png', buffer: sheet(shade) });
    return (await next(officer))[0]!.status();
}

/** Types who the form is about: citizen-a, under this last name. */
async function identity(officer: Page, language: string, lastName: string) {
    await officer.locator('input[name=national-id]').fill(persona(0));
    await officer.locator('input[name=first-name]').fill('สมมติ');
    await officer.locator('input[name=last-name]').fill(lastName);
    await officer.locator('input[name=birth-date-day]').fill('1');
    await officer.locator('input[name=birth-date-month]').fill('2');
    await officer.locator('input[name=birth-date-year]').fill(language === 'th' ? '2523' : '1980');
}

async function fits(page: Page) {
    for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), `wider than ${width}`).toBe(false);
    }
}

for (const language of LANGUAGES) {
    test(`a form is scanned, keyed, keyed again blind, decided, and seen by its person (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const options = { javaScriptEnabled };
        const thai = language === 'th';
        try {
            const first = await town.of('unit-officer-1', options);
            await first.goto(`/${language}/unit/paper-forms/new`);
            expect((await next(first))[0]!.status(), 'a scan is chosen').toBe(422);
            expect(await violations(first, javaScriptEnabled)).toEqual([]);
            expect(await upload(first, language, 120)).toBe(200);
            const form = first.url();
            expect(form).toMatch(/\/unit\/paper-forms\/[0-9a-f-]{36}$/);
            expect(await violations(first, javaScriptEnabled)).toEqual([]);
            await fits(first);

            // The picture is there, grows without a script, and is reached by keyboard.
            const picture = first.locator('.scan__picture');
            await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(600);
            const width = async () => (await picture.boundingBox())!.width;
            const whole = await width();
            await first.locator('#zoom-300').check();
            expect(Math.round((await width()) / whole)).toBe(3);
            await first.locator('.scan__frame').focus();
            await first.keyboard.press('ArrowRight');
            await expect.poll(() => first.locator('.scan__frame').evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);

            // Consent without a signature is refused, and nothing typed is lost.
            await identity(first, language, 'Planted');
            await first.locator('input[name=illegible-phone]').check();
            await first.locator('input[name=email]').fill('paper@example.org');
            await first.locator('input[name=consent-news][value=given]').check();
            expect((await next(first))[0]!.status()).toBe(422);
            await expect(first.locator('#error-summary a')).toHaveAttribute('href', '#signature');
            await expect(first.locator('input[name=last-name]')).toHaveValue('Planted');
            expect(await violations(first, javaScriptEnabled)).toEqual([]);
            await first.locator('input[name=signature]').check();
            await next(first);
            expect(first.url()).toContain('/unit/paper-forms?notice=keyed');
            expect(await violations(first, javaScriptEnabled)).toEqual([]);
            await fits(first);
            expect(await upload(first, language, 120), 'the same scan').toBe(409);
            expect(await violations(first, javaScriptEnabled)).toEqual([]);

            // Nobody checks their own.
            await first.goto(form);
            await expect(first.locator('main form[method=post]')).toHaveCount(0);
            const own = await first.request.post(form, { form: { task: 'key-again' } });
            expect([own.status(), own.headers()['x-refused-because']]).toEqual([403, 'own-keying']);

            // The second sees nothing of the first.
            const second = await town.of('unit-officer-2', options);
            await second.goto(`/${language}/unit/paper-forms?state=keyed`);
            await second.locator('tbody a').click();
            await expect(second.locator('main')).not.toContainText('Planted');
            expect(await second.content()).not.toContain('paper@example.org');
            await identity(second, language, 'ตัวอย่าง');
            await next(second);
            expect(second.url()).toContain('notice=disputed');

            await second.goto(`/${language}/unit/paper-forms?state=disputed`);
            await second.locator('tbody a').click();
            await expect(second.locator('main')).toContainText('Planted');
            expect(await violations(second, javaScriptEnabled)).toEqual([]);
            await fits(second);
            await second.locator('input[name=choose-last-name][value=second]').check();
            expect((await next(second))[0]!.status(), 'a reason is given').toBe(422);
            expect(await violations(second, javaScriptEnabled)).toEqual([]);
            await second.locator('textarea[name=reason]').fill('<b>Seen</b> at 300%');
            await next(second);
            expect(second.url()).toContain('notice=matched');
            await second.goto(form);
            await expect(second.locator('main')).toContainText('<b>Seen</b> at 300%');
            expect(await violations(second, javaScriptEnabled)).toEqual([]);

            const person = await town.of('citizen-a', options);
            await person.goto(`/${language}/me/paper-forms`);
            await expect(person.locator('.card')).toContainText('paper@example.org');
            await expect(person.locator('.card')).toContainText(thai ? 'อ่านไม่ออก' : 'Cannot be read');
            await expect(person.locator('.card .notice')).toBeVisible();
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            await person.goto(`/${language}/me/profile`);
            await expect(person.locator('main')).not.toContainText('paper@example.org');
            await person.goto(`/${language}/me/messages`);
            await expect(person.locator('main')).toContainText(thai ? 'บันทึกแบบกระดาษของท่านแล้ว' : 'A paper form of yours was recorded');
            await person.goto(`/${language}/me/consents`);
            await expect(person.locator('main')).toContainText(thai ? 'เจ้าหน้าที่ จากแบบกระดาษ' : 'An officer, from a paper form');
            await person.goto(`/${language}/me/access-log`);
            for (const told of thai ? ['คีย์แบบกระดาษของท่าน', 'พยายามตรวจแบบกระดาษที่คีย์เอง'] : ['Keyed your paper form', 'Tried to check a form they had keyed']) {
                await expect(person.locator('.card h2').filter({ hasText: told }).first()).toBeVisible();
            }
        } finally {
            await town.close();
        }
    });
}

test('a form is keyed without a mouse, and leads to the next', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    try {
        const officer = await town.of('unit-officer-1', { javaScriptEnabled });
        const addresses: string[] = [];
        for (const shade of [90, 180]) {
            expect(await upload(officer, 'en', shade)).toBe(200);
            addresses.push(officer.url());
        }
        const tabTo = async (selector: string) => {
            for (let presses = 0; presses < 80; presses += 1) {
                if (await officer.locator(selector).first().evaluate((one) => one === document.activeElement)) return;
                await officer.keyboard.press('Tab');
            }
            throw new Error(`${selector} is not reached by keyboard`);
        };
        await officer.goto(addresses[0]!);
        await tabTo('input[name=zoom]');
        await officer.keyboard.press('ArrowRight');
        await expect(officer.locator('#zoom-150')).toBeChecked();
        await tabTo('input[name=national-id]');
        // Nobody has this number.
        await officer.keyboard.type(persona(88));
        await tabTo('input[name=first-name]');
        await officer.keyboard.type('สมมติ');
        await tabTo('input[name=illegible-last-name]');
        await officer.keyboard.press('Space');
        await tabTo('input[name=birth-date-year]');
        await officer.keyboard.type('1980');
        await tabTo('main form[method=post] button[type=submit]');
        await Promise.all([officer.waitForNavigation(), officer.keyboard.press('Enter')]);
        expect(officer.url()).toBe(`${addresses[1]}?notice=keyed`);

        const second = await town.of('unit-officer-2', { javaScriptEnabled });
        await second.goto(addresses[0]!);
        await second.locator('input[name=national-id]').fill(persona(88));
        await second.locator('input[name=first-name]').fill('สมมติ');
        await second.locator('input[name=illegible-last-name]').check();
        await second.locator('input[name=birth-date-year]').fill('1980');
        await next(second);
        expect(second.url(), 'there is no such account').toContain('notice=unmatched');
        await second.goto('/en/unit/paper-forms?state=unmatched');
        await expect(second.locator('tbody tr')).toHaveCount(1);
    } finally {
        await town.close();
    }
});

test('the picture goes ninety days after two have read it, and what they read stays', async ({ browser, javaScriptEnabled }) => {
    // 2 March 2026, 9:00 in Bangkok.
    const settled = Date.parse('2026-03-02T02:00:00Z');
    const [day, words] = [86_400_000, { th: 'ภาพถูกทำลายเมื่อ 31 พฤษภาคม 2569', en: 'The picture was destroyed on 31 May 2026, as promised' }];
    const town = await Town.open(browser, '2026-03-02 02:00:00');
    const options = { javaScriptEnabled };
    try {
        const first = await town.of('unit-officer-1', options);
        expect(await upload(first, 'en', 150)).toBe(200);
        const form = first.url();
        await identity(first, 'en', 'ตัวอย่าง');
        await next(first);
        const second = await town.of('unit-officer-2', options);
        await second.goto(form);
        await identity(second, 'en', 'ตัวอย่าง');
        await next(second);
        expect(second.url()).toContain('notice=matched');

        town.set(settled + 90 * day - 1000);
        await town.restart();
        const before = await town.of('unit-officer-2', options);
        await before.goto(form);
        await expect(before.locator('.paper__scan')).toContainText('will be destroyed on 31 May 2026');
        await expect.poll(() => before.locator('.scan__picture').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(600);

        town.set(settled + 90 * day);
        await town.restart();
        const [officer, person] = [await town.of('unit-officer-1', options), await town.of('citizen-a', options)];
        await officer.goto(form);
        await expect.poll(async () => (await officer.reload(), officer.locator('.scan__picture').count())).toBe(0);
        expect((await officer.request.get(`${form}/scan`)).status()).toBe(404);
        for (const language of LANGUAGES) {
            await officer.goto(form.replace('/en/', `/${language}/`));
            await expect(officer.locator('.paper > .notice')).toContainText(words[language]);
            await expect(officer.locator('main table')).toContainText('ตัวอย่าง');
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            await fits(officer);
            await person.goto(`/${language}/me/paper-forms`);
            await expect(person.locator('.card')).toContainText(words[language]);
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
        }
    } finally {
        await town.close();
    }
});
