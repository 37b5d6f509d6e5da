//! Reads a policy text as it was published: nine articles, lettered items, paragraphs; repairs on the way (see `repair`).
//!
//! A text is taken whole or not at all; a refusal names what is wrong and where.

use super::layout::{self, Head, Unit};
use super::repair::{Repair, RepairKind};
use super::thai::is_consonant;
use super::{Article, Block, Text};
use crate::Language;
use icu_normalizer::ComposingNormalizer;
use thiserror::Error;

/// The largest file, in bytes: 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
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

/// Why a file is not a policy text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Larger than [`MAX_BYTES`].
    #[error("larger than 5 MiB")]
    TooLarge,
    /// Not UTF-8.
    #[error("line {line}: not UTF-8")]
    NotUtf8 {
        /// The line, from 1.
        line: u32,
    },
    /// A control character.
    #[error("line {line}: a control character; is this a text file?")]
    ControlCharacter {
        /// The line, from 1.
        line: u32,
    },
    /// No text.
    #[error("the file is empty")]
    Empty,
    /// No article is in it.
    #[error("not a policy text: no line begins with «ข้อ 1» or «Article 1»")]
    NoArticles,
    /// It is in the other language.
    #[error("the text is not in the language given with --lang")]
    WrongLanguage,
    /// An article is missing.
    #[error("article {0} is missing")]
    MissingArticle(u8),
    /// An article stands twice.
    #[error("line {line}: article {number} stands a second time")]
    RepeatedArticle {
        /// The article.
        number: u8,
        /// The line, from 1.
        line: u32,
    },
    /// An article that the practice does not have.
    #[error("line {line}: article {number} is more than the nine of the practice")]
    UnknownArticle {
        /// The article.
        number: u8,
        /// The line, from 1.
        line: u32,
    },
    /// An article without a heading or without text.
    #[error("line {line}: article {number} has no heading or no text")]
    EmptyArticle {
        /// The article.
        number: u8,
        /// The line, from 1.
        line: u32,
    },
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
        if source.trim().is_empty() {
            return Err(ParseError::Empty);
        }
        let source = ComposingNormalizer::new_nfc().normalize(source).replace('\u{c}', "\n");
        let mut repairs = Vec::new();
        let units = layout::units(&source, language, &mut repairs, |line| head(line, language));
        let text = structure(language, units, &source)?;
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

/// Line ends, tabs and form feeds are layout; any other control character is no text.
fn refuse_control_characters(source: &str) -> Result<(), ParseError> {
    match source.find(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
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
fn structure(language: Language, units: Vec<Unit>, source: &str) -> Result<Text, ParseError> {
    let mut units = units.into_iter().peekable();
    let mut before = Vec::new();
    while let Some(unit) = units.next_if(|unit| article_heading(&unit.text, language).is_none()) {
        before.push(unit.text);
    }
    if units.peek().is_none() {
        let other = source.lines().any(|line| article_heading(line.trim(), language.other()).is_some());
        return Err(if other { ParseError::WrongLanguage } else { ParseError::NoArticles });
    }
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
    let mut before = before.into_iter();
    let title = before.next().unwrap_or_default();
    Ok(Text { language, title, preamble: before.collect(), articles })
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

/// Puts a unit into an article. A short line at an item's start is its heading where text follows it; an item whose
/// letter does not follow the one before is no item.
fn place(article: &mut Article, unit: Unit, goes_on: bool, language: Language) {
    let last = article.items().last();
    match item_start(&unit.text, language).filter(|(letter, _)| last.is_none_or(|last| *letter > last)) {
        Some((letter, rest)) => {
            let titled = unit.short && goes_on && rest.chars().count() <= LONGEST_TITLE;
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
