// Promise: what partners' systems send is confirmed by the person's own code or said to be unconfirmed, disputed with one tap,
// recognised by an officer where it is in doubt; each source of a person's data is shown; systems and links are the
// division's to enter and end (articles 3, 4 and 7). Played by a person, two officers, the division and a hospital's system.
import { type Page } from '@playwright/test';
import { LANGUAGES, expect, test } from '../support/portal';
import { violations } from '../support/axe';
import { persona } from '../support/ids.mjs';
import { next, press } from '../support/people';
import { System } from '../support/system';
import { Town } from '../support/town';

test.describe.configure({ timeout: 120_000 });
test.use({ elsewhere: /^http:\/\/127\.0\.0\.1:\d+$/ });

const SCOPE = 'changes.read system/Immunization.c';
/** 2 March 2026, 9:00 in Bangkok: there the clock stands. */
const NOW = Date.parse('2026-03-02T09:00:00+07:00');
const open = (browser: Parameters<typeof Town.open>[0]) => Town.open(browser, '2026-03-02 02:00:00');
const A = { id: persona(0), first: 'สมมติ', family: 'ตัวอย่าง', born: '1980-02-01', day: '2026-03-02' };

/** No violation, and nothing stands out sideways, on a phone and on a wide screen, light and dark. */
async function whole(page: Page, javaScriptEnabled: boolean | undefined) {
    const size = page.viewportSize()!;
    for (const [width, colorScheme] of [[1440, 'dark'], [360, 'light']] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const outside = await page.locator('main *').evaluateAll(
            (all, limit) => all.filter((one) => one.getBoundingClientRect().right > limit + 1 && !one.closest('.table-scroll')).map((one) => one.outerHTML.slice(0, 120)),
            width,
        );
        expect(outside).toEqual([]);
        expect(await violations(page, javaScriptEnabled)).toEqual([]);
    }
    await page.setViewportSize(size);
}

for (const language of LANGUAGES) {
    test(`a dose is confirmed by the code the person shows; another is disputed with one tap (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await open(browser);
        const options = { javaScriptEnabled };
        try {
            const person = await town.of('citizen-a', options);
            await person.goto(`/${language}/me`);
            await press(person, `main a[href="/${language}/me/presence"]`);
            const shown = person.locator('.presence-code span[aria-hidden]');
            await expect(shown).toHaveText(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
            await expect(person.locator('main')).toContainText(language === 'th' ? '09.15' : '09:15');
            await whole(person, javaScriptEnabled);
            const presence = (await shown.textContent())!;
            const system = await System.of(town, 'demo-unit', SCOPE, NOW);
            expect(await system.send({ ...A, name: 'C-1', lot: 'LOT-OF-C1', presence })).toBe(201);
            expect(await system.send({ ...A, name: 'C-2', lot: 'LOT-OF-C2' })).toBe(201);

            await person.goto(`/${language}/me/records`);
            const confirmed = person.locator('.card', { hasText: 'LOT-OF-C1' });
            const ghost = person.locator('.card', { hasText: 'LOT-OF-C2' });
            await expect(confirmed).toContainText(language === 'th' ? 'ยืนยันด้วยรหัสจากเครื่องของท่าน' : 'Confirmed by a code from your phone');
            await expect(confirmed.locator('.notice')).toHaveCount(0);
            await expect(ghost.locator('.notice')).toContainText(language === 'th' ? 'ไม่มีผู้ใดยืนยัน' : 'Nobody confirmed');
            await whole(person, javaScriptEnabled);
            await Promise.all([person.waitForNavigation(), ghost.locator('a.button').click()]);
            expect(person.url()).toContain('/me/corrections/new?record=');
            await person.goto(`/${language}/me/access-log`);
            const sent = person.locator('.card', { hasText: 'Hospital system (demonstration)' });
            await expect(sent).toHaveCount(2);
            if (javaScriptEnabled !== false) {
                await expect(sent.locator('[data-replayed]').first()).toHaveText(language === 'th' ? /ตรงกัน/ : /it agrees/);
            }
        } finally {
            await town.close();
        }
    });

    test(`an officer says whose a record is, and what is somebody else's is gone (${language})`, async ({ browser, javaScriptEnabled }) => {
        const town = await open(browser);
        const options = { javaScriptEnabled };
        try {
            const system = await System.of(town, 'demo-unit', SCOPE, NOW);
            for (const name of ['R-1', 'R-2']) expect(await system.send({ ...A, born: '1981-02-01', name, lot: name })).toBe(202);
            const officer = await town.of('unit-officer-1', options);
            await officer.goto(`/${language}/unit`);
            await press(officer, `main a[href="/${language}/unit/reviews"]`);
            await expect(officer.locator('tbody tr')).toHaveCount(2);
            await whole(officer, javaScriptEnabled);
            await press(officer, 'tbody a');
            await expect(officer.locator('tbody tr')).toHaveCount(3);
            // The clock stands: which of the two came first is chance.
            const kept = (await officer.locator('main').textContent())!.includes('R-1') ? 'R-1' : 'R-2';
            expect((await next(officer))[0]!.status(), 'nothing is decided without a tick').toBe(422);
            await whole(officer, javaScriptEnabled);
            await officer.locator('#sure-same').check();
            await press(officer, 'form:has(#sure-same) button');
            await expect(officer.locator('main [role=status]')).toBeVisible();
            const colleague = await town.of('unit-officer-2', options);
            await colleague.goto(`/${language}/unit/reviews`);
            await press(colleague, 'tbody a');
            const page = new URL(colleague.url()).pathname;
            await officer.goto(page);
            await colleague.locator('#sure-different').check();
            await press(colleague, 'form:has(#sure-different) button');
            await officer.locator('#sure-same').check();
            expect((await press(officer, 'form:has(#sure-same) button'))[0]!.status(), 'a colleague was first').toBe(409);
            await expect(officer.locator('main form')).toHaveCount(0);
            await whole(officer, javaScriptEnabled);
            const person = await town.of('citizen-a', options);
            await person.goto(`/${language}/me/records`);
            await expect(person.locator('.card', { hasText: kept })).toHaveCount(1);
            await expect(person.locator('.card', { hasText: kept === 'R-1' ? 'R-2' : 'R-1' })).toHaveCount(0);
        } finally {
            await town.close();
        }
    });
}

