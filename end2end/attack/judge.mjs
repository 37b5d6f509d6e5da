// Judges an answer: nothing in it may come from a payload but text. A page is parsed as browsers parse it; what elements and
// attributes pages have at all was learnt before the attack.
import { elements } from './browser.mjs';
import { MARK } from './payloads.mjs';

/** What only pages with mistakes or with something to say have, which a clean walk does not see. */
const ALSO = ['aria-invalid', 'aria-describedby', 'autofocus', 'tabindex', 'role', 'aria-live', 'del', 'ins', 'mark', 'dl', 'dt', 'dd', 'pre', 'time', 'datetime', 'blockquote', 'strong', 'em', 'selected', 'checked', 'hidden', 'lang', 'details', 'summary', 'open', 'download', 'dir', 'fieldset', 'legend', 'checked', 'ul', 'li', 'ol', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'scope', 'colspan', 'rowspan', 'textarea', 'rows', 'maxlength', 'img', 'alt', 'width', 'height', 'data-props'];
const NEVER = new Set(['style', 'iframe', 'frame', 'object', 'embed', 'applet', 'base', 'math', 'foreignobject', 'animate', 'set', 'use', 'audio', 'video', 'marquee', 'portal']);
const LEADS = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'srcset', 'xlink:href', 'ping', 'background', 'manifest', 'cite']);

export class Judge {
    constructor(origin) {
        this.origin = origin;
        this.known = new Set(ALSO);
        this.hosts = new Set([new URL(origin).host]);
        this.pages = 0;
    }

    /** Learns what pages are made of, before anything was typed. */
    learn({ kind, text }) {
        if (!kind.startsWith('text/html')) return;
        for (const { tag, attributes } of elements(text)) {
            this.known.add(tag);
            for (const [name, value] of Object.entries(attributes)) {
                this.known.add(name);
                if (LEADS.has(name) && /^https?:/.test(value)) this.hosts.add(new URL(value).host);
            }
        }
    }

    /** What is wrong with an answer; nothing, where all is well. */
    faults(answer) {
        const { status, headers, kind } = answer;
        const faults = [];
        if (status >= 500) faults.push(`status ${status}`);
        for (const name of Object.keys(headers)) if (name.includes(MARK)) faults.push(`a header of its own: ${name}`);
        for (const cookie of headers['set-cookie'] ?? []) if (cookie.split('=')[0].includes(MARK)) faults.push(`a cookie of its own: ${cookie}`);
        if (headers.location && new URL(headers.location, this.origin + answer.path).origin !== this.origin) faults.push(`leads away to ${headers.location.slice(0, 80)}`);
        // What the listener refuses before it is a request has no body either.
        if (headers['x-content-type-options'] !== 'nosniff' && answer.bytes.length > 0) faults.push('without nosniff');
        if (answer.bytes.length > 0 && kind === '') faults.push('without a type');
        if (kind.startsWith('text/html')) faults.push(...this.page(answer.text));
        else if (kind.includes('json')) faults.push(...json(answer.text));
        else if (kind.startsWith('text/csv')) faults.push(...formulas(answer.text));
        return faults;
    }

    page(text) {
        this.pages += 1;
        const faults = [];
        for (const { tag, attributes, node } of elements(text)) {
            if (NEVER.has(tag.toLowerCase()) || !this.known.has(tag)) faults.push(`element <${tag}>`);
            if (tag === 'script' && (!(attributes.src ?? '').startsWith('/assets/') || node.childNodes.length > 0)) faults.push('a script of its own');
            for (const [name, value] of Object.entries(attributes)) {
                if (!this.known.has(name) || /^on|^style$|^srcdoc$|^http-equiv$/.test(name)) faults.push(`attribute ${name} of <${tag}>`);
                if (LEADS.has(name)) faults.push(...this.leads(tag, name, value));
                if (['id', 'class', 'for', 'name', 'method', 'enctype', 'type'].includes(name) && value.includes(MARK)) faults.push(`${name} of <${tag}> says ${value.slice(0, 60)}`);
            }
            for (const child of node.childNodes ?? []) if (child.nodeName === '#comment' && child.data.includes(MARK)) faults.push('a comment');
        }
        return faults;
    }

    leads(tag, name, value) {
        let url;
        try {
            url = new URL(value, `${this.origin}/en/`);
        } catch {
            return [`${name} of <${tag}> is no address: ${value.slice(0, 60)}`];
        }
        if (['mailto:', 'tel:'].includes(url.protocol)) return value.includes(MARK) ? [`${name} of <${tag}>: ${value.slice(0, 60)}`] : [];
        const fine = ['http:', 'https:'].includes(url.protocol) && this.hosts.has(url.host);
        return fine ? [] : [`${name} of <${tag}> leads to ${value.slice(0, 80)}`];
    }
}

function json(text) {
    try {
        JSON.parse(text);
        return [];
    } catch (error) {
        return [`no JSON: ${error.message}`];
    }
}

/** Cells that a spreadsheet would calculate (RFC 4180 for the cells themselves). */
export function formulas(text) {
    const faults = [];
    for (const row of rows(text.replace(/^\ufeff/, ''))) {
        for (const cell of row) if (/^[\s\u00a0\ufeff\u200b]*[=+\-@|＝＋－＠\t\r]/u.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell)) faults.push(`a cell that calculates: ${cell.slice(0, 60)}`);
    }
    return faults;
}

function rows(text) {
    const [all, row] = [[], []];
    let [cell, quoted] = ['', false];
    const end = () => {
        row.push(cell);
        cell = '';
    };
    for (let at = 0; at < text.length; at += 1) {
        const c = text[at];
        if (quoted && c === '"' && text[at + 1] === '"') {
            cell += '"';
            at += 1;
        } else if (c === '"') quoted = !quoted;
        else if (!quoted && c === ',') end();
        else if (!quoted && c === '\n') {
            end();
            all.push(row.splice(0));
        } else if (quoted || c !== '\r') cell += c;
    }
    end();
    return [...all, row];
}
