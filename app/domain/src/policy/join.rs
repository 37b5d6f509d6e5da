//! How two lines of a wrapped paragraph are put together: with a space or without.
//!
//! Thai has no spaces between words, and a page leaves one at the end of a line or not by accident. So the text itself is
//! asked: where the same two words stand together elsewhere in it, they stand as there.

use super::repair::{Repair, RepairKind};
use super::thai::{is_consonant, is_following, is_leading_vowel, is_letter};
use crate::Language;

/// So many characters on each side must stand elsewhere to be evidence, the better one first.
const EVIDENCE: [usize; 2] = [6, 4];
/// So many characters of the side before, or of the side after, are a phrase that the text sets off or not, by habit.
const PHRASE: [usize; 2] = [12, 15];
/// A habit shows in so many places at least.
const HABIT: usize = 3;
/// So many bytes of a text are asked; a practice has some thirty thousand.
const CORPUS: usize = 64 * 1024;
const REPORTED: usize = 8;
/// Words after which Thai leaves a space, whatever follows.
const ENDERS: [&str; 5] = ["เช่น", "ทั้งนี้", "ดังนี้", "ได้แก่", "เป็นต้น"];

/// What stands before a line's break.
#[derive(Clone, Copy)]
pub(super) struct Left<'t> {
    /// The text so far.
    pub(super) text: &'t str,
    /// Whether its last line ended in a space.
    pub(super) spaced: bool,
}

/// Joins lines by the evidence of one text.
pub(super) struct Joiner {
    language: Language,
    extracted: bool,
    trailing: bool,
    corpus: String,
}

impl Joiner {
    /// `extracted`: the text came from a page; else somebody broke its lines, and breaks Thai where a space stands.
    /// `trailing`: its lines end in spaces, so one that does not broke inside a phrase.
    pub(super) fn new<'t>(
        language: Language,
        extracted: bool,
        trailing: bool,
        lines: impl Iterator<Item = &'t str>,
    ) -> Self {
        let mut corpus = lines.fold(String::new(), |mut corpus, line| {
            if corpus.len() < CORPUS {
                corpus.push_str(line);
                corpus.push('\n');
            }
            corpus
        });
        corpus.truncate(corpus.floor_char_boundary(CORPUS));
        Self { language, extracted, trailing, corpus }
    }

    /// `left` with the line `text` after it. `raw` is the line as it was, for what its start shows.
    pub(super) fn join(&self, left: Left<'_>, raw: &str, text: &str, number: u32) -> (String, Repair) {
        let joint = if self.spaced(left, raw, text) { " " } else { "" };
        let (tail, head) = (last(left.text, REPORTED), first(text, REPORTED));
        let (before, after) = (format!("{tail}\n{head}"), format!("{tail}{joint}{head}"));
        (format!("{}{joint}{text}", left.text), Repair { line: number, kind: RepairKind::JoinedLine, before, after })
    }

    fn spaced(&self, left: Left<'_>, raw: &str, text: &str) -> bool {
        let (Some(end), Some(start)) = (left.text.chars().next_back(), text.chars().next()) else { return false };
        let bound = is_letter(end) && is_following(start) || is_leading_vowel(end) && is_letter(start);
        if bound || matches!(end, '(' | '[' | '“') || matches!(start, ')' | ']' | '”' | ',' | '.') {
            return false;
        }
        if self.language == Language::En || !is_letter(end) || !is_letter(start) || !self.extracted {
            return true;
        }
        if ENDERS.iter().any(|ender| left.text.ends_with(ender)) || is_abbreviation(text) {
            return true;
        }
        let indented = raw.starts_with(' ');
        if self.trailing && !left.spaced && !indented {
            return false;
        }
        let [better, good] = EVIDENCE;
        let seen = self.seen(left.text, text, better).or_else(|| self.habit(left.text, text));
        seen.or_else(|| self.seen(left.text, text, good)).unwrap_or(indented)
    }

    /// Whether both sides mostly stand apart where they stand elsewhere.
    fn seen(&self, left: &str, right: &str, characters: usize) -> Option<bool> {
        let (tail, head) = (last(left, characters), first(right, characters));
        let together = self.corpus.matches(&format!("{tail}{head}")).count();
        let apart = self.corpus.matches(&format!("{tail} {head}")).count();
        (together != apart).then_some(apart > together)
    }

    /// Whether the phrase on either side is one that the text sets off with a space, two times in three.
    fn habit(&self, left: &str, right: &str) -> Option<bool> {
        let [before, after] = PHRASE;
        let (tail, head) = (last(left, before), first(right, after));
        let count = |phrase: &str| self.corpus.matches(phrase).count();
        let habit = |apart: String, unknown: String, phrase: &str| {
            // Places at a line's end or start say nothing.
            let all = count(phrase).saturating_sub(count(&unknown));
            all >= HABIT && count(&apart) * 3 >= all * 2
        };
        let after = habit(format!("{tail} "), format!("{tail}\n"), tail);
        let before = habit(format!(" {head}"), format!("\n{head}"), head);
        (after || before).then_some(true)
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

    fn spaced(joiner: &Joiner, left: &str, text: &str) -> bool {
        joiner.spaced(Left { text: left, spaced: true }, text, text)
    }

    #[test]
    fn the_text_itself_says_whether_a_space_stands_between() {
        let text = ["ที่อยู่ หมายเลขโทรศัพท์ และข้อมูลส่วนบุคคล"];
        let joiner = Joiner::new(Language::Th, true, true, text.into_iter());
        assert!(spaced(&joiner, "ชื่อ ที่อยู่", "หมายเลขโทรศัพท์"));
        assert!(!spaced(&joiner, "เก็บข้อมูล", "ส่วนบุคคลไว้"));
        assert!(spaced(&joiner, "Non-disclosure", "Agreement"));
        assert!(!spaced(&joiner, "ระบบ (", "ใหม่)"));
        assert!(spaced(&joiner, "ข้อมูล เช่น", "การทำทะเบียน"));
        assert!(spaced(&joiner, "กระทรวง", "ต.ตัวอย่าง"));
        assert!(!joiner.spaced(Left { text: "ชื่อ ที่อยู่", spaced: false }, "หมายเลข", "หมายเลขโทรศัพท์"));
    }

    #[test]
    fn a_phrase_the_text_sets_off_is_set_off_at_a_lines_end() {
        let text = ["สำนักทะเบียนกลาง จะเก็บ", "สำนักทะเบียนกลาง ไม่ส่ง", "และสำนักทะเบียนกลาง อาจบอก"];
        let joiner = Joiner::new(Language::Th, true, true, text.into_iter());
        assert!(spaced(&joiner, "เมื่อสำนักทะเบียนกลาง", "ต้องการ"));
        assert!(!spaced(&joiner, "เมื่อสำนักทะเบียน", "ต้องการ"));
    }

    #[test]
    fn a_person_breaks_thai_where_a_space_stands() {
        let joiner = Joiner::new(Language::Th, false, false, [""].into_iter());
        assert!(spaced(&joiner, "เก็บข้อมูลไว้", "แล้วลบ"));
        assert!(!spaced(&joiner, "ใช", "้"));
    }
}
