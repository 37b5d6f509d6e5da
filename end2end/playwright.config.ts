// Browser tests, by promise. Every journey runs with script and without; the release build serves.
import { defineConfig } from '@playwright/test';
import { ORIGIN, chromium } from './support/portal';

export default defineConfig({
    testDir: './promises',
    fullyParallel: true,
    workers: 2,
    forbidOnly: true,
    retries: 0,
    // Generous: nothing here asserts a time, and a machine can be busy.
    timeout: 150_000,
    reporter: [['list']],
    use: { baseURL: ORIGIN, launchOptions: chromium, locale: 'th-TH', viewport: { width: 360, height: 740 } },
    projects: [
        { name: 'script', use: { javaScriptEnabled: true } },
        { name: 'no-script', use: { javaScriptEnabled: false }, testIgnore: /(offline|blocked|keyboard)/ },
    ],
    webServer: { command: 'node support/serve.mjs', url: `${ORIGIN}/readyz`, timeout: 60_000, stdout: 'pipe' },
});
