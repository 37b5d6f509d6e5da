// Plays a schema fuzzer (Schemathesis) against the release build and its own OpenAPI document, as each of the
// demonstration's systems: no answer may be an error of the server or of another form than the document says. Seeded;
// bounded by FUZZ_EXAMPLES for each operation; the load goes to this machine and stops by itself.
import { spawnSync } from 'node:child_process';
import { portal, token } from './portal.mjs';

const examples = process.env.FUZZ_EXAMPLES ?? '25';
const program = process.env.SCHEMATHESIS ?? 'schemathesis';
const systems = [
    ['demo-unit', 'changes.read system/Immunization.crs system/Observation.crs target-group.read'],
    ['demo-dopa', 'changes.read target-group.read target-group.write'],
    ['demo-contractor', 'changes.read system/AuditEvent.s'],
];
const checks = 'not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance';

const house = await portal();
let failed = 0;
try {
    for (const [client, scope] of systems) {
        const bearer = await token(house, client, scope);
        const run = spawnSync(
            program,
            ['run', `${house.origin}/openapi.json`, '--header', `Authorization: Bearer ${bearer}`, '--checks', checks,
                '--phases', 'examples,coverage,fuzzing', '--max-examples', examples, '--seed', '20261127',
                '--request-timeout', '15', '--no-color', '--exclude-path', '/api/v1/token'],
            { stdio: ['ignore', 'inherit', 'inherit'], timeout: 280_000 },
        );
        failed += run.status === 0 ? 0 : 1;
        console.log(`${client}: ${run.status === 0 ? 'no server error, no break of the schema' : `failed (${run.status ?? run.signal})`}`);
    }
} finally {
    await house.stop();
}
process.exit(failed === 0 ? 0 : 1);
