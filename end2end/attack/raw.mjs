// Speaks HTTP wrongly over bare sockets, and slowly: no answer is an error of the server, nothing that hides in a request is
// answered as another, who is slow is let go in bounded time, and the portal answers everybody else meanwhile and afterwards.
import { connect } from 'node:net';
import { Browser } from './browser.mjs';
import { alone } from './report.mjs';

const HEAD = 'host: 127.0.0.1\r\n';
const END = 'connection: close\r\n\r\n';
const get = (path, more = '') => `GET ${path} HTTP/1.1\r\n${HEAD}${more}${END}`;
const post = (more, body = '') => `POST /en/contact HTTP/1.1\r\n${HEAD}content-type: application/x-www-form-urlencoded\r\n${more}${END}${body}`;
/** A second request inside the first: it must not be answered. */
const HIDDEN = `GET /robots.txt HTTP/1.1\r\n${HEAD}\r\n`;

/** What is sent, by name; where only a refusal will do, or no hidden request may be answered, that is said. */
const CASES = Object.entries({
    'no version': 'GET /\r\n\r\n',
    'HTTP/0.9': 'GET /\r\n',
    'HTTP/0.9 and more': 'GET /healthz\n',
    'HTTP/1.0 without host': 'GET /healthz HTTP/1.0\r\n\r\n',
    'HTTP/1.1 without host': 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n',
    'two hosts': get('/en', 'host: other.example\r\n'),
    'a host that is none': `GET /en HTTP/1.1\r\nhost: <script>\r\n${END}`,
    'HTTP/9.9': `GET / HTTP/9.9\r\n${HEAD}${END}`,
    'HTTP/1.10': `GET / HTTP/1.10\r\n${HEAD}${END}`,
    'HTTP/2 by prior knowledge': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
    'an upgrade to HTTP/2': get('/healthz', 'upgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n'),
    'an upgrade to WebSocket': get('/en', 'upgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n'),
    'line feeds alone': 'GET /healthz HTTP/1.1\nhost: x\nconnection: close\n\n',
    'carriage returns alone': 'GET /healthz HTTP/1.1\rhost: x\r\r',
    'empty lines first': `\r\n\r\n\r\n${get('/healthz')}`,
    'a space before the method': ` ${get('/healthz')}`,
    'tabs for spaces': `GET\t/healthz\tHTTP/1.1\r\n${HEAD}${END}`,
    'two spaces': `GET  /healthz  HTTP/1.1\r\n${HEAD}${END}`,
    'a method nobody knows': `BREW /en HTTP/1.1\r\n${HEAD}${END}`,
    'a method of 8000 letters': `${'A'.repeat(8000)} /en HTTP/1.1\r\n${HEAD}${END}`,
    'a method with a null': `G\0ET /en HTTP/1.1\r\n${HEAD}${END}`,
    TRACE: `TRACE /en HTTP/1.1\r\n${HEAD}cookie: a=secret\r\n${END}`,
    CONNECT: `CONNECT 127.0.0.1:22 HTTP/1.1\r\n${HEAD}${END}`,
    'OPTIONS *': `OPTIONS * HTTP/1.1\r\n${HEAD}${END}`,
    'DELETE with a body': `DELETE /en/contact HTTP/1.1\r\n${HEAD}content-length: 3\r\n${END}abc`,
    'absolute form': get('http://127.0.0.1/healthz'),
    'absolute form of another host': get('http://other.example/en'),
    'absolute form of another scheme': get('ftp://other.example/'),
    'authority form': get('other.example:80'),
    'no path': get(''),
    'a path without a slash': get('healthz'),
    'a fragment': get('/en#x'),
    'a null in the path': get('/en\0/x'),
    'bytes in the path': get('/en/\xff\xfe'),
    'spaces in the path': get('/en /x'),
    'a broken percent sign': get('/en/%zz%/%0'),
    'an encoded null': get('/en/%00'),
    'encoded dots': get('/assets/%2e%2e/%2e%2e/etc/passwd'),
    'dots': get('/assets/../../../etc/passwd'),
    'back slashes': get('/assets/..\\..\\etc\\passwd'),
    'encoded slashes': get('/assets/..%2f..%2fassets.json'),
    'a path of 30 000': get(`/${'a'.repeat(30_000)}`),
    'a path of 70 000': get(`/${'a'.repeat(70_000)}`),
    'a query of 60 000': get(`/en?${'a'.repeat(60_000)}`),
    'a thousand slashes': get('/'.repeat(1000)),
    'a header of 64 KiB': get('/en', `x: ${'y'.repeat(65_536)}\r\n`),
    'a header of 1 MiB': get('/en', `x: ${'y'.repeat(1_048_576)}\r\n`),
    '100 headers': get('/en', 'x: y\r\n'.repeat(100)),
    '10 000 headers': get('/en', 'x: y\r\n'.repeat(10_000)),
    '10 000 cookies': get('/en', `cookie: ${'a=b; '.repeat(5_000)}\r\n`),
    'a header without a colon': get('/en', 'nonsense\r\n'),
    'a header without a name': get('/en', ': y\r\n'),
    'a space in a name': get('/en', 'x y: z\r\n'),
    'a space before the colon': get('/en', 'x : z\r\n'),
    'a folded line': get('/en', 'x: y\r\n z\r\n'),
    'a null in a header': get('/en', 'x: y\0z\r\n'),
    'bytes in a header': get('/en', 'cookie: morprom-session=\xff\xfe\x80\r\n'),
    'an escape in a header': get('/en', 'user-agent: \x1b[31m\r\n'),
    'a carriage return in a header': get('/en', 'x: y\rz: w\r\n'),
    'ranges of nonsense': get('/robots.txt', 'range: bytes=0-,0-,0-,5-1,-0,99999999999999999999-\r\n'),
    'conditions of nonsense': get('/en/policy', 'if-none-match: "\\"""", W/"\r\nif-modified-since: never\r\n'),
    'encodings of nonsense': get('/en/policy', 'accept-encoding: br;q=9, gzip;q=-1, ;;;,*;q=a\r\n'),
    'languages of nonsense': get('/', `accept-language: ${'th;q=0.1,'.repeat(1000)}\r\n`),
    'a length of nonsense': post('content-length: ten\r\n', 'x=1'),
    'a negative length': post('content-length: -1\r\n', 'x=1'),
    'a length with a plus': post('content-length: +3\r\n', 'x=1'),
    'a length in hexadecimal': post('content-length: 0x3\r\n', 'x=1'),
    'a length above 64 bits': post('content-length: 99999999999999999999999\r\n', 'x=1'),
    'a length of a tebibyte': post('content-length: 1099511627776\r\n', 'x=1'),
    'two lengths': { bytes: post('content-length: 3\r\ncontent-length: 50\r\n', `x=1${HIDDEN}`), refused: true },
    'two equal lengths': post('content-length: 3\r\ncontent-length: 3\r\n', 'x=1'),
    'a list of lengths': { bytes: post('content-length: 3, 50\r\n', `x=1${HIDDEN}`), refused: true },
    'less than its length': post('content-length: 500\r\n', 'x=1'),
    'no length': post('', 'x=1'),
    'a body with GET': { bytes: `GET /healthz HTTP/1.1\r\n${HEAD}content-length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`, hidden: true },
    'chunks of nonsense': post('transfer-encoding: chunked\r\n', 'zz\r\nabc\r\n0\r\n\r\n'),
    'a chunk without a size': post('transfer-encoding: chunked\r\n', '\r\nabc\r\n0\r\n\r\n'),
    'a negative chunk': post('transfer-encoding: chunked\r\n', '-1\r\nabc\r\n0\r\n\r\n'),
    'a chunk above 64 bits': post('transfer-encoding: chunked\r\n', 'fffffffffffffffff\r\nabc\r\n0\r\n\r\n'),
    'a chunk larger than it is': post('transfer-encoding: chunked\r\n', 'ff\r\nabc\r\n0\r\n\r\n'),
    'a chunk smaller than it is': post('transfer-encoding: chunked\r\n', '1\r\nabc\r\n0\r\n\r\n'),
    'a long extension of a chunk': post('transfer-encoding: chunked\r\n', `3;${'x'.repeat(60_000)}\r\nx=1\r\n0\r\n\r\n`),
    'many extensions': post('transfer-encoding: chunked\r\n', `${'1;a=b\r\nx\r\n'.repeat(20_000)}0\r\n\r\n`),
    'trailers': post('transfer-encoding: chunked\r\n', `3\r\nx=1\r\n0\r\ncontent-length: 5\r\n${'x: y\r\n'.repeat(2000)}\r\n`),
    'an encoding nobody knows': post('transfer-encoding: cow\r\n', 'x=1'),
    'chunked that is not last': { bytes: post('transfer-encoding: chunked, cow\r\n', '0\r\n\r\n'), refused: true },
    'chunked twice': post('transfer-encoding: chunked, chunked\r\n', '0\r\n\r\n'),
    'chunked in HTTP/1.0': { bytes: `POST /en/contact HTTP/1.0\r\n${HEAD}transfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`, hidden: true },
    'length, then chunks (CL.TE)': { bytes: `POST /en/contact HTTP/1.1\r\n${HEAD}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`, hidden: true },
    'chunks, then length (TE.CL)': { bytes: `POST /en/contact HTTP/1.1\r\n${HEAD}transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n${HIDDEN}`, hidden: true },
    'chunked in disguise': { bytes: `POST /en/contact HTTP/1.1\r\n${HEAD}content-length: ${HIDDEN.length}\r\ntransfer-encoding: xchunked\r\n\r\n${HIDDEN}`, hidden: true },
    'chunked after a tab': { bytes: `POST /en/contact HTTP/1.1\r\n${HEAD}content-length: ${HIDDEN.length + 5}\r\ntransfer-encoding:\tchunked\r\n\r\n0\r\n\r\n${HIDDEN}`, hidden: true },
    'chunked before a space': { bytes: `POST /en/contact HTTP/1.1\r\n${HEAD}transfer-encoding : chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n${HIDDEN}`, hidden: true },
    'a form that is no form': post('content-length: 5\r\n', '\0\xff%%%'),
    'a form of 3000 fields': post(`content-length: ${3000 * 4 - 1}\r\n`, Array(3000).fill('a=b').join('&')),
    'a body of 1 MiB': post('content-length: 1048576\r\n', 'a'.repeat(1_048_576)),
    'expects 100': post('content-length: 3\r\nexpect: 100-continue\r\n', 'x=1'),
    'expects nonsense': post('content-length: 3\r\nexpect: the unexpected\r\n', 'x=1'),
    'multipart without a boundary': `POST /en/register/photo HTTP/1.1\r\n${HEAD}content-type: multipart/form-data\r\ncontent-length: 3\r\n${END}abc`,
    'multipart that never ends': `POST /en/register/photo HTTP/1.1\r\n${HEAD}content-type: multipart/form-data; boundary=x\r\ncontent-length: 60\r\n${END}--x\r\ncontent-disposition: form-data; name="photo"; filename="a"\r\n`,
    'a body that says it is gzip': post('content-encoding: gzip\r\ncontent-length: 3\r\n', 'x=1'),
    'JSON nested 100 000 deep': `POST /fhir/Immunization HTTP/1.1\r\n${HEAD}content-type: application/fhir+json\r\ncontent-length: 100000\r\n${END}${'['.repeat(100_000)}`,
    'a client of TLS': Buffer.from('16030100c8010000c403035f', 'hex'),
    'TLS and nonsense': Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), Buffer.alloc(512, 0xa5)]),
    SSH: 'SSH-2.0-OpenSSH_9.6\r\n',
    SMTP: 'EHLO x\r\nMAIL FROM:<a@example.org>\r\n',
    'the head of a proxy': 'PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n',
    'nothing but nulls': Buffer.alloc(70_000),
    'nothing but line ends': '\r\n'.repeat(50_000),
    'random bytes': Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * 7919 + (at >> 3) * 104729) & 255)),
    'nothing at all': '',
    'half a line': 'GE',
    'half a head': 'GET /en HTTP/1.1\r\nhost: x\r\n',
});

