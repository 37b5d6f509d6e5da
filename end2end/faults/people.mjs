// People who choose, back and forth, and the journal of what they were told: each sends a choice again with its own key until
// it is answered, as somebody whose network failed would. Afterwards the journal and what is kept are compared.
import { setTimeout as wait } from 'node:timers/promises';

const PEOPLE = ['citizen-a', 'citizen-b', 'delegate-a'];
const PURPOSES = ['news', 'statistics', 'nearby'];
/** How long somebody waits who was refused or not answered. */
const PAUSE = 25;

/** Numbers that look drawn, and are the same for the same seed (mulberry32). */
export function drawn(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let it = Math.imul(state ^ (state >>> 15), state | 1);
        it ^= it + Math.imul(it ^ (it >>> 7), it | 61);
        return ((it ^ (it >>> 14)) >>> 0) / 4294967296;
    };
    return { next, below: (most) => Math.floor(next() * most), one: (list) => list[Math.floor(next() * list.length)] };
}

export class People {
    /** Signs everybody in; nobody has chosen anything yet. Fewer purposes are fewer choices in one commit. */
    static async of(portal, purposes = PURPOSES) {
        const lanes = [];
        for (const persona of PEOPLE) {
            const cookie = await portal.signIn(persona);
            for (const purpose of purposes) lanes.push({ persona, cookie, purpose, told: [], next: null, sent: 0 });
        }
        return new People(lanes);
    }

    constructor(lanes) {
        Object.assign(this, { lanes, acknowledged: 0, refused: 0, lost: 0, wrong: [], withoutRetry: 0, times: [] });
    }

    /** The same people with a journal of their own: for a copy of the folder they are signed in to. */
    copied() {
        return new People(this.lanes.map((lane) => ({ ...lane, told: [...lane.told] })));
    }

    /** Everybody chooses until `over` says so. */
    async work(portal, over) {
        await Promise.all(this.lanes.map((lane) => this.choose(portal, lane, over)));
    }

    async choose(portal, lane, over) {
        while (!over()) if (!(await this.attempt(portal, lane))) await wait(PAUSE);
    }

    /** Sends what was not answered once more, until it is. */
    async settle(portal, most = 30_000) {
        const began = performance.now();
        for (const lane of this.lanes) {
            while (lane.next !== null && !(await this.attempt(portal, lane))) {
                if (performance.now() - began > most) throw new Error(`a choice is not answered: ${this.wrong.at(-1) ?? `${this.refused} refused, ${this.lost} lost; it ${portal.alive ? 'runs' : 'ended'}: ${portal.said()}`}`);
                await wait(PAUSE);
            }
        }
    }

    /** One try of somebody's next choice; whether it was acknowledged. */
    async attempt(portal, lane) {
        lane.next ??= { key: `${lane.persona}-${lane.purpose}-${lane.told.length}`, decision: lane.told.length % 2 === 0 ? 'given' : 'withdrawn' };
        const sent = performance.now();
        const { status, headers, text } = await send(portal, lane, lane.next);
        if (status === 303 && /sign-in/.test(headers.location)) {
            // The demonstration ends sessions of its cast when it starts.
            const cookie = await portal.signIn(lane.persona).catch(() => lane.cookie);
            for (const own of this.lanes.filter(({ persona }) => persona === lane.persona)) own.cookie = cookie;
        } else if (status === 303) {
            this.acknowledged += 1;
            const at = performance.now();
            this.times.push({ sent, at });
            lane.told.push({ ...lane.next, receipt: headers.location });
            lane.next = null;
            return true;
        } else if (status === 0) this.lost += 1;
        else if (status === 503) {
            this.refused += 1;
            if (headers['retry-after'] === undefined) this.withoutRetry += 1;
        } else if (this.wrong.push(`${status} to ${lane.next.key}: ${text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 200)}`) > 20) throw new Error(`wrong answers: ${this.wrong[0]}`);
        return false;
    }

