//! The page of checks in the browser: a receipt against its proof, and the ledger against what was seen before. A crate
//! of its own, so that forms do not carry it. It asks nobody anything: what it needs is handed to it.

use domain::{Explain, Language};
use ledger::checkpoint::Checkpoint;
use ledger::note::VerifierKey;
use ledger::tile::{TilePath, fold, tile_hashes, within};
use ledger::tree::{consistency_plan, proof_of};
use ledger::{Comparison, Hash, compare, evidence, verify_receipt};
use std::collections::HashMap;
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks a receipt. The answer is lines: `holds`, the place, then label and text of each line of the receipt, one after
/// the other; or `fails` and why. `key` is the ledger's key as it is published.
#[wasm_bindgen]
pub fn check(receipt: &[u8], proof: &str, key: &str, language: &str) -> Vec<String> {
    let language = Language::from_tag(language).unwrap_or_default();
    let Some(key) = VerifierKey::parse(key.trim()) else { return vec!["fails".to_owned()] };
    match verify_receipt(receipt, proof, &key) {
        Ok(verified) => {
            let mut answer = vec!["holds".to_owned(), verified.index.to_string()];
            for line in verified.lines {
                answer.extend([line.label.text(language).to_owned(), line.value]);
            }
            answer
        }
        Err(fault) => vec!["fails".to_owned(), fault.explain().text(language).to_owned()],
    }
}

/// Two looks at the ledger, compared.
#[wasm_bindgen]
pub struct Looks {
    seen: (String, Checkpoint),
    now: (String, Checkpoint),
    tiles: HashMap<(u8, u64), Vec<Hash>>,
}

#[wasm_bindgen]
impl Looks {
    /// The checkpoint seen before and the one that is published now; nothing where one of them is not the ledger's.
    pub fn of(seen: String, now: String, key: &str) -> Option<Looks> {
        let key = VerifierKey::parse(key.trim())?;
        let (a, b) = (Checkpoint::open(&seen, &key).ok()?, Checkpoint::open(&now, &key).ok()?);
        Some(Self { seen: (seen, a), now: (now, b), tiles: HashMap::new() })
    }

    /// The tiles needed to compare them, as paths below `/log/tile/`.
    pub fn wanted(&self) -> Vec<String> {
        let now = self.now.1.size;
        let plan = consistency_plan(self.seen.1.size, now).unwrap_or_default();
        let mut tiles: Vec<(u8, u64)> = plan.iter().flatten().map(|node| within(*node).0).collect();
        tiles.sort_unstable();
        tiles.dedup();
        let path = |(level, position): (u8, u64)| {
            let count = now >> (u32::from(level) * 8);
            let width = u16::try_from((count - position * 256).min(256)).unwrap_or(256);
            TilePath { level: Some(level), position, width }.path()
        };
        tiles.into_iter().map(path).collect()
    }

    /// Hands in a tile that was asked for.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        if let (Some(TilePath { level: Some(level), position, .. }), Some(hashes)) =
            (TilePath::parse(path), tile_hashes(bytes))
        {
            self.tiles.insert((level, position), hashes);
        }
    }

    /// What came of it: `same`, `grown`, or `rewritten`.
    pub fn outcome(&self) -> String {
        match compare(&self.seen.1, &self.now.1, &self.path()) {
            Comparison::Same => "same",
            Comparison::Grown => "grown",
            Comparison::Shrunk | Comparison::Rewritten => "rewritten",
        }
        .to_owned()
    }

    /// What shows anybody that the ledger signed two ends that do not fit together.
    pub fn evidence(&self) -> String {
        evidence(&self.seen.0, &self.now.0, &self.path())
    }

    fn path(&self) -> Vec<Hash> {
        let plan = consistency_plan(self.seen.1.size, self.now.1.size).unwrap_or_default();
        let read = |node| {
            let (tile, range) = within(node);
            self.tiles.get(&tile)?.get(range).map(fold)
        };
        proof_of(&plan, read).unwrap_or_default()
    }
}
