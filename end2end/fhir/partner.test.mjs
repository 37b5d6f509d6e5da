// What the exchange with partners sends, reads and says of itself holds against FHIR 4.0.1, and what is no FHIR against the
// standards it is of. The check can fail: each of these changes makes a sample wrong in one way, and each is found.
//
// FHIR_PARTNER_SAMPLES  the file `cargo run -p fhir --example partner_samples` wrote

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { faults } from './validate.mjs';

const { FHIR_PARTNER_SAMPLES: file } = process.env;
assert.ok(file, 'FHIR_PARTNER_SAMPLES says where the samples are');
const { findUsage, ...samples } = JSON.parse(readFileSync(file, 'utf8'));
const all = Object.entries(samples).flatMap(([name, it]) => [it].flat().map((resource, at) => [`${name}[${at}]`, resource]));

test('every kind of resource is among the samples', () => {
  const types = new Set(all.map(([, it]) => it.resourceType));
  assert.deepEqual([...types].sort(), ['AuditEvent', 'Bundle', 'CapabilityStatement', 'Immunization', 'Observation', 'OperationOutcome']);
  const bundles = all.map(([, it]) => it).filter((it) => it.resourceType === 'Bundle');
  assert.deepEqual(bundles.map((it) => it.type).sort(), ['batch-response', 'searchset', 'transaction', 'transaction-response']);
  assert.ok(samples.searchset.entry.some((it) => it.resource.resourceType === 'Provenance'));
});

for (const [name, resource] of all) {
  test(`holds: ${name} ${resource.resourceType}`, () => assert.deepEqual(faults(resource), []));
}

// What is changed, how, and what must be said about it.
const CHANGES = [
  ['a sender\'s dose without a status', 'sent', (it) => delete it[0].status, /Immunization\.status/],
  ['a sender\'s Patient with a member FHIR does not know', 'sent', (it) => (it[0].contained[0].nickname = 'x'), /nickname/],
  ['a result with two values', 'sent', (it) => (it[2].valueBoolean = true), /value/],
  ['a reference to nothing', 'sentBundle', (it) => (it.entry[1].resource.patient.reference = 'urn:uuid:x'), /not in the bundle/],
  ['an entry without a request', 'sentBundle', (it) => delete it.entry[0].request, /bdl-3/],
  ['a dose of nobody', 'shared', (it) => delete it[0].patient, /Immunization\.patient/],
  ['a search mode in an answer', 'batchResponse', (it) => (it.entry[0].search = { mode: 'match' }), /bdl-2/],
  ['an answer without a response', 'transactionResponse', (it) => delete it.entry[0].response, /bdl-4/],
  ['a total in an answer', 'batchResponse', (it) => (it.total = 1), /bdl-1/],
  ['an issue of no type of issues', 'outcome', (it) => (it.issue[0].code = 'wrong'), /issue-type/],
  ['an outcome without an issue', 'outcome', (it) => delete it.issue, /OperationOutcome\.issue/],
  ['a refused outcome inside an answer', 'batchResponse', (it) => delete it.entry[2].response.outcome.issue[0].severity, /severity/],
  ['a use that nobody asked for', 'audit', (it) => delete it[0].agent[0].requestor, /requestor/],
  ['an action FHIR does not have', 'audit', (it) => (it[0].action = 'X'), /audit-event-action/],
  ['a role its system does not have', 'audit', (it) => (it[0].entity[0].role.code = '99'), /99/],
  ['a resource that is told twice', 'capability', (it) => it.rest[0].resource.push(it.rest[0].resource[0]), /cpb-9/],
  ['a version of FHIR there is not', 'capability', (it) => (it.fhirVersion = '4.0'), /FHIR-version/],
  ['an instance that is nowhere', 'capability', (it) => delete it.implementation, /cpb-14/],
];

for (const [name, sample, change, said] of CHANGES) {
  test(`found: ${name}`, () => {
    const changed = structuredClone(samples[sample]);
    change(changed);
    const found = [changed].flat().flatMap(faults);
    assert.ok(found.some((it) => said.test(it)), `said of it: ${found.join('; ') || 'nothing'}`);
  });
}

test('the data tracker has what its interface 2.0 requires, later uses first', () => {
  assert.deepEqual(Object.keys(findUsage).sort(), ['totalUsages', 'usages']);
  assert.ok(Number.isInteger(findUsage.totalUsages) && findUsage.usages.length > 1);
  for (const usage of findUsage.usages) {
    assert.deepEqual(Object.keys(usage).sort(), ['action', 'logtime', 'receiverCode', 'receiverName', 'receiverSystem']);
    for (const value of Object.values(usage)) assert.ok(typeof value === 'string' && value !== '');
  }
  const times = findUsage.usages.map((it) => Date.parse(it.logtime));
  assert.deepEqual(times, [...times].sort((a, b) => b - a));
});
