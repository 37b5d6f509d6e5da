//! Which entries an order is about. It names a pseudonym or an address, or both; what names nobody is a blanket order,
//! which section 26 of the Computer Crime Act does not know.

use crate::entry::{Entry, Pseudonym};
use crate::text::Route;
use crate::wire::{In, Out};
use domain::Instant;
use ipnet::IpNet;
use std::fmt;
use std::net::IpAddr;
use thiserror::Error;

/// The widest IPv4 network that still names somebody.
const WIDEST_4: u8 = 24;
/// The widest IPv6 network that still names somebody: what one site gets.
const WIDEST_6: u8 = 48;

/// Entries by whom and, where wanted, by route and time. Everything named must fit. Its `Debug` names nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Selector {
    who: Who,
    route: Option<Route>,
    from: Option<Instant>,
    to: Option<Instant>,
}

/// Whom an order names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Pseudonym(Pseudonym),
    Network(IpNet),
    Both(Pseudonym, IpNet),
}

/// Why something is no selector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum SelectorError {
    /// Neither a pseudonym nor an address.
    #[error("an order that names neither a pseudonym nor an address is a blanket order")]
    Blanket,
    /// A network wider than /24 (IPv4) or /48 (IPv6).
    #[error("a network wider than /{WIDEST_4} (IPv4) or /{WIDEST_6} (IPv6) names nobody")]
    Wide,
    /// The time ends before it begins.
    #[error("the time range ends before it begins")]
    Backwards,
}

impl Selector {
    /// The entries of `pseudonym` from `network` (an address alone is a network of one).
    ///
    /// Errors: [`SelectorError::Blanket`] where both are `None`, [`SelectorError::Wide`].
    pub fn new(pseudonym: Option<Pseudonym>, network: Option<IpNet>) -> Result<Self, SelectorError> {
        let network = network.map(canonical).transpose()?;
        let who = match (pseudonym, network) {
            (Some(pseudonym), Some(network)) => Who::Both(pseudonym, network),
            (Some(pseudonym), None) => Who::Pseudonym(pseudonym),
            (None, Some(network)) => Who::Network(network),
            (None, None) => return Err(SelectorError::Blanket),
        };
        Ok(Self { who, route: None, from: None, to: None })
    }

    /// The same, of this route alone.
    #[must_use]
    pub fn on(self, route: Route) -> Self {
        Self { route: Some(route), ..self }
    }

    /// The same, of requests that arrived at `from` or later and at `to` or earlier.
    ///
    /// Errors: [`SelectorError::Backwards`].
    pub fn between(self, from: Option<Instant>, to: Option<Instant>) -> Result<Self, SelectorError> {
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(SelectorError::Backwards),
            _ => Ok(Self { from, to, ..self }),
        }
    }

    /// Whether the entry is one of those.
    pub fn matches(&self, entry: &Entry) -> bool {
        let client = entry.client.to_canonical();
        let by = match &self.who {
            Who::Pseudonym(pseudonym) => entry.pseudonym == Some(*pseudonym),
            Who::Network(network) => network.contains(&client),
            Who::Both(pseudonym, network) => entry.pseudonym == Some(*pseudonym) && network.contains(&client),
        };
        by && self.route.as_ref().is_none_or(|route| *route == entry.route)
            && self.from.is_none_or(|from| from <= entry.at)
            && self.to.is_none_or(|to| entry.at <= to)
    }

    /// The range of arrival times, either end open where `None`.
    pub const fn range(&self) -> (Option<Instant>, Option<Instant>) {
        (self.from, self.to)
    }

    /// Whom it names by pseudonym, if anybody.
    pub const fn pseudonym(&self) -> Option<Pseudonym> {
        match self.who {
            Who::Pseudonym(pseudonym) | Who::Both(pseudonym, _) => Some(pseudonym),
            Who::Network(_) => None,
        }
    }

    /// The network it names, if any.
    pub const fn network(&self) -> Option<IpNet> {
        match self.who {
            Who::Network(network) | Who::Both(_, network) => Some(network),
            Who::Pseudonym(_) => None,
        }
    }

    pub(crate) fn write(&self, out: &mut Out) {
        let (pseudonym, network) = match self.who {
            Who::Pseudonym(pseudonym) => (Some(pseudonym), None),
            Who::Network(network) => (None, Some(network)),
            Who::Both(pseudonym, network) => (Some(pseudonym), Some(network)),
        };
        out.maybe(pseudonym, |out, pseudonym| out.raw(&pseudonym.0));
        out.maybe(network, |out, network| {
            out.address(network.addr());
            out.raw(&[network.prefix_len()]);
        });
        out.maybe(self.route.as_ref(), |out, route| out.bytes(route.as_str().as_bytes()));
        out.maybe(self.from, Out::instant);
        out.maybe(self.to, Out::instant);
    }

    pub(crate) fn read(input: &mut In<'_>) -> Option<Self> {
        let pseudonym = input.maybe(|input| input.fixed().map(Pseudonym))?;
        let network = input.maybe(|input| IpNet::new(input.address()?, input.byte()?).ok())?;
        let route = input.maybe(|input| String::from_utf8(input.bytes()?.to_vec()).ok().map(Route::new))?;
        let (from, to) = (input.maybe(In::instant)?, input.maybe(In::instant)?);
        let selector = Self::new(pseudonym, network).ok()?.between(from, to).ok()?;
        Some(Self { route, ..selector })
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Selector(…)")
    }
}

