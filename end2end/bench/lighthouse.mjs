// Lighthouse, mobile, median of three, on the reading pages.
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { browser as launch, flags } from './browser.mjs';

const PORT = 9333;
const RUNS = 3;
const PAGES = [['home', '', true], ['policy', '/policy', true], ['cookies', '/cookies', true], ['contact', '/contact', false]];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export async function lighthouseFigures(origin, add) {
    const browser = await chromium.launch({ ...launch, args: [...flags, `--remote-debugging-port=${PORT}`] });
    for (const [name, room, reading] of PAGES) {
        const runs = [];
        for (let run = 0; run < RUNS; run += 1) {
            const { lhr } = await lighthouse(`${origin}/th${room}`, { port: PORT, logLevel: 'error', output: 'json', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
            runs.push(lhr);
        }
        const score = (category) => median(runs.map((run) => Math.round((run.categories[category].score ?? 0) * 100)));
        const audit = (id) => median(runs.map((run) => run.audits[id].numericValue ?? Infinity));
        add(`lighthouse.${name}.performance`, 'Lighthouse performance', score('performance'), '', ['>=', reading ? 99 : 98]);
        for (const category of ['accessibility', 'best-practices', 'seo']) add(`lighthouse.${name}.${category}`, `Lighthouse ${category}`, score(category), '', ['>=', 100]);
        add(`lcp.${name}`, 'largest contentful paint, simulated slow 4G', audit('largest-contentful-paint') / 1000, 's', ['<=', reading ? 1.6 : 1.8]);
        add(`tbt.${name}`, 'total blocking time', audit('total-blocking-time'), 'ms', ['<=', reading ? 10 : 50]);
    }
    await browser.close();
}
