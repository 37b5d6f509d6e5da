//! What can be said only once the whole log was read: gaps and the statements that explain them, the head, the holds.

use super::scan::{Gap, HeldFrame, Scan, Stated};
use super::{Fault, Position, Remark};
use crate::head::{self, Head};
use crate::moment::{held_at_most_until, kept_until};
use crate::orders::Term;
use crate::segment::Segment;
use crate::statement::Gone;
use domain::Instant;

impl Scan<'_> {
    /// The head may be one frame behind, which a crash explains, and no further; and never ahead.
    pub(super) fn judge_head(&mut self, is_there: bool, named: Option<Head>, after: Option<Head>) {
        let last = self.report.end.map_or(0, |end| end.sequence);
        let Some(head) = named else {
            match (is_there, last) {
                (true, _) => self.find(head::FILE, None, Fault::HeadUnreadable),
                (false, 0) => {}
                (false, 1) => self.report.remarks.push(Remark::HeadBehind),
                (false, _) => self.find(head::FILE, None, Fault::HeadMissing),
            }
            return;
        };
        let there = self.asked.iter().find(|(number, _)| *number == head.sequence).and_then(|(_, digest)| *digest);
        if head.sequence > last {
            self.find(head::FILE, None, Fault::HeadAhead(head.sequence));
        } else if there.is_some_and(|digest| digest != head.digest) {
            self.find(head::FILE, None, Fault::HeadWrong(head.sequence));
        }
        let newest = after.map_or(head.sequence, |after| after.sequence.max(head.sequence));
        if newest + 1 == last {
            self.report.remarks.push(Remark::HeadBehind);
        } else if newest < last {
            self.find(head::FILE, None, Fault::HeadBehind(newest));
        }
    }

    /// Every gap is explained, nothing went early, and what was carried over is there.
    pub(super) fn judge_purges(&mut self, segments: &[Segment]) {
        let gone: Vec<Gone> = self.statements.iter().flat_map(|stated| stated.statement.gone.clone()).collect();
        for gap in std::mem::take(&mut self.gaps) {
            if let Some(from) = unexplained(&gap, &gone) {
                self.find(&gap.file, None, Fault::Missing { from, to: gap.to });
            }
        }
        let is_gone = |sequence: u64| gone.iter().any(|gone| (gone.first..=gone.last).contains(&sequence));
        let mut found = Vec::new();
        for stated in &self.statements {
            let Stated { file, sequence, at, statement } = stated;
            let youngest = statement.written.max(statement.span.map(|(_, latest)| latest));
            if youngest.is_some_and(|youngest| kept_until(youngest) > *at) {
                found.push((file.clone(), *sequence, Fault::EarlyPurge));
            }
            for ended in &statement.ended {
                if ended.released.is_none() && *at <= ended.until {
                    found.push((file.clone(), *sequence, Fault::HoldLost(ended.hold)));
                }
            }
            for carried in &statement.carried_in {
                if !is_gone(*carried) && !self.held.iter().any(|held| held.sequence == *carried) {
                    found.push((file.clone(), *sequence, Fault::HeldLost(*carried)));
                }
            }
        }
        for (file, sequence, fault) in found {
            self.find(&file, Some(sequence), fault);
        }
        let not_deleted = segments.iter().filter(|segment| is_gone(segment.first));
        self.report.remarks.extend(not_deleted.map(|segment| Remark::NotDeleted(segment.name())));
    }

    /// No hold is longer than the law has it, and nothing is held on when a purge came after all its holds were over.
    pub(super) fn judge_holds(&mut self) {
        let long = self.terms.iter().filter(|(_, term)| term.until > held_at_most_until(term.since));
        let mut found: Vec<_> = long.map(|(file, term)| (file.clone(), term.id, Fault::HoldTooLong)).collect();
        if let Some(purge) = self.statements.last() {
            let due = |held: &&HeldFrame| {
                held.sequence < purge.sequence
                    && !purge.statement.covers(held.sequence)
                    && should_be_gone(held, &self.terms, purge.at)
            };
            let outlived = self.held.iter().filter(due);
            found.extend(outlived.map(|held| (held.file.clone(), held.sequence, Fault::Outlived)));
        }
        for (file, sequence, fault) in found {
            self.find(&file, Some(sequence), fault);
        }
    }

    pub(super) fn judge_noted(&mut self, noted: &Position) {
        let there = self.asked.iter().find(|(number, digest)| *number == noted.sequence && digest.is_some());
        let purged = self.statements.iter().any(|stated| stated.statement.covers(noted.sequence));
        let is_it = there.is_some_and(|(_, digest)| *digest == Some(noted.digest));
        if !is_it && (there.is_some() || !purged) {
            self.find(head::FILE, None, Fault::RolledBack(noted.sequence));
        }
    }
}

/// The first number of the gap that no statement explains.
fn unexplained(gap: &Gap, gone: &[Gone]) -> Option<u64> {
    let mut at = gap.from;
    while at <= gap.to {
        let fits = |range: &&Gone| {
            (range.first..=range.last).contains(&at)
                && (range.first != gap.from || range.before == gap.before)
                && (range.last != gap.to || range.after == gap.after)
        };
        match gone.iter().find(fits) {
            Some(range) => at = range.last + 1,
            None => return Some(at),
        }
    }
    None
}

/// Whether a purge at `now` should have taken the held entries: none of their holds was live, or one of them was older
/// than any hold lasts. A hold that is not on file is over.
fn should_be_gone(held: &HeldFrame, terms: &[(String, Term)], now: Instant) -> bool {
    let live = |hold: &u64| {
        let term = terms.iter().map(|(_, term)| term).find(|term| term.id == *hold);
        term.is_some_and(|term| now <= term.until && term.released.is_none_or(|released| now < released))
    };
    !held.holds.iter().any(live) || now > held_at_most_until(held.earliest)
}