/// The network without its host bits; an IPv4 network written in IPv6 becomes what it is.
fn canonical(network: IpNet) -> Result<IpNet, SelectorError> {
    let network = match (network.addr().to_canonical(), network.prefix_len()) {
        (IpAddr::V4(four), prefix) if network.addr().is_ipv6() => {
            IpNet::new(four.into(), prefix.saturating_sub(96)).map_err(|_| SelectorError::Wide)?
        }
        _ => network,
    };
    let widest = if network.addr().is_ipv4() { WIDEST_4 } else { WIDEST_6 };
    if network.prefix_len() < widest { Err(SelectorError::Wide) } else { Ok(network.trunc()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{AgentHash, Outcome, RequestId};
    use crate::text::Method;

    fn entry(client: &str, pseudonym: Option<[u8; 16]>, at: i64) -> Entry {
        Entry {
            at: Instant::from_unix_milliseconds(at),
            request: RequestId([0; 16]),
            client: client.parse().unwrap(),
            pseudonym: pseudonym.map(Pseudonym),
            agent: AgentHash([0; 8]),
            method: Method::new("GET"),
            route: Route::new("/th"),
            outcome: Outcome::Answered(200),
            bytes_in: 0,
            bytes_out: 0,
            duration: 0,
        }
    }

    fn network(text: &str) -> Result<Selector, SelectorError> {
        Selector::new(None, Some(text.parse().unwrap()))
    }

    #[test]
    fn a_blanket_order_is_refused() {
        assert_eq!(Selector::new(None, None), Err(SelectorError::Blanket));
        for wide in ["0.0.0.0/0", "203.0.112.0/23", "::/0", "2001:db8::/47", "::ffff:203.0.113.0/119"] {
            assert_eq!(network(wide), Err(SelectorError::Wide), "{wide}");
        }
        for narrow in ["203.0.113.0/24", "203.0.113.9/32", "2001:db8::/48", "2001:db8::1/128", "::ffff:203.0.113.0/120"]
        {
            assert!(network(narrow).is_ok(), "{narrow}");
        }
    }

    #[test]
    fn everything_named_must_fit() {
        let who = Selector::new(Some(Pseudonym([7; 16])), Some("203.0.113.0/24".parse().unwrap())).unwrap();
        assert!(who.matches(&entry("203.0.113.200", Some([7; 16]), 5)));
        assert!(who.matches(&entry("::ffff:203.0.113.200", Some([7; 16]), 5)));
        assert!(!who.matches(&entry("203.0.114.1", Some([7; 16]), 5)));
        assert!(!who.matches(&entry("203.0.113.200", None, 5)));
        assert!(!who.clone().on(Route::new("/en")).matches(&entry("203.0.113.200", Some([7; 16]), 5)));
        let at = |at| Some(Instant::from_unix_milliseconds(at));
        let within = who.clone().between(at(5), at(6)).unwrap();
        let fits = |at| within.matches(&entry("203.0.113.200", Some([7; 16]), at));
        assert_eq!([4, 5, 6, 7].map(fits), [false, true, true, false]);
        assert_eq!(who.between(at(6), at(5)), Err(SelectorError::Backwards));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let at = Some(Instant::from_unix_milliseconds(-5));
        let full = network("2001:db8:1::/48").unwrap().on(Route::new("/th/me")).between(at, None).unwrap();
        for selector in [full, Selector::new(Some(Pseudonym([1; 16])), None).unwrap()] {
            let mut out = Out::default();
            selector.write(&mut out);
            let mut input = In(&out.0);
            assert_eq!((Selector::read(&mut input), input.end()), (Some(selector), Some(())));
            assert!(format!("{:?}", Selector::read(&mut In(&out.0))).contains('…'));
        }
    }
}
