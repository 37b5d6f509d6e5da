// A portal of its own for the tests of the exchange, with the demonstration's systems. And a token, got as any partner's
// software gets one.
import { createPrivateKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as oauth from 'openid-client';
import { numbered } from '../support/ids.mjs';
import { served } from '../support/served.mjs';

/** Starts the portal; gives back where it is, its folder, and how to stop it. Errors it told are shown at its end. */
export async function portal() {
    const house = await served('exchange', { RUST_LOG: 'error' });
    const stop = async () => {
        await house.stop();
        process.stderr.write(house.log());
    };
    return { ...house, stop };
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

/** A made-up national id. */
export const madeUpId = (n) => numbered(`8777${String(n).padStart(8, '0')}`);
