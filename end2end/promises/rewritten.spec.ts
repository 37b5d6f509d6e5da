// Promise: who rewrites the ledger is found out by the command and by the phone of whoever looked at it before, even
// where everything on the server is in the rewriter's hands, the signing key too (articles 6 and 8).
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import initSqlJs from 'sql.js';
import { expect, test } from '../support/portal';
import { freePort } from '../support/machine.mjs';
import { OwnPortal } from '../support/own';
import { violations } from '../support/axe';
import { press } from '../support/people';

test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

let folder: string;
let portal: OwnPortal;
let origin: string;

test.beforeEach(async ({}, info) => {
    test.skip(info.project.name === 'no-script', 'needs the browser’s memory');
    folder = mkdtempSync(join(tmpdir(), 'morprom-rewritten-'));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    portal = new OwnPortal(port, folder, { MORPROM_DEMO: '1' });
    await portal.start();
});

test.afterEach(async () => {
    await portal?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
});

async function choose(page: Page, persona: string, choice: string) {
    await page.goto(`${origin}/th/demo`);
    await press(page, `form:has(input[value="${persona}"]) button`);
    await page.goto(`${origin}/th/me/consents`);
    await press(page, choice);
    await expect.poll(async () => (await page.reload(), page.locator('.notice--success').count())).toBe(1);
}

/** Changes the database as its owner could, with the portal stopped. */
async function change(sql: string) {
    const file = join(folder, 'morprom.db');
    const { Database } = await initSqlJs();
    const database = new Database(readFileSync(file));
    database.run(sql);
    writeFileSync(file, database.export());
}

async function look(page: Page) {
    await page.goto(`${origin}/th/verify`);
    await page.waitForSelector('#ledger-state .notice');
    return page.locator('#ledger-state');
}

test('an old database under the same keys signs another history: the phone says so, with both ends as evidence', async ({ page, javaScriptEnabled }) => {
    await choose(page, 'citizen-a', '#nearby button[value=given]');
    await portal.stop();
    const before = mkdtempSync(join(tmpdir(), 'morprom-before-'));
    cpSync(folder, before, { recursive: true });
    await portal.start();
    await choose(page, 'citizen-b', '#nearby button[value=given]');
    await expect((await look(page)).locator('.notice--success')).toBeVisible();

    // The owner goes back, with the copy kept apart as well, and the ledger grows again, signed as it should be.
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
    cpSync(before, folder, { recursive: true });
    rmSync(before, { recursive: true, force: true });
    await portal.start();
    await choose(page, 'citizen-b', '#statistics button[value=refused]');
    await choose(page, 'delegate-a', '#nearby button[value=given]');
    await portal.stop();
    expect(portal.run('ledger', 'verify')).toContain('the ledger holds');
    await portal.start();

    const state = await look(page);
    await expect(state.locator('.notice--danger')).toBeVisible();
    expect(await violations(page, javaScriptEnabled)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), state.locator('a').click()]);
    const evidence = readFileSync((await download.path())!, 'utf8');
    expect(evidence.match(/^— /gm), 'two ends, both signed').toHaveLength(2);
    await page.reload();
    await expect(state.locator('.notice--danger'), 'what was seen before is not forgotten').toBeVisible();
});

test('one row changed: the command names it, the phone sees it', async ({ page }) => {
    await choose(page, 'citizen-a', '#nearby button[value=given]');
    await look(page);
    await choose(page, 'citizen-b', '#nearby button[value=given]');
    await portal.stop();
    expect(portal.run('ledger', 'verify')).toBeTruthy();
    await change(`DROP TRIGGER ledger_entry_no_update; UPDATE ledger_entry SET commitment = zeroblob(32) WHERE position = 1;
        UPDATE ledger_tile SET hashes = CAST(substr(hashes, 1, 32) || zeroblob(32) || substr(hashes, 65) AS BLOB) WHERE level = 0`);
    expect(() => portal.run('ledger', 'verify')).toThrow(/Command failed/);
    await portal.start();
    await expect((await look(page)).locator('.notice--danger')).toBeVisible();
});
