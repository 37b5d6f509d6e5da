//! The 77 provinces: codes, names, and the beginnings of their postal codes.
//!
//! The codes are those of ISO 3166-2:TH. Where several beginnings stand, the first is the province's own; the others
//! are of neighbours whose post office serves a few subdistricts across the border.

use crate::language::{Bilingual, Explain, Language};
use std::fmt;
use thiserror::Error;

/// A province of Thailand, Bangkok among them. As part of an address it is personal, so `Debug` does not show it.
#[derive(Clone, Copy)]
pub struct Province(&'static Row);

struct Row {
    code: u8,
    name: Bilingual,
    postal_prefixes: &'static [u8],
}

impl Province {
    /// All provinces, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(Self)
    }

    /// The province of this name, in Thai or English; the word for province before it, the case of Latin letters and
    /// spaces do not count.
    pub fn parse(text: &str) -> Result<Self, ProvinceError> {
        let name = key(text);
        if name.is_empty() {
            return Err(ProvinceError::Empty);
        }
        let name = ["จังหวัด", "จ."].into_iter().find_map(|word| name.strip_prefix(word)).unwrap_or(&name);
        let name = if matches!(name, "กรุงเทพ" | "กรุงเทพฯ" | "กทม" | "กทม.")
        {
            "กรุงเทพมหานคร"
        } else {
            name
        };
        Self::all()
            .find(|province| {
                [Language::Th, Language::En].into_iter().any(|language| key(province.name(language)) == name)
            })
            .ok_or(ProvinceError::Unknown)
    }

    /// The two digits of ISO 3166-2:TH.
    pub const fn code(self) -> u8 {
        self.0.code
    }

    /// The name.
    pub const fn name(self, language: Language) -> &'static str {
        self.0.name.text(language)
    }

    /// The first two digits of postal codes in use here.
    pub(super) const fn postal_prefixes(self) -> &'static [u8] {
        self.0.postal_prefixes
    }
}

impl PartialEq for Province {
    fn eq(&self, other: &Self) -> bool {
        self.0.code == other.0.code
    }
}

impl Eq for Province {}

impl fmt::Debug for Province {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Province(…)")
    }
}

/// Names are compared without spaces, hyphens and the case of Latin letters.
fn key(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_lowercase()).collect()
}

/// Why a text is no province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum ProvinceError {
    /// Nothing was typed or chosen.
    #[error("the province is empty")]
    Empty,
    /// No province of this name.
    #[error("there is no province of this name")]
    Unknown,
}

impl Explain for ProvinceError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("เลือกจังหวัด", "Choose a province."),
            Self::Unknown => Bilingual::new(
                "ไม่พบจังหวัดชื่อนี้ ตรวจตัวสะกดหรือเลือกจากรายการ",
                "There is no province of this name. Check the spelling or choose from the list.",
            ),
        }
    }
}

const fn row(code: u8, th: &'static str, en: &'static str, postal_prefixes: &'static [u8]) -> Row {
    Row { code, name: Bilingual::new(th, en), postal_prefixes }
}

