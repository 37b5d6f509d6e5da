//! What is done with a person's data, and for each act: by which roles, for which purposes, by which tie, with which
//! fields of the catalogue. The page "who may see what" and the rule read the same table.

use crate::account::Role;
use crate::catalogue::PurposeId;
use crate::delegation;
use crate::language::Bilingual;

/// Something done with a person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// What a person does with their own data, and a delegate for them.
    Own(delegation::Act),
    /// Finding a person by an id number they gave.
    FindPerson,
    /// Seeing the records of a person who came.
    ReadRecords,
    /// Entering a case for a person who came.
    EnterCase,
    /// Recording a vaccination or result.
    Record,
    /// Opening a case: its record, history, evidence and letter.
    ReadCase,
    /// Taking a step in a case.
    AnswerCase,
    /// Opening a power of attorney that waits to be checked.
    ReadDelegation,
    /// Deciding about it.
    DecideDelegation,
    /// Acknowledging a withdrawal or correction.
    AcknowledgeNotice,
    /// Opening a paper form: its scan, and what was read from it.
    ReadPaper,
    /// Keying what a paper form says, and settling it.
    KeyPaper,
    /// Recording an order to hold traffic data.
    HoldTraffic,
    /// Opening traffic data under such an order.
    ReadTraffic,
    /// Entering an order that names a person, and opening the values it names.
    Disclose,
    /// Taking out a list of cases as a file.
    ExportCases,
    /// A partner's system, or a file of theirs, gives a record.
    ReceiveRecord,
    /// A partner's system reads records of a person whose data its organisation has.
    SystemRead,
    /// A partner's system looks for a person on its own word.
    SystemFind,
    /// A partner's system says who belongs to a target group, or asks.
    KeepTargets,
    /// A partner's system follows what became of data it had.
    FollowChanges,
    /// A partner's system asks who used a person's data, for that person.
    TrackUsage,
    /// Deciding whose a record is that came without a sure match.
    RecognisePerson,
    /// Linking two accounts of one person, or parting them.
    LinkPersons,
    /// Asking the civil register whether a number and a birth date belong together.
    CheckRegister,
}

/// What ties whoever acts to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// The data is theirs, or they act for whose it is.
    OwnData,
    /// The person came, and gave their id number.
    Came,
    /// A case about it is on their desk.
    AtDesk,
    /// The division was written to about it.
    Escalated,
    /// A power of attorney waits to be checked.
    Filed,
    /// Their organisation received it before.
    Received,
    /// A paper form of theirs is at that unit.
    OnPaper,
    /// A competent officer's order names it.
    Ordered,
    /// Their organisation sends it, or sent it.
    Sent,
    /// A register of the organisation lists the person.
    Listed,
    /// Nothing.
    Nothing,
}

/// What the table says of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Who may do it on duty.
    pub roles: &'static [Role],
    /// For what.
    pub purposes: &'static [PurposeId],
    /// By what.
    pub ties: &'static [Tie],
    /// The fields of the catalogue it needs.
    pub fields: &'static [&'static str],
    /// Whether only the word of who acts says that the person is there: such readings are what the brake counts.
    pub unbound: bool,
}

const DESKS: &[Role] = &[Role::UnitOfficer, Role::DivisionOfficer];
pub(super) const RIGHTS: &[PurposeId] = &[PurposeId::Rights];
pub(super) const NONE: Spec = Spec { roles: &[], purposes: &[], ties: &[], fields: &[], unbound: false };

impl Act {
    /// All acts of people on duty.
    pub const ON_DUTY: [Self; 24] = [
        Self::FindPerson,
        Self::ReadRecords,
        Self::EnterCase,
        Self::Record,
        Self::ReadCase,
        Self::AnswerCase,
        Self::ReadDelegation,
        Self::DecideDelegation,
        Self::AcknowledgeNotice,
        Self::ReadPaper,
        Self::KeyPaper,
        Self::HoldTraffic,
        Self::ReadTraffic,
        Self::Disclose,
        Self::ExportCases,
        Self::ReceiveRecord,
        Self::SystemRead,
        Self::SystemFind,
        Self::KeepTargets,
        Self::FollowChanges,
        Self::TrackUsage,
        Self::RecognisePerson,
        Self::LinkPersons,
        Self::CheckRegister,
    ];

