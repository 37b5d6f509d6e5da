// Promise: a vaccination that was never given is put right by two officers of the unit that recorded it, or, where they do
// nothing, by order of the division; the person follows every step and holds its receipt (article 7).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { next, press } from '../support/people';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

/** A picture of one grey point. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');
const CASE = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]/;

/** Chooses a step on the page of a case, with words, and sends it. */
async function take(page: Page, step: string, words = '', reason = '') {
    await page.locator(`input[name=step][value="${step}"]`).check();
    if (words) await page.locator('textarea[name=words]').fill(words);
    if (reason) await page.locator('select[name=reason]').selectOption(reason);
    const [answer] = await press(page, 'main form[enctype] button[type=submit]');
    return answer!.status();
}

/** Says that the third dose was never received; the number of the case. */
async function dispute(page: Page, language: string, evidence = true) {
    await page.goto(`/${language}/me/records`);
    await press(page, '.card:has-text("FK0596") a[href*="corrections/new?record="]');
    const [empty] = await next(page);
    expect(empty!.status(), 'nothing is chosen for the person').toBe(422);
    await page.locator('input[name=claim][value=never-received]').check();
    await next(page);
    if (evidence) {
        await page.locator('textarea[name=words]').fill(`</textarea>${'ก'.repeat(9_990)}`);
        const [long] = await next(page);
        expect(long!.status(), '10 001 characters are refused in place').toBe(422);
        expect(await page.locator('textarea[name=words]').inputValue()).toHaveLength(10_001);
    }
    await page.locator('textarea[name=words]').fill('<b>วันนั้นอยู่ต่างจังหวัด</b>');
    await next(page);
    if (evidence) {
        await page.locator('input[name=evidence]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
        const [wrong] = await next(page);
        expect(wrong!.status()).toBe(415);
        await page.locator('input[name=evidence]').setInputFiles({ name: 'ticket.png', mimeType: 'image/png', buffer: PICTURE });
    }
    await next(page);
    expect(page.url()).toContain('?notice=filed');
    return (await page.locator('h1').innerText()).match(CASE)![0];
}

/** Fills in a dose. */
async function dose(page: Page, number: string, day: string[]) {
    await page.locator('select[name=product]').selectOption('88');
    await page.locator('input[name=dose]').fill(number);
    for (const [at, part] of ['day', 'month', 'year'].entries()) await page.locator(`input[name=day-${part}]`).fill(day[at]!);
}

for (const language of LANGUAGES) {
    test(`a ghost dose is put right by two officers, and everybody is told (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await Town.open(browser);
        const options = { javaScriptEnabled };
        try {
            const person = await town.of('citizen-a', options);
            await person.goto(`/${language}/me/records`);
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            const address = await person.locator('.card:has-text("FK0596") a[href*="corrections/new?record="]').getAttribute('href');
            await person.goto((await person.locator('.card:has-text("FK0596") a[href$="/certificate"]').getAttribute('href'))!);
            const code = (await person.locator('.case-number').innerText()).trim();
            const certificate = person.url();
            const number = await dispute(person, language);
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            expect(await person.locator('.timeline__words').innerText()).toContain('<b>');
            await person.goto(address!);
            expect(person.url(), 'a second try leads to the first').toContain(number);

            const recorder = await town.of('unit-officer-1', options);
            await recorder.goto(`/${language}/unit/corrections`);
            expect(await violations(recorder, javaScriptEnabled)).toEqual([]);
            await press(recorder, 'tbody a');
            expect(recorder.url()).toContain(number);
            expect(await violations(recorder, javaScriptEnabled)).toEqual([]);
            expect(await recorder.locator('.timeline__words').innerText()).toContain('<b>');
            await recorder.locator('img.evidence').scrollIntoViewIfNeeded();
            await expect.poll(() => recorder.locator('img.evidence').evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1);
            expect(await take(recorder, 'acknowledged')).toBe(200);
            expect(await take(recorder, 'confirmed', 'ยืนยัน'), 'a confirmation needs a reason').toBe(422);
            expect(await recorder.locator('textarea[name=words]').inputValue()).toBe('ยืนยัน');
            expect(await violations(recorder, javaScriptEnabled)).toEqual([]);
            await expect(recorder.locator('main .notice--warning'), 'who recorded it is told that they propose').toBeVisible();
            expect(await take(recorder, 'corrected', 'ไม่พบในทะเบียน')).toBe(200);
            await expect(recorder.locator('input[name=step]'), 'the recorder alone has nothing more to decide').toHaveCount(0);
            const alone = await recorder.request.post(recorder.url(), { multipart: { step: 'corrected', seen: '3', words: '' } });
            expect(alone.status()).toBe(403);
            expect(alone.headers()['x-refused-because']).toBe('two-persons');

            const elsewhere = await town.of('unit-officer-3', options);
            expect((await elsewhere.goto(`/${language}/unit/corrections/${number}`))!.status()).toBe(403);
            const other = await town.of('citizen-b', options);
            expect((await other.goto(`/${language}/me/corrections/${number}`))!.status()).toBe(404);

            const colleague = await town.of('unit-officer-2', options);
            await colleague.goto(`/${language}/unit/corrections/${number}`);
            expect(await take(colleague, 'corrected')).toBe(200);
            const stale = await colleague.request.post(colleague.url(), { multipart: { step: 'acknowledged', seen: '1', words: 'typed too late' } });
            expect(stale.status()).toBe(409);
            expect(await stale.text()).toContain('typed too late');

            await person.goto(`/${language}/me/records`);
            await expect(person.locator('.card:has-text("FK0596") .tag--required')).toBeVisible();
            await expect(person.locator('main'), 'who had it is told').toContainText(language === 'th' ? 'ใครได้รับแจ้ง' : 'Who was told');
            await person.goto(certificate);
            await expect(person.locator('.notice--danger')).toBeVisible();
            await person.goto(`/${language}/verify?code=${code}`);
            await expect(person.locator('[role=status].notice--danger')).toBeVisible();
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            await person.goto(`/${language}/me/messages`);
            await expect(person.locator('.card')).not.toHaveCount(0);

            await person.goto(`/${language}/me/corrections/${number}`);
            await press(person, '.timeline__step:last-child a[href*="/receipts/"]');
            await expect.poll(async () => (await person.reload(), person.locator('.notice--success').count())).toBe(1);
            const kinds = await Promise.all(['.json', '.tlog-proof'].map(async (kind) => (await person.request.get(person.url() + kind)).text()));
            const checked = await person.request.post(`/${language}/verify`, { form: { code: '', receipt: kinds[0], proof: kinds[1] } });
            expect(checked.status()).toBe(200);

            const bundle = await (await person.request.get(`/${language}/me/export.json`)).text();
            expect(bundle).toContain('entered-in-error');
            execFileSync('node', [join(import.meta.dirname, '../fhir/validate.mjs')], { input: bundle });
            await person.goto(`/${language}/me/export`);
            expect(await violations(person, javaScriptEnabled)).toEqual([]);

            // Recipients are told, and say that their copy is right.
            await colleague.goto(`/${language}/unit/notices`);
            await press(colleague, 'form[action*="/notices/corrections/"] button');
            await expect(colleague.locator('form[action*="/notices/corrections/"]')).toHaveCount(0);
        } finally {
            await town.close();
        }
    });

    test(`who is ignored writes to the division from the first overdue second; it orders, the unit corrects (${language})`, async ({ browser, javaScriptEnabled }) => {
        // 2 March 2026, 9:00 in Bangkok.
        const town = await Town.open(browser, '2026-03-02 02:00:00');
        const options = { javaScriptEnabled };
        try {
            const number = await dispute(await town.of('citizen-a', options), language, false);
            const path = `/${language}/me/corrections/${number}`;
            // 15 days after it was filed end with 17 March.
            const over = Date.parse('2026-03-18T00:00:00+07:00');
            town.set(over - 1000);
            const early = await town.of('citizen-a', options);
            await early.goto(path);
            const seen = await early.locator('input[name=seen]').inputValue();
            const refused = await early.request.post(path, { multipart: { step: 'escalated-overdue', seen, words: '' } });
            expect(refused.status()).toBe(409);
            expect(await refused.text()).toContain(language === 'th' ? '18 มีนาคม 2569' : '18 March 2026');

            town.set(over + 1000);
            const person = await town.of('citizen-a', options);
            await person.goto(path);
            expect(await take(person, 'escalated-overdue', 'ยังไม่มีใครตอบ')).toBe(200);
            await press(person, 'a[href$="/letter"]');
            await expect(person.locator('.letter').first()).toContainText('หพ 1/2569');
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            const paper = (await person.pdf({ format: 'A4' })).toString('latin1');
            expect(paper.match(/\/Type\s*\/Page\b/g), 'the letter and its courtesy copy, a sheet each').toHaveLength(2);
            const file = await person.request.get(`${path}/letter.html`);
            expect(file.headers()['content-disposition']).toContain('letter-2026-1.html');

            const division = await town.of('division-officer-1', options);
            await division.goto(`/${language}/office/escalations`);
            expect(await violations(division, javaScriptEnabled)).toEqual([]);
            await expect(division.locator('main')).toContainText(language === 'th' ? 'หพ 1/2569' : 'MP 1/2026');
            await press(division, 'tbody a');
            expect(await take(division, 'ordered', 'ให้แก้ไขภายในกำหนด')).toBe(200);

            const officer = await town.of('unit-officer-2', options);
            await officer.goto(`/${language}/unit/corrections/${number}`);
            const letter = await officer.request.get(`/${language}/unit/corrections/${number}/letter`);
            expect(letter.status(), 'who must answer reads the letter').toBe(200);
            await expect(officer.locator('input[name=step][value=confirmed]'), 'what is ordered is ordered').toHaveCount(0);
            expect(await take(officer, 'corrected')).toBe(200);
            await person.goto(`/${language}/me/records`);
            await expect(person.locator('.card:has-text("FK0596") .tag--required')).toBeVisible();
        } finally {
            await town.close();
        }
    });
}

test('other rights: asked for, refused with a reason, and what the law has us keep is said', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    const options = { javaScriptEnabled };
    try {
        const person = await town.of('citizen-a', options);
        await person.goto('/en/me/requests');
        expect(await violations(person, javaScriptEnabled)).toEqual([]);
        expect((await next(person))[0]!.status()).toBe(422);
        await person.locator('input[name=right][value=erasure]').check();
        await next(person);
        const number = (await person.locator('h1').innerText()).match(CASE)![0];
        const officer = await town.of('division-officer-1', options);
        await officer.goto('/en/office/cases');
        await press(officer, 'tbody a');
        expect(await violations(officer, javaScriptEnabled)).toEqual([]);
        expect(await take(officer, 'acknowledged')).toBe(200);
        await expect(officer.locator('input[name=step][value=granted]'), 'records hold the account').toHaveCount(0);
        const held = await officer.request.post(officer.url(), { multipart: { step: 'granted', seen: '2', words: '' } });
        expect(held.status()).toBe(409);
        expect(await take(officer, 'refused', 'กฎหมายให้เก็บ', 'legal-duty')).toBe(200);
        await person.goto(`/en/me/corrections/${number}`);
        await expect(person.locator('.timeline__step').last()).toContainText('A law commands that it is kept');
    } finally {
        await town.close();
    }
});

test('who holds a power of attorney disputes for its grantor, who sees that it was them', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    const options = { javaScriptEnabled };
    try {
        const delegate = await town.of('delegate-a', options);
        await delegate.goto('/th/me/delegates');
        await press(delegate, 'form[action$="/act"] button');
        const number = await dispute(delegate, 'th', false);
        await expect(delegate.locator('.acting-banner')).toBeVisible();
        const person = await town.of('citizen-a', options);
        await person.goto(`/th/me/corrections/${number}`);
        await expect(person.locator('.timeline__when').first()).toContainText('ผู้รับมอบอำนาจ');
        expect(await take(person, 'withdrawn')).toBe(200);
    } finally {
        await town.close();
    }
});

test('an officer enters a case for somebody who called, and records a dose', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    const options = { javaScriptEnabled };
    try {
        const officer = await town.of('unit-officer-1', options);
        await officer.goto('/th/unit/corrections/new');
        await officer.locator('input[name=national-id]').fill(persona(0));
        await next(officer);
        expect(await violations(officer, javaScriptEnabled)).toEqual([]);
        await officer.locator('.radio:has-text("FK0596") input').check();
        await officer.locator('input[name=claim][value=not-mine]').check();
        await officer.locator('input[name=channel][value=phone]').check();
        await officer.locator('textarea[name=words]').fill('โทรมาแจ้ง');
        await officer.locator('input[name=evidence]').setInputFiles({ name: 'fax.png', mimeType: 'image/png', buffer: PICTURE });
        await next(officer);
        await expect(officer.locator('.notice--success')).toContainText(CASE);
        await officer.goto('/th/unit/corrections');
        await expect(officer.locator('tbody tr')).toHaveCount(1);
        await press(officer, 'tbody a');
        await expect(officer.locator('img.evidence')).toHaveCount(1);
        expect(await violations(officer, javaScriptEnabled)).toEqual([]);

        // The division enters what is missing: the unit is found by part of its name, chosen among several, and answers.
        const division = await town.of('division-officer-1', options);
        await division.goto('/th/office/cases');
        await press(division, 'main a[href$="/office/cases/new"]');
        await division.locator('input[name=national-id]').fill(persona(0));
        await next(division);
        await division.locator('input[name=record][value=missing]').check();
        await division.locator('input[name=claim][value=missing]').check();
        await division.locator('input[name=channel][value=post]').check();
        await division.locator('textarea[name=words]').fill('เขียนจดหมายมา');
        await division.locator('input[name=unit-name]').fill('ตัวอย่าง');
        expect((await next(division))[0]!.status(), 'a dose, and which unit').toBe(422);
        expect(await violations(division, javaScriptEnabled)).toEqual([]);
        await division.locator('.radio:has-text("โรงพยาบาลตัวอย่างสอง") input').check();
        await dose(division, '2', ['2', '6', '2565']);
        await next(division);
        const number = (await division.locator('.notice--success').innerText()).match(CASE)![0];
        const elsewhere = await town.of('unit-officer-3', options);
        expect((await elsewhere.goto(`/th/unit/corrections/${number}`))!.status()).toBe(200);
        await officer.goto('/th/unit/records');
        expect((await next(officer))[0]!.status()).toBe(422);
        expect(await violations(officer, javaScriptEnabled)).toEqual([]);
        await officer.locator('input[name=national-id]').fill(persona(0));
        await dose(officer, '๑', ['1', '6', '2568']);
        await next(officer);
        await expect(officer.locator('.notice--success')).toBeVisible();
    } finally {
        await town.close();
    }
});

test('a person says that a dose is missing; its unit is found by name, and the same twice leads to the first', async ({ browser, javaScriptEnabled }) => {
    const town = await Town.open(browser);
    const options = { javaScriptEnabled };
    try {
        const person = await town.of('citizen-a', options);
        const file = async () => {
            await person.goto('/en/me/corrections/new?missing=yes');
            await person.locator('input[name=unit-name]').fill('no such place');
            await dose(person, '1', ['5', '7', '2022']);
            expect((await next(person))[0]!.status()).toBe(422);
            expect(await violations(person, javaScriptEnabled)).toEqual([]);
            await person.locator('input[name=unit-name]').fill('hospital two');
            await next(person);
            await expect(person.locator('main')).toContainText('Example Hospital Two');
            await next(person);
            return (await person.locator('h1').innerText()).match(CASE)![0];
        };
        const number = await file();
        expect(await file(), 'nothing is asked twice').toBe(number);
        const elsewhere = await town.of('unit-officer-3', options);
        expect((await elsewhere.goto(`/en/unit/corrections/${number}`))!.status()).toBe(200);
    } finally {
        await town.close();
    }
});
