//! Tiles (C2SP tlog-tiles): hashes 256 side by side, kept and served as files that never change once they are full.

use crate::hash::{Hash, leaf_hash, node_hash};
use crate::tree::Node;

/// Hashes in a full tile.
pub const WIDTH: u64 = 256;
const HEIGHT: u8 = 8;

/// What a path below `/log/tile/` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TilePath {
    /// The level; `None` for a bundle of entries.
    pub level: Option<u8>,
    /// The place in the level.
    pub position: u64,
    /// How many hashes or entries: 256, or fewer for one that is not full.
    pub width: u16,
}

impl TilePath {
    /// The tile of a path such as `0/x001/234.p/17` or `entries/000`.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.split_once('/')?;
        let level = match level {
            "entries" => None,
            level => Some(number(level, 2).and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 64)?),
        };
        let (place, width) = match rest.split_once(".p/") {
            Some((place, width)) => (place, u16::try_from(number(width, 3)?).ok().filter(|it| (1..256).contains(it))?),
            None => (rest, 256),
        };
        let parts: Vec<&str> = place.split('/').collect();
        let mut position: u64 = 0;
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            let digits = if last { part } else { part.strip_prefix('x')? };
            if digits.len() != 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            position = position.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
        }
        let path = Self { level, position, width };
        // One path a tile: no leading `x000`.
        (parts.len() == 1 || !place.starts_with("x000")).then_some(path)
    }

    /// The path, below `tile/`.
    pub fn path(&self) -> String {
        let mut place = format!("{:03}", self.position % 1000);
        let mut rest = self.position / 1000;
        while rest > 0 {
            place = format!("x{:03}/{place}", rest % 1000);
            rest /= 1000;
        }
        let level = self.level.map_or_else(|| "entries".to_owned(), |level| level.to_string());
        let partial = if self.width == 256 { String::new() } else { format!(".p/{}", self.width) };
        format!("{level}/{place}{partial}")
    }
}

/// Decimal without leading zeros.
fn number(text: &str, digits: usize) -> Option<u64> {
    let plain = !text.is_empty() && text.len() <= digits && text.bytes().all(|b| b.is_ascii_digit());
    (plain && (text == "0" || !text.starts_with('0'))).then(|| text.parse().ok()).flatten()
}

/// A tile that is new or wider after leaves were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTile {
    /// Its level.
    pub level: u8,
    /// Its place.
    pub position: u64,
    /// Its hashes.
    pub hashes: Vec<Hash>,
}

/// The tiles at the right edge of a tree, level by level; full ones are handed out as they fill.
#[derive(Debug, Clone, Default)]
pub struct Edge {
    levels: Vec<(u64, Vec<Hash>)>,
    full: Vec<NewTile>,
    touched: usize,
}

impl Edge {
    /// The edge of a tree of `size`; `tile` gives the tile that is not full at a level and place.
    pub fn of(size: u64, mut tile: impl FnMut(u8, u64) -> Option<Vec<Hash>>) -> Option<Self> {
        let mut levels = Vec::new();
        for level in 0..HEIGHT {
            let count = size >> (u32::from(level) * u32::from(HEIGHT));
            if count == 0 {
                break;
            }
            let (position, width) = (count / WIDTH, count % WIDTH);
            let hashes = if width == 0 { Vec::new() } else { tile(level, position)? };
            if hashes.len() as u64 != width {
                return None;
            }
            levels.push((position, hashes));
        }
        Some(Self { levels, full: Vec::new(), touched: 0 })
    }

    /// The tiles that [`Edge::of`] asks for, for a tree of `size`.
    pub fn wanted(size: u64) -> Vec<(u8, u64)> {
        let count = |level: u8| size >> (u32::from(level) * u32::from(HEIGHT));
        (0..HEIGHT).filter(|level| count(*level) % WIDTH != 0).map(|level| (level, count(level) / WIDTH)).collect()
    }

