// A portal for a fault program: the release build over a folder of its own on a free port of this machine, started plainly
// or under a program that spoils its calls. It ends the processes it started, and no others.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.MORPROM ?? join(root, 'target/dist/morprom');
export const results = join(root, 'target');
/** The longest an answer is waited for: longer than the portal's own fifteen seconds. */
const ANSWER = 20_000;

/** A folder that is gone afterwards. */
export async function within(name, work) {
    const folder = mkdtempSync(join(tmpdir(), `morprom-${name}-`));
    try {
        return await work(folder);
    } finally {
        await endAll();
        rmSync(folder, { recursive: true, force: true });
    }
}

const running = new Set();

/** The process that this one started, or null. */
function childOf(pid) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return children === '' ? null : Number(children.split(' ')[0]);
}

/** Ends what a program that failed left behind. */
export const endAll = () => Promise.all([...running].map((portal) => portal.kill()));

/** One portal, started and stopped as often as a fault wants. */
export class Portal {
    /** `settings` are the portal's own; `demo` opens the cast of the demonstration. */
    constructor(folder, port, settings = {}) {
        mkdirSync(folder, { recursive: true });
        Object.assign(this, { folder, port, origin: `http://127.0.0.1:${port}`, agent: lines() });
        this.settings = {
            MORPROM_ADDR: `127.0.0.1:${port}`,
            // The name of the log stays as it is, whatever port is free.
            MORPROM_PUBLIC_URL: 'http://127.0.0.1:3000',
            MORPROM_DATA_DIR: folder,
            MORPROM_DEMO: '1',
            MORPROM_WRITES_PER_MINUTE: '100000000',
            RUST_LOG: 'error',
            ...settings,
        };
    }

    get env() {
        return { ...process.env, ...this.settings };
    }

    get database() {
        return join(this.folder, 'morprom.db');
    }

    /** Starts it, under `before` where that is given; gives back the milliseconds until it was ready. */
    async start({ before = [], env = {}, patience = 120_000 } = {}) {
        const [program, ...args] = [...before, binary, 'serve'];
        const log = openSync(`${this.folder}.log`, 'a');
        this.agent = lines();
        this.under = before.length > 0;
        this.child = spawn(program, args, { cwd: this.folder, env: { ...this.env, ...env }, stdio: ['ignore', log, log] });
        closeSync(log);
        running.add(this);
        const began = performance.now();
        while (performance.now() - began < patience) {
            if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`it ended by itself: ${this.said()}`);
            if (await this.ready()) return performance.now() - began;
            await wait(10);
        }
        await this.kill();
        throw new Error(`it does not start: ${this.said()}`);
    }

    ready = () => this.ask('GET', '/readyz', { patience: 2000 }).then(({ status }) => status === 200);

    get alive() {
        return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
    }

    /** As a power cut to the process. */
    kill = () => this.end('SIGKILL');
    stop = () => this.end('SIGTERM');

    async end(signal) {
        const { child } = this;
        running.delete(this);
        this.agent.destroy();
        if (!this.alive) return;
        const gone = once(child, 'exit');
        // What it was started under ends with it, and not the other way round.
        const own = this.under ? childOf(child.pid) : null;
        if (own === null) child.kill(signal);
        else process.kill(own, signal);
        await gone;
    }

    /** The end of what it wrote. */
    said() {
        const text = readFileSync(`${this.folder}.log`, 'utf8').trimEnd().split('\n');
        return text.slice(-3).join(' | ').slice(0, 600);
    }

    /** A command over the same data: whether it ended well, and what it said. */
    command(...args) {
        return this.commandUnder([], args);
    }

    commandUnder(before, args, env = {}) {
        const [program, ...rest] = [...before, binary, ...args];
        return new Promise((resolve) => {
            execFile(program, rest, { cwd: this.folder, env: { ...this.env, ...env }, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
                resolve({ well: error === null, code: error?.code ?? 0, said: `${stdout}${stderr}`.trim() });
            });
        });
    }

    /** One request: what came back; `status` is 0 where no answer came. */
    ask(method, path, { headers = {}, body = '', patience = ANSWER } = {}) {
        const length = method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
        return new Promise((resolve) => {
            const lost = (error) => resolve({ status: 0, headers: {}, text: String(error) });
            const options = { host: '127.0.0.1', port: this.port, method, path, agent: this.agent, timeout: patience, headers: { ...length, ...headers } };
            const request = http.request(options, (response) => {
                const chunks = [];
                response.on('data', (chunk) => chunks.push(chunk));
                response.on('error', lost);
                response.on('close', () => (response.complete ? undefined : lost('cut off')));
                response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }));
            });
            request.on('timeout', () => request.destroy(new Error('no answer in time')));
            // A line that was left open is closed by the portal meanwhile: nothing was sent on it, and another one is opened.
            request.on('error', (error) => (request.reusedSocket && error.code === 'ECONNRESET' && this.alive ? resolve(this.ask(method, path, { headers, body, patience })) : lost(error)));
            request.end(body);
        });
    }

    /** The cookie of a persona of the demonstration. */
    async signIn(persona) {
        const { status, headers, text } = await this.ask('POST', '/demo/sign-in', { body: `persona=${persona}&language=en` });
        if (status !== 303) throw new Error(`${persona} is not signed in: ${status} ${text.slice(0, 200)}`);
        return headers['set-cookie'].map((cookie) => cookie.split(';')[0]).find((cookie) => cookie.startsWith('morprom-session='));
    }

    /** Rows of the embedded database, by the engine's own program. */
    rows(sql) {
        const text = execFileSync('sqlite3', ['-readonly', '-json', '-cmd', '.timeout 5000', this.database, sql], { encoding: 'utf8', maxBuffer: 1 << 28 });
        return text.trim() === '' ? [] : JSON.parse(text);
    }

    /** The most memory it ever held, in MiB. */
    memory() {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))[1]) / 1024;
    }
}

const lines = () => new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Waits until `holds`, and says how many milliseconds that took; `Infinity` where it was not so within `most`. */
export async function until(holds, most, every = 20) {
    const began = performance.now();
    while (performance.now() - began < most) {
        if (await holds()) return performance.now() - began;
        await wait(every);
    }
    return Infinity;
}
