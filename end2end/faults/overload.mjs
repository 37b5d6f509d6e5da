// Promise: many times the clients that keep it busy, and a thousand connections that send a byte now and then, cost nobody but
// themselves: the portal does not fall, holds at most a gigabyte, refuses with 503 and nothing else, and is itself again within
// ten seconds. The load is on one core and the portal on the other; it goes to the loopback and stops by itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { People } from './people.mjs';
import { freePort } from '../support/machine.mjs';
import { Portal, until, within } from './portal.mjs';
import { fault, report, size } from './report.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [CLIENT_CORE, SERVER_CORE] = ['0', '1'];
/** Requests the portal handles at once; more are refused. */
const PLACES = 2048;
/** About as many as one address of the loopback has ports for, at the rate they come and go. */
const CLIENTS = size('OVERLOAD_CLIENTS', 4096, 12_000);
const SECONDS = size('OVERLOAD_SECONDS', 4, 300);
const SLOW = size('OVERLOAD_SLOW', 1000, 1000);
const SLOW_SECONDS = size('OVERLOAD_SLOW_SECONDS', 5, 60);
const MEMORY = 1024;
const RECOVERED = 10_000;
/** An answer within this is a quick one. */
const QUICK = 250;

/** More connections than files are open by habit. */
const FILES = 'ulimit -n 65536 2>/dev/null || ulimit -n $(ulimit -Hn);';

/** The load; what it got, by status. */
async function load(portal, cookie) {
    const args = ['-c', CLIENT_CORE, 'wrk', '-t2', `-c${CLIENTS}`, `-d${SECONDS}s`, '--timeout', '20s', '-s', join(here, 'overload.lua'), portal.origin];
    const child = spawn('bash', ['-c', `${FILES} exec taskset "$@"`, 'load', ...args], { env: { ...process.env, COOKIE: cookie }, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => { said += chunk; });
    await once(child, 'close');
    const answers = Object.fromEntries([...said.matchAll(/^status (\d+) (\d+)$/gm)].map(([, status, times]) => [status, Number(times)]));
    return { said, answers, errors: /Socket errors: (.*)/.exec(said)?.[1] ?? 'none' };
}

/** Milliseconds until it is ready and shows a page quickly, three times in a row. */
async function itself(portal, cookie) {
    let row = 0;
    return until(async () => {
        const began = performance.now();
        const answers = [await portal.ask('GET', '/readyz'), await portal.ask('GET', '/th/policy'), await portal.ask('GET', '/en/me', { headers: { cookie } })];
        row = answers.every(({ status }) => status === 200) && performance.now() - began < 3 * QUICK ? row + 1 : 0;
        return row === 3;
    }, 60_000, 50);
}

/** Some connections that say a byte now and then: half in the head, half in the body of a form. */
function slow(portal) {
    const lines = Array.from({ length: SLOW }, (_, at) => {
        const line = connect(portal.port, '127.0.0.1');
        const it = { line, open: true, answer: '' };
        line.on('error', () => { it.open = false; });
        line.on('close', () => { it.open = false; });
        line.on('data', (chunk) => { it.answer += chunk; });
        line.write(at % 2 === 0 ? 'GET /th HTTP/1.1\r\nHost: slow\r\nX-Slow: ' : 'POST /th/contact HTTP/1.1\r\nHost: slow\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\n');
        return it;
    });
    const every = setInterval(() => lines.filter(({ open }) => open).forEach(({ line }) => line.write('a')), 1000);
    return { lines, end: () => { clearInterval(every); lines.forEach(({ line }) => line.destroy()); } };
}

const started = (portal) => portal.start({ before: ['bash', '-c', `${FILES} exec taskset "$@"`, 'portal', '-c', SERVER_CORE] });

async function overloaded(folder) {
    const portal = new Portal(folder, await freePort());
    const wrong = [];
    await started(portal);
    const people = await People.of(portal);
    const { cookie } = people.lanes[0];
    let over = false;
    const choosing = people.work(portal, () => over);
    const { said, answers, errors } = await load(portal, cookie);
    if (!portal.alive) throw new Error(`it ended by itself: ${portal.said()}`);
    const recovered = await itself(portal, cookie);
    over = true;
    await choosing;
    await people.settle(portal);
    const memory = portal.memory();
    const others = Object.entries(answers).filter(([status]) => !['200', '303', '503'].includes(status));
    if (others.length > 0) wrong.push(`answers that are no refusal: ${JSON.stringify(Object.fromEntries(others))}`);
    if (!answers[200]) wrong.push(`nobody was served: ${said.slice(0, 300)}`);
    if (memory > MEMORY) wrong.push(`it held ${Math.round(memory)} MiB`);
    if (recovered > RECOVERED) wrong.push(`it was itself again only after ${Math.round(recovered)} ms`);
    wrong.push(...people.compare((sql) => portal.rows(sql)), ...people.wrong);
    await portal.stop();
    fault('overload', `${CLIENTS} clients without a pause for ${SECONDS} s, ${PLACES} places`, 'no crash, memory ≤ 1 GiB, refusals are 503, recovered ≤ 10 s',
        `${answers[200] ?? 0} served, ${answers[503] ?? 0} refused with 503 (${errors}); at most ${Math.round(memory)} MiB; quick again ${Math.round(recovered)} ms after; ${people.acknowledged} choices acknowledged meanwhile, 0 lost`, wrong);
}

async function slowly(folder) {
    const portal = new Portal(folder, await freePort());
    const wrong = [];
    await started(portal);
    const people = await People.of(portal);
    const { cookie } = people.lanes[0];
    const { lines, end } = slow(portal);
    await wait(500);
    const open = lines.filter((it) => it.open).length;
    const times = [];
    const began = performance.now();
    while (performance.now() - began < SLOW_SECONDS * 1000) {
        const asked = performance.now();
        const { status } = await portal.ask('GET', times.length % 2 === 0 ? '/th/policy' : '/en/me', { headers: { cookie } });
        times.push(performance.now() - asked);
        if (status !== 200) wrong.push(`a page was answered ${status} beside them`);
        await wait(20);
    }
    const left = lines.filter((it) => it.open).length;
    end();
    const recovered = await itself(portal, cookie);
    const memory = portal.memory();
    const answered = lines.map(({ answer }) => /^HTTP\/1.1 (\d+)/.exec(answer)?.[1]).filter(Boolean);
    // 408 is what a connection is told that never sent its head.
    const others = answered.filter((status) => !['503', '408'].includes(status));
    if (others.length > 0) wrong.push(`slow connections were answered ${[...new Set(others)]}`);
    if (open < SLOW * 0.99) wrong.push(`only ${open} slow connections were taken`);
    if (memory > MEMORY) wrong.push(`it held ${Math.round(memory)} MiB`);
    if (recovered > RECOVERED) wrong.push(`it was itself again only after ${Math.round(recovered)} ms`);
    await portal.stop();
    const p99 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
    fault('slow', `${SLOW} connections that send a byte a second`, 'no crash, memory ≤ 1 GiB, refusals are 503, recovered ≤ 10 s',
        `${times.length} pages beside them, p99 ${Math.round(p99)} ms; ${left} of ${open} still open after ${SLOW_SECONDS} s; at most ${Math.round(memory)} MiB; quick again ${Math.round(recovered)} ms after`, wrong);
}

await report('overload', () => within('overload', async (folder) => {
    await overloaded(join(folder, 'overload'));
    await slowly(join(folder, 'slow'));
}));
