//! Reading the log from its first file to its last, frame by frame, and what can be said of each as it comes by.

use super::{Fault, Finding, Position, Remark, Report};
use crate::columns;
use crate::error::LogError;
use crate::frame::{Frame, Kind};
use crate::head::{self, Head};
use crate::held;
use crate::keys::PublicKey;
use crate::open::LOCK;
use crate::orders::{self, Term};
use crate::segment::{Piece, Segment};
use crate::statement::Statement;
use crate::survey::wider;
use domain::{Digest, Instant};
use std::path::Path;

/// What is remembered of the log while it is read.
pub(super) struct Scan<'k> {
    key: &'k PublicKey,
    pub(super) report: Report,
    /// The frame before; `None` where it could not be read.
    before: Option<Position>,
    pub(super) gaps: Vec<Gap>,
    pub(super) terms: Vec<(String, Term)>,
    pub(super) statements: Vec<Stated>,
    pub(super) held: Vec<HeldFrame>,
    /// The digests of the frames that are asked for by number: the head's and one noted elsewhere.
    pub(super) asked: Vec<(u64, Option<Digest>)>,
}

/// Numbers that no frame has, and what joins the frames around them.
pub(super) struct Gap {
    pub(super) file: String,
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) before: Digest,
    pub(super) after: Digest,
}

/// A statement and where it is.
pub(super) struct Stated {
    pub(super) file: String,
    pub(super) sequence: u64,
    pub(super) at: Instant,
    pub(super) statement: Statement,
}

/// What is open of a frame of held entries.
pub(super) struct HeldFrame {
    pub(super) file: String,
    pub(super) sequence: u64,
    pub(super) holds: Vec<u64>,
    pub(super) earliest: Instant,
}

impl<'k> Scan<'k> {
    pub(super) fn new(key: &'k PublicKey) -> Self {
        let start = Position { sequence: 0, digest: Digest::from([0; 32]) };
        Self {
            key,
            report: Report::default(),
            before: Some(start),
            gaps: Vec::new(),
            terms: Vec::new(),
            statements: Vec::new(),
            held: Vec::new(),
            asked: Vec::new(),
        }
    }

    pub(super) fn run(mut self, dir: &Path, noted: Option<&Position>) -> Result<Report, LogError> {
        // The head is read before and after: a writer at work is not taken for tampering.
        let before = Head::read(dir)?;
        let named = before.as_ref().and_then(|bytes| Head::from_bytes(bytes, self.key));
        self.asked.extend(named.map(|head| (head.sequence, None)));
        self.asked.extend(noted.map(|noted| (noted.sequence, None)));
        let (segments, others) = Segment::list(dir)?;
        for (place, segment) in segments.iter().enumerate() {
            self.file(dir, segment, place + 1 == segments.len())?;
        }
        let after = Head::read(dir)?.and_then(|bytes| Head::from_bytes(&bytes, self.key));
        self.judge_head(before.is_some(), named, after);
        self.judge_purges(&segments);
        self.judge_holds();
        if let Some(noted) = noted {
            self.judge_noted(noted);
        }
        let ours = |name: &String| [LOCK, head::FILE, head::NEW_FILE].contains(&name.as_str());
        self.report.remarks.extend(others.into_iter().filter(|name| !ours(name)).map(Remark::Stranger));
        Ok(self.report)
    }

    pub(super) fn find(&mut self, file: &str, sequence: Option<u64>, what: Fault) {
        self.report.findings.push(Finding { file: file.to_owned(), sequence, what });
    }

