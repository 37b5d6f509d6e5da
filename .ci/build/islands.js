// Starts the islands of a page: loads the WebAssembly the page names, then hands each island its element.
import * as client from 'client';

const script = document.querySelector('script[data-wasm]');

async function start() {
    await client.default({ module_or_path: script.dataset.wasm });
    client.hydrate();
    for (const island of document.querySelectorAll('leptos-island')) client[island.dataset.component]?.(island);
    document.documentElement.dataset.islands = 'ready';
}

// A browser that cannot run it loses nothing: every form works without.
start().catch(() => { document.documentElement.dataset.islands = 'none'; });
