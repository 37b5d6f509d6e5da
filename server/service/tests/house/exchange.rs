//! A town that exchanges: a unit with a system, another unit with one, a registry, a contractor; what they send is about
//! persons made up, by numbers whose check digit holds.

use super::House;
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Claim, Outcome, Right, Step, Words};
use domain::catalogue::PurposeId;
use domain::exchange::{GivenPerson, GivenRecord, SenderKey};
use domain::fields::{DateEntry, DateParts, NationalId, PersonName};
use domain::organisation::{DIVISION, Organisation, OrganisationKind};
use domain::record::{Content, Product, RecordState, Vaccination};
use domain::registration::Document;
use domain::{Day, Digest, Id, Language};
use service::{
    CaseFiling, Move, NewSystem, NotTaken, Outcomes, Sent, ServiceError, Signed, SignedSystem, Taken, Token, Took,
};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// The unit, another, the registry, and a contractor.
pub(crate) const UNIT: &str = "99901";
pub(crate) const OTHER: &str = "99902";
pub(crate) const REGISTRY: &str = "registry";
pub(crate) const CONTRACTOR: &str = "contractor";
/// The day most doses are of.
pub(crate) const DAY: &str = "2026-11-20";
/// The birth date that goes with [`born`], as answers to the question.
pub(crate) const BORN: [(&str, &str); 2] = [("birth-date-day", "1"), ("birth-date-month", "2")];

/// Assertions used so far.
static ASSERTED: AtomicU64 = AtomicU64::new(0);

pub(crate) struct Town {
    pub(crate) house: House,
    pub(crate) officer: Signed,
    pub(crate) colleague: Signed,
    pub(crate) elsewhere: Signed,
    pub(crate) division: Signed,
}

impl Town {
    pub(crate) async fn new() -> Self {
        Self::of(House::new().await).await
    }

    pub(crate) async fn of(house: House) -> Self {
        let (name_th, name_en) = ("กรมการปกครอง".to_owned(), "DOPA".to_owned());
        let (code, kind, province, mail) =
            (REGISTRY.to_owned(), OrganisationKind::Registry, String::new(), String::new());
        let registry = Organisation { code, kind, name_th, name_en, province, closed: false, mail };
        house.services.records.keep_organisation(registry).await.unwrap();
        let officer = house.officer("officer", Role::UnitOfficer, UNIT).await;
        let colleague = house.officer("colleague", Role::UnitOfficer, UNIT).await;
        let elsewhere = house.officer("elsewhere", Role::UnitOfficer, OTHER).await;
        let registrar = house.officer("registrar", Role::UnitOfficer, REGISTRY).await;
        let contractor = house.officer("contractor", Role::Contractor, CONTRACTOR).await;
        let division = house.officer("division", Role::DivisionOfficer, DIVISION).await;
        let town = Self { house, officer, colleague, elsewhere, division };
        for (client, organisation, by) in [
            ("unit-one", UNIT, &town.officer),
            ("unit-two", UNIT, &town.colleague),
            ("other", OTHER, &town.elsewhere),
            ("dopa", REGISTRY, &registrar),
            ("helpers", CONTRACTOR, &contractor),
        ] {
            town.enter(client, organisation, (&by.account, PurposeId::VaccineRegister), "").await;
        }
        town.enter("posted", UNIT, (&town.officer.account, PurposeId::VaccineRegister), "https://unit.example/in")
            .await;
        town
    }

    pub(crate) async fn enter(
        &self,
        client: &str,
        organisation: &str,
        (officer, purpose): (&str, PurposeId),
        endpoint: &str,
    ) {
        let (keys, keys_url, scopes) = ("{}", "", "system/Immunization.crs");
        let new = NewSystem { client, name: client, organisation, officer, purpose, scopes, keys, keys_url, endpoint };
        let secret = self.house.services.partners.enter(&new, &self.division.account).await.unwrap();
        assert_eq!(secret.is_some(), !endpoint.is_empty());
    }

    /// A token of a system.
    pub(crate) async fn token(&self, client: &str) -> Token {
        let partners = &self.house.services.partners;
        let system = partners.known(client).await.unwrap().unwrap();
        let n = ASSERTED.fetch_add(1, Ordering::SeqCst);
        let until = self.house.services.clock.now().plus(60_000);
        partners.sign_on(&system, (&format!("jti-{n}"), until), &system.scopes).await.unwrap()
    }

    /// A system that has just signed on.
    pub(crate) async fn on(&self, client: &str) -> SignedSystem {
        self.house.services.partners.signed(&self.token(client).await).await.unwrap().unwrap()
    }

    /// Sends records; nothing where the message was answered before.
    pub(crate) async fn send(
        &self,
        client: &str,
        records: &[GivenRecord],
        (whole, message): (bool, Option<&str>),
    ) -> Result<Option<Outcomes>, ServiceError> {
        let system = self.on(client).await;
        self.send_as(&system, records, (whole, message)).await
    }

