// Consent and signed-in pages on seeded people: beside what disk, SQLite and PostgreSQL do by themselves, in one run.
// BENCH_PERSONS names the larger number of people (default 1 000 000, which takes a quarter of an hour to seed). BENCH_SEEDED names
// a folder where they were seeded before, by `morprom seed --persons … --seed 7` with MORPROM_ADDR as below, for the ledger is named
// after it, and nothing else was done since.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { filing } from './cases.mjs';
import { CLIENT_CORE } from './load.mjs';
import { start } from './portal.mjs';

const execute = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const SMALL = 10_000;
const LARGE = Number(process.env.BENCH_PERSONS ?? 1_000_000);
const SEED = '7';
/** People who are signed in at once: some for one client, the others for many. */
const [FOR_ONE, FOR_MANY] = [3_000, 6_000];
const ADDRESS = '127.0.0.1:3127';
const ORIGIN = `http://${ADDRESS}`;
const programs = process.env.BENCH_PROGRAMS;
const morprom = join(here, '../../target/dist/morprom');

const environment = (folder, url) => ({
    ...process.env,
    MORPROM_ADDR: ADDRESS,
    MORPROM_DATA_DIR: folder,
    MORPROM_WRITES_PER_MINUTE: '100000000',
    MORPROM_METRICS_ADDR: '127.0.0.1:3129',
    ...(url && { MORPROM_DATABASE_URL: url }),
});
const run = (program, args, env) => execFileSync(program, args, { encoding: 'utf8', env, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });

/** Not synchronously: connections that the portal closed meanwhile have to be noticed. */
async function load(script, connections, seconds, env) {
    const args = ['-c', CLIENT_CORE, 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '-s', join(here, script), ORIGIN];
    const { stdout: output } = await execute('taskset', args, { encoding: 'utf8', env: { ...process.env, ...env } });
    const refused = /Non-2xx or 3xx responses: (\d+)/.exec(output);
    if (refused) throw new Error(`${refused[1]} answers to ${script} were refusals\n${output}`);
    return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]), p99: Number(/P99 (\d+)/.exec(output)[1]) / 1000 };
}

/** Seeds `persons`, signs some in, and gives the portal over them, with what opening took. */
async function portalOf(folder, persons, { url, seeded } = {}) {
    const env = environment(folder, url);
    if (!seeded) {
        mkdirSync(folder, { recursive: true });
        run(morprom, ['seed', '--persons', String(persons), '--seed', SEED], env);
    }
    const lines = run(join(programs, 'bench_sessions'), [String(FOR_ONE + FOR_MANY), SEED], env).trimEnd().split('\n');
    const [one, many] = [join(folder, 'one'), join(folder, 'many')];
    writeFileSync(one, lines.slice(0, FOR_ONE).join('\n'));
    writeFileSync(many, lines.slice(FOR_ONE).join('\n'));
    const began = performance.now();
    const portal = await start(morprom, ['serve'], env, `${ORIGIN}/readyz`, 10);
    return { ...portal, opened: performance.now() - began, one, many, env };
}

const memory = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const size = async () => Number((await (await fetch(`${ORIGIN}/log/checkpoint`)).text()).split('\n')[1]);

/** The longest an entry waited for a signed checkpoint, over some decisions made one by one. */
async function untilSigned(sessions) {
    let longest = 0;
    for (const line of readFileSync(sessions, 'utf8').split('\n').slice(0, 20)) {
        const [token] = line.split(' ');
        const before = await size();
        const headers = { cookie: `morprom-session=${token}`, 'content-type': 'application/x-www-form-urlencoded' };
        const page = await (await fetch(`${ORIGIN}/en/me/consents`, { headers })).text();
        const given = /action="\/en\/me\/consents\/nearby"[^]*?value="withdrawn"/.test(page);
        const answer = await fetch(`${ORIGIN}/en/me/consents/nearby`, { method: 'POST', redirect: 'manual', headers, body: `decision=${given ? 'withdrawn' : 'given'}` });
        if (answer.status !== 303) continue;
        const began = performance.now();
        while ((await size()) === before) await wait(2);
        longest = Math.max(longest, performance.now() - began);
    }
    if (longest === 0) throw new Error('no decision was made');
    return longest;
}

/** After its first start the portal closes a month of the statistics, and reads everything for it; once a month. */
const closed = async () => {
    for (let tries = 0; tries < 1200; tries += 1) {
        // Until then it answers all the same, of no month.
        const { month } = await (await fetch(`${ORIGIN}/en/statistics.json`)).json();
        if (month) return;
        await wait(1000);
    }
    throw new Error('the month was not closed within twenty minutes');
};

async function signedInPages(portal, add, persons, before) {
    const rates = {};
    for (const [name, path] of [['home', '/th/me'], ['consents', '/th/me/consents']]) {
        const env = { BENCH_SESSIONS: portal.many, BENCH_PATH: path };
        await load('pages.lua', 64, 2, env);
        const { rate, p99 } = await load('pages.lua', 64, 5, env);
        rates[name] = rate;
        add(`signed-in.${name}.${persons}`, `${path}, 64 clients, ${persons} people seeded`, rate, 'pages/s', ['>=', 2000]);
        add(`signed-in.${name}.${persons}.p99`, 'the same, 99th percentile', p99, 'ms', ['<=', 100]);
        if (before) add(`signed-in.${name}.cost`, `what a page costs with ${persons} people, against ${SMALL}`, 1e6 / rate, 'µs', ['<=', 1.3], 1e6 / before[name]);
    }
    return rates;
}

