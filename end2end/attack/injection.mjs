// Types payloads into every field of every form, as each of the cast, and reads every page on which they come up again: they
// are text everywhere, nothing is an error of the server, no file calculates, and nothing of them is in a log.
//
// ATTACK_SHORT=1 puts many payloads into a field at once and a rotating few alone; otherwise each is typed alone, in four parts, each
// on a portal of its own: a case with hundreds of orders is a long page each time one more is refused. With ATTACK_DATABASE the
// portal is over that (empty) PostgreSQL database; ATTACK_MINUTES bounds the typing of a part. ATTACK_FORMS=FROM-TO sends those of
// all forms in one part, by their places in an order that is the same each time: what was cut off goes on where it ended. `order`
// among the figures tells whether two runs had the same.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filled, send } from './fill.mjs';
import { collect, formsOf, isFree, kindOf, walk } from './forms.mjs';
import { Judge } from './judge.mjs';
import { MARK, PAYLOADS, WITH_LONG, bundles } from './payloads.mjs';
import { alone } from './report.mjs';
import { further, stage } from './stage.mjs';

const SHORT = process.env.ATTACK_SHORT === '1';
const AT_ONCE = 6;
const PARTS = SHORT || process.env.ATTACK_DATABASE || process.env.ATTACK_FORMS ? 1 : 4;
/** What ends the way of the attack itself. */
const ENDS = /\/sign-out$|\/sessions\/|\/demo\/sign-in$|\/systems\/end$|\/partners\/[^/]+\/end$|\/cookies$/;

async function inject({ origin, folder, log, memory, part }) {
    const until = Date.now() + Number(process.env.ATTACK_MINUTES ?? (SHORT ? 4 : 75 / PARTS)) * 60_000;
    const { browsers, stuck } = await stage(origin);
    const judge = new Judge(origin);
    const { forms } = await collect(browsers, (answer) => judge.learn(answer));
    forms.push(...(await further(browsers)));
    const state = { origin, browsers, judge, until, found: new Map(), statuses: new Map(), sent: 0, shown: 0, changed: new Map(), unshown: new Map(), followed: 0, over: false };
    for (const it of stuck) note(state, 'the way to a form is not there', it);

    const targets = forms.filter(({ action }) => !ENDS.test(action)).flatMap((form) => form.fields.map((field) => [form, field])).filter(distinct());
    const all = shuffled(targets.flatMap(([form, field], at) => typed(form, field, at).map((payload) => [form, field, payload])));
    const share = [part, part + 1].map((it) => Math.round((it * all.length) / PARTS));
    const [from, to] = process.env.ATTACK_FORMS?.split('-').map(Number) ?? share;
    const jobs = all.slice(from, to);
    await each(jobs, ([form, field, payload]) => type(state, form, field, payload), AT_ONCE);
    // What is typed beside forms is the same for each part.
    if (part === 0) await around(state);
    await surfaces(state);
    logs(state, folder, log());
    const free = targets.filter(([, field]) => isFree(field)).length;
    const findings = [...state.found].map(([what, { times, where }]) => `${what} (${times}×): ${where}`);
    if (state.over) findings.push(`the time was up before everything was typed: ${state.sent} of ${jobs.length} forms sent`);
    if (process.env.ATTACK_TOLD) for (const [what, map] of [['changed', state.changed], ['unshown', state.unshown]]) console.log(what, [...map].map(([key, value]) => `\n   ${key}: ${value}`).join(''));
    return {
        findings,
        figures: {
            payloads: PAYLOADS.length, fields: targets.length, 'of them free text': free, 'forms sent': state.sent, 'of them all': `${from} to ${Math.min(to, all.length)} of ${all.length}`, order: order(all), answers: [...state.statuses].sort().map(([status, times]) => `${status}×${times}`).join(' '),
            'shown again to the letter': state.shown, 'pages parsed': judge.pages, 'most memory': `${memory().most} MiB`,
        },
    };
}

/** Each field of each kind of form once, whoever sees it first. */
function distinct() {
    const seen = new Set();
    return ([form, { name }]) => {
        const key = `${kindOf(form.action).replace(/parts\/\d+/, 'parts/*').replace(/contractor-1/, '*')} ${form.fields.length} ${name}`;
        return !seen.has(key) && Boolean(seen.add(key));
    };
}

