// A portal of a test's own with the cast of the demonstration, and whoever of it is needed, each in a browser of their own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { clockOf, freePort } from './machine.mjs';
import { OwnPortal } from './own';
import { press } from './people';

export class Town {
    private contexts: BrowserContext[] = [];
    readonly origin: string;

    private constructor(private readonly portal: OwnPortal, readonly folder: string, private readonly browser: Browser, private readonly clock: string) {
        this.origin = `http://127.0.0.1:${portal.port}`;
    }

    /**
     * Opens it; its clock stands still at `now` (UTC, `2026-03-02 02:00:00`) until it is set, or goes where there is none.
     * `seed` are the arguments of `morprom seed`, where the cast is not to be alone.
     */
    static async open(browser: Browser, now?: string, settings: Record<string, string> = {}, seed: string[] = []): Promise<Town> {
        const folder = mkdtempSync(join(tmpdir(), 'morprom-town-'));
        const clock = join(folder, 'clock');
        const moved = clockOf(clock);
        if (now) writeFileSync(clock, now);
        const portal = new OwnPortal(await freePort(), folder, { MORPROM_DEMO: '1', ...settings, ...(now ? moved : {}) });
        if (seed.length > 0) portal.run('seed', ...seed);
        await portal.start();
        return new Town(portal, folder, browser, clock);
    }

    /** Sets the clock to this moment, in milliseconds since 1970; it stands still there. */
    set(at: number) {
        writeFileSync(this.clock, new Date(at).toISOString().slice(0, 19).replace('T', ' '));
    }

    /** Stops it and starts it again over the same data: what it does of its own accord is done at once. */
    async restart() {
        await this.portal.stop();
        await this.portal.start();
    }

    /** A page of this persona, signed in, without a service worker. */
    async of(persona: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
        const context = await this.browser.newContext({ baseURL: this.origin, serviceWorkers: 'block', viewport: { width: 360, height: 740 }, ...options });
        this.contexts.push(context);
        const page = await context.newPage();
        await page.goto(`${this.origin}/en/demo`);
        await press(page, `form:has(input[value="${persona}"]) button`);
        return page;
    }

    /** The portal's own messages of what it would have sent are on this page. */
    async close() {
        await Promise.all(this.contexts.map((context) => context.close()));
        await this.portal.stop();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
