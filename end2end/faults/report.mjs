// What a fault program found: printed, kept for the runner, and the exit status where a promise does not hold.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endAll, results } from './portal.mjs';

const file = process.env.FAULTS_FILE ?? join(results, 'faults.json');

/** The full form: FAULTS=full. */
export const full = process.env.FAULTS === 'full';
/** A size, by its setting, or the default of the form that is run. */
export const size = (name, short, long) => Number(process.env[name] ?? (full ? long : short));
export const seed = Number(process.env.SEED ?? 9);

const found = [];

/** One fault: what was promised, and what was seen; `wrong` are the reasons why the promise does not hold. */
export function fault(id, what, promised, seen, wrong) {
    const held = wrong.length === 0;
    found.push({ id, what, promised, seen: held ? seen : `${seen}; ${wrong.slice(0, 5).join('; ')}`, held });
    console.error(`${held ? 'held' : 'NOT HELD'}  ${id}: ${found.at(-1).seen}`);
}

/** How far a full form is. */
export function progress(said) {
    if (full) console.error(said);
}

/** Runs a program's faults; one that cannot be run at all is one that does not hold. */
export async function report(name, work) {
    const began = performance.now();
    try {
        await work();
    } catch (error) {
        fault(name, 'the program itself', 'runs to its end', 'it did not', [String(error.stack ?? error).slice(0, 800)]);
    } finally {
        await endAll();
    }
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(`${name}: ${seconds} s, seed ${seed}, ${full ? 'in full' : 'the short form'}`);
    mkdirSync(results, { recursive: true });
    const others = read().filter((it) => !found.some(({ id }) => id === it.id));
    writeFileSync(file, `${JSON.stringify([...others, ...found], null, 2)}\n`);
    process.exitCode = found.every(({ held }) => held) ? 0 : 1;
}

export function read() {
    try {
        return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
        return [];
    }
}

export const forget = () => rmSync(file, { force: true });
