//! Districts, subdistricts and postal codes of Thailand, from the official list in `data/areas.tsv`.
//!
//! For the server alone: the list must never get into what the browser loads. Provinces are those of
//! [`domain::fields::Province`]; nothing here says their names or codes again.
#![warn(missing_docs)]

mod area;
mod search;

pub use area::{District, Subdistrict};

use domain::fields::Province;
use search::Index;
use std::sync::{LazyLock, OnceLock};

/// All areas, parsed once for the whole process.
pub struct Places {
    districts: Vec<District>,
    subdistricts: Vec<Subdistrict>,
    /// Postal code and place in `subdistricts`, sorted.
    postal_codes: Vec<(&'static str, usize)>,
    index: OnceLock<Index>,
}

static AREAS: &str = include_str!("../data/areas.tsv");
static PLACES: LazyLock<Places> = LazyLock::new(|| Places::parse(AREAS));

impl Places {
    /// The list. The first call parses it.
    pub fn get() -> &'static Self {
        &PLACES
    }

    /// All provinces, in the order of their codes.
    pub fn provinces(&self) -> impl Iterator<Item = Province> + use<> {
        Province::all()
    }

    /// The province of this official code of two digits.
    pub fn province(&self, code: u8) -> Option<Province> {
        Province::all().find(|province| province.code() == code)
    }

    /// The district of this official code of four digits.
    pub fn district(&self, code: u16) -> Option<&District> {
        self.districts.binary_search_by_key(&code, District::code).ok().map(|place| &self.districts[place])
    }

    /// The subdistrict of this official code of six digits. Codes of abolished areas are not known.
    pub fn subdistrict(&self, code: u32) -> Option<&Subdistrict> {
        self.subdistricts.binary_search_by_key(&code, Subdistrict::code).ok().map(|place| &self.subdistricts[place])
    }

    /// The subdistricts of which at least a part has this postal code, in the order of their codes. Empty where there
    /// are none, and for what is no postal code.
    pub fn at_postal_code(&self, postal_code: &str) -> Vec<&Subdistrict> {
        let from = self.postal_codes.partition_point(|(code, _)| *code < postal_code);
        self.postal_codes[from..]
            .iter()
            .take_while(|(code, _)| *code == postal_code)
            .map(|(_, place)| &self.subdistricts[*place])
            .collect()
    }

    /// The districts of a province, in the order of their codes.
    pub fn districts_of(&self, province: Province) -> &[District] {
        range(&self.districts, |district| district.province().code(), province.code())
    }

    /// The subdistricts of a district, in the order of their codes.
    pub fn subdistricts_of(&self, district: &District) -> &[Subdistrict] {
        range(&self.subdistricts, |subdistrict| subdistrict.district().code(), district.code())
    }

    /// The subdistricts that fit what somebody types, best first, at most [`Self::FOUND_AT_MOST`]. Each word has to be in
    /// the Thai or English name of the subdistrict, its district or its province, or begin one of its postal codes.
    /// Spaces, hyphens, the case of Latin letters and a word such as ตำบล or อ. before a name do not count. A name said in
    /// full comes first.
    pub fn search(&self, text: &str) -> Vec<&Subdistrict> {
        let index = self.index.get_or_init(|| Index::new(&self.subdistricts));
        index.search(text, Self::FOUND_AT_MOST).into_iter().map(|place| &self.subdistricts[place]).collect()
    }

    /// So many subdistricts are found by one search.
    pub const FOUND_AT_MOST: usize = 30;

    /// A line that is no area is passed over; the tests know that there is none.
    fn parse(text: &'static str) -> Self {
        let (mut districts, mut subdistricts) = (Vec::with_capacity(930), Vec::with_capacity(7500));
        let provinces: Vec<Province> = Province::all().collect();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(district) = District::parse(line, &provinces) {
                districts.push(district);
            } else if let Some(subdistrict) = districts.last().and_then(|district| Subdistrict::parse(line, *district))
            {
                subdistricts.push(subdistrict);
            }
        }
        let mut postal_codes: Vec<_> = subdistricts
            .iter()
            .enumerate()
            .flat_map(|(place, subdistrict)| subdistrict.postal_codes().map(move |code| (code, place)))
            .collect();
        postal_codes.sort_unstable();
        Self { districts, subdistricts, postal_codes, index: OnceLock::new() }
    }
}

/// The stretch of a sorted list that belongs to `owner`.
fn range<T, K: Ord + Copy>(areas: &[T], owner_of: impl Fn(&T) -> K, owner: K) -> &[T] {
    let from = areas.partition_point(|area| owner_of(area) < owner);
    let upto = areas.partition_point(|area| owner_of(area) <= owner);
    &areas[from..upto]
}

#[cfg(test)]
mod tests;
