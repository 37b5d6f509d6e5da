//! Checkpoints (C2SP tlog-checkpoint): origin, size and root of the log, signed.

use crate::from_base64;
use crate::hash::Hash;
use crate::note::{NoteError, Signer, VerifierKey};

/// The end of a log at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root)
    }

    /// Signs it.
    pub fn sign(&self, signer: &Signer) -> String {
        signer.sign(&self.text())
    }

    /// The checkpoint in a note signed by `key`, whose name is the origin. Further lines are allowed and mean nothing.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self, NoteError> {
        let text = key.open(note)?;
        let mut lines = text.lines();
        let mut line = || lines.next().filter(|line| !line.is_empty()).ok_or(NoteError::Form);
        let (origin, size, root) = (line()?, line()?, line()?);
        let plain = size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let size = size.parse().ok().filter(|_| plain).ok_or(NoteError::Form)?;
        let root = from_base64(root).map(Hash).ok_or(NoteError::Form)?;
        if origin != key.name() {
            return Err(NoteError::Form);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_back_and_no_other_text_is_one() {
        let signer = Signer::new("a.example/log", [1; 32]);
        let it = Checkpoint { origin: "a.example/log".to_owned(), size: 12, root: Hash([9; 32]) };
        assert_eq!(Checkpoint::open(&it.sign(&signer), &signer.verifier()), Ok(it.clone()));
        for text in [
            "",
            "a.example/log\n",
            "a.example/log\n012\nAA==\n",
            "a.example/log\n-1\nAA==\n",
            "a.example/log\n12\nAA==\n",
        ] {
            assert_eq!(Checkpoint::open(&signer.sign(text), &signer.verifier()), Err(NoteError::Form), "{text}");
        }
        let elsewhere = Checkpoint { origin: "b.example/log".to_owned(), ..it };
        assert_eq!(Checkpoint::open(&elsewhere.sign(&signer), &signer.verifier()), Err(NoteError::Form));
    }

    #[test]
    fn a_size_is_written_in_one_way() {
        let (signer, root) = (Signer::new("a.example/log", [1; 32]), Hash([9; 32]));
        for size in ["", "012", "00", "+12", "-1", "1 2", "18446744073709551616"] {
            let text = format!("a.example/log\n{size}\n{root}\n");
            assert_eq!(Checkpoint::open(&signer.sign(&text), &signer.verifier()), Err(NoteError::Form), "{size}");
        }
        for size in [0, 10] {
            let it = Checkpoint { origin: "a.example/log".to_owned(), size, root };
            assert_eq!(Checkpoint::open(&it.sign(&signer), &signer.verifier()), Ok(it));
        }
    }
}
