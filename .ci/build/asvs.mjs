// Looks through docs/asvs.md: every requirement of levels 1 and 2 once, in a state there is, with a file that exists for what
// is held and a reason for the rest. Usage: node asvs.mjs ROOT
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many requirements of level 1 and 2 each section of ASVS 5.0.0 has. */
const SECTIONS = {
    '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4,
    '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1,
    '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4,
    '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2,
};
const root = process.argv[2];
const wrong = [];
const [found, states] = [new Map(), new Map()];
const seen = new Set();
for (const line of readFileSync(join(root, 'docs/asvs.md'), 'utf8').split('\n')) {
    const cells = /^\| (\d+\.\d+)\.(\d+) \| ([12]) \| (.+) \| ([^|]+) \| (.+) \|$/.exec(line);
    if (!cells) {
        if (/^\| \d/.test(line)) wrong.push(`no such row: ${line.slice(0, 60)}`);
        continue;
    }
    const [, section, number, , , state, shown] = cells;
    if (seen.has(`${section}.${number}`)) wrong.push(`${section}.${number} twice`);
    seen.add(`${section}.${number}`);
    found.set(section, (found.get(section) ?? 0) + 1);
    states.set(state, (states.get(state) ?? 0) + 1);
    if (!['held', 'not applicable', 'open'].includes(state)) wrong.push(`${section}.${number}: ${state}`);
    for (const [, path] of shown.matchAll(/`([^`\s]+)`/g)) if (/^[\w.-]+\/[\w./-]+$|\.(md|toml)$/.test(path) && !existsSync(join(root, path))) wrong.push(`${section}.${number}: ${path} is not there`);
}
for (const [section, many] of Object.entries(SECTIONS)) if (found.get(section) !== many) wrong.push(`${section}: ${found.get(section) ?? 0} of ${many}`);
for (const section of found.keys()) if (!(section in SECTIONS)) wrong.push(`${section}: no such section`);
for (const what of wrong) console.error(`docs/asvs.md: ${what}`);
console.log(`  ASVS 5.0, levels 1 and 2: ${[...states].map(([state, many]) => `${many} ${state}`).join(', ')}`);
process.exit(wrong.length === 0 ? 0 : 1);