    fn file(&mut self, dir: &Path, segment: &Segment, is_last: bool) -> Result<(), LogError> {
        let name = segment.name();
        self.report.files += 1;
        let size = std::fs::metadata(dir.join(&name))?.len();
        self.report.bytes += size;
        let mut frames = segment.frames(dir)?;
        let mut count = 0;
        loop {
            let from = frames.at;
            let frame = match frames.next()? {
                Some(Piece::Frame(bytes)) => Frame::read(&bytes),
                None if count > 0 => return Ok(()),
                None | Some(Piece::Torn) => {
                    if is_last {
                        self.report.remarks.push(Remark::Torn { file: name, bytes: size.saturating_sub(from) });
                    } else {
                        self.find(&name, None, Fault::Cut);
                        self.before = None;
                    }
                    return Ok(());
                }
                Some(Piece::Garbage) => None,
            };
            let Some(frame) = frame else {
                self.find(&name, None, Fault::Unreadable(from));
                self.before = None;
                return Ok(());
            };
            self.frame(&name, segment, &frame, count);
            count += 1;
        }
    }

    fn frame(&mut self, file: &str, segment: &Segment, frame: &Frame, count: u64) {
        let sequence = frame.header.sequence;
        let at = frame.header.at.wall;
        self.report.frames += 1;
        let belongs = frame.header.kind.segment() == segment.kind && at.bangkok_day() == segment.day;
        if !belongs || (count == 0 && sequence != segment.first) || (count > 0 && !segment.kind.goes_on()) {
            self.find(file, Some(sequence), Fault::Misplaced);
        }
        self.link(file, frame);
        let place = Position { sequence, digest: frame.digest };
        self.before = Some(place);
        self.report.end = Some(place);
        let asked = self.asked.iter_mut().filter(|(number, _)| *number == sequence);
        asked.for_each(|(_, digest)| *digest = Some(frame.digest));
        if !frame.is_signed_by(self.key) {
            self.find(file, Some(sequence), Fault::Signature);
        } else if self.content(file, frame).is_none() {
            self.find(file, Some(sequence), Fault::Form);
        }
    }

    fn link(&mut self, file: &str, frame: &Frame) {
        let Some(before) = self.before else { return };
        let (sequence, previous) = (frame.header.sequence, frame.header.previous);
        if sequence <= before.sequence {
            self.find(file, Some(sequence), Fault::Order);
        } else if sequence > before.sequence + 1 {
            let (from, to) = (before.sequence + 1, sequence - 1);
            self.gaps.push(Gap { file: file.to_owned(), from, to, before: before.digest, after: previous });
        } else if previous != before.digest {
            self.find(file, Some(sequence), Fault::Chain);
        }
    }

    /// Remembers what the frame says openly; `None` where it is not of the form.
    fn content(&mut self, file: &str, frame: &Frame) -> Option<()> {
        let (sequence, at, public) = (frame.header.sequence, frame.header.at.wall, &frame.public);
        let report = &mut self.report;
        match frame.header.kind {
            Kind::Entries => {
                let summary = columns::summary(public, at)?;
                report.entries += summary.entries as u64;
                report.span = wider(report.span, Some((summary.earliest, summary.latest)));
            }
            Kind::ClockStep => report.clock_steps += 1,
            Kind::Hold => {
                report.holds += 1;
                let until = orders::until(public)?;
                self.terms.push((file.to_owned(), Term { id: sequence, since: at, until, released: None }));
            }
            Kind::Release => {
                report.releases += 1;
                let hold = orders::released_hold(public)?;
                let released = self.terms.iter_mut().filter(|(_, term)| term.id == hold);
                released.for_each(|(_, term)| term.released = Some(at));
            }
            Kind::Read => report.readings += 1,
            Kind::Held => {
                let shown = held::shown(public)?;
                let summary = columns::summary(shown.columns, at)?;
                report.held += summary.entries as u64;
                report.span = wider(report.span, Some((summary.earliest, summary.latest)));
                let (file, holds, earliest) = (file.to_owned(), shown.holds, summary.earliest);
                self.held.push(HeldFrame { file, sequence, holds, earliest });
            }
            Kind::Purged => {
                report.purges += 1;
                let statement = Statement::read(public)?;
                self.statements.push(Stated { file: file.to_owned(), sequence, at, statement });
            }
        }
        Some(())
    }
}
