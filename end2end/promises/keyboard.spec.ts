// Promise: every journey can be made with the keyboard alone.
import { expect, test } from '../support/portal';

test('the first tab leads past the navigation', async ({ page }) => {
    await page.goto('/th/policy');
    await page.keyboard.press('Tab');
    await expect(page.locator('.skip-link')).toBeFocused();
    await expect(page.locator('.skip-link')).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
});

test('cookies are refused and a message is sent without a mouse', async ({ page }) => {
    const tabTo = async (selector: string) => {
        for (let presses = 0; presses < 60; presses += 1) {
            if (await page.locator(selector).first().evaluate((one) => one === document.activeElement)) return;
            await page.keyboard.press('Tab');
        }
        throw new Error(`${selector} is not reached by keyboard`);
    };
    await page.goto('/en/contact');
    await tabTo('button[value=refuse-all]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await tabTo('input[name=topic]');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await tabTo('textarea[name=message]');
    await page.keyboard.type('By keyboard alone');
    await tabTo('main form button');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await expect(page.locator('#case-number')).toBeVisible();
});

test('the focus is always to be seen', async ({ page }) => {
    await page.goto('/th/contact');
    for (let presses = 0; presses < 25; presses += 1) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
            const one = document.activeElement;
            if (!one || one === document.body) return true;
            const style = getComputedStyle(one);
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        });
        expect(seen).toBe(true);
    }
});
