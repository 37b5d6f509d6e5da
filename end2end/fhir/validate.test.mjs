// The made-up bundle holds against FHIR 4.0.1, and the validator that says so can fail: each of these changes makes the
// bundle wrong in one way, and each is found.
//
// FHIR_SAMPLE  the file `cargo run -p fhir --example sample` wrote

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { issues } from './validate.mjs';

const { FHIR_SAMPLE: file } = process.env;
assert.ok(file, 'FHIR_SAMPLE says where the sample is');
const sample = JSON.parse(readFileSync(file, 'utf8'));
const first = (bundle, type) => bundle.entry.map((it) => it.resource).find((it) => it.resourceType === type);

// What is changed, how, and what must be said about it.
const CHANGES = [
  ['a status that is missing', (it) => delete first(it, 'Immunization').status, /Immunization\.status/],
  ['a day that is none', (it) => (first(it, 'Immunization').occurrenceDateTime = '1 January 2026'), /occurrence/],
  ['a moment without a time zone', (it) => (first(it, 'Provenance').recorded = '2026-01-01T00:00:00'), /Provenance\.recorded/],
  ['a member FHIR does not know', (it) => (first(it, 'Observation').verdict = 'x'), /verdict/],
  ['an empty string', (it) => (first(it, 'Organization').name = ''), /nothing in .*\.name/],
  ['an empty list', (it) => (first(it, 'Patient').telecom = []), /nothing in .*\.telecom/],
  ['a null', (it) => (first(it, 'Patient').birthDate = null), /nothing in .*\.birthDate/],
  ['one value where FHIR has a list', (it) => (first(it, 'Consent').category = first(it, 'Consent').category[0]), /Consent\.category/],
  ['a dose that is zero', (it) => (first(it, 'Immunization').protocolApplied[0].doseNumberPositiveInt = 0), /doseNumber/],
  ['a consent without a policy', (it) => delete first(it, 'Consent').policy, /ppc-1/],
  ['a case changed before it was filed', (it) => (first(it, 'Task').lastModified = '2020-01-01T00:00:00Z'), /inv-1/],
  ['a full URL that is there twice', (it) => it.entry.push(it.entry[0]), /bdl-7/],
  ['a reference to nothing', (it) => (first(it, 'Consent').patient.reference = 'urn:uuid:00000000-0000-7000-8000-000000000000'), /not in the bundle/],
  ['a reference to the wrong type', (it) => (first(it, 'Consent').patient = first(it, 'Immunization').performer[0].actor), /Invalid reference/],
  ['a status of another resource', (it) => (first(it, 'Task').status = 'final'), /task-status/],
  ['a disclosure nobody asked for', (it) => delete first(it, 'AuditEvent').agent[0].requestor, /requestor/],
  ['a code its system does not have', (it) => (first(it, 'Provenance').activity.coding[0].code = 'MEND'), /MEND/],
];

test('the sample holds', () => {
  assert.deepEqual(issues(sample), []);
  const types = new Set(sample.entry.map((it) => it.resource.resourceType));
  assert.deepEqual([...types].sort(), ['AuditEvent', 'Consent', 'DocumentReference', 'Immunization', 'Observation', 'Organization', 'Patient', 'Provenance', 'Task']);
});

for (const [name, change, said] of CHANGES) {
  test(`found: ${name}`, () => {
    const changed = structuredClone(sample);
    change(changed);
    const found = issues(changed);
    assert.ok(found.some((it) => said.test(it)), `said of it: ${found.join('; ') || 'nothing'}`);
  });
}

test('the program ends with 0 for the sample and with 1 for a wrong one, from a file and from standard input', () => {
  const program = fileURLToPath(new URL('validate.mjs', import.meta.url));
  assert.equal(spawnSync(process.execPath, [program, file]).status, 0);
  const changed = structuredClone(sample);
  CHANGES[0][1](changed);
  const ended = spawnSync(process.execPath, [program], { input: JSON.stringify(changed), encoding: 'utf8' });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, CHANGES[0][2]);
  assert.equal(spawnSync(process.execPath, [program], { input: '{}' }).status, 1);
});
