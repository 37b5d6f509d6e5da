//! Made-up people in any number, for demonstrations and measurements: the same for the same seed, each opened and asked
//! the way a real person is, with receipts that can be verified; and cases they file, by the rule that opens each case.
//!
//! Their randomness comes from the seed, and so their keys can be guessed: nothing of anyone real is ever kept in their
//! accounts. No message is queued for them. Their ids pass the check and belong to nobody.

use crate::accounts::{AccountDesk, Registration};
use crate::cases::CaseDesk;
use crate::clock::{Clock, Entropy, EntropyError};
use crate::consents::{Choice, Whose};
use crate::core::Core;
use crate::error::ServiceError;
use crate::{NotRegistered, Services};
use domain::cases::Right;
use domain::catalogue::PurposeId;
use domain::consent::{Decision, Last, Method, Standing};
use domain::fields::NationalId;
use domain::registration::Answers;
use domain::{Digest, Instant, Language};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use storage::{Change, ConsentChange, UnitOfWork};

/// 1 January 2026 in Bangkok: the first of them opened an account then, each later one a second after.
const FIRST: i64 = 1_767_200_400_000;
/// Choices each has made.
const CHOICES: u32 = 10;
/// Between two choices.
const BETWEEN: i64 = 6 * 3_600_000;

const FIRST_NAMES: [&str; 6] = ["สมมติ", "ทดลอง", "ตัวอย่าง", "จำลอง", "ลองดู", "สาธิต"];
const LAST_NAMES: [&str; 5] = ["ตัวอย่าง", "ทดสอบระบบ", "ไม่มีจริง", "ในจินตนาการ", "สมมติขึ้น"];

/// Makes them.
pub struct Seeder {
    services: Arc<Services>,
    seed: u64,
    /// How many cases are filed, by so many people in turn.
    cases: (u64, u64),
}

/// Randomness that is the same in every run.
struct Drawn {
    from: [u8; 16],
    count: AtomicU64,
}

/// A clock that is set.
struct SetClock(AtomicI64);

impl Entropy for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        for part in bytes.chunks_mut(32) {
            let count = self.count.fetch_add(1, Ordering::Relaxed);
            let digest = Digest::of(&[&self.from[..], &count.to_be_bytes()].concat());
            part.copy_from_slice(&digest.as_bytes()[..part.len()]);
        }
        Ok(())
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant::from_unix_milliseconds(self.0.load(Ordering::Relaxed))
    }
}

impl Seeder {
    /// Makes people of this seed.
    pub fn new(services: Arc<Services>, seed: u64) -> Self {
        Self { services, seed, cases: (0, 1) }
    }

    /// The same, of whom the first `of` file so many cases in turn: each asks for one thing once, and so no more are made
    /// than [`Self::CASES_EACH`] for each.
    #[must_use]
    pub fn filing(self, cases: u64, of: u64) -> Self {
        Self { cases: (cases, of.max(1)), ..self }
    }

    /// The most cases one of them files.
    pub const CASES_EACH: u64 = Right::ON_REQUEST.len() as u64;

    /// What the n-th asks for.
    fn rights(&self, n: u64) -> impl Iterator<Item = Right> {
        let (cases, of) = self.cases;
        let turns = (0..Self::CASES_EACH).take_while(move |turn| n < of && n + turn * of < cases);
        turns.filter_map(move |turn| {
            let at = usize::try_from((n + turn) % Self::CASES_EACH).ok()?;
            Right::ON_REQUEST.get(at).copied()
        })
    }

    /// These of them, in one unit of work. Number 0 is the first. Runs long for many: not for a thread that serves.
    pub fn persons(&self, numbers: Range<u64>) -> Result<UnitOfWork, ServiceError> {
        let (mut all, mut worded) = (UnitOfWork::default(), HashSet::new());
        for n in numbers {
            let changes = self.person(n)?.changes.into_iter();
            all.changes.extend(changes.filter(|change| match change {
                Change::Consent(ConsentChange::Word(wording)) => worded.insert(wording.digest),
                _ => true,
            }));
        }
        Ok(all)
    }

