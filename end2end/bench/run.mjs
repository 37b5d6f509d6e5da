// Runs the benchmarks, prints a table, writes target/bench.json, and what they ran on to target/bench-machine.json.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accounts } from './accounts.mjs';
import { cases } from './cases.mjs';
import { exchange } from './exchange.mjs';
import { firstViews } from './first-view.mjs';
import { lighthouseFigures } from './lighthouse.mjs';
import { inLines, machine } from './machine.mjs';
import { pagesPerSecond } from './pages-per-second.mjs';
import { peers } from './peers.mjs';
import { startPortal } from './portal.mjs';
import { trafficLog } from './traffic.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'morprom-bench-'));
const figures = [];
/** A figure; `budget` is `['<=', limit]` or `['>=', limit]` on the value, or on the ratio where there is a baseline. */
const add = (id, what, value, unit, budget, baseline = null) => {
    const ratio = baseline === null ? null : value / baseline;
    const compared = ratio ?? value;
    const met = budget === null ? null : budget[0] === '<=' ? compared <= budget[1] : compared >= budget[1];
    const shown = (number) => (!Number.isFinite(number) ? null : Math.round(number * 1000) / 1000);
    console.error(`${id}: ${shown(value)} ${unit}${met === false ? ' (over its budget)' : ''}`);
    figures.push({ id, what, value: shown(value), unit, baseline: shown(baseline), ratio: shown(ratio), budget: budget && budget.join(' '), met });
};

/** The value of a figure measured before. */
const known = (id) => figures.find((figure) => figure.id === id).value;

/** `make bench ONLY=pages`, `ONLY=cases`, `ONLY=exchange`, `ONLY=traffic` or `ONLY=accounts` runs a part. */
const part = (name) => [undefined, '', name].includes(process.env.BENCH_ONLY);
let facts;
try {
    facts = machine(folder);
    if (part('pages')) {
        const portal = await startPortal(join(root, 'target/dist/morprom'), folder);
        try {
            await firstViews(portal.origin, add);
            await pagesPerSecond(portal, folder, add);
            await lighthouseFigures(portal.origin, add);
            await peers(portal, folder, add, known);
        } finally {
            await portal.stop();
        }
    }
    if (part('cases')) await cases(folder, add);
    if (part('exchange')) await exchange(folder, add);
    if (part('traffic')) trafficLog(folder, add);
    if (part('accounts')) await accounts(folder, add);
} finally {
    rmSync(folder, { recursive: true, force: true });
    // What was measured before something failed is kept.
    writeFileSync(join(root, 'target/bench.json'), JSON.stringify(figures, null, 2));
    writeFileSync(join(root, 'target/bench-machine.json'), JSON.stringify(facts, null, 2));
}

console.log(inLines(facts).join('\n'), '\n');
const columns = ['id', 'value', 'unit', 'baseline', 'ratio', 'budget', 'met', 'what'];
const rows = [columns, ...figures.map((figure) => columns.map((column) => String(figure[column] ?? '–')))];
const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
