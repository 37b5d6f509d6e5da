//! Records whose person an officer must recognise: the queue, and one with what was given beside what is known.

mod list;
mod one;

pub use list::{ReviewsPage, list};
pub use one::{ReviewPage, one};

use crate::i18n::moment::filled;
use crate::i18n::reviews as words;
use domain::matching::Reason;
use domain::{Id, Instant, Language};

/// A review in the queue.
#[derive(Debug, Clone)]
pub struct ReviewLine {
    /// Its id.
    pub id: Id,
    /// When it came.
    pub at: Instant,
    /// Who sent it, in words.
    pub sender: String,
    /// How alike the names are, 0 to 100.
    pub score: u8,
    /// What speaks against it.
    pub reasons: Vec<Reason>,
    /// The state's word in storage.
    pub state: &'static str,
}

fn score(score: u8, language: Language) -> String {
    filled(words::OF_A_HUNDRED, &score.to_string(), language)
}