async function onSqlite(folder, add) {
    const bare = JSON.parse(run(join(programs, 'bench_commits'), [folder, '3'], process.env));
    add('disk.syncs', 'writes of 4 KiB, each synced', bare.syncs, 'syncs/s', null);
    const portal = await portalOf(join(folder, 'small'), SMALL);
    let rates;
    try {
        await closed();
        rates = await signedInPages(portal, add, SMALL);
        const one = await load('consents.lua', 1, 4, { BENCH_SESSIONS: portal.one });
        add('consent.sqlite.1', 'durable decisions, 1 client, against bare commits of one', one.rate, 'decisions/s', ['>=', 0.25], bare.one);
        const many = await load('consents.lua', 64, 6, { BENCH_SESSIONS: portal.many });
        add('consent.sqlite.64', 'durable decisions, 64 clients', many.rate, 'decisions/s', ['>=', 5000]);
        add('consent.sqlite.64.ratio', 'the same, against bare commits of 64', many.rate, 'decisions/s', ['>=', 1 / 3], bare.many);
        add('consent.sqlite.64.p99', 'the same, 99th percentile', many.p99, 'ms', ['<=', 50]);
        await filing(ORIGIN, portal.one, add);
        await wait(3000);
        add('ledger.signed', 'from a decision to a signed checkpoint, the longest of 20', await untilSigned(portal.many), 'ms', ['<=', 1000]);
    } finally {
        await portal.stop();
    }
    return rates;
}

async function onMany(folder, add, before) {
    const seeded = process.env.BENCH_SEEDED;
    const data = seeded ?? join(folder, 'large');
    const portal = await portalOf(data, LARGE, { seeded });
    // The system holds the file in its memory, as after a day at work: what a disk gives at first is the disk's.
    run('sh', ['-c', 'cat "$0" > /dev/null', join(data, 'morprom.db')], process.env);
    await wait(100);
    try {
        add('start.cold', `from start to ready, ${LARGE} people seeded`, portal.opened, 'ms', ['<=', 1000]);
        const { rate, p99 } = await load('pages.lua', 64, 5, { BENCH_SESSIONS: portal.many, BENCH_PATH: '/th/me' });
        add('signed-in.home.closing', `/th/me, 64 clients, ${LARGE} people seeded, while a month of the statistics is closed`, rate, 'pages/s', null);
        add('signed-in.home.closing.p99', 'the same, 99th percentile', p99, 'ms', null);
        await closed();
        await signedInPages(portal, add, LARGE, before);
        const many = await load('consents.lua', 64, 6, { BENCH_SESSIONS: portal.many });
        add(`consent.sqlite.64.${LARGE}`, `durable decisions, 64 clients, ${LARGE} people seeded`, many.rate, 'decisions/s', ['>=', 5000]);
        add('memory', `most memory held, ${LARGE} people seeded, under load`, memory(portal.child.pid), 'MiB', ['<=', 512]);
    } finally {
        await portal.stop();
    }
    const began = performance.now();
    const said = run(morprom, ['ledger', 'verify'], portal.env);
    const entries = Number(/^(\d+) entries/.exec(said)[1]);
    add('ledger.verify', `entries and their events verified, ${entries} of each`, entries / ((performance.now() - began) / 1000), 'entries/s', ['>=', 100_000]);
}

async function onPostgres(folder, add) {
    const server = spawn(join(programs, 'loopback'), [], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
        const [url] = await once(createInterface(server.stdout), 'line');
        const bench = join(programPath(), 'pgbench');
        const one = join(folder, 'one.sql');
        writeFileSync(one, 'INSERT INTO usage_count VALUES (:client_id::text, gen_random_uuid()::text, \'\', 1);\n');
        const portal = await portalOf(join(folder, 'postgres'), SMALL, { url });
        try {
            await closed();
            for (const [clients, budget] of [[1, null], [64, ['>=', 1 / 3]]]) {
                const said = run('taskset', ['-c', CLIENT_CORE, bench, '-n', '-f', one, '-c', String(clients), '-j', '1', '-T', '4', url], process.env);
                const bare = Number(/tps = ([\d.]+)/.exec(said)[1]);
                const { rate } = await load('consents.lua', clients, 5, { BENCH_SESSIONS: clients === 1 ? portal.one : portal.many });
                add(`consent.postgres.${clients}`, `durable decisions, ${clients} client(s), against pgbench inserting a row`, rate, 'decisions/s', budget, bare);
            }
        } finally {
            await portal.stop();
        }
    } finally {
        server.stdin.end();
        await once(server, 'exit');
    }
}

const programPath = () => run('bash', ['-c', 'ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1'], process.env).trim();

export async function accounts(folder, add) {
    const before = await onSqlite(folder, add);
    await onPostgres(folder, add);
    await onMany(folder, add, before);
    for (const name of ['small', 'large', 'postgres']) rmSync(join(folder, name), { recursive: true, force: true });
}
