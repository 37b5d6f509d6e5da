//! The lawful traffic log: what section 26 of the Thai Computer Crime Act wants kept of every request, for ninety days,
//! and no longer unless an order holds it.
//!
//! A folder of files, appended to and never changed. Every frame is chained to the one before and signed, so that
//! [`verify`] finds whatever was altered, by the public key alone; what identifies people is sealed. This crate reads no
//! clock and draws no randomness: both are arguments.
//!
//! # Files
//!
//! `NNNNNNNNNNNN-YYYY-MM-DD.day` holds the entries of one Bangkok day, a frame a batch. Holds, releases, readings, held
//! entries and statements of purges are in files of their own, of the same chain: so a day is deleted by deleting files,
//! nothing else has to be rewritten to outlive it, and what orders stand is known without reading the days. The price is
//! that a day on which somebody gave an order is in more than one file. `head` names the last frame, `lock` has one
//! writer at a time.
//!
//! # A frame
//!
//! Length (4 bytes, big-endian), version, kind, source of time, sequence number, wall time, uptime, boot, digest of the
//! frame before; a public part with its length; a sealed part; an Ed25519 signature over the SHA-256 of all that. The
//! digest that the next frame names takes in the signature, so that no bit of a file is outside the chain.
//!
//! Entries are columns: times as differences, texts and whatever repeats as places in a list, all deflated. What
//! identifies (address, pseudonym, user agent, request id) is sealed with XChaCha20-Poly1305; of it only the places are
//! deflated first, since hashes and addresses only blur a compressor's statistics. The nonce is made of key, header and
//! content, so that a frame written again after a crash repeats no nonce with another content.
//!
//! # Purging
//!
//! [`Log::purge`] deletes whole days, ninety days after the last thing written in them. What a hold keeps is first carried
//! over to a frame that names where it came from and the holds that keep it; then a signed statement says what is gone;
//! then files are deleted. It refuses while the clock is in doubt: earlier than the log, moved against the uptime, or
//! after a silence of more than a day between two boots, which hides a clock that was moved in between.
//!
//! # What it cannot show
//!
//! Frames taken from the end together with a head of that time: note [`Report::end`] elsewhere, and ask
//! [`verify_against`]. What the holder of the signing key does.
#![warn(missing_docs)]

mod clock;
mod columns;
mod disk;
mod entry;
mod error;
mod export;
mod frame;
mod head;
mod held;
mod keys;
mod log;
mod moment;
mod open;
mod orders;
mod purge;
mod segment;
mod selector;
mod statement;
mod survey;
mod text;
mod verify;
mod wire;

pub use clock::ClockEvidence;
pub use entry::{AgentHash, Entry, Outcome, Pseudonym, RequestId};
pub use error::{ClockDoubt, HoldError, LogError, OpenError, PurgeError, ReleaseError};
pub use export::{Export, Exported};
pub use ipnet::IpNet;
pub use keys::{KeyId, Keys, PublicKey, SealError};
pub use log::{Log, MOST_ENTRIES};
pub use moment::{Moment, RETENTION, TimeSource, held_at_most_until, kept_until};
pub use open::Opened;
pub use orders::{Hold, HoldId, HoldOrder, ReadingOf};
pub use purge::{Purge, Purged};
pub use selector::{Selector, SelectorError};
pub use text::{Code, CodeError, Method, Route};
pub use verify::{Fault, Finding, Position, Remark, Report, verify, verify_against};

#[cfg(test)]
mod tests;
