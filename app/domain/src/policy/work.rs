//! A version of the policy while it is written (article 1): parts in both languages side by side, a second officer who
//! reads it, and a day from which it applies. Nothing here changes what was published.

use super::{Block, ChangeClass, ParseError, Text};
use crate::date::Day;
use crate::language::{Bilingual, Explain, Language};
use std::collections::BTreeSet;
use thiserror::Error;

/// Articles of the practice.
pub const ARTICLES: usize = 9;
/// The most characters of a heading.
const HEADING: usize = 160;
/// The most bytes of a part.
const BODY: usize = 256 * 1024;

/// One part in one language: the opening, whose heading is the title, or an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Its heading, without a number.
    pub heading: String,
    /// Its text: paragraphs with an empty line between them; items begin with a line `(a) Heading`.
    pub body: String,
}

/// A version as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The day from which it is to apply.
    pub effective: Option<Day>,
    /// What kind of change it is.
    pub class: Option<ChangeClass>,
    /// Opening and articles in Thai, then in English: each [`ARTICLES`] + 1 parts.
    pub parts: [Vec<Part>; 2],
}

/// What happened to a version that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkStep {
    /// It was begun.
    Begun,
    /// Something was written.
    Edited,
    /// It was given to a second officer.
    Submitted,
    /// The second officer gave it back.
    Returned,
    /// The second officer approved it.
    Approved,
    /// It was published.
    Published,
    /// It was dropped.
    Dropped,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkState {
    /// It is written.
    Writing,
    /// A second officer reads it.
    Reading,
    /// It may be published.
    Approved,
    /// It was published.
    Published,
    /// It was dropped.
    Dropped,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WorkRefusal {
    /// It may not follow.
    #[error("this step may not follow now")]
    NotNow,
    /// Whoever wrote any of it does not approve it.
    #[error("whoever wrote any of it does not decide about it")]
    OwnDraft,
    /// Something is missing.
    #[error("something is missing")]
    Incomplete,
}

/// What is missing before a second officer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// No day.
    Day,
    /// A day that has passed.
    Past,
    /// No kind of change.
    Class,
    /// The part of this place has no heading or no text in the language.
    Part(usize, Language),
    /// The text of this language cannot be read.
    Unreadable(Language, ParseError),
    /// Nothing differs from the version in force.
    Same,
}

impl WorkState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Writing, Self::Reading, Self::Approved, Self::Published, Self::Dropped];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Reading => "reading",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The state in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Writing => Bilingual::new("กำลังร่าง", "being written"),
            Self::Reading => Bilingual::new("รอเจ้าหน้าที่คนที่สองอ่าน", "with a second officer"),
            Self::Approved => Bilingual::new("ผ่านแล้ว เผยแพร่ได้", "approved; it may be published"),
            Self::Published => Bilingual::new("เผยแพร่แล้ว", "published"),
            Self::Dropped => Bilingual::new("ยกเลิกแล้ว", "dropped"),
        }
    }

    /// Whether `step` may follow; `author` says that whoever takes it wrote some of it.
    pub fn may(self, step: WorkStep, author: bool) -> Result<(), WorkRefusal> {
        let fits = match step {
            WorkStep::Begun => false,
            // Whatever is written after it was read is to be read again.
            WorkStep::Edited | WorkStep::Dropped => self.is_open(),
            WorkStep::Submitted => self == Self::Writing,
            WorkStep::Returned | WorkStep::Approved if self == Self::Reading && author => {
                return Err(WorkRefusal::OwnDraft);
            }
            WorkStep::Returned | WorkStep::Approved => self == Self::Reading,
            WorkStep::Published => self == Self::Approved,
        };
        if fits { Ok(()) } else { Err(WorkRefusal::NotNow) }
    }

    /// Where it stands after a step.
    #[must_use]
    pub const fn after(self, step: WorkStep) -> Self {
        match step {
            WorkStep::Begun | WorkStep::Edited | WorkStep::Returned => Self::Writing,
            WorkStep::Submitted => Self::Reading,
            WorkStep::Approved => Self::Approved,
            WorkStep::Published => Self::Published,
            WorkStep::Dropped => Self::Dropped,
        }
    }

    /// Whether anything may still be written.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Writing | Self::Reading | Self::Approved)
    }
}

impl WorkStep {
    /// All steps.
    pub const ALL: [Self; 7] =
        [Self::Begun, Self::Edited, Self::Submitted, Self::Returned, Self::Approved, Self::Published, Self::Dropped];

    /// The word in storage and forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Edited => "edited",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }

    /// The step of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// What has happened, in words.
    pub const fn done(self) -> Bilingual {
        match self {
            Self::Begun => Bilingual::new("เริ่มร่าง", "Begun"),
            Self::Edited => Bilingual::new("แก้ร่าง", "Written to"),
            Self::Submitted => Bilingual::new("ส่งให้เจ้าหน้าที่คนที่สองอ่าน", "Given to a second officer"),
            Self::Returned => Bilingual::new("ส่งกลับให้แก้", "Given back"),
            Self::Approved => Bilingual::new("เจ้าหน้าที่คนที่สองเห็นชอบ", "Approved by a second officer"),
            Self::Published => Bilingual::new("เผยแพร่", "Published"),
            Self::Dropped => Bilingual::new("ยกเลิกร่าง", "Dropped"),
        }
    }

