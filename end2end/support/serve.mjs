// Starts the release build for the tests: a new database in a temporary folder, two more versions of the policy, made
// from the shipped edition by known changes. Stops with the tests and leaves nothing behind.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = join(root, 'target/dist/morprom');
const folder = mkdtempSync(join(tmpdir(), 'morprom-e2e-'));
const port = process.env.PORTAL_TEST_PORT ?? '3117';
const env = {
    ...process.env,
    MORPROM_ADDR: `127.0.0.1:${port}`,
    MORPROM_DATA_DIR: folder,
    MORPROM_DEMO: '1',
    MORPROM_WRITES_PER_MINUTE: '100000',
};
const run = (...args) => execFileSync(binary, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });

/** A changed edition: one sentence more in article 6, one word changed in the heading of article 7. */
function edition(language, added, [word, other]) {
    const lines = readFileSync(join(root, `server/editions/v1.${language}.txt`), 'utf8').split('\n');
    const six = lines.findIndex((line) => /^(ข้อ|Article) 6 /.test(line));
    lines.splice(six + 1, 0, '', added, '');
    const seven = lines.findIndex((line) => /^(ข้อ|Article) 7 /.test(line));
    lines[seven] = lines[seven].replace(word, other);
    if (!lines[seven].includes(other)) throw new Error(`article 7 of the ${language} edition has no «${word}»`);
    const file = join(folder, `v2.${language}.txt`);
    writeFileSync(file, lines.join('\n'));
    return file;
}

run('migrate');
const thai = edition('th', 'ข้อความทดสอบนี้เพิ่มวัตถุประสงค์ใหม่หนึ่งข้อ', ['แก้', 'ปรับแก้']);
const english = edition('en', 'This test sentence adds one new purpose.', ['correct', 'mend']);
run('policy', 'import', thai, '--lang', 'th', '--effective', '2026-01-01');
run('policy', 'import', english, '--lang', 'en', '--effective', '2026-01-01', '--publish', '--class', 'purpose');

const server = spawn(binary, ['serve'], { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
const stop = () => server.kill('SIGTERM');
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
server.on('exit', (code) => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(code ?? 0);
});
