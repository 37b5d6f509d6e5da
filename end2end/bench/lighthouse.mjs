// Lighthouse, mobile, median of three, on the reading pages and on two with a form.
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { browser as launch, flags } from './browser.mjs';

const PORT = 9333;
const RUNS = 3;
const PAGES = [
    { name: 'home', room: '', reading: true },
    { name: 'policy', room: '/policy', reading: true },
    { name: 'cookies', room: '/cookies', reading: true },
    { name: 'contact', room: '/contact', reading: false },
    // Asks search engines to stay out, which Lighthouse takes for a fault.
    { name: 'register', room: '/register', reading: false, unlisted: true },
];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const ALL = ['performance', 'accessibility', 'best-practices', 'seo'];

/** The medians of a page: its scores, and when it shows. */
async function measured(url, onlyCategories, cookie) {
    const runs = [];
    const extraHeaders = cookie ? { cookie } : undefined;
    for (let run = 0; run < RUNS; run += 1) {
        // Storage is left as it is: what is measured comes with the headers.
        const { lhr } = await lighthouse(url, { port: PORT, logLevel: 'error', output: 'json', onlyCategories, extraHeaders });
        if (cookie && lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
        runs.push(lhr);
    }
    const score = (category) => median(runs.map((run) => Math.round((run.categories[category].score ?? 0) * 100)));
    const audit = (id) => median(runs.map((run) => run.audits[id].numericValue ?? Infinity));
    return { score, lcp: audit('largest-contentful-paint') / 1000, tbt: audit('total-blocking-time') };
}

/** Runs Lighthouse on a page and adds what it found. With a cookie it is a room of one person, and not for search engines. */
async function page(url, name, reading, { cookie, unlisted = cookie !== undefined, add }) {
    const categories = unlisted ? ALL.filter((category) => category !== 'seo') : ALL;
    const { score, lcp, tbt } = await measured(url, categories, cookie);
    add(`lighthouse.${name}.performance`, 'Lighthouse performance', score('performance'), '', ['>=', reading ? 99 : 98]);
    for (const category of categories.slice(1)) add(`lighthouse.${name}.${category}`, `Lighthouse ${category}`, score(category), '', ['>=', 100]);
    add(`lcp.${name}`, 'largest contentful paint, simulated slow 4G', lcp, 's', ['<=', reading ? 1.6 : 1.8]);
    add(`tbt.${name}`, 'total blocking time', tbt, 'ms', ['<=', reading ? 10 : 50]);
}

async function withBrowser(work) {
    const browser = await chromium.launch({ ...launch, args: [...flags, `--remote-debugging-port=${PORT}`] });
    try {
        return await work();
    } finally {
        await browser.close();
    }
}

/** One page. */
export const scores = (url, name, reading, how) => withBrowser(() => page(url, name, reading, how));

/** How soon a page shows, and nothing else. */
export const speed = (url) => withBrowser(async () => {
    const { score, lcp, tbt } = await measured(url, ['performance']);
    return { performance: score('performance'), lcp, tbt };
});

export const lighthouseFigures = (origin, add) => withBrowser(async () => {
    for (const { name, room, reading, unlisted } of PAGES) await page(`${origin}/th${room}`, name, reading, { unlisted, add });
});
