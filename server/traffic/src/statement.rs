//! The statement a purge leaves: which frames are gone, what was in them, and what was carried over. It says everything
//! purged so far, adjoining ranges as one, so that the newest statement alone explains every gap.

use crate::wire::{In, Out};
use domain::{Day, Digest, Instant};

/// Frames that are gone, by number, first to last, and what joins them to their neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gone {
    pub(crate) first: u64,
    pub(crate) last: u64,
    /// The digest of the frame before the first.
    pub(crate) before: Digest,
    /// The digest of the last.
    pub(crate) after: Digest,
}

/// A hold whose frame is gone, and why it could go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) hold: u64,
    pub(crate) until: Instant,
    pub(crate) released: Option<Instant>,
}

/// What a purge says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Statement {
    /// Everything purged so far, this time included.
    pub(crate) gone: Vec<Gone>,
    /// The days whose entries went this time.
    pub(crate) days: Vec<Day>,
    /// The entries that went this time.
    pub(crate) entries: u64,
    /// When the first and the last entry of the files that went arrived, those carried over included.
    pub(crate) span: Option<(Instant, Instant)>,
    /// The latest moment at which a frame that went this time was written, those with entries that were held aside.
    pub(crate) written: Option<Instant>,
    /// The frames that carry held entries on, written by this purge or one that did not come to its end.
    pub(crate) carried_in: Vec<u64>,
    /// The held entries in them.
    pub(crate) carried: u64,
    /// The holds whose frames went this time.
    pub(crate) ended: Vec<Ended>,
    /// Whether somebody vouched for the clock; who, is sealed.
    pub(crate) confirmed: bool,
}

impl Statement {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.list(&self.gone, |out, gone| {
            out.number(gone.first);
            out.number(gone.last);
            out.raw(gone.before.as_bytes());
            out.raw(gone.after.as_bytes());
        });
        out.list(&self.days, |out, day| out.instant(day.begins()));
        out.number(self.entries);
        out.maybe(self.span, |out, (earliest, latest)| {
            out.instant(earliest);
            out.instant(latest);
        });
        out.maybe(self.written, Out::instant);
        out.list(&self.carried_in, |out, sequence| out.number(*sequence));
        out.number(self.carried);
        out.list(&self.ended, |out, ended| {
            out.number(ended.hold);
            out.instant(ended.until);
            out.maybe(ended.released, Out::instant);
        });
        out.raw(&[u8::from(self.confirmed)]);
        out.0
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut input = In(bytes);
        let gone = |input: &mut In<'_>| {
            let (first, last) = (input.number()?, input.number()?);
            Some(Gone { first, last, before: input.digest()?, after: input.digest()? })
        };
        let ended = |input: &mut In<'_>| {
            let (hold, until) = (input.number()?, input.instant()?);
            Some(Ended { hold, until, released: input.maybe(In::instant)? })
        };
        let statement = Self {
            gone: input.list(gone)?,
            days: input.list(|input| input.instant().map(Instant::bangkok_day))?,
            entries: input.number()?,
            span: input.maybe(|input| Some((input.instant()?, input.instant()?)))?,
            written: input.maybe(In::instant)?,
            carried_in: input.list(In::number)?,
            carried: input.number()?,
            ended: input.list(ended)?,
            confirmed: input.byte()? == 1,
        };
        input.end()?;
        Some(statement)
    }

    /// Whether the frame of this number is said to be gone.
    pub(crate) fn covers(&self, sequence: u64) -> bool {
        self.gone.iter().any(|gone| (gone.first..=gone.last).contains(&sequence))
    }
}

/// The ranges in order, those that adjoin as one.
pub(crate) fn joined(mut ranges: Vec<Gone>) -> Vec<Gone> {
    ranges.sort_by_key(|gone| gone.first);
    let mut joined: Vec<Gone> = Vec::new();
    for next in ranges {
        match joined.last_mut() {
            Some(last) if last.last + 1 == next.first && last.after == next.before => {
                (last.last, last.after) = (next.last, next.after);
            }
            _ => joined.push(next),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(first: u64, last: u64) -> Gone {
        let digest = |sequence: u64| Digest::of(&sequence.to_be_bytes());
        Gone { first, last, before: digest(first - 1), after: digest(last) }
    }

    #[test]
    fn a_statement_is_read_back() {
        let at = Instant::from_unix_milliseconds;
        let full = Statement {
            gone: vec![gone(1, 5), gone(9, 9)],
            days: vec![Day::from_iso("2026-02-28").unwrap(), Day::from_iso("2026-03-01").unwrap()],
            entries: 17,
            span: Some((at(3), at(4))),
            written: Some(at(5)),
            carried_in: vec![12, 13],
            carried: 3,
            ended: vec![Ended { hold: 2, until: at(9), released: Some(at(1)) }],
            confirmed: true,
        };
        for statement in [full.clone(), Statement::default()] {
            assert_eq!(Statement::read(&statement.to_bytes()), Some(statement));
        }
        assert!(full.covers(1) && full.covers(9) && !full.covers(6));
        assert_eq!(Statement::read(&full.to_bytes()[1..]), None);
    }

    #[test]
    fn ranges_that_adjoin_become_one() {
        assert_eq!(joined(vec![gone(6, 8), gone(12, 12), gone(1, 5)]), [gone(1, 8), gone(12, 12)]);
        let torn = Gone { before: Digest::of(b"another"), ..gone(6, 8) };
        assert_eq!(joined(vec![gone(1, 5), torn]).len(), 2, "not one chain");
    }
}
