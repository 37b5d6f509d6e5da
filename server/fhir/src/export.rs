//! What goes into a bundle, as the caller has it. Every value here may be personal: none of these types has a `Debug`,
//! so that none can reach a log by accident.

use domain::cases::{Outcome, Right};
use domain::record::{Content, RecordState};
use domain::{Id, Instant, Language};

/// All that is exported of one person.
pub struct Export {
    /// The portal's own address, `https://…` without a path: the policy and the portal's code systems are named below it.
    pub origin: String,
    /// When the export is made.
    pub at: Instant,
    /// Whose data it is.
    pub person: Person,
    /// Their health records, each once, in its last version.
    pub records: Vec<Record>,
    /// Their choices.
    pub consents: Vec<Choice>,
    /// Their cases.
    pub cases: Vec<CaseLine>,
    /// What was disclosed about them under an order of law, and they may know of.
    pub disclosures: Vec<Disclosure>,
    /// The paper forms about them.
    pub papers: Vec<Paper>,
}

/// The person.
pub struct Person {
    /// An opaque id. One that is a UUID is kept; of any other only a digest is exported.
    pub id: String,
    /// The national id, thirteen digits.
    pub national_id: Option<String>,
    /// The number of the passport.
    pub passport: Option<String>,
    /// Given names.
    pub given: String,
    /// The family name, where there is one.
    pub family: Option<String>,
    /// `male`, `female`, `other` or `unknown` (FHIR `AdministrativeGender`).
    pub gender: Option<&'static str>,
    /// A FHIR date of the common era: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// The phone number, E.164.
    pub phone: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The postal address, as it is written on a letter.
    pub address: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The language the person reads; the words of the bundle are in it.
    pub language: Language,
}

/// A health record in its last version.
pub struct Record {
    /// Its id, the same in every version.
    pub id: Id,
    /// The last version, from 1.
    pub version: u32,
    /// What is recorded.
    pub content: Content,
    /// Whether it stands.
    pub state: RecordState,
    /// Whether it is confirmed that the person was there.
    pub confirmed: bool,
    /// The unit that recorded it: code and name.
    pub unit: (String, String),
    /// When this version was made.
    pub at: Instant,
    /// Every version, the last one too.
    pub history: Vec<Version>,
}

/// A version of a record: its number, when it was made, whether it stood, and the number of the case that led to it.
pub type Version = (u32, Instant, RecordState, Option<String>);

/// A choice about a purpose.
pub struct Choice {
    /// Its id.
    pub id: Id,
    /// The purpose: its id and its name.
    pub purpose: (&'static str, String),
    /// Whether consent was given; refused or withdrawn otherwise.
    pub given: bool,
    /// When.
    pub at: Instant,
    /// The version of the policy it was made under.
    pub policy: u32,
}

/// A case.
pub struct CaseLine {
    /// Its id.
    pub id: Id,
    /// Its number, as it is told to the person.
    pub number: String,
    /// The right used.
    pub right: Right,
    /// Whether something is still to be done.
    pub open: bool,
    /// How it was decided; a case that is neither open nor decided was taken back.
    pub done: Option<Outcome>,
    /// When it was filed.
    pub filed_at: Instant,
    /// When its last step was; the same as `filed_at` where nobody has taken it in hand.
    pub changed_at: Instant,
    /// The record it is about.
    pub record: Option<Id>,
}

/// A paper form that was read by two officers.
pub struct Paper {
    /// Its id.
    pub id: Id,
    /// The number that is written on it.
    pub number: String,
    /// When it was scanned.
    pub at: Instant,
    /// The unit that scanned it: code and name.
    pub unit: (String, String),
    /// What was read from it: the name of each field, and its value as a person reads it.
    pub read: Vec<(String, String)>,
    /// When its picture was destroyed.
    pub destroyed: Option<Instant>,
}

/// What was disclosed under an order of law.
pub struct Disclosure {
    /// Its id.
    pub id: Id,
    /// The number of the order.
    pub order: String,
    /// The authority that ordered it.
    pub authority: String,
    /// The act and section that give the power.
    pub section: String,
    /// Who is responsible for the data, by name.
    pub controller: String,
    /// The fields the order names: id of the catalogue, and name.
    pub fields: Vec<(String, String)>,
    /// When it was confirmed.
    pub confirmed: Instant,
    /// Each time the values were opened, to be handed over.
    pub opened: Vec<Instant>,
}
