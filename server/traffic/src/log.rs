//! The log being written: every request's entry, every order, every reading, each a frame at the end.
//!
//! A call that returned `Ok` is on disk. One that returned an error has left nothing: the next call first takes back
//! whatever part of it got to the disk.

use crate::columns;
use crate::disk::Disk;
use crate::entry::Entry;
use crate::error::{HoldError, LogError, ReleaseError};
use crate::frame::{Frame, Header, Kind};
use crate::head::{self, Head};
use crate::keys::{Keys, PublicKey};
use crate::moment::Moment;
use crate::orders::{self, Hold, HoldId, HoldOrder, ReadingOf, Term};
use crate::segment::{Segment, SegmentKind};
use crate::statement::Statement;
use crate::text::Code;
use crate::wire::Out;
use domain::Digest;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

/// The most entries in one frame: even of the longest texts, so many fit.
pub const MOST_ENTRIES: usize = 16_384;
/// By how much wall clock and uptime may go apart before it is said in the log: five minutes, in milliseconds.
pub(crate) const STEP: i64 = 5 * 60 * 1000;

/// The traffic log, open for writing. Only one is, of one folder, at a time.
pub struct Log {
    pub(crate) dir: PathBuf,
    pub(crate) disk: Disk,
    pub(crate) keys: Arc<Keys>,
    /// Held for as long as the log is open.
    pub(crate) _lock: File,
    pub(crate) segments: Vec<Segment>,
    pub(crate) end: Option<End>,
    /// The file the last frame is in, once something was written to it.
    pub(crate) file: Option<File>,
    pub(crate) terms: Vec<Term>,
    /// The newest statement: everything purged so far.
    pub(crate) statement: Statement,
    /// Something failed half-way; what is on disk beyond `end` is to be taken back.
    pub(crate) broken: bool,
}

/// The last frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    pub(crate) head: Head,
    pub(crate) at: Moment,
}

/// What a frame is made of, but for what the log knows.
pub(crate) struct Draft<'b> {
    pub(crate) kind: Kind,
    pub(crate) public: &'b [u8],
    pub(crate) secret: Option<&'b [u8]>,
}

impl Log {
    /// Records requests, in one frame, durably. No entries are no frame.
    ///
    /// Errors: [`LogError::TooMany`] above [`MOST_ENTRIES`]; [`LogError::Disk`] or [`LogError::Sealed`], and then none
    /// of them is recorded.
    pub fn append(&mut self, entries: &[Entry], at: &Moment) -> Result<(), LogError> {
        if entries.is_empty() {
            return Ok(());
        }
        if entries.len() > MOST_ENTRIES {
            return Err(LogError::TooMany { given: entries.len(), most: MOST_ENTRIES });
        }
        let (public, secret) = (columns::public(entries, at.wall), columns::identity(entries));
        self.put(&Draft { kind: Kind::Entries, public: &public, secret: Some(&secret) }, at).map(drop)
    }

    /// Records an order to hold entries. They are kept until it is released or over, each at most two calendar years.
    ///
    /// Errors: [`HoldError::Over`]; [`HoldError::TooLong`] where it ends later than two calendar years after the end
    /// of the range it names, or after now where that is earlier.
    pub fn hold(&mut self, order: &HoldOrder, at: &Moment) -> Result<HoldId, HoldError> {
        order.check(at.wall)?;
        let (public, secret) = (order.public(), order.secret());
        let id = self.put(&Draft { kind: Kind::Hold, public: &public, secret: Some(&secret) }, at)?;
        self.terms.push(Term { id, since: at.wall, until: order.until, released: None });
        Ok(HoldId(id))
    }

    /// Records that a hold is released. What it alone held is deleted by the next purge.
    ///
    /// Errors: [`ReleaseError::Unknown`], [`ReleaseError::Released`].
    pub fn release(&mut self, hold: HoldId, order: &Code, officer: &Code, at: &Moment) -> Result<(), ReleaseError> {
        let term = self.terms.iter().position(|term| term.id == hold.0).ok_or(ReleaseError::Unknown(hold.0))?;
        if self.terms[term].released.is_some() {
            return Err(ReleaseError::Released(hold.0));
        }
        let (public, secret) = (orders::release_public(hold), orders::release_secret(order, officer));
        self.put(&Draft { kind: Kind::Release, public: &public, secret: Some(&secret) }, at)?;
        self.terms[term].released = Some(at.wall);
        Ok(())
    }

    /// Every hold that is still on file, over or not, oldest first.
    pub fn holds(&self) -> Result<Vec<Hold>, LogError> {
        self.terms.iter().map(|term| self.opened_hold(term)).collect()
    }

    /// Every reading that is still on file, oldest first.
    pub fn readings(&self) -> Result<Vec<ReadingOf>, LogError> {
        let readings = self.segments.iter().filter(|segment| segment.kind == SegmentKind::Read);
        let read = |segment: &Segment| {
            let frame = self.only_frame(segment)?;
            let secret = frame.open(&self.keys)?;
            ReadingOf::read(frame.header.at.wall, &secret).ok_or_else(|| damaged(segment))
        };
        readings.map(read).collect()
    }

