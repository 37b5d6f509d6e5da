// Load on one address from the client's core, for a few seconds.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const CLIENT_CORE = '0';

/** Answers a second to 32 connections. */
export const load = (url, how) => loaded(url, how).rate;

/** What both give, one after the other, three times: of the round whose ratio is in the middle. A machine that is shared drifts. */
export function paired(theirs, ours, ratio = (baseline, value) => value / baseline) {
    const rounds = Array.from({ length: 3 }, () => ({ baseline: theirs(), value: ours() }));
    const of = ({ baseline, value }) => ratio(baseline, value);
    return rounds.sort((one, other) => of(one) - of(other))[1];
}

/** The same, and answers in a second of the processor's time that this server used: what does not depend on what else runs. */
export function loadOn({ child }, url, how) {
    const before = processorSeconds(child.pid);
    const { rate, answers } = loaded(url, how);
    return { rate, perProcessorSecond: answers / (processorSeconds(child.pid) - before) };
}

/** Loads a server until it had the processor for five seconds, so that what compiles while it runs is compiled; a minute at most. */
export function warm({ child }, url) {
    const before = processorSeconds(child.pid);
    for (let round = 0; round < 12 && processorSeconds(child.pid) - before < 5; round += 1) load(url);
}

/** Seconds of processor time a process used so far, in a hundredth of a second. */
function processorSeconds(pid) {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
    return (Number(user) + Number(system)) / 100;
}

function loaded(url, { coding = 'identity', seconds = 5 } = {}) {
    const args = ['-c', CLIENT_CORE, 'wrk', '-t1', '-c32', `-d${seconds}s`, '--timeout', '10s', '-H', `Accept-Encoding: ${coding}`, url];
    const output = execFileSync('taskset', args, { encoding: 'utf8' });
    const refused = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)/.exec(output);
    if (refused) throw new Error(`${url}: ${refused[0]}`);
    const answers = Number(/(\d+) requests in/.exec(output)[1]);
    if (answers === 0) throw new Error(`${url}: no answer in ${seconds} s`);
    return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]), answers };
}
