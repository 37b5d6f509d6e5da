// Two public scanners, Wapiti and sqlmap, over the portal and every form of it, as each of several personas with a session of
// theirs. Bounded: Wapiti in each module, sqlmap in each form. What they report must be nothing, or stand in `explained.json`
// with a reason. Modules that ask servers elsewhere are left out. SCANNERS is the folder with both programs.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encoded } from './browser.mjs';
import { filled } from './fill.mjs';
import { collect, isFree, kindOf } from './forms.mjs';
import { alone } from './report.mjs';
import { further, stage } from './stage.mjs';

const programs = process.env.SCANNERS ?? '';
const explained = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'explained.json'), 'utf8'));
const MODULES = 'backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,shellshock,spring4shell,sql,timesql,upload,xss';
/** SCAN_AS=citizen-a scans as that persona alone. */
const START = { visitor: '/en', 'citizen-a': '/en/me', 'unit-officer-1': '/en/unit', 'division-officer-1': '/en/office' };
const SECONDS = { crawl: 60, module: 25, form: 60 };
/** What would end the session that is scanned with. */
const ENDS = /\/sign-out$|\/sessions\/|\/demo\/sign-in$/;

/** Runs a program to its end, at most for so long; what it said. */
function told(program, args, seconds, cwd) {
    return new Promise((resolve, reject) => {
        const running = spawn(join(programs, program), args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: cwd, PYTHONUNBUFFERED: '1', NO_COLOR: '1' } });
        const pieces = [];
        const timer = setTimeout(() => running.kill('SIGKILL'), seconds * 1000);
        for (const stream of [running.stdout, running.stderr]) stream.on('data', (piece) => pieces.push(piece));
        running.on('error', reject);
        running.on('close', (code) => {
            clearTimeout(timer);
            resolve({ code, text: Buffer.concat(pieces).toString() });
        });
    });
}

/** What is not explained, as findings. */
function left(reports, used) {
    return reports.filter((report) => {
        const reason = explained.find(({ tool, what, where }) => tool === report.tool && report.what.includes(what) && new RegExp(where).test(report.where));
        if (reason) used.add(reason);
        return !reason;
    });
}

async function wapiti(origin, browser, persona, folder, starts) {
    const report = join(folder, `wapiti-${persona}.json`);
    const outs = ['/sign-out', '/demo/sign-in', '/en/me/sessions/*', '/en/sign-in/*', '/th/*'].flatMap((path) => ['-x', `${origin}${path}`]);
    const args = [
        '-u', `${origin}/`, ...starts.flatMap((path) => ['-s', origin + path]), '--scope', 'folder', '-m', MODULES, '-l', '1', '--max-scan-time', String(SECONDS.crawl), '--max-attack-time', String(SECONDS.module),
        '--max-links-per-page', '60', '--max-files-per-dir', '15', '-d', '4', '-S', 'normal', '-t', '10', '--flush-session', '--no-bugreport', '--store-session', join(folder, persona), '--store-config', join(folder, 'config'),
        '-H', `Origin: ${origin}`, '-H', 'Sec-Fetch-Site: same-origin', '-f', 'json', '-o', report, '-v', '0', ...outs,
        // As a header: what it is told as a cookie it does not send to an address by number.
        ...(browser.cookie ? ['-H', `Cookie: ${browser.cookie}`, '--drop-set-cookie'] : []),
    ];
    const { text } = await told('wapiti', args, SECONDS.crawl + MODULES.split(',').length * SECONDS.module * 2 + 300, folder);
    let found;
    try {
        found = JSON.parse(readFileSync(report, 'utf8'));
    } catch {
        return { failed: `wapiti made no report for ${persona}: ${text.slice(-300)}` };
    }
    const reports = ['vulnerabilities', 'anomalies'].flatMap((kind) => Object.entries(found[kind]).flatMap(([what, all]) => all.map(({ path, method, parameter, info }) => ({ tool: 'wapiti', what, where: `${persona} ${method} ${kindOf(path)} ${parameter ?? ''}`.trim(), info }))));
    const still = (await browser.get(START[persona])).status === 200;
    return { reports, pages: found.infos.crawled_pages_nbr ?? 0, failed: still ? undefined : `the session of ${persona} did not last` };
}

