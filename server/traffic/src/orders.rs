//! What is ordered about the log, and by whom it is read: holds, releases, readings. Who and what they name is sealed;
//! open to everybody is only that there is a hold, until when, and that it was released.

use crate::error::HoldError;
use crate::moment::held_at_most_until;
use crate::selector::Selector;
use crate::text::Code;
use crate::wire::{In, Out};
use domain::Instant;

/// The number of a hold: the sequence number of its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoldId(pub u64);

/// An order to keep entries longer than ninety days, for one case (Computer Crime Act, section 26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldOrder {
    /// The case it is for.
    pub case: Code,
    /// The order.
    pub order: Code,
    /// The officer who gave it.
    pub officer: Code,
    /// The entries it names, those that are there and those that come while it stands.
    pub selector: Selector,
    /// The last moment it holds.
    pub until: Instant,
    /// Where the order forbids to tell whom it names: when they may be told.
    pub silent_until: Option<Instant>,
}

/// A hold as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its number.
    pub id: HoldId,
    /// When it was recorded.
    pub since: Instant,
    /// What it says.
    pub order: HoldOrder,
    /// When it was released, if it was.
    pub released: Option<Instant>,
}

/// Somebody opened entries of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingOf {
    /// When.
    pub at: Instant,
    /// Under which order.
    pub order: Code,
    /// Who.
    pub by: Code,
    /// The entries that were asked for.
    pub selector: Selector,
}

/// The part of a hold that is open: when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) id: u64,
    pub(crate) since: Instant,
    pub(crate) until: Instant,
    pub(crate) released: Option<Instant>,
}

impl Term {
    /// Whether it holds at `now`, its last moment included.
    pub(crate) fn is_live(&self, now: Instant) -> bool {
        self.released.is_none() && now <= self.until
    }
}

impl HoldOrder {
    /// Whether it can be recorded at `now`.
    ///
    /// Errors: [`HoldError::Over`]; [`HoldError::TooLong`] where it ends later than two calendar years after the end of the
    /// entries it names, or after now where they go on.
    pub fn check(&self, now: Instant) -> Result<(), HoldError> {
        let named = self.selector.range().1.map_or(now, |to| to.min(now));
        let latest = held_at_most_until(named);
        if self.until <= now {
            Err(HoldError::Over)
        } else if self.until > latest {
            Err(HoldError::TooLong { latest })
        } else {
            Ok(())
        }
    }

    pub(crate) fn public(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.instant(self.until);
        out.0
    }

    pub(crate) fn secret(&self) -> Vec<u8> {
        let mut out = Out::default();
        for code in [&self.case, &self.order, &self.officer] {
            write_code(&mut out, code);
        }
        self.selector.write(&mut out);
        out.maybe(self.silent_until, Out::instant);
        out.0
    }

    pub(crate) fn read(public: &[u8], secret: &[u8]) -> Option<Self> {
        let mut input = In(secret);
        let (case, order, officer) = (read_code(&mut input)?, read_code(&mut input)?, read_code(&mut input)?);
        let selector = Selector::read(&mut input)?;
        let silent_until = input.maybe(In::instant)?;
        input.end()?;
        Some(Self { case, order, officer, selector, until: until(public)?, silent_until })
    }
}

impl ReadingOf {
    pub(crate) fn secret(&self) -> Vec<u8> {
        let mut out = Out::default();
        write_code(&mut out, &self.order);
        write_code(&mut out, &self.by);
        self.selector.write(&mut out);
        out.0
    }

    pub(crate) fn read(at: Instant, secret: &[u8]) -> Option<Self> {
        let mut input = In(secret);
        let (order, by) = (read_code(&mut input)?, read_code(&mut input)?);
        let selector = Selector::read(&mut input)?;
        input.end()?;
        Some(Self { at, order, by, selector })
    }
}

/// The end of the hold whose public part this is.
pub(crate) fn until(public: &[u8]) -> Option<Instant> {
    let mut input = In(public);
    let until = input.instant()?;
    input.end()?;
    Some(until)
}

/// The public part of a release: the hold. Its order and officer are sealed.
pub(crate) fn release_public(hold: HoldId) -> Vec<u8> {
    let mut out = Out::default();
    out.number(hold.0);
    out.0
}

pub(crate) fn release_secret(order: &Code, officer: &Code) -> Vec<u8> {
    let mut out = Out::default();
    write_code(&mut out, order);
    write_code(&mut out, officer);
    out.0
}

/// The hold a release ends.
pub(crate) fn released_hold(public: &[u8]) -> Option<u64> {
    let mut input = In(public);
    let hold = input.number()?;
    input.end()?;
    Some(hold)
}

pub(crate) fn write_code(out: &mut Out, code: &Code) {
    out.bytes(code.as_str().as_bytes());
}

pub(crate) fn read_code(input: &mut In<'_>) -> Option<Code> {
    Code::new(String::from_utf8(input.bytes()?.to_vec()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Pseudonym;

    #[test]
    fn an_order_and_a_reading_are_read_back() {
        let selector = Selector::new(Some(Pseudonym([4; 16])), None).unwrap();
        let code = |text: &'static str| Code::new(text).unwrap();
        let until = Instant::from_unix_milliseconds(77);
        let order = HoldOrder {
            case: code("คดี 1"),
            order: code("O-1"),
            officer: code("F-1"),
            selector: selector.clone(),
            until,
            silent_until: Some(Instant::from_unix_milliseconds(7)),
        };
        assert_eq!(HoldOrder::read(&order.public(), &order.secret()), Some(order.clone()));
        let reading = ReadingOf { at: until, order: code("O-2"), by: code("F-2"), selector };
        assert_eq!(ReadingOf::read(until, &reading.secret()), Some(reading));
        assert_eq!(released_hold(&release_public(HoldId(9))), Some(9));
        assert_eq!(HoldOrder::read(&order.public(), &order.secret()[1..]), None);
    }

    #[test]
    fn a_hold_holds_through_its_last_moment() {
        let at = Instant::from_unix_milliseconds;
        let term = Term { id: 1, since: at(0), until: at(5), released: None };
        assert_eq!([4, 5, 6].map(|now| term.is_live(at(now))), [true, true, false]);
        assert!(!Term { released: Some(at(3)), ..term }.is_live(at(4)));
    }
}
