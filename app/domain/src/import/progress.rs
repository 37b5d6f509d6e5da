//! How far a file was taken, and from where it goes on after it was cut off.

use crate::language::Language;

/// How far a file was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Lines that were read; the header is none.
    pub lines: u64,
    /// Of these: records that were taken.
    pub taken: u64,
    /// Records that were known already.
    pub known: u64,
    /// Records whose person an officer must recognise.
    pub waiting: u64,
    /// Lines in quarantine.
    pub quarantined: u64,
    /// Bytes that were read, the header with them.
    pub bytes: u64,
    /// Bytes of the file.
    pub of_bytes: u64,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was taken.
    Taken,
    /// It says what was known.
    Known,
    /// It waits for an officer.
    Waiting,
    /// It is in quarantine.
    Quarantined,
}

/// The place up to which a file was taken: what stands before it is not read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// Lines before it, the header with them.
    pub line: u64,
    /// Bytes before it.
    pub byte: u64,
}

impl Progress {
    /// After one more line, which ends at the byte `bytes` of the file.
    #[must_use]
    pub const fn with(self, outcome: Outcome, bytes: u64) -> Self {
        let mut next = Self { lines: self.lines + 1, bytes, ..self };
        match outcome {
            Outcome::Taken => next.taken += 1,
            Outcome::Known => next.known += 1,
            Outcome::Waiting => next.waiting += 1,
            Outcome::Quarantined => next.quarantined += 1,
        }
        next
    }

    /// How much of the file was read, 0 to 100, rounded down: 100 is all of it. An empty file is read.
    pub fn percent(&self) -> u8 {
        let share = u128::from(self.bytes) * 100;
        let percent = share.checked_div(u128::from(self.of_bytes)).unwrap_or(100);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }

    /// In words, for a page and for who hears it read: how much was read, and what became of it.
    pub fn words(&self, language: Language) -> String {
        let Self { lines, taken, known, waiting, quarantined, .. } = self;
        let percent = self.percent();
        match language {
            Language::Th => format!(
                "อ่านแล้วร้อยละ {percent} รวม {lines} บรรทัด รับไว้ {taken} มีอยู่แล้ว {known} รอเจ้าหน้าที่ {waiting} กักไว้ {quarantined}"
            ),
            Language::En => format!(
                "{percent} % read. Lines: {lines}. Taken: {taken}. Known already: {known}. Waiting for an officer: {waiting}. \
                 In quarantine: {quarantined}."
            ),
        }
    }
}

impl Position {
    /// As kept: `line:byte`.
    pub fn to_text(self) -> String {
        format!("{}:{}", self.line, self.byte)
    }

    /// What [`Position::to_text`] wrote; `None` for any other text.
    pub fn from_text(text: &str) -> Option<Self> {
        let (line, byte) = text.split_once(':')?;
        let position = Self { line: line.parse().ok()?, byte: byte.parse().ok()? };
        (position.to_text() == text).then_some(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OUTCOMES: [Outcome; 4] = [Outcome::Taken, Outcome::Known, Outcome::Waiting, Outcome::Quarantined];

    #[test]
    fn how_much_was_read() {
        let of = |bytes, of_bytes| Progress { bytes, of_bytes, ..Progress::default() }.percent();
        assert_eq!((of(0, 0), of(0, 10), of(1, 3), of(999, 1000), of(1000, 1000)), (100, 0, 33, 99, 100));
        assert_eq!((of(u64::MAX, u64::MAX), of(u64::MAX - 1, u64::MAX), of(9, 1)), (100, 99, 100));
    }

    #[test]
    fn in_words() {
        let it = Progress { bytes: 50, of_bytes: 100, ..Progress::default() }.with(Outcome::Waiting, 60);
        assert_eq!(
            it.words(Language::En),
            "60 % read. Lines: 1. Taken: 0. Known already: 0. Waiting for an officer: 1. In quarantine: 0."
        );
        assert!(it.words(Language::Th).contains("ร้อยละ 60"));
    }

    #[test]
    fn positions_are_kept_as_text() {
        assert_eq!(Position { line: 10_000_001, byte: 0 }.to_text(), "10000001:0");
        for text in ["", ":", "1", "1:", ":1", "+1:2", "01:2", "1:2:3", "1:-2", "1 :2", "๑:2"] {
            assert_eq!(Position::from_text(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(line: u64, byte: u64, text: String) {
            let position = Position { line, byte };
            prop_assert_eq!(Position::from_text(&position.to_text()), Some(position));
            let _ = Position::from_text(&text);
        }

        #[test]
        fn every_line_is_counted_once_and_the_share_only_grows(
            lines in prop::collection::vec((0..4_usize, 1..1000_u64), 0..60)
        ) {
            let of_bytes = lines.iter().map(|(_, bytes)| bytes).sum();
            let mut now = Progress { of_bytes, ..Progress::default() };
            for (outcome, bytes) in lines {
                let next = now.with(OUTCOMES[outcome], now.bytes + bytes);
                prop_assert!(next.percent() >= now.percent() && next.lines == now.lines + 1);
                prop_assert_eq!(next.taken + next.known + next.waiting + next.quarantined, next.lines);
                prop_assert_eq!(next.percent() == 100, next.bytes == of_bytes);
                now = next;
            }
            prop_assert_eq!(now.percent(), 100);
        }
    }
}
