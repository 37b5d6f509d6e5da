// The policy page from the render cache, beside a bare axum handler that sends the same bytes, in one run.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'node:http';
import { load, paired } from './load.mjs';
import { start } from './portal.mjs';

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
            load(page, { coding });
            const { baseline, value } = paired(() => load(`http://${address}/`, { coding }), () => load(page, { coding }));
            add(`rate.policy.${coding}`, `policy page from the render cache, ${bytes.length} bytes, against a bare handler`, value, 'pages/s', ['>=', 0.5], baseline);
        } finally {
            await bare.stop();
        }
    }
}
