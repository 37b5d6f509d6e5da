//! From lines to units: which lines are furniture, which begin a paragraph, which go on with the one before.
//!
//! A text written as one line a paragraph, as the canonical form is, stays as it is. In a text somebody wrapped, blank
//! lines part paragraphs. In one that a page gave (a PDF), indents do, and a blank line can stand inside a sentence.

use super::join::{Joiner, Left};
use super::repair::{self, Repair, RepairKind};
use super::thai::columns;
use crate::Language;

/// A line longer than this was never wrapped by a page; in columns.
const LONGEST_WRAPPED: usize = 150;
/// An indent of this many spaces begins a paragraph on a page.
const INDENT: usize = 2;
/// A line that fills less than this part of the page, in hundredths, ended because its text ended.
const FULL: usize = 75;
/// So many places of broken Thai show that a text came from a page.
const BROKEN: usize = 3;
/// A label before a colon takes at most so many columns.
const LONGEST_LABEL: usize = 20;
/// Words that begin a paragraph after a blank line even without an indent.
const STARTERS: [&str; 6] = ["ทั้งนี้", "ในกรณี", "กรณี", "นอกจากนี้", "อย่างไรก็ตาม", "ดังนั้น"];
/// Words that lead to a reference: what follows one on the next line is no heading.
const REFERRING: [&str; 5] = ["ตาม", "ใน", "ของ", "และ", "หรือ"];
const REFERRING_EN: [&str; 9] = ["and", "by", "in", "of", "or", "see", "to", "under", "with"];

/// A heading or paragraph put together, with the line it began on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The line of the source, from 1.
    pub(super) line: u32,
    /// The text.
    pub(super) text: String,
    /// Whether its first line ended before the page did: a heading, where something follows.
    pub(super) short: bool,
    /// What its last line shows.
    last: Last,
}

/// What the last line of a unit says about the line that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Last {
    /// Whether a blank line after it can be inside a sentence: a page's first line under an item's heading, which lost
    /// its indent, keeps a blank line in its place.
    open: bool,
    /// Whether it was full.
    full: bool,
    /// Whether it ended in a space.
    spaced: bool,
}

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// An article.
    Article,
    /// A lettered item.
    Item,
    /// Neither.
    None,
}

/// What stood between a line and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Blank,
    Furniture,
}

struct Line<'t> {
    number: u32,
    raw: &'t str,
    text: String,
    gap: Gap,
}

/// The lines of a text, repaired, without blank ones and furniture.
pub(super) struct Page<'t> {
    lines: Vec<Line<'t>>,
    /// Whether paragraphs fall into lines.
    wrapped: bool,
    /// Whether the text shows the traces of a page.
    extracted: bool,
    /// The width nearly every line stays within, in columns.
    width: usize,
}

impl<'t> Page<'t> {
    /// Reads and repairs the lines of `source`.
    pub(super) fn read(source: &'t str, repairs: &mut Vec<Repair>) -> Self {
        // One line a paragraph, as in the canonical form: nothing here is a page's.
        let blank: Vec<bool> = source.lines().map(|line| line.trim().is_empty()).collect();
        let apart = blank.windows(2).all(|pair| pair.contains(&true));
        let mut lines = lines(source, apart, repairs);
        let broken = repairs.iter().filter(|repair| repair.kind.is_broken_thai()).count();
        let furniture = repairs.iter().any(|repair| repair.kind == RepairKind::DroppedLine);
        let extracted = !apart && (furniture || broken >= BROKEN || mostly_end_in_spaces(&lines));
        if extracted {
            drop_running_title(&mut lines, repairs);
        }
        let mut widths: Vec<usize> = lines.iter().map(|line| columns(&line.text)).collect();
        widths.sort_unstable();
        let wrapped = !apart && widths.last().is_some_and(|widest| *widest <= LONGEST_WRAPPED);
        let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or_default();
        Self { lines, wrapped, extracted, width }
    }

