// A portal of its own for each attack. What it says is kept, its memory is looked at, and a death is a finding.
import { readFileSync } from 'node:fs';
import { served } from '../support/served.mjs';

export { root } from '../support/served.mjs';

/** Limits that a person never reaches and an attack would: what is looked for lies behind them. */
const OPEN = { MORPROM_WRITES_PER_MINUTE: '10000000', MORPROM_BRAKE_PROVE: '1000000', MORPROM_BRAKE_SLOW: '1000000', MORPROM_BRAKE_STOP: '1000000', MORPROM_BRAKE_STOP_AT_NIGHT: '1000000' };

/** Starts a portal; where it is, its log so far, how much memory it has, whether it lives, and how to stop it. */
export async function house(settings = {}) {
    const portal = await served('attack', { RUST_LOG: 'warn', ...OPEN, ...settings });
    const alive = () => fetch(`${portal.origin}/healthz`, { headers: { connection: 'close' } }).then((answer) => answer.ok, () => false);
    return { ...portal, alive, memory: () => memory(portal.pid) };
}

/** The most memory the process ever had, and what it has now, in mebibytes. */
function memory(pid) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)[1]) / 1024);
    return { most: of('VmHWM'), now: of('VmRSS') };
}
