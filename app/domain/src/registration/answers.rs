//! What was typed so far, untouched, by the name of the input. Its `Debug` shows nothing.

use std::collections::BTreeMap;
use std::fmt;

/// The longest answer kept, in bytes: more than any rule allows (ten thousand characters of a case), so that one that is
/// cut is refused all the same.
const LONGEST: usize = 64 * 1024;

/// Answers by the name of their input. A missing answer reads as empty.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// The answer typed into `input`; empty where there is none.
    pub fn get(&self, input: &str) -> &str {
        self.0.get(input).map_or("", String::as_str)
    }

    /// Keeps an answer in place of an earlier one. One that is longer than any rule allows is kept short enough to show
    /// again.
    pub fn set(&mut self, input: &str, answer: &str) {
        let end = (0..=answer.len().min(LONGEST)).rev().find(|at| answer.is_char_boundary(*at)).unwrap_or_default();
        self.0.insert(input.to_owned(), answer[..end].to_owned());
    }

    /// Forgets an answer.
    pub fn remove(&mut self, input: &str) {
        self.0.remove(input);
    }

    /// Input and answer, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(input, answer)| (input.as_str(), answer.as_str()))
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<I: AsRef<str>, A: AsRef<str>> FromIterator<(I, A)> for Answers {
    fn from_iter<T: IntoIterator<Item = (I, A)>>(answers: T) -> Self {
        let mut all = Self::default();
        for (input, answer) in answers {
            all.set(input.as_ref(), answer.as_ref());
        }
        all
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers(…)")
    }
}
