//! Who runs the service and how to reach them, as published (article 9).
//!
//! The site is spelled `mohpromt` and the mailbox `mohprompt`: both spellings are theirs and neither is corrected here.

use crate::language::Bilingual;

/// A telephone number: as published, and as a `tel:` address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// As published.
    pub shown: &'static str,
    /// As a `tel:` address (RFC 3966).
    pub uri: &'static str,
}

/// The controller of personal data.
pub const CONTROLLER: Bilingual =
    Bilingual::new("สำนักงานปลัดกระทรวงสาธารณสุข", "Office of the Permanent Secretary, Ministry of Public Health");

/// The office that answers, with its address.
pub const ADDRESS: Bilingual = Bilingual::new(
    "กลุ่มงานดิจิทัลสุขภาพ กองยุทธศาสตร์และแผนงาน สำนักงานปลัดกระทรวงสาธารณสุข ต.ตลาดขวัญ อ.เมือง จ.นนทบุรี 11000",
    "Digital Health Group, Strategy and Planning Division, Office of the Permanent Secretary, Ministry of Public Health, \
     Talat Khwan, Mueang, Nonthaburi 11000",
);

/// The phones.
pub const PHONES: [Line; 2] =
    [Line { shown: "0 2590 1495", uri: "tel:+6625901495" }, Line { shown: "0 2590 1497", uri: "tel:+6625901497" }];

/// The fax.
pub const FAX: Line = Line { shown: "0 2591 8565", uri: "tel:+6625918565" };

/// The mailbox.
pub const EMAIL: &str = "mohprompt@moph.go.th";

/// Where a person who thinks that the controller breaks the law can complain (PDPA s.73): the supervising office.
pub const SUPERVISOR: Bilingual =
    Bilingual::new("สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล", "Office of the Personal Data Protection Committee");

/// The supervising office's web site.
pub const SUPERVISOR_WEB_SITE: &str = "https://www.pdpc.or.th";

/// The web site of the service, outside this portal.
pub const WEB_SITE: &str = "https://mohpromt.moph.go.th";
