//! What a law may keep from a person for a time (Computer Crime Act, section 26; orders that forbid telling): a closed list of
//! uses of their data. Each is committed to in the ledger when it happens, so that nothing is added or lost before its day.

use crate::language::Bilingual;

/// A use of somebody's data they may be told of later; by its name also where they are told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeptBack {
    /// An order to hold traffic data was recorded.
    TrafficHeld,
    /// It was released.
    TrafficReleased,
    /// Traffic data was opened under it.
    TrafficRead,
    /// An order to disclose data was recorded.
    DisclosureEntered,
    /// A second officer confirmed it.
    DisclosureConfirmed,
    /// A second officer refused it.
    DisclosureRefused,
    /// It ended.
    DisclosureEnded,
    /// What it names was opened, to be handed over.
    DataDisclosed,
    /// One of these was tried, and refused.
    Refused,
}

impl KeptBack {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::TrafficHeld,
        Self::TrafficReleased,
        Self::TrafficRead,
        Self::DisclosureEntered,
        Self::DisclosureConfirmed,
        Self::DisclosureRefused,
        Self::DisclosureEnded,
        Self::DataDisclosed,
        Self::Refused,
    ];

    /// The word in storage and receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TrafficHeld => "traffic-held",
            Self::TrafficReleased => "traffic-released",
            Self::TrafficRead => "traffic-read",
            Self::DisclosureEntered => "disclosure-entered",
            Self::DisclosureConfirmed => "disclosure-confirmed",
            Self::DisclosureRefused => "disclosure-refused",
            Self::DisclosureEnded => "disclosure-ended",
            Self::DataDisclosed => "data-disclosed",
            Self::Refused => "refused",
        }
    }

    /// The use of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The use in words, to whose data it is.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::TrafficHeld => {
                Bilingual::new("บันทึกคำสั่งให้เก็บข้อมูลจราจรของท่าน", "Recorded an order to hold your traffic data")
            }
            Self::TrafficReleased => {
                Bilingual::new("ปล่อยคำสั่งเก็บข้อมูลจราจรของท่าน", "Released an order about your traffic data")
            }
            Self::TrafficRead => {
                Bilingual::new("เปิดดูข้อมูลจราจรของท่านตามคำสั่ง", "Opened your traffic data under an order")
            }
            Self::DisclosureEntered => {
                Bilingual::new("บันทึกคำสั่งให้เปิดเผยข้อมูลของท่าน", "Recorded an order to disclose your data")
            }
            Self::DisclosureConfirmed => {
                Bilingual::new("ยืนยันคำสั่งให้เปิดเผยข้อมูลของท่าน", "Confirmed an order to disclose your data")
            }
            Self::DisclosureRefused => {
                Bilingual::new("ไม่ยืนยันคำสั่งให้เปิดเผยข้อมูลของท่าน", "Refused an order to disclose your data")
            }
            Self::DisclosureEnded => Bilingual::new("ยุติการเปิดเผยข้อมูลของท่าน", "Ended a disclosure of your data"),
            Self::DataDisclosed => {
                Bilingual::new("เปิดข้อมูลของท่านเพื่อส่งตามคำสั่ง", "Opened your data to hand it over under an order")
            }
            Self::Refused => Bilingual::new("พยายามเข้าถึง แต่ถูกปฏิเสธ", "Tried, and refused"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_storage_are_read_back() {
        assert!(KeptBack::ALL.into_iter().all(|it| KeptBack::from_name(it.name()) == Some(it)));
        assert_eq!(KeptBack::from_name("case-read"), None, "reading a case is never kept back");
    }
}
