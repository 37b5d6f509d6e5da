//! Filing a case: by the person, by who acts for them, or by an officer for somebody who came by another way. It goes to
//! the desk of who recorded it, wherever the person lives.

use super::CaseDesk;
use super::opened::{Filer, Routed};
use super::sealed::{Said, said};
use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::account::Assurance;
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Claim, OfficeMail, Right, Words};
use domain::catalogue::PurposeId;
use domain::delegation;
use domain::fields::NationalId;
use domain::message::Notice;
use domain::organisation::{DIVISION, desk};
use domain::permission::{Act, Tie};
use domain::record::{Content, Vaccination};
use domain::registration::Document as IdDocument;
use domain::{Digest, Id, Language};
use storage::{Change, DelegationChange, Document, KeyKind, StorageError, StoredCase, UnitOfWork};

/// Where a file somebody gave is kept.
pub(super) const FILE: &str = "document.evidence";

/// A file given to show something.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes, clean.
    pub bytes: &'a [u8],
}

/// A case to be filed.
pub struct Filing<'a> {
    /// The right.
    pub right: Right,
    /// The record it is about.
    pub record: Option<Id>,
    /// What is wrong with it; needed for a correction.
    pub claim: Option<Claim>,
    /// What the person writes.
    pub words: Words,
    /// What should be recorded.
    pub content: Option<Vaccination>,
    /// A file.
    pub evidence: Option<Evidence<'a>>,
    /// The unit that should have recorded what is missing, where the person knows.
    pub unit: Option<&'a str>,
    /// How it came.
    pub channel: Channel,
    /// The language it is answered in.
    pub language: Language,
}

impl Filing<'_> {
    /// A request by the person over the web, about no record and with nothing besides.
    pub const fn of(right: Right, words: Words, language: Language) -> Self {
        let (record, claim, content, evidence, unit) = (None, None, None, None, None);
        Self { right, record, claim, words, content, evidence, unit, channel: Channel::Web, language }
    }
}

impl CaseDesk {
    /// Files a case; its number is on disk then. Where there is an open one about the same, that one's number comes back
    /// as [`ServiceError::OpenCase`].
    pub async fn file(&self, signed: &Signed, filing: &Filing<'_>) -> Result<CaseNumber, ServiceError> {
        let own = (Act::Own(delegation::Act::Rights), Tie::OwnData, PurposeId::Rights);
        let permit = self.core.permit(signed, own, (signed.subject(), filing.record)).await?;
        self.file_about((signed, &permit), signed.subject(), ("", ""), filing).await
    }

    /// An officer files a case for somebody who came by phone, fax, post or in person.
    pub async fn file_for(
        &self,
        signed: &Signed,
        subject: &str,
        filing: &Filing<'_>,
    ) -> Result<CaseNumber, ServiceError> {
        let permit = self.core.permit(signed, (Act::EnterCase, Tie::Came, PurposeId::Rights), (subject, None)).await?;
        // It is answered in the person's language, whatever the officer reads.
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let (words, content) = (filing.words.clone(), filing.content.clone());
        let filing = &Filing { language: account.settings.language, words, content, ..*filing };
        let name = self.core.office_name(&signed.organisation, filing.language).await?;
        self.file_about((signed, &permit), subject, (&signed.organisation, &name), filing).await
    }

    /// The person with this id, for an officer who files or records for them, and the milliseconds the answer is to take
    /// longer. That somebody looked is written down first, and so is a search that finds nobody: who tries numbers is
    /// braked as well.
    pub async fn person_with(
        &self,
        signed: &Signed,
        id: &NationalId,
        purpose: PurposeId,
    ) -> Result<(String, u32), ServiceError> {
        let permit = self.core.permit(signed, (Act::FindPerson, Tie::Came, purpose), ("", None)).await?;
        let hash = self.core.document_hash(&IdDocument::NationalId(id.clone()));
        let found = self.core.known_as(KeyKind::Document, &hash).await?;
        let account = match &found {
            Some(found) => self.core.storage.account(found).await?,
            None => None,
        };
        // Whoever only says that the number is theirs is nobody to record or file for.
        let Some(account) = account.filter(|account| account.assurance == Assurance::Verified) else {
            self.core.look(&permit, "nobody-found", signed, &hash.to_string()).await?;
            return Err(ServiceError::Absent);
        };
        let slower = self.core.look(&permit, "person-found", signed, &account.subject).await?;
        Ok((account.subject, slower))
    }

