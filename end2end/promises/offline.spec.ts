// Promise: installed, the portal can be read without a network; what is kept on the device is the same for everyone.
import { LANGUAGES, answerCookies, expect, test } from '../support/portal';

async function installed(page: import('@playwright/test').Page) {
    await page.goto('/th', { waitUntil: 'networkidle' });
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await expect.poll(() => page.evaluate(async () => {
        const name = (await caches.keys()).find((key) => key.startsWith('morprom-shell'));
        return name ? (await (await caches.open(name)).keys()).length : 0;
    })).toBeGreaterThan(12);
}

test('the policy, the catalogue and the contact page are read offline, set in their own style and font', async ({ page, context }) => {
    await installed(page);
    await context.setOffline(true);
    for (const language of LANGUAGES) {
        for (const room of ['', '/policy', '/data', '/cookies', '/contact']) {
            await page.goto(`/${language}${room}`);
            await expect(page.locator('h1')).toHaveCount(1);
            await expect(page.locator('#offline-note')).toBeVisible();
        }
    }
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toMatch(/Sarabun|Plex/);
});

test('a page without a copy says which pages can be read', async ({ page, context }) => {
    await installed(page);
    await context.setOffline(true);
    await page.goto('/en/policy/1');
    await expect(page.locator('h1')).toHaveText(/No network|ไม่มีสัญญาณ/);
    expect(await page.locator('main a').count()).toBeGreaterThanOrEqual(4);
});

test('pages opened before are kept only where preferences are allowed', async ({ page, context }) => {
    await installed(page);
    await answerCookies(page, 'accept-all');
    await page.goto('/en/policy/1', { waitUntil: 'networkidle' });
    await page.goto('/en/policy/1', { waitUntil: 'networkidle' });
    await context.setOffline(true);
    await page.goto('/en/policy/1');
    await expect(page.locator('#policy-version')).toHaveText('1');
});

test('no copy holds a choice, a cookie or a case', async ({ page }) => {
    await installed(page);
    await answerCookies(page, 'accept-all');
    await page.goto('/en/contact');
    await page.locator('input[name=topic]').first().check();
    await page.locator('textarea[name=message]').fill('planted-secret-text');
    await Promise.all([page.waitForNavigation(), page.locator('main form button').click()]);
    await page.goto('/en', { waitUntil: 'networkidle' });
    const kept = await page.evaluate(async () => {
        const found: string[] = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const text = await (await cache.match(request))!.text();
                if (text.includes('planted-secret-text') || request.url.includes('/cases/')) found.push(request.url);
            }
        }
        return found;
    });
    expect(kept).toEqual([]);
});

for (const language of LANGUAGES) {
    test(`it can be installed: manifest and icons (${language})`, async ({ page, request }) => {
        await page.goto(`/${language}`);
        const href = await page.locator('link[rel=manifest]').getAttribute('href');
        const response = await request.get(href!);
        expect(response.headers()['content-type']).toContain('application/manifest+json');
        const manifest = await response.json();
        expect(manifest).toMatchObject({ lang: language, display: 'standalone', id: '/' });
        expect(manifest.start_url).toBe(`/${language}`);
        const purposes = manifest.icons.map((icon: { purpose?: string }) => icon.purpose ?? 'any');
        expect(purposes).toEqual(expect.arrayContaining(['any', 'maskable']));
        for (const icon of manifest.icons) expect((await request.get(icon.src)).status(), icon.src).toBe(200);
    });
}
