// Promise: a choice is never acknowledged that a failed sync or write may have lost. The N-th sync of a portal fails, counted
// from its start, then the N-th write, for N up to FSYNC_N; and all syncs of a running one from a moment on. What was
// acknowledged is there after `kill -9` and a start without the fault, in order and once; while every sync fails nothing is
// acknowledged at all.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { People, drawn } from './people.mjs';
import { freePort } from '../support/machine.mjs';
import { Portal, until, within } from './portal.mjs';
import { fault, progress, report, seed, size } from './report.mjs';
import { SYNCS, WRITES, attach, from, spoiled } from './spoiled.mjs';

/** N goes up to this. */
const MOST = size('FSYNC_N', 500, 500);
/** How many of the N are tried, spread over them. */
const TRIED = size('FSYNC_TRIED', 3, 500);
/** Starts under the fault. */
const STARTS = size('FSYNC_STARTS', 2, 40);
/** After how many N what is kept is compared. */
const COMPARED_EVERY = 25;
/** Choices acknowledged after the fault, at least. */
const AFTER = 20;
/** The longest until the N-th call comes: a busy machine takes its time. And until choices are acknowledged after it. */
const [REACHED, AGAIN] = [300_000, 60_000];

/** The N that are tried: all, or some spread over them, another moment for another seed. */
function numbers(random) {
    const step = MOST / TRIED;
    return Array.from({ length: TRIED }, (_, at) => Math.min(MOST, 1 + Math.floor(at * step + random.next() * step)));
}

/**
 * The N-th call of each thread fails, of a portal that is started under the fault and killed after it; now and then what is kept
 * is compared. A start whose own call fails ends with an error, and the next one goes on.
 */
async function oneByOne(folder, [id, what, calls, errors]) {
    const random = drawn(seed);
    const portal = new Portal(folder, await freePort());
    const log = `${folder}.strace`;
    const wrong = [];
    let [failed, kills, ended] = [0, 0, 0];
    await portal.start();
    // The N-th sync comes after N commits, however many choices are in each.
    const people = await People.of(portal, ['news']);
    await portal.stop();
    const tried = numbers(random);
    for (const [at, n] of tried.entries()) {
        try {
            await portal.start({ before: from(log, calls, errors[at % errors.length], n) });
            let over = false;
            const working = people.work(portal, () => over);
            const reached = await until(() => spoiled(log).times > 0 || !portal.alive, REACHED);
            const enough = people.acknowledged + AFTER;
            const seen = await until(() => people.acknowledged >= enough || !portal.alive, AGAIN);
            over = true;
            const alive = portal.alive;
            await portal.kill();
            await working;
            kills += 1;
            if (!alive) wrong.push(`it ended by itself at N = ${n}: ${portal.said()}`);
            else if (reached === Infinity) wrong.push(`call ${n} was not reached within ${REACHED / 1000} s`);
            else if (seen === Infinity) wrong.push(`nothing was acknowledged within ${AGAIN / 1000} s after N = ${n}`);
        } catch (gone) {
            ended += 1;
            if (/panicked/.test(String(gone)) || spoiled(log).times === 0) wrong.push(`a start with ${calls} failing at ${n}: ${gone}`);
        }
        failed += spoiled(log).times;
        if ((at + 1) % COMPARED_EVERY === 0 || at === tried.length - 1 || wrong.length > 0) {
            await portal.start();
            await people.settle(portal);
            wrong.push(...people.compare((sql) => portal.rows(sql)));
            if (wrong.length > 0) break;
            if (at < tried.length - 1) await portal.stop();
            progress(`${id}: ${at + 1} of ${tried.length}, ${people.acknowledged} acknowledged`);
        }
    }
    wrong.push(...(await people.askAgain(portal, random, 100)));
    for (const about of ['ledger', 'traffic']) {
        const { well, said } = await portal.command(about, 'verify');
        if (!well) wrong.push(`${about} verify: ${said}`);
    }
    await portal.stop();
    wrong.push(...people.wrong);
    if (people.withoutRetry > 0) wrong.push(`${people.withoutRetry} refusals without Retry-After`);
    const numbersTried = `${tried.length} of N = 1…${MOST}, ${failed} calls failed, ${kills} kills, ${ended} starts ended with an error`;
    fault(id, what, 'never acknowledged after a failed sync', `${numbersTried}; ${people.acknowledged} choices acknowledged, ${people.refused} refused with 503; 0 lost, 0 twice, order kept`, wrong);
}

