//! What changed between two texts, by article and sentence, with the words inside a changed sentence.
//!
//! Thai is written without spaces between words: how a text falls into words is asked of [`Words`], which the server
//! answers with a model.

use super::{Article, Block, Text};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeSet;
use thiserror::Error;

/// Two sentences that share at least this part of their words, in hundredths, are one sentence changed.
const ALIKE: usize = 40;
/// A Thai phrase shorter than this many characters goes with the one before: a space there is no full stop.
const SHORTEST_SENTENCE: usize = 24;

/// How a text falls into words. The pieces put together are the text.
pub trait Words {
    /// The words of `text`, spaces and marks included as pieces of their own.
    fn split<'t>(&self, text: &'t str) -> Vec<&'t str>;
}

/// The two texts are in different languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("texts in different languages cannot be compared")]
pub struct DifferentLanguages;

/// What changed from one text to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Title and preamble.
    pub opening: Vec<Passage>,
    /// Every article of either text, in order.
    pub articles: Vec<ArticleChange>,
}

/// What changed in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleChange {
    /// Its number.
    pub number: u8,
    /// Its heading: the new one, or the old one of a removed article.
    pub title: String,
    /// What became of it.
    pub state: ArticleState,
    /// Its passages, the heading first.
    pub passages: Vec<Passage>,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArticleState {
    /// The same words.
    Unchanged,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
    /// In both, not the same.
    Changed,
}

/// A sentence or heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The letter of the item it stands in.
    pub item: Option<char>,
    /// What became of it.
    pub kind: PassageKind,
}

/// What became of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageKind {
    /// In both.
    Same(String),
    /// Only in the new text.
    Added(String),
    /// Only in the old text.
    Removed(String),
    /// In both with other words.
    Changed(Vec<Piece>),
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the new sentence.
    Added(String),
    /// Only in the old sentence.
    Removed(String),
}

impl Changes {
    /// Whether the texts have the same words throughout.
    pub fn is_empty(&self) -> bool {
        is_same(&self.opening) && self.changed().next().is_none()
    }

    /// The articles that are not the same.
    pub fn changed(&self) -> impl Iterator<Item = &ArticleChange> {
        self.articles.iter().filter(|article| article.state != ArticleState::Unchanged)
    }
}

/// Compares two texts of one language.
pub fn changes(old: &Text, new: &Text, words: &dyn Words) -> Result<Changes, DifferentLanguages> {
    if old.language != new.language {
        return Err(DifferentLanguages);
    }
    let numbers: BTreeSet<u8> = old.articles.iter().chain(&new.articles).map(|article| article.number).collect();
    let article = |number| article_change(number, old.article(number), new.article(number), words);
    Ok(Changes {
        opening: passages(&opening(old), &opening(new), words),
        articles: numbers.into_iter().filter_map(article).collect(),
    })
}

/// One plain sentence in Thai and one in English about what changed, for a version whose publisher wrote none.
pub fn summary(changes: &Changes) -> (String, String) {
    let numbers: Vec<String> = changes.changed().map(|article| article.number.to_string()).collect();
    match numbers.len() {
        0 if changes.is_empty() => ("ข้อความเหมือนฉบับก่อน".to_owned(), "The text is the same as before.".to_owned()),
        0 => ("เปลี่ยนเฉพาะส่วนต้นของนโยบาย".to_owned(), "Only the opening of the policy changed.".to_owned()),
        1 => (format!("เปลี่ยนข้อ {}", numbers[0]), format!("Article {} changed.", numbers[0])),
        all if all == changes.articles.len() => ("เปลี่ยนทุกข้อ".to_owned(), "Every article changed.".to_owned()),
        _ => (format!("เปลี่ยนข้อ {}", numbers.join(", ")), format!("Articles {} changed.", numbers.join(", "))),
    }
}

/// The same for a version that has nothing to be compared with.
pub fn first_summary() -> (String, String) {
    ("เผยแพร่ข้อความทั้งฉบับ".to_owned(), "The whole text is published.".to_owned())
}

/// A sentence with the item it stands in.
type Sentence = (Option<char>, String);

fn opening(text: &Text) -> Vec<Sentence> {
    let paragraphs = std::iter::once(&text.title).chain(&text.preamble);
    paragraphs.flat_map(|paragraph| sentences(paragraph)).map(|sentence| (None, sentence)).collect()
}