    /// What it does, in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Submitted => Bilingual::new("ส่งให้เจ้าหน้าที่คนที่สองอ่าน", "Give it to a second officer"),
            Self::Returned => Bilingual::new("ส่งกลับให้แก้", "Give it back"),
            Self::Approved => Bilingual::new("เห็นชอบ", "Approve it"),
            Self::Published => Bilingual::new("เผยแพร่ แก้ไขภายหลังไม่ได้", "Publish it; it never changes after that"),
            Self::Dropped => Bilingual::new("ยกเลิกร่างนี้", "Drop it"),
            other => other.done(),
        }
    }
}

const fn at(language: Language) -> usize {
    match language {
        Language::Th => 0,
        Language::En => 1,
    }
}

impl Default for Work {
    fn default() -> Self {
        let parts = || vec![Part::default(); ARTICLES + 1];
        Self { effective: None, class: None, parts: [parts(), parts()] }
    }
}

impl Work {
    /// Takes over a text: what was written in its language is replaced.
    pub fn take(&mut self, text: &Text) {
        let opening = Part { heading: text.title.clone(), body: text.preamble.join("\n\n") };
        let articles = text.articles.iter().map(|article| {
            let lines = article.blocks.iter().flat_map(|block| match block {
                Block::Paragraph(text) => vec![text.clone()],
                Block::Item { letter, title, paragraphs } => {
                    let head = format!("({letter}) {title}").trim_end().to_owned();
                    std::iter::once(head).chain(paragraphs.iter().cloned()).collect()
                }
            });
            Part { heading: article.title.clone(), body: lines.collect::<Vec<_>>().join("\n\n") }
        });
        let mut parts: Vec<_> = std::iter::once(opening).chain(articles).collect();
        parts.resize(ARTICLES + 1, Part::default());
        self.parts[at(text.language)] = parts;
    }

    /// The part of this place in the language: 0 is the opening, the others are articles by number.
    pub fn part(&self, place: usize, language: Language) -> Option<&Part> {
        self.parts[at(language)].get(place)
    }

    /// Writes a part. [`None`] where there is no such place, or it is too long.
    pub fn write(&mut self, place: usize, language: Language, part: Part) -> Option<()> {
        let fits = part.heading.chars().count() <= HEADING && part.body.len() <= BODY;
        *self.parts[at(language)].get_mut(place).filter(|_| fits)? = part;
        Some(())
    }

    /// The whole text in the language, as one who writes a file would.
    pub fn source(&self, language: Language) -> String {
        let word = match language {
            Language::Th => "ข้อ",
            Language::En => "Article",
        };
        let mut lines = Vec::new();
        for (place, part) in self.parts[at(language)].iter().enumerate() {
            let heading = part.heading.trim();
            lines.push(if place == 0 { heading.to_owned() } else { format!("{word} {place} {heading}") });
            lines.push(part.body.replace("\r\n", "\n").trim().to_owned());
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n\n")
    }

    /// The text in the language, read as every published text is.
    pub fn text(&self, language: Language) -> Result<Text, ParseError> {
        Text::parse(language, &self.source(language)).map(|parsed| parsed.text)
    }

    /// What is missing on `today`, beside the texts that are in force.
    pub fn gaps(&self, today: Day, in_force: &[&Text]) -> Vec<Gap> {
        let mut gaps = Vec::new();
        match self.effective {
            None => gaps.push(Gap::Day),
            Some(day) if day < today => gaps.push(Gap::Past),
            Some(_) => {}
        }
        gaps.extend(self.class.is_none().then_some(Gap::Class));
        let mut texts = Vec::new();
        for language in Language::ALL {
            let empty = |part: &Part| part.heading.trim().is_empty() || part.body.trim().is_empty();
            let places = self.parts[at(language)].iter().enumerate().filter(|(_, part)| empty(part));
            let places: Vec<_> = places.map(|(place, _)| Gap::Part(place, language)).collect();
            if places.is_empty() {
                match self.text(language) {
                    Ok(text) => texts.push(text),
                    Err(error) => gaps.push(Gap::Unreadable(language, error)),
                }
            }
            gaps.extend(places);
        }
        let same = |text: &Text| in_force.iter().any(|old| old.digest() == text.digest());
        if texts.len() == 2 && texts.iter().all(same) {
            gaps.push(Gap::Same);
        }
        gaps
    }
}

/// Who wrote any of it, by the steps and who took them.
pub fn authors<'a>(steps: impl IntoIterator<Item = (WorkStep, &'a str)>) -> BTreeSet<&'a str> {
    let wrote = |(step, who)| matches!(step, WorkStep::Begun | WorkStep::Edited).then_some(who);
    steps.into_iter().filter_map(wrote).collect()
}

impl WorkRefusal {
    /// The reason code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNow => "not-now",
            Self::OwnDraft => "own-draft",
            Self::Incomplete => "incomplete",
        }
    }
}

