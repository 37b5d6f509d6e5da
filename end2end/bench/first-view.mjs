// Bytes of the first view, by kind, as they cross the wire; and requests to other hosts.
import { chromium } from '@playwright/test';
import { browser as launch } from './browser.mjs';

const KB = 1024;
const READING = [['home', ''], ['policy', '/policy'], ['catalogue', '/data'], ['cookies', '/cookies']];

/** The first view of one page, by whoever holds this cookie. */
export async function firstView(url, cookie) {
    const browser = await chromium.launch(launch);
    const seen = await view(browser, url, { cookie });
    await browser.close();
    return seen;
}

async function view(browser, url, extraHTTPHeaders = {}) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block', extraHTTPHeaders });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const kinds = new Map();
    const requests = new Map();
    let others = 0;
    session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
        requests.set(requestId, { type, url: request.url });
        if (new URL(request.url).origin !== new URL(url).origin) others += 1;
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const { type, url: address } = requests.get(requestId) ?? {};
        const kind = address?.endsWith('.wasm') ? 'wasm' : /\/islands-[^/]*\.js$/.test(address) ? 'glue' : type;
        kinds.set(kind, (kinds.get(kind) ?? 0) + encodedDataLength);
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.waitForTimeout(500);
    await context.close();
    const of = (kind) => (kinds.get(kind) ?? 0) / KB;
    const total = [...kinds.values()].reduce((sum, bytes) => sum + bytes, 0) / KB;
    const script = of('Script') + of('glue');
    return { total, font: of('Font'), script, glue: of('glue'), wasm: of('wasm'), document: of('Document'), style: of('Stylesheet'), others, requests: requests.size };
}

export async function firstViews(origin, add) {
    const browser = await chromium.launch(launch);
    let others = 0;
    for (const [name, room] of READING) {
        const { total, font, script, wasm, document, style, others: elsewhere } = await view(browser, `${origin}/th${room}`);
        others += elsewhere;
        add(`bytes.${name}`, `first view of ${name} without the font (page ${document.toFixed(1)}, style ${style.toFixed(1)})`, total - font, 'KB', ['<=', 16]);
        add(`bytes.${name}.font`, `the same with the font`, total, 'KB', ['<=', 70]);
        add(`bytes.${name}.script`, 'script', script, 'KB', ['<=', 1]);
        add(`bytes.${name}.wasm`, 'WebAssembly', wasm, 'KB', ['<=', 0]);
    }
    const form = await view(browser, `${origin}/th/contact`);
    others += form.others;
    add('bytes.form', 'first view of the contact form, font included', form.total, 'KB', ['<=', 150]);
    add('bytes.form.wasm', 'WebAssembly of the form', form.wasm, 'KB', ['<=', 80]);
    add('bytes.form.script', 'scripts of the form', form.script, 'KB', ['<=', 7]);
    add('bytes.form.glue', 'of which what starts the islands', form.glue, 'KB', ['<=', 6]);
    const chosen = await cookieChoice(origin);
    add('bytes.cookie-choice', 'what the cookie question adds to the front page', chosen, 'KB', ['<=', 4]);
    const [asked, answered] = [await view(browser, `${origin}/th`), await view(browser, `${origin}/th`, { cookie: refused() })];
    add('requests.cookie-choice', 'requests the cookie question adds', asked.requests - answered.requests, '', ['<=', 0]);
    add('requests.elsewhere', 'requests to other hosts', others, '', ['<=', 0]);
    await browser.close();
}

/** The cookie of somebody who just refused. */
const refused = () => `morprom-cookies=v1.p0.s0.${Math.floor(Date.now() / 1000)}`;

/** The compressed front page with the question, less the same page answered. */
async function cookieChoice(origin) {
    const size = async (cookie) => {
        const { request } = await import('node:http');
        return new Promise((resolve, reject) => {
            const headers = { 'accept-encoding': 'br', ...(cookie ? { cookie } : {}) };
            request(`${origin}/th`, { headers }, (response) => {
                let bytes = 0;
                response.on('data', (chunk) => { bytes += chunk.length; });
                response.on('end', () => resolve(bytes));
            }).on('error', reject).end();
        });
    };
    return ((await size()) - (await size(refused()))) / KB;
}
