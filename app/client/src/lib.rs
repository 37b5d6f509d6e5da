//! The WebAssembly entry point: installs the islands of `app`. Nothing else belongs here.

// Names the crate so that its islands are linked.
use app as _;

/// Prepares the browser for islands; the loader calls it once, then each island by name.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
