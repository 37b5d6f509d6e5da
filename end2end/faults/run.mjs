// Runs the fault programs one after another, prints a table, and ends non-zero where a promise does not hold. What was found is
// in target/faults.json. FAULTS=full is the full form, ONLY names one program, SEED another seed.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forget, read } from './report.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const PROGRAMS = ['fsync', 'disk-full', 'postgres', 'clock', 'tampering', 'overload'];
const only = process.env.ONLY;
if (only && !PROGRAMS.includes(only)) throw new Error(`there is no fault program ${only}: ${PROGRAMS.join(', ')}`);

forget();
const failed = PROGRAMS.filter((name) => !only || name === only).filter((name) => spawnSync(process.execPath, [join(here, `${name}.mjs`)], { stdio: 'inherit' }).status !== 0);

const columns = ['id', 'held', 'promised', 'seen'];
const rows = [columns, ...read().map((found) => columns.map((column) => String(found[column])))];
const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
if (failed.length > 0) console.error(`a promise does not hold: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
