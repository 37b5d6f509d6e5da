// A browser without a screen: cookies, forms as a browser sends them, pages by a real HTML parser. It says where a form
// comes from, as browsers do, for the portal refuses forms of other sites.
import { Agent, request } from 'node:http';
import { parse } from 'parse5';

const agent = new Agent({ keepAlive: true, maxSockets: 8, timeout: 8_000 });

export class Browser {
    constructor(origin) {
        this.origin = origin;
        this.cookies = new Map();
    }

    /** Somebody of the demonstration's cast, signed in. */
    static async of(origin, persona) {
        const browser = new Browser(origin);
        if (persona === 'visitor') return browser;
        const entered = await browser.post('/demo/sign-in', { persona, language: 'en' });
        if (entered.status !== 303) throw new Error(`${persona} cannot sign in: ${entered.status}`);
        return browser;
    }

    get cookie() {
        return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    }

    get(path) {
        return this.ask('GET', path);
    }

    /** Posts fields, or a body that is written out already. */
    post(path, fields, type = 'application/x-www-form-urlencoded') {
        const body = typeof fields === 'string' || Buffer.isBuffer(fields) ? fields : encoded(Object.entries(fields));
        return this.ask('POST', path, body, type);
    }

    /** Posts a form with files, each `{ name, file, type, bytes }`. */
    upload(path, fields, files) {
        const mark = `----attack${Math.random().toString(36).slice(2)}`;
        const parts = [];
        for (const [name, value] of fields) parts.push(`--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`, value, '\r\n');
        for (const { name, file, type, bytes } of files) {
            parts.push(`--${mark}\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\ncontent-type: ${type}\r\n\r\n`, bytes, '\r\n');
        }
        parts.push(`--${mark}--\r\n`);
        return this.ask('POST', path, Buffer.concat(parts.map((part) => Buffer.from(part))), `multipart/form-data; boundary=${mark}`);
    }

    async ask(method, path, body, type) {
        const headers = { cookie: this.cookie, accept: 'text/html,*/*', 'accept-language': 'en', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' };
        if (body !== undefined) Object.assign(headers, { origin: this.origin, 'content-type': type, 'content-length': Buffer.byteLength(body) });
        const once = (line) => exchange(this.origin, { method, path, headers, agent: line }, body);
        // A line that was kept open is closed by the portal now and then: then another is opened.
        const answer = await once(agent).catch((error) => (['ECONNRESET', 'EPIPE'].includes(error.code) ? once(false) : Promise.reject(error)));
        for (const line of answer.headers['set-cookie'] ?? []) {
            const [pair, ...rest] = line.split(';');
            const at = pair.indexOf('=');
            if (rest.some((it) => /^\s*max-age=0$/i.test(it))) this.cookies.delete(pair.slice(0, at));
            else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
        }
        return answer;
    }
}

function exchange(origin, options, body) {
    return new Promise((resolve, reject) => {
        const asked = request(origin, options, (answer) => {
            const pieces = [];
            answer.on('data', (piece) => pieces.push(piece));
            answer.on('error', reject);
            answer.on('end', () => {
                const bytes = Buffer.concat(pieces);
                const kind = answer.headers['content-type'] ?? '';
                resolve({ status: answer.statusCode, headers: answer.headers, path: options.path, kind, bytes, get text() { return bytes.toString(); } });
            });
        });
        asked.setTimeout(30_000, () => asked.destroy(new Error(`no answer in 30 s: ${options.method} ${options.path}`)));
        asked.on('error', reject);
        // A portal that refuses may close before everything is sent: the answer counts, or the error above.
        asked.on('socket', (socket) => {
            if (socket.listenerCount('error') < 3) socket.on('error', () => {});
        });
        asked.end(body);
    });
}

/** Fields as browsers write them; a value that is a Buffer is written byte by byte. */
export function encoded(fields) {
    const written = (value) => (Buffer.isBuffer(value) ? [...value].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') : encodeURIComponent(value).replaceAll('%20', '+'));
    return fields.map(([name, value]) => `${encodeURIComponent(name)}=${written(value)}`).join('&');
}

/** Every element of a page, with its attributes as an object. */
export function elements(html) {
    const all = [];
    const walk = (node) => {
        if (node.tagName) all.push({ tag: node.tagName, attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])), node });
        for (const child of node.childNodes ?? []) walk(child);
        if (node.content) walk(node.content);
    };
    walk(parse(html));
    return all;
}

/** The text in an element. */
export const textOf = (node) => (node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join(''));
