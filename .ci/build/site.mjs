// Makes the site: style sheet, scripts, WebAssembly, fonts, icons, each asset named by its content and compressed.
// Usage: node site.mjs ROOT WASM_BINDGEN_OUTPUT DESTINATION
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const [root, bindgen, destination] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'morprom-site-'));
const targets = ['es2020'];

rmSync(destination, { recursive: true, force: true });
mkdirSync(join(destination, 'assets'), { recursive: true });

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const hashed = (name, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const path = `/assets/${name.replace(/(\.\w+)$/, `-${hash}$1`)}`;
    writeFileSync(join(destination, path), content);
    return path;
};
const bundle = async (entry, options) => {
    const result = await build({ entryPoints: [entry], bundle: true, minify: true, write: false, target: targets, legalComments: 'none', logLevel: 'error', ...options });
    return Buffer.from(result.outputFiles[0].contents);
};

// Fonts carry a version in their names and are linked from the style sheet as they are.
cpSync(join(root, 'public/fonts'), join(destination, 'assets/fonts'), { recursive: true });
const font = readdirSync(join(root, 'public/fonts')).find((name) => /-400\..*woff2$/.test(name));

const optimised = (name) => {
    const result = join(scratch, `${name}.wasm`);
    execFileSync(process.execPath, [
        join(here, 'node_modules/binaryen/bin/wasm-opt'), join(bindgen, `${name}_bg.wasm`), '-Oz', '-o', result,
        '--enable-bulk-memory', '--enable-nontrapping-float-to-int', '--enable-sign-ext', '--enable-mutable-globals',
        '--enable-reference-types', '--enable-multivalue',
    ], { stdio: 'inherit' });
    return readFileSync(result);
};

const assets = {
    style: hashed('style.css', await bundle(join(root, 'style/main.css'), { external: ['/assets/*'] })),
    page_script: hashed('page.js', await bundle(join(root, 'public/page.js'), { format: 'iife' })),
    islands_script: hashed('islands.js', await bundle(join(here, 'islands.js'), { format: 'esm', alias: { client: join(bindgen, 'client.js') }, supported: { 'import-meta': true } })),
    islands_wasm: hashed('client.wasm', optimised('client')),
    verifier_script: hashed('verify.js', await bundle(join(root, 'public/verify.js'), { format: 'esm', alias: { verifier: join(bindgen, 'verifier.js') }, supported: { 'import-meta': true } })),
    verifier_wasm: hashed('verifier.wasm', optimised('verifier')),
    passkey_script: hashed('passkey.js', await bundle(join(root, 'public/passkey.js'), { format: 'iife' })),
    font: `/assets/fonts/${font}`,
};
writeFileSync(join(destination, 'assets.json'), JSON.stringify(assets, null, 2));

for (const name of readdirSync(join(root, 'public'))) {
    if (!['fonts', 'sw.js', 'page.js', 'verify.js', 'passkey.js'].includes(name)) cpSync(join(root, 'public', name), join(destination, name), { recursive: true });
}

const rooms = ['', '/policy', '/data', '/cookies', '/contact', '/verify', '/offline'];
const shell = [
    ...['/th', '/en'].flatMap((language) => rooms.map((room) => language + room)),
    ...Object.values(assets), '/icons/icon.svg',
];
// The worker's build is the hash of what it keeps: a rebuild that changes nothing offers no update.
const worker = readFileSync(join(root, 'public/sw.js'), 'utf8');
const buildId = createHash('sha256').update(worker + JSON.stringify(shell)).digest('hex').slice(0, 16);
const configured = worker.replaceAll('__BUILD__', buildId).replaceAll('__SHELL__', JSON.stringify(shell));
const workerFile = join(scratch, 'sw.js');
writeFileSync(workerFile, configured);
writeFileSync(join(destination, 'sw.js'), await bundle(workerFile, { format: 'iife' }));

const compressible = new Set(['.css', '.js', '.wasm', '.svg', '.json', '.txt']);
const compress = (folder) => {
    for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) compress(path);
        else if (compressible.has(extname(name)) && name !== 'assets.json') {
            const content = readFileSync(path);
            writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
            writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
        }
    }
};
compress(destination);
rmSync(scratch, { recursive: true, force: true });

for (const [what, path] of Object.entries(assets)) {
    const compressed = ['.woff2'].includes(extname(path)) ? path : `${path}.br`;
    console.log(`  ${what.padEnd(15)} ${kilobytes(statSync(join(destination, compressed)).size).padStart(8)}  ${path}`);
}
