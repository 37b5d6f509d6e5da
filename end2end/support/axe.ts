// The accessibility checker, with the rules of WCAG 2.2 AA and its good practices.
import { type Page, expect } from '@playwright/test';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Each violation on the page as a line: the rule and the elements. */
export async function violations(page: Page, javaScriptEnabled: boolean | undefined): Promise<string[]> {
    return check(javaScriptEnabled === false ? await withScripts(page) : page);
}

/** Where pages without scripts are looked at: one for each, for as long as it is open. */
const copies = new WeakMap<Page, Page>();

/** The checker is a script itself: it looks at the same document in a browser that runs scripts, the site's own left out. */
async function withScripts(page: Page): Promise<Page> {
    const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    const copy = copies.get(page) ?? (await opened(page));
    copies.set(page, copy);
    await copy.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    const [address, body] = [page.url(), await page.content()];
    await copy.route(address, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }), { times: 1 });
    await copy.goto(address);
    return copy;
}

async function opened(page: Page): Promise<Page> {
    const context = await page.context().browser()!.newContext({ javaScriptEnabled: true, viewport: page.viewportSize(), serviceWorkers: 'block' });
    page.context().once('close', () => void context.close().catch(() => undefined));
    const copy = await context.newPage();
    await copy.route('**/*.js', (route) => route.abort());
    return copy;
}

/** The checker in the page itself, which has no frames; only what is wrong is carried out of it. */
async function check(page: Page): Promise<string[]> {
    expect(page.frames()).toHaveLength(1);
    await page.evaluate(axe.source);
    return page.evaluate(async (values) => {
        const checker = (window as unknown as { axe: typeof axe }).axe;
        const options = { resultTypes: ['violations' as const], runOnly: { type: 'tag' as const, values } };
        const { violations: found } = await checker.run(document, options);
        return found.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
    }, RULES);
}
