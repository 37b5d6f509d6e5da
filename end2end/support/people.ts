// People who are made up for a test: how they register, and how pages are gone through.
import { type Page, expect } from '@playwright/test';
import { numbered } from './ids.mjs';

/** Presses and waits for the page that follows. */
export const press = (page: Page, selector: string) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
/** Presses the button of the page's form. */
export const next = (page: Page) => press(page, 'main form button[type=submit]');

/** Valid by its check digit; the body is plainly made up, and another one in each test. */
let made = (Date.now() + process.pid * 7919) % 1_000_000;
function madeUpId() {
    made += 1;
    return numbered(`19998${String(made).padStart(7, '0')}`);
}

/** Answers every question of registration, the optional ones with nothing but `email`; stops at the page of all answers. */
export async function register(page: Page, language: string, email = '') {
    await page.goto(`/${language}/register`);
    await page.locator(`main form[action="/${language}/register"] button`).first().click();
    await page.waitForURL('**/register/document');
    await page.locator('input[name=document][value=national-id]').check();
    await next(page);
    await page.locator('input[name=national-id]').fill(madeUpId());
    await next(page);
    await page.locator('input[name=first-name]').fill('สมมติ');
    await next(page);
    await page.locator('input[name=birth-date-year]').fill(language === 'th' ? '2523' : '1980');
    await next(page);
    await page.locator('input[name=nationality][value=THA]').check();
    await next(page);
    for (const question of ['sex', 'postal-code', 'house', 'phone', 'email', 'photo']) {
        expect(page.url()).toContain(`/register/${question}`);
        if (question === 'email' && email) await page.locator('input[name=email]').fill(email);
        await next(page);
    }
    expect(page.url()).toContain('/register/check');
}
