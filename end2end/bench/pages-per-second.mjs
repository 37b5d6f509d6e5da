// The policy page from the render cache, beside a bare axum handler that sends the same bytes, in one run.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'node:http';
import { start } from './portal.mjs';

const CLIENT_CORE = '0';

function load(url, coding) {
    const output = execFileSync('taskset', ['-c', CLIENT_CORE, 'wrk', '-t1', '-c32', '-d5s', '-H', `Accept-Encoding: ${coding}`, url], { encoding: 'utf8' });
    const refused = /Non-2xx or 3xx responses: (\d+)/.exec(output);
    if (refused) throw new Error(`${refused[1]} answers of ${url} were refusals`);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]);
}

const body = (url, coding) =>
    new Promise((resolve, reject) => {
        request(url, { headers: { 'accept-encoding': coding } }, (response) => {
            const chunks = [];
            response.on('data', (chunk) => chunks.push(chunk));
            response.on('end', () => resolve(Buffer.concat(chunks)));
        }).on('error', reject).end();
    });

export async function pagesPerSecond(portal, folder, add) {
    for (const coding of ['identity', 'br']) {
        const page = `${portal.origin}/th/policy`;
        const bytes = await body(page, coding);
        const file = join(folder, `page.${coding}`);
        writeFileSync(file, bytes);
        const address = '127.0.0.1:3128';
        const bare = await start(process.env.BENCH_BARE, [address, file, coding], {}, `http://${address}/`);
        try {
            load(page, coding);
            const baseline = load(`http://${address}/`, coding);
            const value = load(page, coding);
            add(`rate.policy.${coding}`, `policy page from the render cache, ${bytes.length} bytes, against a bare handler`, value, 'pages/s', ['>=', 0.5], baseline);
        } finally {
            await bare.stop();
        }
    }
}
