//! What may be deleted at a moment, and what of it an order holds. Reads the files that may go from end to end: a file
//! that is not as it was written is evidence, and is not deleted.

use crate::columns;
use crate::entry::Entry;
use crate::error::LogError;
use crate::frame::{Frame, Kind};
use crate::held::{self, HeldEntry, Origin};
use crate::keys::Keys;
use crate::log::Log;
use crate::moment::{held_at_most_until, kept_until};
use crate::orders::Term;
use crate::segment::{Piece, Segment, SegmentKind};
use crate::selector::Selector;
use crate::statement::{Ended, Gone};
use domain::{Day, Digest, Instant};
use std::collections::{BTreeMap, HashSet};

/// Everything that may go.
#[derive(Default)]
pub(crate) struct Survey {
    pub(crate) due: Vec<Segment>,
    pub(crate) gone: Vec<Gone>,
    pub(crate) days: Vec<Day>,
    pub(crate) ended: Vec<Ended>,
    /// The entries in the files that may go, those that are held included.
    pub(crate) entries: u64,
    pub(crate) span: Option<(Instant, Instant)>,
    /// The latest moment at which a frame that may go was written, held entries aside.
    pub(crate) written: Option<Instant>,
    /// Those of the entries that are held, each once.
    pub(crate) held: Vec<HeldEntry>,
}

/// The holds that hold at a moment, opened.
pub(crate) struct Live {
    now: Instant,
    holds: Vec<(Term, Selector)>,
}

impl Live {
    pub(crate) fn of(log: &Log, now: Instant) -> Result<Self, LogError> {
        let live = log.terms.iter().filter(|term| term.is_live(now));
        let holds = live.map(|term| Ok((*term, log.opened_hold(term)?.order.selector)));
        Ok(Self { now, holds: holds.collect::<Result<_, LogError>>()? })
    }

    /// The holds that keep the entry.
    fn keeping(&self, entry: &Entry) -> Vec<u64> {
        if self.now > held_at_most_until(entry.at) {
            return Vec::new();
        }
        self.holds.iter().filter(|(_, selector)| selector.matches(entry)).map(|(term, _)| term.id).collect()
    }

    fn is_live(&self, hold: u64) -> bool {
        self.holds.iter().any(|(term, _)| term.id == hold)
    }
}

impl Survey {
    /// What may go at `now`. Empty where nothing may.
    pub(crate) fn of(log: &Log, now: Instant) -> Result<Self, LogError> {
        let live = Live::of(log, now)?;
        let mut survey = Self::default();
        let mut days: BTreeMap<Day, Vec<Segment>> = BTreeMap::new();
        for segment in &log.segments {
            match segment.kind {
                // No entry in a file was written before its day began.
                SegmentKind::Day if kept_until(segment.day.begins()) <= now => {
                    days.entry(segment.day).or_default().push(*segment);
                }
                SegmentKind::Day => {}
                SegmentKind::Held => survey.add_if(log, &[*segment], &live, |part| part.stale)?,
                _ => survey.add_order(log, segment, &live)?,
            }
        }
        for (day, segments) in days {
            let before = survey.due.len();
            survey.add_if(log, &segments, &live, |part| part.latest.is_none_or(|latest| kept_until(latest) <= now))?;
            survey.days.extend((survey.due.len() > before).then_some(day));
        }
        let mut seen = HashSet::new();
        survey.held.retain(|held| seen.insert((held.origin.sequence, held.origin.place)));
        Ok(survey)
    }

    /// Adds these files, all or none.
    fn add_if(
        &mut self,
        log: &Log,
        segments: &[Segment],
        live: &Live,
        may_go: impl Fn(&Part) -> bool,
    ) -> Result<(), LogError> {
        let mut parts = Vec::new();
        for segment in segments {
            parts.push(Part::read(log, segment, live)?);
        }
        // A held file whose entries are all still held stays; a day goes when all of it may.
        if !parts.iter().all(may_go) {
            return Ok(());
        }
        for (segment, part) in segments.iter().zip(parts) {
            self.due.push(*segment);
            self.gone.push(part.gone);
            self.entries += part.entries;
            self.span = wider(self.span, part.span);
            if segment.kind == SegmentKind::Day {
                self.written = self.written.max(part.latest);
            }
            self.held.extend(part.held);
        }
        Ok(())
    }

    /// Adds a hold that is over, a release of a hold that is gone, a reading or a statement, ninety days after it.
    fn add_order(&mut self, log: &Log, segment: &Segment, live: &Live) -> Result<(), LogError> {
        if kept_until(segment.day.begins()) > live.now {
            return Ok(());
        }
        let frame = crate::open::only_frame(&log.dir, segment, &log.keys.public())?;
        let at = frame.header.at.wall;
        let term = log.terms.iter().find(|term| term.id == segment.first);
        let needed = match segment.kind {
            SegmentKind::Hold => live.is_live(segment.first),
            // Files are looked at in order: a hold comes before its release.
            SegmentKind::Release => crate::orders::released_hold(&frame.public).is_some_and(|hold| {
                log.terms.iter().any(|term| term.id == hold) && !self.ended.iter().any(|ended| ended.hold == hold)
            }),
            _ => false,
        };
        if needed || kept_until(at) > live.now {
            return Ok(());
        }
        if let Some(Term { id, until, released, .. }) = term {
            self.ended.push(Ended { hold: *id, until: *until, released: *released });
        }
        let sequence = segment.first;
        self.due.push(*segment);
        self.gone.push(Gone { first: sequence, last: sequence, before: frame.header.previous, after: frame.digest });
        self.written = self.written.max(Some(at));
        Ok(())
    }
}