fn article_sentences(article: &Article) -> Vec<Sentence> {
    let mut all = vec![(None, article.title.clone())];
    for block in &article.blocks {
        match block {
            Block::Paragraph(text) => all.extend(sentences(text).into_iter().map(|sentence| (None, sentence))),
            Block::Item { letter, title, paragraphs } => {
                all.extend(Some((Some(*letter), title.clone())).filter(|_| !title.is_empty()));
                let inner = paragraphs.iter().flat_map(|text| sentences(text));
                all.extend(inner.map(|sentence| (Some(*letter), sentence)));
            }
        }
    }
    all
}

/// The sentences of a paragraph, which put together with single spaces are the paragraph. English ends a sentence with a
/// full stop; Thai only leaves a space, and leaves one also between the words of a list, so short phrases stay together.
fn sentences(paragraph: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for phrase in paragraph.split(' ') {
        let latin = phrase.is_ascii();
        match all.last_mut() {
            Some(last) if !ends(last, latin) || phrase.chars().count() < SHORTEST_SENTENCE && !latin => {
                last.push(' ');
                last.push_str(phrase);
            }
            _ => all.push(phrase.to_owned()),
        }
    }
    all
}

fn ends(sentence: &str, latin_follows: bool) -> bool {
    let thai = sentence.chars().next_back().is_some_and(|c| !c.is_ascii());
    if thai {
        !latin_follows && sentence.chars().count() >= SHORTEST_SENTENCE
    } else {
        sentence.ends_with(['.', '?', '!', ':'])
    }
}

fn article_change(
    number: u8,
    old: Option<&Article>,
    new: Option<&Article>,
    words: &dyn Words,
) -> Option<ArticleChange> {
    let title = new.or(old)?.title.clone();
    let sentences = |article: Option<&Article>| article.map(article_sentences).unwrap_or_default();
    let passages = passages(&sentences(old), &sentences(new), words);
    let state = match (old, new) {
        (None, _) => ArticleState::Added,
        (_, None) => ArticleState::Removed,
        // A paragraph parted or an item lettered anew leaves every sentence the same.
        _ if old == new => ArticleState::Unchanged,
        _ => ArticleState::Changed,
    };
    Some(ArticleChange { number, title, state, passages })
}

fn is_same(passages: &[Passage]) -> bool {
    passages.iter().all(|passage| matches!(passage.kind, PassageKind::Same(_)))
}

/// Compares sentences by their words alone: where an item is put in, the letters of those behind it move.
fn passages(old: &[Sentence], new: &[Sentence], words: &dyn Words) -> Vec<Passage> {
    let texts = |sentences: &[Sentence]| -> Vec<String> { sentences.iter().map(|(_, text)| text.clone()).collect() };
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &texts(old), &texts(new)) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            out.extend(new.iter().map(|(item, text)| Passage { item: *item, kind: PassageKind::Same(text.clone()) }));
        } else {
            replaced(old, new, words, &mut out);
        }
    }
    out
}

/// Pairs what was replaced: sentences that are alike are one sentence changed, the others are removed and added.
fn replaced(old: &[Sentence], new: &[Sentence], words: &dyn Words, out: &mut Vec<Passage>) {
    // Finding words is the costly part: once a sentence.
    let split: Vec<Vec<&str>> = new.iter().map(|(_, text)| words.split(text)).collect();
    let mut next = 0;
    for (item, text) in old {
        let old_words = words.split(text);
        let pair = (next..new.len()).find_map(|at| {
            let pieces = pieces(&old_words, &split[at]);
            is_alike(&pieces, text, &new[at].1).then_some((at, pieces))
        });
        let Some((at, pieces)) = pair else {
            out.push(Passage { item: *item, kind: PassageKind::Removed(text.clone()) });
            continue;
        };
        out.extend(new[next..at].iter().map(added));
        out.push(Passage { item: new[at].0, kind: PassageKind::Changed(pieces) });
        next = at + 1;
    }
    out.extend(new[next..].iter().map(added));
}

fn added((item, text): &Sentence) -> Passage {
    Passage { item: *item, kind: PassageKind::Added(text.clone()) }
}

fn is_alike(pieces: &[Piece], old: &str, new: &str) -> bool {
    let shared: usize =
        pieces.iter().map(|piece| if let Piece::Same(text) = piece { text.chars().count() } else { 0 }).sum();
    shared * 100 >= ALIKE * old.chars().count().max(new.chars().count())
}

fn pieces(old: &[&str], new: &[&str]) -> Vec<Piece> {
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (gone, come) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if matches!(op, DiffOp::Equal { .. }) {
            out.push(Piece::Same(come));
        } else {
            out.extend(Some(Piece::Removed(gone)).filter(|_| !op.old_range().is_empty()));
            out.extend(Some(Piece::Added(come)).filter(|_| !op.new_range().is_empty()));
        }
    }
    out
}

#[cfg(test)]
mod tests;
