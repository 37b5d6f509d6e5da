// A portal of its own beside a real sign-on provider, both on this machine, for tests that the shared portal cannot
// serve: passkeys are bound to a name, so that this one is at `localhost`. Both end with `close`; nothing stays behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './machine.mjs';
import { OwnPortal } from './own';

const program = join(import.meta.dirname, '../../server/sign-on/tests/peers/provider.js');

export interface Street {
    /** The portal. */
    origin: string;
    /** Opens the account of somebody on duty whom the provider calls `login`. */
    staff(login: string, role: string): void;
    close(): Promise<void>;
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
    const portal = new OwnPortal(port, folder, {
        MORPROM_PUBLIC_URL: origin,
        MORPROM_OIDC_STAFF_ISSUER: issuer,
        MORPROM_OIDC_STAFF_CLIENT_ID: 'portal',
        MORPROM_OIDC_STAFF_CLIENT_SECRET: 'a-secret-between-the-two',
        MORPROM_OIDC_STAFF_NAME: 'The Provider',
    });
    portal.run('migrate');
    await portal.start();
    return {
        origin,
        staff: (login, role) => {
            portal.run('organisation', 'add', '--code', '10001', '--kind', 'unit', '--name-th', 'หน่วยตัวอย่าง', '--name-en', 'Example Unit', '--province', '10');
            portal.run('staff', 'add', '--issuer', issuer, '--subject', login, '--role', role, '--organisation', '10001', '--name', 'สมศักดิ์');
        },
        async close() {
            const ended = once(provider, 'exit');
            provider.stdin?.end();
            await Promise.all([portal.stop(), ended]);
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
