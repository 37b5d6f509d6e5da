//! One district, one subdistrict: code, names, and where they belong.
//!
//! The list is public, but which area is somebody's address is personal: `Debug` never shows it.

use domain::fields::Province;
use domain::{Bilingual, Language};
use std::fmt;

/// Bangkok's code. Its districts are khet and khwaeng, elsewhere they are amphoe and tambon.
const BANGKOK: u8 = 10;

/// A district: amphoe, in Bangkok khet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct District {
    code: u16,
    name: Bilingual,
    province: Province,
}

impl District {
    /// The official code of four digits; the first two are the province's.
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// The name, without the word for district.
    pub const fn name(&self, language: Language) -> &'static str {
        self.name.text(language)
    }

    /// The province it is in.
    pub const fn province(&self) -> Province {
        self.province
    }

    /// What it is called in an address: อำเภอ, in Bangkok เขต. In Thai it stands before the name.
    pub const fn kind(&self) -> Bilingual {
        if self.province.code() == BANGKOK {
            Bilingual::new("เขต", "District")
        } else {
            Bilingual::new("อำเภอ", "District")
        }
    }

    pub(crate) fn parse(line: &'static str, provinces: &[Province]) -> Option<Self> {
        let (code, names) = line.split_once('\t')?;
        let (th, en) = names.split_once('\t')?;
        let code: u16 = (code.len() == 4).then_some(code)?.parse().ok()?;
        let province = *provinces.iter().find(|province| u16::from(province.code()) == code / 100)?;
        Some(Self { code, name: Bilingual::new(th, en), province })
    }
}

/// A subdistrict: tambon, in Bangkok khwaeng.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Subdistrict {
    code: u32,
    name: Bilingual,
    district: District,
    postal_codes: &'static str,
}

impl Subdistrict {
    /// The official code of six digits; the first four are the district's.
    pub const fn code(&self) -> u32 {
        self.code
    }

    /// The name, without the word for subdistrict.
    pub const fn name(&self, language: Language) -> &'static str {
        self.name.text(language)
    }

    /// The district it is in.
    pub const fn district(&self) -> &District {
        &self.district
    }

    /// The province it is in.
    pub const fn province(&self) -> Province {
        self.district.province
    }

    /// The postal codes in use here: one, or up to three where post offices share the area.
    pub fn postal_codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.postal_codes.split(' ')
    }

    /// Whether at least a part of it has this postal code.
    pub fn has_postal_code(&self, postal_code: &str) -> bool {
        self.postal_codes().any(|code| code == postal_code)
    }

    /// What it is called in an address: ตำบล, in Bangkok แขวง. In Thai it stands before the name.
    pub const fn kind(&self) -> Bilingual {
        if self.district.province.code() == BANGKOK {
            Bilingual::new("แขวง", "Subdistrict")
        } else {
            Bilingual::new("ตำบล", "Subdistrict")
        }
    }

    pub(crate) fn parse(line: &'static str, district: District) -> Option<Self> {
        let mut columns = line.split('\t');
        let (code, th, en, postal_codes) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        let code: u32 = (code.len() == 6).then_some(code)?.parse().ok()?;
        let own = code / 100 == u32::from(district.code);
        own.then_some(Self { code, name: Bilingual::new(th, en), district, postal_codes })
    }
}

impl fmt::Debug for District {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("District(…)")
    }
}

impl fmt::Debug for Subdistrict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subdistrict(…)")
    }
}
