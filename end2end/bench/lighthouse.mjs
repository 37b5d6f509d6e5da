// Lighthouse, mobile, median of three, on the reading pages.
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { browser as launch, flags } from './browser.mjs';

const PORT = 9333;
const RUNS = 3;
const PAGES = [['home', '', true], ['policy', '/policy', true], ['cookies', '/cookies', true], ['contact', '/contact', false]];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const ALL = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Runs Lighthouse on a page and adds what it found. With a cookie it is a room of one person, and not for search engines. */
async function page(url, name, reading, { cookie, add }) {
    const runs = [];
    const onlyCategories = cookie ? ALL.filter((category) => category !== 'seo') : ALL;
    const extraHeaders = cookie ? { cookie } : undefined;
    for (let run = 0; run < RUNS; run += 1) {
        // Storage is left as it is: what is measured comes with the headers.
        const { lhr } = await lighthouse(url, { port: PORT, logLevel: 'error', output: 'json', onlyCategories, extraHeaders });
        if (cookie && lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
        runs.push(lhr);
    }
    const score = (category) => median(runs.map((run) => Math.round((run.categories[category].score ?? 0) * 100)));
    const audit = (id) => median(runs.map((run) => run.audits[id].numericValue ?? Infinity));
    add(`lighthouse.${name}.performance`, 'Lighthouse performance', score('performance'), '', ['>=', reading ? 99 : 98]);
    for (const category of onlyCategories.slice(1)) add(`lighthouse.${name}.${category}`, `Lighthouse ${category}`, score(category), '', ['>=', 100]);
    add(`lcp.${name}`, 'largest contentful paint, simulated slow 4G', audit('largest-contentful-paint') / 1000, 's', ['<=', reading ? 1.6 : 1.8]);
    add(`tbt.${name}`, 'total blocking time', audit('total-blocking-time'), 'ms', ['<=', reading ? 10 : 50]);
}

async function withBrowser(work) {
    const browser = await chromium.launch({ ...launch, args: [...flags, `--remote-debugging-port=${PORT}`] });
    try {
        await work();
    } finally {
        await browser.close();
    }
}

/** One page. */
export const scores = (url, name, reading, how) => withBrowser(() => page(url, name, reading, how));

export const lighthouseFigures = (origin, add) => withBrowser(async () => {
    for (const [name, room, reading] of PAGES) await page(`${origin}/th${room}`, name, reading, { add });
});
