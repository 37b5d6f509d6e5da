// Partner exchange: vaccinations a second through the whole interface beside the same rows committed by a bare loop, and how
// long a person is looked for by the sealed id among ten million; and what a file of records costs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 20_000);
const PERSONS = Number(process.env.BENCH_LOOKUP ?? 10_000_000);
const FILE_LINES = Number(process.env.BENCH_FILE ?? 100_000);

/** What a program prints, run with a folder of its own. */
function figuresOf(folder, name, args) {
    const own = join(folder, name);
    mkdirSync(own);
    const shown = execFileSync(join(process.env.BENCH_PROGRAMS, name), args(own), { encoding: 'utf8', env: { ...process.env, BENCH_QUIET: '1' } });
    rmSync(own, { recursive: true, force: true });
    return shown.trim().split(' ').map(Number);
}

export async function exchange(folder, add) {
    const [single, bundle, lines, bareSingle, bareBundle] = figuresOf(folder, 'bench_exchange', (own) => ['records', own, String(RECORDS)]);
    const against = 'against the same rows in a bare loop';
    add('exchange.single', `vaccinations of new persons sent one by one, 64 at once, ${against}`, single, 'records/s', null, bareSingle);
    add('exchange.bundle', `in Bundles of 100, ${against}`, bundle, 'records/s', null, bareBundle);
    add('exchange.lines', `as lines of NDJSON, 1 000 a request, ${against} of 100 a unit`, lines, 'records/s', null, bareBundle);
    const [median, last] = figuresOf(folder, 'bench_exchange', (own) => ['lookup', own, String(PERSONS)]);
    add('lookup.median', `finding a person by the sealed id among ${PERSONS}, median`, median, 'ms', null);
    add('lookup.p99', 'the same, 99th percentile', last, 'ms', ['<=', 5]);
    const [, , rate, most] = figuresOf(folder, 'bench_import', (own) => [own, String(FILE_LINES)]);
    add('import.lines', `lines of a file of ${FILE_LINES} records`, rate, 'lines/s', null);
    add('import.memory', 'most memory held meanwhile', most / 1024, 'MiB', null);
}
