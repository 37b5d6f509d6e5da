//! The use cases, one file a duty. Here is the transaction boundary: a use case makes one unit of work, and storage
//! commits it whole. Pages never reach past this crate; SQL never reaches into it.
#![warn(missing_docs)]

mod access_log;
mod accounts;
mod audit;
mod breaches;
mod cases;
mod clock;
mod consents;
mod contact;
mod core;
mod delegations;
mod duty;
mod error;
mod forms;
mod ids;
mod imports;
mod kept_back;
mod key_ring;
mod lease_desk;
mod ledger_desk;
mod lookups;
mod messages;
mod paper;
mod partners;
mod permission;
mod policies;
mod policy_work;
mod records;
mod registers;
mod rotation;
mod sealing;
mod seeding;
mod shelf;
mod sign_on;
mod signed;
mod staff;
mod statistics;
mod traffic_desk;
mod usage;
mod words;

pub use access_log::{AccessLog, AccessLogDesk, AccessView};
pub use accounts::{AccountDesk, NotRegistered, ProfileView, ProviderIdentity, Registration, SourceView, ValueView};
pub use audit::{AuditDesk, Finding, Report};
pub use breaches::{BreachDesk, BreachStepView, BreachView};
pub use cases::{
    CaseDesk, CaseLine, CaseView, Evidence, Filing as CaseFiling, LetterView, Move, Said, StepReceipt, StepView, Who,
    WorkList,
};
pub use clock::{Clock, Entropy, EntropyError};
pub use consents::{Choice, ConsentDesk, ConsentsView, PurposeView, Receipt};
pub use contact::ContactDesk;
pub use core::Token;
pub use delegations::{DelegateDesk, DelegationView, Filing};
pub use duty::{BoundView, ColleagueView, DutyDesk, OfficeView};
pub use error::ServiceError;
pub use forms::{FormDesk, FormKind};
pub use imports::{Fault, FileSeal, ImportDesk, Line, Lines};
pub use kept_back::{Committed, OPERATOR, UseReceipt};
pub use key_ring::{KeyFileError, KeyRing};
pub use lease_desk::LeaseDesk;
pub use ledger_desk::{CheckpointKeeper, KeeperError, LedgerDesk, LedgerError, Published};
pub use messages::{Carried, Carrier, MessageDesk, OutboxLine, Parcel};
pub use paper::{PaperDesk, PaperKeyed, PaperList, PaperMine, PaperReadings, PaperSettled, PaperView, Settling};
pub use partners::{
    Answer, CivilQuestion, DeliveryView, Due, FoundPerson, LinkView, NewSystem, NotTaken, Outcomes, PartnerDesk,
    PartnerRefusal, Posted, PresenceView, ReviewList, ReviewView, Sent, SignedSystem, SystemView, TOKEN, Taken,
    TakenNote, TargetGiven, TargetOutcome, Took, UsageEvent, UsageList, is_client,
};
pub use policies::{Comparison, Import, Imported, PolicyDesk, Publication, Reader};
pub use policy_work::{Beginning, PolicyWorkDesk, WorkStepView, WorkView};
pub use records::{Checked, NewRecord, RecordDesk, RecordView, RecordsView, VersionView};
pub use registers::{Disclosed, DisclosureView, EntryLine, EntryStepView, EntryView, ExportLine, Filter, RegisterDesk};
pub use rotation::{KeyDesk, Rotated};
pub use seeding::Seeder;
pub use shelf::Shelf;
pub use sign_on::{Device, NoCode, SignIn, SignOnDesk};
pub use signed::{Acting, Signed};
pub use staff::StaffDesk;
pub use statistics::{MonthView, StatisticsDesk, to_json};
pub use traffic_desk::{NewHold, ReadEntries, TrafficDesk, TrafficError, TrafficKeeper, hold_number};
pub use usage::UsageDesk;
pub use words::ThaiWords;

use crate::core::Core;
use domain::brake::Thresholds;
use domain::cases::Clocks;
use domain::consent::AskedPurpose;
use domain::minority::MinorityRule;
use std::sync::Arc;
use storage::Storage;

/// What every duty needs: where things are kept, what time it is, where randomness comes from.
pub struct Parts {
    /// Where things are kept.
    pub storage: Arc<dyn Storage>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The keys that are kept apart from the database.
    pub keys: KeyRing,
    /// Scheme and authority people use, without a slash at the end.
    pub origin: Arc<str>,
    /// What the operator may set.
    pub rules: Rules,
    /// The purposes people are asked about: [`domain::consent::ASKED`], unless a test adds one.
    pub asked: Vec<AskedPurpose>,
    /// Keeps the ledger's last checkpoint apart from the database.
    pub keeper: Arc<dyn CheckpointKeeper>,
}

