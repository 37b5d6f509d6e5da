//! From lines to units: which lines are furniture, which begin a paragraph, which go on with the one before.
//!
//! A text that was written as one line a paragraph, as the canonical form is, stays as it is. A text that was wrapped, as a PDF gives it, is put
//! together by what the page shows: indents, blank lines, and how full a line is.

use super::join::Joiner;
use super::repair::{self, Repair, RepairKind};
use super::thai::columns;
use crate::Language;

/// A line longer than this was never wrapped by a page; in columns.
const LONGEST_WRAPPED: usize = 150;
/// An indent of this many spaces begins a paragraph.
const INDENT: usize = 2;
/// A line that fills less than this part of the page, in hundredths, ended because its text ended.
const FULL: usize = 75;
/// Words that begin a paragraph after a blank line even without an indent.
const STARTERS: [&str; 6] = ["ทั้งนี้", "ในกรณี", "กรณี", "นอกจากนี้", "อย่างไรก็ตาม", "ดังนั้น"];

/// A heading or paragraph put together, with the line it began on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The line of the source, from 1.
    pub(super) line: u32,
    /// The text.
    pub(super) text: String,
    /// Whether its first line ended before the page did: a heading, where something follows.
    pub(super) short: bool,
}

struct Line<'t> {
    number: u32,
    raw: &'t str,
    text: String,
    after_blank: bool,
}

/// Puts a text together; `heads` says whether a line begins a heading or an item.
pub(super) fn units(
    source: &str,
    language: Language,
    repairs: &mut Vec<Repair>,
    heads: impl Fn(&str) -> Head,
) -> Vec<Unit> {
    let lines = lines(source, repairs);
    let mut widths: Vec<usize> = lines.iter().map(|line| columns(&line.text)).collect();
    widths.sort_unstable();
    let apart = lines.iter().skip(1).all(|line| line.after_blank);
    let wrapped = !apart && widths.last().is_some_and(|widest| *widest <= LONGEST_WRAPPED);
    let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or_default();
    let joiner = Joiner::new(language, lines.iter().map(|line| line.text.as_str()));
    let mut units: Vec<Unit> = Vec::new();
    let mut ended = true;
    for line in &lines {
        let head = heads(&line.text);
        let short = !wrapped || columns(&line.text) * 100 < width * FULL;
        let begins = ended || !wrapped || head != Head::None || begins_paragraph(line, language);
        match units.last_mut().filter(|_| !begins) {
            Some(unit) => {
                let (joined, repair) = joiner.join(&unit.text, line.raw, &line.text, line.number);
                unit.text = joined;
                repairs.push(repair);
            }
            None => units.push(Unit { line: line.number, text: line.text.clone(), short }),
        }
        // A heading is one line: the whole text's, an article's, an item's own.
        ended = wrapped && (units.len() == 1 || head == Head::Article || (head == Head::Item && short));
    }
    units
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

fn begins_paragraph(line: &Line<'_>, language: Language) -> bool {
    let indent = line.raw.chars().take_while(|c| c.is_whitespace()).count();
    let starter = language == Language::En || STARTERS.iter().any(|starter| line.text.starts_with(starter));
    indent >= INDENT || (line.after_blank && starter)
}

/// The lines that are text, repaired, each with its number; blank lines and furniture are left out.
fn lines<'t>(source: &'t str, repairs: &mut Vec<Repair>) -> Vec<Line<'t>> {
    let mut lines: Vec<Line<'t>> = Vec::new();
    let mut after_blank = false;
    for (number, raw) in (1..).zip(source.lines()) {
        let text = repair::line(raw, number, repairs);
        if text.is_empty() {
            after_blank = true;
        } else if is_furniture(&text) {
            repairs.push(Repair { line: number, kind: RepairKind::DroppedLine, before: text, after: String::new() });
            after_blank = true;
        } else {
            lines.push(Line { number, raw, text, after_blank });
            after_blank = false;
        }
    }
    drop_running_title(&mut lines, repairs);
    lines
}

/// A page number: digits alone, or between dashes.
fn is_furniture(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' '));
    let page = inner.strip_prefix("หน้า").or_else(|| inner.strip_prefix("Page")).unwrap_or(inner).trim();
    page.len() <= 12
        && !page.is_empty()
        && page.chars().all(|c| c.is_ascii_digit() || matches!(c, '๐'..='๙' | '/' | ' '))
}

/// The title printed again on later pages.
fn drop_running_title(lines: &mut Vec<Line<'_>>, repairs: &mut Vec<Repair>) {
    let Some(title) = lines.first().map(|line| line.text.clone()) else { return };
    let mut first = true;
    lines.retain(|line| {
        let again = !std::mem::take(&mut first) && line.text == title;
        if again {
            let before = line.text.clone();
            repairs.push(Repair { line: line.number, kind: RepairKind::DroppedLine, before, after: String::new() });
        }
        !again
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        units(source, Language::Th, &mut Vec::new(), |_| Head::None).into_iter().map(|unit| unit.text).collect()
    }

    #[test]
    fn wrapped_lines_go_on_and_indents_begin() {
        let source = "หัวเรื่อง\n  บรรทัดแรกของย่อหน้าแรกที่\nยาวต่อมาอีกบรรทัดหนึ่งจบ\n  ย่อหน้าที่สองเริ่มตรงนี้นะ\n\n- 2 -\n\nต่อหลังเลขหน้าโดยไม่ย่อหน้า\n";
        assert_eq!(
            texts(source),
            ["หัวเรื่อง", "บรรทัดแรกของย่อหน้าแรกที่ยาวต่อมาอีกบรรทัดหนึ่งจบ", "ย่อหน้าที่สองเริ่มตรงนี้นะต่อหลังเลขหน้าโดยไม่ย่อหน้า"]
        );
    }

    #[test]
    fn a_text_of_one_line_a_paragraph_stays_so() {
        let long = "ก".repeat(200);
        assert_eq!(texts(&format!("{long}\nสั้น\n\nสั้นอีก")), [long.as_str(), "สั้น", "สั้นอีก"]);
    }
}
