// A portal of a test's own, for what the shared one cannot serve: it is stopped, changed behind its back, started again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const binary = join(import.meta.dirname, '../../target/dist/morprom');

/** The portal over one folder of data, at one address for as long as the test lives. */
export class OwnPortal {
    private running: ChildProcess | undefined;

    constructor(readonly port: number, private readonly folder: string, private readonly settings: Record<string, string>) {}

    private get env() {
        const own = { MORPROM_ADDR: `127.0.0.1:${this.port}`, MORPROM_DATA_DIR: this.folder, MORPROM_WRITES_PER_MINUTE: '100000' };
        return { ...process.env, ...own, ...this.settings };
    }

    /** Runs a command over the same data; what it says on failure is thrown. */
    run(...args: string[]) {
        return execFileSync(binary, args, { cwd: this.folder, env: this.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    }

    async start() {
        this.running = spawn(binary, ['serve'], { cwd: this.folder, env: this.env, stdio: ['ignore', 'ignore', 'inherit'] });
        const ready = () => fetch(`http://127.0.0.1:${this.port}/readyz`).then((answer) => answer.ok, () => false);
        await expect.poll(ready, { timeout: 30_000 }).toBe(true);
    }

    async stop() {
        if (!this.running) return;
        const ended = once(this.running, 'exit');
        this.running.kill('SIGTERM');
        await ended;
        this.running = undefined;
    }
}
