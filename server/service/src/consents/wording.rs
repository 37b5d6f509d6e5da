//! What the receipts of all who were asked the same in the same way have in common: kept once, so that an event takes a
//! few hundred bytes and its receipt is still, letter for letter, what was committed to, whatever a later release writes.
//!
//! Marks stand where something is one person's. They are control characters, which canonical JSON never has.

use domain::catalogue::PurposeId;
use domain::consent::{EventKind, Method};
use domain::policy::VersionNumber;
use domain::{Digest, Id, Instant, Language};
use ledger::receipt::ConsentReceipt;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use storage::ConsentWording;

const MARK: char = '\u{1}';

/// What is one person's, or one moment's, in a receipt.
#[derive(Clone, Copy)]
pub(crate) struct Open<'a> {
    pub(crate) record: Id,
    pub(crate) at: Instant,
    pub(crate) principal: &'a str,
    pub(crate) delegate: Option<&'a str>,
}

impl<'a> Open<'a> {
    pub(crate) fn of(receipt: &'a ConsentReceipt) -> Self {
        let ConsentReceipt { record, at, principal, delegate, .. } = receipt;
        Self { record: *record, at: *at, principal, delegate: delegate.as_deref() }
    }
}

/// A wording that was made, and whether it is known to be in storage.
pub(crate) struct Known {
    pub(crate) wording: ConsentWording,
    kept: AtomicBool,
}

/// The wordings this portal made since it started: a few for each purpose and version of the policy.
#[derive(Default)]
pub(crate) struct Wordings(Mutex<HashMap<Key, Arc<Known>>>);

/// What a wording depends on, and nothing that is one person's.
type Key = (PurposeId, u32, EventKind, (Digest, VersionNumber), Language, Method, bool);

impl Known {
    /// The wording, where it must be kept with the event.
    pub(crate) fn to_keep(&self) -> Option<ConsentWording> {
        (!self.kept.load(Ordering::Relaxed)).then(|| self.wording.clone())
    }

    /// Told once a unit with it was committed.
    pub(crate) fn is_kept(&self) {
        self.kept.store(true, Ordering::Relaxed);
    }
}

impl Wordings {
    /// The wording of a receipt.
    pub(crate) fn of(&self, receipt: &ConsentReceipt) -> Arc<Known> {
        let ConsentReceipt { purpose, purpose_version, event, policy_digest, language, method, delegate, .. } = receipt;
        let key = (
            *purpose,
            *purpose_version,
            *event,
            (*policy_digest, receipt.policy),
            *language,
            *method,
            delegate.is_some(),
        );
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || Arc::new(Known { wording: wording(receipt), kept: AtomicBool::new(false) });
        Arc::clone(known.entry(key).or_insert_with(make))
    }
}

fn wording(receipt: &ConsentReceipt) -> ConsentWording {
    let open = Open::of(receipt);
    let mut text = String::from_utf8_lossy(&receipt.canonical_json()).into_owned();
    text = text.replace(&open.record.to_string(), "\u{1}i").replace(&open.at.rfc3339(), "\u{1}t");
    text = text.replace(open.principal, "\u{1}p");
    if let Some(delegate) = open.delegate {
        text = text.replace(delegate, "\u{1}d");
    }
    ConsentWording { digest: Digest::of(text.as_bytes()), text }
}

/// The receipt of a wording.
pub(crate) fn filled(wording: &str, open: &Open<'_>) -> Vec<u8> {
    let mut parts = wording.split(MARK);
    let mut text = String::with_capacity(wording.len() + 160);
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (mark, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
        match mark {
            "i" => text.push_str(&open.record.to_string()),
            "t" => text.push_str(&open.at.rfc3339()),
            "p" => text.push_str(open.principal),
            "d" => text.push_str(open.delegate.unwrap_or_default()),
            _ => {}
        }
        text.push_str(rest);
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::consent::ASKED;

    fn receipt(n: u8, delegate: bool) -> ConsentReceipt {
        let at = Instant::from_unix_milliseconds(1_795_402_800_000 + i64::from(n));
        ConsentReceipt {
            record: Id::new(at, [n; 10]),
            at,
            event: EventKind::Given,
            purpose: PurposeId::News,
            purpose_version: 1,
            question: ASKED[0].question,
            policy: VersionNumber::new(1).unwrap(),
            policy_digest: Digest::of(b"policy"),
            language: Language::Th,
            method: Method::Web,
            principal: format!("{n:032x}"),
            delegate: delegate.then(|| format!("{:032x}", 0xd0_u32 + u32::from(n))),
            origin: "https://portal.example".to_owned(),
        }
    }

    #[test]
    fn a_wording_filled_is_the_receipt_and_is_shared() {
        for delegate in [false, true] {
            let (one, other) = (receipt(1, delegate), receipt(2, delegate));
            assert_eq!(wording(&one), wording(&other));
            for receipt in [one, other] {
                let wording = wording(&receipt);
                assert_eq!(filled(&wording.text, &Open::of(&receipt)), receipt.canonical_json());
                for mark in ['i', 't', 'p'] {
                    assert!(wording.text.contains(&format!("{MARK}{mark}")), "{mark}");
                }
                assert_eq!(wording.text.contains("\u{1}d"), delegate);
            }
        }
        assert_ne!(wording(&receipt(1, false)).digest, wording(&receipt(1, true)).digest);
    }
}
