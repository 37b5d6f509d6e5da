// Fills a form as somebody would, so that an attack in one field gets as far as that field leads: made-up ids of the
// demonstration's cast, dates that are possible, the first of what can be chosen. And sends it as a browser does.
import { deflateSync } from 'node:zlib';
import { persona } from '../support/ids.mjs';
import { png } from '../support/png.mjs';

const GIVEN = new Map(Object.entries({
    'national-id': persona(0), person: persona(0), 'one-national-id': persona(0), 'other-national-id': persona(1), delegate: persona(1),
    email: 'attack@example.org', phone: '0812345678', 'postal-code': '11000', dose: '1', lot: 'L1', address: '1 Made-up Road', reply: '', name: 'Made-up',
    'first-name': 'สมมติ', 'last-name': 'ตัวอย่าง', 'one-passport': '', 'one-state': '', 'other-passport': '', 'other-state': '', 'passport-number': '', 'issuing-state': '',
    passport: 'AA1234567', country: 'Japan', destination: 'Japan', 'unit-name': 'โรงพยาบาลตัวอย่างหนึ่ง', 'keys-url': 'https://keys.example.org/jwks.json', keys: '', endpoint: '',
    'nationality-other': '', network: '192.0.2.0/24', case: 'CASE-1', order: 'ORDER-1', number: '', code: '', receipt: '', proof: '',
}));

/** A day that fits what a date is asked for. */
function day(name, part) {
    const at = new Date();
    if (/^(until|to|reveal)$/.test(name)) at.setUTCDate(at.getUTCDate() + 40);
    else if (/^from/.test(name)) at.setUTCDate(at.getUTCDate() + 1);
    else if (name === 'day') at.setUTCDate(at.getUTCDate() - 30);
    else at.setUTCFullYear(1990, 2, 4);
    return String({ day: at.getUTCDate(), month: at.getUTCMonth() + 1, year: at.getUTCFullYear() }[part]);
}

function plausible({ name, type, value, options }) {
    if (type === 'hidden') return value;
    if (type === 'select') return options.find((it) => it !== '') ?? '';
    const date = /^(.*?)-(day|month|year)$/.exec(name);
    if (date && GIVEN.get(name) === undefined) return value || day(date[1], date[2]);
    return value || (GIVEN.get(name) ?? (type === 'textarea' ? 'words' : 'some'));
}

/** The fields of a form as they are sent; `over` says what stands in some of them: a list ticks several boxes. */
export function filled(form, over = {}) {
    const [entries, chosen] = [[], new Set()];
    for (const field of form.fields) {
        const { name, type, value } = field;
        const set = Object.hasOwn(over, name);
        if (['checkbox', 'radio', 'submit'].includes(type)) {
            const own = set ? [over[name]].flat().includes(value) : field.checked || !form.fields.some((other) => other.name === name && other.checked);
            // What is typed can be read.
            if (own && !(name.startsWith('illegible-') && !set) && (Array.isArray(over[name]) || !chosen.has(name))) {
                chosen.add(name);
                entries.push([name, value]);
            }
        } else if (type !== 'file') entries.push([name, set ? over[name] : plausible(field)]);
    }
    for (const [name, value] of Object.entries(over)) if (!form.fields.some((field) => field.name === name)) entries.push([name, value]);
    return entries;
}

/** Sends a filled form; files are pictures of nothing unless they are given by field. */
export function send(browser, form, entries, files = {}) {
    if (form.method === 'get') {
        const query = new URLSearchParams(entries.map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('latin1') : value]));
        return browser.get(`${form.action.split('?')[0]}?${query}`);
    }
    if (!form.kind.startsWith('multipart')) return browser.post(form.action, encode(entries));
    const parts = form.fields.filter(({ type }) => type === 'file').map(({ name }) => ({ name, file: 'a.png', type: 'image/png', bytes: files[name] ?? Buffer.alloc(0) }));
    return browser.upload(form.action, entries, parts);
}

const encode = (entries) => entries.map(([name, value]) => `${encodeURIComponent(name)}=${percent(value)}`).join('&');
/** A Buffer is written byte by byte, so that what is no UTF-8 gets there. */
const percent = (value) => (Buffer.isBuffer(value) ? [...value].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') : encodeURIComponent(value.toWellFormed()));

/** A small PNG, another one for each `shade`. */
export function picture(shade, [width, height] = [60, 85]) {
    const rows = Buffer.alloc((width + 1) * height, 255);
    for (let y = 0; y < height; y += 1) rows.fill(y % 9 < 2 ? shade : 255, y * (width + 1) + 1, (y + 1) * (width + 1)).writeUInt8(0, y * (width + 1));
    return png([width, height], deflateSync(rows));
}