    /// The texts of the lines.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.text.as_str())
    }

    /// Puts the lines together; `heads` says whether a line begins a heading or an item.
    pub(super) fn units(
        &self,
        language: Language,
        repairs: &mut Vec<Repair>,
        heads: impl Fn(&str) -> Head,
    ) -> Vec<Unit> {
        let joiner = Joiner::new(language, self.extracted, mostly_end_in_spaces(&self.lines), self.texts());
        let mut units: Vec<Unit> = Vec::new();
        let (mut ended, mut under_item) = (true, false);
        for line in &self.lines {
            let head = heads(&line.text);
            let short = !self.wrapped || !self.is_full(line);
            let mut last = Last { open: false, full: !short, spaced: line.raw.ends_with(' ') };
            let goes_on = |unit: &&mut Unit| !ended && self.wrapped && !self.begins(line, head, unit, language);
            if let Some(unit) = units.last_mut().filter(goes_on) {
                let left = Left { text: &unit.text, spaced: unit.last.spaced };
                let (text, repair) = joiner.join(left, line.raw, &line.text, line.number);
                repairs.push(repair);
                (unit.text, unit.last) = (text, last);
            } else {
                last.open =
                    self.extracted && under_item && !short && line.gap == Gap::Nothing && indent(line.raw) < INDENT;
                units.push(Unit { line: line.number, text: line.text.clone(), short, last });
            }
            // A heading is one line: the whole text's, an article's, an item's own.
            under_item = self.wrapped && head == Head::Item && short;
            ended = self.wrapped && (units.len() == 1 || head == Head::Article || under_item);
        }
        for unit in &mut units {
            // What a line's end had parted may be broken Thai only now.
            unit.text = repair::line(&unit.text, unit.line, repairs);
        }
        units
    }

    fn is_full(&self, line: &Line<'_>) -> bool {
        columns(&line.text) * 100 >= self.width * FULL
    }

    /// Whether a line begins a unit of its own after `unit`.
    fn begins(&self, line: &Line<'_>, head: Head, unit: &Unit, language: Language) -> bool {
        let starter = STARTERS.iter().any(|starter| line.text.starts_with(starter));
        let next = line.gap == Gap::Nothing;
        match head {
            Head::Article | Head::Item => !(next && leads_to_a_reference(&unit.text, language)),
            Head::None if next && in_brackets(&unit.text) => false,
            Head::None if self.extracted && indent(line.raw) >= INDENT => true,
            Head::None => match line.gap {
                Gap::Nothing => begins_with_label(line, unit, language),
                Gap::Blank => starter || !unit.last.open,
                Gap::Furniture => starter || !unit.last.full,
            },
        }
    }
}

fn indent(raw: &str) -> usize {
    raw.chars().take_while(|c| c.is_whitespace()).count()
}

fn mostly_end_in_spaces(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|line| line.raw.ends_with(' ')).count() * 3 > lines.len()
}

fn leads_to_a_reference(text: &str, language: Language) -> bool {
    match language {
        Language::Th => REFERRING.iter().any(|word| text.ends_with(word)),
        Language::En => text.rsplit(' ').next().is_some_and(|last| REFERRING_EN.contains(&last)),
    }
}

fn in_brackets(text: &str) -> bool {
    text.rfind('(').is_some_and(|open| !text[open..].contains(')'))
}

/// `โทรศัพท์ : …`, `Phone: …`. An English sentence can go on so; there the line before must have ended first.
fn begins_with_label(line: &Line<'_>, unit: &Unit, language: Language) -> bool {
    let ended = !unit.last.full || unit.text.ends_with(['.', ':']) || has_label(&unit.text);
    has_label(&line.text) && (language == Language::Th || ended)
}

fn has_label(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, value)| {
        let words = label.split_whitespace().count();
        (1..=2).contains(&words)
            && columns(label) <= LONGEST_LABEL
            && !label.contains(['(', ')'])
            && value.starts_with(' ')
    })
}

/// The lines that are text, repaired, each with its number; blank lines and, unless `apart`, furniture are left out.
fn lines<'t>(source: &'t str, apart: bool, repairs: &mut Vec<Repair>) -> Vec<Line<'t>> {
    let mut lines: Vec<Line<'t>> = Vec::new();
    let mut gap = Gap::Nothing;
    let mut source = (1..).zip(source.lines()).peekable();
    let mut alone = true;
    while let Some((number, raw)) = source.next() {
        let text = repair::line(raw, number, repairs);
        let before_blank = source.peek().is_none_or(|(_, next)| next.trim().is_empty());
        if text.is_empty() {
            gap = if gap == Gap::Furniture { gap } else { Gap::Blank };
            alone = true;
        } else if !apart && is_furniture(&text, alone && before_blank) {
            repairs.push(Repair { line: number, kind: RepairKind::DroppedLine, before: text, after: String::new() });
            gap = Gap::Furniture;
        } else {
            lines.push(Line { number, raw, text, gap });
            (gap, alone) = (Gap::Nothing, false);
        }
    }
    lines
}

/// A page number: between dashes, or alone between blank lines. Longer numbers are years, postal codes and telephones.
fn is_furniture(text: &str, alone: bool) -> bool {
    let inner = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' '));
    let dashed = text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—']);
    let page = inner.strip_prefix("หน้า").or_else(|| inner.strip_prefix("Page")).unwrap_or(inner).trim();
    let number = |digits: &str| {
        (1..=3).contains(&digits.chars().count())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '๐'..='๙'))
    };
    let (first, all) = page.split_once('/').unwrap_or((page, page));
    (dashed || alone) && number(first.trim()) && number(all.trim())
}

/// The title printed again on later pages.
fn drop_running_title(lines: &mut Vec<Line<'_>>, repairs: &mut Vec<Repair>) {
    let Some(title) = lines.first().map(|line| line.text.clone()) else { return };
    let (mut first, mut dropped) = (true, false);
    lines.retain_mut(|line| {
        let again = !std::mem::take(&mut first) && line.text == title;
        if again {
            let before = line.text.clone();
            repairs.push(Repair { line: line.number, kind: RepairKind::DroppedLine, before, after: String::new() });
        } else if std::mem::take(&mut dropped) {
            line.gap = Gap::Furniture;
        }
        dropped |= again;
        !again
    });
}

#[cfg(test)]
mod tests;