    /// Adds a leaf by its hash.
    pub fn append(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push((0, Vec::new()));
            }
            self.touched = self.touched.max(level + 1);
            let (position, hashes) = &mut self.levels[level];
            hashes.push(hash);
            if (hashes.len() as u64) < WIDTH {
                return;
            }
            let hashes = std::mem::take(hashes);
            hash = fold(&hashes);
            self.full.push(NewTile { level: u8::try_from(level).unwrap_or_default(), position: *position, hashes });
            *position += 1;
        }
    }

    /// The tiles that are new or wider since the last call.
    pub fn take_changed(&mut self) -> Vec<NewTile> {
        let mut changed = std::mem::take(&mut self.full);
        changed.extend(self.partial().into_iter().filter(|tile| usize::from(tile.level) < self.touched));
        self.touched = 0;
        changed
    }

    /// The tiles that are not full.
    pub fn partial(&self) -> Vec<NewTile> {
        let tile = |(level, (position, hashes)): (usize, &(u64, Vec<Hash>))| NewTile {
            level: u8::try_from(level).unwrap_or_default(),
            position: *position,
            hashes: hashes.clone(),
        };
        self.levels.iter().enumerate().filter(|(_, (_, hashes))| !hashes.is_empty()).map(tile).collect()
    }
}

/// The tile a node is in, and which of its hashes the node is made of.
pub fn within(node: Node) -> ((u8, u64), std::ops::Range<usize>) {
    let (level, rest) = (node.level / HEIGHT, node.level % HEIGHT);
    let first = node.index << rest;
    let start = usize::try_from(first % WIDTH).unwrap_or_default();
    ((level, first / WIDTH), start..start + (1 << rest))
}

/// The root of hashes side by side; their number is a power of two.
pub fn fold(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => Hash::empty(),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(more.len() / 2);
            node_hash(fold(left), fold(right))
        }
    }
}

/// The bytes of a tile's file.
pub fn tile_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// The hashes in the bytes of a tile's file.
pub fn tile_hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    bytes.chunks(32).map(|hash| hash.try_into().ok().map(Hash)).collect()
}

/// The bytes of a bundle of entries: each behind its length.
pub fn bundle(entries: &[[u8; 32]]) -> Vec<u8> {
    entries.iter().flat_map(|entry| [0, 32].into_iter().chain(*entry)).collect()
}

