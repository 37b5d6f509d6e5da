// Sends files that nobody should upload to every form that takes one: each is refused, or comes out as a picture or a PDF of
// ours that does nothing; the portal's memory stays within bounds, also when many come at once.
import { MARK } from './payloads.mjs';
import { NAMES, PICTURES, RECORDS, TEXTS } from './files.mjs';
import { filled, picture } from './fill.mjs';
import { formsOf } from './forms.mjs';
import { alone } from './report.mjs';
import { further, stage } from './stage.mjs';

/** Two pictures may be decoded at one time, each for half a gibibyte; the rest is the portal and what waits. */
const MOST_MEMORY = 1400;
/** What takes seconds to make or to look through. */
const HEAVY = new Set(['PNG: 30 000 × 30 000, and all of it', 'PNG: 40 000 000 × 1', 'PNG: 6 300 × 6 300', 'PNG: a small head and 400 MiB of points', 'PDF: 400 MiB packed', 'PDF: 400 MiB of objects', 'PNG: 100 MiB of a profile', '14 MiB']);
const SHORT = process.env.ATTACK_SHORT === '1';
// 400: a name with a NUL in it is no name of a file in any form.
const FINE = new Set([303, 400, 409, 413, 415, 422]);

async function attack({ origin, memory }) {
    const { browsers } = await stage(origin);
    const state = { browsers, findings: [], answers: new Map(), looked: 0, seen: new Set() };
    const idle = memory().most;
    const a = browsers.get('citizen-a');
    const entry = (await further(browsers)).find(({ persona }) => persona === 'unit-officer-1');
    const draft = await link(browsers.get('division-officer-1'), '/en/office/policies', /\/en\/office\/policies\/[0-9a-f-]{36}/);
    const forms = [
        ['citizen-a', '/en/me/corrections/new/check', 'evidence', PICTURES],
        ['unit-officer-1', entry.action, 'evidence', PICTURES, entry],
        ['citizen-a', '/en/me/profile/photo', 'photo', PICTURES],
        ['citizen-a', '/en/me/delegates/new', 'document', PICTURES],
        ['unit-officer-1', '/en/unit/paper-forms/new', 'scan', PICTURES],
        ['unit-officer-1', '/en/unit/imports', 'file', RECORDS],
        ['division-officer-1', draft, 'file', TEXTS],
    ];
    const made = new Map();
    for (const [persona, page, field, files, form] of forms) {
        for (const [name, make] of Object.entries(files)) {
            // What takes seconds is sent once where time is short.
            if (SHORT && HEAVY.has(name) && field !== 'photo') continue;
            if (!made.has(make)) made.set(make, make());
            await one(state, [persona, page, field], name, { bytes: made.get(make), form });
        }
    }
    for (const [at, name] of NAMES.entries()) await one(state, ['unit-officer-1', '/en/unit/paper-forms/new', 'scan'], `named ${JSON.stringify(name).slice(0, 40)}`, { bytes: picture(20 + at), file: name });
    await atOnce(state, made);
    await parts(state, a);
    await stored(state);
    const { most } = memory();
    if (most > MOST_MEMORY) state.findings.push(`the portal took ${most} MiB`);
    if (!state.answers.has(303)) state.findings.push('no file was taken: nothing was looked at');
    if (state.looked === 0) state.findings.push('nothing that was taken was found again');
    const told = [...state.answers].sort().map(([status, times]) => `${status}×${times}`).join(' ');
    return { findings: state.findings, figures: { forms: forms.length, files: made.size, answers: told, 'stored files looked at': state.looked, 'memory before': `${idle} MiB`, 'most memory': `${most} MiB` } };
}

async function link(browser, page, pattern) {
    return pattern.exec((await browser.get(page)).text)?.[0];
}

async function one(state, [persona, page, field], name, { bytes, file = `${MARK}.png`, form: given }) {
    const browser = state.browsers.get(persona);
    const shown = given ? null : await browser.get(page);
    const form = given ?? (shown.status === 200 && formsOf(shown.text, page).find((it) => it.fields.some((of) => of.name === field)));
    // A correction that was filed is not there any more: another is begun.
    if (!form) return page.endsWith('/check') ? anew(state, browser, () => one(state, [persona, page, field], name, { bytes, file })) : state.findings.push(`${page}: no form`);
    const over = { language: 'en', words: 'words', 'delegate-name': 'Made-up', acts: ['see'], record: 'missing', claim: 'missing' };
    const began = Date.now();
    const answer = await browser.upload(form.action, filled(form, over).filter(([key]) => form.fields.some((of) => of.name === key)), [{ name: field, file: file.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' '), type: 'image/png', bytes }]).catch((error) => ({ status: error.message, headers: {}, text: '' }));
    state.answers.set(answer.status, (state.answers.get(answer.status) ?? 0) + 1);
    if (process.env.ATTACK_TOLD) console.log(`${page.padEnd(40)} ${name.padEnd(44)} ${answer.status} ${Date.now() - began} ms`);
    if (!FINE.has(answer.status)) state.findings.push(`${page} ← ${name}: ${answer.status}`);
    if (answer.status === 303) state.seen.add(`${persona} ${answer.headers.location.replace(browser.origin, '').split('?')[0]}`);
    return undefined;
}

