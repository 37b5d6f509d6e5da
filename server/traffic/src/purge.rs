//! Deleting what the law no longer wants kept: whole days, ninety days after the last of their entries, and nothing an
//! order holds.
//!
//! Held entries are carried over first; then a signed statement says what is gone; then the files are deleted. A crash
//! between any two of these loses nothing: the next opening deletes what was stated, the next purge finds what was
//! carried.

use crate::clock::{ClockEvidence, doubt};
use crate::error::{LogError, PurgeError};
use crate::frame::Kind;
use crate::held::{self, HeldEntry};
use crate::log::{Draft, Log};
use crate::moment::Moment;
use crate::segment::{Segment, SegmentKind};
use crate::statement::{Statement, joined};
use crate::survey::{Survey, each_frame};
use crate::wire::Out;
use domain::{Day, Instant};
use std::collections::HashSet;

/// What came of a purge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purge {
    /// Nothing is ninety days old, or everything that is, is held.
    NothingDue,
    /// Something was deleted, and a statement says what.
    Done(Purged),
}

/// What was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// The days whose files went. Entries once held, of earlier days, may have gone too.
    pub days: Vec<Day>,
    /// The entries that are gone for good.
    pub entries: u64,
    /// When the first and the last entry of the files arrived.
    pub span: Option<(Instant, Instant)>,
    /// The entries that are held and were carried over.
    pub carried: u64,
    /// The sequence number of the statement.
    pub statement: u64,
}

/// Held entries that a purge need not carry over, since an interrupted one did.
#[derive(Default)]
struct Carried {
    places: HashSet<(u64, u64)>,
    frames: Vec<u64>,
}

impl Log {
    /// Deletes every day whose entries are all ninety days old, except what a hold keeps, and what a hold kept until now.
    /// Days that may go are read from end to end, which takes seconds for a day of millions of entries, and what is held
    /// of them is in memory until it is written.
    ///
    /// Errors: [`PurgeError::Clock`] where the clock may be wrong and nobody vouches for it; [`LogError::Damaged`]
    /// where a file is not as it was written; [`LogError::Sealed`] where a hold stands and a key is missing.
    pub fn purge(&mut self, now: &Moment, clock: &ClockEvidence) -> Result<Purge, PurgeError> {
        self.take_back()?;
        self.finish_purge()?;
        let doubt = doubt(&self.dir, &self.segments, now).map_err(LogError::Disk)?;
        if let (Some(doubt), ClockEvidence::Log) = (doubt, clock) {
            return Err(PurgeError::Clock(doubt));
        }
        let survey = Survey::of(self, now.wall)?;
        if survey.due.is_empty() {
            return Ok(Purge::NothingDue);
        }
        let statement = self.carry_over(survey, now, clock)?;
        let secret = match clock {
            ClockEvidence::Log => None,
            ClockEvidence::Confirmed(by) => {
                let mut out = Out::default();
                crate::orders::write_code(&mut out, by);
                Some(out.0)
            }
        };
        let public = statement.to_bytes();
        let sequence = self.put(&Draft { kind: Kind::Purged, public: &public, secret: secret.as_deref() }, now)?;
        let Statement { days, entries, span, carried, .. } = statement.clone();
        self.statement = statement;
        self.finish_purge()?;
        Ok(Purge::Done(Purged { days, entries, span, carried, statement: sequence }))
    }

    /// Writes what is held into frames of its own. What is to be stated.
    fn carry_over(&mut self, survey: Survey, now: &Moment, clock: &ClockEvidence) -> Result<Statement, LogError> {
        let kept = survey.held.len() as u64;
        let mut carried = self.carried_before(&survey)?;
        let mut to_carry: Vec<HeldEntry> = survey.held;
        to_carry.retain(|held| !carried.places.contains(&(held.origin.sequence, held.origin.place)));
        to_carry.sort_by(|a, b| {
            let key = |held: &HeldEntry| (held.holds.clone(), held.origin.sequence, held.origin.place);
            key(a).cmp(&key(b))
        });
        for batch in to_carry.chunk_by(|a, b| a.holds == b.holds).flat_map(|group| group.chunks(held::BATCH)) {
            let (public, secret) = (held::public(batch, now.wall), held::secret(batch));
            let draft = Draft { kind: Kind::Held, public: &public, secret: Some(&secret) };
            carried.frames.push(self.put(&draft, now)?);
        }
        Ok(Statement {
            gone: joined([&self.statement.gone[..], &survey.gone].concat()),
            days: survey.days,
            entries: survey.entries.saturating_sub(kept),
            span: survey.span,
            written: survey.written,
            carried_in: carried.frames,
            carried: kept,
            ended: survey.ended,
            confirmed: *clock != ClockEvidence::Log,
        })
    }

    /// What files that stay have of the entries that are to be carried over.
    fn carried_before(&self, survey: &Survey) -> Result<Carried, LogError> {
        let mut carried = Carried::default();
        if survey.held.is_empty() {
            return Ok(carried);
        }
        let wanted: HashSet<(u64, u64)> =
            survey.held.iter().map(|held| (held.origin.sequence, held.origin.place)).collect();
        let stays = |segment: &&Segment| segment.kind == SegmentKind::Held && !survey.due.contains(segment);
        for segment in self.segments.iter().filter(stays) {
            each_frame(self, segment, |frame| {
                let Some(shown) = held::shown(&frame.public) else { return Ok(false) };
                let mut places = shown.origins.iter().map(|origin| (origin.sequence, origin.place)).peekable();
                let before = carried.places.len();
                carried.places.extend(places.by_ref().filter(|place| wanted.contains(place)));
                if carried.places.len() > before {
                    carried.frames.push(frame.header.sequence);
                }
                Ok(true)
            })?;
        }
        Ok(carried)
    }
}
