// A portal of its own beside a real sign-on provider, both on this machine, for tests that the shared portal cannot
// serve: passkeys are bound to a name, so that this one is at `localhost`. Both end with `close`; nothing stays behind.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
const binary = join(root, 'target/dist/morprom');
const program = join(root, 'server/sign-on/tests/peers/provider.js');

export interface Street {
    /** The portal. */
    origin: string;
    /** Opens the account of somebody on duty whom the provider calls `login`. */
    staff(login: string, role: string): void;
    close(): Promise<void>;
}

async function freePort(): Promise<number> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, 'close');
    return port;
}

async function startProvider(callback: string): Promise<[ChildProcess, string]> {
    const provider = spawn('node', [program, JSON.stringify({ callback })], { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = await once(createInterface(provider.stdout), 'line');
    return [provider, JSON.parse(line).issuer];
}

export async function openStreet(): Promise<Street> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const [provider, issuer] = await startProvider(`${origin}/oidc/callback`);
    const folder = mkdtempSync(join(tmpdir(), 'morprom-street-'));
    const env = {
        ...process.env,
        MORPROM_ADDR: `127.0.0.1:${port}`,
        MORPROM_PUBLIC_URL: origin,
        MORPROM_DATA_DIR: folder,
        MORPROM_WRITES_PER_MINUTE: '100000',
        MORPROM_OIDC_STAFF_ISSUER: issuer,
        MORPROM_OIDC_STAFF_CLIENT_ID: 'portal',
        MORPROM_OIDC_STAFF_CLIENT_SECRET: 'a-secret-between-the-two',
        MORPROM_OIDC_STAFF_NAME: 'The Provider',
    };
    const run = (...args: string[]) => execFileSync(binary, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
    run('migrate');
    const portal = spawn(binary, ['serve'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
    await expect.poll(() => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false), { timeout: 30_000 }).toBe(true);
    return {
        origin,
        staff: (login, role) => {
            run('staff', 'add', '--issuer', issuer, '--subject', login, '--role', role, '--organisation', '10001', '--name', 'สมศักดิ์');
        },
        async close() {
            const ended = [once(portal, 'exit'), once(provider, 'exit')];
            portal.kill('SIGTERM');
            provider.stdin?.end();
            await Promise.all(ended);
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
