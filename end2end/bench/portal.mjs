// Starts and stops servers for the benchmarks, pinned to the second core; the clients run on the first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export const SERVER_CORE = '1';

/** Starts a program and waits until `url` answers. */
export async function start(program, args, env, url, every = 100) {
    const child = spawn('taskset', ['-c', SERVER_CORE, program, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
    for (let tries = 0; tries < 10_000 / every; tries += 1) {
        const answer = await fetch(url).catch(() => null);
        if (answer?.ok) return { child, stop: () => stop(child) };
        if (child.exitCode !== null) throw new Error(`${program} stopped with ${child.exitCode}`);
        await wait(every);
    }
    await stop(child);
    throw new Error(`${program} does not answer at ${url}`);
}

async function stop(child) {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
}

export async function startPortal(binary, folder) {
    const address = '127.0.0.1:3127';
    const origin = `http://${address}`;
    const env = { MORPROM_ADDR: address, MORPROM_DATA_DIR: folder, MORPROM_DEMO: '1' };
    return { origin, ...(await start(binary, ['serve'], env, `${origin}/readyz`)) };
}