    async fn file_about(
        &self,
        (signed, permit): (&Signed, &Permit),
        subject: &str,
        office: (&str, &str),
        filing: &Filing<'_>,
    ) -> Result<CaseNumber, ServiceError> {
        let key = self.core.data_key(subject).await?;
        let routed = self.route(subject, &key, filing).await?;
        if let Some(open) = self.open_about(subject, &key, filing).await? {
            return Err(ServiceError::OpenCase(open));
        }
        let (evidence, kept_file) = self.core.keep_evidence(subject, &key, filing.evidence)?;
        let content = filing.content.clone().map(Content::Vaccination);
        let words = filing.words.as_str().to_owned();
        let said = Said { words, content, evidence, snapshot: routed.snapshot, reason: None };
        let (by, desk) = (Filer { subject, actor: signed.actor(), office }, routed.desk.clone());
        let (id, number, opened) = self.opened(&key, by, routed, (filing, &said))?;
        let told = self.core.tell_desk(OfficeMail::Filed, &desk, &number.to_string()).await?;
        let mut changes = vec![opened];
        changes.extend(kept_file);
        if let Some(record) = filing.record.filter(|_| filing.right == Right::Correction) {
            changes.extend(self.core.disputed(subject, record).await?);
        }
        changes.push(permit.used(&self.core, "case-filed", signed, (subject, Some(id)))?);
        changes.extend(self.core.tell(subject, &key, Notice::CaseFiled).await?);
        changes.extend(told);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => Ok(number),
            Err(StorageError::Conflict { .. }) => match self.open_about(subject, &key, filing).await? {
                Some(open) => Err(ServiceError::OpenCase(open)),
                None => Err(ServiceError::Meanwhile),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// The open case about the same record, or, without a record, about the same that is missing, or the same right.
    async fn open_about(
        &self,
        subject: &str,
        key: &DataKey,
        filing: &Filing<'_>,
    ) -> Result<Option<CaseNumber>, ServiceError> {
        let open = match filing.record {
            Some(record) => self.core.storage.open_case(subject, record).await?,
            None if filing.right == Right::Correction => self.open_missing(subject, key, filing).await?,
            None => {
                let all = self.core.storage.cases(subject, 200).await?;
                all.into_iter().find(|case| case.right == filing.right && case.standing.state.is_open())
            }
        };
        Ok(open.and_then(|case| CaseNumber::parse(&case.number).ok()))
    }

    /// The open case about the same dose that is missing.
    async fn open_missing(
        &self,
        subject: &str,
        key: &DataKey,
        filing: &Filing<'_>,
    ) -> Result<Option<StoredCase>, ServiceError> {
        let wanted = filing.content.clone().map(Content::Vaccination);
        for case in self.core.storage.cases(subject, 200).await? {
            if case.claim != Some(Claim::Missing) || !case.standing.state.is_open() {
                continue;
            }
            let steps = self.core.storage.case_steps(subject, case.id).await?;
            let filed = steps.first().map(|step| said(key, step)).transpose()?;
            if filed.is_some_and(|filed| filed.content == wanted) {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    /// A correction goes to who recorded it, or answers for them; every other right to the division.
    async fn route(&self, subject: &str, key: &DataKey, filing: &Filing<'_>) -> Result<Routed, ServiceError> {
        if filing.right != Right::Correction {
            return Ok(Routed { unit: String::new(), desk: DIVISION.to_owned(), snapshot: None });
        }
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let (unit, snapshot) = match filing.record {
            Some(_) if account.assurance != Assurance::Verified => return Err(ServiceError::Absent),
            Some(record) => {
                let versions = self.core.storage.record(subject, record).await?;
                let (Some(first), Some(last)) = (versions.first(), versions.last()) else {
                    return Err(ServiceError::Absent);
                };
                (first.unit.clone(), Some((last.version, Core::content_of(key, last)?.digest())))
            }
            None => (filing.unit.unwrap_or_default().to_owned(), None),
        };
        let desk = match self.core.storage.organisation(&unit).await? {
            Some(known) if !known.closed => known.code,
            Some(known) => desk(&unit, &self.core.storage.organisations(&known.province).await?),
            None => DIVISION.to_owned(),
        };
        Ok(Routed { unit, desk, snapshot })
    }
}

/// The id, media type and digest of a file that is kept.
type KeptEvidence = Option<(Id, String, Digest)>;

impl Core {
    /// Keeps a file somebody gave, sealed under the person's key.
    pub(super) fn keep_evidence(
        &self,
        subject: &str,
        key: &DataKey,
        evidence: Option<Evidence<'_>>,
    ) -> Result<(KeptEvidence, Option<Change>), ServiceError> {
        let Some(it) = evidence else { return Ok((None, None)) };
        let made_at = self.now();
        let id = self.id(made_at)?;
        let sealed = self.seal(key, it.bytes, FILE)?;
        let document = Document { subject: subject.to_owned(), id, kind: it.kind.to_owned(), sealed, made_at };
        let kept = (id, it.kind.to_owned(), Digest::of(it.bytes));
        Ok((Some(kept), Some(DelegationChange::KeepDocument(document).into())))
    }

    /// The name of an office in a language; its code where nobody knows it any more.
    pub(super) async fn office_name(&self, code: &str, language: Language) -> Result<String, ServiceError> {
        Ok(match self.storage.organisation(code).await? {
            Some(known) if language == Language::Th => known.name_th,
            Some(known) => known.name_en,
            None => code.to_owned(),
        })
    }
}
