// What was acknowledged against what there is: each choice once, under the receipt it was acknowledged with.
import { readFileSync } from 'node:fs';
import { run, until } from './machines.mjs';

/** How many choices are sent again with their key, to get their first answer. */
const AGAIN = 100;

/** Events of consent in the database, by id. */
export const events = async (cluster) => new Set((await cluster.ask('SELECT id FROM consent_event', 'portal')).split('\n').filter(Boolean));

/** Compares; `before` are the events there were before anybody chose. Gives back what was found. */
export async function compare(cluster, portal, writers, before) {
    const now = await events(cluster);
    const acknowledged = [...writers.keys.values()];
    const receipts = new Set(acknowledged.map((it) => it.event));
    const lost = acknowledged.filter((it) => !now.has(it.event)).length;
    const strangers = [...now].filter((id) => !before.has(id) && !receipts.has(id)).length;
    const doubled = strangers + (acknowledged.length - receipts.size);
    let other = 0;
    for (const it of acknowledged.filter((_, at) => at % Math.ceil(acknowledged.length / AGAIN) === 0)) {
        const { event } = await writers.send(portal.origin, it);
        if (event !== it.event) other += 1;
    }
    await until('every entry has its place in the ledger', 30, async () => (await cluster.ask('SELECT count(*) FROM ledger_waiting', 'portal')) === '0');
    const { stdout } = await run(portal.command, ['ledger', 'verify'], { env: portal.env, timeout: 120_000 });
    return { events: acknowledged.length, lost, doubled, other, verified: stdout.trim().split('\n')[0] };
}

/** How often portals said so far that the ledger is damaged or was forked, which it is not. */
export function alarms(portals) {
    const logs = portals.map((it) => readFileSync(it.log, 'utf8'));
    return logs.join('').split('\n').filter((line) => /of the ledger is damaged|does not continue the last checkpoint/.test(line)).length;
}

/** Whether each standby has what was acknowledged, once it caught up. */
export async function everywhere(cluster) {
    const wanted = await cluster.ask('SELECT count(*) FROM consent_event', 'portal');
    for (const { name, address } of cluster.machines) {
        await until(`${name} has all ${wanted} events`, 60, async () => (await cluster.ask('SELECT count(*) FROM consent_event', 'portal', address)) === wanted);
    }
}
