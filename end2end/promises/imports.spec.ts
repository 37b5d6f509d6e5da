// Promise: a unit without an interface brings its records as a file; whatever is wrong with a line is said by its number and
// costs that line alone; how far it is can be seen without script, and what was not taken can be taken away (article 3).
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { numbered, persona } from '../support/ids.mjs';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

const HEADER = 'record-system,record-id,national-id,birth-date,first-name,status,vaccine,dose,day';

/** A valid id of a plainly made-up body. */
const id = (n: number) => numbered(`19999${String(n).padStart(7, '0')}`);

const dose = (n: number, person = id(n), status = 'completed') =>
    `urn:example:h,V-${n},${person},3/5/2523,สมมติ,${status},208,1,2/1/2569`;
const file = (...lines: string[]) => Buffer.from(`\ufeff${[HEADER, ...lines].join('\r\n')}\r\n`);

/** Sends a file from the page that is open; the status of the answer. */
async function send(officer: Page, name: string, buffer: Buffer) {
    await officer.locator('input[name=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    return (await next(officer))[0]!.status();
}

/** Looks again, by the link of the page, until the file was read to its end. */
async function read(officer: Page) {
    await expect(async () => {
        const again = officer.locator('main p > a', { hasText: /See how far|ดูความคืบหน้า/ });
        if (await again.count()) await Promise.all([officer.waitForNavigation(), again.click()]);
        await expect(officer.locator('progress')).toHaveAttribute('value', '100', { timeout: 100 });
        await expect(officer.locator('.tag')).toHaveText(/Read to its end|อ่านจบแล้ว/, { timeout: 100 });
    }).toPass({ timeout: 60_000 });
}

async function fits(page: Page) {
    for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), `wider than ${width}`).toBe(false);
    }
}

for (const language of LANGUAGES) {
    test(`a file is sent, read, and what was not taken is said line by line (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const thai = language === 'th';
        try {
            const officer = await town.of('unit-officer-1', { javaScriptEnabled });
            await officer.goto(`/${language}/unit`);
            await press(officer, `main a[href="/${language}/unit/imports"]`);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            await fits(officer);
            // The example that is given is one that is taken.
            const example = await officer.request.get(await officer.locator('a[download="records.csv"]').getAttribute('href') ?? '');
            expect(example.headers()['content-type']).toContain('text/csv');
            expect((await example.text()).split('\r\n')).toHaveLength(3);

            // Wrong files are refused with a reason, each in the words of the page.
            expect((await next(officer))[0]!.status(), 'a file is chosen').toBe(422);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            expect(await send(officer, 'book.xlsx', Buffer.from('PK\u0003\u0004'))).toBe(415);
            await expect(officer.locator('#error-summary')).toContainText(thai ? 'บันทึกเป็น CSV (UTF-8)' : 'Save a spreadsheet as CSV (UTF-8)');
            expect(await send(officer, 'thai.csv', Buffer.concat([file(), Buffer.from([0xca, 0xc1, 0xc1, 0xb5, 0xd4])]))).toBe(415);
            await expect(officer.locator('#error-summary')).toContainText('Windows-874');
            expect(await send(officer, 'header.csv', Buffer.from('record-system,record-id\r\n'))).toBe(422);
            await expect(officer.locator('main')).toContainText('birth-date');
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);

            // citizen-a by another birth date waits for an officer; a mark that is not closed costs one line.
            const known = dose(3, persona(0));
            const lines = [dose(1), dose(2), known, dose(4, '1234567890123'), `"${dose(5)}`, dose(6, id(6), '=1+1'), dose(7)];
            expect(await send(officer, 'records.csv', file(...lines))).toBe(200);
            const page = officer.url();
            expect(page).toMatch(/\/unit\/imports\/[0-9a-f-]{36}$/);
            await read(officer);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            await fits(officer);
            const facts = (await officer.locator('.facts dd').allTextContents()).slice(0, 5);
            expect(facts, 'read, taken, known, waiting, in quarantine').toEqual(['7', '3', '0', '1', '3']);
            await expect(officer.locator(`main a[href="/${language}/unit/reviews"]`)).toHaveCount(1);
            await expect(officer.locator('main form[action$="/stop"]'), 'it is over').toHaveCount(0);

            await press(officer, 'main a[href$="/quarantine"]');
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            await fits(officer);
            await expect(officer.locator('tbody th')).toHaveText(thai ? ['บรรทัด 5', 'บรรทัด 6', 'บรรทัด 7'] : ['Line 5', 'Line 6', 'Line 7']);
            await expect(officer.locator('main')).not.toContainText('1234567890123');
            const faults = await officer.request.get(await officer.locator('a[download="quarantine.csv"]').getAttribute('href') ?? '');
            const rows = (await faults.text()).trim().split('\r\n').map((row) => row.split(',').slice(0, 3).join(','));
            expect(rows.slice(1)).toEqual(['5,national-id,id-check-digit', '6,,cells', '7,status,word']);

            // Sent again, nothing is recorded twice.
            await officer.goto(`/${language}/unit/imports`);
            expect(await send(officer, 'records.csv', file(...lines))).toBe(200);
            await read(officer);
            expect((await officer.locator('.facts dd').allTextContents()).slice(0, 5)).toEqual(['7', '0', '3', '1', '3']);

            // It is nobody else's to see.
            const other = await town.of('unit-officer-3', { javaScriptEnabled });
            expect((await other.goto(page))!.status()).toBe(404);
            const division = await town.of('division-officer-1', { javaScriptEnabled });
            expect((await division.goto(`/${language}/unit/imports`))!.status()).toBe(403);
        } finally {
            await town.close();
        }
    });
}

test('a long file is followed, stopped, and what was taken stays', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    try {
        const officer = await town.of('unit-officer-1', { javaScriptEnabled });
        await officer.goto('/en/unit/imports');
        expect(await send(officer, 'long.csv', file(...Array.from({ length: 60_000 }, (_, n) => dose(n))))).toBe(200);
        const page = officer.url();
        // The page loads again by itself only where somebody asks for it, and says how to end that.
        expect((await officer.goto(page))!.headers()['refresh']).toBeUndefined();
        const [answer] = await press(officer, 'main a[href$="?follow=on"]');
        expect(answer!.headers()['refresh']).toBe('10');
        await expect(officer.locator(`main a[href="${new URL(page).pathname}"]`)).toHaveCount(1);
        await officer.goto(page);
        await press(officer, 'main form[action$="/stop"] button');
        await expect(officer.locator('.tag')).toHaveText('Stopped');
        const taken = (await officer.locator('.facts dd').allTextContents())[1]!;
        await officer.goto(page);
        expect((await officer.locator('.facts dd').allTextContents())[1], 'nothing more is taken').toBe(taken);
        expect(Number(taken)).toBeLessThan(60_000);
        expect((await officer.request.post(`${page}/stop`)).status()).toBe(409);
    } finally {
        await town.close();
    }
});
