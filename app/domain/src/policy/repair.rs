//! Repairs what a PDF did to Thai: spaces inside words, marks in the wrong order or on the wrong letter. Only spaces and
//! the order of marks change; never a word.

use super::canonical::nfc;
use super::thai::{is_consonant, is_following, is_leading_vowel, is_letter, is_tone, is_vowel_mark};

/// One repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The line of the source, from 1.
    pub line: u32,
    /// What kind of damage it was.
    pub kind: RepairKind,
    /// The place as it was, with its neighbours.
    pub before: String,
    /// The place as it is now.
    pub after: String,
}

/// A kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// A space before a mark or vowel that cannot begin a word.
    SpaceBeforeMark,
    /// A space that splits a word.
    SpaceInWord,
    /// A tone mark before the vowel it stands on.
    MarkOrder,
    /// A tone mark on a leading vowel, which belongs to the letter before.
    MisplacedTone,
    /// NIKHAHIT and SARA AA for SARA AM.
    SaraAm,
    /// More than one space.
    DoubledSpace,
    /// A line broken inside a sentence.
    JoinedLine,
    /// A line that is no text: a page number, a repeated heading.
    DroppedLine,
}

impl RepairKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::SpaceBeforeMark,
        Self::SpaceInWord,
        Self::MarkOrder,
        Self::MisplacedTone,
        Self::SaraAm,
        Self::DoubledSpace,
        Self::JoinedLine,
        Self::DroppedLine,
    ];

    /// Whether only a page breaks Thai so; nobody types it.
    pub(super) const fn is_broken_thai(self) -> bool {
        matches!(self, Self::SpaceBeforeMark | Self::SpaceInWord | Self::MarkOrder | Self::MisplacedTone)
    }

    /// The kind in words, for the operator.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SpaceBeforeMark => "space before a mark",
            Self::SpaceInWord => "space inside a word",
            Self::MarkOrder => "tone mark before its vowel",
            Self::MisplacedTone => "tone mark on a leading vowel",
            Self::SaraAm => "SARA AM in two parts",
            Self::DoubledSpace => "doubled space",
            Self::JoinedLine => "line broken inside a sentence",
            Self::DroppedLine => "page furniture",
        }
    }
}

/// A rule looks at one place of a line and says how many characters to replace, and with what.
type Rule = fn(&[char], usize) -> Option<(usize, Vec<char>)>;

const RULES: [(RepairKind, Rule); 8] = [
    (RepairKind::SpaceBeforeMark, space_before_mark),
    (RepairKind::SpaceInWord, space_after_leading_vowel),
    (RepairKind::SpaceInWord, space_before_lone_consonant),
    (RepairKind::SpaceInWord, space_after_bound_prefix),
    (RepairKind::MarkOrder, tone_before_vowel),
    (RepairKind::SaraAm, split_sara_am),
    (RepairKind::MisplacedTone, tone_on_leading_vowel),
    (RepairKind::DoubledSpace, doubled_space),
];
/// How far before a repair the next look begins: a repair can complete a pattern to its left.
const STEP_BACK: usize = 3;
/// How many neighbours a repair is reported with, on each side.
const NEIGHBOURS: usize = 5;

/// Repairs one line, white space at its ends removed, and reports each repair under `number`.
pub(super) fn line(source: &str, number: u32, repairs: &mut Vec<Repair>) -> String {
    let mut text: Vec<char> = source.trim().chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
    let mut at = 0;
    while at < text.len() {
        let found = RULES.iter().find_map(|(kind, rule)| rule(&text, at).map(|(length, new)| (*kind, length, new)));
        let Some((kind, length, new)) = found else {
            at += 1;
            continue;
        };
        let around = |text: &[char], length: usize| -> String {
            text[at.saturating_sub(NEIGHBOURS)..text.len().min(at + length + NEIGHBOURS)].iter().collect()
        };
        let before = around(&text, length);
        let replaced = new.len();
        text.splice(at..at + length, new);
        repairs.push(Repair { line: number, kind, before, after: around(&text, replaced) });
        at = at.saturating_sub(STEP_BACK);
    }
    nfc(&text.into_iter().collect::<String>())
}

/// Spaces of any width that text comes with; line ends are not among them.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// The length of the run of spaces at `at`.
fn spaces(text: &[char], at: usize) -> usize {
    text[at..].iter().take_while(|c| **c == ' ').count()
}

fn before(text: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).and_then(|before| text.get(before)).copied()
}

/// `ใช ้` is `ใช้`.
fn space_before_mark(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let run = spaces(text, at);
    let mark = text.get(at + run).copied()?;
    (run > 0 && is_following(mark) && before(text, at).is_some_and(is_letter)).then_some((run, Vec::new()))
}

/// `เ กี่ยว` is `เกี่ยว`.
fn space_after_leading_vowel(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let run = spaces(text, at);
    let next = text.get(at + run).copied()?;
    (run > 0 && is_consonant(next) && before(text, at).is_some_and(is_leading_vowel)).then_some((run, Vec::new()))
}