impl Explain for WorkRefusal {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NotNow => Bilingual::new("ทำขั้นนี้ไม่ได้ในตอนนี้", "This step cannot be taken now."),
            Self::OwnDraft => Bilingual::new(
                "ผู้ร่างส่วนใดส่วนหนึ่งเห็นชอบเองไม่ได้ ต้องเป็นเจ้าหน้าที่อีกคน",
                "Whoever wrote any of it does not approve it: another officer does.",
            ),
            Self::Incomplete => Bilingual::new("ยังขาดบางส่วน ดูรายการด้านบน", "Something is missing; see the list."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn whole() -> Work {
        let mut work =
            Work { effective: Some(day("2026-12-01")), class: Some(ChangeClass::Editorial), ..Work::default() };
        for place in 0..=ARTICLES {
            let thai = Part {
                heading: format!("หัวข้อ {place}"),
                body: "(ก) หนึ่ง\n\nข้อความแรก\n\n(ข) สอง\n\nข้อความที่สอง".to_owned(),
            };
            let english = Part {
                heading: format!("Heading {place}"),
                body: "(a) One\n\nThe first text.\n\n(b) Two\n\nThe second text.".to_owned(),
            };
            let plain = |part: Part| if place == 0 { Part { body: "Words.".to_owned(), ..part } } else { part };
            work.write(place, Language::Th, plain(thai)).unwrap();
            work.write(place, Language::En, plain(english)).unwrap();
        }
        work
    }

    #[test]
    fn what_is_written_is_read_as_published_texts_are() {
        let work = whole();
        assert_eq!(work.gaps(day("2026-11-24"), &[]), []);
        let text = work.text(Language::En).unwrap();
        assert_eq!((text.articles.len(), text.articles[8].items().count()), (9, 2));
        let mut again = Work { effective: work.effective, class: work.class, ..Work::default() };
        for language in Language::ALL {
            again.take(&work.text(language).unwrap());
        }
        assert_eq!(again.source(Language::Th), work.source(Language::Th));
        let texts = Language::ALL.map(|language| work.text(language).unwrap());
        assert_eq!(work.gaps(day("2026-11-24"), &[&texts[0], &texts[1]]), [Gap::Same]);
        assert_eq!(work.gaps(day("2026-11-24"), &[&texts[0]]), []);
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut work = whole();
        work.effective = Some(day("2026-11-23"));
        work.class = None;
        work.write(3, Language::En, Part::default()).unwrap();
        assert_eq!(work.gaps(day("2026-11-24"), &[]), [Gap::Past, Gap::Class, Gap::Part(3, Language::En)]);
        assert_eq!(Work::default().gaps(day("2026-11-24"), &[]).len(), 2 + 2 * 10);
        let mut odd = whole();
        odd.write(2, Language::En, Part { heading: "Two".to_owned(), body: "Article 7 Seven".to_owned() }).unwrap();
        assert!(
            matches!(odd.gaps(day("2026-11-24"), &[])[..], [Gap::Unreadable(Language::En, _)]),
            "articles have an order"
        );
        assert!(work.write(10, Language::Th, Part::default()).is_none());
        let long = Part { heading: "x".repeat(161), body: String::new() };
        assert!(work.write(1, Language::Th, long).is_none());
    }

    #[test]
    fn whoever_wrote_any_of_it_does_not_approve_it() {
        use WorkStep::{Approved, Begun, Edited, Published, Submitted};
        let steps = [(Begun, "a"), (Edited, "b"), (Submitted, "c")];
        assert_eq!(authors(steps).into_iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(WorkState::Reading.may(Approved, true), Err(WorkRefusal::OwnDraft));
        assert_eq!(WorkState::Reading.may(Approved, false), Ok(()));
        assert_eq!(WorkState::Writing.may(Published, false), Err(WorkRefusal::NotNow));
        assert_eq!(
            WorkState::Approved.after(Edited).may(Published, true),
            Err(WorkRefusal::NotNow),
            "it is read again"
        );
    }

    proptest! {
        /// However steps follow, nothing is published that was written to since somebody else approved it.
        #[test]
        fn nothing_is_published_unread(steps in proptest::collection::vec((0..WorkStep::ALL.len(), 0..3_u8), 0..20)) {
            let (mut state, mut taken) = (WorkState::Writing, vec![(WorkStep::Begun, 0_u8)]);
            for (step, who) in steps {
                let step = WorkStep::ALL[step];
                let author = taken.iter().any(|(step, by)| matches!(step, WorkStep::Begun | WorkStep::Edited) && *by == who);
                if state.may(step, author).is_err() {
                    continue;
                }
                if step == WorkStep::Published {
                    let last = taken.iter().rposition(|(step, _)| *step == WorkStep::Edited).unwrap_or(0);
                    let approved = taken.iter().rposition(|(step, _)| *step == WorkStep::Approved).unwrap();
                    prop_assert!(approved > last);
                    let by = taken[approved].1;
                    prop_assert!(!taken[..approved].iter().any(|(step, who)| matches!(step, WorkStep::Begun | WorkStep::Edited) && *who == by));
                }
                taken.push((step, who));
                state = state.after(step);
            }
        }
    }
}
