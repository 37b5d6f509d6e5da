// Promise: a PostgreSQL that is restarted again and again under load costs nobody anything but a wait: choices are refused with
// 503 and Retry-After, those that were acknowledged are there, and the portal goes on without being started again. Every other
// time the server is stopped as a crash would stop it.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { People, drawn } from './people.mjs';
import { freePort } from '../support/machine.mjs';
import { Portal, until, within } from './portal.mjs';
import { fault, full, report, seed, size } from './report.mjs';

const RESTARTS = size('POSTGRES_RESTARTS', 2, 50);
/** The longest until a choice is acknowledged after the server is there again. */
const RECOVERED = 10_000;

/** A server of our own, in a folder of its own, on the loopback. */
class Server {
    static async start() {
        const server = new Server();
        server.folder = mkdtempSync(join(tmpdir(), 'morprom-postgres-'));
        server.port = await freePort();
        const versions = readdirSync('/usr/lib/postgresql').filter((name) => existsSync(`/usr/lib/postgresql/${name}/bin/initdb`));
        server.programs = `/usr/lib/postgresql/${versions.sort((a, b) => a - b).at(-1)}/bin`;
        if (process.getuid() === 0) execFileSync('chown', ['postgres', server.folder]);
        server.run('initdb', '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--pgdata', server.data);
        await server.control('start');
        server.run('createdb', '-h', server.folder, '-p', String(server.port), '-U', 'postgres', 'portal');
        return server;
    }

    get data() {
        return join(this.folder, 'data');
    }

    get url() {
        return `postgres://postgres@127.0.0.1:${this.port}/portal`;
    }

    /** The server refuses to run as root. */
    command(program, ...args) {
        const [first, ...rest] = [...(process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--'] : []), join(this.programs, program), ...args];
        return [first, rest, { cwd: this.folder, env: { ...process.env, LC_ALL: 'C' }, encoding: 'utf8', maxBuffer: 1 << 28 }];
    }

    run(program, ...args) {
        return execFileSync(...this.command(program, ...args));
    }

    /** Beside what goes on: whoever waits for an answer is not held up. */
    async control(...args) {
        // A server that crashes loses nothing by not syncing: only the machine would. In full it syncs as a real one does.
        const options = `-p ${this.port} -k ${this.folder} -c listen_addresses=127.0.0.1 -c fsync=${full ? 'on' : 'off'}`;
        await promisify(execFile)(...this.command('pg_ctl', ...args, '--wait', '--silent', '--pgdata', this.data, '-o', options, '--log', join(this.folder, 'log')));
    }

    stop(mode) {
        return this.control('stop', `--mode=${mode}`);
    }

    rows(sql) {
        const text = this.run('psql', '-h', this.folder, '-p', String(this.port), '-U', 'postgres', '-d', 'portal', '-Atc', `SELECT COALESCE(json_agg(it), '[]') FROM (${sql}) it`);
        return JSON.parse(text);
    }

    async gone() {
        try {
            await this.stop('immediate');
        } finally {
            rmSync(this.folder, { recursive: true, force: true });
        }
    }
}

async function restarted(folder, server) {
    const random = drawn(seed);
    const portal = new Portal(join(folder, 'data'), await freePort(), { MORPROM_DATABASE_URL: server.url });
    const wrong = [];
    let [recovered, reads] = [0, 0];
    await portal.start();
    const people = await People.of(portal);
    let over = false;
    const working = people.work(portal, () => over);
    for (let n = 0; n < RESTARTS && wrong.length === 0; n += 1) {
        await wait(100 + random.below(700));
        await server.stop(n % 2 === 0 ? 'immediate' : 'fast');
        // What needs no database is shown meanwhile.
        for (let tries = 0; tries < 3; tries += 1) {
            const { status } = await portal.ask('GET', '/th/policy');
            reads += 1;
            if (status !== 200) wrong.push(`the policy was answered ${status} without a database`);
            await wait(random.below(200));
        }
        const own = portal.ask('GET', '/en/me', { headers: { cookie: people.lanes[0].cookie } });
        await wait(50);
        await server.control('start');
        const acknowledged = people.acknowledged;
        const took = await until(() => people.acknowledged > acknowledged, RECOVERED);
        if (took === Infinity) wrong.push(`no choice was acknowledged within ${RECOVERED} ms of the server being there again`);
        recovered = Math.max(recovered, took);
        const { status, headers } = await own;
        if (status !== 200 && status !== 303 && (status !== 503 || headers['retry-after'] === undefined)) wrong.push(`a person's own page was answered ${status} without a database`);
    }
    over = true;
    await working;
    if (!portal.alive) wrong.push(`it ended by itself: ${portal.said()}`);
    await people.settle(portal);
    wrong.push(...people.compare((sql) => server.rows(sql)), ...people.wrong, ...(await people.askAgain(portal, random, 50)));
    if (people.withoutRetry > 0) wrong.push(`${people.withoutRetry} refusals without Retry-After`);
    if (people.lost > 0) wrong.push(`${people.lost} choices got no answer at all`);
    const { well, said } = await portal.command('ledger', 'verify');
    if (!well) wrong.push(`ledger verify: ${said}`);
    await portal.stop();
    fault('postgres.restart', `PostgreSQL restarted ${RESTARTS} times under load`, 'only 503 with Retry-After; 0 lost',
        `${people.acknowledged} choices acknowledged, 0 lost, 0 twice; ${people.refused} refused with 503 and Retry-After, no other answer; ${reads} pages read meanwhile; acknowledged again within ${Math.round(recovered)} ms`, wrong);
}

await report('postgres', async () => {
    const server = await Server.start();
    try {
        await within('postgres-portal', (folder) => restarted(folder, server));
    } finally {
        await server.gone();
    }
});
