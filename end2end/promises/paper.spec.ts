// Promise: what is written on paper is read by two, the second without seeing the first; what differs is decided in the
// open; the person is told and sees who read it; consent on paper counts under a signature alone (articles 2 and 6).
import { deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { next } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** The n-th id of the demonstration: made up, valid by its check digit. */
function id(n: number) {
    const body = `8999900000${String(n).padStart(2, '0')}`;
    const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
    return body + ((11 - (sum % 11)) % 10);
}

function crc(bytes: Buffer) {
    let rest = 0xffffffff;
    for (const byte of bytes) {
        rest ^= byte;
        for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    }
    return (rest ^ 0xffffffff) >>> 0;
}

/** A sheet with grey lines, as a PNG: a picture of nothing. */
function sheet(shade: number) {
    const [width, height] = [600, 850];
    const rows = Buffer.alloc((width + 1) * height, 255);
    for (let y = 0; y < height; y += 1) rows.fill(y % 50 < 2 ? shade : 255, y * (width + 1) + 1, (y + 1) * (width + 1));
    for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
    const part = (name: string, data: Buffer) => {
        const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
        const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
        length.writeUInt32BE(data.length);
        check.writeUInt32BE(crc(named));
        return Buffer.concat([length, named, check]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 0, 0, 0, 0], 8);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]);
}

/** Uploads a sheet; the status of the answer. */
async function upload(officer: Page, language: string, shade: number) {
    await officer.goto(`/${language}/unit/paper-forms/new`);
    await officer.locator('input[name=scan]').setInputFiles({ name: 'form.png', mimeType: 'image/png', buffer: sheet(shade) });
    return (await next(officer))[0]!.status();
}

/** Types who the form is about: citizen-a, under this last name. */
async function identity(officer: Page, language: string, lastName: string) {
    await officer.locator('input[name=national-id]').fill(id(0));
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
        await officer.keyboard.type(id(88));
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
        await second.locator('input[name=national-id]').fill(id(88));
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
