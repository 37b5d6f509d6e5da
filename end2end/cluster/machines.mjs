// Three machines on addresses of the loopback, each with PostgreSQL under Patroni and an etcd of three; HAProxy in front.
// Everything is in a folder of its own; only processes started here are ended, each by its number.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const here = import.meta.dirname;
/** Never the kind that waits: people choose meanwhile. */
export const run = promisify(execFile);
export const FRONT = '127.0.0.10';
export const PORT = 25432;
export const PEOPLE = 23000;
const REST = 28008;
const [CLIENTS, PEERS] = [22379, 22380];
export const ADDRESSES = ['127.0.0.11', '127.0.0.12', '127.0.0.13'];

/** Waits until `holds` gives something, looking every `every` milliseconds; what it gave. */
export async function until(what, seconds, holds, every = 200) {
    const end = performance.now() + seconds * 1000;
    for (;;) {
        const given = await holds().catch(() => null);
        if (given) return given;
        if (performance.now() > end) throw new Error(`after ${seconds} s still not: ${what}`);
        await wait(every);
    }
}

/** PostgreSQL refuses to run as root: the account it runs as then. */
function account() {
    if (process.getuid() !== 0) return {};
    const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
    const [, , uid, gid] = ['postgres', 'nobody'].map((name) => accounts.find((it) => it[0] === name)).find(Boolean);
    return { uid: Number(uid), gid: Number(gid) };
}

const fill = (template, values) => readFileSync(join(here, template), 'utf8').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Parents of all processes, by number. */
function parents() {
    const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const stat = (number) => { try { return readFileSync(`/proc/${number}/stat`, 'utf8'); } catch { return ''; } };
    return new Map(numbers.map((number) => [Number(number), Number(stat(number).replace(/^.*\) \S+ /, '').split(' ')[0])]));
}

/** A process and all that came from it. */
function family(head) {
    const of = parents();
    const found = of.has(head) ? [head] : [];
    for (const member of found) found.push(...[...of].filter(([, parent]) => parent === member).map(([number]) => number));
    return found;
}

function signal(numbers, name) {
    for (const number of numbers) try { process.kill(number, name); } catch { /* It is gone. */ }
}

/** A program with its output in a file; `kill` is a power cut to it. */
class Program {
    constructor(folder, name, command, args, options = {}) {
        Object.assign(this, { folder, name, command, args, options });
    }

    /** The file of its output. */
    get log() {
        return join(this.folder, `${this.name}.log`);
    }

    start() {
        const log = openSync(this.log, 'a');
        this.child = spawn(this.command, this.args, { cwd: this.folder, stdio: ['ignore', log, log], ...this.options });
        this.gone = once(this.child, 'exit');
        return this;
    }

    get runs() {
        return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
    }

    async kill(name = 'SIGKILL') {
        if (!this.runs) return;
        this.child.kill(name);
        await this.gone;
    }
}

class Machine {
    constructor(cluster, at) {
        const { account, programs, packages } = cluster;
        this.name = `node${at + 1}`;
        this.address = ADDRESSES[at];
        this.folder = join(cluster.folder, this.name);
        mkdirSync(this.folder);
        const names = ADDRESSES.map((address, n) => `node${n + 1}=http://${address}:${PEERS}`);
        this.etcd = new Program(this.folder, 'etcd', 'etcd', [
            '--name', this.name, '--data-dir', join(this.folder, 'etcd'), '--initial-cluster', names.join(','),
            '--listen-client-urls', `http://${this.address}:${CLIENTS}`, '--advertise-client-urls', `http://${this.address}:${CLIENTS}`,
            '--listen-peer-urls', `http://${this.address}:${PEERS}`, '--initial-advertise-peer-urls', `http://${this.address}:${PEERS}`,
            '--heartbeat-interval', '200', '--election-timeout', '2000',
        ], account);
        const values = { name: this.name, address: this.address, rest: REST, port: PORT, folder: this.folder, programs };
        writeFileSync(join(this.folder, 'patroni.yml'), fill('patroni.yml', { ...values, etcds: ADDRESSES.map((it) => `"${it}:${CLIENTS}"`).join(', ') }));
        const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: this.folder, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1' };
        this.patroni = new Program(this.folder, 'patroni', '/usr/bin/python3', ['-m', 'patroni', join(this.folder, 'patroni.yml')], { ...account, env });
        if (account.uid) chownSync(this.folder, account.uid, account.gid);
    }

