// Starts the islands of a page once it can be read: loads the WebAssembly the page names, then hands each island its element.
// Asked for at once, it would share a slow line with the style and the font.
import * as client from 'client';

const script = document.querySelector('script[data-wasm]');

async function start() {
    await client.default({ module_or_path: script.dataset.wasm });
    client.hydrate();
    for (const island of document.querySelectorAll('leptos-island')) client[island.dataset.component]?.(island);
    document.documentElement.dataset.islands = 'ready';
}

// A browser that cannot run it loses nothing: every form works without. The time after a frame's callbacks is when it is drawn.
requestAnimationFrame(() => setTimeout(() => start().catch(() => { document.documentElement.dataset.islands = 'none'; })));
