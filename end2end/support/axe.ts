// The accessibility checker, with the rules of WCAG 2.2 AA and its good practices.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Each violation on the page as a line: the rule and the elements. */
export async function violations(page: Page, javaScriptEnabled: boolean | undefined): Promise<string[]> {
    return javaScriptEnabled === false ? withoutScripts(page) : check(page);
}

/** The checker is a script itself: it looks at the same document in a browser that runs scripts, the site's own left out. */
async function withoutScripts(page: Page): Promise<string[]> {
    const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    const context = await page.context().browser()!.newContext({
        javaScriptEnabled: true,
        viewport: page.viewportSize(),
        colorScheme: dark ? 'dark' : 'light',
        serviceWorkers: 'block',
    });
    const copy = await context.newPage();
    const [address, body] = [page.url(), await page.content()];
    await copy.route('**/*.js', (route) => route.abort());
    await copy.route(address, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
    await copy.goto(address);
    const found = await check(copy);
    await context.close();
    return found;
}

async function check(page: Page): Promise<string[]> {
    const { violations: found } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    return found.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
}
