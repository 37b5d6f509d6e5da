// The policy page as people see it: taken apart for the peers, and read again from what each of them answers. Without scripts,
// so that what counts is what the server sent, and under one style sheet, which decides what stands on a line of its own.
import { chromium } from '@playwright/test';
import { browser as launch } from './browser.mjs';

/** What `read` makes of the document at this address, under this style. */
async function documentAt(url, style, read) {
    const browser = await chromium.launch(launch);
    try {
        const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })).newPage();
        await page.route('**/*', (route) => {
            const type = route.request().resourceType();
            if (type === 'document') return route.continue();
            return type === 'stylesheet' ? route.fulfill({ contentType: 'text/css', body: style }) : route.abort();
        });
        await page.goto(url);
        return await page.evaluate(read);
    } finally {
        await browser.close();
    }
}

/** The visible text of the page, one space for each run of white space. */
export const visible = (url, style) => documentAt(url, style, () => document.body.innerText.replace(/\s+/g, ' ').trim());

/** The text of the policy page by its parts. Whatever is left out here is missing in the peers, and then nothing is measured. */
export const parts = (url) => documentAt(url, '', () => {
    const all = (selector, of = document) => [...of.querySelectorAll(selector)];
    const one = (selector, of = document) => of.querySelector(selector);
    const text = (selector, of) => one(selector, of)?.textContent.trim();
    const at = (element, name) => element.getAttribute(name);
    const link = (element) => ({ href: at(element, 'href'), text: element.textContent.trim(), current: element.hasAttribute('aria-current') });
    const before = (element, selector) => element.textContent.replace(one(selector, element).textContent, '').trim();
    const [banner, header, main, footer] = ['.cookie-banner', '.site-header', 'main', '.site-footer'].map((selector) => one(selector));
    const fact = (name) => {
        const value = name.nextElementSibling;
        const hint = one('.field__hint', value);
        return {
            name: name.textContent,
            id: value.id || undefined,
            text: text('time, code', value) ?? value.textContent,
            datetime: one('time', value)?.dateTime,
            hint: hint ? before(hint, 'a') : undefined,
            link: hint ? link(one('a', hint)) : undefined,
        };
    };
    const block = (element) => (element.matches('.item')
        ? { id: element.id, letter: text('.item__letter', element), title: text('h3', element), paragraphs: all('p', element).map((p) => p.textContent) }
        : { text: element.textContent });
    const article = (section) => ({
        anchor: section.id,
        number: text('.article__number', section),
        title: before(one('h2', section), '.article__number'),
        blocks: all(':scope > p, :scope > .item', section).map(block),
    });
    const line = (item) => ({
        href: at(one('a', item), 'href'),
        name: text('a', item),
        datetime: one('time', item).dateTime,
        day: text('time', item),
        mark: text('.tag', item),
        summary: text('p', item),
    });
    const policy = one('.with-contents__body > .prose', main);
    const other = one('.language-switch', header);
    return {
        title: document.title,
        description: at(one('meta[name=description]'), 'content'),
        skip: text('.skip-link'),
        banner: {
            title: text('h2', banner),
            text: before(one('p', banner), 'a'),
            link: link(one('p a', banner)),
            action: at(one('form', banner), 'action'),
            back: one('[name=back]', banner).value,
            legend: text('legend', banner),
            choices: all('[type=checkbox]', banner).map(({ name, labels }) => ({ name, text: labels[0].textContent })),
            buttons: all('button', banner).map(({ value, textContent }) => ({ value, text: textContent })),
        },
        header: {
            demo: text('.demo-bar', header),
            home: at(one('.site-name', header), 'href'),
            words: all('.site-name__word', header).map((word) => word.textContent),
            other: { ...link(other), lang: at(other, 'lang') },
            label: at(one('nav', header), 'aria-label'),
            links: all('nav a', header).map(link),
        },
        notes: { offline: text('#offline-note'), update: text('#update-offer p'), button: text('#update-now') },
        policy: {
            heading: text('h1', main),
            summary: text('.lead', main),
            facts: all('.facts > dt', main).map(fact),
            contents: text('#contents-title', main),
            lang: at(policy, 'lang'),
            title: text('.lead', policy),
            preamble: all(':scope > p:not(.lead)', policy).map((p) => p.textContent),
            articles: all('.article', policy).map(article),
            versions: { title: text('#versions', main), lines: all('.version-list > li', main).map(line) },
        },
        footer: { label: at(one('nav', footer), 'aria-label'), links: all('a', footer).map(link), controller: text('p', footer) },
    };
});
