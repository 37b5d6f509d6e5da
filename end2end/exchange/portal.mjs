// A portal of its own for the tests of the exchange: the release build with the demonstration's systems, on a free port of
// this machine, in a folder that is gone afterwards. And a token, got as any partner's software gets one.
import { spawn } from 'node:child_process';
import { createPrivateKey, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as oauth from 'openid-client';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Starts the portal; give back where it is, its folder, and how to stop it. */
export async function portal() {
    const folder = mkdtempSync(join(tmpdir(), 'morprom-exchange-'));
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = { ...process.env, MORPROM_ADDR: `127.0.0.1:${port}`, MORPROM_DATA_DIR: folder, MORPROM_DEMO: '1', RUST_LOG: 'error' };
    const server = spawn(process.env.MORPROM ?? join(root, 'target/dist/morprom'), ['serve'], { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const stop = async () => {
        server.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true, force: true });
    };
    for (let tries = 0; tries < 600; tries += 1) {
        const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
        if (ready) return { origin, folder, stop };
        if (server.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await stop();
    throw new Error('the portal did not start');
}

/** A token of one of the demonstration's systems, by a public OAuth library. */
export async function token({ origin, folder }, client, scope) {
    const asked = () => fetch(`${origin}/fhir/.well-known/smart-configuration`);
    // A line that was left open is closed by the portal meanwhile: then the second try opens another.
    const found = await (await asked().catch(asked)).json();
    const pem = readFileSync(join(folder, 'demo-keys', `${client}.pem`));
    const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
    const key = await webcrypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-384' }, false, ['sign']);
    // SMART names the token endpoint as the audience, and the type of the assertion plainly.
    const smart = {
        [oauth.modifyAssertion]: (header, payload) => {
            header.typ = 'JWT';
            payload.aud = found.token_endpoint;
        },
    };
    const server = { issuer: origin, token_endpoint: found.token_endpoint };
    const config = new oauth.Configuration(server, client, undefined, oauth.PrivateKeyJwt({ key, kid: client }, smart));
    oauth.allowInsecureRequests(config);
    const given = await oauth.clientCredentialsGrant(config, { scope });
    return given.access_token;
}

function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

/** A made-up national id: a plainly synthetic body with the check digit that belongs to it. */
export function madeUpId(n) {
    const body = `8777${String(n).padStart(8, '0')}`;
    const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
    return `${body}${(11 - (sum % 11)) % 10}`;
}
