//! Proofs in one file (C2SP tlog-proof): the checkpoint, the place of the entry, the path to the root. The salt of the
//! commitment travels as the extra data.

use crate::hash::Hash;
use crate::{from_base64, to_base64};

const HEAD: &str = "c2sp.org/tlog-proof@v1";
/// A path in a tree of 2^63 entries.
const LONGEST: usize = 63;

/// A proof that an entry is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    /// The salt of the commitment.
    pub salt: [u8; 32],
    /// The place of the entry.
    pub index: u64,
    /// The path to the root.
    pub path: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

impl TlogProof {
    /// The file.
    pub fn text(&self) -> String {
        let path: String = self.path.iter().map(|hash| format!("{hash}\n")).collect();
        format!("{HEAD}\nextra {}\nindex {}\n{path}\n{}", to_base64(&self.salt), self.index, self.checkpoint)
    }

    /// The proof in a file; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.lines();
        lines.next().filter(|line| *line == HEAD)?;
        let salt = from_base64(lines.next()?.strip_prefix("extra ")?)?;
        let index = lines.next()?.strip_prefix("index ")?;
        let plain = index.bytes().all(|b| b.is_ascii_digit()) && (index == "0" || !index.starts_with('0'));
        let index = index.parse().ok().filter(|_| plain)?;
        let path: Vec<Hash> = lines.map(|line| from_base64(line).map(Hash)).collect::<Option<_>>()?;
        (path.len() <= LONGEST).then(|| Self { salt, index, path, checkpoint: checkpoint.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn proof(index: u64, length: usize) -> TlogProof {
        TlogProof {
            salt: [5; 32],
            index,
            path: vec![Hash([3; 32]); length],
            checkpoint: "a\n1\nb\n\n— a c\n".to_owned(),
        }
    }

    #[test]
    fn a_place_is_written_in_one_way() {
        let text = proof(10, 1).text();
        for index in ["", "010", "00", "+10", "-1", "1 0", "18446744073709551616"] {
            let changed = text.replace("\nindex 10\n", &format!("\nindex {index}\n"));
            assert_ne!(changed, text);
            assert_eq!(TlogProof::parse(&changed), None, "{index}");
        }
        assert_eq!(TlogProof::parse(&proof(0, 1).text()), Some(proof(0, 1)));
    }

    #[test]
    fn a_path_is_no_longer_than_the_tallest_tree() {
        assert_eq!(TlogProof::parse(&proof(1, 63).text()), Some(proof(1, 63)));
        assert_eq!(TlogProof::parse(&proof(1, 64).text()), None);
        assert_eq!(TlogProof::parse(&proof(1, 65).text()), None);
    }

    #[test]
    fn another_file_is_no_proof() {
        let text = proof(1, 1).text();
        for (from, to) in
            [("@v1\n", "@v2\n"), ("extra ", "salt "), ("index ", "place "), ("\n\n", "\n"), ("AwMD", "Aw")]
        {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);
            assert_eq!(TlogProof::parse(&changed), None, "{from:?} as {to:?}");
        }
    }

    proptest! {
        #[test]
        fn proofs_are_read_back(salt: [u8; 32], index: u64, length in 0_usize..64) {
            let path = vec![Hash([3; 32]); length];
            let proof = TlogProof { salt, index, path, checkpoint: "a\n1\nb\n\n— a c\n".to_owned() };
            prop_assert_eq!(TlogProof::parse(&proof.text()), Some(proof));
        }

        #[test]
        fn no_text_panics(text in "(c2sp.org/tlog-proof@v1\n)?(extra \\PC{0,50}\n)?(index [0-9]{0,25}\n)?\\PC{0,50}\n?\n?\\PC{0,20}") {
            let _ = TlogProof::parse(&text);
        }
    }
}
