// Promise: whatever is changed behind the portal's back in database, ledger or traffic log is found by `verify`. Each change is made
// in a copy of a folder a portal has lived in: bits flipped, values edited, two swapped, rows and frames removed, repeated and put
// in, files cut short, removed, and set back to what they were earlier. A change of bytes that mean nothing is none: pages of the
// database are compared by what their tables say.
import { execFileSync } from 'node:child_process';
import { cpSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { People, drawn } from './people.mjs';
import { persona } from '../support/ids.mjs';
import { clockAhead, freePort } from '../support/machine.mjs';
import { Portal, within } from './portal.mjs';
import { fault, report, seed, size } from './report.mjs';

const TIMES = size('TAMPER_TIMES', 60, 1000);
/** `verify` takes what is younger than a minute for on its way, and tells what is missing of it then: it is asked two minutes later. */
const LATER = clockAhead('+120s');

/** What `ledger verify` answers for. The columns beside a table are those that say nothing the ledger could know. */
const LEDGER = { ledger_entry: [], ledger_tile: [], ledger_head: ['signed_at', 'frontier'] };
const EVENTS = {
    consent_event: [],
    consent_wording: [],
    consent_standing: [],
    case_step: [],
    register_step: [],
    kept_back: [],
    // When a key was made says nothing of what it opens.
    subject_key: ['created_at'],
};

const sqlite = (file, sql) => execFileSync('sqlite3', ['-json', file], { encoding: 'utf8', input: sql, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
const asked = (file, sql) => JSON.parse(sqlite(file, sql).trim() || '[]');

/** A folder in which a portal has lived: choices, cases, an order that is silent, requests; and how it was at an earlier moment. */
async function lived(folder) {
    const portal = new Portal(join(folder, 'data'), await freePort());
    await portal.start();
    const people = await People.of(portal);
    const earlier = join(folder, 'earlier');
    for (const [part, most] of [[0, 90], [1, 200]]) {
        for (const right of ['access', 'copy', 'restrict', 'object']) {
            const { cookie } = people.lanes[part * 3];
            await portal.ask('POST', '/en/me/requests', { headers: { cookie }, body: `right=${right}&words=` });
        }
        const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
        const order = ['traffic', 'hold', '--case', `C-${part}`, '--order', `O-${part}`, '--officer', 'Inspector', '--person', persona(0), '--until', until];
        const { well, said } = await portal.command(...order, ...(part === 0 ? ['--silent-until', until] : []));
        if (!well) throw new Error(`an order is not taken: ${said}`);
        await people.work(portal, () => people.acknowledged >= most);
        await people.settle(portal);
        // Until entries have their places and requests are in a frame.
        await wait(900);
        await portal.stop();
        if (part === 0) {
            cpSync(portal.folder, earlier, { recursive: true });
            await portal.start();
            await people.settle(portal);
        }
    }
    return { portal, earlier };
}

/** One table: its columns, what names a row, and its rows as SQL says them. */
function table(file, name) {
    const columns = asked(file, `SELECT name, type, pk FROM pragma_table_info('${name}')`);
    const key = columns.filter(({ pk }) => pk > 0).map((column) => column.name);
    const rows = asked(file, `SELECT ${columns.map((column) => `quote("${column.name}") AS "${column.name}"`).join()} FROM ${name} ORDER BY ${key.join()}`);
    return { name, columns, key, rows };
}

const where = ({ key }, row) => key.map((column) => `"${column}" = ${row[column]}`).join(' AND ');

/** A literal of SQL, changed in one bit or letter. */
function changed(literal, random) {
    if (literal.startsWith('X')) {
        const bytes = Buffer.from(literal.slice(2, -1), 'hex');
        if (bytes.length === 0) return "X'00'";
        bytes[random.below(bytes.length)] ^= 1 << random.below(8);
        return `X'${bytes.toString('hex').toUpperCase()}'`;
    }
    if (!literal.startsWith("'")) return String(BigInt(literal) + (random.below(2) === 0 ? 1n : -1n));
    const letters = [...literal.slice(1, -1).replaceAll("''", "'")];
    const at = random.below(Math.max(1, letters.length));
    letters[at] = letters[at] === 'x' ? 'y' : 'x';
    return `'${letters.join('').replaceAll("'", "''")}'`;
}

/** A change of one of these tables, as SQL; `null` where the dice fell so that nothing changes. */
function edit(tables, without, random) {
    const it = random.one(tables.filter(({ rows }) => rows.length > 0));
    const columns = it.columns.map(({ name }) => name).filter((name) => !without[it.name].includes(name));
    const [row, other, column] = [random.one(it.rows), random.one(it.rows), random.one(columns)];
    const set = (target, value) => `UPDATE ${it.name} SET "${column}" = ${value} WHERE ${where(it, target)};`;
    switch (random.below(6)) {
        case 0:
        case 1:
            return [`${it.name}.${column}: a bit`, set(row, changed(row[column], random))];
        case 2:
            return other[column] === row[column] ? null : [`${it.name}.${column}: the value of another row`, set(row, other[column])];
        case 3:
            if (other[column] === row[column] || it.key.includes(column)) return null;
            return [`${it.name}.${column}: swapped with another row`, set(row, other[column]) + set(other, row[column])];
        case 4:
            return [`${it.name}: a row removed`, `DELETE FROM ${it.name} WHERE ${where(it, row)};`];
        default: {
            const last = it.rows.slice(-1 - random.below(Math.min(5, it.rows.length)));
            return [`${it.name}: the last ${last.length} removed`, last.map((gone) => `DELETE FROM ${it.name} WHERE ${where(it, gone)};`).join('')];
        }
    }
}

/** What all tables say that `verify` answers for. */
function says(file) {
    const columns = (name, without) => asked(file, `SELECT name FROM pragma_table_info('${name}')`).map((column) => column.name).filter((column) => !without.includes(column));
    try {
        return Object.entries({ ...LEDGER, ...EVENTS }).map(([name, without]) => sqlite(file, `SELECT ${columns(name, without).map((column) => `quote("${column}")`).join()} FROM ${name} NOT INDEXED ORDER BY 1, 2`)).join('\n');
    } catch {
        return 'unreadable';
    }
}

/** A tally: how many changes there were, and which were not found. */
class Tally {
    constructor(what) {
        Object.assign(this, { what, times: 0, nothing: 0, missed: [], panics: [] });
    }

    take(change, { well, said }) {
        this.times += 1;
        if (well) this.missed.push(change);
        if (/panicked/.test(said)) this.panics.push(`${change}: ${said.slice(0, 200)}`);
    }

    tell(id, promised) {
        const sums = new Map();
        for (const change of this.missed) sums.set(change, (sums.get(change) ?? 0) + 1);
        const wrong = [...sums].map(([change, times]) => `${times} × not found: ${change}`);
        if (wrong.length > 5) wrong.unshift(`${this.missed.length} not found: ${[...sums.keys()].join(', ')}`);
        const idle = this.nothing > 0 ? `; ${this.nothing} more were of bytes that mean nothing` : '';
        fault(id, this.what, promised, `${this.times - this.missed.length} of ${this.times} found${idle}`, [...wrong, ...this.panics]);
    }
}

const FOUND = 'all found by `verify`';

/** Runs `change` on fresh copies until `times` of them changed something. */
async function each(times, tally, { portal, whole }, about, change) {
    for (let n = 0; n < times;) {
        const said = await change();
        if (said === null) continue;
        n += 1;
        if (said === 'nothing') tally.nothing += 1;
        else tally.take(said, await portal.commandUnder([], [about, 'verify'], LATER));
        whole();
    }
}

async function database({ portal, earlier }, random) {
    const file = portal.database;
    const base = `${file}.whole`;
    copyFileSync(file, base);
    const point = join(portal.folder, 'ledger/checkpoint');
    const kept = readFileSync(point);
    const whole = () => {
        for (const side of ['-wal', '-shm']) rmSync(file + side, { force: true });
        copyFileSync(base, file);
        writeFileSync(point, kept);
    };
    const house = { portal, whole };
    const triggers = asked(base, "SELECT name FROM sqlite_master WHERE type = 'trigger'").map(({ name }) => `DROP TRIGGER ${name};`).join('');
    const edited = async (id, what, tables, times) => {
        const tally = new Tally(what);
        const all = Object.keys(tables).map((name) => table(base, name));
        await each(times, tally, house, 'ledger', () => {
            const made = edit(all, tables, random);
            if (made === null) return null;
            try {
                sqlite(file, `PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN; ${triggers} ${made[1]} COMMIT;`);
            } catch {
                whole();
                return null;
            }
            return made[0];
        });
        tally.tell(id, FOUND);
    };
    await edited('tamper.ledger', 'entries, tiles and end of the ledger changed in the database', LEDGER, Math.ceil(TIMES * 0.2));
    await edited('tamper.events', 'what the ledger commits to changed in the database: choices, what stands, steps, uses kept back', EVENTS, Math.ceil(TIMES * 0.25));

    const pages = new Tally('bits of the database file flipped, and the file cut short');
    const original = says(base);
    await each(Math.ceil(TIMES * 0.15), pages, house, 'ledger', () => {
        const bytes = readFileSync(base);
        const cut = random.below(10) === 0;
        const at = random.below(bytes.length);
        if (!cut) bytes[at] ^= 1 << random.below(8);
        writeFileSync(file, cut ? bytes.subarray(0, at) : bytes);
        return says(file) === original ? 'nothing' : cut ? 'the file cut short' : `a bit of page ${Math.floor(at / 4096) + 1}`;
    });
    pages.tell('tamper.pages', FOUND);

    const back = new Tally('the database set back to an earlier moment; the checkpoint that is kept apart changed or removed');
    const old = join(earlier, 'morprom.db');
    const states = ['ledger_head', 'ledger_entry', 'consent_event', 'consent_standing'].map((name) => table(old, name));
    await each(Math.ceil(TIMES * 0.1), back, house, 'ledger', () => {
        switch (random.below(5)) {
            case 0:
                copyFileSync(old, file);
                return 'the whole database set back';
            case 1: {
                const it = random.one(states);
                const rows = it.rows.map((row) => `INSERT INTO ${it.name} VALUES (${it.columns.map(({ name }) => row[name]).join()});`).join('');
                sqlite(file, `BEGIN; ${triggers} DELETE FROM ${it.name}; ${rows} COMMIT;`);
                return `${it.name} set back`;
            }
            case 2:
                rmSync(point);
                return 'the checkpoint removed';
            default: {
                const bytes = Buffer.from(kept);
                const at = random.below(bytes.length);
                if (random.below(3) === 0) writeFileSync(point, bytes.subarray(0, at));
                else {
                    bytes[at] ^= 1 << random.below(8);
                    writeFileSync(point, bytes);
                }
                return `the checkpoint changed at ${at}`;
            }
        }
    });
    back.tell('tamper.rolled-back', FOUND);
}

/** Where the frames of a file begin, and its end. */
function bounds(bytes) {
    const found = [0];
    while (found.at(-1) + 4 <= bytes.length) found.push(found.at(-1) + 4 + bytes.readUInt32BE(found.at(-1)));
    return found;
}

/** Changes one thing in the folder of the traffic log. */
function tamperedTraffic(folder, names, random) {
    const logged = names.filter((name) => name !== 'head');
    const [name, segment, other] = [random.one(names), random.one(logged), random.one(logged)];
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const at = random.below(bytes.length);
    switch (random.below(9)) {
        case 0:
        case 1:
            bytes[at] ^= 1 << random.below(8);
            writeFileSync(path, bytes);
            return `${name}: a bit`;
        case 2: {
            const end = Math.min(bytes.length, at + 1 + random.below(40));
            for (let n = at; n < end; n += 1) bytes[n] = (bytes[n] + 1 + random.below(255)) % 256;
            writeFileSync(path, bytes);
            return `${name}: bytes edited`;
        }
        case 3:
            writeFileSync(path, bytes.subarray(0, at));
            return `${name}: cut short`;
        case 4:
            writeFileSync(path, Buffer.concat([bytes.subarray(0, at), Buffer.from([random.below(256)]), bytes.subarray(at)]));
            return `${name}: a byte put in`;
        case 5:
            rmSync(join(folder, segment));
            return `${segment}: removed`;
        case 6: {
            if (segment === other) return null;
            const [a, b] = [readFileSync(join(folder, segment)), readFileSync(join(folder, other))];
            writeFileSync(join(folder, segment), b);
            writeFileSync(join(folder, other), a);
            return `${segment} and ${other}: swapped`;
        }
        default: {
            const frames = readFileSync(join(folder, segment));
            const ends = bounds(frames);
            const n = random.below(ends.length - 1);
            const frame = frames.subarray(ends[n], ends[n + 1]);
            const again = random.below(2) === 0;
            writeFileSync(join(folder, segment), Buffer.concat(again ? [frames.subarray(0, ends[n + 1]), frame, frames.subarray(ends[n + 1])] : [frames.subarray(0, ends[n]), frames.subarray(ends[n + 1])]));
            return `${segment}: a frame ${again ? 'repeated' : 'removed'}`;
        }
    }
}

async function traffic({ portal, earlier }, random) {
    const folder = join(portal.folder, 'traffic');
    const base = `${folder}.whole`;
    cpSync(folder, base, { recursive: true });
    const whole = () => {
        rmSync(folder, { recursive: true });
        cpSync(base, folder, { recursive: true });
    };
    const names = readdirSync(base).filter((name) => name !== 'lock').sort();
    const tally = new Tally('files of the traffic log changed, cut short, removed, swapped; frames removed and repeated');
    await each(Math.ceil(TIMES * 0.27), tally, { portal, whole }, 'traffic', () => tamperedTraffic(folder, names, random));
    tally.tell('tamper.traffic', FOUND);

    const { said } = await portal.command('traffic', 'verify');
    const noted = /ends with (\d+:[0-9a-f]+)/.exec(said)[1];
    const back = new Tally('the traffic log set back to an earlier moment, in part or whole');
    const old = join(earlier, 'traffic');
    for (let n = 0; n < Math.ceil(TIMES * 0.03); n += 1) {
        const all = n % 2 === 0;
        for (const name of readdirSync(old).filter((one) => one !== 'lock')) {
            if (!all && name === 'head') continue;
            copyFileSync(join(old, name), join(folder, name));
        }
        if (all) for (const name of names.filter((one) => !existsSync(join(old, one)))) rmSync(join(folder, name));
        // What no log can say of itself is found by a place that was noted elsewhere.
        back.take(all ? 'all of it' : 'all but its head', await portal.command('traffic', 'verify', ...(all ? ['--noted', noted] : [])));
        whole();
    }
    back.tell('tamper.traffic.rolled-back', FOUND);
}

await report('tampering', () => within('tampering', async (folder) => {
    mkdirSync(folder, { recursive: true });
    const house = await lived(folder);
    for (const about of ['ledger', 'traffic']) {
        const { well, said } = await house.portal.command(about, 'verify');
        if (!well) throw new Error(`before anything is changed: ${said}`);
    }
    const random = drawn(seed);
    await database(house, random);
    await traffic(house, random);
}));
