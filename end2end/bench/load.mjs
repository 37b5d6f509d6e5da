// Load on one address from the client's core, for a few seconds.
import { execFileSync } from 'node:child_process';

export const CLIENT_CORE = '0';

/** Answers a second to 32 connections. */
export function load(url, { coding = 'identity', seconds = 5 } = {}) {
    const args = ['-c', CLIENT_CORE, 'wrk', '-t1', '-c32', `-d${seconds}s`, '-H', `Accept-Encoding: ${coding}`, url];
    const output = execFileSync('taskset', args, { encoding: 'utf8' });
    const refused = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)/.exec(output);
    if (refused) throw new Error(`${url}: ${refused[0]}`);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]);
}
