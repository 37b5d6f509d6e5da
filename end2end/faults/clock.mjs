// Promise: a clock that is set 25 hours forward or back changes no order of what people decided, and while it is in doubt nothing
// is deleted from the traffic log. The clock is moved under the running portal, and between two starts. What is deleted in its
// time is deleted: an honest clock is the counter-proof.
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { People } from './people.mjs';
import { clockOf, freePort } from '../support/machine.mjs';
import { Portal, within } from './portal.mjs';
import { fault, report, size } from './report.mjs';

const CHOICES = size('CLOCK_CHOICES', 36, 600);
const HOURS = 25;
/** Long enough that what was asked for is in a frame of the traffic log. */
const WRITTEN = 900;

/** A portal whose wall clock is moved by hours, while the one that nobody sets goes on. */
class Moved extends Portal {
    constructor(folder, port) {
        super(folder, port);
        this.clock = `${folder}.clock`;
        this.set(0);
        Object.assign(this.settings, clockOf(this.clock));
    }

    set(hours) {
        writeFileSync(this.clock, `${hours < 0 ? '-' : '+'}${Math.abs(hours)}h`);
        this.hours = hours;
    }

    /** The same data in another folder. */
    async copied(folder) {
        cpSync(this.folder, folder, { recursive: true });
        const other = new Moved(folder, await freePort());
        other.set(this.hours);
        return other;
    }
}

async function order(folder) {
    const portal = new Moved(folder, await freePort());
    const wrong = [];
    await portal.start();
    const people = await People.of(portal);
    const some = async (what) => {
        const until = people.acknowledged + CHOICES;
        await people.work(portal, () => people.acknowledged >= until);
        await people.settle(portal);
        wrong.push(...people.compare((sql) => portal.rows(sql)).map((found) => `${what}: ${found}`));
    };
    await some('at first');
    for (const hours of [HOURS, 0, -HOURS, 0]) {
        portal.set(hours);
        await some(`moved to ${hours} h under it`);
    }
    for (const hours of [-HOURS, HOURS, 0]) {
        await portal.stop();
        portal.set(hours);
        await portal.start();
        await some(`started at ${hours} h`);
    }
    const { well, said } = await portal.command('ledger', 'verify');
    if (!well) wrong.push(`ledger verify: ${said}`);
    await portal.stop();
    wrong.push(...people.wrong);
    fault('clock.order', `the clock moved ${HOURS} h forward and back, under the portal and between starts`, 'order unchanged',
        `${people.acknowledged} choices over 8 moments: each person's stand in the order they were acknowledged; the ledger holds`, wrong);
}

const days = (portal) => readdirSync(join(portal.folder, 'traffic')).filter((name) => name.endsWith('.day')).sort();

/** Some requests at this hour of the portal's clock. */
async function lived(portal, hours) {
    portal.set(hours);
    await portal.start();
    for (let n = 0; n < 3; n += 1) await portal.ask('GET', '/th/policy');
    await wait(WRITTEN);
    await portal.stop();
}

async function retention(folder) {
    const wrong = [];
    const portal = new Moved(folder, await freePort());
    // What is written at first is ninety days old twelve hours after the last of these.
    const ages = [0, 88 * 24, 88 * 24 + 20, 88 * 24 + 36];
    for (const hours of ages) await lived(portal, hours);
    const last = ages.at(-1);
    const first = days(portal)[0];
    const kept = async (name, act, refused) => {
        const own = await portal.copied(`${folder}-${name}`);
        const outcome = await act(own);
        if (outcome.well && !/nothing is purged/.test(outcome.said)) wrong.push(`${name}: the purge was not refused: ${outcome.said}`);
        if (refused && outcome.well) wrong.push(`${name}: nothing speaks against the clock: ${outcome.said}`);
        if (days(own)[0] !== first) wrong.push(`${name}: ${first} was deleted`);
        const { well, said } = await own.command('traffic', 'verify');
        if (!well) wrong.push(`${name}: traffic verify: ${said}`);
        return outcome.said.split('\n').at(-1);
    };
    const purge = (own) => own.command('traffic', 'purge');
    const under = (by) => async (own) => {
        await own.start();
        await own.ask('GET', '/th/policy');
        await wait(WRITTEN);
        own.set(last + by);
        await own.ask('GET', '/th/policy');
        await wait(WRITTEN);
        const outcome = await purge(own);
        await own.stop();
        return outcome;
    };
    const between = (by) => async (own) => {
        await lived(own, last + by);
        return purge(own);
    };
    const reasons = [
        await kept('forward-under', under(HOURS), true),
        await kept('forward-between', between(HOURS), true),
        await kept('back-under', under(-HOURS), true),
        await kept('back-between', between(-HOURS), true),
    ];
    // Honest time: twenty hours later the first day goes, and what is left holds.
    const honest = await portal.copied(`${folder}-honest`);
    await lived(honest, last + 20);
    const outcome = await purge(honest);
    if (days(honest).includes(first)) wrong.push(`by an honest clock ${first} did not go: ${outcome.said}`);
    const { well, said } = await honest.command('traffic', 'verify');
    if (!well) wrong.push(`after an honest purge: ${said}`);
    fault('clock.retention', `the clock moved ${HOURS} h, before the traffic log is purged`, 'retention refuses to delete',
        `refused 4 of 4 times («${[...new Set(reasons)].join('», «').slice(0, 300)}»); by an honest clock the day went`, wrong);
}

await report('clock', () => within('clock', async (folder) => {
    await order(join(folder, 'order'));
    await retention(join(folder, 'retention'));
}));
