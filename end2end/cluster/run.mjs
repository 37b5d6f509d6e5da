// Plays failures of a cluster under people who choose; prints a table, writes target/cluster.json. A play fails where a
// choice that was acknowledged is lost or is there twice, where anything but 503 with Retry-After was answered, or where
// the ledger does not verify. `CLUSTER_PLAYS` names those that are played, `CLUSTER_SEED` other people's timing.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alarms, compare, events, everywhere } from './compare.mjs';
import { Cluster, FRONT, PEOPLE } from './machines.mjs';
import { plays } from './plays.mjs';
import { Portal } from './portals.mjs';
import { Writers } from './writers.mjs';

const root = join(import.meta.dirname, '../..');
const binary = process.env.CLUSTER_BINARY ?? join(root, 'target/dist/morprom');
const packages = process.env.CLUSTER_PACKAGES;
const seed = Number(process.env.CLUSTER_SEED ?? 1);
const wanted = (process.env.CLUSTER_PLAYS ?? '').split(',').filter(Boolean);
/** Beyond this everything ends, in milliseconds. */
const LONGEST = 30 * 60 * 1000;
const ALLOWED = new Set(['503 with Retry-After', 'portal gone']);
const PORTALS = 3;

const folder = mkdtempSync(join(tmpdir(), 'morprom-cluster-'));
const cluster = new Cluster(folder, packages);
const publicUrl = `http://${FRONT}:${PEOPLE}`;
const settings = { url: cluster.url('portal'), keys: join(folder, 'keys'), publicUrl };
const portals = Array.from({ length: PORTALS }, (_, at) => new Portal(folder, binary, at, settings));
const results = [];

async function one(it, stage) {
    const { writers } = stage;
    console.error(`${it.name} …`);
    const before = alarms(portals);
    writers.start();
    await writers.more(100, 60);
    // The gap that counts is the one that the failure makes.
    writers.gap = 0;
    const note = await it.play(stage);
    await cluster.whole(180);
    await writers.more(100, 60);
    const seen = await writers.stop();
    await everywhere(cluster);
    const found = await compare(cluster, portals[1], writers, stage.before);
    const unexpected = Object.keys(seen.refusals).filter((how) => !ALLOWED.has(how));
    const said = alarms(portals) - before;
    const passed = found.lost + found.doubled + found.other + said + unexpected.length === 0;
    results.push({ play: it.name, passed, acknowledged: seen.acknowledged, gap: Math.round(seen.gap), refusals: seen.refusals, alarms: said, ...found, note: note ?? '' });
    console.error(`${it.name}: ${JSON.stringify(results.at(-1))}`);
}

async function all() {
    await cluster.start(portals.map((it) => it.address));
    for (const name of ['portal', 'probe']) await cluster.ask(`CREATE DATABASE ${name}`);
    await cluster.ask('CREATE TABLE past_the_front (at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp())', 'probe');
    const front = `http://${FRONT}:${PEOPLE}`;
    const writers = new Writers([...portals.map((it) => it.origin), front], publicUrl, join(folder, 'journal'), seed);
    // As a demonstration the first makes keys, tables and people, and signs them in; then it is a portal like the others.
    const [first] = portals;
    first.options.env = first.demonstration;
    await first.open();
    await writers.begin();
    await first.kill('SIGTERM');
    first.options.env = first.env;
    for (const portal of portals) await portal.open();
    const stage = { cluster, writers, portals, front, before: await events(cluster) };
    for (const it of plays) if (wanted.length === 0 || wanted.includes(it.name)) await one(it, stage);
    writers.close();
}

let failure = null;
const interrupted = new Promise((_, refuse) => {
    setTimeout(() => refuse(new Error(`not over after ${LONGEST / 60_000} minutes`)), LONGEST).unref();
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => refuse(new Error(name)));
});
try {
    await Promise.race([all(), interrupted]);
} catch (error) {
    failure = error;
} finally {
    await Promise.all(portals.map((it) => it.kill()));
    await cluster.stop();
    if (process.env.CLUSTER_LOGS) cpSync(folder, process.env.CLUSTER_LOGS, { recursive: true, filter: (path) => !/\/(data|etcd|packages|\.s\.PGSQL.*|pgpass)$/.test(path) });
    rmSync(folder, { recursive: true, force: true });
}

const columns = ['play', 'passed', 'acknowledged', 'gap', 'lost', 'doubled', 'other', 'alarms', 'events', 'refusals', 'verified', 'note'];
const shown = (value) => (typeof value === 'object' ? Object.entries(value).map(([how, times]) => `${times} × ${how}`).join('; ') : String(value)) || '–';
const rows = [columns, ...results.map((it) => columns.map((column) => (column === 'gap' ? `${(it.gap / 1000).toFixed(1)} s` : shown(it[column]))))];
const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
mkdirSync(join(root, 'target'), { recursive: true });
writeFileSync(join(root, 'target/cluster.json'), JSON.stringify(results, null, 2));
if (failure) console.error(failure);
process.exit(failure || results.some((it) => !it.passed) ? 1 : 0);
