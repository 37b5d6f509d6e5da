//! Checking a receipt without asking anybody: the checkpoint is signed by the log, the entry is in the tree, and the
//! receipt that is shown is what the entry commits to. And checking that a log did not rewrite itself between two looks.

use crate::checkpoint::Checkpoint;
use crate::hash::{commitment, leaf_hash};
use crate::note::{NoteError, VerifierKey};
use crate::proof::TlogProof;
use crate::receipt::{Line, Unreadable, read};
use crate::tree::{is_consistent, root_from_inclusion};
use crate::{Hash, to_base64};
use domain::{Bilingual, Explain, Language};
use thiserror::Error;

/// What holds of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The end of the log the proof reaches.
    pub checkpoint: Checkpoint,
    /// The place of the entry.
    pub index: u64,
    /// The language of the receipt.
    pub language: Language,
    /// What it says, line by line.
    pub lines: Vec<Line>,
}

/// Which check failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// The receipt cannot be read.
    #[error("{0}")]
    Receipt(#[from] Unreadable),
    /// The proof cannot be read.
    #[error("this is no proof")]
    Proof,
    /// The checkpoint is not signed by the log.
    #[error("{0}")]
    Signature(#[from] NoteError),
    /// The receipt is not what the log committed to: one of the two was changed.
    #[error("the receipt is not in the log")]
    NotInLog,
}

/// Two looks at a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// Nothing was added.
    Same,
    /// Entries were added, and nothing before them changed.
    Grown,
    /// The log is shorter than it was.
    Shrunk,
    /// What was there before is not there any more as it was.
    Rewritten,
}

/// Checks a receipt with its proof.
pub fn verify_receipt(receipt: &[u8], proof: &str, key: &VerifierKey) -> Result<Verified, Fault> {
    let (language, lines) = read(receipt)?;
    let proof = TlogProof::parse(proof).ok_or(Fault::Proof)?;
    let checkpoint = Checkpoint::open(&proof.checkpoint, key)?;
    let leaf = leaf_hash(&commitment(&proof.salt, receipt));
    match root_from_inclusion(leaf, proof.index, checkpoint.size, &proof.path) {
        Some(root) if root == checkpoint.root => Ok(Verified { checkpoint, index: proof.index, language, lines }),
        _ => Err(Fault::NotInLog),
    }
}

/// Compares the checkpoint seen last with a newer one, both signed by the log.
pub fn compare(seen: &Checkpoint, now: &Checkpoint, path: &[Hash]) -> Comparison {
    if now.size < seen.size {
        Comparison::Shrunk
    } else if now.size == seen.size && now.root == seen.root {
        Comparison::Same
    } else if now.size > seen.size && is_consistent((seen.size, seen.root), (now.size, now.root), path) {
        Comparison::Grown
    } else {
        Comparison::Rewritten
    }
}

/// A file that shows anybody with the log's key that it signed two ends that do not fit together.
pub fn evidence(seen: &str, now: &str, path: &[Hash]) -> String {
    let path: String = path.iter().map(|hash| format!("{}\n", to_base64(&hash.0))).collect();
    format!(
        "Two signed checkpoints of one log, and the path that should lead from the first to the second.\n\n\
         == first ==\n{seen}\n== second ==\n{now}\n== path ==\n{path}"
    )
}

