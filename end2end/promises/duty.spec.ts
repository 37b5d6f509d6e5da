// Promise: officers do their duty inside limits that are enforced and visible: every use and refusal is seen by whom it
// concerned, and decided again in their browser; who browses is questioned, stopped, and a breach case opens (articles 3, 8).
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** An officer looks for somebody by their id; the status of the answer. */
async function find(officer: Page, number: string, language = 'en') {
    await officer.goto(`/${language}/unit/corrections/new`);
    await officer.locator('input[name=national-id]').fill(number);
    return (await next(officer))[0]!;
}

for (const language of LANGUAGES) {
    test(`a person sees who used their data, decides it again, and doubts it (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const options = { javaScriptEnabled };
        try {
            const officer = await town.of('unit-officer-1', options);
            expect((await find(officer, persona(0), language)).status()).toBe(200);
            const person = await town.of('citizen-a', options);
            await person.goto(`/${language}/me/access-log`);
            const card = person.locator('.card').first();
            await expect(card.locator('h2')).toHaveText(language === 'th' ? 'ดูประวัติสุขภาพ' : 'Read your records');
            await expect(card).toContainText(language === 'th' ? 'โรงพยาบาลตัวอย่างหนึ่ง' : 'Example Hospital One');
            const again = card.locator('[data-replayed]');
            if (javaScriptEnabled === false) {
                await expect(again).toBeEmpty();
            } else {
                await expect(again).toHaveText(language === 'th' ? /ตรงกัน/ : /it agrees/);
                // What was decided on is altered on its way: the browser does not agree.
                await person.route('**/me/access-log', async (route) => {
                    const answer = await route.fetch();
                    await route.fulfill({ response: answer, body: (await answer.text()).replace('/stands/', '/ended/') });
                });
                await person.reload();
                await expect(again).toHaveText(language === 'th' ? /ไม่ตรงกัน/ : /NOT agree/);
                await person.unroute('**/me/access-log');
                await person.reload();
            }
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            await press(person, '.card a[href*="office=99901"]');
            await expect(person.locator('.card').first()).toBeVisible();
            await person.goto(`/${language}/me/access-log?office=99902`);
            await expect(person.locator('.card:has-text("99902"), .card:has-text("Two"), .card:has-text("สอง")')).not.toHaveCount(0);

            await person.goto(`/${language}/me/access-log`);
            await press(person, '.card form[action$="/doubt"] button');
            expect(person.url()).toContain('?notice=filed');
            const division = await town.of('division-officer-1', options);
            await division.goto(`/${language}/office/cases`);
            await press(division, 'tbody a');
            await expect(division.locator('main')).toContainText(language === 'th' ? 'การใช้ข้อมูลที่สงสัย' : 'The use that is doubted');
            expect(await violations(division, javaScriptEnabled)).toEqual([]);
            await person.goto(`/${language}/me/access-log`);
            await expect(person.locator('.card a[href*="/me/corrections/"]')).toHaveCount(1);
            await expect(person.locator('.card h2').first()).toHaveText(language === 'th' ? 'เปิดดูเรื่องของท่าน' : 'Opened your case');
        } finally {
            await town.close();
        }
    });
}

test('who browses is asked to prove who they are, then stopped; a breach case is assessed, told, and lets them go on', async ({ browser, javaScriptEnabled }) => {
    // 2 March 2026, 9:00 in Bangkok.
    const thresholds = { MORPROM_BRAKE_PROVE: '4', MORPROM_BRAKE_SLOW: '8', MORPROM_BRAKE_STOP: '8', MORPROM_BRAKE_STOP_AT_NIGHT: '8' };
    const town = await Town.open(browser, '2026-03-02 02:00:00', thresholds);
    const options = { javaScriptEnabled };
    try {
        let officer = await town.of('unit-officer-1', options);
        town.set(Date.parse('2026-03-02T09:11:00+07:00'));
        for (let n = 20; n < 24; n += 1) expect((await find(officer, persona(n))).status(), 'nobody has this number').toBe(422);
        const asked = await find(officer, persona(24));
        expect([asked.status(), asked.headers()['x-refused-because']]).toEqual([403, 'prove-again']);
        officer = await town.of('unit-officer-1', options);
        for (let n = 24; n < 28; n += 1) expect((await find(officer, persona(n))).status()).toBe(422);
        const stopped = await find(officer, persona(0));
        expect([stopped.status(), stopped.headers()['x-refused-because']]).toEqual([403, 'brake']);
        expect(await violations(officer, javaScriptEnabled)).toEqual([]);
        await officer.goto('/en/duty');
        await expect(officer.locator('.notice--warning')).toBeVisible();
        const person = await town.of('citizen-a', options);
        await person.goto('/en/me/access-log');
        await expect(person.locator('.card h2').first()).toHaveText('Browsed, and was stopped');

        const division = await town.of('division-officer-1', options);
        await division.goto('/th/office/breaches');
        expect(await violations(division, javaScriptEnabled)).toEqual([]);
        await press(division, '.card a');
        expect((await next(division))[0]!.status(), 'a step is chosen').toBe(422);
        expect(await violations(division, javaScriptEnabled)).toEqual([]);
        await division.locator('input[name=step][value=risk]').check();
        await next(division);
        await expect(division.locator('details summary')).toContainText('8');
        // The 72 hours are over: the authority is told with a reason.
        town.set(Date.parse('2026-03-05T09:11:00+07:00'));
        const later = await town.of('division-officer-2', options);
        await later.goto('/en/office/breaches');
        await press(later, '.card a');
        await later.locator('input[name=step][value=authority-told]').check();
        expect((await next(later))[0]!.status()).toBe(422);
        await later.locator('textarea[name=words]').fill('<b>The holiday</b>');
        await next(later);
        await expect(later.locator('.timeline')).toContainText('<b>The holiday</b>');
        await later.locator('input[name=step][value=closed]').check();
        await next(later);
        await expect(later.locator('main form[action*="breaches"]')).toHaveCount(0);
        officer = await town.of('unit-officer-1', options);
        expect((await find(officer, persona(0))).status()).toBe(200);
    } finally {
        await town.close();
    }
});

for (const language of LANGUAGES) {
    test(`who may see what is public, and what binds an officer is signed on screen (${language})`, async ({ browser, page, javaScriptEnabled }) => {
        await page.goto(`/${language}/data/access`);
        await expect(page.locator('.card')).toHaveCount(24);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
        const town = await Town.open(browser);
        try {
            const officer = await town.of('contractor-1', { javaScriptEnabled });
            await officer.goto(`/${language}/duty`);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            await next(officer);
            await expect(officer.locator('.notice--success')).toBeVisible();
        } finally {
            await town.close();
        }
    });
}