    pub(crate) async fn send_as(
        &self,
        system: &SignedSystem,
        records: &[GivenRecord],
        (whole, message): (bool, Option<&str>),
    ) -> Result<Option<Outcomes>, ServiceError> {
        let said: Vec<String> =
            records.iter().map(|it| format!("{} {}", it.key.text(), it.content.to_text())).collect();
        let message = message.map(|id| (id, Digest::of(said.join("\n").as_bytes())));
        let kept = Mutex::new(None);
        let answer = |outcomes: &Outcomes| {
            *kept.lock().unwrap() = Some(outcomes.clone());
            (200, format!("{outcomes:?}").into_bytes())
        };
        let sent = Sent { records, whole, message };
        let client = &system.system.client;
        self.house.services.partners.receive(client, &system.signed, &sent, &answer).await?;
        Ok(kept.into_inner().unwrap())
    }

    /// Sends one record.
    pub(crate) async fn one(&self, client: &str, record: &GivenRecord) -> Result<Taken, NotTaken> {
        self.send(client, std::slice::from_ref(record), (false, None)).await.unwrap().unwrap().remove(0)
    }

    /// Sends one record that is new, and gives back its id.
    pub(crate) async fn new_record(&self, client: &str, record: &GivenRecord) -> Id {
        let taken = self.one(client, record).await.unwrap();
        assert_eq!((taken.took, taken.version), (Took::Recorded, 1), "{:?}", taken.notes);
        taken.id
    }

    /// Whose number it is, as units know them.
    pub(crate) async fn known(&self, n: u32) -> Option<String> {
        let system = self.on("helpers").await;
        let found = self.house.services.partners.find(&system, &person(n)).await;
        let record = found.ok()?.records.first()?.id;
        self.house.storage.record_owner(record).await.unwrap()
    }

    /// Somebody with an account, who was checked.
    pub(crate) async fn verified(&self, n: u32) -> Signed {
        let signed = self.house.person(n, &BORN).await;
        let name = format!("person-{n}");
        self.house.services.staff.name_persona(&name, &signed.account).await.unwrap();
        self.house.signed(&self.house.services.sign_on.sign_in_as(&name, "test").await.unwrap()).await
    }

    /// The person says that a record is not theirs.
    pub(crate) async fn dispute(&self, person: &Signed, record: Id) -> CaseNumber {
        let filing = CaseFiling {
            record: Some(record),
            claim: Some(Claim::NotMine),
            ..CaseFiling::of(Right::Correction, Words::parse("ไม่ใช่ของข้าพเจ้า").unwrap(), Language::Th)
        };
        self.house.services.cases.file(person, &filing).await.unwrap()
    }

    /// The unit agrees.
    pub(crate) async fn put_right(&self, number: CaseNumber) {
        self.take(&self.officer, number, Step::Acknowledged).await.unwrap();
        self.take(&self.colleague, number, Step::Decided(Outcome::Corrected)).await.unwrap();
    }

    /// An officer takes a step.
    pub(crate) async fn take(&self, officer: &Signed, number: CaseNumber, step: Step) -> Result<(), ServiceError> {
        self.house.wait(1);
        let case = self.house.storage.case_numbered(&number.to_string()).await.unwrap().unwrap();
        let (words, seen) = (Words::parse("ตรวจแล้ว").unwrap(), case.standing.steps);
        let it = Move { step, words, reason: None, content: None, evidence: None, seen };
        self.house.services.cases.take(officer, number, &it).await
    }

    /// What is in a person's log, the newest first.
    pub(crate) async fn log(&self, subject: &str) -> Vec<String> {
        self.house.storage.audit(subject, 100).await.unwrap().into_iter().map(|line| line.act).collect()
    }

    /// What a person was told of others, the newest first.
    pub(crate) async fn notices(&self, subject: &str) -> Vec<&'static str> {
        let lines = self.house.storage.messages(subject, 100).await.unwrap();
        let own = ["new-device", "case-filed", "case-moved"];
        lines.iter().map(|line| line.message.notice.name()).filter(|it| !own.contains(it)).collect()
    }
}

/// The n-th number, as [`House::person`] uses it.
pub(crate) fn number(n: u32) -> NationalId {
    (0..10).find_map(|check| NationalId::parse(&format!("19999{n:07}{check}")).ok()).unwrap()
}

/// Who [`House::person`] opens an account for.
pub(crate) fn person(n: u32) -> GivenPerson {
    GivenPerson {
        document: Document::NationalId(number(n)),
        born: born("1980-02-01"),
        first_name: name("สมมติ"),
        last_name: None,
        sex: None,
    }
}

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

pub(crate) fn born(iso: &str) -> DateEntry {
    let mut parts = iso.split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    DateEntry::parse(DateParts { day, month, year }, Language::En).unwrap()
}

pub(crate) fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

/// A dose of the n-th person, by this name at its sender.
pub(crate) fn dose(n: u32, key: &str) -> GivenRecord {
    GivenRecord {
        key: SenderKey { system: "https://unit.example/doses".to_owned(), value: key.to_owned() },
        person: person(n),
        content: vaccination("LOT-1", DAY),
        state: RecordState::Recorded,
        unit: None,
        presence: None,
    }
}

pub(crate) fn vaccination(lot: &str, on: &str) -> Content {
    Content::Vaccination(Vaccination { product: Product::Comirnaty, lot: lot.to_owned(), dose: 1, day: day(on) })
}
