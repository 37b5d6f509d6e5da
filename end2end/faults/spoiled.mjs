// Spoils calls of a running process by `strace -e inject`: the N-th of each of its threads, or all from the N-th on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';

export const SYNCS = 'fsync,fdatasync';
export const WRITES = 'pwrite64,ftruncate,fallocate';

/** What a program is started under, so that its calls fail from the start. */
export const from = (log, calls, error, when) => ['strace', '-f', '--seccomp-bpf', ...traced(log, calls, error, when)];

const traced = (log, calls, error, when) => ['-qqq', '-ttt', '-o', log, '-e', `trace=${calls}`, '-e', 'signal=none', '-e', `inject=${calls}:error=${error}:when=${when}`];

/** Attaches to a process; `spoiled` counts what failed so far, `let go` leaves the process as it was. */
export async function attach(pid, log, calls, error, when) {
    rmSync(log, { force: true });
    // Without -qqq it says when it has attached.
    const args = traced(log, calls, error, when).filter((arg) => arg !== '-qqq');
    const tracer = spawn('strace', ['-f', '-p', String(pid), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    const gone = once(tracer, 'exit');
    const attached = new Promise((resolve, reject) => {
        let said = '';
        tracer.stderr.on('data', (chunk) => {
            said += chunk;
            if (/attached/.test(said)) resolve();
        });
        tracer.once('exit', () => reject(new Error(`strace: ${said}`)));
        tracer.once('error', reject);
    });
    await attached;
    const letGo = async () => {
        tracer.kill('SIGINT');
        await gone;
    };
    return { spoiled: () => spoiled(log), letGo };
}

/** How many calls failed by this log, and when the first did, in milliseconds since 1970. */
export function spoiled(log) {
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('(INJECTED)')) : [];
    const first = lines.length > 0 ? Number(/(\d+\.\d+) /.exec(lines[0])[1]) * 1000 : null;
    return { times: lines.length, first };
}
