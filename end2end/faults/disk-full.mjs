// Promise: on a full disk reading goes on, writes are refused with 503, nothing is lost, and it recovers without a restart. The
// data folder is a small file system of its own; a file fills it, and is taken away again. Where this account may not mount
// one, every write is answered "no space" by strace instead, and the report says so.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { People } from './people.mjs';
import { freePort } from '../support/machine.mjs';
import { Portal, until, within } from './portal.mjs';
import { fault, report, size } from './report.mjs';
import { WRITES, attach } from './spoiled.mjs';

const TIMES = size('DISK_TIMES', 2, 20);
/** Milliseconds it stays full each time. */
const FULL = size('DISK_FULL_MS', 1500, 5000);
/** What is written in the meantime must fit: the log of the database takes 20 KB a choice until it is carried over. */
const MIB = size('DISK_MIB', 256, 512);
/** The longest until a choice is acknowledged again. */
const RECOVERED = 10_000;

const asRoot = (...command) => execFileSync(process.getuid() === 0 ? command[0] : 'sudo', process.getuid() === 0 ? command.slice(1) : ['-n', ...command], { stdio: 'ignore' });

/** A small file system at `folder`; false where there may be none. */
function mounted(folder) {
    mkdirSync(folder);
    try {
        asRoot('mount', '-t', 'tmpfs', '-o', `size=${MIB}m,uid=${process.getuid()},mode=700`, 'tmpfs', folder);
        return true;
    } catch {
        return false;
    }
}

/** Takes all the room there is; gives back how to let go of it. */
function filled(folder) {
    const name = join(folder, 'filler');
    const file = openSync(name, 'w');
    for (let block = 1 << 20; block >= 1;) {
        try {
            writeSync(file, Buffer.alloc(block, 1));
        } catch (error) {
            if (error.code !== 'ENOSPC') throw error;
            block = Math.floor(block / 2);
        }
    }
    closeSync(file);
    return () => rmSync(name);
}

const refusing = async (portal, log) => {
    const spoiling = await attach(portal.child.pid, log, WRITES, 'ENOSPC', '1+');
    return spoiling.letGo;
};

async function full(folder, disk, isMounted) {
    // What it says of itself goes to the same disk, and it has much to say.
    const portal = new Portal(join(disk, 'data'), await freePort(), { RUST_LOG: 'info' });
    const wrong = [];
    let [refused, reads, recovered] = [0, 0, 0];
    await portal.start();
    const people = await People.of(portal);
    const cookie = people.lanes[0].cookie;
    let over = false;
    const working = people.work(portal, () => over);
    const read = async () => {
        const receipt = people.lanes[0].told.at(-1).receipt;
        for (const path of ['/th', '/th/policy', '/en/me', '/en/me/consents', receipt, '/readyz']) {
            const { status } = await portal.ask('GET', path, { headers: { cookie } });
            reads += 1;
            if (status !== 200) wrong.push(`${path} was answered ${status} on a full disk`);
        }
    };
    // Everything has been looked at once: that a question was shown is noted, and that is a write.
    await until(() => people.lanes[0].told.length > 5, 20_000);
    await read();
    for (let n = 0; n < TIMES && wrong.length === 0; n += 1) {
        await wait(300);
        const before = people.refused;
        const letGo = isMounted ? filled(disk) : await refusing(portal, join(folder, 'strace'));
        if ((await until(() => people.refused > before, 20_000)) === Infinity) wrong.push('a full disk refused nothing');
        const began = performance.now();
        while (performance.now() - began < FULL) {
            await read();
            await wait(100);
        }
        const late = people.times.filter(({ sent }) => sent > began);
        refused += people.refused - before;
        if (late.length > 0 && !isMounted) wrong.push(`${late.length} choices were acknowledged that could not be written`);
        await letGo();
        const acknowledged = people.acknowledged;
        const took = await until(() => people.acknowledged > acknowledged, RECOVERED);
        if (took === Infinity) wrong.push(`no choice was acknowledged within ${RECOVERED} ms of there being room again`);
        recovered = Math.max(recovered, took);
    }
    over = true;
    await working;
    if (!portal.alive) wrong.push(`it ended by itself: ${portal.said()}`);
    await people.settle(portal);
    wrong.push(...people.compare((sql) => portal.rows(sql)), ...people.wrong);
    if (people.withoutRetry > 0) wrong.push(`${people.withoutRetry} refusals without Retry-After`);
    await portal.kill();
    await portal.start();
    wrong.push(...people.compare((sql) => portal.rows(sql)));
    for (const about of ['ledger', 'traffic']) {
        const { well, said } = await portal.command(about, 'verify');
        if (!well) wrong.push(`${about} verify: ${said}`);
    }
    await portal.stop();
    const how = isMounted ? `a file system of ${MIB} MiB filled ${TIMES} times` : `no file system may be mounted: every write answered ENOSPC ${TIMES} times`;
    fault('disk-full', 'the disk is full', 'reads go on, writes are refused with 503, nothing lost, recovers without restart',
        `${how}; ${people.acknowledged} choices acknowledged, 0 lost, ${refused} refused with 503, ${reads} pages read; acknowledged again within ${Math.round(recovered)} ms`, wrong);
}

await report('disk-full', () => within('disk', async (folder) => {
    const disk = join(folder, 'disk');
    const isMounted = process.env.DISK_NO_MOUNT === undefined && mounted(disk);
    try {
        await full(folder, disk, isMounted);
    } finally {
        if (isMounted) asRoot('umount', '-l', disk);
    }
}));