/** Begins another correction, about a record nobody disputed yet, or about one that is missing. */
async function anew(state, browser, then) {
    if (state.noMore) return undefined;
    const records = (await browser.get('/en/me/records')).text;
    const record = /corrections\/new\?(record=[0-9a-f-]+)/.exec(records)?.[1];
    if (!record) {
        state.noMore = true;
        return undefined;
    }
    const page = `/en/me/corrections/new?${record}`;
    const [first] = formsOf((await browser.get(page)).text, page).filter((it) => it.action.includes('/corrections/new'));
    await browser.post(first.action, Object.fromEntries(filled(first)));
    await browser.post('/en/me/corrections/new/details', { words: 'words' });
    const there = (await browser.get('/en/me/corrections/new/check')).status === 200;
    state.noMore = !there;
    return there ? then() : undefined;
}

/** The heaviest, twelve at a time. */
async function atOnce(state, made) {
    const browser = state.browsers.get('citizen-a');
    const heavy = ['PNG: 6 300 × 6 300', 'PNG: 30 000 × 30 000, and all of it', 'PDF: 400 MiB packed', 'PNG: 40 000 000 × 1'].map((name) => made.get(PICTURES[name]));
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => browser.upload('/en/me/profile/photo', [], [{ name: 'photo', file: 'a.png', type: 'image/png', bytes: heavy[at % heavy.length] }]).catch((error) => ({ status: error.message }))));
    // Under load a place may be missing: then somebody is asked to come again.
    for (const { status } of answers) if (!FINE.has(status) && status !== 503) state.findings.push(`twelve at once: ${status}`);
}

/** Forms of many parts, and parts that are wrong. */
async function parts(state, browser) {
    const type = 'multipart/form-data; boundary=x';
    const part = (head, body) => `--x\r\n${head}\r\n\r\n${body}\r\n`;
    const bodies = {
        '20 000 parts': part('content-disposition: form-data; name="a"', 'b').repeat(20_000),
        '20 000 files': part('content-disposition: form-data; name="photo"; filename="a"', '').repeat(20_000),
        'a part without a name': part('content-disposition: form-data', 'b'),
        'a part without a head': '--x\r\n\r\nb\r\n',
        'a head of 200 KB': part(`content-disposition: form-data; name="${'a'.repeat(200_000)}"`, 'b'),
        '5000 heads': part('x: y\r\n'.repeat(5_000) + 'content-disposition: form-data; name="a"', 'b'),
        'parts in parts': part('content-type: multipart/mixed; boundary=y\r\ncontent-disposition: form-data; name="photo"', '--y\r\n\r\n--y--'),
        'packed as base64': part('content-transfer-encoding: base64\r\ncontent-disposition: form-data; name="photo"; filename="a"', 'PHNjcmlwdD4='),
        'a charset nobody knows': part('content-type: text/plain; charset=utf-7\r\ncontent-disposition: form-data; name="a"', '+ADw-script+AD4-'),
        'no end': part('content-disposition: form-data; name="photo"; filename="a"', 'x').slice(0, -4),
    };
    for (const [name, body] of Object.entries(bodies)) {
        const { status } = await browser.post('/en/me/profile/photo', name === 'no end' ? body : `${body}--x--\r\n`, type).catch((error) => ({ status: error.message }));
        if (typeof status !== 'number' || status >= 500) state.findings.push(`${name}: ${status}`);
    }
}

/** Everything that was kept is fetched by whoever may: a JPEG of ours, or a PDF to be saved; nothing of the mark in it. */
async function stored(state) {
    const pages = [...state.seen].map((it) => it.split(' '));
    pages.push(['division-officer-1', '/en/office/delegations'], ['citizen-a', '/en/me/profile'], ['unit-officer-1', '/en/unit/paper-forms']);
    const files = new Set();
    for (const [persona, page] of pages.slice(-80)) {
        const { text, kind } = await state.browsers.get(persona).get(page);
        if (!kind.startsWith('text/html')) continue;
        for (const [, to] of text.matchAll(/(?:href|src)="(\/en\/[^"]*(?:evidence|scan|document|photo)[^"]*)"/g)) if (!to.endsWith('/profile/photo')) files.add(`${persona} ${to}`);
        for (const [, to] of text.matchAll(/href="(\/en\/office\/delegations\/[0-9a-f-]{36})"/g)) files.add(`${persona} ${to}/document`);
    }
    for (const [persona, path] of [...files].map((it) => it.split(' '))) {
        const { status, headers, kind, bytes } = await state.browsers.get(persona).get(path);
        if (kind.startsWith('text/html')) continue;
        state.looked += 1;
        const fault = (what) => state.findings.push(`${path} (${kind}): ${what}`);
        const jpeg = kind === 'image/jpeg' && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
        const pdf = kind === 'application/pdf' && /^attachment/.test(headers['content-disposition'] ?? '') && bytes.toString('latin1').startsWith('%PDF-');
        if (status !== 200 || !(jpeg || pdf)) fault(`not a file of ours (${status})`);
        if (jpeg && bytes.includes(MARK)) fault('something of the upload besides its points');
        if (pdf && /\/(JavaScript|JS|Launch|EmbeddedFile|SubmitForm)\b/.test(bytes.toString('latin1'))) fault('it does something');
        if (headers['x-content-type-options'] !== 'nosniff' || !/default-src 'none'/.test(headers['content-security-policy'] ?? '')) fault('a browser may read it as something else');
    }
}

await alone(import.meta.url, 'uploads', attack);
