//! The tree (RFC 6962, 2.1; RFC 9162, 2.1.3 and 2.1.4): growing it at its right edge, which nodes a proof is made of, and
//! checking proofs.
//!
//! Whoever makes a proof never holds the tree: a plan names the complete subtrees that are needed, and they are read
//! from tiles.

use crate::hash::{Hash, node_hash};

/// A complete subtree: `2^level` leaves from `index · 2^level` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// The height above the leaves.
    pub level: u8,
    /// Its place among the subtrees of that height.
    pub index: u64,
}

/// The right edge of a tree: the roots of its complete subtrees, largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its hash.
    pub fn append(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(left, hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().copied();
        peaks.next().map_or_else(Hash::empty, |last| peaks.fold(last, |right, left| node_hash(left, right)))
    }

    /// As stored: the size, then the peaks.
    pub fn to_bytes(&self) -> Vec<u8> {
        let peaks = self.peaks.iter().flat_map(|peak| peak.0);
        self.size.to_be_bytes().into_iter().chain(peaks).collect()
    }

    /// What was stored; `None` where the number of peaks is not that of the size.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (size, peaks) = bytes.split_first_chunk::<8>()?;
        let size = u64::from_be_bytes(*size);
        let peaks: Vec<Hash> = peaks.chunks(32).map(|peak| peak.try_into().ok().map(Hash)).collect::<Option<_>>()?;
        (peaks.len() == size.count_ones() as usize).then_some(Self { size, peaks })
    }
}

/// What a proof is made of: one element after the other, each folded from the nodes named, from the right.
pub type Plan = Vec<Vec<Node>>;

/// What the proof that leaf `index` is in a tree of `size` is made of; `None` where it is not.
pub fn inclusion_plan(index: u64, size: u64) -> Option<Plan> {
    if index >= size {
        return None;
    }
    let (mut start, mut end) = (0, size);
    let mut plan = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            plan.push(cover(middle, end));
            end = middle;
        } else {
            plan.push(cover(start, middle));
            start = middle;
        }
    }
    plan.reverse();
    Some(plan)
}

/// What the proof that the first `old` leaves of a tree of `new` are its beginning is made of; `None` where there are
/// fewer. Empty for equal sizes and for a beginning of nothing.
pub fn consistency_plan(old: u64, new: u64) -> Option<Plan> {
    if old > new {
        return None;
    }
    if old == 0 || old == new {
        return Some(Vec::new());
    }
    let (mut start, mut end, mut whole) = (0, new, true);
    let mut plan = Vec::new();
    while end != old {
        let middle = start + split(end - start);
        if old <= middle {
            plan.push(cover(middle, end));
            end = middle;
        } else {
            plan.push(cover(start, middle));
            start = middle;
            whole = false;
        }
    }
    if !whole {
        plan.push(cover(start, end));
    }
    plan.reverse();
    Some(plan)
}

/// The proof of a plan, given the nodes; `None` where one is not there.
pub fn proof_of(plan: &Plan, mut node: impl FnMut(Node) -> Option<Hash>) -> Option<Vec<Hash>> {
    let element = |nodes: &Vec<Node>| {
        let mut hashes = nodes.iter().rev().map(|it| node(*it)).collect::<Option<Vec<_>>>()?.into_iter();
        let last = hashes.next()?;
        Some(hashes.fold(last, |right, left| node_hash(left, right)))
    };
    plan.iter().map(element).collect()
}

/// The root that `proof` makes of a leaf (RFC 9162, 2.1.3.2); `None` where the proof is too long or too short.
pub fn root_from_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut place, mut last, mut root) = (index, size - 1, leaf);
    for element in proof {
        if last == 0 {
            return None;
        }
        if place & 1 == 1 || place == last {
            root = node_hash(*element, root);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            root = node_hash(root, *element);
        }
        place >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(root)
}

