// Asks MDN's HTTP Observatory about a portal at `localhost`: observatory.mjs HTTP-PORT HTTPS-PORT PATH… A program of its own,
// for it must trust the certificate that was made for it. Says the grades as JSON.
import { ALL_TESTS } from '@mdn/mdn-http-observatory/src/constants.js';
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from '@mdn/mdn-http-observatory/src/grader/charts.js';
import { getGradeForScore, getScoreModifier } from '@mdn/mdn-http-observatory/src/grader/grader.js';
import { retrieve } from '@mdn/mdn-http-observatory/src/retriever/retriever.js';

const [httpPort, httpsPort, ...paths] = process.argv.slice(2);

/** As the observatory's own scan does it, which asks no other ports than 80 and 443. */
async function scan(path) {
    const got = await retrieve('localhost', { httpPort, httpsPort, path });
    if (!got.responses.auto) throw new Error(`nothing at ${path}`);
    const results = ALL_TESTS.map((test) => test(got));
    const modifiers = results.map(({ result }) => getScoreModifier(result));
    const sum = (numbers) => numbers.reduce((all, number) => all + number, 100);
    const plain = sum(modifiers.filter((number) => number < 0));
    const { grade, score } = getGradeForScore(plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : plain);
    return { path, grade, score, tests: Object.fromEntries(results.map((it) => [it.constructor.name, { pass: it.pass, result: it.result }])) };
}

const grades = [];
for (const path of paths) grades.push(await scan(path));
console.log(JSON.stringify(grades));
process.exit(0);
