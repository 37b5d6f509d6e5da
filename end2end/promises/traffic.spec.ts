// Promise: traffic data is opened for one case under an order alone, and whom it concerns sees that (article 2, section 26
// of the Computer Crime Act): the desk finds by the number of a case, a blanket order is refused, nothing typed is lost.
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

for (const language of LANGUAGES) {
    test(`an order is recorded, opened, seen and released (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const options = { javaScriptEnabled };
        const thai = language === 'th';
        try {
            const person = await town.of('citizen-a', options);
            await person.goto(`/${language}/me/records`);
            const officer = await town.of('division-officer-1', options);
            const desk = `/${language}/office/traffic-log`;
            await officer.goto(desk);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);
            await officer.fill('input[name=case]', 'C 12/2569');
            await press(officer, 'form[method=get] button');
            await expect(officer.locator('main h2').first()).toContainText('C 12/2569');
            await expect(officer.locator('.card-list .card')).toHaveCount(0);

            // A blanket order is refused, with all that was typed.
            const form = officer.locator(`form[method=post][action="${desk}"]`);
            await form.locator('input[name=order]').fill('O-7');
            await form.locator('input[name=officer]').fill('Inspector');
            const year = new Date().getFullYear() + 1 + (thai ? 543 : 0);
            for (const [part, value] of [['day', '1'], ['month', '6'], ['year', String(year)]] as const) {
                await form.locator(`input[name=until-${part}]`).fill(value);
            }
            const [refused] = await press(officer, `form[action="${desk}"][method=post] button`);
            expect(refused!.status()).toBe(422);
            await expect(officer.locator('#error-summary')).toBeVisible();
            await expect(form.locator('input[name=order]')).toHaveValue('O-7');
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);

            // Made up: the id of the first persona of the demonstration.
            await form.locator('input[name=person]').fill(persona(0));
            await press(officer, `form[action="${desk}"][method=post] button`);
            const card = officer.locator('.card-list .card');
            await expect(card).toHaveCount(1);
            await expect(card).toContainText('O-7');
            await press(officer, '.card form[action$="/read"] button');
            await expect(officer.locator('tbody tr').filter({ hasText: '/me/records' })).not.toHaveCount(0);
            expect(await violations(officer, javaScriptEnabled)).toEqual([]);

            await person.goto(`/${language}/me/access-log`);
            await expect(person.locator('.card h2').first()).toHaveText(
                thai ? 'เปิดดูข้อมูลจราจรของท่านตามคำสั่ง' : 'Opened your traffic data under an order',
            );

            await officer.goto(`${desk}?case=${encodeURIComponent('C 12/2569')}`);
            await officer.locator('.card summary').click();
            await officer.locator('.card details input[name=order]').fill('O-8');
            await officer.locator('.card details input[name=officer]').fill('Inspector');
            await press(officer, '.card form[action$="/release"] button');
            await expect(officer.locator('.card form')).toHaveCount(0);
        } finally {
            await town.close();
        }
    });
}