    /// The subject of one of them.
    pub fn subject(&self, n: u64) -> Result<String, ServiceError> {
        let (core, clock) = self.core(n);
        Ok(core.id(clock.now())?.to_string())
    }

    /// What the n-th is made with: time and randomness of their own.
    fn core(&self, n: u64) -> (Arc<Core>, Arc<SetClock>) {
        let mut from = [0; 16];
        from[..8].copy_from_slice(&self.seed.to_be_bytes());
        from[8..].copy_from_slice(&n.to_be_bytes());
        let entropy = Arc::new(Drawn { from, count: AtomicU64::new(0) });
        let clock = Arc::new(SetClock(AtomicI64::new(FIRST + i64::try_from(n).unwrap_or(0) * 1000)));
        (Arc::new(self.services.core.with(Arc::clone(&clock) as Arc<dyn Clock>, entropy)), clock)
    }

    fn person(&self, n: u64) -> Result<UnitOfWork, ServiceError> {
        let (core, clock) = self.core(n);
        let answers = answers(n)?;
        let registration = Registration { answers: &answers, photo: None, language: Language::Th, provider: None };
        let opening = AccountDesk::new(Arc::clone(&core)).opening(&registration).map_err(|error| match error {
            NotRegistered::Service(error) => error,
            NotRegistered::Wrong(_) | NotRegistered::Taken => ServiceError::Absent,
        })?;
        let (subject, key, mut unit) = (opening.subject, opening.key, opening.unit);
        let cases = CaseDesk::new(Arc::clone(&core));
        let desk = self.services.consents.with(core);
        let mut stands: Vec<(PurposeId, Last)> = Vec::new();
        for choice in 0..CHOICES {
            clock.0.fetch_add(BETWEEN, Ordering::Relaxed);
            let asked = desk.asked()[choice as usize % desk.asked().len()];
            let last = stands.iter().find(|(purpose, _)| *purpose == asked.purpose).map(|(_, last)| *last);
            let standing = Standing::after(last);
            let decision = match last {
                None if (n + u64::from(choice)).is_multiple_of(4) => Decision::Refused,
                _ if standing.allows(&asked, clock.now()) => Decision::Withdrawn,
                _ => Decision::Given,
            };
            let kind = standing.decide(decision, &asked, None, clock.now())?;
            let choice = Choice {
                purpose: asked.purpose,
                decision,
                seen: None,
                key: None,
                language: Language::Th,
                method: Method::Web,
            };
            let whose = Whose { actor: &subject, acting: None, subject: &subject, key: &key };
            let entry = desk.entry(whose, (asked, kind), &self.services.policies, &choice)?;
            stands.retain(|(purpose, _)| *purpose != asked.purpose);
            stands.push((asked.purpose, entry.event.as_last()));
            unit.changes.extend(desk.recorded((&subject, None), &entry, last, None)?);
        }
        for right in self.rights(n) {
            clock.0.fetch_add(BETWEEN, Ordering::Relaxed);
            unit.changes.extend(cases.made_up(&key, &subject, right)?);
        }
        Ok(unit)
    }
}

/// What the n-th answers. The id's body counts upwards from 880000000000 and gets the check digit that belongs to it.
fn answers(n: u64) -> Result<Answers, ServiceError> {
    let pick = |list: &[&'static str]| list[usize::try_from(n).unwrap_or(0) % list.len()];
    let id = (0..10).map(|check| format!("88{n:010}{check}")).find(|id| NationalId::parse(id).is_ok());
    let id = id.ok_or(ServiceError::Absent)?;
    let year = (2484 + n % 60).to_string();
    let email = format!("person-{n}@example.org");
    let all = [
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", pick(&FIRST_NAMES)),
        ("last-name", pick(&LAST_NAMES)),
        ("birth-date-year", year.as_str()),
        ("birth-date-language", "th"),
        ("nationality", "THA"),
        ("email", email.as_str()),
    ];
    Ok(all.into_iter().collect())
}