/** Sends, half-closes, and reads to the end; `wait` bounds it. */
function ask(port, bytes, wait = 20_000) {
    return new Promise((resolve) => {
        const pieces = [];
        const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
        const done = (how) => {
            clearTimeout(timer);
            socket.destroy();
            resolve({ text: Buffer.concat(pieces).toString('latin1'), how });
        };
        const timer = setTimeout(done, wait, 'still open');
        socket.on('connect', () => socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes));
        socket.on('data', (piece) => pieces.push(piece));
        socket.on('end', () => done('closed'));
        socket.on('error', (error) => done(error.code));
    });
}

/** Answers that follow one another, where no page says such a line. */
const answersIn = (text) => text.split(/HTTP\/1\.1 \d{3} [A-Z]/).length - 1;
const statuses = (text) => [...text.matchAll(/(?:^|\n)HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status));

async function wrong(portal, findings, seen) {
    const one = async ([name, of]) => {
        const { bytes, refused, hidden } = typeof of === 'object' && !Buffer.isBuffer(of) ? of : { bytes: of };
        const { text, how } = await ask(portal.port, bytes);
        const all = statuses(text).filter((status) => status !== 100);
        seen.set(all[0] ?? how, (seen.get(all[0] ?? how) ?? 0) + 1);
        const failed = all.find((status) => status >= 500 && status !== 505);
        if (failed) findings.push(`${name}: ${failed}`);
        if (how === 'still open') findings.push(`${name}: the line stays open`);
        if (refused && !(all.length === 0 || (all.length === 1 && all[0] >= 400))) findings.push(`${name}: taken (${all})`);
        if ((hidden || refused) && text.includes('User-agent:')) findings.push(`${name}: the hidden request was answered (${all})`);
        if (/etc\/passwd|root:x:0/.test(text) && /root:/.test(text)) findings.push(`${name}: a file of the machine`);
    };
    // Eight at a time: some wait until the head's time is up.
    const waiting = [...CASES];
    const worker = async () => {
        while (waiting.length > 0) await one(waiting.shift());
    };
    await Promise.all(Array.from({ length: 40 }, worker));
}

