//! How two lines of a wrapped paragraph are put together: with a space or without.
//!
//! Thai has no spaces between words, and a page leaves one at the end of a line or not by accident. So the text itself is
//! asked: where the same two words stand together elsewhere in it, they stand as there.

use super::repair::{Repair, RepairKind};
use super::thai::{is_consonant, is_letter};
use crate::Language;

/// How many characters on each side must stand elsewhere to be evidence.
const EVIDENCE: [usize; 2] = [6, 4];
const REPORTED: usize = 8;
/// Words after which Thai leaves a space, whatever follows.
const ENDERS: [&str; 5] = ["เช่น", "ทั้งนี้", "ดังนี้", "ได้แก่", "เป็นต้น"];

/// Joins lines by the evidence of one text.
pub(super) struct Joiner {
    language: Language,
    corpus: String,
}

impl Joiner {
    pub(super) fn new<'t>(language: Language, lines: impl Iterator<Item = &'t str>) -> Self {
        Self { language, corpus: lines.collect::<Vec<_>>().join("\n") }
    }

    /// `left` with the line `text` after it. `raw` is the line as it was, for what its start shows.
    pub(super) fn join(&self, left: &str, raw: &str, text: &str, number: u32) -> (String, Repair) {
        let space = self.spaced(left, raw, text);
        let joint = if space { " " } else { "" };
        let (tail, head) = (last(left, REPORTED), first(text, REPORTED));
        let (before, after) = (format!("{tail}\n{head}"), format!("{tail}{joint}{head}"));
        (format!("{left}{joint}{text}"), Repair { line: number, kind: RepairKind::JoinedLine, before, after })
    }

    fn spaced(&self, left: &str, raw: &str, text: &str) -> bool {
        let (Some(end), Some(start)) = (left.chars().next_back(), text.chars().next()) else { return false };
        if matches!(end, '(' | '[' | '“') || matches!(start, ')' | ']' | '”' | ',' | '.') {
            return false;
        }
        if self.language == Language::En || !is_letter(end) || !is_letter(start) {
            return true;
        }
        if ENDERS.iter().any(|ender| left.ends_with(ender)) || is_abbreviation(text) {
            return true;
        }
        for characters in EVIDENCE {
            let (tail, head) = (last(left, characters), first(text, characters));
            let together = self.corpus.matches(&format!("{tail}{head}")).count();
            let apart = self.corpus.matches(&format!("{tail} {head}")).count();
            if together != apart {
                return apart > together;
            }
        }
        raw.starts_with(' ')
    }
}

/// Whether a text begins with an abbreviation, as `ต.` or `จ.`.
fn is_abbreviation(text: &str) -> bool {
    text.split_once('.').is_some_and(|(letters, _)| letters.chars().count() <= 3 && letters.chars().all(is_consonant))
}

fn last(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().nth(characters.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

fn first(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_itself_says_whether_a_space_stands_between() {
        let joiner = Joiner::new(Language::Th, ["ที่อยู่ หมายเลขโทรศัพท์ และข้อมูลส่วนบุคคล"].into_iter());
        assert!(joiner.spaced("ชื่อ ที่อยู่", "หมายเลขโทรศัพท์", "หมายเลขโทรศัพท์"));
        assert!(!joiner.spaced("เก็บข้อมูล", "ส่วนบุคคลไว้", "ส่วนบุคคลไว้"));
        assert!(joiner.spaced("Non-disclosure", "Agreement", "Agreement"));
        assert!(!joiner.spaced("ระบบ (", "ใหม่)", "ใหม่)"));
        assert!(joiner.spaced("ข้อมูล เช่น", "การทำทะเบียน", "การทำทะเบียน"));
        assert!(joiner.spaced("กระทรวง", "ต.ตัวอย่าง", "ต.ตัวอย่าง"));
    }
}
