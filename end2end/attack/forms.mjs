// Walks through the portal as each of the cast, and lists every form with its fields, and every page. Links are followed by
// kind of page: of a hundred cases two are looked at.
import { elements, textOf } from './browser.mjs';
import { alone } from './report.mjs';
import { further, stage } from './stage.mjs';

export const CAST = ['visitor', 'citizen-a', 'unit-officer-1', 'division-officer-1', 'auditor-1', 'operator-1', 'contractor-1'];

const QUESTIONS = ['document', 'national-id', 'passport', 'name', 'birth-date', 'nationality', 'sex', 'postal-code', 'subdistrict', 'house', 'phone', 'email', 'photo', 'check'].map((it) => `/en/register/${it}`);
const SEEDS = ['/en', '/th', '/en/me', '/en/unit', '/en/office', '/en/office/traffic-log?case=CASE-1', '/en/duty', '/en/verify', '/en/register', ...QUESTIONS, '/en/sign-in', '/en/sign-in/code', '/en/sign-in/staff', '/en/demo', '/en/demo/outbox', '/en/statistics', '/en/data/access'];
const EACH = 2;
const MOST = 400;

/** The kind of page an address is of. */
export const kindOf = (path) => path.split('?')[0].replace(/^\/th(?=\/|$)/, '/en').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b|\b\d{5}\b/g, '*');

/** Walks as one persona from the seeds, `visit` sees each page; gives back the paths. */
export async function walk(browser, visit, seeds = SEEDS, each = EACH, most = MOST) {
    const [seen, kinds, waiting] = [new Set(), new Map(), [...seeds]];
    while (waiting.length > 0 && seen.size < most) {
        const path = waiting.shift();
        const kind = kindOf(path) + (path.startsWith('/th') ? ' th' : '');
        const times = kinds.get(kind) ?? 0;
        if (seen.has(path) || times >= each) continue;
        seen.add(path);
        kinds.set(kind, times + 1);
        const answer = await browser.get(path);
        await visit(answer, path);
        if (answer.headers.location) waiting.push(local(browser.origin, answer.headers.location, path));
        if (!answer.kind.startsWith('text/html')) continue;
        for (const { tag, attributes } of elements(answer.text)) {
            const to = tag === 'a' && attributes.href ? local(browser.origin, attributes.href, path) : null;
            // Thai pages are the same pages: their front and what hangs on it is enough.
            if (to && !(to.startsWith('/th/') && to.split('/').length > 3)) waiting.push(to);
        }
        for (let at = waiting.length - 1; at >= 0; at -= 1) if (waiting[at] === null) waiting.splice(at, 1);
    }
    return [...seen];
}

/** The path on this portal, or nothing. */
function local(origin, href, from) {
    const url = new URL(href, origin + from);
    return url.origin === origin ? url.pathname + url.search : null;
}

/** The forms of a page: where they go, how, and with which fields. */
export function formsOf(html, path) {
    return elements(html).filter(({ tag }) => tag === 'form').map(({ attributes, node }) => {
        const fields = [];
        const within = (child) => {
            const of = Object.fromEntries((child.attrs ?? []).map(({ name, value }) => [name, value]));
            if (of.name && child.tagName === 'input') fields.push({ name: of.name, type: of.type ?? 'text', value: of.value ?? '', checked: 'checked' in of, most: of.maxlength });
            if (of.name && child.tagName === 'button') fields.push({ name: of.name, type: 'submit', value: of.value ?? '' });
            if (of.name && child.tagName === 'textarea') fields.push({ name: of.name, type: 'textarea', value: textOf(child), most: of.maxlength });
            if (of.name && child.tagName === 'select') fields.push({ name: of.name, type: 'select', value: '', options: options(child) });
            for (const next of child.childNodes ?? []) within(next);
        };
        within(node);
        const action = new URL(attributes.action ?? path, `http://portal${path}`);
        return { page: path, action: action.pathname + action.search, method: (attributes.method ?? 'get').toLowerCase(), kind: attributes.enctype ?? 'application/x-www-form-urlencoded', fields };
    });
}

function options(node) {
    const own = node.tagName === 'option' ? [node.attrs.find(({ name }) => name === 'value')?.value ?? textOf(node)] : [];
    return own.concat((node.childNodes ?? []).flatMap(options));
}

/** Where a person may write what they like. */
export const FREE = new Set(['text', 'search', 'tel', 'email', 'url', 'number', 'password', 'textarea']);
export const isFree = ({ type }) => FREE.has(type);

/** Every form of everybody in `browsers`, each kind once: `{ persona, page, action, method, kind, fields }`; and their pages. */
export async function collect(browsers, seen = () => {}) {
    const [found, pages] = [new Map(), new Map()];
    for (const [persona, browser] of browsers) {
        const paths = await walk(browser, (answer, path) => {
            seen(answer);
            if (!answer.kind.startsWith('text/html')) return;
            for (const form of formsOf(answer.text, path)) {
                const key = `${form.method} ${kindOf(form.action)} ${form.fields.map((field) => field.name).sort().join(',')}`;
                if (!found.has(key)) found.set(key, { persona, ...form });
            }
        });
        pages.set(persona, paths);
    }
    return { forms: [...found.values()], pages };
}

await alone(import.meta.url, 'forms', async ({ origin }) => {
    const { browsers, stuck } = await stage(origin);
    const { forms, pages } = await collect(browsers);
    const after = await further(browsers);
    forms.push(...after);
    for (const form of forms) console.log(`${form.persona.padEnd(18)} ${form.method.padEnd(4)} ${kindOf(form.action).padEnd(44)} ${form.fields.map(({ name, type }) => (isFree({ type }) ? name : `(${name})`)).join(' ')}`);
    const free = forms.reduce((sum, form) => sum + form.fields.filter(isFree).length, 0);
    const walked = [...pages.values()].reduce((sum, paths) => sum + paths.length, 0);
    return { findings: stuck.map((it) => `the way to a form is not there: ${it}`), figures: { pages: walked, forms: forms.length, 'free-text fields': free }, kept: { 'attack-forms.json': forms } };
});
