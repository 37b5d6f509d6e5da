// Promise: a receipt is what its standards say: JSON-LD that machines read without asking anybody, canonical by RFC 8785.
import canonicalize from 'canonicalize';
import jsonld from 'jsonld';
import { expect, test } from '../support/portal';
import { press } from '../support/people';

/** Every name in the receipt stands for an address of a vocabulary; nothing has to be fetched. */
async function expanded(text: string) {
    const nobody = async (address: string) => { throw new Error(`asked ${address}`); };
    const [whole] = await jsonld.expand(JSON.parse(text), { documentLoader: nobody, safe: true });
    return whole as Record<string, unknown>;
}

test('receipts are canonical JSON-LD that needs nothing from elsewhere', async ({ page }, info) => {
    test.skip(info.project.name === 'no-script', 'no page is looked at');
    await page.goto('/th/demo');
    await press(page, 'form:has(input[value="citizen-b"]) button');
    await page.goto('/th/me/consents');
    await press(page, '#news button');
    const consent = await (await page.request.get(`${page.url()}.json`)).text();
    await page.goto('/th/me/requests');
    await page.locator('input[name=right][value=objection]').check();
    await press(page, 'main form[action$="/requests"] button');
    await press(page, '.timeline a[href*="/receipts/"]');
    const step = await (await page.request.get(`${page.url()}.json`)).text();
    for (const [text, type] of [[consent, 'https://w3id.org/dpv#ConsentRecord'], [step, 'https://w3id.org/dpv#RightExerciseActivity']]) {
        expect(canonicalize(JSON.parse(text))).toBe(text);
        const whole = await expanded(text);
        expect(whole['@type']).toEqual([type]);
        const names = Object.keys(JSON.parse(text)).filter((name) => !['@context', '@id', '@type'].includes(name));
        expect(Object.keys(whole).filter((name) => name.startsWith('http'))).toHaveLength(names.length);
    }
});
