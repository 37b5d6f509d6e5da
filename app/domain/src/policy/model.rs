//! The structure of a policy text: nine articles, each of paragraphs and lettered items.

use crate::{Digest, Language};

/// A policy text in one language, as structure. [`Text::canonical`] is the form that is stored and hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The language it is written in.
    pub language: Language,
    /// The heading of the whole text.
    pub title: String,
    /// What stands between the heading and the first article; may be empty.
    pub preamble: Vec<String>,
    /// The articles, in order, numbered from 1 without a gap.
    pub articles: Vec<Article>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number, from 1.
    pub number: u8,
    /// Its heading, without the number.
    pub title: String,
    /// Its content, in order.
    pub blocks: Vec<Block>,
}

/// A piece of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph that belongs to no item.
    Paragraph(String),
    /// A lettered item.
    Item {
        /// The letter between the brackets: `ก`, `ข` … or `a`, `b` ….
        letter: char,
        /// The item's own heading; empty where the item begins with its text.
        title: String,
        /// Its paragraphs.
        paragraphs: Vec<String>,
    },
}

impl Article {
    /// The fragment identifier of the article on a page: `article-7`.
    pub fn anchor(&self) -> String {
        format!("article-{}", self.number)
    }
}

impl Text {
    /// The article of this number.
    pub fn article(&self, number: u8) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }

    /// The SHA-256 of the canonical text in UTF-8.
    pub fn digest(&self) -> Digest {
        Digest::of(self.canonical().as_bytes())
    }
}
