// The browser's build and the server's make the same of every input: same value, same error, same sentences.
//
// AGREEMENT_NATIVE  the program `agreement`, built for this machine
// AGREEMENT_WASM    the directory `wasm-bindgen --target nodejs` wrote
// AGREEMENT_SEED    another seed (a whole number); AGREEMENT_COUNT another number of inputs a parser, 10 000 at least

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import test from 'node:test';
import { LIKELY, TOTAL, input, random } from './inputs.mjs';

const { AGREEMENT_NATIVE: native, AGREEMENT_WASM: directory } = process.env;
const seed = Number(process.env.AGREEMENT_SEED ?? 2569);
const count = Math.max(10_000, Number(process.env.AGREEMENT_COUNT ?? 10_000));
assert.ok(native && directory, 'AGREEMENT_NATIVE and AGREEMENT_WASM say where the two builds are');
assert.ok(Number.isSafeInteger(seed) && Number.isSafeInteger(count), 'AGREEMENT_SEED and AGREEMENT_COUNT are whole numbers');

const browser = createRequire(import.meta.url)(resolve(directory, 'agreement.js'));
const parsers = browser.parser_names().split('\n');

test('both builds know the same parsers, and each has likely inputs', async () => {
  assert.deepEqual((await run(['names'], '')).trimEnd().split('\n'), parsers);
  assert.deepEqual(Object.keys(LIKELY).sort(), [...parsers].sort());
});

for (const [index, parser] of parsers.entries()) {
  test(`${parser}: ${count} inputs, seed ${seed}`, async (t) => {
    const r = random(seed + 7919 * index);
    const inputs = Array.from({ length: count }, () => input(r, parser));
    const lines = inputs.map((text) => `${parser}\t${Buffer.from(text).toString('hex')}\n`);
    const server = (await run([], lines.join(''))).trimEnd().split('\n').map((line) => Buffer.from(line, 'hex').toString());
    assert.equal(server.length, count, 'the program answers every line');

    const seen = new Map();
    for (const [at, text] of inputs.entries()) {
      const result = browser.check(parser, text);
      assert.equal(result, server[at], `the builds differ on ${JSON.stringify(text)}`);
      const kind = result.split(' ', result.startsWith('no ') ? 2 : 1).join(' ');
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }
    t.diagnostic([...seen].map(([kind, times]) => `${kind}: ${times}`).join(', '));
    isNotVacuous(parser, seen, new Set(server));
  });
}

test('an unknown parser is not mistaken for one that agrees', () => {
  assert.equal(browser.check('nothing', ''), 'unknown parser nothing');
});

/** Inputs were accepted and refused; where a parser refuses nothing, it gave more than one result. */
function isNotVacuous(parser, seen, results) {
  const kinds = [...seen.keys()];
  const known = TOTAL.has(parser) ? ['all'] : ['ok', 'no'];
  assert.ok(kinds.every((kind) => known.includes(kind.split(' ')[0])), `only known kinds of result: ${kinds}`);
  assert.ok(known.every((word) => kinds.some((kind) => kind.split(' ')[0] === word)), `every kind of result occurs: ${kinds}`);
  assert.ok(results.size > 1, 'more than one result occurs');
}

/** What the program prints for `text`. */
async function run(args, text) {
  const program = spawn(native, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const output = [];
  program.stdout.on('data', (piece) => output.push(piece));
  const closed = once(program, 'close');
  // A program that ends before it has read everything is judged by its exit code and its output, not by this pipe.
  program.stdin.on('error', () => {});
  program.stdin.end(text);
  const [code] = await closed;
  assert.equal(code, 0, 'the program ends well');
  return Buffer.concat(output).toString();
}
