// What the attacks have in common: each is run by itself or by `run.mjs`, against a portal of its own, and gives findings
// and figures. A finding is one line; any finding fails the run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { house, root } from './house.mjs';

/** The attacks there are, by name, where a file was loaded. */
export const ATTACKS = new Map();

/** Makes an attack known, in one part or in several, each on a portal of its own, and runs it where its file was started by itself. */
export async function alone(url, name, attack, settings = {}, parts = [{}]) {
    ATTACKS.set(name, { attack, settings, parts });
    if (url !== pathToFileURL(process.argv[1]).href) return;
    const done = await run(name);
    print(done);
    process.exit(done.every(({ findings }) => findings.length === 0) ? 0 : 1);
}

/** Runs one, in the time it has; of each part what it found, its figures, and how long it took. */
export async function run(name) {
    const done = [];
    for (const options of ATTACKS.get(name).parts) done.push(await runPart(name, options));
    return done;
}

async function runPart(name, options) {
    const { attack, settings } = ATTACKS.get(name);
    const began = Date.now();
    const portal = await house(settings);
    let done;
    try {
        done = await attack({ ...portal, ...options });
    } catch (error) {
        done = { findings: [`the attack itself failed: ${error.stack}`], figures: {} };
    }
    if (!(await portal.alive())) done.findings.push('the portal does not answer any more');
    const panics = portal.log().split('\n').filter((line) => /panic/i.test(line));
    done.findings.push(...panics.slice(0, 5).map((line) => `the portal's log: ${line}`));
    await portal.stop();
    for (const [file, content] of Object.entries(done.kept ?? {})) keep(file, content);
    return { name, findings: done.findings, figures: done.figures, seconds: Math.round((Date.now() - began) / 1000) };
}

/** Writes a file into `target/`. */
export function keep(file, content) {
    mkdirSync(join(root, 'target'), { recursive: true });
    writeFileSync(join(root, 'target', file), JSON.stringify(content, null, 1));
}

export function print(all) {
    for (const { name, findings, figures, seconds } of all) {
        const told = Object.entries(figures).map(([what, value]) => `${what} ${value}`).join(', ');
        console.log(`${name.padEnd(10)} ${String(findings.length).padStart(3)} findings  ${String(seconds).padStart(4)} s  ${told}`);
        for (const finding of findings.slice(0, 40)) console.log(`    ! ${finding}`);
        if (findings.length > 40) console.log(`    ! … and ${findings.length - 40} more, all in target/attack.json`);
    }
}