    /** Asks again with keys that were answered; who did not get their first answer. */
    async askAgain(portal, random, most) {
        const [others, cookies] = [[], new Map()];
        for (const persona of PEOPLE) cookies.set(persona, await portal.signIn(persona));
        const answered = this.lanes.flatMap((lane) => lane.told.map((told) => [lane, told]));
        for (let n = 0; n < Math.min(most, answered.length); n += 1) {
            const [lane, told] = most >= answered.length ? answered[n] : random.one(answered);
            lane.cookie = cookies.get(lane.persona);
            const { status, headers, text } = await send(portal, lane, told);
            if (headers.location !== told.receipt) others.push(`${told.key} had ${told.receipt} first and now ${status} ${headers.location ?? text.slice(0, 200)}`);
        }
        return others;
    }

    /**
     * What differs between the journal and what is kept: nothing, where all is well. `rows` asks the database. Each choice is
     * there once, in the order it was acknowledged, with its request, its entry for the ledger, and its line in the log of uses.
     */
    compare(rows) {
        const faults = [];
        const events = rows('SELECT e.subject, e.id, e.purpose, e.kind FROM consent_event e ORDER BY e.subject, e.id');
        const known = new Map(events.map((event) => [event.id, event]));
        const kept = new Map();
        for (const { subject, id, purpose } of events) {
            const lane = `${subject} ${purpose}`;
            if (!kept.has(lane)) kept.set(lane, []);
            kept.get(lane).push(id);
        }
        for (const { persona, purpose, told } of this.lanes) {
            const ids = told.map(({ receipt }) => /consents\/([^/]+)\/receipt/.exec(receipt)?.[1]);
            const lost = ids.filter((id) => !known.has(id));
            if (lost.length > 0) faults.push(`${lost.length} acknowledged choices of ${persona} about ${purpose} are lost`);
            if (new Set(ids).size !== ids.length) faults.push(`two choices of ${persona} about ${purpose} have one receipt`);
            const first = known.get(ids.find((id) => known.has(id)));
            if (first === undefined) continue;
            const there = kept.get(`${first.subject} ${purpose}`);
            if (there.length > ids.length) faults.push(`${there.length - ids.length} events of ${persona} about ${purpose} that nobody was told of`);
            else if (lost.length === 0 && there.join() !== ids.join()) faults.push(`the choices of ${persona} about ${purpose} stand in another order`);
            told.forEach(({ decision }, at) => {
                if (known.has(ids[at]) && known.get(ids[at]).kind !== decision) faults.push(`${ids[at]} was ${decision} and says otherwise`);
            });
        }
        const once = (table, column) => `LEFT JOIN (SELECT ${column} AS of, COUNT(*) AS times FROM ${table} GROUP BY ${column}) ${table} ON ${table}.of = e.id`;
        const partial = rows(`SELECT e.id FROM consent_event e ${once('consent_request', 'event')} ${once('audit_event', 'target')}
            ${once('ledger_entry', 'id')} ${once('ledger_waiting', 'id')}
            WHERE COALESCE(consent_request.times, 0) <> 1 OR COALESCE(audit_event.times, 0) <> 1
            OR COALESCE(ledger_entry.times, 0) + COALESCE(ledger_waiting.times, 0) <> 1`);
        if (partial.length > 0) faults.push(`${partial.length} events are there in part`);
        const standing = rows(`SELECT s.purpose FROM consent_standing s
            JOIN (SELECT subject, purpose, MAX(id) AS last FROM consent_event GROUP BY subject, purpose) e
            ON e.subject = s.subject AND e.purpose = s.purpose WHERE s.event <> e.last`);
        if (standing.length > 0) faults.push(`${standing.length} purposes stand on another event than the last`);
        return faults;
    }
}

const send = (portal, { cookie, purpose }, { key, decision }) =>
    portal.ask('POST', `/en/me/consents/${purpose}`, { headers: { cookie, 'idempotency-key': key }, body: `decision=${decision}` });