/** Writes `first`, then a byte now and then, until it is let go; how long that took, in seconds. */
function slow(port, first, drip, every, wait) {
    return new Promise((resolve) => {
        const began = Date.now();
        const pieces = [];
        const socket = connect({ port, host: '127.0.0.1' });
        const done = () => {
            clearInterval(dripping);
            clearTimeout(timer);
            socket.destroy();
            resolve({ seconds: (Date.now() - began) / 1000, status: statuses(Buffer.concat(pieces).toString('latin1'))[0] });
        };
        const dripping = setInterval(() => socket.write(drip, () => {}), every);
        const timer = setTimeout(done, wait);
        socket.on('connect', () => socket.write(first));
        socket.on('data', (piece) => pieces.push(piece));
        socket.on('close', done);
        socket.on('error', () => {});
    });
}

/** Asks for much and reads nothing for a while; how many of `times` answers there were to read then. */
function deaf(port, path, times, seconds) {
    return new Promise((resolve) => {
        const pieces = [];
        const socket = connect({ port, host: '127.0.0.1' });
        const done = () => {
            socket.destroy();
            resolve(answersIn(Buffer.concat(pieces).toString('latin1')));
        };
        socket.pause();
        socket.on('connect', () => {
            for (let at = 0; at < times; at += 1) socket.write(`GET ${path} HTTP/1.1\r\n${HEAD}\r\n`);
        });
        socket.on('data', (piece) => pieces.push(piece));
        socket.on('close', done);
        socket.on('error', done);
        setTimeout(() => socket.resume(), seconds * 1000);
        setTimeout(done, seconds * 1000 + 5_000);
    });
}