/// `เช่ น` is `เช่น`, `กฎหมา ยหรือ` is `กฎหมายหรือ`: a consonant alone after an open syllable, or one that cannot begin a
/// word with what follows it, closes the syllable before. ณ is a word of its own, and the letters that number things
/// (`แนบที่ ก`) are too, but after a syllable that no word ends in.
fn space_before_lone_consonant(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let run = spaces(text, at);
    let consonant = text.get(at + run).copied().filter(|c| run == 1 && is_consonant(*c))?;
    let (next, after) = (text.get(at + run + 1).copied(), text.get(at + run + 2).copied());
    let open = before(text, at).is_some_and(|c| is_following(c) && c != 'ะ' && c != 'ำ');
    let rest = text.get(at + run + 1..).unwrap_or_default();
    let marked = rest.iter().find(|c| **c != ' ').is_some_and(|c| is_following(*c));
    let labels = matches!(consonant, 'ก'..='ซ' | 'ณ');
    let unfinished = matches!(text[..at], [.., 'เ', first, tone] if is_consonant(first) && is_tone(tone));
    let alone = next.is_none_or(|next| next == ' ') && !marked && (!labels || unfinished);
    let cannot_begin = matches!(consonant, 'ย' | 'ง')
        && next == Some('ห')
        && after.is_some_and(|c| matches!(c, 'ร' | 'ล' | 'น' | 'ม' | 'ว'));
    (open && (alone || cannot_begin)).then_some((run, Vec::new()))
}

/// `ผู้ ใช้` is `ผู้ใช้`: this prefix never ends a phrase.
fn space_after_bound_prefix(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    const PREFIX: [char; 3] = ['ผ', '\u{e39}', '\u{e49}'];
    let run = spaces(text, at);
    let next = text.get(at + run).copied()?;
    let starts = is_consonant(next) || is_leading_vowel(next);
    (run > 0 && starts && text[..at].ends_with(&PREFIX)).then_some((run, Vec::new()))
}

/// `ท่ี` is `ที่`.
fn tone_before_vowel(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let (tone, vowel) = (text[at], text.get(at + 1).copied()?);
    (is_tone(tone) && is_vowel_mark(vowel)).then(|| (2, vec![vowel, tone]))
}

/// NIKHAHIT and SARA AA, a tone mark between them or not, are SARA AM.
fn split_sara_am(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    match text[at..] {
        ['\u{e4d}', 'า', ..] => Some((2, vec!['ำ'])),
        ['\u{e4d}', tone, 'า', ..] if is_tone(tone) => Some((3, vec![tone, 'ำ'])),
        _ => None,
    }
}

/// `ทีเ่กี่ยว` is `ที่เกี่ยว`.
fn tone_on_leading_vowel(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let (vowel, tone) = (text[at], text.get(at + 1).copied()?);
    let bare = before(text, at).is_some_and(|c| is_consonant(c) || is_vowel_mark(c));
    (is_leading_vowel(vowel) && is_tone(tone) && bare).then(|| (2, vec![tone, vowel]))
}

fn doubled_space(text: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let run = spaces(text, at);
    (run > 1).then(|| (run, vec![' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repaired(text: &str) -> String {
        line(text, 1, &mut Vec::new())
    }

    #[test]
    fn each_kind_of_damage_is_repaired() {
        for (damaged, whole) in [
            ("ผ ู ้ ใช ้บร ิการผ ่านหน ้า", "ผู้ใช้บริการผ่านหน้า"),
            ("ตามท่ีบอก เพ่ือคนอ่ืน", "ตามที่บอก เพื่อคนอื่น"),
            ("คนทีเ่กี่ยวข้อง", "คนที่เกี่ยวข้อง"),
            ("เช่ น ชื่อ", "เช่น ชื่อ"),
            ("ทั ้งนี ้ ผ ู ้ใช ้", "ทั้งนี้ ผู้ใช้"),
            ("กฎหมา ยหรือคำสั่ง", "กฎหมายหรือคำสั่ง"),
            ("ก\u{e4d}าหนด น\u{e4d}\u{e49}า", "กำหนด น้ำ"),
            ("เ กณฑ์  ใหม่", "เกณฑ์ ใหม่"),
            ("น ้ำ ก ็ได้", "น้ำ ก็ได้"),
        ] {
            assert_eq!(repaired(damaged), whole, "{damaged}");
        }
    }

    #[test]
    fn what_is_whole_stays() {
        for whole in [
            "ทั้งนี้ หากต้องการ",
            "ณ สำนักงาน",
            "พ.ศ. 2560 (ฉบับที่ 2)",
            "ต่าง ๆ เกี่ยวกับ",
            "กลุ่ม ก และ ข",
            "ที่ ณ จุดนั้น",
            "แนบที่ ก ลงวันที่ หน้า ข และ",
            "English text",
        ] {
            let mut repairs = Vec::new();
            assert_eq!(line(whole, 1, &mut repairs), whole);
            assert_eq!(repairs, [], "{whole}");
        }
    }

    #[test]
    fn a_repair_names_its_line_and_place() {
        let mut repairs = Vec::new();
        line("ทุกคนใช ้ได้", 7, &mut repairs);
        let [repair] = &repairs[..] else { panic!("{repairs:?}") };
        assert_eq!((repair.line, repair.kind), (7, RepairKind::SpaceBeforeMark));
        assert!(repair.before.contains("ใช ้ได") && repair.after.contains("ใช้ได"), "{repair:?}");
    }

    /// The letters of a text without what a repair may change: spaces, the order of marks, the parts of SARA AM.
    fn letters(text: &str) -> Vec<char> {
        let mut all: Vec<char> = text.replace('ำ', "\u{e4d}า").chars().filter(|c| !c.is_whitespace()).collect();
        all.sort_unstable();
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn no_letter_is_added_or_lost_and_a_second_time_changes_nothing(text in "[ก-ฮะ-ฺเ-ๆ็-ํ a-z0-9().]{0,40}") {
            let once = repaired(&text);
            prop_assert_eq!(letters(&once), letters(&text));
            prop_assert_eq!(repaired(&once), once);
        }

        #[test]
        fn any_text_is_taken(text in "\\PC*") {
            repaired(&text);
        }
    }
}
