// What the figures were measured on: they mean nothing without it.
import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { CLIENT_CORE } from './load.mjs';
import { peerVersions } from './peers.mjs';
import { SERVER_CORE } from './portal.mjs';

const ROOT = join(import.meta.dirname, '../..');
/** How long writes are counted, in milliseconds. */
const LONG = 1000;

/** Writes of 4 KiB a second, each on the disk before the next. */
function syncs(folder) {
    const file = join(folder, 'syncs');
    const [descriptor, block] = [openSync(file, 'w'), Buffer.alloc(4096, 1)];
    const began = performance.now();
    let count = 0;
    for (; performance.now() - began < LONG; count += 1) {
        writeSync(descriptor, block);
        fdatasyncSync(descriptor);
    }
    const took = performance.now() - began;
    closeSync(descriptor);
    rmSync(file);
    return Math.round((count * 1000) / took);
}

/** The first version number a program names; `null` where it is not there. */
function version(program, ...args) {
    try {
        const said = execFileSync(program, args, { encoding: 'utf8', cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
        return /\d+(\.\d+)+/.exec(said)?.[0] ?? said.trim();
    } catch (error) {
        // wrk says its version and fails.
        return /\d+(\.\d+)+/.exec(error.stdout ?? '')?.[0] ?? null;
    }
}

const line = (pattern, text) => pattern.exec(text)?.[1] ?? null;

export function machine(folder) {
    const postgres = execFileSync('bash', ['-c', 'ls -d /usr/lib/postgresql/*/bin/postgres | sort -V | tail -1'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude', '*'], { encoding: 'utf8', cwd: ROOT }).trim();
    return {
        measured: new Date().toISOString(),
        commit,
        cores: cpus().length,
        processor: cpus()[0].model,
        memory_gib: Math.round(totalmem() / 2 ** 30),
        kernel: release(),
        system: line(/^PRETTY_NAME="(.*)"$/m, readFileSync('/etc/os-release', 'utf8')),
        file_system: execFileSync('df', ['--output=fstype', folder], { encoding: 'utf8' }).trim().split('\n').at(-1),
        synced_writes_per_second: syncs(folder),
        load_at_start: loadavg()[0],
        client_core: CLIENT_CORE,
        server_core: SERVER_CORE,
        versions: {
            rustc: version('rustc', '--version'),
            node: process.versions.node,
            chromium: version(browser.executablePath, '--version'),
            postgresql: postgres ? version(postgres, '--version') : null,
            libsqlite3_sys: line(/name = "libsqlite3-sys"\nversion = "(.*)"/, readFileSync(join(ROOT, 'Cargo.lock'), 'utf8')),
            wrk: version('wrk', '--version'),
            peers: peerVersions(),
        },
    };
}

/** The same for people, a line a subject. */
export function inLines({ versions, ...on }) {
    const list = (of) => Object.entries(of).filter(([, version]) => version !== null).map(([name, version]) => `${name} ${version}`).join(', ');
    const { peers, ...own } = versions;
    return [
        `measured ${on.measured} at ${on.commit}, load ${on.load_at_start.toFixed(2)} at the start`,
        `${on.cores} cores (${on.processor}), ${on.memory_gib} GiB, ${on.system}, kernel ${on.kernel}; clients on core ${on.client_core}, servers on core ${on.server_core}`,
        `${on.synced_writes_per_second} synced writes of 4 KiB a second (${on.file_system})`,
        list(own),
        ...(peers ? [`peers: ${list(peers)}`] : []),
    ];
}
