//! Records from files, for units without an interface (article 3): lines are taken in the unit that moves the position on,
//! so that each is taken once however often the work is cut off. What cannot be taken goes to quarantine by line number and
//! reason, and the rest goes on. The file waits sealed under a key of its own, destroyed at its end.

use crate::core::Core;
use crate::error::ServiceError;
use crate::partners::{NotTaken, PartnerDesk, QUEUED, Took};
use crate::sealing::{self, DataKey};
use crate::signed::Signed;
use domain::account::{Assurance, Role};
use domain::catalogue::PurposeId;
use domain::exchange::GivenRecord;
use domain::permission::{Act, Tie};
use domain::{Digest, Id};
use std::sync::Arc;
use storage::{
    AccountChange, Change, FileImport, ImportChange, ImportCounts, ImportFault, ImportState, StorageError, UnitOfWork,
};

/// The most files listed, and lines of quarantine of one answer.
const LIST: u32 = 100;
/// How often lines are taken anew because somebody wrote at the same moment.
const TRIES: u32 = 4;
/// Where a part of a file is kept; part of what its seal is bound to.
const PART: &str = "file_import.part";

/// A line of a file: its number from 1, and what it gives, or why it gives nothing (words of the domain).
pub type Line = (u64, Result<GivenRecord, String>);

/// A line in quarantine: its number, and why.
pub type Fault = (u64, String);

/// Lines that follow one another, and where the file stands after them.
pub struct Lines<'a> {
    /// The lines; blank ones are not among them.
    pub lines: &'a [Line],
    /// How many lines were read by then.
    pub line: u64,
    /// How many bytes were read by then.
    pub byte: u64,
    /// Whether this is the end of the file.
    pub ends: bool,
}

/// Seals and opens the parts of one file. It has no `Debug`.
pub struct FileSeal {
    core: Arc<Core>,
    key: DataKey,
    import: Id,
}

/// The duty.
pub struct ImportDesk {
    core: Arc<Core>,
    partners: PartnerDesk,
}

