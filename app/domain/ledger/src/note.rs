//! Signed notes (C2SP signed-note) with Ed25519 (RFC 8032).

use crate::{from_base64, to_base64};
use domain::Digest;
use ed25519_compact::{KeyPair, PublicKey, Seed, Signature};
use thiserror::Error;

const ED25519: u8 = 1;
/// The most signature lines looked at.
const SIGNATURES: usize = 16;

/// A key that signs.
pub struct Signer {
    name: String,
    key: KeyPair,
}

/// A key that verifies: its name and public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

/// Why a text is no note of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Not the form of a signed note.
    #[error("this is no signed note")]
    Form,
    /// No signature by the key.
    #[error("the note is not signed by the key")]
    Unsigned,
    /// The signature by the key does not hold.
    #[error("the signature does not hold")]
    Signature,
}

impl Signer {
    /// The key of this name and seed.
    pub fn new(name: &str, seed: [u8; 32]) -> Self {
        Self { name: name.to_owned(), key: KeyPair::from_seed(Seed::new(seed)) }
    }

    /// The key that verifies what this one signs.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), public: *self.key.pk }
    }

    /// The note of `text`, which ends with a line break.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.key.sk.sign(text.as_bytes(), None);
        let bytes = [&self.verifier().id()[..], &*signature].concat();
        format!("{text}\n— {} {}\n", self.name, to_base64(&bytes))
    }
}