/** One form: its free fields, or the query of a page. Gives back what sqlmap found, and how many tests it made. */
async function sqlmap(origin, browser, form, folder, at) {
    const fields = form.fields.filter(isFree).map(({ name }) => name);
    const body = encoded(filled(form));
    const target = form.method === 'get' ? `${form.action.split('?')[0]}?${body}` : form.action;
    const head = [`${form.method.toUpperCase()} ${target} HTTP/1.1`, `Host: ${new URL(origin).host}`, `Origin: ${origin}`, 'Sec-Fetch-Site: same-origin', `Cookie: ${browser.cookie}`, 'Content-Type: application/x-www-form-urlencoded'];
    const file = join(folder, `form-${at}.txt`);
    writeFileSync(file, `${head.join('\r\n')}\r\n\r\n${form.method === 'get' ? '' : body}`);
    const args = ['-r', file, '-p', fields.join(','), '--level', '2', '--risk', '1', '--batch', '--disable-coloring', '--technique', 'BEUST', '--time-sec', '2', '--timeout', '10', '--retries', '0', '--threads', '2', '--drop-set-cookie', '--flush-session', '--time-limit', String(SECONDS.form), '--output-dir', join(folder, `sqlmap-${at}`), '-v', '1'];
    const { text, code } = await told('sqlmap', args, SECONDS.form + 60, folder);
    const injectable = [...text.matchAll(/parameter '?([^\n]*?)'? (?:is vulnerable|appears to be [^\n]*injectable|is [^\n]*injectable)[^\n]*/gi)].map(([line]) => line).filter((line) => !/not (appear to )?be injectable|might not be|does not seem/i.test(line));
    return { reports: injectable.map((line) => ({ tool: 'sqlmap', what: line.slice(0, 160), where: `${form.persona} ${kindOf(form.action)}` })), ended: code !== null, tested: /testing '/.test(text), text };
}

await alone(import.meta.url, 'scanners', async ({ origin }) => {
    const folder = mkdtempSync(join(tmpdir(), 'morprom-scanners-'));
    const [findings, used] = [[], new Set()];
    try {
        const { browsers } = await stage(origin);
        const { forms, pages } = await collect(browsers);
        forms.push(...(await further(browsers)));
        const [wapitis, figures] = [[], {}];
        mkdirSync(join(folder, 'config'), { recursive: true });
        const as = (persona) => [undefined, '', persona].includes(process.env.SCAN_AS);
        // Two at a time: Wapiti as each persona in turn, sqlmap form by form beside it.
        const scanned = (async () => {
            for (const [persona, start] of Object.entries(START).filter(([persona]) => as(persona))) wapitis.push(await wapiti(origin, browsers.get(persona), persona, folder, [start, ...pages.get(persona).filter((path) => path.startsWith('/en/') && !ENDS.test(path)).slice(0, 60)]));
        })();
        const injected = [];
        const kinds = new Set();
        const targets = forms.filter((form) => as(form.persona) && form.fields.some(isFree) && !ENDS.test(form.action) && !form.kind.startsWith('multipart')).filter((form) => {
            const kind = `${kindOf(form.action).replace(/parts\/\d+/, 'parts/*')} ${form.fields.length}`;
            return !kinds.has(kind) && kinds.add(kind);
        });
        for (const [at, form] of targets.entries()) injected.push(await sqlmap(origin, browsers.get(form.persona), form, folder, at));
        await scanned;
        for (const { failed } of wapitis) if (failed) findings.push(failed);
        const reports = [...wapitis, ...injected].flatMap((it) => it.reports ?? []);
        for (const { tool, what, where, info } of left(reports, used)) findings.push(`${tool}: ${what}: ${where}${info ? `: ${info.replace(/\s+/g, ' ').slice(0, 160)}` : ''}`);
        const untested = injected.filter(({ tested }) => !tested);
        if (untested.length > 0) findings.push(`sqlmap tested nothing in ${untested.length} forms: ${untested[0].text.trim().split('\n').slice(-2).join(' ').slice(0, 200)}`);
        Object.assign(figures, { 'Wapiti, as': Object.keys(START).filter(as).join(' '), 'pages crawled': wapitis.reduce((sum, { pages: many = 0 }) => sum + many, 0), 'sqlmap, forms': targets.length, 'to their end': injected.filter(({ ended, text }) => ended && !/time limit/i.test(text)).length, reports: reports.length, explained: reports.length - left(reports, used).length });
        return { findings, figures, kept: { 'attack-scanners.json': reports } };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
});