    /// What the table says.
    pub const fn spec(self) -> Spec {
        match self {
            // Nobody on duty does what only a person does for themselves.
            Self::Own(_) => NONE,
            Self::FindPerson => Spec {
                roles: DESKS,
                purposes: &[PurposeId::Rights, PurposeId::VaccineRegister],
                ties: &[Tie::Came],
                fields: &[],
                unbound: true,
            },
            Self::ReadRecords => Spec {
                roles: DESKS,
                purposes: RIGHTS,
                ties: &[Tie::Came],
                fields: &["vaccination", "laboratory-result"],
                unbound: true,
            },
            Self::EnterCase => Spec {
                roles: DESKS,
                purposes: RIGHTS,
                ties: &[Tie::Came],
                fields: &["correction-case", "correction-evidence"],
                unbound: false,
            },
            Self::Record => Spec {
                roles: &[Role::UnitOfficer],
                purposes: &[PurposeId::VaccineRegister],
                ties: &[Tie::Came],
                fields: &["vaccination"],
                unbound: false,
            },
            Self::ReadCase | Self::AnswerCase => Spec {
                roles: DESKS,
                purposes: RIGHTS,
                ties: &[Tie::AtDesk, Tie::Escalated],
                fields: &["first-name", "last-name", "vaccination", "correction-case", "correction-evidence"],
                unbound: false,
            },
            Self::ReadDelegation | Self::DecideDelegation => Spec {
                roles: &[Role::DivisionOfficer],
                purposes: &[PurposeId::Service],
                ties: &[Tie::Filed],
                fields: &["first-name", "last-name", "power-of-attorney"],
                unbound: false,
            },
            Self::AcknowledgeNotice => Spec {
                roles: &[Role::UnitOfficer, Role::DivisionOfficer, Role::Contractor],
                purposes: RIGHTS,
                ties: &[Tie::Received],
                fields: &[],
                unbound: false,
            },
            Self::ReadPaper | Self::KeyPaper => Spec {
                roles: &[Role::UnitOfficer],
                purposes: &[PurposeId::VaccineRegister],
                ties: &[Tie::OnPaper],
                fields: &["paper-form", "national-id", "passport", "first-name", "last-name", "birth-date"],
                unbound: false,
            },
            Self::HoldTraffic | Self::ReadTraffic => Spec {
                roles: &[Role::DivisionOfficer],
                purposes: &[PurposeId::TrafficLog],
                ties: &[Tie::Ordered],
                fields: &["traffic-data"],
                unbound: false,
            },
            // Which values are opened is what the order names; the table names the record of it.
            Self::Disclose => Spec {
                roles: &[Role::DivisionOfficer],
                purposes: &[PurposeId::LawfulOrder],
                ties: &[Tie::Ordered],
                fields: &["disclosure"],
                unbound: false,
            },
            Self::ExportCases => Spec {
                roles: &[Role::DivisionOfficer],
                purposes: RIGHTS,
                ties: &[Tie::AtDesk, Tie::Escalated],
                fields: &["first-name", "last-name", "correction-case"],
                unbound: false,
            },
            _ => self.spec_of_exchange(),
        }
    }