impl Explain for Fault {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Receipt(error) => error.explain(),
            Self::Proof => {
                Bilingual::new("ไฟล์หลักฐานนี้อ่านไม่ได้ ดาวน์โหลดใหม่อีกครั้ง", "This proof cannot be read. Download it again.")
            }
            Self::Signature(_) => Bilingual::new(
                "ลายเซ็นบนหลักฐานไม่ใช่ของบริการนี้ อย่าเชื่อหลักฐานนี้",
                "The signature on the proof is not this service's. Do not trust it.",
            ),
            Self::NotInLog => Bilingual::new(
                "ใบรับกับหลักฐานไม่ตรงกัน อย่างใดอย่างหนึ่งถูกแก้ไข",
                "Receipt and proof do not belong together: one of them was changed.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Signer;
    use crate::receipt::tests::sample;
    use crate::tree::Frontier;
    use proptest::prelude::*;

    fn made() -> (Vec<u8>, String, VerifierKey) {
        let receipt = sample(Language::Th).canonical_json();
        let (salt, signer) = ([5; 32], Signer::new("portal.example/log", [1; 32]));
        let mut tree = Frontier::default();
        let before = leaf_hash(&[9; 32]);
        tree.append(before);
        tree.append(leaf_hash(&commitment(&salt, &receipt)));
        let checkpoint = Checkpoint { origin: "portal.example/log".to_owned(), size: 2, root: tree.root() };
        let proof = TlogProof { salt, index: 1, path: vec![before], checkpoint: checkpoint.sign(&signer) };
        (receipt, proof.text(), signer.verifier())
    }

    #[test]
    fn a_receipt_is_proven_and_says_what_it_says() {
        let (receipt, proof, key) = made();
        let verified = verify_receipt(&receipt, &proof, &key).unwrap();
        assert_eq!((verified.index, verified.checkpoint.size), (1, 2));
        let other = Signer::new("portal.example/log", [2; 32]).verifier();
        assert_eq!(verify_receipt(&receipt, &proof, &other), Err(Fault::Signature(NoteError::Unsigned)));
    }

    #[test]
    fn a_log_that_rewrites_itself_is_found() {
        let at = |size, root: u8| Checkpoint { origin: "a".to_owned(), size, root: Hash([root; 32]) };
        assert_eq!(compare(&at(2, 1), &at(2, 1), &[]), Comparison::Same);
        assert_eq!(compare(&at(2, 1), &at(2, 2), &[]), Comparison::Rewritten);
        assert_eq!(compare(&at(2, 1), &at(1, 1), &[]), Comparison::Shrunk);
        assert_eq!(compare(&at(2, 1), &at(3, 1), &[]), Comparison::Rewritten);
    }

    #[test]
    fn a_log_that_only_grew_is_no_other_log() {
        let leaf = |at: u8| leaf_hash(&[at]);
        let end = |size: u8| {
            let mut tree = Frontier::default();
            (0..size).for_each(|at| tree.append(leaf(at)));
            Checkpoint { origin: "a".to_owned(), size: u64::from(size), root: tree.root() }
        };
        assert_eq!(compare(&end(0), &end(2), &[]), Comparison::Grown, "everything begins with nothing");
        assert_eq!(compare(&end(1), &end(2), &[leaf(1)]), Comparison::Grown);
        assert_eq!(compare(&end(1), &end(2), &[]), Comparison::Rewritten, "nothing shows it");
        assert_eq!(compare(&end(1), &end(2), &[leaf(2)]), Comparison::Rewritten, "this does not show it");
        assert_eq!(compare(&end(2), &end(1), &[leaf(1)]), Comparison::Shrunk);
        assert_eq!(compare(&end(2), &end(2), &[]), Comparison::Same);
    }

    #[test]
    fn evidence_holds_both_ends_as_signed_and_the_path_in_order() {
        let path = [leaf_hash(&[1]), leaf_hash(&[2])];
        let text = evidence("the first\n", "the second\n", &path);
        let (_, rest) = text.split_once("== first ==\n").unwrap();
        let (first, rest) = rest.split_once("\n== second ==\n").unwrap();
        let (second, rest) = rest.split_once("\n== path ==\n").unwrap();
        assert_eq!((first, second), ("the first\n", "the second\n"));
        assert_eq!(rest, format!("{}\n{}\n", path[0], path[1]));
    }

    #[test]
    fn a_true_proof_of_another_receipt_proves_nothing() {
        let (_, proof, key) = made();
        let other = sample(Language::En).canonical_json();
        assert_eq!(verify_receipt(&other, &proof, &key), Err(Fault::NotInLog));
        assert_eq!(verify_receipt(&other, "", &key), Err(Fault::Proof));
        assert!(matches!(verify_receipt(b"{}", &proof, &key), Err(Fault::Receipt(_))));
    }

    proptest! {
        #[test]
        fn one_bit_of_receipt_or_proof_is_enough(of_receipt: bool, at: usize, bit in 0_u8..8) {
            let (mut receipt, proof, key) = made();
            let mut proof = proof.into_bytes();
            let bytes = if of_receipt { &mut receipt } else { &mut proof };
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            let proof = String::from_utf8_lossy(&proof);
            prop_assert!(verify_receipt(&receipt, &proof, &key).is_err());
        }
    }
}
