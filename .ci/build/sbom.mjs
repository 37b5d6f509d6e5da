// Looks through bills of materials: each is CycloneDX, names what it is of, and every component with version and licence;
// ours are among them, and nothing is of another registry than the one the policy allows. Usage: node sbom.mjs FILE…
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

let wrong = 0;
const say = (file, what) => {
    wrong += 1;
    console.error(`${basename(file)}: ${what}`);
};
for (const file of process.argv.slice(2)) {
    const { bomFormat, specVersion, metadata, components = [], dependencies = [] } = JSON.parse(readFileSync(file, 'utf8'));
    const ours = basename(file, '.cdx.json');
    if (bomFormat !== 'CycloneDX' || specVersion !== '1.5') say(file, `${bomFormat} ${specVersion}`);
    if (metadata?.component?.name !== ours) say(file, `of ${metadata?.component?.name}`);
    if (!components.some(({ name }) => name === 'domain')) say(file, 'without our own crates');
    for (const { name, version, licenses, purl } of components) {
        if (!version || !purl?.startsWith('pkg:cargo/')) say(file, `${name} without version or address`);
        if (!licenses?.length) say(file, `${name} without a licence`);
        if (/^(openssl(-sys|-src)?|native-tls|boring.*|aws-lc.*)$/.test(name)) say(file, `${name}: TLS is rustls`);
    }
    if (dependencies.length <= components.length / 2) say(file, 'without what depends on what');
    console.log(`  ${basename(file).padEnd(20)} ${String(components.length).padStart(4)} components`);
}
process.exit(wrong === 0 ? 0 : 1);
