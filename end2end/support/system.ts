// A partner's system of the demonstration: signs on with its key (SMART Backend Services) and sends doses as FHIR.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Town } from './town';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What is sent of a dose; whose it is stands in it. */
export interface Dose {
    name: string;
    id: string;
    first: string;
    family: string;
    born: string;
    day: string;
    lot: string;
    presence?: string;
}

export class System {
    private constructor(private readonly town: Town, private readonly token: string) {}

    /** Signs on at `now`, in milliseconds since 1970. */
    static async of(town: Town, client: string, scope: string, now = Date.now()): Promise<System> {
        const key = createPrivateKey(readFileSync(join(town.folder, 'demo-keys', `${client}.pem`)));
        const seconds = Math.floor(now / 1000);
        const claims = { iss: client, sub: client, aud: `${town.origin}/api/v1/token`, jti: randomUUID(), iat: seconds, exp: seconds + 240 };
        const text = `${part({ alg: 'ES384', typ: 'JWT', kid: client })}.${part(claims)}`;
        const signature = sign('sha384', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
        const body = new URLSearchParams({
            grant_type: 'client_credentials',
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion: `${text}.${signature}`,
            scope,
        });
        const answer = await fetch(`${town.origin}/api/v1/token`, { method: 'POST', body });
        expect(answer.status, await answer.clone().text()).toBe(200);
        return new System(town, (await answer.json()).access_token);
    }

    /** Sends a dose; the status of the answer. */
    async send(dose: Dose): Promise<number> {
        const resource = {
            resourceType: 'Immunization',
            identifier: [{ system: 'https://hospital.example/dose', value: dose.name }],
            contained: [{
                resourceType: 'Patient',
                id: 'p',
                identifier: [{ system: 'https://terms.sil-th.org/id/th-cid', value: dose.id }],
                name: [{ family: dose.family, given: [dose.first] }],
                birthDate: dose.born,
            }],
            ...(dose.presence ? { extension: [{ url: 'urn:morprom:presence-code', valueString: dose.presence }] } : {}),
            status: 'completed',
            vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '208' }] },
            patient: { reference: '#p' },
            occurrenceDateTime: dose.day,
            lotNumber: dose.lot,
            protocolApplied: [{ doseNumberPositiveInt: 4 }],
        };
        const headers = { 'content-type': 'application/fhir+json', authorization: `Bearer ${this.token}` };
        const answer = await fetch(`${this.town.origin}/fhir/Immunization`, { method: 'POST', headers, body: JSON.stringify(resource) });
        await answer.arrayBuffer();
        return answer.status;
    }
}