    /** Patroni and PostgreSQL with all their processes. */
    processes() {
        let server = 0;
        try { server = Number(readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]); } catch { /* It is down. */ }
        const ours = server > 0 && family(server).length > 0 && readFileSync(`/proc/${server}/cmdline`, 'utf8').includes(this.folder);
        return [...(this.patroni.runs ? family(this.patroni.child.pid) : []), ...(ours ? family(server) : [])];
    }

    /** A power cut to database and Patroni; the etcd of the machine lives on. */
    async kill() {
        for (let left = this.processes(); left.length > 0; left = this.processes()) {
            signal(left, 'SIGKILL');
            await wait(50);
        }
    }

    /** Nothing of it moves any more, as in a virtual machine that was suspended. Twice, for what was being started. */
    pause() {
        for (let n = 0; n < 2; n += 1) signal(this.processes(), 'SIGSTOP');
    }

    resume() {
        signal(this.processes(), 'SIGCONT');
    }

    async state() {
        const answer = await fetch(`http://${this.address}:${REST}/patroni`, { signal: AbortSignal.timeout(2000) });
        return answer.json();
    }
}

/** Three machines and the front. */
export class Cluster {
    constructor(folder, packages) {
        this.folder = folder;
        chmodSync(folder, 0o755);
        this.account = account();
        this.programs = execFileSync('bash', ['-c', 'ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1'], { encoding: 'utf8' }).trim();
        // The account that runs them may not look into the home folder of another.
        this.packages = join(folder, 'packages');
        cpSync(packages, this.packages, { recursive: true });
        this.machines = ADDRESSES.map((_, at) => new Machine(this, at));
    }

    /** Everything up: one leads, two follow, and a commit waits for one of them. */
    async start(portals) {
        for (const { etcd } of this.machines) etcd.start();
        for (const { patroni } of this.machines) patroni.start();
        const servers = ADDRESSES.map((address, at) => `    server node${at + 1} ${address}:${PORT} check port ${REST}`);
        const fronts = portals.map((address, at) => `    server portal${at + 1} ${address} check`);
        const config = join(this.folder, 'haproxy.cfg');
        writeFileSync(config, fill('haproxy.cfg', { front: FRONT, port: PORT, people: PEOPLE, databases: servers.join('\n'), portals: fronts.join('\n') }));
        this.haproxy = new Program(this.folder, 'haproxy', '/usr/sbin/haproxy', ['-db', '-f', config]).start();
        await this.whole(120);
    }

    /** Who leads by its own word and that of the others; `null` while nobody does. */
    async leader() {
        const states = await Promise.all(this.machines.map((it) => it.state().catch(() => null)));
        const leading = this.machines.filter((_, at) => states[at]?.role === 'primary' && states[at].state === 'running');
        return leading.length === 1 ? leading[0] : null;
    }

    /** Waits until all three are there again, two of them streaming, and gives back who leads. */
    async whole(seconds) {
        return until('one leads and two follow', seconds, async () => {
            const leader = await this.leader();
            if (!leader) return null;
            const standbys = await this.ask("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'quorum'");
            return standbys === '2' ? leader : null;
        }, 500);
    }

    /** What the leader answers, through the front. */
    async ask(sql, database = 'postgres', address = FRONT, timeout = 20_000) {
        const args = ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', `postgres://postgres@${address}:${PORT}/${database}?connect_timeout=3`, '-c', sql];
        const { stdout } = await run(join(this.programs, 'psql'), args, { timeout, killSignal: 'SIGKILL', maxBuffer: 1 << 28 });
        return stdout.trim();
    }

    url(database) {
        return `postgres://postgres@${FRONT}:${PORT}/${database}`;
    }

    /** Ends what was started here, also what was paused. */
    async stop() {
        for (const it of this.machines) it.resume();
        await this.haproxy?.kill();
        await Promise.all(this.machines.map((it) => it.kill()));
        await Promise.all(this.machines.map((it) => it.etcd.kill()));
    }
}

export { Program };