async function slowness(portal, findings, figures) {
    const bounds = { head: 13, body: 19, file: 36, lines: 13 };
    const browser = await Browser.of(portal.origin, 'unit-officer-1');
    const body = `POST /en/contact HTTP/1.1\r\n${HEAD}content-type: application/x-www-form-urlencoded\r\ncontent-length: 5000\r\n\r\nmessage=`;
    const upload = `POST /en/unit/imports HTTP/1.1\r\n${HEAD}origin: ${portal.origin}\r\ncookie: ${browser.cookie}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 50000\r\n\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`;
    const kinds = [
        ['head', `GET /en HTTP/1.1\r\n${HEAD}x: `, 'y', 1000, 60],
        ['lines', `GET /en HTTP/1.1\r\n${HEAD}`, 'x: y\r\n', 1000, 20],
        ['body', body, 'y', 1000, 60],
        // Nothing comes any more: a piece of a file has thirty seconds.
        ['file', upload, '', 5000, 4],
    ];
    const lines = kinds.flatMap(([kind, first, drip, every, many]) => Array.from({ length: many }, async () => ({ kind, ...(await slow(portal.port, first, drip, every, 45_000)) })));
    const unread = deaf(portal.port, '/th/policy', 500, 40);
    // Meanwhile others are answered.
    let longest = 0;
    const until = Date.now() + 16_000;
    while (Date.now() < until) {
        const began = Date.now();
        if (!(await portal.alive())) findings.push('slow clients: others are not answered');
        longest = Math.max(longest, Date.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const all = await Promise.all(lines);
    for (const [kind] of kinds) {
        const most = Math.max(...all.filter((it) => it.kind === kind).map((it) => it.seconds));
        figures[`slow ${kind}`] = `${most.toFixed(1)} s`;
        if (most > bounds[kind]) findings.push(`slow ${kind}: held for ${most.toFixed(1)} s`);
    }
    const read = await unread;
    figures['answers unread'] = `${read} of 500`;
    if (read >= 500) findings.push('who reads nothing is waited for without end');
    figures['others meanwhile'] = `${longest} ms at most`;
}

/** Four hundred lines that are opened and broken off at any point. */
async function broken(portal) {
    const whole = post('content-length: 400\r\n', 'a'.repeat(400));
    await Promise.all(Array.from({ length: 400 }, (_, at) => new Promise((resolve) => {
        const socket = connect({ port: portal.port, host: '127.0.0.1' }, () => {
            socket.write(whole.slice(0, (at * 13) % whole.length));
            setTimeout(() => {
                if (at % 2) socket.resetAndDestroy();
                else socket.destroy();
                resolve();
            }, at % 7);
        });
        socket.on('error', resolve);
    })));
}

await alone(import.meta.url, 'raw', async (portal) => {
    const [findings, seen, figures] = [[], new Map(), {}];
    await broken(portal);
    await Promise.all([wrong(portal, findings, seen), slowness(portal, findings, figures)]);
    const told = [...seen].map(([what, times]) => `${what}×${times}`).sort().join(' ');
    return { findings, figures: { requests: CASES.length, answers: told, ...figures, 'most memory': `${portal.memory().most} MiB` } };
});
