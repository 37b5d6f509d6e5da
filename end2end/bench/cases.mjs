// Cases: a work list among few and among a million, filing one beside a consent decision, and what the pages of a
// correction weigh and score on a phone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { firstView } from './first-view.mjs';
import { scores } from './lighthouse.mjs';
import { startPortal } from './portal.mjs';

const CASES = Number(process.env.BENCH_CASES ?? 1_000_000);
const FEW = 10_000;

/** Microseconds a page of the work list takes among this many cases. */
function workList(folder, cases) {
    const own = join(folder, `cases-${cases}`);
    mkdirSync(own);
    const shown = execFileSync(join(process.env.BENCH_PROGRAMS, 'bench_cases'), [own, String(cases)], { encoding: 'utf8' });
    rmSync(own, { recursive: true, force: true });
    return Number(shown);
}

const percentile = (times, of) => [...times].sort((a, b) => a - b)[Math.floor(times.length * of)];

/** Files a request and makes a consent decision for each of these people, one after another; the 99th percentiles. */
export async function filing(origin, sessions, add) {
    const [files, decides] = [[], []];
    for (const line of readFileSync(sessions, 'utf8').split('\n').slice(0, 1000)) {
        const [token] = line.split(' ');
        const headers = { cookie: `morprom-session=${token}`, 'content-type': 'application/x-www-form-urlencoded' };
        const post = async (path, body, times) => {
            const began = performance.now();
            const answer = await fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', headers, body });
            if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
            times.push(performance.now() - began);
        };
        await post('/en/me/requests', 'right=access&words=', files);
        const page = await (await fetch(`${origin}/en/me/consents`, { headers })).text();
        const given = /action="\/en\/me\/consents\/nearby"[^]*?value="withdrawn"/.test(page);
        await post('/en/me/consents/nearby', `decision=${given ? 'withdrawn' : 'given'}`, decides);
    }
    add('case.filed.p99', 'filing a case, 1 client, 99th percentile, against a consent decision', percentile(files, 0.99), 'ms', null, percentile(decides, 0.99));
    add('case.filed.median', 'the same, median', percentile(files, 0.5), 'ms', null, percentile(decides, 0.5));
}

/** The session of a persona of the demonstration. */
async function signedIn(origin, persona) {
    const answer = await fetch(`${origin}/demo/sign-in`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', origin }, body: `persona=${persona}&language=th` });
    return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

export async function cases(folder, add) {
    const few = workList(folder, FEW);
    add(`work-list.${CASES}`, `the first page of a unit's work list among ${CASES} cases, against ${FEW}`, workList(folder, CASES), 'µs', ['<=', 1.3], few);
    const audited = join(folder, 'audited');
    mkdirSync(audited);
    for (const line of execFileSync(join(process.env.BENCH_PROGRAMS, 'bench_audit'), [audited], { encoding: 'utf8' }).trim().split('\n')) {
        const [readers, without, withEvent] = line.split(' ').map(Number);
        add(`audited-read.${readers}`, `opening a case with its audit event on disk, ${readers} at once, against without`, withEvent, 'µs', null, without);
    }
    const portal = await startPortal(join(import.meta.dirname, '../../target/dist/morprom'), join(folder, 'demo'));
    try {
        const [person, officer] = [await signedIn(portal.origin, 'citizen-a'), await signedIn(portal.origin, 'unit-officer-1')];
        const records = await (await fetch(`${portal.origin}/th/me/records`, { headers: { cookie: person } })).text();
        const dispute = /href="(\/th\/me\/corrections\/new\?record=[^"]+)"/.exec(records)[1];
        const pages = [['records', '/th/me/records', person], ['dispute', dispute, person], ['work-list', '/th/unit/corrections', officer]];
        for (const [name, path, cookie] of pages) {
            const { total, font, wasm } = await firstView(`${portal.origin}${path}`, cookie);
            add(`bytes.${name}`, `first view of ${path.split('?')[0]} without the font`, total - font, 'KB', ['<=', name === 'dispute' ? 150 : 16]);
            add(`bytes.${name}.wasm`, 'WebAssembly', wasm, 'KB', ['<=', 80]);
        }
        // Rooms of one person ask search engines to stay out, which Lighthouse takes for a fault: no SEO here.
        for (const [name, path, cookie] of pages.slice(0, 2)) await scores(`${portal.origin}${path}`, name, name === 'records', { cookie, add });
    } finally {
        await portal.stop();
    }
}