static ROWS: [Row; 77] = [
    row(10, "กรุงเทพมหานคร", "Bangkok", &[10]),
    row(11, "สมุทรปราการ", "Samut Prakan", &[10]),
    row(12, "นนทบุรี", "Nonthaburi", &[11]),
    row(13, "ปทุมธานี", "Pathum Thani", &[12, 13]),
    row(14, "พระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya", &[13, 18]),
    row(15, "อ่างทอง", "Ang Thong", &[14]),
    row(16, "ลพบุรี", "Lop Buri", &[15, 13, 18]),
    row(17, "สิงห์บุรี", "Sing Buri", &[16]),
    row(18, "ชัยนาท", "Chai Nat", &[17]),
    row(19, "สระบุรี", "Saraburi", &[18, 30]),
    row(20, "ชลบุรี", "Chon Buri", &[20]),
    row(21, "ระยอง", "Rayong", &[21, 22]),
    row(22, "จันทบุรี", "Chanthaburi", &[22]),
    row(23, "ตราด", "Trat", &[23]),
    row(24, "ฉะเชิงเทรา", "Chachoengsao", &[24]),
    row(25, "ปราจีนบุรี", "Prachin Buri", &[25]),
    row(26, "นครนายก", "Nakhon Nayok", &[26]),
    row(27, "สระแก้ว", "Sa Kaeo", &[27]),
    row(30, "นครราชสีมา", "Nakhon Ratchasima", &[30, 36]),
    row(31, "บุรีรัมย์", "Buri Ram", &[31]),
    row(32, "สุรินทร์", "Surin", &[32]),
    row(33, "ศรีสะเกษ", "Si Sa Ket", &[33]),
    row(34, "อุบลราชธานี", "Ubon Ratchathani", &[34]),
    row(35, "ยโสธร", "Yasothon", &[35]),
    row(36, "ชัยภูมิ", "Chaiyaphum", &[36]),
    row(37, "อำนาจเจริญ", "Amnat Charoen", &[37]),
    row(38, "บึงกาฬ", "Bueng Kan", &[38]),
    row(39, "หนองบัวลำภู", "Nong Bua Lam Phu", &[39]),
    row(40, "ขอนแก่น", "Khon Kaen", &[40]),
    row(41, "อุดรธานี", "Udon Thani", &[41]),
    row(42, "เลย", "Loei", &[42]),
    row(43, "หนองคาย", "Nong Khai", &[43]),
    row(44, "มหาสารคาม", "Maha Sarakham", &[44]),
    row(45, "ร้อยเอ็ด", "Roi Et", &[45]),
    row(46, "กาฬสินธุ์", "Kalasin", &[46]),
    row(47, "สกลนคร", "Sakon Nakhon", &[47]),
    row(48, "นครพนม", "Nakhon Phanom", &[48]),
    row(49, "มุกดาหาร", "Mukdahan", &[49]),
    row(50, "เชียงใหม่", "Chiang Mai", &[50, 58]),
    row(51, "ลำพูน", "Lamphun", &[51]),
    row(52, "ลำปาง", "Lampang", &[52]),
    row(53, "อุตรดิตถ์", "Uttaradit", &[53]),
    row(54, "แพร่", "Phrae", &[54]),
    row(55, "น่าน", "Nan", &[55]),
    row(56, "พะเยา", "Phayao", &[56]),
    row(57, "เชียงราย", "Chiang Rai", &[57]),
    row(58, "แม่ฮ่องสอน", "Mae Hong Son", &[58]),
    row(60, "นครสวรรค์", "Nakhon Sawan", &[60]),
    row(61, "อุทัยธานี", "Uthai Thani", &[61]),
    row(62, "กำแพงเพชร", "Kamphaeng Phet", &[62]),
    row(63, "ตาก", "Tak", &[63]),
    row(64, "สุโขทัย", "Sukhothai", &[64]),
    row(65, "พิษณุโลก", "Phitsanulok", &[65]),
    row(66, "พิจิตร", "Phichit", &[66]),
    row(67, "เพชรบูรณ์", "Phetchabun", &[67]),
    row(70, "ราชบุรี", "Ratchaburi", &[70]),
    row(71, "กาญจนบุรี", "Kanchanaburi", &[71, 70]),
    row(72, "สุพรรณบุรี", "Suphan Buri", &[72, 71]),
    row(73, "นครปฐม", "Nakhon Pathom", &[73]),
    row(74, "สมุทรสาคร", "Samut Sakhon", &[74, 70]),
    row(75, "สมุทรสงคราม", "Samut Songkhram", &[75]),
    row(76, "เพชรบุรี", "Phetchaburi", &[76]),
    row(77, "ประจวบคีรีขันธ์", "Prachuap Khiri Khan", &[77]),
    row(80, "นครศรีธรรมราช", "Nakhon Si Thammarat", &[80]),
    row(81, "กระบี่", "Krabi", &[81, 80]),
    row(82, "พังงา", "Phang Nga", &[82, 83]),
    row(83, "ภูเก็ต", "Phuket", &[83]),
    row(84, "สุราษฎร์ธานี", "Surat Thani", &[84]),
    row(85, "ระนอง", "Ranong", &[85]),
    row(86, "ชุมพร", "Chumphon", &[86]),
    row(90, "สงขลา", "Songkhla", &[90]),
    row(91, "สตูล", "Satun", &[91]),
    row(92, "ตรัง", "Trang", &[92]),
    row(93, "พัทลุง", "Phatthalung", &[93]),
    row(94, "ปัตตานี", "Pattani", &[94]),
    row(95, "ยะลา", "Yala", &[95]),
    row(96, "นราธิวาส", "Narathiwat", &[96]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_province_is_found_by_either_name() {
        for province in Province::all() {
            assert_eq!(Province::parse(province.name(Language::Th)), Ok(province));
            assert_eq!(Province::parse(province.name(Language::En)), Ok(province));
            assert_eq!(Province::parse(&format!("จังหวัด {}", province.name(Language::Th))), Ok(province));
        }
        assert_eq!(Province::parse("กรุงเทพฯ").map(Province::code), Ok(10));
        assert_eq!(Province::parse("chonburi").map(Province::code), Ok(20));
        assert_eq!(Province::parse(" "), Err(ProvinceError::Empty));
        assert_eq!(Province::parse("จังหวัด"), Err(ProvinceError::Unknown));
    }

    /// Codes of ISO 3166-2 and postal codes agree but for 11 to 19, which are one more, Bangkok and Samut Prakan
    /// sharing 10.
    #[test]
    fn a_provinces_own_postal_codes_follow_from_its_code() {
        for province in Province::all() {
            let code = province.code();
            let own = if (11..=19).contains(&code) { code - 1 } else { code };
            assert_eq!(province.postal_prefixes()[0], own, "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = Province::parse(&text);
        }
    }
}
