//! Every parser of `domain` behind one text interface, so that the browser's build and the server's can be compared.
//!
//! Built for the test alone: what it returns shows parsed values in full, so nothing of the portal may depend on it.

mod outcome;
mod parsers;

use wasm_bindgen::prelude::wasm_bindgen;

/// The names of all parsers.
pub fn parsers() -> impl Iterator<Item = &'static str> {
    parsers::PARSERS.iter().map(|(name, _)| *name)
}

/// The names of all parsers, one a line.
#[wasm_bindgen]
pub fn parser_names() -> String {
    parsers().collect::<Vec<_>>().join("\n")
}

/// What `parser` makes of `input`: `ok` and the value in full, or `no`, the error and its two sentences. An unknown
/// parser is said to be one.
#[wasm_bindgen]
pub fn check(parser: &str, input: &str) -> String {
    parsers::PARSERS
        .iter()
        .find(|(name, _)| *name == parser)
        .map_or_else(|| format!("unknown parser {parser}"), |(_, check)| check(input))
}
