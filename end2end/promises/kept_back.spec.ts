// Promise: what a law keeps from a person is committed to when it happens, counted in public, and shown with its proof from
// the day it may be (article 8): the person checks the receipt without asking anybody.
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 180_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** 2 March 2026, 9:00 in Bangkok, and the morning of the day on which the person may be told. */
const NOW = '2026-03-02 02:00:00';
const DAY = Date.UTC(2026, 2, 10, 2);

/** The number of citizen-b. */
const PERSON = persona(1);

const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** An order that names citizen-b and forbids telling: entered, confirmed by another, opened. */
async function disclose(town: Town, language: string, javaScriptEnabled: boolean | undefined) {
    const one = await town.of('division-officer-1', { javaScriptEnabled });
    await one.goto(`/${language}/office/disclosures/new`);
    await one.locator('#person').fill(PERSON);
    await one.locator('#order').fill('77/2569');
    await one.locator('#authority').fill('Court');
    await one.locator('#section').fill('s.132');
    await one.locator('main input[value=first-name]').check();
    for (const [part, value] of [['day', 10], ['month', 3], ['year', language === 'th' ? 2569 : 2026]]) {
        await one.locator(`#reveal-${part}`).fill(String(value));
    }
    await next(one);
    const entry = new URL(one.url()).pathname;
    const other = await town.of('division-officer-2', { javaScriptEnabled });
    await other.goto(entry);
    await other.locator('input[name=step][value=confirmed]').check();
    await press(other, 'form:has(input[name=step]) button[type=submit]');
    await other.goto(entry);
    await press(other, 'form[action$="/open"] button');
    await expect(other.locator('main dd').first()).toHaveText('ทดลอง');
}

for (const language of LANGUAGES) {
    test(`a disclosure is hidden until its day, counted all the same, and then proven (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser, NOW);
        const thai = language === 'th';
        const opened = thai ? 'เปิดข้อมูลของท่านเพื่อส่งตามคำสั่ง' : 'Opened your data to hand it over under an order';
        try {
            await disclose(town, language, javaScriptEnabled);
            const before = await town.of('citizen-b', { javaScriptEnabled });
            await before.goto(`/${language}/me/access-log`);
            await expect(before.locator('.card', { hasText: opened })).toHaveCount(0);
            await expect(before.locator('main')).toContainText(thai ? 'ขณะนี้ทั้งระบบ: 3' : 'in the whole system now: 3');
            await before.goto(`/${language}/me/export`);
            await expect(before.locator('main')).not.toContainText('77/2569');

            town.set(DAY);
            const person = await town.of('citizen-b', { javaScriptEnabled });
            await person.goto(`/${language}/me/access-log?purpose=lawful-order`);
            const card = person.locator('.card', { hasText: opened });
            await expect(card).toHaveCount(1);
            await expect(card).toContainText(thai ? 'บันทึกรหัสผูกพันในสมุดบันทึกเปิดไว้แล้วเมื่อ 2 มีนาคม 2569' : 'Committed on 2 March 2026');
            await expect(person.locator('.card')).toHaveCount(3);
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            expect(await isWide(person)).toBe(false);

            await Promise.all([person.waitForNavigation(), card.locator('a[href$="/receipt"]').click()]);
            await expect(person.locator('.notice--success')).toBeVisible();
            await expect(person.locator('main dl')).toContainText('division');
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            expect(await isWide(person)).toBe(false);
            const address = new URL(person.url()).pathname;
            const file = async (kind: string) => (await person.request.get(`${address}.${kind}`)).text();
            const [receipt, proof] = [await file('json'), await file('tlog-proof')];
            expect(receipt).not.toContain(PERSON);
            const checked = async (text: string) => (await person.request.post(`/${language}/verify`, { form: { receipt: text, proof } })).status();
            expect(await checked(receipt)).toBe(200);
            expect(await checked(receipt.replace('data-disclosed', 'traffic-held'))).toBe(422);

            await person.goto(`/${language}/me/export`);
            await expect(person.locator('main')).toContainText('77/2569');
            expect(await isWide(person)).toBe(false);
        } finally {
            await town.close();
        }
    });
}