impl ImportDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { partners: PartnerDesk::new(Arc::clone(&core)), core }
    }

    /// Whether `signed` may bring a file now: asked before it is read.
    pub async fn may(&self, signed: &Signed) -> Result<(), ServiceError> {
        let asked = (Act::ReceiveRecord, Tie::Sent, PurposeId::VaccineRegister);
        self.core.permit(signed, asked, ("", None)).await.map(drop)
    }

    /// A key for a file that is about to come, and the id it will have. What is sealed for an id that is never begun nobody
    /// can open: the key is kept with the beginning.
    pub fn prepare(&self) -> Result<(Id, FileSeal, Change), ServiceError> {
        let now = self.core.now();
        let import = self.core.id(now)?;
        let (key, keep) = self.core.new_data_key(&subject(import), now)?;
        Ok((import, FileSeal { core: Arc::clone(&self.core), key, import }, keep))
    }

    /// Begins a file that is there whole.
    pub async fn begin(
        &self,
        signed: &Signed,
        (id, keep): (Id, Change),
        (format, digest, of_bytes): (&str, Digest, u64),
    ) -> Result<(), ServiceError> {
        self.may(signed).await?;
        let now = self.core.now();
        let file = FileImport {
            id,
            organisation: signed.organisation.clone(),
            account: signed.account.clone(),
            digest,
            format: format.to_owned(),
            state: ImportState::Running,
            of_bytes,
            counts: ImportCounts::default(),
            begun_at: now,
            changed_at: now,
        };
        let changes = vec![
            keep,
            ImportChange::Begin(file).into(),
            self.core.audit("file-begun", signed.actor(), &signed.account, Some(id))?,
        ];
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// The seal of a file that is being read.
    pub async fn seal(&self, id: Id) -> Result<FileSeal, ServiceError> {
        let key = self.core.data_key(&subject(id)).await?;
        Ok(FileSeal { core: Arc::clone(&self.core), key, import: id })
    }

    /// Takes lines, and moves on. [`ServiceError::Meanwhile`] where the file does not stand where the caller thinks: another
    /// process reads it, or somebody stopped it.
    pub async fn advance(
        &self,
        signed: &Signed,
        file: &FileImport,
        lines: &Lines<'_>,
    ) -> Result<FileImport, ServiceError> {
        for _ in 1..TRIES {
            match self.advance_now(signed, file, lines).await {
                Err(ServiceError::Storage(StorageError::Conflict { what })) if what != "a file" => {}
                outcome => return outcome,
            }
        }
        self.advance_now(signed, file, lines).await
    }

    async fn advance_now(
        &self,
        signed: &Signed,
        file: &FileImport,
        lines: &Lines<'_>,
    ) -> Result<FileImport, ServiceError> {
        let (counts, faults, mut changes) = self.take(signed, file.counts, lines).await?;
        let fault = |(line, reasons)| ImportChange::Fault(ImportFault { import: file.id, line, reasons }).into();
        changes.extend(faults.into_iter().map(fault));
        let state = if lines.ends { ImportState::Done } else { ImportState::Running };
        let at = self.core.now();
        changes.push(ImportChange::Move { id: file.id, before: file.counts.byte, state, counts, at }.into());
        if lines.ends {
            changes.push(Change::DestroySubjectKey(subject(file.id)));
        }
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => Ok(FileImport { counts, state, changed_at: at, ..file.clone() }),
            Err(StorageError::Conflict { what: "a file" }) => Err(ServiceError::Meanwhile),
            Err(error) => Err(error.into()),
        }
    }

    /// What would become of lines that follow one another, after these counts: nothing is kept of it but that somebody was
    /// compared with a line, in their log. What an earlier part of the same file would make known is not known here.
    pub async fn try_out(
        &self,
        signed: &Signed,
        counts: ImportCounts,
        lines: &Lines<'_>,
    ) -> Result<(ImportCounts, Vec<Fault>), ServiceError> {
        let (counts, faults, changes) = self.take(signed, counts, lines).await?;
        let compared =
            |change: &Change| matches!(change, Change::Account(AccountChange::Audit(it)) if it.act == QUEUED);
        let changes: Vec<Change> = changes.into_iter().filter(compared).collect();
        if !changes.is_empty() {
            self.core.storage.commit(UnitOfWork { changes }).await?;
        }
        Ok((counts, faults))
    }

    /// What becomes of lines: the counts after them, those in quarantine, the changes of the others.
    async fn take(
        &self,
        signed: &Signed,
        counts: ImportCounts,
        lines: &Lines<'_>,
    ) -> Result<(ImportCounts, Vec<Fault>, Vec<Change>), ServiceError> {
        let mut counts = ImportCounts { line: lines.line, byte: lines.byte, ..counts };
        let given: Vec<GivenRecord> = lines.lines.iter().filter_map(|(_, line)| line.as_ref().ok().cloned()).collect();
        let (outcomes, changes) = self.partners.take_lines(signed, &given).await?;
        let mut outcomes = outcomes.into_iter();
        let mut faults = Vec::new();
        for (number, line) in lines.lines {
            match line {
                Err(reasons) => faults.push((*number, reasons.clone())),
                Ok(_) => match outcomes.next() {
                    Some(Ok(taken)) => count(&mut counts, taken.took),
                    Some(Err(refused)) => faults.push((*number, refusal(refused))),
                    None => {}
                },
            }
        }
        counts.quarantined += faults.len() as u64;
        Ok((counts, faults, changes))
    }

    /// Stops a file: what was taken stays, nothing more is. [`ServiceError::Meanwhile`] where it is over already.
    pub async fn stop(&self, signed: &Signed, id: Id) -> Result<(), ServiceError> {
        for _ in 0..TRIES {
            let file = self.one(signed, id).await?;
            if file.state != ImportState::Running {
                return Err(ServiceError::Meanwhile);
            }
            let (before, counts, at) = (file.counts.byte, file.counts, self.core.now());
            let changes = vec![
                ImportChange::Move { id, before, state: ImportState::Stopped, counts, at }.into(),
                Change::DestroySubjectKey(subject(id)),
                self.core.audit("file-stopped", signed.actor(), &signed.account, Some(id))?,
            ];
            match self.core.storage.commit(UnitOfWork { changes }).await {
                // It moved on at the same moment.
                Err(StorageError::Conflict { .. }) => {}
                outcome => return Ok(outcome?),
            }
        }
        Err(ServiceError::Meanwhile)
    }

    /// The files of the asker's unit, the newest first.
    pub async fn list(&self, signed: &Signed) -> Result<Vec<FileImport>, ServiceError> {
        must_be_at_a_unit(signed)?;
        Ok(self.core.storage.file_imports(&signed.organisation, LIST).await?)
    }

    /// A file of the asker's unit.
    pub async fn one(&self, signed: &Signed, id: Id) -> Result<FileImport, ServiceError> {
        must_be_at_a_unit(signed)?;
        let file = self.core.storage.file_import(id).await?;
        file.filter(|file| file.organisation == signed.organisation).ok_or(ServiceError::Absent)
    }

    /// Lines in quarantine after this one.
    pub async fn faults(&self, signed: &Signed, id: Id, after: u64) -> Result<Vec<ImportFault>, ServiceError> {
        let file = self.one(signed, id).await?;
        Ok(self.core.storage.import_faults(file.id, after, LIST).await?)
    }

    /// A file as it stands, whose ever it is: for who reads it, never for who asks.
    pub async fn standing(&self, id: Id) -> Result<Option<FileImport>, ServiceError> {
        Ok(self.core.storage.file_import(id).await?)
    }

    /// Who brought a file, to go on with it; and the file as it stands. [`ServiceError::Absent`] also where they no longer
    /// work at the unit they brought it for.
    pub async fn resumed(&self, id: Id) -> Result<(Signed, FileImport), ServiceError> {
        let file = self.core.storage.file_import(id).await?.ok_or(ServiceError::Absent)?;
        let signed = self.officer(&file.account).await?;
        let there = signed.role == Role::UnitOfficer && signed.organisation == file.organisation;
        if there { Ok((signed, file)) } else { Err(ServiceError::Absent) }
    }

    /// An officer by their code, for a command of the operator's: who answers for what is brought.
    pub async fn officer_of(&self, unit: &str, code: &str) -> Result<Signed, ServiceError> {
        for (account, role) in self.core.storage.people_of(unit, 10_000).await? {
            if role == Role::UnitOfficer && self.core.officer_code(&account).eq_ignore_ascii_case(code) {
                return self.officer(&account).await;
            }
        }
        Err(ServiceError::Absent)
    }

    async fn officer(&self, account: &str) -> Result<Signed, ServiceError> {
        let known = self.core.storage.account(account).await?.filter(|it| !it.erased).ok_or(ServiceError::Absent)?;
        let now = self.core.now();
        Ok(Signed {
            account: known.subject,
            role: known.role,
            organisation: known.organisation,
            assurance: Assurance::Verified,
            session: self.core.id(now)?,
            signed_in_at: now,
            acting: None,
            hash: Digest::of(b"a file"),
        })
    }
}

impl FileSeal {
    /// How many bytes a sealed part is longer than the part.
    pub const MORE: usize = sealing::MORE;

    /// The n-th part of the file, sealed.
    pub fn seal(&self, n: u64, part: &[u8]) -> Result<Vec<u8>, ServiceError> {
        self.core.seal(&self.key, part, &self.place(n))
    }

    /// The n-th part of the file, opened.
    pub fn open(&self, n: u64, sealed: &[u8]) -> Result<Vec<u8>, ServiceError> {
        self.key.open(sealed, &self.place(n))
    }

    fn place(&self, n: u64) -> String {
        format!("{PART} {} {n}", self.import)
    }
}

fn subject(id: Id) -> String {
    format!("import:{id}")
}

fn count(counts: &mut ImportCounts, took: Took) {
    match took {
        Took::Recorded | Took::Changed => counts.taken += 1,
        Took::Known => counts.known += 1,
        Took::Waits => counts.waiting += 1,
    }
}

/// As a line fault is written: where, and why.
fn refusal(refused: NotTaken) -> String {
    format!("line:{}", refused.name())
}

fn must_be_at_a_unit(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::UnitOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}
