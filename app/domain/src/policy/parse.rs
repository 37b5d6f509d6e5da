//! Reads a policy text as it was published: nine articles, lettered items, paragraphs; repairs on the way (see `repair`).
//!
//! A text is taken whole or not at all; a refusal names what is wrong and where.

mod error;

pub use error::ParseError;

use super::canonical::nfc;
use super::layout::{Head, Page, Unit};
use super::repair::{Repair, RepairKind};
use super::thai::is_consonant;
use super::{Article, Block, Text};
use crate::Language;

/// The largest file, in bytes: 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// No paragraph has so many bytes; a longer line is no text.
const LONGEST_LINE: usize = 64 * 1024;
/// The number of articles of the practice.
const ARTICLES: u8 = 9;
/// A heading is at most so many characters; a longer line is text.
const LONGEST_TITLE: usize = 160;

/// A text, and what was repaired to read it, in the order of the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The text.
    pub text: Text,
    /// The repairs.
    pub repairs: Vec<Repair>,
}

impl Text {
    /// Reads the bytes of a file.
    pub fn parse_bytes(bytes: &[u8], language: Language) -> Result<Parsed, ParseError> {
        if bytes.len() > MAX_BYTES {
            return Err(ParseError::TooLarge);
        }
        let text =
            str::from_utf8(bytes).map_err(|error| ParseError::NotUtf8 { line: line_at(bytes, error.valid_up_to()) })?;
        Self::parse(language, text)
    }

    /// Reads a text.
    pub fn parse(language: Language, source: &str) -> Result<Parsed, ParseError> {
        if source.len() > MAX_BYTES {
            return Err(ParseError::TooLarge);
        }
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        refuse_control_characters(source)?;
        if let Some((line, _)) = (1..).zip(source.lines()).find(|(_, line)| line.len() > LONGEST_LINE) {
            return Err(ParseError::LongLine { line });
        }
        let source = nfc(source).replace(is_break_mark, "").replace('\u{c}', "\n");
        if source.trim().is_empty() {
            return Err(ParseError::Empty);
        }
        let mut repairs = Vec::new();
        let page = Page::read(&source, &mut repairs);
        // Before any costly step: most files are refused here.
        let in_language = |language| page.texts().any(|line| article_heading(line, language).is_some());
        if !in_language(language) {
            let other = in_language(language.other());
            return Err(if other { ParseError::WrongLanguage } else { ParseError::NoArticles });
        }
        let units = page.units(language, &mut repairs, |line| head(line, language));
        if let Some(unit) = units.iter().find(|unit| unit.text.len() > LONGEST_LINE) {
            return Err(ParseError::LongLine { line: unit.line });
        }
        let text = structure(language, units)?;
        repairs.sort_by_key(|repair| (repair.line, repair.kind == RepairKind::JoinedLine));
        Ok(Parsed { text, repairs })
    }
}

impl Article {
    /// The letters of its items.
    pub fn items(&self) -> impl Iterator<Item = char> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Item { letter, .. } => Some(*letter),
            Block::Paragraph(_) => None,
        })
    }
}

fn line_at(bytes: &[u8], at: usize) -> u32 {
    let breaks = bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether `c` only marks where a line may break, or is a byte order mark: nothing of it is read.
const fn is_break_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Line ends, tabs and form feeds are layout; any other control character is no text, and one that turns the direction of
/// writing shows what is not said.
fn refuse_control_characters(source: &str) -> Result<(), ParseError> {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let refused = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}') || turns(c);
    match source.find(refused) {
        Some(at) => Err(ParseError::ControlCharacter { line: line_at(source.as_bytes(), at) }),
        None => Ok(()),
    }
}

fn head(line: &str, language: Language) -> Head {
    if article_heading(line, language).is_some() {
        Head::Article
    } else if item_start(line, language).is_some() {
        Head::Item
    } else {
        Head::None
    }
}

/// Number and title of `ข้อ 7 …` or `Article 7 …`; Thai digits count.
fn article_heading(line: &str, language: Language) -> Option<(u8, &str)> {
    let word = match language {
        Language::Th => "ข้อ",
        Language::En => "Article",
    };
    let rest = line.strip_prefix(word)?.trim_start();
    let end = rest.find(|c: char| digit(c).is_none()).unwrap_or(rest.len());
    let (digits, title) = rest.split_at(end);
    let number =
        digits.chars().filter_map(digit).try_fold(0_u8, |number, digit| number.checked_mul(10)?.checked_add(digit));
    let apart = title.is_empty() || title.starts_with([' ', '.', ':']);
    let title = title.trim_start_matches([' ', '.', ':']);
    (!digits.is_empty() && digits.chars().count() <= 2 && apart && title.chars().count() <= LONGEST_TITLE)
        .then_some((number?, title))
}

fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => u8::try_from(u32::from(c) - u32::from('0')).ok(),
        '๐'..='๙' => u8::try_from(u32::from(c) - u32::from('๐')).ok(),
        _ => None,
    }
}

/// Letter and rest of `(ก) …` or `(a) …`.
fn item_start(line: &str, language: Language) -> Option<(char, &str)> {
    let mut inner = line.strip_prefix('(')?.chars();
    let letter = inner.next()?;
    let ours = match language {
        Language::Th => is_consonant(letter),
        Language::En => letter.is_ascii_lowercase(),
    };
    let rest = inner.as_str().strip_prefix(')')?;
    (ours && (rest.is_empty() || rest.starts_with(' '))).then_some((letter, rest.trim_start()))
}

/// Builds the structure from units.
fn structure(language: Language, units: Vec<Unit>) -> Result<Text, ParseError> {
    let mut units = units.into_iter().peekable();
    let mut before = Vec::new();
    while let Some(unit) = units.next_if(|unit| article_heading(&unit.text, language).is_none()) {
        before.push(unit.text);
    }
    let mut before = before.into_iter();
    let (title, preamble) = (before.next(), before.collect());
    let Some(first) = units.peek() else { return Err(ParseError::NoArticles) };
    let title = title.ok_or(ParseError::NoHeading { line: first.line })?;
    let mut articles: Vec<Article> = Vec::new();
    while let Some(unit) = units.next() {
        let Some((number, title)) = article_heading(&unit.text, language) else { continue };
        expect(number, articles.len(), unit.line)?;
        let mut article = Article { number, title: title.to_owned(), blocks: Vec::new() };
        while let Some(next) = units.next_if(|unit| article_heading(&unit.text, language).is_none()) {
            let goes_on = units.peek().is_some_and(|following| head(&following.text, language) == Head::None);
            place(&mut article, next, goes_on, language);
        }
        if article.title.is_empty() || article.blocks.is_empty() {
            return Err(ParseError::EmptyArticle { number, line: unit.line });
        }
        articles.push(article);
    }
    let missing = (1..=ARTICLES).nth(articles.len());
    if let Some(missing) = missing {
        return Err(ParseError::MissingArticle(missing));
    }
    Ok(Text { language, title, preamble, articles })
}

/// The next article must be the next number.
fn expect(number: u8, known: usize, line: u32) -> Result<(), ParseError> {
    let known = u8::try_from(known).unwrap_or(u8::MAX);
    match number {
        _ if number == known.saturating_add(1) && number <= ARTICLES => Ok(()),
        _ if number == 0 || number > ARTICLES => Err(ParseError::UnknownArticle { number, line }),
        _ if number <= known => Err(ParseError::RepeatedArticle { number, line }),
        _ => Err(ParseError::MissingArticle(known + 1)),
    }
}

/// Puts a unit into an article. A short line at an item's start is its heading where text follows it and it does not end
/// as a sentence; an item whose letter does not follow the one before is no item.
fn place(article: &mut Article, unit: Unit, goes_on: bool, language: Language) {
    let last = article.items().last();
    match item_start(&unit.text, language).filter(|(letter, _)| last.is_none_or(|last| *letter > last)) {
        Some((letter, rest)) => {
            let sentence = rest.ends_with(['.', ';', ':', ',']);
            let titled = unit.short && goes_on && !sentence && rest.chars().count() <= LONGEST_TITLE;
            let (title, text) = if titled { (rest, "") } else { ("", rest) };
            let paragraphs = Some(text.to_owned()).filter(|text| !text.is_empty()).into_iter().collect();
            article.blocks.push(Block::Item { letter, title: title.to_owned(), paragraphs });
        }
        None => match article.blocks.last_mut() {
            Some(Block::Item { paragraphs, .. }) => paragraphs.push(unit.text),
            _ => article.blocks.push(Block::Paragraph(unit.text)),
        },
    }
}

#[cfg(test)]
mod tests;
