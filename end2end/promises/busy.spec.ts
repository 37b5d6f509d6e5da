// Promise: the screens of offices work with busy data: among 10 000 persons and as many open cases at one desk, on a phone and
// on a desk, by keyboard; filters stay in the address and come back with it; nothing that was typed is lost.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 240_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

const LIST = '/en/office/cases';
/** Rows of a page. */
const PAGE = 50;
/** 5 January 2026, 9:00 in Bangkok: the seeded cases came in two days before. */
const NOW = '2026-01-05 02:00:00';
const SEED = ['--persons', '10000', '--seed', '7', '--cases', '10000'];

/** Whether anything reaches beyond the edge of the screen. */
const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** The query of the address, without the place in the list. */
const filters = (page: Page) => {
    const query = new URL(page.url()).searchParams;
    return [query.get('state'), query.get('right')];
};

/** Goes to the first element that fits with the Tab key alone. */
async function tabTo(page: Page, selector: string) {
    for (let at = 0; at < 200; at += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    }
    throw new Error(`${selector} is not reached by keyboard`);
}

/** Presses Enter on what has the focus, and waits for the page that follows. */
const enter = (page: Page) => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);

const numbers = (page: Page) => page.locator('main tbody th[scope=row]').allInnerTexts();

async function list(page: Page, javaScriptEnabled: boolean | undefined) {
    await page.goto(LIST);
    await expect(page.locator('main tbody tr')).toHaveCount(PAGE);
    expect(await isWide(page)).toBe(false);
    expect(await violations(page, javaScriptEnabled)).toEqual([]);

    await page.locator('#state').selectOption('filed');
    await page.locator('#right').selectOption('erasure');
    await press(page, 'main form.filters button');
    expect(filters(page)).toEqual(['filed', 'erasure']);

    // Five pages on: each is full, each is another, the filters go along.
    const seen = new Set(await numbers(page));
    for (let at = 1; at <= 5; at += 1) {
        await tabTo(page, 'a[rel=next]');
        await enter(page);
        expect(filters(page)).toEqual(['filed', 'erasure']);
        expect(new URL(page.url()).searchParams.get('after')).toBeTruthy();
        const rows = await numbers(page);
        expect(rows).toHaveLength(PAGE);
        for (const row of rows) seen.add(row);
        expect(seen.size).toBe(PAGE * (at + 1));
        expect(await isWide(page)).toBe(false);
    }
    await expect(page.locator('main tbody')).not.toContainText('Objection');

    // Back goes back in the list, with the filters as they were; so does a case that was opened.
    const fifth = await numbers(page);
    await page.goBack();
    expect(filters(page)).toEqual(['filed', 'erasure']);
    await expect(page.locator('#right')).toHaveValue('erasure');
    await page.goForward();
    expect(await numbers(page)).toEqual(fifth);
    await press(page, 'main tbody th a');
    expect(new URL(page.url()).pathname).toMatch(/\/office\/cases\/[0-9A-Z-]+$/);
    expect(await isWide(page)).toBe(false);
    await page.goBack();
    expect(await numbers(page)).toEqual(fifth);
    expect(filters(page)).toEqual(['filed', 'erasure']);

    // To the beginning: the filters stay.
    await press(page, 'main p a:not([rel=next])[href*="state=filed"]');
    expect(filters(page)).toEqual(['filed', 'erasure']);
    expect(new URL(page.url()).searchParams.get('after')).toBeNull();
    await expect(page.locator('#state')).toHaveValue('filed');
}

/** A form with a mistake keeps all that was typed, box by box. */
async function form(page: Page, javaScriptEnabled: boolean | undefined) {
    await page.goto('/en/office/transfers/new');
    const typed: Record<string, string> = {
        destination: 'Japan <b>&amp;', recipient: 'A "laboratory" \'of\' ours',
        'from-day': '31', 'from-month': '2', 'from-year': '2026', 'until-day': '1', 'until-month': '6', 'until-year': '2026',
    };
    for (const [id, value] of Object.entries(typed)) await page.locator(`#${id}`).fill(value);
    const marked = ['input[name=purposes][value=vaccine-register]', 'input[name=fields][value=laboratory-result]', 'input[name=fields][value=vaccination]'];
    for (const box of marked) await page.locator(`main ${box}`).check();
    const [answer] = await next(page);
    expect(answer!.status()).toBe(422);
    // No ground, and a day the calendar does not have: both are said.
    await expect(page.locator('.error-summary a')).toHaveCount(2);
    for (const [id, value] of Object.entries(typed)) await expect(page.locator(`#${id}`)).toHaveValue(value);
    for (const box of marked) await expect(page.locator(`main ${box}`)).toBeChecked();
    expect(await page.locator('main input:checked').count()).toBe(marked.length);
    expect(await isWide(page)).toBe(false);
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
}

test('among 10 000 cases: lists, filters, pages by keyboard, and a form that loses nothing, at 360 and at 1440 px', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser, NOW, {}, SEED);
    try {
        for (const width of [360, 1440]) {
            const officer = await town.of('division-officer-1', { javaScriptEnabled, viewport: { width, height: 900 } });
            await list(officer, javaScriptEnabled);
            await form(officer, javaScriptEnabled);
            for (const path of ['/office', '/office/escalations', '/office/exports', '/office/partners', '/office/breaches', '/office/statistics']) {
                await officer.goto(`/en${path}`);
                expect([path, await isWide(officer)]).toEqual([path, false]);
            }
        }
    } finally {
        await town.close();
    }
});
