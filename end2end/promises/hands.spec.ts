// Promise: twenty paper forms an hour by hand, without a mouse. What is counted is keystrokes, fields and pages, which do not
// depend on the machine that counts; the hour follows from them by the pace that support/hands.ts states.
import { expect, test } from '../support/portal';
import { Hands } from '../support/hands';
import { persona } from '../support/ids.mjs';
import { sheet } from '../support/paper';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** The name of the file, as it is typed into the browser's own dialog and confirmed there, which no page can count. */
const FILE = 'form-001.png';
/** What one form may cost at most, from the empty list to the message to its person, all hands together. */
const MOST = { keystrokes: 210, pages: 7 };
const SUBMIT = 'main form[method=post] button[type=submit]';

async function who(officer: Hands) {
    await officer.type('input[name=national-id]', persona(0));
    await officer.type('input[name=first-name]', 'สมมติ');
    await officer.type('input[name=last-name]', 'ตัวอย่าง');
    await officer.type('input[name=birth-date-day]', '01');
    await officer.type('input[name=birth-date-month]', '02');
    await officer.type('input[name=birth-date-year]', '1980');
}

test('two officers take a form from the scanner to its person by keyboard, twenty an hour', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    try {
        const options = { javaScriptEnabled, viewport: { width: 1440, height: 900 } };
        const [one, two] = [await town.of('unit-officer-1', options), await town.of('unit-officer-2', options)];
        const [first, second] = [new Hands(one), new Hands(two)];

        await one.goto('/en/unit/paper-forms');
        await first.skip();
        await first.enter('main a[href$="/paper-forms/new"]');
        await first.skip();
        await first.to('input[name=scan]');
        const file = { name: FILE, mimeType: 'image/png', buffer: sheet(100) };
        if (javaScriptEnabled) {
            const [dialog] = await Promise.all([one.waitForEvent('filechooser'), first.press('Space')]);
            await dialog.setFiles(file);
        } else {
            // The browser opens the same dialog; the library hears of it by a script of its own.
            await one.locator('input[name=scan]').setInputFiles(file);
            first.keystrokes += 1;
        }
        first.keystrokes += FILE.length + 1;
        await first.enter(SUBMIT);

        await first.skip();
        await who(first);
        await first.type('input[name=phone]', '0812345678');
        await first.type('input[name=email]', 'somebody@portal.example');
        for (const purpose of ['news', 'statistics', 'nearby']) {
            await first.mark(`input[name=consent-${purpose}]`);
            await expect(one.locator(`input[name=consent-${purpose}][value=given]`)).toBeChecked();
        }
        await first.mark('input[name=signature]');
        await first.type('input[name=signed-on-day]', '20');
        await first.type('input[name=signed-on-month]', '10');
        await first.type('input[name=signed-on-year]', '2025');
        await first.enter(SUBMIT);
        expect(one.url()).toContain('/unit/paper-forms?notice=keyed');

        await two.goto('/en/unit/paper-forms');
        await second.skip();
        await second.enter('tbody a');
        await second.skip();
        await who(second);
        await second.enter(SUBMIT);
        expect(two.url()).toContain('/unit/paper-forms?notice=matched');

        const [keystrokes, pages] = [first.keystrokes + second.keystrokes, first.pages + second.pages];
        const figures = [first, second].map((it) => `${it.keystrokes} keystrokes, ${it.fields} fields, ${it.pages} pages`);
        const byOne = 3600 / (first.seconds + second.seconds);
        const byTwo = 3600 / Math.max(first.seconds, second.seconds);
        const description = `${figures.join('; ')}: ${byOne.toFixed(1)} forms an hour by one pair of hands, ${byTwo.toFixed(1)} by two`;
        test.info().annotations.push({ type: 'forms by hand', description });
        expect(keystrokes, description).toBeLessThanOrEqual(MOST.keystrokes);
        expect(pages, description).toBeLessThanOrEqual(MOST.pages);
        expect(byOne, description).toBeGreaterThanOrEqual(20);
    } finally {
        await town.close();
    }
});
