// Promise: what is published counts persons and shows nobody: below ten nothing is shown, page and files say the same, and
// officers see no more than everybody (article 2; the statistics purpose).
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

for (const language of LANGUAGES) {
    test(`a closed month is published to everybody, the same in files and to officers (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const options = { javaScriptEnabled };
        const thai = language === 'th';
        try {
            const officer = await town.of('division-officer-1', options);
            // The portal publishes the month that is over when it starts.
            await expect.poll(async () => (await officer.goto(`/${language}/statistics`), officer.locator('main select').count()), { timeout: 30_000 }).toBe(1);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            const subjects = await officer.locator('main h3').count();
            expect(subjects).toBeGreaterThan(4);
            const tables = await officer.locator('main table').allInnerTexts();
            // Of a subject of which nothing is shown one sentence stands, and no row: nobody looks like few.
            const nothing = thai ? 'ไม่แสดงตารางของเดือนนี้' : 'Nothing of this table is shown';
            expect(await officer.locator('main p', { hasText: nothing }).count()).toBe(subjects - tables.length);
            expect(tables.length).toBeLessThan(subjects);
            expect(tables.join(' ')).not.toMatch(/(^|\s)[0-9](\s|$)/);
            const month = await officer.locator('#month').inputValue();
            await press(officer, 'main form.filters button');
            expect(officer.url()).toContain(`month=${month}`);
            const wide = await officer.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            expect(wide).toBe(false);
            const file = async (kind: string) => (await officer.request.get(`/${language}/statistics.${kind}?month=${month}`)).text();
            const document = JSON.parse(await file('json'));
            expect([document.unit, document.month, document.tables.length]).toEqual(['persons', month, subjects]);
            expect((await file('csv')).split('\r\n').length).toBeGreaterThan(subjects * 3);
            await officer.goto(`/${language}/office/statistics`);
            expect(await officer.locator('main table').allInnerTexts()).toEqual(tables);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            expect((await officer.request.get(`/${language}/statistics?month=2020-01`)).status()).toBe(404);
        } finally {
            await town.close();
        }
    });
}
