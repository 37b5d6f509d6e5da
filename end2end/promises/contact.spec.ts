// Promise: a message becomes a case with a number at once; a mistake loses nothing (article 9).
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';

const send = (page: import('@playwright/test').Page) => Promise.all([page.waitForNavigation(), page.locator('main form button[type=submit]').click()]);

for (const language of LANGUAGES) {
    test(`a message with nothing optional gives a case number (${language})`, async ({ page, javaScriptEnabled }) => {
        await page.goto(`/${language}/contact`);
        for (const radio of await page.locator('input[name=topic]').all()) await expect(radio).not.toBeChecked();
        await page.locator('input[name=topic]').first().check();
        await page.locator('textarea[name=message]').fill(language === 'th' ? 'ขอสอบถามเรื่องคุกกี้' : 'A question about cookies');
        await send(page);
        await expect(page.locator('#case-number')).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
    });

    test(`mistakes: 422, a summary in focus with links to the fields, all that was typed (${language})`, async ({ page, javaScriptEnabled }) => {
        await page.goto(`/${language}/contact`);
        await page.locator('textarea[name=message]').fill('เก็บข้อความนี้ไว้\nสองบรรทัด');
        await page.locator('input[name=name]').fill('สมมติ ทดสอบ');
        await page.locator('input[name=reply]').fill('081 23');
        const [answer] = await send(page);
        expect(answer?.status()).toBe(422);
        const summary = page.locator('#error-summary');
        await expect(summary).toBeFocused();
        const targets = await summary.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        expect(targets).toEqual(['#contact-topic', '#contact-reply']);
        for (const target of targets) await expect(page.locator(target!)).toHaveCount(1);
        await expect(page.locator('textarea[name=message]')).toHaveValue('เก็บข้อความนี้ไว้\nสองบรรทัด');
        await expect(page.locator('input[name=name]')).toHaveValue('สมมติ ทดสอบ');
        await expect(page.locator('input[name=reply]')).toHaveValue('081 23');
        await expect(page.locator('input[name=reply]')).toHaveAttribute('aria-invalid', 'true');
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
    });

    test(`the browser says while typing what the server says on sending (${language})`, async ({ page }, info) => {
        test.skip(info.project.name === 'no-script', 'needs the island');
        await page.goto(`/${language}/contact`);
        await page.waitForSelector('html[data-islands=ready]');
        const reply = page.locator('[data-field=reply]');
        await page.locator('input[name=reply]').pressSequentially('nobody@nowhere');
        await expect(reply.locator('.field__error')).toBeVisible();
        const early = await reply.locator('[data-error]').textContent();
        await page.locator('input[name=reply]').pressSequentially('.example');
        await expect(reply.locator('.field__error')).toBeHidden();
        await page.locator('input[name=reply]').fill('nobody@nowhere');
        await send(page);
        await expect(reply.locator('[data-error]')).toHaveText(early ?? 'missing');
    });
}

test('text that looks like markup stays text', async ({ page }) => {
    const payload = '</textarea><script>document.title = "broken"</script><b id=broken>&amp; "quoted"';
    await page.goto('/en/contact');
    await page.locator('textarea[name=message]').fill(payload);
    await page.locator('input[name=name]').fill('"><img src=x onerror="document.title=1">');
    await send(page);
    await expect(page.locator('textarea[name=message]')).toHaveValue(payload);
    await expect(page.locator('#broken')).toHaveCount(0);
    await expect(page.locator('input[name=name]')).toHaveValue('"><img src=x onerror="document.title=1">');
    expect(await page.title()).not.toContain('broken');
});

test('the published details can be called and written to', async ({ page }) => {
    await page.goto('/th/contact');
    const details = page.locator('#contact-details');
    await expect(details.locator('a[href="tel:+6625901495"]')).toHaveText('0 2590 1495');
    await expect(details.locator('a[href="tel:+6625901497"]')).toHaveText('0 2590 1497');
    await expect(details.locator('a[href="mailto:mohprompt@moph.go.th"]')).toHaveCount(1);
    await expect(details.locator('a[href="https://mohpromt.moph.go.th"]')).toContainText('↗');
    await expect(details).toContainText('0 2591 8565');
});

test('a case page shows no more than number and time, and an unknown number is not found', async ({ page }) => {
    await page.goto('/en/contact');
    await page.locator('input[name=topic]').nth(1).check();
    await page.locator('textarea[name=message]').fill('planted-secret-text');
    await send(page);
    expect(await page.content()).not.toContain('planted-secret-text');
    expect(page.url()).not.toContain('planted');
    const number = await page.locator('#case-number').textContent();
    const wrong = number!.slice(0, -1) + (number!.endsWith('0') ? '1' : '0');
    for (const path of [`/en/contact/cases/${wrong}`, '/en/contact/cases/zzz', '/en/contact/cases/0000-0000-0']) {
        expect((await page.goto(path))?.status(), path).toBe(404);
    }
});