/** From a moment on every sync fails: nothing that is sent after it is acknowledged; reading goes on; it recovers by itself. */
async function fromThenOn(folder) {
    const portal = new Portal(folder, await freePort());
    const log = `${folder}.strace`;
    const wrong = [];
    await portal.start();
    const people = await People.of(portal);
    const spoiling = await attach(portal.child.pid, log, SYNCS, 'EIO', '40+');
    let over = false;
    const working = people.work(portal, () => over);
    await until(() => spoiling.spoiled().times > 0, 30_000);
    // Threads count for themselves: from here on each has failed that may acknowledge.
    await until(() => people.refused > 0, 30_000);
    await wait(500);
    const began = performance.now();
    const before = people.refused;
    const reads = [];
    while (performance.now() - began < size('FSYNC_SECONDS', 1, 30) * 1000) {
        reads.push((await portal.ask('GET', '/en/me/consents', { headers: { cookie: people.lanes[0].cookie } })).status, (await portal.ask('GET', '/th/policy')).status);
        await wait(50);
    }
    const [refused, ended] = [people.refused - before, performance.now()];
    const acknowledged = people.times.filter(({ sent, at }) => sent > began && at < ended).length;
    if (acknowledged > 0) wrong.push(`${acknowledged} choices were acknowledged while every sync failed`);
    if (refused === 0) wrong.push('nothing was refused');
    const unread = reads.filter((status) => status !== 200);
    if (unread.length > 0) wrong.push(`${unread.length} of ${reads.length} pages were not shown: ${[...new Set(unread)]}`);
    await spoiling.letGo();
    const acknowledgedBefore = people.acknowledged;
    const recovered = await until(() => people.acknowledged > acknowledgedBefore, 30_000);
    if (recovered === Infinity) wrong.push('it did not recover without a restart');
    over = true;
    await working;
    await portal.kill();
    await portal.start();
    await people.settle(portal);
    wrong.push(...people.compare((sql) => portal.rows(sql)), ...people.wrong);
    await portal.stop();
    fault('fsync.all', 'every sync fails from a moment on', 'nothing is acknowledged meanwhile; reading goes on; recovers by itself',
        `${refused} choices refused, 0 acknowledged, ${reads.length} pages read; the first acknowledged ${Math.round(recovered)} ms after the fault ended`, wrong);
}

/** The N-th sync or write of a start fails: it says so and ends, or serves; the next start is as if nothing had been. */
async function starting(folder) {
    const wrong = [];
    let [ended, served] = [0, 0];
    for (let at = 0; at < STARTS; at += 1) {
        const [calls, error] = at % 2 === 0 ? [SYNCS, 'EIO'] : [WRITES, 'ENOSPC'];
        const n = 1 + Math.floor(at / 2) * (at % 2 === 0 ? 1 : 4);
        const own = join(folder, `start-${at}`);
        const portal = new Portal(own, await freePort());
        const log = `${own}.strace`;
        try {
            await portal.start({ before: from(log, calls, error, n) });
            served += 1;
            await portal.kill();
        } catch (gone) {
            ended += 1;
            if (/panicked/.test(String(gone))) wrong.push(`a start with ${calls} failing at ${n} panicked: ${gone}`);
        }
        // What strace started ends with it.
        if (spoiled(log).times === 0) continue;
        try {
            await portal.start();
            const { well, said } = await portal.command('ledger', 'verify');
            if (!well) wrong.push(`after a start with ${calls} failing at ${n}: ${said}`);
            await portal.signIn('citizen-a');
            await portal.stop();
        } catch (error) {
            wrong.push(`after a start with ${calls} failing at ${n}: ${error}`);
            await portal.kill();
        }
    }
    fault('fsync.start', 'the N-th sync or write of a first start fails', 'the next start is as if nothing had been', `${STARTS} starts: ${ended} ended with an error, ${served} served; each next one was whole`, wrong);
}

await report('fsync', () => within('fsync', async (folder) => {
    await oneByOne(join(folder, 'syncs'), ['fsync.nth', 'fsync and fdatasync fail at the N-th call', SYNCS, ['EIO']]);
    await oneByOne(join(folder, 'writes'), ['write.nth', 'writes to files fail at the N-th call', WRITES, ['EIO', 'ENOSPC']]);
    await fromThenOn(join(folder, 'all'));
    await starting(join(folder, 'starts'));
}));
