// Grades the headers as they leave a portal that people reach over TLS: the portal with an https address, a proxy of ours in
// front that only carries TLS, and MDN's HTTP Observatory, which must say A+. And asks CSP Evaluator about the policy of every
// kind of page: nothing of high severity. All on this machine.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as plain, request } from 'node:http';
import { createServer as tls } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { Browser } from './browser.mjs';
import { walk } from './forms.mjs';
import { house } from './house.mjs';
import { alone } from './report.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** A certificate for `localhost`, for as long as this takes. */
function certificate(folder) {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-keyout', key, '-out', cert, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert), file: cert };
}

const listening = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

async function grade() {
    const folder = mkdtempSync(join(tmpdir(), 'morprom-headers-'));
    const { key, cert, file } = certificate(folder);
    let to;
    const carried = tls({ key, cert }, (asked, answer) => {
        const through = request({ host: '127.0.0.1', port: to, method: asked.method, path: asked.url, headers: asked.headers }, (got) => {
            answer.writeHead(got.statusCode, got.rawHeaders);
            got.pipe(answer);
        });
        through.on('error', () => answer.destroy());
        asked.pipe(through);
    });
    const https = await listening(carried);
    const redirecting = plain((asked, answer) => answer.writeHead(301, { location: `https://localhost:${https}${asked.url}` }).end());
    const http = await listening(redirecting);
    const portal = await house({ MORPROM_PUBLIC_URL: `https://localhost:${https}` });
    to = portal.port;
    try {
        mkdirSync(join(here, 'node_modules/@mdn/mdn-http-observatory/conf'), { recursive: true });
        // The list of hosts that browsers know already is left out: nothing of it is ours.
        writeFileSync(join(here, 'node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json'), '{}');
        const said = await new Promise((resolve, reject) => {
            const scan = spawn(process.execPath, [join(here, 'observatory.mjs'), String(http), String(https), '/en', '/th/policy', '/en/sign-in'], { env: { ...process.env, NODE_EXTRA_CA_CERTS: file }, stdio: ['ignore', 'pipe', 'inherit'] });
            const pieces = [];
            scan.stdout.on('data', (piece) => pieces.push(piece));
            scan.on('exit', (code) => (code === 0 ? resolve(Buffer.concat(pieces).toString()) : reject(new Error(`the observatory ended with ${code}`))));
        });
        return { grades: JSON.parse(said), policies: await policies(portal.origin) };
    } finally {
        await portal.stop();
        for (const server of [carried, redirecting]) server.close().closeAllConnections();
        rmSync(folder, { recursive: true, force: true });
    }
}

/** The policy of each answer a person and an officer can get, without its nonce: policy → where. */
async function policies(origin) {
    const found = new Map();
    for (const persona of ['visitor', 'citizen-a', 'unit-officer-1', 'division-officer-1']) {
        await walk(await Browser.of(origin, persona).catch(() => new Browser(origin)), ({ headers, status }, path) => {
            const policy = (headers['content-security-policy'] ?? '').replace(/'nonce-[0-9a-f]+'/, "'nonce-0123456789abcdef0123456789abcdef'");
            if (!found.has(policy)) found.set(policy, `${path} (${status})`);
        }, undefined, 1);
    }
    return found;
}

await alone(import.meta.url, 'headers', async ({ origin }) => {
    const findings = [];
    const { grades, policies: https } = await grade();
    for (const { path, grade: mark, score, tests } of grades) {
        if (mark !== 'A+') findings.push(`${path}: ${mark} (${score})`);
        for (const [name, { pass, result }] of Object.entries(tests)) if (!pass) findings.push(`${path}: ${name}: ${result}`);
    }
    const all = new Map([...(await policies(origin)), ...https]);
    let told = 0;
    for (const [policy, where] of all) {
        if (policy === '') {
            findings.push(`${where}: no policy`);
            continue;
        }
        for (const { severity, directive, description, value } of new CspEvaluator(new CspParser(policy).csp).evaluate()) {
            told += 1;
            if ([Severity.HIGH, Severity.SYNTAX, Severity.HIGH_MAYBE].includes(severity)) findings.push(`${where}: ${directive} ${value ?? ''}: ${description}`);
        }
    }
    return { findings, figures: { grades: grades.map(({ path, grade: mark, score }) => `${path} ${mark} ${score}`).join(', '), policies: all.size, 'said of policies, none high': told } };
});
