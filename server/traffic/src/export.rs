//! Opening entries under an order. That somebody does is itself recorded, before the first entry is given.

use crate::entry::Entry;
use crate::error::LogError;
use crate::frame::{Frame, Kind};
use crate::held::HeldEntry;
use crate::keys::Keys;
use crate::log::{Draft, Log};
use crate::moment::Moment;
use crate::orders::ReadingOf;
use crate::segment::{Frames, Piece, Segment, SegmentKind};
use crate::selector::Selector;
use crate::statement::Statement;
use crate::survey;
use crate::text::Code;
use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

/// Milliseconds by which the day of a file and the arrival of its entries may differ: a request may last, a clock be moved.
const SLACK: i64 = 24 * 60 * 60 * 1000;

/// An entry opened under an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The frame it was first written in.
    pub sequence: u64,
    /// The entry.
    pub entry: Entry,
    /// Whether it is there only because a hold keeps it.
    pub held: bool,
}

/// The entries an order asks for, in the order they were written, those carried over where they were carried to. It goes
/// on by itself while the log is written; a purge meanwhile ends it with an error.
pub struct Export {
    dir: PathBuf,
    keys: Arc<Keys>,
    selector: Selector,
    statement: Statement,
    segments: VecDeque<Segment>,
    frames: Option<(Segment, Frames)>,
    ready: VecDeque<Exported>,
    given: HashSet<(u64, u64)>,
    /// The last frame that was there when the export began.
    last: u64,
}

impl Log {
    /// Opens the entries `selector` names, under `order`, for `by`. The reading is recorded first, durably.
    ///
    /// Errors, here and of each entry: those of the disk, of a missing key, of a damaged file.
    pub fn export(&mut self, order: Code, selector: Selector, by: Code, at: &Moment) -> Result<Export, LogError> {
        let reading = ReadingOf { at: at.wall, order, by, selector };
        let secret = reading.secret();
        let last = self.put(&Draft { kind: Kind::Read, public: &[], secret: Some(&secret) }, at)?;
        let (from, to) = reading.selector.range();
        let may_have = |segment: &&Segment| match segment.kind {
            SegmentKind::Day => {
                let (begins, ends) = (segment.day.begins(), segment.day.next().begins());
                from.is_none_or(|from| from <= ends.plus(SLACK)) && to.is_none_or(|to| begins.plus(-SLACK) <= to)
            }
            kind => kind == SegmentKind::Held,
        };
        // A purge may have stated a file as gone and not come to delete it.
        let still_there = |segment: &&Segment| !self.statement.covers(segment.first);
        Ok(Export {
            dir: self.dir.clone(),
            keys: Arc::clone(&self.keys),
            selector: reading.selector,
            statement: self.statement.clone(),
            segments: self
                .segments
                .iter()
                .filter(|segment| still_there(segment) && may_have(segment))
                .copied()
                .collect(),
            frames: None,
            ready: VecDeque::new(),
            given: HashSet::new(),
            last,
        })
    }
}

impl Export {
    /// Opens one more frame. False where there is none.
    fn advance(&mut self) -> Result<bool, LogError> {
        let (segment, mut frames) = match self.frames.take() {
            Some(open) => open,
            None => match self.segments.pop_front() {
                Some(segment) => (segment, segment.frames(&self.dir)?),
                None => return Ok(false),
            },
        };
        let damaged = || LogError::damaged(segment.name(), "is not as it was written");
        let frame = match frames.next()? {
            // The beginning of a frame that is being written meanwhile is none of what was asked for.
            None | Some(Piece::Torn) => return Ok(true),
            Some(Piece::Garbage) => return Err(damaged()),
            Some(Piece::Frame(bytes)) => Frame::read(&bytes).ok_or_else(damaged)?,
        };
        if frame.header.sequence > self.last {
            return Ok(true);
        }
        let entries = survey::opened(&frame, &self.keys)?.ok_or_else(damaged)?;
        for held in entries {
            self.take(frame.header.kind == Kind::Held, held);
        }
        self.frames = Some((segment, frames));
        Ok(true)
    }

    fn take(&mut self, carried: bool, found: HeldEntry) {
        let HeldEntry { origin, entry, .. } = found;
        // An interrupted purge leaves entries twice: where they were, and carried over.
        let is_copy = carried && !self.statement.covers(origin.sequence);
        if !is_copy && self.selector.matches(&entry) && (!carried || self.given.insert((origin.sequence, origin.place)))
        {
            self.ready.push_back(Exported { sequence: origin.sequence, entry, held: carried });
        }
    }
}

impl Iterator for Export {
    type Item = Result<Exported, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return Some(Ok(entry));
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    // After an error nothing more is given: what is missing must not look like all there is.
                    self.segments.clear();
                    self.frames = None;
                    return Some(Err(error));
                }
            }
        }
    }
}