    /// Whether the operator does it too, by a command at the machine: only what an order on file names.
    pub const fn at_machine(self) -> bool {
        matches!(self, Self::HoldTraffic | Self::ReadTraffic)
    }

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own(act) => act.name(),
            Self::FindPerson => "find-person",
            Self::ReadRecords => "read-records",
            Self::EnterCase => "enter-case",
            Self::Record => "record",
            Self::ReadCase => "read-case",
            Self::AnswerCase => "answer-case",
            Self::ReadDelegation => "read-delegation",
            Self::DecideDelegation => "decide-delegation",
            Self::AcknowledgeNotice => "acknowledge-notice",
            Self::ReadPaper => "read-paper",
            Self::KeyPaper => "key-paper",
            Self::HoldTraffic => "hold-traffic",
            Self::ReadTraffic => "read-traffic",
            Self::Disclose => "disclose",
            Self::ExportCases => "export-cases",
            Self::ReceiveRecord => "receive-record",
            Self::SystemRead => "system-read",
            Self::SystemFind => "system-find",
            Self::KeepTargets => "keep-targets",
            Self::FollowChanges => "follow-changes",
            Self::TrackUsage => "track-usage",
            Self::RecognisePerson => "recognise-person",
            Self::LinkPersons => "link-persons",
            Self::CheckRegister => "check-register",
        }
    }

    /// The act of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let own = delegation::Act::ALL.into_iter().map(Self::Own);
        Self::ON_DUTY.into_iter().chain(own).find(|act| act.name() == name)
    }

    /// The act in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Own(act) => act.label(),
            Self::FindPerson => Bilingual::new("ค้นหาบุคคลด้วยเลขประจำตัว", "Finding a person by id number"),
            Self::ReadRecords => Bilingual::new("ดูประวัติของผู้ที่มาติดต่อ", "Seeing the records of a person who came"),
            Self::EnterCase => Bilingual::new("รับเรื่องแทนผู้ที่มาติดต่อ", "Entering a case for a person who came"),
            Self::Record => Bilingual::new("บันทึกวัคซีนหรือผลตรวจ", "Recording a vaccination or result"),
            Self::ReadCase => Bilingual::new("เปิดดูเรื่อง", "Opening a case"),
            Self::AnswerCase => Bilingual::new("ดำเนินเรื่อง", "Taking a step in a case"),
            Self::ReadDelegation => Bilingual::new("เปิดดูหนังสือมอบอำนาจ", "Opening a power of attorney"),
            Self::DecideDelegation => Bilingual::new("ตรวจหนังสือมอบอำนาจ", "Checking a power of attorney"),
            Self::AcknowledgeNotice => {
                Bilingual::new("รับทราบการถอนหรือการแก้ไข", "Acknowledging a withdrawal or correction")
            }
            Self::ReadPaper => Bilingual::new("เปิดดูแบบกระดาษ", "Opening a paper form"),
            Self::KeyPaper => Bilingual::new("คีย์และตรวจแบบกระดาษ", "Keying and checking a paper form"),
            Self::HoldTraffic => Bilingual::new("บันทึกคำสั่งเก็บข้อมูลจราจร", "Recording an order to hold traffic data"),
            Self::ReadTraffic => Bilingual::new("เปิดดูข้อมูลจราจรตามคำสั่ง", "Opening traffic data under an order"),
            Self::Disclose => Bilingual::new("เปิดเผยข้อมูลตามคำสั่ง", "Disclosing data under an order"),
            Self::ExportCases => Bilingual::new("นำรายชื่อเรื่องออกเป็นแฟ้ม", "Taking out a list of cases as a file"),
            Self::ReceiveRecord => Bilingual::new("รับบันทึกจากระบบหรือแฟ้มของหน่วยงาน", "Taking a record from a partner"),
            Self::SystemRead => {
                Bilingual::new("ระบบของหน่วยงานอ่านประวัติที่หน่วยงานมี", "A partner's system reads records it has part in")
            }
            Self::SystemFind => Bilingual::new("ระบบของหน่วยงานค้นหาบุคคล", "A partner's system looks for a person"),
            Self::KeepTargets => Bilingual::new("ทะเบียนกลุ่มเป้าหมาย", "The register of target groups"),
            Self::FollowChanges => {
                Bilingual::new("ระบบของหน่วยงานรับรู้ความเปลี่ยนแปลง", "A partner's system follows what changed")
            }
            Self::TrackUsage => Bilingual::new("สอบถามว่าใครใช้ข้อมูล", "Asking who used the data"),
            Self::RecognisePerson => Bilingual::new("ตัดสินว่าบันทึกที่ส่งมาเป็นของใคร", "Deciding whose a record is"),
            Self::LinkPersons => {
                Bilingual::new("เชื่อมหรือแยกบัญชีของบุคคลเดียวกัน", "Linking or parting two accounts of one person")
            }
            Self::CheckRegister => Bilingual::new("สอบถามทะเบียนราษฎร", "Asking the civil register"),
        }
    }
}

impl Tie {
    /// All ties.
    pub const ALL: [Self; 11] = [
        Self::OwnData,
        Self::Came,
        Self::AtDesk,
        Self::Escalated,
        Self::Filed,
        Self::Received,
        Self::OnPaper,
        Self::Ordered,
        Self::Sent,
        Self::Listed,
        Self::Nothing,
    ];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnData => "self",
            Self::Came => "came",
            Self::AtDesk => "at-desk",
            Self::Escalated => "escalated",
            Self::Filed => "filed",
            Self::Received => "received",
            Self::OnPaper => "on-paper",
            Self::Ordered => "ordered",
            Self::Sent => "sent",
            Self::Listed => "listed",
            Self::Nothing => "nothing",
        }
    }

    /// The tie of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tie| tie.name() == name)
    }

    /// The tie in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::OwnData => Bilingual::new("ข้อมูลของตนเองหรือผู้ที่มอบอำนาจ", "One's own data, or of who granted the power"),
            Self::Came => Bilingual::new("เจ้าของข้อมูลมาติดต่อและให้เลขประจำตัว", "The person came and gave their id number"),
            Self::AtDesk => Bilingual::new("มีเรื่องอยู่ที่หน่วยงานนั้น", "A case is on that desk"),
            Self::Escalated => Bilingual::new("มีหนังสือถึงกองฯ เรื่องนั้น", "The division was written to"),
            Self::Filed => Bilingual::new("หนังสือมอบอำนาจรอตรวจ", "A power of attorney waits to be checked"),
            Self::Received => Bilingual::new("หน่วยงานเคยได้รับข้อมูลนั้น", "The organisation received it before"),
            Self::OnPaper => {
                Bilingual::new("มีแบบกระดาษของเจ้าของข้อมูลอยู่ที่หน่วยงานนั้น", "A paper form of theirs is at that unit")
            }
            Self::Ordered => {
                Bilingual::new("มีคำสั่งของพนักงานเจ้าหน้าที่เฉพาะราย", "A competent officer ordered it for one case")
            }
            Self::Sent => Bilingual::new("หน่วยงานนั้นเป็นผู้ส่ง", "Their organisation sends it"),
            Self::Listed => Bilingual::new("อยู่ในทะเบียนของหน่วยงาน", "A register of theirs lists the person"),
            Self::Nothing => Bilingual::new("ไม่มี", "None"),
        }
    }
}