    /// The key that verifies this log.
    pub fn public_key(&self) -> PublicKey {
        self.keys.public()
    }

    pub(crate) fn opened_hold(&self, term: &Term) -> Result<Hold, LogError> {
        let ours = |segment: &&Segment| segment.first == term.id && segment.kind == SegmentKind::Hold;
        let segment = self
            .segments
            .iter()
            .find(ours)
            .ok_or_else(|| LogError::damaged(format!("hold {}", term.id), "the file of a hold is missing"))?;
        let frame = self.only_frame(segment)?;
        let order = HoldOrder::read(&frame.public, &frame.open(&self.keys)?).ok_or_else(|| damaged(segment))?;
        Ok(Hold { id: HoldId(term.id), since: term.since, order, released: term.released })
    }

    fn only_frame(&self, segment: &Segment) -> Result<Frame, LogError> {
        crate::open::only_frame(&self.dir, segment, &self.keys.public())
    }

    /// Writes a frame at the end, after saying so where the clock was moved. Its number.
    pub(crate) fn put(&mut self, draft: &Draft<'_>, at: &Moment) -> Result<u64, LogError> {
        self.take_back()?;
        if let Some(expected) = self.expected(at) {
            let mut out = Out::default();
            out.signed(expected);
            self.write(&Draft { kind: Kind::ClockStep, public: &out.0, secret: None }, at)?;
        }
        self.write(draft, at)
    }

    /// What the wall clock should say, at least, in Unix milliseconds, where it says something else.
    fn expected(&self, at: &Moment) -> Option<i64> {
        let last = &self.end?.at;
        if last.boot != at.boot {
            return (at.wall < last.wall).then(|| last.wall.unix_milliseconds());
        }
        let uptime = at.wall.unix_milliseconds().saturating_sub(at.offset());
        let stepped = last.offset().abs_diff(at.offset()) > STEP.unsigned_abs();
        stepped.then(|| last.offset().saturating_add(uptime))
    }

    fn write(&mut self, draft: &Draft<'_>, at: &Moment) -> Result<u64, LogError> {
        let last = self.end.map(|end| end.head);
        let sequence = last.map_or(1, |head| head.sequence + 1);
        let previous = last.map_or_else(|| Digest::from([0; 32]), |head| head.digest);
        let header = Header { kind: draft.kind, sequence, at: *at, previous };
        let (bytes, digest) = Frame::write(header, draft.public, draft.secret, &self.keys)?;
        let segment = Segment { first: sequence, day: at.wall.bangkok_day(), kind: draft.kind.segment() };
        let going_on = last.zip(self.segments.last()).filter(|(_, current)| {
            current.kind.goes_on() && (current.kind, current.day) == (segment.kind, segment.day)
        });
        let (first, start) = going_on.map_or((sequence, 0), |(head, current)| (current.first, head.end));
        let head = Head { sequence, digest, segment: first, start, end: start + bytes.len() as u64 };
        self.broken = true;
        self.store(segment, going_on.is_none(), &bytes)?;
        head.write(&self.dir, &self.disk, &self.keys)?;
        self.broken = false;
        self.end = Some(End { head, at: *at });
        Ok(sequence)
    }

    /// The bytes at the end of the current file, or in a new one.
    fn store(&mut self, segment: Segment, new: bool, bytes: &[u8]) -> Result<(), LogError> {
        if new {
            self.file = None;
            self.segments.push(segment);
        }
        let current = self.segments.last().copied().unwrap_or(segment);
        let file = match self.file.take() {
            Some(file) => file,
            None => self.disk.open(&current.path(&self.dir))?,
        };
        self.disk.write(&file, bytes)?;
        self.disk.sync(&file)?;
        if new {
            self.disk.sync_dir(&self.dir)?;
        }
        self.file = Some(file);
        Ok(())
    }

    /// After a failure: the head as it was acknowledged last, then the files as they were. In this order, since the
    /// head may be behind and never ahead. A frame whose sync failed is not kept even if it can be read.
    pub(crate) fn take_back(&mut self) -> Result<(), LogError> {
        if !self.broken {
            return Ok(());
        }
        self.file = None;
        match self.end {
            Some(end) => end.head.write(&self.dir, &self.disk, &self.keys)?,
            None => self.disk.remove(&self.dir.join(head::FILE))?,
        }
        let (segments, _) = Segment::list(&self.dir)?;
        let last = self.end.map_or(0, |end| end.head.sequence);
        let (kept, beyond): (Vec<_>, Vec<_>) = segments.into_iter().partition(|segment| segment.first <= last);
        for segment in beyond {
            self.disk.remove(&segment.path(&self.dir))?;
        }
        if let Some(end) = self.end
            && let Some(segment) = kept.iter().find(|segment| segment.first == end.head.segment)
        {
            self.disk.cut(&segment.path(&self.dir), end.head.end)?;
        }
        self.disk.sync_dir(&self.dir)?;
        self.segments = kept;
        self.broken = false;
        Ok(())
    }
}

fn damaged(segment: &Segment) -> LogError {
    LogError::damaged(segment.name(), "what was sealed in it is not of the form")
}
