//! The record of processing (PDPA s.39): what the catalogue says, a line for each field and purpose. Nothing is said here
//! that the catalogue does not say: it never becomes a second list.

use crate::catalogue::{Basis, Field, Group, Need, PurposeId, RecipientId};
use crate::language::{Bilingual, Language};

/// What is done with one field for one purpose.
#[derive(Debug, Clone, Copy)]
pub struct Processing {
    /// The purpose.
    pub purpose: PurposeId,
    /// The group of the field.
    pub group: Group,
    /// The field.
    pub field: &'static Field,
}

/// What a line says, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// What it is used for.
    Purpose,
    /// The kind of data.
    Group,
    /// The field.
    Field,
    /// Where it comes from, and whether it must be given.
    Source,
    /// The legal ground.
    Basis,
    /// Who receives it.
    Recipients,
    /// How long it is kept.
    Retention,
    /// How it is protected where it is stored.
    Protection,
}

/// Every line, purpose by purpose, in the catalogue's order.
pub fn record() -> impl Iterator<Item = Processing> {
    PurposeId::ALL.into_iter().flat_map(|purpose| {
        let of_it = move |field: &&'static Field| field.purposes.contains(&purpose);
        Group::ALL.into_iter().flat_map(move |group| {
            group.fields().iter().filter(of_it).map(move |field| Processing { purpose, group, field })
        })
    })
}

impl Column {
    /// All columns.
    pub const ALL: [Self; 8] = [
        Self::Purpose,
        Self::Group,
        Self::Field,
        Self::Source,
        Self::Basis,
        Self::Recipients,
        Self::Retention,
        Self::Protection,
    ];

    /// The name in files for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Group => "category",
            Self::Field => "field",
            Self::Source => "source",
            Self::Basis => "basis",
            Self::Recipients => "recipients",
            Self::Retention => "retention",
            Self::Protection => "protection",
        }
    }

    /// The column in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Purpose => Bilingual::new("วัตถุประสงค์", "Purpose"),
            Self::Group => Bilingual::new("ประเภทข้อมูล", "Category"),
            Self::Field => Bilingual::new("ช่องข้อมูล", "Field"),
            Self::Source => Bilingual::new("ที่มา", "Source"),
            Self::Basis => Bilingual::new("ฐานทางกฎหมาย", "Legal ground"),
            Self::Recipients => Bilingual::new("ผู้รับข้อมูล", "Recipients"),
            Self::Retention => Bilingual::new("ระยะเวลาเก็บ", "Kept for"),
            Self::Protection => Bilingual::new("การป้องกัน", "Protection"),
        }
    }
}

impl Processing {
    /// What the line says in `column`; of several recipients or grounds, one after the other.
    pub fn cell(&self, column: Column, language: Language) -> String {
        let joined = |all: Vec<&'static str>| all.join("; ");
        match column {
            Column::Purpose => self.purpose.name().text(language).to_owned(),
            Column::Group => self.group.label().text(language).to_owned(),
            Column::Field => self.field.name.text(language).to_owned(),
            Column::Source => source(self.field.need).text(language).to_owned(),
            Column::Basis => joined(self.field.basis.iter().map(|it: &Basis| it.label().text(language)).collect()),
            Column::Recipients if self.field.recipients.is_empty() => NOBODY.text(language).to_owned(),
            Column::Recipients => {
                joined(self.field.recipients.iter().map(|it: &RecipientId| it.name().text(language)).collect())
            }
            Column::Retention => self.field.retention.text(language).to_owned(),
            Column::Protection => (if self.field.sealed { SEALED } else { LIMITED }).text(language).to_owned(),
        }
    }
}

const NOBODY: Bilingual = Bilingual::new("ไม่มี", "Nobody");
const SEALED: Bilingual = Bilingual::new(
    "เข้ารหัสด้วยกุญแจของเจ้าของข้อมูลแต่ละราย และจำกัดผู้เข้าถึง",
    "Encrypted under a key of each person's own; access is limited",
);
const LIMITED: Bilingual = Bilingual::new("จำกัดผู้เข้าถึง และบันทึกการเข้าถึง", "Access is limited and recorded");

const fn source(need: Need) -> Bilingual {
    match need {
        Need::Required { .. } => Bilingual::new("เจ้าของข้อมูลให้ (จำเป็น)", "Given by the person (required)"),
        Need::Optional { .. } => Bilingual::new("เจ้าของข้อมูลให้ (เลือกได้)", "Given by the person (optional)"),
        Need::Recorded => Bilingual::new("เจ้าหน้าที่หรือระบบบันทึก", "Recorded by an officer or the system"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::fields;

    #[test]
    fn every_use_of_the_catalogue_is_one_line() {
        let lines: Vec<_> = record().collect();
        assert_eq!(lines.len(), fields().map(|field| field.purposes.len()).sum::<usize>());
        for field in fields() {
            for purpose in field.purposes {
                let is = |line: &&Processing| line.field.id == field.id && line.purpose == *purpose;
                assert_eq!(lines.iter().filter(is).count(), 1, "{} {purpose:?}", field.id);
            }
        }
    }

    #[test]
    fn every_line_says_everything_in_both_languages() {
        for line in record() {
            for column in Column::ALL {
                assert!(Language::ALL.into_iter().all(|language| !line.cell(column, language).is_empty()));
            }
        }
    }
}
