// An officer's security key: Chromium's own authenticator in software, one for each page.
import { generateKeyPairSync } from 'node:crypto';
import type { CDPSession, Page } from '@playwright/test';

export interface Owner {
    /** Whether the device recognises whoever uses it. */
    recognised: boolean;
}

/** A key plugged into the page's device. */
export class Key {
    private constructor(private readonly session: CDPSession, private readonly id: string) {}

    static async into(page: Page, owner: Owner = { recognised: true }): Promise<Key> {
        const session = await page.context().newCDPSession(page);
        await session.send('WebAuthn.enable');
        const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
            options: {
                protocol: 'ctap2',
                transport: 'internal',
                hasResidentKey: true,
                hasUserVerification: true,
                isUserVerified: owner.recognised,
                automaticPresenceSimulation: true,
            },
        });
        return new Key(session, authenticatorId);
    }

    /** What it holds. */
    async credentials() {
        return (await this.session.send('WebAuthn.getCredentials', { authenticatorId: this.id })).credentials;
    }

    /** Takes in what another key holds. */
    async copy(from: Key) {
        for (const credential of await from.credentials()) {
            await this.session.send('WebAuthn.addCredential', { authenticatorId: this.id, credential });
        }
    }

    /** Claims to be another key: its names and its counters, but a secret of its own. */
    async forge(from: Key) {
        for (const credential of await from.credentials()) {
            const secret = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
            const privateKey = secret.export({ format: 'der', type: 'pkcs8' }).toString('base64');
            const signCount = credential.signCount + 10;
            await this.session.send('WebAuthn.addCredential', { authenticatorId: this.id, credential: { ...credential, privateKey, signCount } });
        }
    }

    /** From now on the device does or does not recognise whoever uses it. */
    async recognises(is: boolean) {
        await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified: is });
    }
}
