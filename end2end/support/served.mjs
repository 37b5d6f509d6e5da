// A portal of its own for a program: the release build in demonstration mode on a free port of this machine, in a folder
// that is gone afterwards.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './machine.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = process.env.MORPROM ?? join(root, 'target/dist/morprom');

/** Starts it and waits until it is ready; where it is, its process, its folder, what it said so far, and how to stop it. */
export async function served(name, settings = {}) {
    const folder = mkdtempSync(join(tmpdir(), `morprom-${name}-`));
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = { ...process.env, MORPROM_ADDR: `127.0.0.1:${port}`, MORPROM_DATA_DIR: folder, MORPROM_DEMO: '1', ...settings };
    const server = spawn(binary, ['serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => said.push(text));
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const stop = async () => {
        server.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true, force: true });
    };
    const log = () => Buffer.concat(said).toString();
    for (let tries = 0; tries < 600 && server.exitCode === null; tries += 1) {
        const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
        if (ready) return { origin, port, folder, pid: server.pid, stop, log };
        await wait(100);
    }
    await stop();
    throw new Error(`the portal did not start: ${log()}`);
}
