// Runs the attacks, all or those that are named, prints a table, writes target/attack.json, and fails on any finding.
// In short (ATTACK_SHORT=1) what waits for slow clients goes on beside the rest.
import './forms.mjs';
import './injection.mjs';
import './raw.mjs';
import './uploads.mjs';
import './headers.mjs';
import './scanners.mjs';
import { ATTACKS, keep, print, run } from './report.mjs';

const named = process.argv.slice(2);
const unknown = named.filter((name) => !ATTACKS.has(name));
if (unknown.length > 0) throw new Error(`no such attack: ${unknown}; there are ${[...ATTACKS.keys()]}`);
const names = named.length > 0 ? named : [...ATTACKS.keys()];

async function inTurn(some) {
    const done = [];
    for (const name of some) {
        const parts = await run(name);
        done.push(...parts);
        const [findings, seconds] = [parts.flatMap((part) => part.findings).length, parts.reduce((sum, part) => sum + part.seconds, 0)];
        console.error(`${name}: ${findings} findings in ${seconds} s`);
    }
    return done;
}

const beside = process.env.ATTACK_SHORT === '1' ? names.filter((name) => name === 'raw') : [];
const all = (await Promise.all([inTurn(names.filter((name) => !beside.includes(name))), inTurn(beside)])).flat();
print(all);
keep('attack.json', all);
process.exit(all.every(({ findings }) => findings.length === 0) ? 0 : 1);