/** What is typed into a field: everything where people write freely, a few where they choose. */
function typed(form, field, at) {
    if (field.type === 'file') return [];
    if (!isFree(field)) return rotated(PAYLOADS, at * 7, SHORT ? 2 : 12);
    return SHORT ? [...bundles(45), ...rotated(WITH_LONG, at * 13, 5)] : WITH_LONG;
}

const rotated = (list, from, many) => Array.from({ length: many }, (_, at) => list[(from + at * 31) % list.length]);

/** In an order that is the same each time, so that no form is sent six times at once. */
function shuffled(list) {
    let seed = 20261127;
    for (let at = list.length - 1; at > 0; at -= 1) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        const other = seed % (at + 1);
        [list[at], list[other]] = [list[other], list[at]];
    }
    return list;
}

/** The same for the same forms, fields and payloads in the same order. */
function order(list) {
    const digest = createHash('sha256');
    for (const [form, field, payload] of list) digest.update(`${form.persona} ${kindOf(form.action)} ${field.name} ${payload}\n`);
    return digest.digest('hex').slice(0, 16);
}

async function each(list, work, atOnce) {
    let next = 0;
    const worker = async () => {
        while (next < list.length) await work(list[next++]);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Keeps a finding once, with how often it came and where it came first. */
function note(state, what, where) {
    const known = state.found.get(what);
    if (known) known.times += 1;
    else state.found.set(what, { times: 1, where });
}

/** Sends one form with the payload in one field, and judges what comes of it. */
async function type(state, form, field, payload) {
    if (Date.now() > state.until) {
        state.over = true;
        return;
    }
    const browser = state.browsers.get(form.persona);
    const where = `${form.persona} ${kindOf(form.action)} ${field.name} ← ${JSON.stringify(payload.toString()).slice(0, 100)}`;
    const fresh = await current(browser, form);
    const answer = await send(browser, fresh, filled(fresh, { [field.name]: payload })).catch((error) => ({ error }));
    if (answer.error) return note(state, `no answer: ${answer.error.message}`, where);
    state.sent += 1;
    state.statuses.set(answer.status, (state.statuses.get(answer.status) ?? 0) + 1);
    for (const fault of state.judge.faults(answer)) note(state, `${kindOf(form.action)} ${field.name}: ${fault}`, where);
    if ([422, 409].includes(answer.status) && isFree(field)) again(state, answer, field, payload, kindOf(form.action));
    // What was taken is looked at where it leads; not each time the same list.
    if (answer.status === 303) {
        const to = answer.headers.location.replace(state.origin, '');
        if (/[0-9a-f]{8}-[0-9a-f]{4}|[?&](filed|open)=/.test(to) || state.followed++ % 20 === 0) {
            const shown = await browser.get(to);
            for (const fault of state.judge.faults(shown)) note(state, fault, `${where} → ${kindOf(to)}`);
        }
    }
    return undefined;
}

/** A form that says which state of things it was made from is fetched anew, or every second one would come too late. */
async function current(browser, form) {
    if (!form.fields.some(({ name }) => name === 'seen')) return form;
    const names = (it) => it.fields.map(({ name }) => name).join();
    const shown = await browser.get(form.page);
    return formsOf(shown.text, form.page).find((it) => it.action === form.action && names(it) === names(form)) ?? form;
}

/** A form that comes back shows what was typed, to the letter. */
function again(state, answer, field, payload, action) {
    const form = formsOf(answer.text, answer.path).flatMap((it) => it.fields).find(({ name }) => name === field.name);
    const key = `${action} ${field.name}`;
    if (!form) state.unshown.set(key, (state.unshown.get(key) ?? 0) + 1);
    else if (parsed(form.value) === parsed(payload.toString())) state.shown += 1;
    else state.changed.set(key, `${(state.changed.get(key) ?? '').split(' ')[0] * 1 + 1} ${JSON.stringify(payload.toString()).slice(0, 60)} → ${JSON.stringify(form.value).slice(0, 60)}`);
}

/** As an HTML parser and a form leave a text: line ends, the null character, and white space at its ends. */
const parsed = (text) => text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '').replaceAll('\ufffd', '').trim();

/** Payloads beside forms: in addresses, queries, cookies and headers. */
async function around(state) {
    const some = rotated(PAYLOADS.filter((it) => typeof it === 'string'), 3, SHORT ? 60 : 674);
    const names = ['next', 'notice', 'state', 'right', 'month', 'code', 'case', 'record', 'missing', 'after', 'office', 'purpose', 'follow', 'filed', 'open', 'done', 'kind', 'for', 'account', 'error', 'lang'];
    const rooms = [['visitor', '/en/sign-in'], ['visitor', '/en/sign-in/code'], ['visitor', '/en/verify'], ['visitor', '/en/statistics'], ['citizen-a', '/en/me/access-log'], ['citizen-a', '/en/me/corrections/new'], ['unit-officer-1', '/en/unit/corrections/new'], ['unit-officer-1', '/en/unit/paper-forms'], ['division-officer-1', '/en/office/cases'], ['division-officer-1', '/en/office/traffic-log'], ['visitor', '/oidc/callback']];
    const jobs = some.flatMap((payload, at) => {
        const [persona, room] = rooms[at % rooms.length];
        const query = names.map((name) => `${name}=${encodeURIComponent(payload)}`).join('&');
        return [[persona, 'GET', `${room}?${query}`], [persona, 'GET', `${room}/${encodeURIComponent(payload)}`], ['visitor', 'GET', `/${encodeURIComponent(payload)}`], ['visitor', 'GET', `/en/policy/${encodeURIComponent(payload)}/changes/1`], ['visitor', 'GET', `/en/contact?${encodeURIComponent(payload)}`]];
    });
    await each(jobs, async ([persona, method, path]) => {
        const answer = await state.browsers.get(persona).ask(method, path);
        state.statuses.set(answer.status, (state.statuses.get(answer.status) ?? 0) + 1);
        for (const fault of state.judge.faults(answer)) note(state, fault, `${persona} ${method} ${path.slice(0, 120)}`);
    }, AT_ONCE);
    for (const payload of some.filter((it) => /^[\x20-\x7e]*$/.test(it))) {
        const headers = { 'user-agent': payload, referer: payload, 'accept-language': payload, 'x-request-id': payload, 'x-forwarded-for': payload, 'idempotency-key': payload, cookie: ['morprom-session', 'morprom-form', 'morprom-choice', 'morprom-display', 'morprom-language'].map((name) => `${name}=${payload.replace(/[;,\s]/g, '')}`).join('; ') };
        const answer = await fetch(`${state.origin}/en/contact`, { headers });
        const whole = { status: answer.status, headers: Object.fromEntries(answer.headers), path: '/en/contact', kind: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
        delete whole.headers['set-cookie'];
        for (const fault of state.judge.faults({ ...whole, text: whole.bytes.toString() })) note(state, fault, `headers ← ${payload.slice(0, 80)}`);
    }
}

/** Reads everything once more, as everybody: lists, each case, messages, logs, files. */
async function surfaces(state) {
    let [pages, marked] = [0, 0];
    for (const [persona, browser] of state.browsers) {
        await walk(browser, async (answer, path) => {
            pages += 1;
            if (answer.text.includes(MARK)) marked += 1;
            for (const fault of state.judge.faults(answer)) note(state, fault, `${persona} sees ${kindOf(path)}`);
            if (!answer.kind.startsWith('text/html')) return;
            // Files that are made by a button are read too.
            for (const form of formsOf(answer.text, path).filter(({ action }) => /\/exports\/[^/]+\/open$/.test(action))) {
                const file = await send(browser, form, filled(form));
                for (const fault of state.judge.faults(file)) note(state, fault, `${persona} makes ${kindOf(form.action)}`);
            }
        }, undefined, SHORT ? 4 : 40, SHORT ? 300 : 3000);
    }
    if (marked < 10) note(state, 'the payloads came up nowhere', `${marked} of ${pages} pages`);
}

/** Neither what the portal says nor the traffic log holds what people typed. */
function logs(state, folder, said) {
    const line = said.split('\n').find((it) => it.includes(MARK));
    if (line) note(state, 'what was typed is in the log', JSON.stringify(line.slice(0, 200)));
    if (/[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]/.test(said)) note(state, 'control characters in the log', JSON.stringify(/.{0,60}[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f].{0,60}/.exec(said)[0]));
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || /\.db|\.sqlite|-wal$|-shm$/.test(entry.name)) continue;
        if (readFileSync(join(entry.parentPath ?? entry.path, entry.name)).includes(MARK)) note(state, 'what was typed is in a file', entry.name);
    }
}

await alone(import.meta.url, 'injection', inject, { RUST_LOG: 'info', ...(process.env.ATTACK_DATABASE ? { MORPROM_DATABASE_URL: process.env.ATTACK_DATABASE } : {}) }, Array.from({ length: PARTS }, (_, part) => ({ part })));
