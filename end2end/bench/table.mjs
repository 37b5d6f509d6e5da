// target/bench.json as tables for docs/benchmarks.md, a part each, under what they were measured on.
// node bench/table.mjs [FIGURES MACHINE]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inLines } from './machine.mjs';

const [figures, machine] = ['bench.json', 'bench-machine.json'].map((name, at) => JSON.parse(readFileSync(process.argv[2 + at] ?? join(import.meta.dirname, '../../target', name), 'utf8')));

/** A figure belongs to the first part one of whose beginnings its id has. */
const PARTS = [
    ['Correction of records', ['bytes.records', 'bytes.dispute', 'bytes.work-list', 'lighthouse.records', 'lighthouse.dispute', 'lcp.records', 'lcp.dispute', 'tbt.records', 'tbt.dispute', 'work-list', 'audited-read']],
    ['Pages a second', ['rate.', 'fresh.']],
    ['To the browser', ['bytes.', 'requests.', 'lighthouse.', 'lcp.', 'tbt.']],
    ['Exchange', ['exchange.', 'lookup.', 'import.']],
    ['Traffic log', ['traffic.']],
    ['Accounts and consent', ['']],
];
const partOf = ({ id }) => PARTS.find(([, beginnings]) => beginnings.some((beginning) => id.startsWith(beginning)))[0];
const number = (value) => (value === null ? '' : value >= 1000 ? Math.round(value).toLocaleString('en').replaceAll(',', '\u2009') : String(Number(value.toPrecision(3))));
const budget = (figure) => (figure.budget ? figure.budget.replace(/[\d.]+$/, (limit) => number(Number(limit))) : '');
const row = (figure) => [
    `\`${figure.id}\``, figure.what, `${number(figure.value)} ${figure.unit}`.trim(), number(figure.baseline), number(figure.ratio), budget(figure), { true: 'yes', false: '**no**', null: '' }[figure.met],
];

console.log(inLines(machine).map((line) => `- ${line}`).join('\n'));
for (const [title] of PARTS) {
    const rows = figures.filter((figure) => partOf(figure) === title).map(row);
    if (rows.length === 0) continue;
    console.log(`\n## ${title}\n`);
    for (const cells of [['id', 'what', 'measured', 'beside it', 'ratio', 'budget', 'met'], Array(7).fill('---'), ...rows]) console.log(`| ${cells.join(' | ')} |`);
}
