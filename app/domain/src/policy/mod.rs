//! The policy text: how it is read from a published file, what a version is, and what changed between two (article 1).

mod canonical;
mod diff;
mod join;
mod layout;
mod model;
mod parse;
mod repair;
mod thai;
mod version;
mod work;

pub use diff::{
    ArticleChange, ArticleState, Changes, DifferentLanguages, Passage, PassageKind, Piece, Words, changes,
    first_summary, summary,
};
pub use model::{Article, Block, Text};
pub use parse::{MAX_BYTES, ParseError, Parsed};
pub use repair::{Repair, RepairKind};
pub use version::{ChangeClass, Edition, Version, VersionNumber};
pub use work::{ARTICLES, Gap, Part, Work, WorkRefusal, WorkState, WorkStep, authors};