/// Whether `proof` shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).
pub fn is_consistent((old, old_root): (u64, Hash), (new, new_root): (u64, Hash), proof: &[Hash]) -> bool {
    if old == 0 || old == new {
        let same = old == 0 && old_root == Hash::empty() || old == new && old_root == new_root;
        return same && proof.is_empty();
    }
    if old > new {
        return false;
    }
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    // A beginning that is one complete subtree stands for itself.
    let (mut first, rest) = if old.is_power_of_two() {
        (old_root, proof)
    } else {
        let Some((first, rest)) = proof.split_first() else { return false };
        (*first, rest)
    };
    let mut second = first;
    for element in rest {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            first = node_hash(*element, first);
            second = node_hash(*element, second);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            second = node_hash(second, *element);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && first == old_root && second == new_root
}

/// The largest power of two smaller than `size`, which is at least 2.
const fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// The complete subtrees of the leaves from `start` to before `end`, left to right, where `start` begins a subtree that
/// reaches at least as far.
fn cover(mut start: u64, end: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    while start < end {
        let level = (end - start).ilog2().min(if start == 0 { 63 } else { start.trailing_zeros() });
        nodes.push(Node { level: u8::try_from(level).unwrap_or_default(), index: start >> level });
        start += 1 << level;
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use proptest::prelude::*;

    fn entry(at: u64) -> Vec<u8> {
        format!("entry {at}").into_bytes()
    }

    fn node(it: Node) -> Hash {
        if it.level == 0 {
            return leaf_hash(&entry(it.index));
        }
        let child = |index| node(Node { level: it.level - 1, index });
        node_hash(child(2 * it.index), child(2 * it.index + 1))
    }

    fn frontier(size: u64) -> Frontier {
        let mut frontier = Frontier::default();
        (0..size).for_each(|at| frontier.append(leaf_hash(&entry(at))));
        frontier
    }

    /// A tree by another's code.
    fn oracle(size: u64) -> MemoryBackedTree<sha2_oracle::Sha256, Vec<u8>> {
        let mut tree = MemoryBackedTree::new();
        (0..size).for_each(|at| tree.push(entry(at)));
        tree
    }

    use ct_merkle::digest as _;
    use sha2 as sha2_oracle;

    #[test]
    fn roots_and_proofs_are_those_of_another_implementation() {
        for size in 1..70 {
            let (tree, ours) = (oracle(size), frontier(size));
            assert_eq!(tree.root().as_bytes().as_slice(), ours.root().0, "{size}");
            for index in 0..size {
                let proof = proof_of(&inclusion_plan(index, size).unwrap(), |it| Some(node(it))).unwrap();
                let theirs = tree.prove_inclusion(usize::try_from(index).unwrap());
                assert_eq!(
                    theirs.as_bytes(),
                    proof.iter().flat_map(|hash| hash.0).collect::<Vec<_>>(),
                    "{index}/{size}"
                );
            }
        }
    }

    #[test]
    fn the_tree_of_nothing() {
        assert_eq!(Frontier::default().root(), Hash::empty());
        assert_eq!(inclusion_plan(0, 0), None);
    }

    #[test]
    fn a_place_beyond_the_end_is_never_proven() {
        let leaf = leaf_hash(&entry(0));
        assert_eq!(root_from_inclusion(leaf, 0, 1, &[]), Some(leaf));
        for (index, size) in [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (u64::MAX, 1)] {
            assert_eq!(inclusion_plan(index, size), None, "{index}/{size}");
            for path in [&[][..], &[leaf], &[leaf, leaf]] {
                assert_eq!(root_from_inclusion(leaf, index, size, path), None, "{index}/{size}");
            }
        }
    }

    #[test]
    fn a_path_that_is_too_long_or_too_short_proves_nothing() {
        let made = |plan: &Plan| proof_of(plan, |it| Some(node(it))).unwrap();
        for size in 1..20 {
            let root = frontier(size).root();
            for index in 0..size {
                let (leaf, path) = (leaf_hash(&entry(index)), made(&inclusion_plan(index, size).unwrap()));
                let long = [&path[..], &[root]].concat();
                assert_eq!(root_from_inclusion(leaf, index, size, &long), None, "{index}/{size}");
                if let Some((_, short)) = path.split_last() {
                    assert_eq!(root_from_inclusion(leaf, index, size, short), None, "{index}/{size}");
                }
            }
            for old in 1..size {
                let (before, path) = (frontier(old).root(), made(&consistency_plan(old, size).unwrap()));
                let long = [&path[..], &[root]].concat();
                assert!(!is_consistent((old, before), (size, root), &long), "{old}/{size}");
                let short = &path[..path.len() - 1];
                assert!(!is_consistent((old, before), (size, root), short), "{old}/{size}");
            }
        }
    }

    #[test]
    fn of_two_ends_of_one_size_only_the_same_is_consistent() {
        let (root, other) = (frontier(3).root(), frontier(2).root());
        assert!(is_consistent((3, root), (3, root), &[]));
        assert!(!is_consistent((3, root), (3, other), &[]));
        assert!(!is_consistent((3, root), (3, root), &[root]), "there is nothing to prove");
        assert!(is_consistent((0, Hash::empty()), (3, root), &[]));
        assert!(is_consistent((0, Hash::empty()), (0, Hash::empty()), &[]));
        assert!(!is_consistent((0, root), (3, root), &[]), "that is no end of nothing");
        assert!(!is_consistent((0, Hash::empty()), (3, root), &[root]));
        assert!(!is_consistent((3, root), (2, other), &[]), "no log grows backwards");
        assert!(!is_consistent((2, root), (1, root), &[]), "nor does one with the same root");
        assert_eq!((consistency_plan(3, 2), consistency_plan(3, 3)), (None, Some(Vec::new())));
        assert_eq!((consistency_plan(0, 3), consistency_plan(0, 0)), (Some(Vec::new()), Some(Vec::new())));
    }

    #[test]
    fn an_edge_with_other_peaks_than_its_size_asks_for_is_none() {
        let bytes = frontier(5).to_bytes();
        assert_eq!(bytes.len(), 8 + 2 * 32);
        assert!(Frontier::from_bytes(&bytes).is_some_and(|it| it.size() == 5 && it.root() == frontier(5).root()));
        for cut in [1, 32, 33, 64, 65, 72] {
            assert_eq!(Frontier::from_bytes(&bytes[..bytes.len() - cut]), None, "{cut}");
        }
        assert_eq!(Frontier::from_bytes(&[&bytes[..], &[0; 32]].concat()), None);
        let of_seven = [&7_u64.to_be_bytes()[..], &bytes[8..]].concat();
        assert_eq!(Frontier::from_bytes(&of_seven), None);
    }

    #[test]
    fn a_proof_with_a_node_missing_is_none() {
        let plan = inclusion_plan(4, 7).unwrap();
        assert_eq!(proof_of(&plan, |_| None), None);
        assert_eq!(proof_of(&plan, |it| (it.level == 0).then_some(Hash([0; 32]))), None);
    }

    proptest! {
        #[test]
        fn every_leaf_is_proven_and_no_other(size in 1_u64..300, at in 0_u64..300, other in 0_u64..300) {
            let (index, other) = (at % size, other % size);
            let root = frontier(size).root();
            let proof = proof_of(&inclusion_plan(index, size).unwrap(), |it| Some(node(it))).unwrap();
            prop_assert_eq!(root_from_inclusion(leaf_hash(&entry(index)), index, size, &proof), Some(root));
            if other != index {
                prop_assert_ne!(root_from_inclusion(leaf_hash(&entry(other)), index, size, &proof), Some(root));
                prop_assert_ne!(root_from_inclusion(leaf_hash(&entry(index)), other, size, &proof), Some(root));
            }
        }

        #[test]
        fn a_tree_is_consistent_with_its_beginnings(new in 0_u64..200, old in 0_u64..200, flip in 0_usize..4000) {
            let old = old % (new + 1);
            let mut proof = proof_of(&consistency_plan(old, new).unwrap(), |it| Some(node(it))).unwrap();
            let (before, after) = ((old, frontier(old).root()), (new, frontier(new).root()));
            prop_assert!(is_consistent(before, after, &proof));
            let mut fork = Frontier::default();
            (0..new).for_each(|at| fork.append(leaf_hash(&entry(if at == 0 { 999 } else { at }))));
            prop_assert!(old == 0 || !is_consistent(before, (new, fork.root()), &proof));
            let bits = proof.len() * 256;
            if bits > 0 {
                proof[flip % bits / 256].0[flip % 256 / 8] ^= 1 << (flip % 8);
                prop_assert!(!is_consistent(before, after, &proof));
            }
        }

        #[test]
        fn an_edge_is_read_back(size in 0_u64..300) {
            let it = frontier(size);
            prop_assert_eq!(Frontier::from_bytes(&it.to_bytes()), Some(it));
        }

        #[test]
        fn rubbish_is_no_proof_and_no_panic(index: u64, size: u64, length in 0_usize..70, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let proof = vec![Hash([7; 32]); length];
            let _ = root_from_inclusion(Hash([0; 32]), index, size, &proof);
            let _ = is_consistent((index, Hash([1; 32])), (size, Hash([2; 32])), &proof);
            let _ = (inclusion_plan(index, size), consistency_plan(index, size), Frontier::from_bytes(&bytes));
        }
    }
}
