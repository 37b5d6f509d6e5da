//! What the civil register answered about a person, as it is kept: a word, and nothing else of the answer (article 3). It
//! never says what the register knows, only whether what the person says is so.

use crate::language::Bilingual;

/// An answer of the civil register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CivilOutcome {
    /// Somebody has the number, and name and birth date are theirs.
    Agrees,
    /// Somebody has it, and has another name.
    NameDiffers,
    /// Somebody has it, and was born on another day.
    BirthDiffers,
    /// Somebody has it, and neither is theirs.
    BothDiffer,
    /// Whoever has it has died.
    Deceased,
    /// Whoever had it is in this register no longer.
    Moved,
    /// Nobody has it.
    NotFound,
    /// There was no answer.
    Unavailable,
}

impl CivilOutcome {
    /// All outcomes.
    pub const ALL: [Self; 8] = [
        Self::Agrees,
        Self::NameDiffers,
        Self::BirthDiffers,
        Self::BothDiffer,
        Self::Deceased,
        Self::Moved,
        Self::NotFound,
        Self::Unavailable,
    ];

    /// The outcome for somebody who is in the register and alive, by what agrees.
    pub const fn of_found(name_agrees: bool, birth_agrees: bool) -> Self {
        match (name_agrees, birth_agrees) {
            (true, true) => Self::Agrees,
            (false, true) => Self::NameDiffers,
            (true, false) => Self::BirthDiffers,
            (false, false) => Self::BothDiffer,
        }
    }

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::NameDiffers => "name-differs",
            Self::BirthDiffers => "birth-differs",
            Self::BothDiffer => "both-differ",
            Self::Deceased => "deceased",
            Self::Moved => "moved",
            Self::NotFound => "not-found",
            Self::Unavailable => "unavailable",
        }
    }

    /// The outcome of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// The outcome in words, to the person.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Agrees => Bilingual::new(
                "พบเลขนี้ ชื่อและวันเกิดตรงกับที่ท่านให้ไว้",
                "The number was found; name and birth date agree with what you gave.",
            ),
            Self::NameDiffers => Bilingual::new(
                "พบเลขนี้ วันเกิดตรงกัน แต่ชื่อไม่ตรงกับที่ท่านให้ไว้",
                "The number was found and the birth date agrees, but the name differs from what you gave.",
            ),
            Self::BirthDiffers => Bilingual::new(
                "พบเลขนี้ ชื่อตรงกัน แต่วันเกิดไม่ตรงกับที่ท่านให้ไว้",
                "The number was found and the name agrees, but the birth date differs from what you gave.",
            ),
            Self::BothDiffer => Bilingual::new(
                "พบเลขนี้ แต่ทั้งชื่อและวันเกิดไม่ตรงกับที่ท่านให้ไว้",
                "The number was found, but neither name nor birth date agrees with what you gave.",
            ),
            Self::Deceased => Bilingual::new(
                "ทะเบียนบันทึกว่าผู้มีเลขนี้เสียชีวิตแล้ว หากไม่จริง โปรดติดต่อสำนักทะเบียนอำเภอหรือเขต",
                "The register says that whoever has this number has died. If that is wrong, please see your district registrar.",
            ),
            Self::Moved => Bilingual::new(
                "ทะเบียนบันทึกว่าผู้มีเลขนี้ย้ายออกหรือถูกจำหน่ายชื่อแล้ว",
                "The register says that whoever had this number has moved away for good, or the entry was closed.",
            ),
            Self::NotFound => {
                Bilingual::new("ไม่พบเลขนี้ในทะเบียนราษฎร", "The number was not found in the civil register.")
            }
            Self::Unavailable => {
                Bilingual::new("ติดต่อทะเบียนราษฎรไม่ได้ในขณะนั้น", "The civil register could not be reached then.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_are_unique_and_found() {
        assert!(CivilOutcome::ALL.into_iter().all(|it| CivilOutcome::from_name(it.name()) == Some(it)));
        let labels: HashSet<_> = CivilOutcome::ALL.map(CivilOutcome::label).into_iter().collect();
        assert_eq!((labels.len(), CivilOutcome::from_name("Agrees")), (CivilOutcome::ALL.len(), None));
    }

    #[test]
    fn what_does_not_agree_is_said_apart() {
        let of = |name, birth| CivilOutcome::of_found(name, birth).name();
        assert_eq!(
            [of(true, true), of(false, true), of(true, false), of(false, false)],
            ["agrees", "name-differs", "birth-differs", "both-differ"]
        );
    }
}
