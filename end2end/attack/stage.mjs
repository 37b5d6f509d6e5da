// Brings a fresh demonstration to where every form can be found: a correction begun and one filed, somebody who registers, a
// paper form, a draft of the policy, registers with entries, a breach, a file with lines that are wrong, two accounts linked.
import { Browser } from './browser.mjs';
import { CAST, formsOf } from './forms.mjs';
import { persona as numberOf } from '../support/ids.mjs';
import { filled, picture, send } from './fill.mjs';

/** Everybody of the cast signed in, what they began with them; and the steps that did not lead on, which tell that this file has aged. */
export async function stage(origin) {
    const browsers = new Map();
    for (const persona of [...CAST, 'unit-officer-2', 'division-officer-2']) browsers.set(persona, await Browser.of(origin, persona));
    const stuck = [];
    /** Fills the form of a page that leads to `action`, sends it, and says where it leads. */
    const act = async (persona, page, action, over = {}, files = {}) => {
        const browser = browsers.get(persona);
        const shown = typeof page === 'string' ? await browser.get(page) : page;
        const form = formsOf(shown.text, shown.path).find((it) => it.action.startsWith(action) && it.method === 'post');
        const answer = form ? await send(browser, form, filled(form, over), files) : { status: 'no such form', headers: {} };
        if (answer.status !== 303 && answer.status !== 200) stuck.push(`${persona} at ${shown.path} (${shown.status}) → ${action}: ${answer.status}`);
        return answer;
    };

    const records = (await browsers.get('citizen-a').get('/en/me/records')).text;
    const disputed = [...records.matchAll(/corrections\/new\?record=([0-9a-f-]+)/g)].map(([, id]) => id);
    const about = [...records.matchAll(/corrections\/new\?(record=[0-9a-f-]+|missing=yes)/g)].map(([, query]) => query);
    // All but the last are filed, so that each unit has one; the last stands at its last page.
    for (const [at, record] of disputed.entries()) {
        const page = `/en/me/corrections/new?record=${record}`;
        await act('citizen-a', page, '/en/me/corrections/new');
        await act('citizen-a', '/en/me/corrections/new/details', '/en/me/corrections/new/details', { words: 'never given' });
        if (at < disputed.length - 1) await act('citizen-a', '/en/me/corrections/new/check', '/en/me/corrections/new/check', {}, { evidence: picture(at + 40) });
    }
    if (about.length === 0) stuck.push('citizen-a has no record to dispute');
    await act('citizen-a', '/en/me/requests', '/en/me/requests', { right: 'access', words: 'a copy' });

    await act('citizen-a', '/en/me/delegates/new', '/en/me/delegates/new', { 'delegate-name': 'Made-up', acts: ['see'] }, { document: picture(4) });

    await act('visitor', '/en/register', '/en/register');
    await act('visitor', '/en/register/document', '/en/register/document', { document: 'national-id' });
    await act('visitor', '/en/register/national-id', '/en/register/national-id', { 'national-id': '1999800000011' });
    await act('visitor', '/en/sign-in', '/en/sign-in/send-code', { address: 'citizen-a@example.org' });

    // Three paper forms: one to be read, one that was read once, one that was read twice and not alike.
    for (const [shade, readers] of [[2, []], [3, ['unit-officer-2']], [5, ['unit-officer-2', 'unit-officer-1']]]) {
        const scanned = await act('unit-officer-1', '/en/unit/paper-forms/new', '/en/unit/paper-forms/new', {}, { scan: picture(shade) });
        for (const reader of readers) await act(reader, scanned.headers.location, scanned.headers.location, { 'first-name': reader.endsWith('1') ? 'สมมติ' : 'ทดลอง' });
    }
    const lines = 'national-id,status\n1,<b>zq9x</b>\n=1+1,"\n';
    await browsers.get('unit-officer-1').upload('/en/unit/imports', [], [{ name: 'file', file: 'a.csv', type: 'text/csv', bytes: Buffer.from(lines) }]);

    const draft = await act('division-officer-1', '/en/office/policies', '/en/office/policies', { from: 'in-force' });
    if (draft.headers.location) await act('division-officer-1', draft.headers.location, draft.headers.location, { task: 'schedule', 'day-day': '1', 'day-month': '1', 'day-year': String(new Date().getUTCFullYear() + 2) });
    await act('division-officer-1', '/en/office/breaches', '/en/office/breaches', { words: 'what happened' });
    await act('division-officer-1', '/en/office/links', '/en/office/links', { why: 'one person' });
    for (const register of ['contractors', 'disclosures', 'transfers', 'exports']) {
        await act('division-officer-1', `/en/office/${register}/new`, `/en/office/${register}/new`, { number: 'N-1', scope: 'all', order: 'O-1', authority: 'Court', section: 's.1', recipient: 'A laboratory', safeguard: 'adequate', why: 'report' });
    }
    return { browsers, stuck };
}

/** Forms that only show after a post: found by posting what comes before them. */
export async function further(browsers) {
    const found = [];
    for (const [persona, path] of [['unit-officer-1', '/en/unit/corrections/new'], ['division-officer-1', '/en/office/cases/new']]) {
        const browser = browsers.get(persona);
        const first = formsOf((await browser.get(path)).text, path).find((it) => it.action === path);
        const shown = await send(browser, first, filled(first, { 'national-id': numberOf(0) }));
        found.push(...formsOf(shown.text, path).filter((it) => it.action === path).map((form) => ({ persona, ...form })));
    }
    return found;
}
