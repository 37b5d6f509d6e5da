// What tests and programs ask of the machine they run on: a port that is free, a clock that can be moved.
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';

/** A port of this machine that nobody has at this moment. */
export async function freePort() {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address();
    probe.close();
    await once(probe, 'close');
    return port;
}

/** The library that moves a program's clock; Debian keeps it in a folder named after the machine. */
const library = () => `/usr/lib/${readdirSync('/usr/lib').find((name) => name.endsWith('-linux-gnu'))}/faketime/libfaketime.so.1`;

/** The environment of a program whose clock is this far from the machine's, as `+120s`. */
export const clockAhead = (by) => ({ LD_PRELOAD: library(), FAKETIME: by });

/** The environment of a program whose clock is what the file says, read anew each time; what measures durations goes on. */
export const clockOf = (file) => ({ LD_PRELOAD: library(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', TZ: 'UTC' });
