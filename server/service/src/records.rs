//! Health records (articles 3 and 7): shown to whose they are, made by units, put right by versions that follow. What is
//! recorded is sealed under the person's key; a version is never changed.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::account::Assurance;
use domain::case_number::CaseNumber;
use domain::cases::OfficeMail;
use domain::catalogue::{PurposeId, RecipientId, field};
use domain::delegation::Act;
use domain::organisation::{DIVISION, Organisation};
use domain::partner::Event;
use domain::permission::{self, Tie};
use domain::record::{Content, Dose, DoseFault, Product, RecordState, dose_faults};
use domain::{Id, Instant};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::{
    Certificate, Change, Confirmed, CorrectionNotice, RecordChange, RecordKind, RecordVersion, StorageError, UnitOfWork,
};

/// Where what is recorded is kept; part of what its seal is bound to.
const PLACE: &str = "record_version.sealed";
/// The source of what a unit records.
const UNIT: &str = "unit";
/// The length of an officer's code, in hexadecimal digits.
const OFFICER: usize = 8;
/// The longest part of a unit's name that is looked for, in bytes.
const LONGEST_PART: usize = 1000;
/// The most corrections shown to a recipient.
const LIST: u32 = 200;

/// A record as it is shown.
pub struct RecordView {
    /// Its id.
    pub id: Id,
    /// The organisation that recorded it; `None` where nobody knows it any more.
    pub unit: Option<Organisation>,
    /// Its code.
    pub unit_code: String,
    /// Its versions, the oldest first; never empty.
    pub versions: Vec<VersionView>,
    /// The code of its certificate, and whether it stands.
    pub certificate: Option<(String, bool)>,
    /// The number of the open case about it.
    pub case: Option<String>,
    /// Whether it is of another account of the same person: there it is disputed.
    pub linked: bool,
}

/// One version of a record.
pub struct VersionView {
    /// From 1.
    pub version: u32,
    /// What is recorded.
    pub content: Content,
    /// Whether it stands.
    pub state: RecordState,
    /// How it is known that the person was there.
    pub confirmed: Confirmed,
    /// When it was made.
    pub at: Instant,
    /// The code of the officer who made it: the same for the same officer, and no name.
    pub officer: String,
    /// Where it came from.
    pub source: String,
    /// The case that led to it.
    pub cause: Option<Id>,
}

/// The records of a person.
pub struct RecordsView {
    /// The records, the newest day first.
    pub records: Vec<RecordView>,
    /// What does not fit among the doses that stand.
    pub faults: Vec<(Product, DoseFault)>,
    /// Whether an identity that nobody has checked keeps them hidden.
    pub unverified: bool,
}

/// What a certificate's code says to whoever checks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// When it was issued.
    pub issued_at: Instant,
    /// When it was revoked, where it was.
    pub revoked_at: Option<Instant>,
    /// The organisation behind it.
    pub unit: Option<Organisation>,
}

/// A record to be made.
#[derive(Clone, Copy)]
pub struct NewRecord<'a> {
    /// Whose.
    pub subject: &'a str,
    /// What.
    pub content: &'a Content,
}

/// The duty.
pub struct RecordDesk {
    core: Arc<Core>,
}

