// Somebody who works by keyboard alone, and what that costs them: keystrokes, fields to read off, pages to wait for.
import type { Page } from '@playwright/test';

/**
 * Seconds of each step, by the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user
 * performance time with interactive systems", Communications of the ACM 23(7), 1980): a typist of 40 words a minute
 * takes 0.28 s a keystroke, and thinks 1.35 s before each unit of a task, here a field. To that come two assumptions of
 * our own: 3 s to read a handwritten field off the picture, and 1 s until a page can be typed into.
 */
export const PACE = { keystroke: 0.28, thought: 1.35, reading: 3, page: 1 };

export class Hands {
    keystrokes = 0;
    fields = 0;
    pages = 0;

    constructor(readonly page: Page) {
        page.on('load', () => (this.pages += 1));
    }

    async press(key: string) {
        this.keystrokes += 1;
        await this.page.keyboard.press(key);
    }

    /** Goes on by Tab until this has the focus. */
    async to(selector: string) {
        const there = () => this.page.locator(selector).first().evaluate((one) => one === document.activeElement);
        for (let presses = 0; !(await there()); presses += 1) {
            if (presses === 80) throw new Error(`${selector} is not reached by keyboard`);
            await this.press('Tab');
        }
    }

    /** Past what every page begins with, by the link that is first on it. */
    async skip() {
        await this.press('Tab');
        await this.press('Enter');
    }

    /** Reads a field off the paper, goes there and types it. */
    async type(selector: string, text: string) {
        await this.to(selector);
        this.fields += 1;
        this.keystrokes += [...text].length;
        await this.page.keyboard.type(text);
        if ((await this.page.locator(selector).inputValue()) !== text) throw new Error(`${selector} did not take what was typed`);
    }

    /** Reads a mark off the paper, goes there and ticks it. */
    async mark(selector: string) {
        await this.to(selector);
        this.fields += 1;
        await this.press('Space');
    }

    /** Presses what is there and waits for the page that follows. */
    async enter(selector: string) {
        await this.to(selector);
        await Promise.all([this.page.waitForNavigation(), this.press('Enter')]);
    }

    get seconds() {
        const read = this.fields * (PACE.thought + PACE.reading);
        return this.keystrokes * PACE.keystroke + read + this.pages * PACE.page;
    }
}
