//! Finding a subdistrict by what somebody types.
//!
//! Looks through everything each time, which takes less than a millisecond or two; it never guesses at a misspelt name.

use crate::Subdistrict;
use domain::Language;

/// For each subdistrict the text that words are looked for in.
pub(crate) struct Index(Vec<Entry>);

struct Entry {
    /// Names in both languages of subdistrict, district and province, and postal codes: each after [`START`].
    text: String,
    /// Where the district's names begin.
    district: usize,
}

/// Stands before each name and at the end; nobody can type it, since [`key`] drops it.
const START: char = '|';

impl Index {
    pub(crate) fn new(subdistricts: &[Subdistrict]) -> Self {
        Self(subdistricts.iter().map(Entry::new).collect())
    }

    /// The places of the subdistricts that have all words, best first, at most `limit`.
    pub(crate) fn search(&self, text: &str, limit: usize) -> Vec<usize> {
        let words: Vec<Word> = text.split([' ', ',', '\n', '\t', '\u{a0}']).filter_map(Word::new).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let whole: String = words.iter().map(|word| word.anywhere.as_str()).collect();
        let mut found: Vec<(u8, usize)> = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, entry)| words.iter().all(|word| word.is_in(&entry.text)))
            .map(|(place, entry)| (entry.rank(&whole, &words), place))
            .collect();
        found.sort_unstable();
        found.into_iter().take(limit).map(|(_, place)| place).collect()
    }
}

impl Entry {
    fn new(subdistrict: &Subdistrict) -> Self {
        let mut text = String::new();
        let mut put = |name: &str| {
            text.push(START);
            text.push_str(&key(name));
            text.len()
        };
        let (district, province) = (subdistrict.district(), subdistrict.province());
        put(subdistrict.name(Language::Th));
        let end = put(subdistrict.name(Language::En));
        for language in [Language::Th, Language::En] {
            put(district.name(language));
            put(province.name(language));
        }
        for code in subdistrict.postal_codes() {
            put(code);
        }
        text.push(START);
        Self { text, district: end }
    }

    /// Small where the subdistrict's own name is meant: all that was typed is the name, then a word of it is, then the name
    /// begins like it; then a district or a province of that name.
    fn rank(&self, whole: &str, words: &[Word]) -> u8 {
        let own = &self.text[..=self.district];
        let said = |text: &str, name: &str| text.contains(&format!("{START}{name}{START}"));
        if said(own, whole) {
            0
        } else if words.iter().any(|word| said(own, &word.anywhere)) {
            1
        } else if own.contains(&format!("{START}{whole}")) {
            2
        } else if said(&self.text, whole) || words.iter().any(|word| said(&self.text, &word.anywhere)) {
            3
        } else {
            4
        }
    }
}

/// A word as it is looked for. Digits have to begin a postal code.
struct Word {
    anywhere: String,
    digits: Option<String>,
}

impl Word {
    fn new(text: &str) -> Option<Self> {
        let key = key(text);
        let anywhere = KINDS.iter().find_map(|kind| key.strip_prefix(kind)).unwrap_or(&key).to_owned();
        let digits = anywhere.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{START}{anywhere}"));
        (!anywhere.is_empty()).then_some(Self { anywhere, digits })
    }

    fn is_in(&self, text: &str) -> bool {
        text.contains(self.digits.as_ref().unwrap_or(&self.anywhere))
    }
}

/// The words for a level, as people write them before a name. Short forms need their dot.
const KINDS: [&str; 9] = ["แขวง", "ตำบล", "ต.", "เขต", "อำเภอ", "อ.", "จังหวัด", "จ.", "รหัสไปรษณีย์"];

/// One spelling of what looks the same: no spaces and hyphens, small Latin letters, European digits, am and ae in one
/// character each.
fn key(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(*c, '-' | '\'' | START))
        .map(|c| match c {
            '๐'..='๙' => char::from_u32(u32::from(c) - u32::from('๐') + u32::from('0')).unwrap_or(c),
            _ => c.to_ascii_lowercase(),
        })
        .collect();
    plain.replace("ํา", "ำ").replace("เเ", "แ")
}
