//! What a file can be instead of a policy text. Each is one line for the operator, naming the line or article.

use thiserror::Error;

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
    /// A control character, or one that turns the direction of writing.
    #[error("line {line}: a control character; is this a text file?")]
    ControlCharacter {
        /// The line, from 1.
        line: u32,
    },
    /// A line longer than any paragraph.
    #[error("line {line}: longer than any paragraph; is this a text file?")]
    LongLine {
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
    /// The first article stands where the heading of the whole text should.
    #[error("line {line}: the text has no heading before its first article")]
    NoHeading {
        /// The line, from 1.
        line: u32,
    },
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
