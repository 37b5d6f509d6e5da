// The lawful traffic log: records written in a second beside bare writes of as many bytes, each synced; bytes a record takes
// beside the same record as a line of JSON; records verified in a second. In frames as the portal writes them under load,
// and in frames of one.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ENTRIES = Number(process.env.BENCH_TRAFFIC ?? 1_000_000);
/** What the portal gathers in 400 ms at 2 500 requests a second. */
const PER_FRAME = 1000;
/** One by one there is a write to disk for each: fewer tell as much. */
const ONE_BY_ONE = 5000;

function measured(folder, entries, perFrame) {
    const args = [join(folder, `traffic-${perFrame}`), String(entries), String(perFrame)];
    return JSON.parse(execFileSync(join(process.env.BENCH_PROGRAMS, 'bench_traffic'), args, { encoding: 'utf8' }));
}

export function trafficLog(folder, add) {
    const many = measured(folder, ENTRIES, PER_FRAME);
    add('traffic.append', `records of the traffic log on disk, ${PER_FRAME} a frame, against bare synced writes of as many bytes`, many.appendedPerSecond, 'records/s', null, many.barePerSecond);
    add('traffic.bytes', `what a record takes, ${PER_FRAME} a frame, against a line of JSON`, many.bytesEach, 'bytes', ['<=', 0.2], many.jsonBytesEach);
    add('traffic.verify', 'records verified', many.verifiedPerSecond, 'records/s', null);
    const one = measured(folder, ONE_BY_ONE, 1);
    add('traffic.append.1', 'records of the traffic log on disk, one a frame, against bare synced writes of as many bytes', one.appendedPerSecond, 'records/s', null, one.barePerSecond);
    add('traffic.bytes.1', 'what a record takes alone in its frame', one.bytesEach, 'bytes', null);
}