impl VerifierKey {
    /// The key in `text`: name, key id and public key, joined by `+`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let [kind, public @ ..] = from_base64::<33>(key)?;
        let key = Self { name: name.to_owned(), public };
        let named = !name.is_empty() && !name.contains(char::is_whitespace);
        (named && kind == ED25519 && id == key.hex_id()).then_some(key)
    }

    /// As it is published.
    pub fn text(&self) -> String {
        let key: Vec<u8> = [ED25519].into_iter().chain(self.public).collect();
        format!("{}+{}+{}", self.name, self.hex_id(), to_base64(&key))
    }

    /// The name: the origin of the log.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a note this key signed. Signatures by others are passed over.
    pub fn open<'n>(&self, note: &'n str) -> Result<&'n str, NoteError> {
        let at = note.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, signatures) = (&note[..=at], &note[at + 2..]);
        if !signatures.ends_with('\n') || text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(NoteError::Form);
        }
        for line in signatures.lines().take(SIGNATURES) {
            let (name, signature) =
                line.strip_prefix("— ").and_then(|line| line.split_once(' ')).ok_or(NoteError::Form)?;
            if name != self.name {
                continue;
            }
            let Some(bytes) = from_base64::<68>(signature) else { continue };
            if bytes[..4] == self.id() {
                let signature = Signature::from_slice(&bytes[4..]).map_err(|_| NoteError::Form)?;
                let verified = PublicKey::new(self.public).verify(text.as_bytes(), &signature);
                return verified.map(|()| text).map_err(|_| NoteError::Signature);
            }
        }
        Err(NoteError::Unsigned)
    }

    fn id(&self) -> [u8; 4] {
        let digest = Digest::of_parts(&[self.name.as_bytes(), &[b'\n', ED25519], &self.public]);
        let [a, b, c, d, ..] = *digest.as_bytes();
        [a, b, c, d]
    }

    fn hex_id(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_key_of_the_standards_example() {
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key = VerifierKey::parse(text).unwrap();
        assert_eq!(key.text(), text);
        let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
                    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        assert!(key.open(note).unwrap().starts_with("If you think"));
        assert_eq!(key.open(&note.replace("answer", "question")), Err(NoteError::Signature));
    }

    #[test]
    fn a_key_is_its_name_its_kind_and_its_own_id() {
        let key = Signer::new("a.example/log", [1; 32]).verifier();
        assert_eq!(VerifierKey::parse(&key.text()), Some(key.clone()));
        let of = |name: &str| VerifierKey { name: name.to_owned(), ..key.clone() }.text();
        for name in ["", "a log", "a\u{a0}log", "a\nlog"] {
            assert_eq!(VerifierKey::parse(&of(name)), None, "{name:?}");
        }
        let (name, id) = (key.name(), key.hex_id());
        let written = |kind: u8, id: &str| {
            let bytes: Vec<u8> = [kind].into_iter().chain(key.public).collect();
            format!("{name}+{id}+{}", to_base64(&bytes))
        };
        assert_eq!(written(ED25519, &id), key.text());
        assert_eq!(VerifierKey::parse(&written(2, &id)), None, "another kind of key");
        assert_eq!(VerifierKey::parse(&written(ED25519, "00000000")), None, "the id of another key");
    }

    #[test]
    fn a_note_is_plain_text_and_whole_lines() {
        let signer = Signer::new("a.example/log", [1; 32]);
        let (key, note) = (signer.verifier(), signer.sign("hello\n"));
        assert_eq!(key.open(&note), Ok("hello\n"));
        assert_eq!(key.open(note.trim_end()), Err(NoteError::Form), "the last line is cut off");
        for text in ["a\tb\n", "a\rb\n", "a\u{85}b\n"] {
            assert_eq!(key.open(&signer.sign(text)), Err(NoteError::Form), "{text:?}");
        }
        assert_eq!(key.open(&note.replace("— ", "- ")), Err(NoteError::Form));
        assert_eq!(key.open("hello\n"), Err(NoteError::Form));
    }

    #[test]
    fn a_signature_under_our_name_by_another_key_hides_none_of_ours() {
        let (ours, theirs) = (Signer::new("a.example/log", [1; 32]), Signer::new("a.example/log", [2; 32]));
        let note = ours.sign("hello\n");
        let line = theirs.sign("hello\n").split_once("\n\n").unwrap().1.to_owned();
        assert_eq!(ours.verifier().open(&note.replace("\n\n", &format!("\n\n{line}"))), Ok("hello\n"));
        let short = "— a.example/log AAAA\n";
        assert_eq!(ours.verifier().open(&note.replace("\n\n", &format!("\n\n{short}"))), Ok("hello\n"));
    }

    #[test]
    fn sixteen_signatures_are_looked_at_and_no_more() {
        let (ours, theirs) = (Signer::new("a.example/log", [1; 32]), Signer::new("b.example/log", [2; 32]));
        let line = theirs.sign("hello\n").split_once("\n\n").unwrap().1.to_owned();
        let behind = |many: usize| ours.sign("hello\n").replace("\n\n", &format!("\n\n{}", line.repeat(many)));
        assert_eq!(ours.verifier().open(&behind(15)), Ok("hello\n"));
        assert_eq!(ours.verifier().open(&behind(16)), Err(NoteError::Unsigned));
    }

    #[test]
    fn others_signatures_are_passed_over() {
        let (ours, theirs) = (Signer::new("a.example/log", [1; 32]), Signer::new("b.example/log", [2; 32]));
        let text = "hello\n";
        let note = ours.sign(text);
        let line = theirs.sign(text).split_once("\n\n").unwrap().1.to_owned();
        let both = note.replace("\n\n", &format!("\n\n{line}"));
        assert_eq!(ours.verifier().open(&both), Ok(text));
        assert_eq!(theirs.verifier().open(&note), Err(NoteError::Unsigned));
        let impostor = Signer::new("a.example/log", [3; 32]);
        assert_eq!(ours.verifier().open(&impostor.sign(text)), Err(NoteError::Unsigned));
    }

    proptest! {
        #[test]
        fn a_note_with_one_byte_changed_opens_to_nothing_else(at in 0_usize..200, bit in 0_u8..7) {
            let signer = Signer::new("a.example/log", [1; 32]);
            let note = signer.sign("a.example/log\n12\nabc\n");
            let mut bytes = note.clone().into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            if let Ok(changed) = String::from_utf8(bytes) {
                let opened = signer.verifier().open(&changed);
                prop_assert!(opened.is_err() || opened == Ok("a.example/log\n12\nabc\n"), "{}", changed);
            }
        }

        #[test]
        fn no_note_and_no_key_panics(text in "\\PC{0,80}\n?\n?(— )?\\PC{0,40}\n?") {
            let _ = Signer::new("a", [1; 32]).verifier().open(&text);
            let _ = VerifierKey::parse(&text);
        }
    }
}
