// What every promise needs: where the portal is, which pages there are, how the cookie banner is answered.
import { type Page, test as base, expect } from '@playwright/test';

export const PORT = Number(process.env.PORTAL_TEST_PORT ?? 3117);
export const ORIGIN = `http://127.0.0.1:${PORT}`;
export const LANGUAGES = ['th', 'en'] as const;
export const ROOMS = ['', '/policy', '/data', '/cookies', '/contact', '/accessibility', '/security', '/verify'] as const;
export const CHANGES = '/policy/1/changes/2';

/** The shell of Chromium for machines without a screen: the same engine, in half the time. */
export const chromium = {
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
    ],
};

/** The whole browser, which knows a person's own settings. */
export const wholeChromium = { ...chromium, executablePath: '/usr/bin/chromium' };

/**
 * Fails a test when a page logs an error, breaks its security policy, or asks another host for anything. `elsewhere`
 * are the hosts that a test starts itself.
 */
export const test = base.extend<{ guarded: void; elsewhere: RegExp | undefined }>({
    elsewhere: [undefined, { option: true }],
    guarded: [
        async ({ page, elsewhere }, use) => {
            const faults: string[] = [];
            page.on('console', (message) => {
                const expected = /status of (403|404|409|410|413|415|422|429|503)|ERR_INTERNET_DISCONNECTED/.test(message.text());
                if (message.type() === 'error' && !expected) faults.push(message.text());
            });
            page.on('pageerror', (error) => faults.push(String(error)));
            page.on('request', (request) => {
                const url = new URL(request.url());
                const expected = url.origin === ORIGIN || elsewhere?.test(url.origin) || ['data:', 'blob:'].includes(url.protocol);
                if (!expected) faults.push(`asked ${url.origin}`);
            });
            await use();
            expect(faults).toEqual([]);
        },
        { auto: true },
    ],
});

export { expect };

export type Answer = 'accept-all' | 'refuse-all' | 'save';

/** Presses a button of the cookie banner or form and waits for the page that follows. */
export async function answerCookies(page: Page, answer: Answer) {
    await Promise.all([page.waitForNavigation(), page.locator(`button[name=choice][value=${answer}]`).first().click()]);
}
