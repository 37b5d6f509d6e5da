// A portal of its own for each attack: the release build in demonstration mode on a free port of this machine, in a folder
// that is gone afterwards. What it says on its error output is kept, its memory is looked at, and a death is a finding.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Limits that a person never reaches and an attack would: what is looked for lies behind them. */
const OPEN = { MORPROM_WRITES_PER_MINUTE: '10000000', MORPROM_BRAKE_PROVE: '1000000', MORPROM_BRAKE_SLOW: '1000000', MORPROM_BRAKE_STOP: '1000000', MORPROM_BRAKE_STOP_AT_NIGHT: '1000000' };

/** Starts a portal; where it is, its process, its log so far, and how to stop it. */
export async function house(settings = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'morprom-attack-'));
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = { ...process.env, MORPROM_ADDR: `127.0.0.1:${port}`, MORPROM_DATA_DIR: folder, MORPROM_DEMO: '1', RUST_LOG: 'warn', ...OPEN, ...settings };
    const server = spawn(process.env.MORPROM ?? join(root, 'target/dist/morprom'), ['serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => said.push(text));
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const stop = async () => {
        server.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true, force: true });
    };
    const alive = () => fetch(`${origin}/healthz`, { headers: { connection: 'close' } }).then((answer) => answer.ok, () => false);
    for (let tries = 0; tries < 600 && server.exitCode === null; tries += 1) {
        const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
        if (ready) return { origin, port, folder, stop, alive, memory: () => memory(server.pid), log: () => Buffer.concat(said).toString() };
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const log = Buffer.concat(said).toString();
    await stop();
    throw new Error(`the portal did not start: ${log}`);
}

/** The most memory the process ever had, and what it has now, in mebibytes. */
function memory(pid) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)[1]) / 1024);
    return { most: of('VmHWM'), now: of('VmRSS') };
}

function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}
