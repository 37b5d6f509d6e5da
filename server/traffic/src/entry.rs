//! One entry of the log: what the law asks to be kept of a request, however it ended (Computer Crime Act, section 26, and
//! its notification). What identifies a person is in it only as an address and a pseudonym.

use crate::text::{Method, Route};
use domain::{Digest, Id, Instant};
use std::fmt;
use std::net::IpAddr;

/// One request. Who compares entries with a person's records needs the pseudonym's own key: the log has none.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// When the request arrived, UTC.
    pub at: Instant,
    /// The id the request has in the portal's other records.
    pub request: RequestId,
    /// The client's address, as a trusted proxy says it.
    pub client: IpAddr,
    /// Who was signed in, or whose session it was; `None` where there was neither.
    pub pseudonym: Option<Pseudonym>,
    /// The program that asked.
    pub agent: AgentHash,
    /// The method.
    pub method: Method,
    /// The template of the route; never the path.
    pub route: Route,
    /// How it ended.
    pub outcome: Outcome,
    /// Bytes of the request's body.
    pub bytes_in: u64,
    /// Bytes of the answer's body.
    pub bytes_out: u64,
    /// Milliseconds from arrival to the end of the answer.
    pub duration: u64,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Answered, with this HTTP status.
    Answered(u16),
    /// The client was gone, or the portal stopped, before it was answered.
    Aborted,
}

/// A user or a session under another name: sixteen bytes of a keyed hash. Its `Debug` shows nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym(pub [u8; 16]);

/// The id of a request, sixteen bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub [u8; 16]);

/// The first eight bytes of the SHA-256 of a user agent's name: tells programs apart and tells nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentHash(pub [u8; 8]);

impl Outcome {
    /// As written: 0 is no status.
    pub(crate) const fn number(self) -> u64 {
        match self {
            Self::Answered(status) => status as u64,
            Self::Aborted => 0,
        }
    }

    pub(crate) fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::Aborted),
            status => status.try_into().ok().map(Self::Answered),
        }
    }
}

impl AgentHash {
    /// The hash of the `User-Agent` header; of nothing where there was none.
    pub fn of(agent: &[u8]) -> Self {
        let mut hash = [0; 8];
        hash.copy_from_slice(&Digest::of(agent).as_bytes()[..8]);
        Self(hash)
    }
}

impl From<Id> for RequestId {
    fn from(id: Id) -> Self {
        Self(id.to_bytes())
    }
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonym(…)")
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestId({:032x})", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for AgentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AgentHash({:016x})", u64::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Entry");
        shown.field("at", &self.at).field("request", &self.request).field("method", &self.method);
        shown.field("route", &self.route).field("outcome", &self.outcome).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_shown_says_nothing_of_the_person() {
        let entry = Entry {
            at: Instant::from_unix_milliseconds(1),
            request: RequestId([1; 16]),
            client: IpAddr::from([198, 51, 100, 7]),
            pseudonym: Some(Pseudonym([0x5A; 16])),
            agent: AgentHash::of(b"browser"),
            method: Method::new("GET"),
            route: Route::new("/th"),
            outcome: Outcome::Aborted,
            bytes_in: 0,
            bytes_out: 0,
            duration: 3,
        };
        let shown = format!("{entry:?} {:?}", entry.pseudonym);
        assert!(
            !shown.contains("198.51") && !shown.contains("90") && !shown.to_lowercase().contains("5a5a"),
            "{shown}"
        );
    }

    #[test]
    fn an_outcome_is_a_number_and_back() {
        for outcome in [Outcome::Aborted, Outcome::Answered(200), Outcome::Answered(u16::MAX)] {
            assert_eq!(Outcome::from_number(outcome.number()), Some(outcome));
        }
        assert_eq!(Outcome::from_number(1 << 16), None);
    }
}
