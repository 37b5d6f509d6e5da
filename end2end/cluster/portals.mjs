// Portals over one database: the same keys and the same public address, each with a folder of its own.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Program, until } from './machines.mjs';

export class Portal extends Program {
    constructor(folder, binary, at, { url, keys, publicUrl }) {
        const name = `portal${at + 1}`;
        const own = join(folder, name);
        mkdirSync(own);
        const address = `127.0.0.1:${23001 + at}`;
        const env = {
            PATH: '/usr/bin:/bin',
            MORPROM_ADDR: address,
            MORPROM_PUBLIC_URL: publicUrl,
            MORPROM_DATA_DIR: own,
            MORPROM_DATABASE_URL: url,
            MORPROM_KEY_FILE: keys,
            MORPROM_WRITES_PER_MINUTE: '100000000',
            RUST_LOG: 'info',
        };
        super(own, name, binary, ['serve'], { env });
        Object.assign(this, { address, env, origin: `http://${address}` });
    }

    /** As a demonstration, whose people can be signed in; it signs them out each time it starts. */
    get demonstration() {
        return { ...this.env, MORPROM_DEMO: '1' };
    }

    /** Starts it and waits until it is ready. */
    async open() {
        this.start();
        return until(`${this.name} is ready`, 60, async () => (await fetch(`${this.origin}/readyz`)).ok);
    }
}