impl RecordDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The records of whom this request is about. A delegate's reading is written down first. Where nobody has checked
    /// who the person is, nothing that others recorded about the number is shown.
    pub async fn own(&self, signed: &Signed) -> Result<RecordsView, ServiceError> {
        let subject = signed.subject();
        signed.may(Act::See, self.core.now())?;
        if signed.acting.is_some() {
            let own = (permission::Act::Own(Act::See), Tie::OwnData, PurposeId::Service);
            let permit = self.core.permit(signed, own, (subject, None)).await?;
            let event = permit.used(&self.core, "records-read", signed, (subject, None))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
        }
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Ok(RecordsView { records: Vec::new(), faults: Vec::new(), unverified: true });
        }
        let mut records = self.core.records_of(subject).await?;
        // What the same person's other account has is theirs too, while an officer says that it is one person.
        for link in self.core.storage.links_of(subject).await?.into_iter().filter(|link| link.ended.is_none()) {
            let other = if link.one == subject { &link.other } else { &link.one };
            let linked = match self.core.records_of(other).await {
                // Erased meanwhile.
                Err(ServiceError::Absent) => continue,
                linked => linked?,
            };
            records.extend(linked.into_iter().map(|record| RecordView { linked: true, ..record }));
        }
        records.sort_by_key(|record| std::cmp::Reverse(record.versions.last().map(|it| it.content.day())));
        Ok(RecordsView { faults: faults(&records), records, unverified: false })
    }

    /// One record of whom this request is about.
    pub async fn one(&self, signed: &Signed, id: Id) -> Result<RecordView, ServiceError> {
        let all = self.own(signed).await?;
        all.records.into_iter().find(|record| record.id == id).ok_or(ServiceError::Absent)
    }

    /// An officer of a unit records something about somebody; the certificate of a dose comes with it.
    pub async fn record(&self, signed: &Signed, new: NewRecord<'_>) -> Result<Id, ServiceError> {
        let asked = (permission::Act::Record, Tie::Came, PurposeId::VaccineRegister);
        let permit = self.core.permit(signed, asked, (new.subject, None)).await?;
        let key = self.core.data_key(new.subject).await?;
        // Sent twice is recorded once.
        for last in self.core.storage.records(new.subject).await?.chunk_by(|a, b| a.id == b.id).filter_map(<[_]>::last)
        {
            let stands = last.unit == signed.organisation && last.state == RecordState::Recorded;
            if stands && Core::content_of(&key, last)? == *new.content {
                return Ok(last.id);
            }
        }
        let (id, mut changes) =
            self.core.first_version((new.subject, &key), (&signed.organisation, &signed.account), new.content, None)?;
        changes.push(permit.used(&self.core, "record-made", signed, (new.subject, Some(id)))?);
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(id)
    }

    /// What a certificate's code says; `None` where no certificate has it. Nothing of the person is said.
    pub async fn check(&self, code: CaseNumber) -> Result<Option<Checked>, ServiceError> {
        let Some(it) = self.core.storage.certificate(&code.to_string()).await? else { return Ok(None) };
        let versions = self.core.storage.record(&it.subject, it.record).await?;
        let unit = match versions.first() {
            Some(first) => self.core.storage.organisation(&first.unit).await?,
            None => None,
        };
        Ok(Some(Checked { issued_at: it.issued_at, revoked_at: it.revoked_at, unit }))
    }

    /// Keeps an organisation, as the operator enters it.
    pub async fn keep_organisation(&self, organisation: Organisation) -> Result<(), ServiceError> {
        let change = RecordChange::Organisation { organisation, at: self.core.now() };
        Ok(self.core.storage.commit(UnitOfWork::of(change.into())).await?)
    }

    /// The organisation of this code.
    pub async fn organisation(&self, code: &str) -> Result<Option<Organisation>, ServiceError> {
        Ok(self.core.storage.organisation(code).await?)
    }

    /// Units whose name holds `part`, or whose code it is; closed ones too: their cases go to who answers for them.
    pub async fn units_named(&self, part: &str, limit: u32) -> Result<Vec<Organisation>, ServiceError> {
        let part = part.trim();
        // An engine refuses to look for what is no text to it, or too long: no unit is called so.
        let is_a_part = !part.is_empty() && part.len() <= LONGEST_PART && !part.contains('\0');
        if is_a_part { Ok(self.core.storage.organisations_named(part, limit).await?) } else { Ok(Vec::new()) }
    }

    /// The corrections a recipient has not acknowledged.
    pub async fn corrections_for(&self, recipient: RecipientId) -> Result<Vec<CorrectionNotice>, ServiceError> {
        Ok(self.core.storage.corrections_for(recipient, LIST).await?)
    }

    /// The corrections of whom this request is about, and who was told.
    pub async fn corrections_of(&self, signed: &Signed) -> Result<Vec<CorrectionNotice>, ServiceError> {
        signed.may(Act::See, self.core.now())?;
        let account = self.core.storage.account(signed.subject()).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Ok(Vec::new());
        }
        Ok(self.core.storage.corrections_of(signed.subject()).await?)
    }

    /// A recipient acknowledges a correction.
    pub async fn acknowledge(&self, signed: &Signed, recipient: RecipientId, id: Id) -> Result<(), ServiceError> {
        let waiting = self.core.storage.corrections_for(recipient, LIST).await?;
        let notice = waiting.into_iter().find(|notice| notice.id == id).ok_or(ServiceError::Absent)?;
        let asked = (permission::Act::AcknowledgeNotice, Tie::Received, PurposeId::Rights);
        let permit = self.core.permit(signed, asked, (&notice.subject, Some(id))).await?;
        let (at, by) = (self.core.now(), signed.account.clone());
        let changes = vec![
            RecordChange::Acknowledge { id, at, by }.into(),
            permit.used(&self.core, "correction-acknowledged", signed, (&notice.subject, Some(id)))?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    /// Tells recipients again who have not acknowledged for a day; gives back how many.
    pub async fn tell_again(&self) -> Result<usize, ServiceError> {
        const DAY: i64 = 86_400_000;
        let (now, mut told) = (self.core.now(), 0);
        for recipient in RecipientId::ALL {
            for it in self.core.storage.corrections_for(recipient, LIST).await? {
                if it.told_at.plus(DAY) > now {
                    break;
                }
                let again = RecordChange::NotifyAgain { id: it.id, times: it.times, at: now };
                let mut changes: Vec<Change> = vec![again.into()];
                let unit = self.core.storage.record(&it.subject, it.record).await?;
                let unit = unit.first().map_or("", |first| first.unit.as_str());
                changes.extend(self.core.mail_of_correction(recipient, unit).await?);
                match self.core.storage.commit(UnitOfWork { changes }).await {
                    Ok(()) => told += 1,
                    Err(StorageError::Conflict { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(told)
    }
}

/// What does not fit among the doses that stand.
pub(crate) fn faults(records: &[RecordView]) -> Vec<(Product, DoseFault)> {
    let standing = records.iter().filter_map(|record| record.versions.last());
    let dose = |version: &VersionView| {
        let it = version.content.vaccination().filter(|_| version.state == RecordState::Recorded)?;
        Some(Dose { product: it.product, number: it.dose, day: it.day })
    };
    dose_faults(&standing.filter_map(dose).collect::<Vec<_>>())
}

impl Core {
    /// Every record of a subject, opened, the newest day first. Whoever calls has asked whether it may be read.
    pub(crate) async fn records_of(&self, subject: &str) -> Result<Vec<RecordView>, ServiceError> {
        let key = self.data_key(subject).await?;
        let versions = self.storage.records(subject).await?;
        let (certificates, cases) =
            (self.storage.certificates(subject).await?, self.storage.cases(subject, 200).await?);
        let mut units: BTreeMap<String, Option<Organisation>> = BTreeMap::new();
        let mut records: Vec<RecordView> = Vec::new();
        for versions in versions.chunk_by(|a, b| a.id == b.id) {
            let Some(first) = versions.first() else { continue };
            if !units.contains_key(&first.unit) {
                units.insert(first.unit.clone(), self.storage.organisation(&first.unit).await?);
            }
            let open = cases.iter().find(|case| case.record == Some(first.id) && case.standing.state.is_open());
            let certificate = certificates.iter().rev().find(|it| it.record == first.id);
            records.push(RecordView {
                id: first.id,
                unit: units.get(&first.unit).cloned().flatten(),
                unit_code: first.unit.clone(),
                versions: versions.iter().map(|it| self.version_view(&key, it)).collect::<Result<_, _>>()?,
                certificate: certificate.map(|it| (it.code.clone(), it.revoked_at.is_none())),
                case: open.map(|case| case.number.clone()),
                linked: false,
            });
        }
        records.sort_by_key(|record| std::cmp::Reverse(record.versions.last().map(|it| it.content.day())));
        Ok(records)
    }

    pub(crate) fn version_view(&self, key: &DataKey, it: &RecordVersion) -> Result<VersionView, ServiceError> {
        let plain = String::from_utf8(key.open(&it.sealed, PLACE)?).map_err(|_| ServiceError::Sealed)?;
        Ok(VersionView {
            version: it.version,
            content: Content::from_text(&plain).ok_or(ServiceError::Sealed)?,
            state: it.state,
            confirmed: it.confirmed,
            at: it.at,
            officer: self.officer_code(&it.recorder),
            source: it.source.clone(),
            cause: it.cause,
        })
    }

    /// What an officer is called where their name is not said.
    pub(crate) fn officer_code(&self, account: &str) -> String {
        self.keys().lookup("officer", account).to_string()[..OFFICER].to_uppercase()
    }

    /// The changes that make a new record, and its id.
    pub(crate) fn first_version(
        &self,
        whose: (&str, &DataKey),
        by: (&str, &str),
        content: &Content,
        cause: Option<Id>,
    ) -> Result<(Id, Vec<Change>), ServiceError> {
        let version = self.new_version(whose, by, content, cause)?;
        Ok((version.id, self.recorded(&version)?))
    }

    /// The first version of a record, by a unit and whoever recorded it.
    pub(crate) fn new_version(
        &self,
        (subject, key): (&str, &DataKey),
        (unit, recorder): (&str, &str),
        content: &Content,
        cause: Option<Id>,
    ) -> Result<RecordVersion, ServiceError> {
        let at = self.now();
        Ok(RecordVersion {
            subject: subject.to_owned(),
            id: self.id(at)?,
            version: 1,
            kind: if content.vaccination().is_some() { RecordKind::Vaccination } else { RecordKind::Laboratory },
            state: RecordState::Recorded,
            confirmed: Confirmed::Not,
            unit: unit.to_owned(),
            recorder: recorder.to_owned(),
            source: UNIT.to_owned(),
            at,
            cause,
            sealed: self.seal(key, content.to_text().as_bytes(), PLACE)?,
        })
    }

    /// The changes that keep a first version, and the certificate that comes with a dose.
    pub(crate) fn recorded(&self, version: &RecordVersion) -> Result<Vec<Change>, ServiceError> {
        let mut changes = vec![RecordChange::Version(version.clone()).into()];
        changes.extend(self.certificate(version)?);
        Ok(changes)
    }

    /// The version that follows `last`, standing as `state`, holding `content`.
    pub(crate) fn next_version(
        &self,
        key: &DataKey,
        last: &RecordVersion,
        (state, confirmed, content): (RecordState, Confirmed, &Content),
        (recorder, cause): (&str, Option<Id>),
    ) -> Result<RecordVersion, ServiceError> {
        Ok(RecordVersion {
            version: last.version + 1,
            state,
            confirmed,
            recorder: recorder.to_owned(),
            at: self.now(),
            cause,
            sealed: self.seal(key, content.to_text().as_bytes(), PLACE)?,
            ..last.clone()
        })
    }

    /// What a version holds.
    pub(crate) fn content_of(key: &DataKey, version: &RecordVersion) -> Result<Content, ServiceError> {
        let plain = String::from_utf8(key.open(&version.sealed, PLACE)?).map_err(|_| ServiceError::Sealed)?;
        Content::from_text(&plain).ok_or(ServiceError::Sealed)
    }

    /// The certificate of a dose that stands; nothing for anything else.
    pub(crate) fn certificate(&self, version: &RecordVersion) -> Result<Option<Change>, ServiceError> {
        if version.kind != RecordKind::Vaccination || version.state != RecordState::Recorded {
            return Ok(None);
        }
        let certificate = Certificate {
            code: CaseNumber::from_random(self.random()?).to_string(),
            subject: version.subject.clone(),
            record: version.id,
            version: version.version,
            issued_at: version.at,
            revoked_at: None,
        };
        Ok(Some(RecordChange::Certify(certificate).into()))
    }

    /// A notice of a correction to everyone who receives such a record, and to the systems that have had it.
    pub(crate) async fn correction_told(&self, version: &RecordVersion) -> Result<Vec<Change>, ServiceError> {
        let name = if version.kind == RecordKind::Vaccination { "vaccination" } else { "laboratory-result" };
        // The division looks at what is there: it keeps no copy to put right.
        let all = field(name).map_or(&[][..], |field| field.recipients);
        let recipients: Vec<_> = all.iter().filter(|it| **it != RecipientId::Division).collect();
        let notice = |recipient: &&RecipientId| {
            let (subject, record, at) = (version.subject.clone(), version.id, version.at);
            let notice = CorrectionNotice {
                id: self.id(at)?,
                subject,
                recipient: **recipient,
                record,
                version: version.version,
                created_at: at,
                told_at: at,
                times: 1,
                acknowledged_at: None,
            };
            Ok::<Change, ServiceError>(RecordChange::Notify(notice).into())
        };
        let mut changes = recipients.iter().map(notice).collect::<Result<Vec<_>, _>>()?;
        for recipient in recipients {
            changes.extend(self.mail_of_correction(*recipient, &version.unit).await?);
        }
        let wrong = version.state == RecordState::EnteredInError;
        let event = if wrong { Event::Revocation } else { Event::Correction };
        let about = (Some(version.id), None);
        changes.extend(self.deliveries(&version.subject, event, about, &version.recorder).await?);
        Ok(changes)
    }

    /// The mail that goes with a notice, where the recipient is an office with an address.
    async fn mail_of_correction(&self, recipient: RecipientId, unit: &str) -> Result<Option<Change>, ServiceError> {
        let (code, page) = match recipient {
            RecipientId::HealthUnits => (unit, "unit/notices"),
            RecipientId::Division => (DIVISION, "unit/notices"),
            RecipientId::ProvincialAdministration | RecipientId::Contractors | RecipientId::Authorities => {
                return Ok(None);
            }
        };
        self.tell_office(OfficeMail::Corrected, code, ("", page)).await
    }
}
