//! The vaccine products a record can be of: a short national list, with the codes exports use (CDC CVX).

use crate::language::Bilingual;

/// A vaccine product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Product {
    /// COVID-19, mRNA, 30 micrograms.
    Comirnaty,
    /// COVID-19, viral vector.
    Vaxzevria,
    /// COVID-19, inactivated.
    CoronaVac,
    /// COVID-19, mRNA, 100 micrograms.
    Spikevax,
    /// Influenza of the season.
    Influenza,
    /// Tetanus and diphtheria for adults.
    TetanusDiphtheria,
    /// Hepatitis B, adult.
    HepatitisB,
    /// Human papillomavirus, four types.
    Hpv,
}

/// A disease, or group of diseases, doses are counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Series {
    /// COVID-19; products may follow one another.
    Covid19,
    /// Influenza; each year begins anew.
    Influenza,
    /// Tetanus and diphtheria.
    TetanusDiphtheria,
    /// Hepatitis B.
    HepatitisB,
    /// Human papillomavirus.
    Hpv,
}

impl Product {
    /// All products, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Comirnaty,
        Self::Vaxzevria,
        Self::CoronaVac,
        Self::Spikevax,
        Self::Influenza,
        Self::TetanusDiphtheria,
        Self::HepatitisB,
        Self::Hpv,
    ];

    /// The CVX code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comirnaty => "208",
            Self::Vaxzevria => "210",
            Self::CoronaVac => "511",
            Self::Spikevax => "207",
            Self::Influenza => "88",
            Self::TetanusDiphtheria => "139",
            Self::HepatitisB => "43",
            Self::Hpv => "62",
        }
    }

    /// The product of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.code() == code)
    }

    /// The product in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Comirnaty => Bilingual::new("โควิด-19 ไฟเซอร์ (Comirnaty)", "COVID-19, Pfizer-BioNTech (Comirnaty)"),
            Self::Vaxzevria => Bilingual::new("โควิด-19 แอสตร้าเซนเนก้า (Vaxzevria)", "COVID-19, AstraZeneca (Vaxzevria)"),
            Self::CoronaVac => Bilingual::new("โควิด-19 ซิโนแวค (CoronaVac)", "COVID-19, Sinovac (CoronaVac)"),
            Self::Spikevax => Bilingual::new("โควิด-19 โมเดอร์นา (Spikevax)", "COVID-19, Moderna (Spikevax)"),
            Self::Influenza => Bilingual::new("ไข้หวัดใหญ่ตามฤดูกาล", "Seasonal influenza"),
            Self::TetanusDiphtheria => Bilingual::new("บาดทะยัก-คอตีบ (dT)", "Tetanus and diphtheria (dT)"),
            Self::HepatitisB => Bilingual::new("ไวรัสตับอักเสบบี", "Hepatitis B"),
            Self::Hpv => Bilingual::new("เอชพีวี (มะเร็งปากมดลูก)", "Human papillomavirus (HPV)"),
        }
    }

    /// What its doses are counted for.
    pub const fn series(self) -> Series {
        match self {
            Self::Comirnaty | Self::Vaxzevria | Self::CoronaVac | Self::Spikevax => Series::Covid19,
            Self::Influenza => Series::Influenza,
            Self::TetanusDiphtheria => Series::TetanusDiphtheria,
            Self::HepatitisB => Series::HepatitisB,
            Self::Hpv => Series::Hpv,
        }
    }
}