/// The hash of an entry as a leaf.
pub fn leaf_of(entry: &[u8; 32]) -> Hash {
    leaf_hash(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{Frontier, inclusion_plan, proof_of, root_from_inclusion};
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn paths_of_the_standard() {
        for (path, level, position, width) in [
            ("0/x001/x234/067", Some(0), 1_234_067, 256),
            ("0/000", Some(0), 0, 256),
            ("1/x001/234.p/17", Some(1), 1234, 17),
            ("entries/255.p/1", None, 255, 1),
        ] {
            let tile = TilePath { level, position, width };
            assert_eq!(TilePath::parse(path), Some(tile), "{path}");
            assert_eq!(tile.path(), path);
        }
        for path in [
            "",
            "0",
            "0/",
            "0/1",
            "0/x000/001",
            "00/001",
            "64/001",
            "0/001.p/0",
            "0/001.p/256",
            "0/001.p/01",
            "x/001",
            "0/x001",
            "0/001/002",
            "-1/001",
            "0/x99/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert_eq!(TilePath::parse(path), None, "{path}");
        }
    }

    #[test]
    fn tiles_hold_what_proofs_need() {
        let (mut edge, mut frontier, mut kept) = (Edge::default(), Frontier::default(), HashMap::new());
        let leaf = |at: u64| leaf_hash(&at.to_be_bytes());
        let mut at = 0;
        for step in [1_u64, 200, 55, 1, 300, 70_000] {
            for _ in 0..step {
                edge.append(leaf(at));
                frontier.append(leaf(at));
                at += 1;
            }
            for tile in edge.take_changed() {
                kept.insert((tile.level, tile.position), tile.hashes);
            }
            let read = |node| {
                let (tile, range) = within(node);
                kept.get(&tile)?.get(range).map(fold)
            };
            for index in [0, at / 3, at - 1] {
                let proof = proof_of(&inclusion_plan(index, at).unwrap(), read).unwrap();
                assert_eq!(root_from_inclusion(leaf(index), index, at, &proof), Some(frontier.root()), "{index}/{at}");
            }
            let again = Edge::of(at, |level, position| kept.get(&(level, position)).cloned()).unwrap();
            assert_eq!(again.levels, edge.levels, "the edge is read back from its tiles");
            assert!(Edge::wanted(at).iter().all(|tile| kept.contains_key(tile)));
        }
    }

    #[test]
    fn a_number_in_a_path_has_no_sign_no_zero_before_it_and_few_digits() {
        for path in ["+1/001", "0/001.p/+1", "0/001.p/", "/001", "01/001", "100/001", "0/001.p/1000", "0/+01", "0/0001"]
        {
            assert_eq!(TilePath::parse(path), None, "{path}");
        }
        assert!(TilePath::parse("63/001.p/255").is_some());
    }

    #[test]
    fn only_tiles_that_grew_are_handed_out_and_each_once() {
        let mut edge = Edge::default();
        let mut changed = |leaves: u64| -> Vec<(u8, u64, usize)> {
            (0..leaves).for_each(|at| edge.append(leaf_hash(&at.to_be_bytes())));
            edge.take_changed().into_iter().map(|tile| (tile.level, tile.position, tile.hashes.len())).collect()
        };
        assert_eq!(changed(0), []);
        assert_eq!(changed(257), [(0, 0, 256), (0, 1, 1), (1, 0, 1)]);
        assert_eq!(changed(0), []);
        assert_eq!(changed(1), [(0, 1, 2)], "the tile above did not grow");
        assert_eq!(changed(254), [(0, 1, 256), (1, 0, 2)], "a tile that is full is no more at the edge");
    }

    #[test]
    fn what_is_not_full_is_wanted_and_nothing_else() {
        let (mut edge, mut size) = (Edge::default(), 0_u64);
        for wanted in [0, 1, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_793] {
            for at in size..wanted {
                edge.append(leaf_hash(&at.to_be_bytes()));
            }
            size = wanted;
            let partial: Vec<_> = edge.partial().into_iter().map(|tile| (tile.level, tile.position)).collect();
            assert_eq!(Edge::wanted(size), partial, "{size}");
        }
    }

    #[test]
    fn an_edge_is_not_read_from_tiles_of_another_size() {
        let hashes = |many: usize| Some(vec![Hash([1; 32]); many]);
        assert!(Edge::of(3, |_, _| hashes(3)).is_some());
        assert!(Edge::of(3, |_, _| hashes(2)).is_none() && Edge::of(3, |_, _| hashes(4)).is_none());
        assert!(Edge::of(3, |_, _| None).is_none());
        let asked = std::cell::RefCell::new(Vec::new());
        let edge = Edge::of(256 * 256 * 2 + 256 + 1, |level, position| {
            asked.borrow_mut().push((level, position));
            hashes(if level == 2 { 2 } else { 1 })
        });
        assert_eq!(asked.into_inner(), [(0, 513), (1, 2), (2, 0)]);
        assert_eq!(edge.unwrap().partial().len(), 3);
        assert!(
            Edge::of(256, |level, _| (level == 1).then(|| hashes(1)).flatten()).is_some(),
            "a full tile is not read"
        );
        assert!(Edge::of(0, |_, _| None).unwrap().partial().is_empty());
    }

    #[test]
    fn files_are_hashes_side_by_side_and_entries_behind_their_length() {
        let hashes = vec![Hash([1; 32]), Hash([2; 32])];
        let bytes = tile_bytes(&hashes);
        assert_eq!(bytes, [[1; 32], [2; 32]].concat());
        assert_eq!(tile_hashes(&bytes), Some(hashes));
        assert_eq!((tile_hashes(&bytes[1..]), tile_hashes(&[])), (None, Some(Vec::new())));
        assert_eq!(bundle(&[[7; 32], [8; 32]]), [&[0, 32][..], &[7; 32], &[0, 32], &[8; 32]].concat());
        assert_eq!(leaf_of(&[7; 32]), leaf_hash(&[7; 32]));
        assert_eq!(fold(&[]), Hash::empty());
    }

    #[test]
    fn a_node_is_found_in_the_tile_of_its_level() {
        let within = |level, index| within(Node { level, index });
        assert_eq!(within(0, 0), ((0, 0), 0..1));
        assert_eq!(within(0, 257), ((0, 1), 1..2));
        assert_eq!(within(3, 33), ((0, 1), 8..16));
        assert_eq!(within(7, 1), ((0, 0), 128..256));
        assert_eq!(within(8, 300), ((1, 1), 44..45));
        assert_eq!(within(17, 2), ((2, 0), 4..6));
    }

    proptest! {
        #[test]
        fn paths_are_read_back(level in prop::option::of(0_u8..64), position in 0_u64..1 << 60, width in 1_u16..257) {
            let tile = TilePath { level, position, width };
            prop_assert_eq!(TilePath::parse(&tile.path()), Some(tile));
        }

        #[test]
        fn no_path_panics(path in "[0-9x/.pentris]{0,30}") {
            let _ = TilePath::parse(&path);
        }
    }
}