/// What is in one file.
struct Part {
    gone: Gone,
    entries: u64,
    span: Option<(Instant, Instant)>,
    /// When the last of its frames was written or the last of its entries arrived, whichever is later.
    latest: Option<Instant>,
    held: Vec<HeldEntry>,
    /// Whether a frame of held entries has some that nobody holds any longer.
    stale: bool,
}

impl Part {
    fn read(log: &Log, segment: &Segment, live: &Live) -> Result<Self, LogError> {
        let zero = Digest::from([0; 32]);
        let gone = Gone { first: segment.first, last: segment.first, before: zero, after: zero };
        let mut part = Self { gone, entries: 0, span: None, latest: None, held: Vec::new(), stale: false };
        let mut last: Option<Frame> = None;
        each_frame(log, segment, |frame| {
            let follows = last.as_ref().map_or(frame.header.sequence == segment.first, |last| {
                (last.digest, last.header.sequence + 1) == (frame.header.previous, frame.header.sequence)
            });
            if last.is_none() {
                part.gone.before = frame.header.previous;
            }
            part.latest = part.latest.max(Some(frame.header.at.wall));
            let added = part.add(&frame, &log.keys, live)?;
            last = Some(frame);
            Ok(follows && added)
        })?;
        // Each frame names the one before: the last signature vouches for all.
        let last = last.filter(|last| last.is_signed_by(&log.keys.public())).ok_or_else(|| broken(segment))?;
        (part.gone.last, part.gone.after) = (last.header.sequence, last.digest);
        Ok(part)
    }

    /// Adds what is in a frame; false where it is not of the form.
    fn add(&mut self, frame: &Frame, keys: &Keys, live: &Live) -> Result<bool, LogError> {
        let wall = frame.header.at.wall;
        let shown = match frame.header.kind {
            Kind::Entries => Some((&frame.public[..], Vec::new())),
            Kind::Held => held::shown(&frame.public).map(|shown| (shown.columns, shown.holds)),
            _ => return Ok(true),
        };
        let Some((public, holds)) = shown else { return Ok(false) };
        let Some(summary) = columns::summary(public, wall) else { return Ok(false) };
        self.entries += summary.entries as u64;
        self.span = wider(self.span, Some((summary.earliest, summary.latest)));
        self.latest = self.latest.max(Some(summary.latest));
        self.stale |= !holds.iter().any(|hold| live.is_live(*hold)) || live.now > held_at_most_until(summary.earliest);
        if live.holds.is_empty() {
            return Ok(true);
        }
        let Some(entries) = opened(frame, keys)? else { return Ok(false) };
        self.held.extend(entries.into_iter().filter_map(|it| {
            let holds = live.keeping(&it.entry);
            (!holds.is_empty()).then_some(HeldEntry { holds, ..it })
        }));
        Ok(true)
    }
}

/// The entries of a frame and where each was first written; `None` where it is not of the form.
pub(crate) fn opened(frame: &Frame, keys: &Keys) -> Result<Option<Vec<HeldEntry>>, LogError> {
    let wall = frame.header.at.wall;
    if !matches!(frame.header.kind, Kind::Entries | Kind::Held) {
        return Ok(Some(Vec::new()));
    }
    let secret = frame.open(keys)?;
    if frame.header.kind == Kind::Held {
        return Ok(held::entries(&frame.public, &secret, wall));
    }
    let entries = columns::entries(&frame.public, &secret, wall);
    let origin = |place| Origin { sequence: frame.header.sequence, digest: frame.digest, place };
    let first_written = |(place, entry)| HeldEntry { origin: origin(place), holds: Vec::new(), entry };
    Ok(entries.map(|entries| (0..).zip(entries).map(first_written).collect()))
}

/// Every frame of a file. `visit` says whether it is as it should be.
pub(crate) fn each_frame(
    log: &Log,
    segment: &Segment,
    mut visit: impl FnMut(Frame) -> Result<bool, LogError>,
) -> Result<(), LogError> {
    let mut frames = segment.frames(&log.dir)?;
    while let Some(piece) = frames.next()? {
        let frame = match piece {
            Piece::Frame(bytes) => Frame::read(&bytes),
            Piece::Torn | Piece::Garbage => None,
        };
        if !visit(frame.ok_or_else(|| broken(segment))?)? {
            return Err(broken(segment));
        }
    }
    Ok(())
}

fn broken(segment: &Segment) -> LogError {
    LogError::damaged(segment.name(), "is not as it was written, and nothing of it is deleted")
}

/// The range that takes in both.
pub(crate) fn wider(a: Option<(Instant, Instant)>, b: Option<(Instant, Instant)>) -> Option<(Instant, Instant)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
