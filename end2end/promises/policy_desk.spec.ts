// Promise: a version of the policy is written by one officer, read by another, scheduled, and published for ever; nothing
// that somebody wrote is lost (article 1). Played by two officers of the division.
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

for (const language of LANGUAGES) {
    test(`a version is written, read by another, published, and seen by everybody (${language})`, async ({ browser, javaScriptEnabled }) => {
        // 2 March 2026, 9:00 in Bangkok.
        const town = await Town.open(browser, '2026-03-02 02:00:00');
        const options = { javaScriptEnabled };
        try {
            const one = await town.of('division-officer-1', options);
            await one.goto(`/${language}/office/policies`);
            expect(await violations(one, javaScriptEnabled)).toEqual([]);
            await press(one, 'main form button');
            const draft = new URL(one.url()).pathname;
            expect(draft).toMatch(/\/office\/policies\/[0-9a-f-]{36}$/);
            await expect(one.locator('main input[name=step][value=submitted]')).toHaveCount(0);
            expect(await violations(one, javaScriptEnabled)).toEqual([]);

            await press(one, 'main a[href$="/parts/3"]');
            const [thai, english] = [one.locator('#heading-th'), one.locator('#heading-en')];
            await expect(thai).not.toHaveValue('');
            await expect(english).not.toHaveValue('');
            const heading = `${await english.inputValue()}, put plainly`;
            await english.fill(heading);
            expect(await violations(one, javaScriptEnabled)).toEqual([]);
            const wide = await one.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            expect(wide).toBe(false);

            // Somebody else writes meanwhile: nothing of either is lost.
            const other = await town.of('division-officer-2', options);
            await other.goto(`${draft}/parts/3`);
            await other.locator('#heading-en').fill('Written by another');
            await press(other, 'main form button[type=submit]');
            expect((await next(one))[0]!.status()).toBe(409);
            await expect(one.locator('main')).toContainText('Written by another');
            await expect(one.locator('#heading-en')).toHaveValue(heading);
            await press(one, 'main form button[type=submit]');
            expect(new URL(one.url()).pathname).toBe(draft);

            // A day that has passed is named; one that comes is taken.
            const schedule = one.locator('form:has(input[value=schedule])');
            const day = async (day: string, month: string, year: number) => {
                await schedule.locator('#day-day').fill(day);
                await schedule.locator('#day-month').fill(month);
                await schedule.locator('#day-year').fill(String(language === 'th' ? year + 543 : year));
            };
            await day('1', '4', 2026);
            await schedule.locator('input[name=class][value=purpose]').check();
            await press(one, 'form:has(input[value=schedule]) button[type=submit]');
            await expect(one.locator('main')).toContainText(language === 'th' ? 'ครบแล้ว' : 'Nothing is missing.');
            await one.locator('main input[name=step][value=submitted]').check();
            await press(one, 'form:has(input[name=step]) button[type=submit]');
            await expect(one.locator('main input[name=step][value=approved]')).toHaveCount(0);

            // The other wrote too, so that neither of the two may approve it: a version of one officer alone is read by the other.
            await other.goto(draft);
            await expect(other.locator('main input[name=step][value=approved]')).toHaveCount(0);
            await press(other, 'main a[href$="/office/policies"]');
            await press(other, 'main form button');
            const second = new URL(other.url()).pathname;
            await other.goto(`${second}/parts/3`);
            await other.locator('#heading-en').fill(heading);
            await press(other, 'main form button[type=submit]');
            const again = other.locator('form:has(input[value=schedule])');
            await again.locator('#day-day').fill('1');
            await again.locator('#day-month').fill('4');
            await again.locator('#day-year').fill(language === 'th' ? '2569' : '2026');
            await again.locator('input[name=class][value=purpose]').check();
            await press(other, 'form:has(input[value=schedule]) button[type=submit]');
            await other.locator('main input[name=step][value=submitted]').check();
            await press(other, 'form:has(input[name=step]) button[type=submit]');

            await one.goto(second);
            await one.locator('details summary').last().click();
            await expect(one.locator('main .diff').last()).toBeVisible();
            expect(await violations(one, javaScriptEnabled)).toEqual([]);
            await one.locator('main input[name=step][value=approved]').check();
            await press(one, 'form:has(input[name=step]) button[type=submit]');
            await one.locator('main input[name=step][value=published]').check();
            await press(one, 'form:has(input[name=step]) button[type=submit]');
            await press(one, 'main a[href$="/policy/2"]');
            await one.goto('/en/policy/2');
            await expect(one.locator('main')).toContainText(heading);
            await one.goto(`${second}/parts/3`);
            await one.locator('#heading-en').fill('Too late');
            expect((await next(one))[0]!.status()).toBe(409);
        } finally {
            await town.close();
        }
    });
}
