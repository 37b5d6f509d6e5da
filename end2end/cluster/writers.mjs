// People who choose, over HTTP, without a pause. Each choice has a key of its own and is sent again with it until it is
// acknowledged; each acknowledgement goes into a journal. What a portal may answer meanwhile is 503 with Retry-After.
import { closeSync, openSync, writeSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const PEOPLE = ['citizen-a', 'citizen-b', 'delegate-a'];
const PURPOSES = ['news', 'statistics', 'nearby'];
/** The longest one choice is tried, in milliseconds: beyond it the play has failed. */
const PATIENCE = 180_000;
/** Nobody is asked again sooner than this, in milliseconds, nor later than the second number, whatever Retry-After says. */
const [SOON, LATE] = [100, 1000];

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function chance(seed) {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let it = Math.imul(state ^ (state >>> 15), 1 | state);
        it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
        return ((it ^ (it >>> 14)) >>> 0) / 4294967296;
    };
}

/** The longest an answer may take, in milliseconds: a portal gives one within fifteen seconds, whatever happens. */
const ANSWER = 40_000;
const agent = new Agent({ keepAlive: true });

/** Status and headers of the answer; fails where there is none. */
function post(url, headers, body) {
    return new Promise((answered, failed) => {
        const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } });
        const limit = setTimeout(() => sent.destroy(new Error('timeout')), ANSWER);
        sent.once('close', () => {
            clearTimeout(limit);
            failed(new Error('closed'));
        });
        sent.once('error', failed);
        sent.once('response', (answer) => {
            answer.resume();
            answer.once('end', () => answered({ status: answer.statusCode, headers: answer.headers }));
        });
        sent.end(body);
    });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function signIn(origin, publicUrl, persona) {
    const answer = await fetch(`${origin}/demo/sign-in`, { method: 'POST', redirect: 'manual', headers: { ...form, origin: publicUrl }, body: `persona=${persona}&language=en` });
    if (answer.status !== 303) throw new Error(`${persona} is not signed in: ${answer.status}`);
    return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

/** One person's choices of one purpose, back and forth. */
class Writer {
    constructor(all, cookie, purpose, name, seed) {
        Object.assign(this, { all, cookie, purpose, name, chance: chance(seed), sent: 0 });
    }

    async begin(origin) {
        const page = await (await fetch(`${origin}/en/me/consents`, { headers: { cookie: this.cookie } })).text();
        this.given = new RegExp(`action="/en/me/consents/${this.purpose}"[^]*?</form>`).exec(page)?.[0].includes('value="withdrawn"') ?? false;
    }

    async work() {
        while (!this.all.over) {
            await this.choose(`${this.all.play}-${this.name}-${(this.sent += 1)}`, this.given ? 'withdrawn' : 'given');
            this.given = !this.given;
            await wait(10 + this.chance() * 20);
        }
    }

    /** One choice until it is acknowledged. */
    async choose(key, decision) {
        const began = performance.now();
        for (let tries = 1; ; tries += 1) {
            const origin = this.all.origins[Math.floor(this.chance() * this.all.origins.length)];
            const { event, retry } = await this.all.send(origin, { ...this, key, decision });
            if (event) return this.all.acknowledged({ key, event, decision, purpose: this.purpose, tries, cookie: this.cookie });
            if (performance.now() - began > PATIENCE) throw new Error(`${key} was not acknowledged within ${PATIENCE / 1000} s`);
            await wait(Math.min(LATE, Math.max(SOON, retry)) * (0.5 + this.chance()));
        }
    }
}

/** All of them, and what they saw. */
export class Writers {
    constructor(origins, publicUrl, journal, seed) {
        Object.assign(this, { origins, publicUrl, seed, play: 0, keys: new Map(), mayBeGone: new Set() });
        this.journal = openSync(journal, 'a');
    }

    async begin() {
        this.writers = [];
        for (const persona of PEOPLE) {
            const cookie = await signIn(this.origins[0], this.publicUrl, persona);
            for (const purpose of PURPOSES) this.writers.push(new Writer(this, cookie, purpose, `${persona}-${purpose}`, this.seed + this.writers.length));
        }
        for (const writer of this.writers) await writer.begin(this.origins[0]);
    }

    /** Sends one choice; the event of its receipt where it was acknowledged, else when to ask again. */
    async send(origin, { key, decision, purpose, cookie }) {
        let answer;
        try {
            answer = await post(`${origin}/en/me/consents/${purpose}`, { ...form, cookie, 'idempotency-key': key }, `decision=${decision}`);
        } catch (error) {
            return this.refused(this.mayBeGone.has(origin) ? 'portal gone' : `no answer from ${origin}: ${error.code ?? error.message}`, SOON);
        }
        const { 'retry-after': retry, location = '', 'x-refused-because': reason = '' } = answer.headers;
        const event = /\/en\/me\/consents\/([^/]+)\/receipt$/.exec(location)?.[1];
        if (answer.status === 303 && event) return { event };
        if (answer.status === 503 && retry) return this.refused('503 with Retry-After', Number(retry) * 1000);
        return this.refused(`${answer.status} ${retry ? 'with' : 'without'} Retry-After ${reason}${location}`.trim(), SOON);
    }

    refused(how, retry) {
        this.refusals.set(how, (this.refusals.get(how) ?? 0) + 1);
        return { retry };
    }

    acknowledged(entry) {
        const now = performance.now();
        if (now - this.last > this.gap) this.gap = now - this.last;
        this.last = now;
        this.count += 1;
        this.keys.set(entry.key, entry);
        const { cookie, ...line } = entry;
        writeSync(this.journal, `${JSON.stringify({ at: Math.round(performance.timeOrigin + now), ...line })}\n`);
    }

    start() {
        Object.assign(this, { play: this.play + 1, over: false, refusals: new Map(), count: 0, gap: 0, last: performance.now() });
        this.working = Promise.all(this.writers.map((writer) => writer.work()));
        // It is waited for at the end; a failure until then must not end everything by itself.
        this.working.catch(() => {});
    }

    /** Waits until so many more choices were acknowledged. */
    async more(choices, seconds) {
        const [wanted, end] = [this.count + choices, performance.now() + seconds * 1000];
        while (this.count < wanted) {
            if (performance.now() > end) throw new Error(`${this.count} of ${wanted} choices acknowledged within ${seconds} s`);
            await Promise.race([wait(20), this.working]);
        }
    }

    /** Nobody begins another choice; waits until each has its answer. */
    async stop() {
        this.over = true;
        await this.working;
        return { acknowledged: this.count, gap: this.gap, refusals: Object.fromEntries(this.refusals) };
    }

    close() {
        closeSync(this.journal);
    }
}