/// What the operator may set: the law's own numbers and the defaults, unless they know better.
#[derive(Debug, Clone)]
pub struct Rules {
    /// From which ages people decide about their data.
    pub minority: MinorityRule,
    /// How long offices have to answer.
    pub clocks: Clocks,
    /// Where letters to the division are announced: an e-mail address.
    pub division_mail: Arc<str>,
    /// From when on somebody who browses is questioned, slowed and stopped.
    pub brake: Thresholds,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            minority: MinorityRule::default(),
            clocks: Clocks::default(),
            division_mail: domain::agency::EMAIL.into(),
            brake: Thresholds::default(),
        }
    }
}

/// All duties over one storage.
pub struct Services {
    /// Where things are kept.
    pub storage: Arc<dyn Storage>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The policy (article 1).
    pub policies: PolicyDesk,
    /// The contact form (article 9).
    pub contact: ContactDesk,
    /// How much each service is used (article 2 (c)).
    pub usage: UsageDesk,
    /// Accounts and profiles (article 2).
    pub accounts: AccountDesk,
    /// Signing in and sessions (article 8).
    pub sign_on: SignOnDesk,
    /// Forms that wait for a browser.
    pub forms: FormDesk,
    /// Messages and the outbox (article 2 (b)).
    pub messages: MessageDesk,
    /// Consent (articles 1 and 6).
    pub consents: ConsentDesk,
    /// Which of several processes does what only one may do.
    pub lease: LeaseDesk,
    /// The transparency log.
    pub ledger: LedgerDesk,
    /// Checking the whole of it.
    pub audit: AuditDesk,
    /// Powers of attorney (article 1).
    pub delegates: DelegateDesk,
    /// Health records (article 3).
    pub records: RecordDesk,
    /// Cases about rights (article 7).
    pub cases: CaseDesk,
    /// Who used whose data (article 8).
    pub access_log: AccessLogDesk,
    /// What binds people on duty (articles 3 and 5).
    pub duty: DutyDesk,
    /// Breach cases (article 8).
    pub breaches: BreachDesk,
    /// Paper forms (article 2).
    pub papers: PaperDesk,
    /// Versions of the policy that are being written (article 1).
    pub policy_work: PolicyWorkDesk,
    /// Published statistics.
    pub statistics: StatisticsDesk,
    /// The division's registers (articles 3 to 5).
    pub registers: RegisterDesk,
    /// Partners' systems (articles 3 and 4).
    pub partners: PartnerDesk,
    /// Records from files (article 3).
    pub imports: ImportDesk,
    /// Accounts of people on duty.
    pub staff: StaffDesk,
    /// The lawful traffic log (article 2 (d)).
    pub traffic: TrafficDesk,
    /// The keys.
    pub keys: KeyDesk,
    core: Arc<Core>,
}

impl Services {
    /// Opens the duties; the policy versions are read once here.
    pub async fn open(parts: Parts) -> Result<Self, ServiceError> {
        let Parts { storage, clock, entropy, keys, origin, rules, asked, keeper } = parts;
        let policies = PolicyDesk::open(Arc::clone(&storage), Arc::clone(&clock)).await?;
        let known = (origin, rules, storage.newest_id().await?);
        let core = Arc::new(Core::new(Arc::clone(&storage), Arc::clone(&clock), entropy, keys, known));
        Ok(Self {
            policies,
            contact: ContactDesk::new(Arc::clone(&core)),
            usage: UsageDesk::new(Arc::clone(&storage)),
            accounts: AccountDesk::new(Arc::clone(&core)),
            sign_on: SignOnDesk::new(Arc::clone(&core)),
            forms: FormDesk::new(Arc::clone(&core)),
            messages: MessageDesk::new(Arc::clone(&core)),
            consents: ConsentDesk::new(Arc::clone(&core), asked.clone()),
            lease: LeaseDesk::new(Arc::clone(&core))?,
            ledger: LedgerDesk::new(Arc::clone(&core), keeper),
            audit: AuditDesk::new(Arc::clone(&core), asked),
            delegates: DelegateDesk::new(Arc::clone(&core)),
            records: RecordDesk::new(Arc::clone(&core)),
            cases: CaseDesk::new(Arc::clone(&core)),
            access_log: AccessLogDesk::new(Arc::clone(&core)),
            duty: DutyDesk::new(Arc::clone(&core)),
            breaches: BreachDesk::new(Arc::clone(&core)),
            papers: PaperDesk::new(Arc::clone(&core)),
            registers: RegisterDesk::new(Arc::clone(&core)),
            policy_work: PolicyWorkDesk::new(Arc::clone(&core)),
            statistics: StatisticsDesk::new(Arc::clone(&core)),
            partners: PartnerDesk::new(Arc::clone(&core)),
            imports: ImportDesk::new(Arc::clone(&core)),
            staff: StaffDesk::new(Arc::clone(&core)),
            traffic: TrafficDesk::new(Arc::clone(&core)),
            keys: KeyDesk::new(Arc::clone(&core)),
            storage,
            clock,
            core,
        })
    }

    /// Takes these keys from now on: the key file changed.
    pub fn set_keys(&self, keys: KeyRing) {
        self.core.set_keys(keys);
    }
}