test('the profile shows each source, the civil register and target groups', async ({ browser, javaScriptEnabled }) => {
    const town = await open(browser);
    const options = { javaScriptEnabled };
    try {
        const system = await System.of(town, 'demo-unit', SCOPE, NOW);
        expect(await system.send({ ...A, family: 'สมรสแล้ว', name: 'S-1', lot: 'S-1' })).toBe(201);
        const person = await town.of('citizen-a', options);
        for (const language of LANGUAGES) {
            await person.goto(`/${language}/me/profile`);
            const card = person.locator('.card', { hasText: 'สมรสแล้ว' });
            await expect(card.locator('.tag--confirmed')).toHaveCount(1);
            await expect(card.locator('.tag--required')).toHaveText(language === 'th' ? 'ไม่ตรงกัน' : 'Differs');
            await expect(person.locator('#civil-register, #target-groups')).toHaveCount(2);
            await whole(person, javaScriptEnabled);
        }
    } finally {
        await town.close();
    }
});

test('the division enters a system, is shown its secret once, and ends it', async ({ browser, javaScriptEnabled }) => {
    const town = await open(browser);
    const options = { javaScriptEnabled };
    try {
        const officer = await town.of('division-officer-1', options);
        await officer.goto('/en/office/partners/99901');
        await whole(officer, javaScriptEnabled);
        await press(officer, 'a[href$="/systems/new"]');
        await officer.locator('#client').fill('second-system');
        await officer.locator('#name').fill('Second system');
        await officer.locator('#officer').selectOption({ index: 1 });
        await officer.locator('#purpose').selectOption('vaccine-register');
        await officer.locator('input[name=scopes][value="changes.read"]').check();
        await officer.locator('#keys').fill('{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}');
        expect((await next(officer))[0]!.status()).toBe(422);
        await expect(officer.locator('#client')).toHaveValue('second-system');
        await whole(officer, javaScriptEnabled);
        await officer.locator('#keys').fill('');
        await officer.locator('#keys-url').fill('https://unit.example/jwks.json');
        await officer.locator('#endpoint').fill('https://unit.example/hook');
        expect((await next(officer))[0]!.status()).toBe(200);
        await expect(officer.locator('main code')).toHaveText(/^whsec_/);
        await whole(officer, javaScriptEnabled);
        await officer.goto('/th/office/partners/99901');
        await expect(officer.locator('main')).not.toContainText('whsec_');
        await press(officer, '.card:has-text("second-system") form button');
        await expect(officer.locator('.card:has-text("second-system") form')).toHaveCount(0);
        const auditor = await town.of('auditor-1', options);
        await auditor.goto('/en/office/partners/99901');
        await expect(auditor.locator('main form, main a.button')).toHaveCount(0);
    } finally {
        await town.close();
    }
});

test('two accounts are linked by their documents, seen as one, and parted', async ({ browser, javaScriptEnabled }) => {
    const town = await open(browser);
    const options = { javaScriptEnabled };
    try {
        const officer = await town.of('division-officer-1', options);
        await officer.goto('/th/office/links');
        expect((await next(officer))[0]!.status()).toBe(422);
        await whole(officer, javaScriptEnabled);
        await officer.locator('#one-national-id').fill(persona(0));
        await officer.locator('#other-national-id').fill(persona(1));
        await officer.locator('#why').fill('two papers');
        await next(officer);
        await expect(officer.locator('.card')).toHaveCount(1);
        const person = await town.of('citizen-a', options);
        await person.goto('/en/me/records');
        await expect(person.locator('.card', { hasText: 'From your other account' })).toHaveCount(1);
        await whole(person, javaScriptEnabled);
        await press(officer, '.card a');
        await officer.locator('#why').fill('not one person');
        await next(officer);
        await expect(officer.locator('main form')).toHaveCount(0);
        await whole(officer, javaScriptEnabled);
        await person.reload();
        await expect(person.locator('.card', { hasText: 'From your other account' })).toHaveCount(0);
    } finally {
        await town.close();
    }
});
