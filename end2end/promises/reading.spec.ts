// Promise: everyone can read every public page, in both languages, on a small phone.
import { CHANGES, LANGUAGES, ROOMS, expect, test } from '../support/portal';
import { violations } from '../support/axe';

const PAGES = [...ROOMS, CHANGES, '/policy/1', '/offline', '/nowhere'];

for (const language of LANGUAGES) {
    for (const room of PAGES) {
        const path = `/${language}${room}`;

        test(`${path} is whole: language, one heading, both languages linked, nothing sideways`, async ({ page }) => {
            const response = await page.goto(path);
            expect(response?.status()).toBe(room === '/nowhere' ? 404 : 200);
            await expect(page.locator('html')).toHaveAttribute('lang', language);
            await expect(page.locator('h1')).toHaveCount(1);
            expect((await page.title()).length).toBeGreaterThan(8);
            expect((await page.locator('meta[name=description]').getAttribute('content'))?.length).toBeGreaterThan(20);
            await expect(page.locator('link[rel=alternate][hreflang]')).toHaveCount(room === '/nowhere' ? 0 : 3);
            for (const width of [320, 360, 1280]) {
                await page.setViewportSize({ width, height: 740 });
                const box = await page.locator('body').boundingBox();
                const outside = await page.locator('main *').evaluateAll(
                    (all, limit) => all.filter((one) => one.getBoundingClientRect().right > limit + 1 && !one.closest('.table-scroll')).map((one) => one.outerHTML.slice(0, 120)),
                    width,
                );
                expect(box?.width ?? 0).toBeLessThanOrEqual(width);
                expect(outside).toEqual([]);
            }
        });

        for (const colorScheme of ['light', 'dark'] as const) {
            test(`${path} has no accessibility violation (${colorScheme})`, async ({ page, javaScriptEnabled }) => {
                await page.emulateMedia({ colorScheme });
                await page.goto(path);
                expect(await violations(page, javaScriptEnabled)).toEqual([]);
            });
        }
    }
}

test('a reading page loads no WebAssembly and no more than one small script', async ({ page }, info) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/th/policy', { waitUntil: 'networkidle' });
    expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual([]);
    const scripts = asked.filter((path) => path.endsWith('.js') && path !== '/sw.js');
    expect(scripts.length).toBe(info.project.name === 'script' ? 1 : 0);
});

test('the front door leads to the language the browser asks for', async ({ request }) => {
    const ask = async (language: string) => {
        const response = await request.get('/', { maxRedirects: 0, headers: { 'accept-language': language } });
        return [response.status(), response.headers()['location']];
    };
    expect(await ask('en-GB,en;q=0.9')).toEqual([303, '/en']);
    expect(await ask('fr')).toEqual([303, '/th']);
});

test('days are shown in the era of the language', async ({ page }) => {
    await page.goto('/th/policy/1');
    await expect(page.locator('dl.facts').first()).toContainText('2568');
    await page.goto('/en/policy/1');
    await expect(page.locator('dl.facts').first()).toContainText('1 October 2025');
});
