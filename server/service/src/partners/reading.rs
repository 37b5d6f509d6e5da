//! What partners' systems read (articles 3 and 6): records of a person their organisation has had data about, or of one who
//! came to it. Each reading is written down before it is answered; who is looked for on a system's own word, the brake counts.

use super::{PartnerDesk, SignedSystem};
use crate::error::ServiceError;
use crate::records::RecordView;
use domain::catalogue::PurposeId;
use domain::exchange::GivenPerson;
use domain::matching::{Verdict, judge};
use domain::organisation::Organisation;
use domain::permission::{Act, Rule, Tie};
use domain::{Id, Instant};
use storage::{AccessFilter, IntakeChange, UnitOfWork};

/// The most uses of one answer.
const USES: u32 = 1000;

/// What a system looks for somebody for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looking {
    /// Their records.
    Records,
    /// The target groups they belong to.
    Targets,
    /// Who used their data.
    Usage,
}

/// A person found, and their records.
pub struct FoundPerson {
    /// What the person is called by this organisation's systems.
    pub person: String,
    /// Their records.
    pub records: Vec<RecordView>,
    /// How much longer the answer is to take, in milliseconds.
    pub slower: u32,
}

/// One use of somebody's data.
pub struct UsageEvent {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// What was done, a word of the program's own.
    pub act: String,
    /// By which organisation: its code, and what is known of it.
    pub office: (String, Option<Organisation>),
    /// The system it was done with; nothing where a person did it on screen.
    pub system: Option<String>,
    /// What for: a purpose's id.
    pub purpose: String,
    /// Whether it was refused.
    pub refused: bool,
}

/// A page of uses.
pub struct UsageList {
    /// The uses, the newest first.
    pub events: Vec<UsageEvent>,
    /// How many there are, as far as this list reaches.
    pub total: u32,
    /// How much longer the answer is to take, in milliseconds.
    pub slower: u32,
}

impl PartnerDesk {
    /// The records of a person, by document, birth date and name. Absent where nobody is known by the document, or the
    /// rest is not theirs: one answer for both, and both are written down.
    pub async fn find(&self, system: &SignedSystem, asked: &GivenPerson) -> Result<FoundPerson, ServiceError> {
        let (subject, slower) = self.look_for(system, asked, Looking::Records).await?;
        let organisation = system.signed.organisation.clone();
        let person = self.core.pairwise(&organisation, &subject);
        // Kept before the records are read: a correction in between reaches whoever has read what it corrects.
        let received = IntakeChange::Received { subject: subject.clone(), organisation, at: self.core.now() };
        self.core.storage.commit(UnitOfWork::of(received.into())).await?;
        Ok(FoundPerson { person, records: self.core.records_of(&subject).await?, slower })
    }

    /// One record, by its id: of a person the organisation has had data about. Another's is absent, and that it was asked
    /// for is written down where that person sees it.
    pub async fn record(&self, system: &SignedSystem, id: Id) -> Result<(String, RecordView), ServiceError> {
        let owner = self.core.storage.record_owner(id).await?.unwrap_or_default();
        let theirs = !owner.is_empty() && self.has_received(system, &owner).await?;
        let tie = if theirs { Tie::Received } else { Tie::Nothing };
        let asked = (Act::SystemRead, tie, system.system.purpose);
        let permit = match self.core.permit(&system.signed, asked, (&owner, Some(id))).await {
            Err(ServiceError::Denied(Rule::Tie)) => return Err(ServiceError::Absent),
            permit => permit?,
        };
        let event = permit.used(&self.core, "records-read", &system.signed, (&owner, Some(id)))?;
        self.core.storage.commit(UnitOfWork::of(event)).await?;
        let records = self.core.records_of(&owner).await?;
        let record = records.into_iter().find(|record| record.id == id).ok_or(ServiceError::Absent)?;
        Ok((self.core.pairwise(&system.signed.organisation, &owner), record))
    }

    /// Who used a person's data, for whoever answers that person's question: what a law keeps from them is not among it.
    pub async fn usage(
        &self,
        system: &SignedSystem,
        asked: &GivenPerson,
        (offset, limit): (u32, u32),
    ) -> Result<UsageList, ServiceError> {
        let (subject, slower) = self.look_for(system, asked, Looking::Usage).await?;
        let filter = AccessFilter { office: "", before: None, now: self.core.now(), limit: USES };
        let lines = self.core.storage.accesses(&subject, filter).await?;
        let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let mut events = Vec::new();
        for line in lines.into_iter().skip(offset as usize).take(limit as usize) {
            let code = line.grounds.as_ref().map(|it| it.office.clone()).unwrap_or_default();
            let office = self.core.storage.organisation(&code).await?;
            let system = self.core.storage.partner_system_of(&line.actor).await?.map(|it| it.client);
            let purpose = line.grounds.map(|it| it.purpose).unwrap_or_default();
            let refused = line.act == "refused";
            let office = (code, office);
            events.push(UsageEvent { id: line.id, at: line.at, act: line.act, office, system, purpose, refused });
        }
        Ok(UsageList { events, total, slower })
    }

    /// Looks for a person; the use is written down whoever is found. Where only the system's word says that they are
    /// there, the brake counts.
    pub(super) async fn look_for(
        &self,
        system: &SignedSystem,
        asked: &GivenPerson,
        looking: Looking,
    ) -> Result<(String, u32), ServiceError> {
        let (signed, purpose) = (&system.signed, looking.purpose(system));
        let hash = self.core.document_hash(&asked.document);
        let found = self.core.known_by(&hash).await?;
        let theirs = found.filter(|person| {
            let verdict = person.known.as_ref().map(|known| judge(asked, Some(known)));
            matches!(verdict, Some(Verdict::Same { .. }))
        });
        let came = (looking.act(), Tie::Came, purpose);
        let Some(person) = theirs else {
            let permit = self.core.permit(signed, came, ("", None)).await?;
            self.core.look(&permit, "nobody-found", signed, &hash.to_string()).await?;
            return Err(ServiceError::Absent);
        };
        let subject = person.subject;
        if looking != Looking::Usage && self.has_received(system, &subject).await? {
            let asked = (Act::SystemRead, Tie::Received, purpose);
            let permit = self.core.permit(signed, asked, (&subject, None)).await?;
            let event = permit.used(&self.core, looking.known_as(), signed, (&subject, None))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
            return Ok((subject, 0));
        }
        let permit = self.core.permit(signed, came, (&subject, None)).await?;
        let act = if looking == Looking::Usage { looking.known_as() } else { "person-found" };
        let slower = self.core.look(&permit, act, signed, &subject).await?;
        Ok((subject, slower))
    }

    async fn has_received(&self, system: &SignedSystem, subject: &str) -> Result<bool, ServiceError> {
        let receivers = self.core.storage.receivers(subject).await?;
        Ok(receivers.contains(&system.signed.organisation))
    }
}

impl Looking {
    /// What it is where only the system's word says that the person is there.
    const fn act(self) -> Act {
        match self {
            Self::Records | Self::Targets => Act::SystemFind,
            Self::Usage => Act::TrackUsage,
        }
    }

    const fn purpose(self, system: &SignedSystem) -> PurposeId {
        match self {
            Self::Records | Self::Targets => system.system.purpose,
            Self::Usage => PurposeId::Rights,
        }
    }

    /// The use, as the person's log calls it.
    const fn known_as(self) -> &'static str {
        match self {
            Self::Records => "records-read",
            Self::Targets => "targets-read",
            Self::Usage => "usage-read",
        }
    }
}
