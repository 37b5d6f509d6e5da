// A partner's software, written with public libraries alone (`openid-client` for sign-on, `fhir-kit-client` for FHIR): it
// signs on, sends, reads, and is refused, against the release build.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'fhir-kit-client';
import { madeUpId, portal, token } from './portal.mjs';

let house;
let fhir;
let bearerToken;

before(async () => {
    house = await portal();
    bearerToken = await token(house, 'demo-unit', 'system/Immunization.crs system/Observation.crs');
    fhir = new Client({ baseUrl: `${house.origin}/fhir`, bearerToken });
});
after(() => house.stop());

function dose(name, id, given = 'สมมติ') {
    return {
        resourceType: 'Immunization',
        identifier: [{ system: 'https://hospital.example/dose', value: name }],
        contained: [
            {
                resourceType: 'Patient',
                id: 'p',
                identifier: [{ system: 'https://terms.sil-th.org/id/th-cid', value: id }],
                name: [{ given: [given] }],
                birthDate: '1990-03-04',
            },
        ],
        status: 'completed',
        vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '88' }] },
        patient: { reference: '#p' },
        occurrenceDateTime: '2026-05-06',
        protocolApplied: [{ doseNumberPositiveInt: 1 }],
    };
}

const search = (id) => ({
    'patient.identifier': `https://terms.sil-th.org/id/th-cid|${id}`,
    'patient.birthdate': '1990-03-04',
    'patient.given': 'สมมติ',
});

test('the statement says what the interface does, and where to sign on', async () => {
    const statement = await fhir.capabilityStatement();
    assert.equal(statement.fhirVersion, '4.0.1');
    const auth = await fhir.smartAuthMetadata();
    assert.equal(new URL(String(auth.tokenUrl)).pathname, '/api/v1/token');
});

test('a dose is sent, found by who it is about, and read', async () => {
    const id = madeUpId(1);
    await fhir.create({ resourceType: 'Immunization', body: dose('P-1', id) });
    const found = await fhir.search({ resourceType: 'Immunization', searchParams: search(id), options: { postSearch: true } });
    assert.equal(found.total, 1);
    const resource = found.entry.find((it) => it.search.mode === 'match').resource;
    const read = await fhir.read({ resourceType: 'Immunization', id: resource.id });
    assert.equal(read.vaccineCode.coding[0].code, '88');
});

test('a transaction with one wrong entry does nothing, a batch the rest', async () => {
    const wrong = { ...dose('P-3', madeUpId(3)), status: 'not-done' };
    const entry = [dose('P-2', madeUpId(2)), wrong].map((resource, at) => ({
        fullUrl: `urn:uuid:00000000-0000-4000-8000-00000000000${at}`,
        resource,
        request: { method: 'POST', url: 'Immunization' },
    }));
    const refused = fhir.transaction({ body: { resourceType: 'Bundle', type: 'transaction', entry } });
    await assert.rejects(refused, (error) => error.response.data.resourceType === 'OperationOutcome');
    const done = await fhir.batch({ body: { resourceType: 'Bundle', type: 'batch', entry } });
    assert.deepEqual(done.entry.map((it) => it.response.status.slice(0, 3)), ['201', '422']);
});

test('R5 is read and said where the media type names it', async () => {
    const [type, authorization] = ['application/fhir+json; fhirVersion=5.0', `Bearer ${bearerToken}`];
    const body = JSON.stringify({ ...dose('P-5', madeUpId(5)), protocolApplied: [{ doseNumber: '1' }] });
    const send = (contentType) => fetch(`${house.origin}/fhir/Immunization`, { method: 'POST', headers: { authorization, 'content-type': contentType }, body });
    assert.equal((await send('application/fhir+json')).status, 422, 'no element of R4');
    const taken = await send(type);
    assert.equal(taken.status, 201);
    assert.match(taken.headers.get('content-type'), /fhirVersion=5\.0/);
    const address = new URL(taken.headers.get('location').replace(/\/_history.*/, ''), house.origin);
    const said = async (headers) => (await (await fetch(address, { headers: { authorization, ...headers } })).json()).protocolApplied;
    assert.deepEqual(await said({ accept: type }), [{ doseNumber: '1' }]);
    assert.deepEqual(await said({}), [{ doseNumberPositiveInt: 1 }]);
    const statement = await fetch(`${house.origin}/fhir/metadata`, { headers: { accept: type } });
    assert.equal((await statement.json()).fhirVersion, '5.0.0');
});

test('a search by address, a foreign token and an unknown person are refused in the form of FHIR', async () => {
    const byAddress = fhir.search({ resourceType: 'Immunization', searchParams: search(madeUpId(1)) });
    await assert.rejects(byAddress, (error) => error.response.status === 405);
    const stranger = new Client({ baseUrl: `${house.origin}/fhir`, bearerToken: 'f'.repeat(64) });
    await assert.rejects(stranger.read({ resourceType: 'Immunization', id: 'x' }), (error) => error.response.status === 401);
    const nobody = fhir.search({ resourceType: 'Immunization', searchParams: search(madeUpId(99)), options: { postSearch: true } });
    await assert.rejects(nobody, (error) => error.response.data.issue[0].code === 'not-found');
});
