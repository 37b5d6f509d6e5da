//! Who may do what with whose data (articles 3, 5, 6 and 8): one rule, asked for every request on what is true at that
//! moment. Its decision says which conditions it looked at and which one failed, and can be made again from what is kept
//! of it, in the browser too.

mod act;
mod exchange;
mod facts;
mod promise;

pub use act::{Act, Spec, Tie};
pub use promise::{IN_FORCE, promise};

use crate::account::Role;
use crate::catalogue::{PurposeId, RecipientId, field};
use crate::date::{Day, Instant};
use crate::delegation::{self, Delegation};
use crate::language::{Bilingual, Explain};
use crate::organisation::OrganisationKind;

/// Who acts, as far as the rule looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The person whose data it is.
    Subject,
    /// Who holds a power of attorney of theirs.
    Delegate(Delegation),
    /// Somebody on duty.
    OnDuty(Duty),
    /// Whoever runs the portal, by a command at its machine.
    Operator,
}

/// Somebody on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What they are here as.
    pub role: Role,
    /// What their organisation is; `None` where nobody knows it.
    pub office: Option<OrganisationKind>,
    /// What their organisation has agreed to. The division is the controller's own, and needs none.
    pub agreement: Option<Agreement>,
    /// What they have promised themselves.
    pub promise: Option<Promise>,
    /// Whether the brake stopped them, and nobody has let them go on.
    pub stopped: bool,
}

/// An agreement with an organisation, or a contract: article 3 and 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// The first Bangkok day on which it holds.
    pub from: Day,
    /// The last.
    pub until: Day,
    /// For what data may be used under it.
    pub purposes: Purposes,
    /// Whether it was ended before its last day.
    pub ended: bool,
}

/// A personal promise of non-disclosure, signed on screen: article 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Which text was signed.
    pub version: u16,
    /// The text in force.
    pub in_force: u16,
    /// The last Bangkok day on which it holds.
    pub until: Day,
}

/// A set of purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purposes(u16);

/// What is acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// What ties whoever acts to the person.
    pub tie: Tie,
}

/// A condition the rule looks at, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// One's own data.
    Own,
    /// A power of attorney that stands, and covers the act.
    Delegation,
    /// The role may do this at all.
    Role,
    /// The brake has not stopped them.
    Brake,
    /// The organisation has an agreement that holds today.
    Agreement,
    /// The personal promise of non-disclosure is signed, in its present text, and holds today.
    Promise,
    /// The purpose is one of this act, and of the agreement.
    Purpose,
    /// There is a tie to the person.
    Tie,
    /// The fields the act needs go to this recipient for this purpose: the catalogue says so.
    Fields,
}

/// Everything a decision depends on: kept with it, so that it can be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Who.
    pub actor: Actor,
    /// What.
    pub act: Act,
    /// On what.
    pub on: On,
    /// What for.
    pub purpose: PurposeId,
    /// When.
    pub at: Instant,
}

/// What the rule says, with the way it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The conditions looked at, in order, and whether each holds. The first that does not is the last looked at.
    pub path: Vec<(Rule, bool)>,
    /// The fields of the catalogue that may be used; empty where the act is denied.
    pub fields: Vec<&'static str>,
}

/// Whether `actor` may do `act` on `on` for `purpose` at `at`.
pub fn may(actor: &Actor, act: Act, on: On, purpose: PurposeId, at: Instant) -> Decision {
    let mut path = Vec::new();
    let mut fields = Vec::new();
    match actor {
        Actor::Subject => path.push((Rule::Own, matches!(act, Act::Own(_)))),
        Actor::Delegate(delegation) => path.push((Rule::Delegation, delegated(delegation, act, at))),
        Actor::OnDuty(duty) => {
            let spec = act.spec();
            for rule in
                [Rule::Role, Rule::Brake, Rule::Agreement, Rule::Promise, Rule::Purpose, Rule::Tie, Rule::Fields]
            {
                let holds = duty.holds(rule, &spec, (on, purpose, at.bangkok_day()));
                path.push((rule, holds));
                if !holds {
                    return Decision { path, fields };
                }
            }
            fields.extend(spec.fields);
        }
        Actor::Operator => {
            let spec = act.spec();
            for (rule, holds) in [
                (Rule::Role, act.at_machine()),
                (Rule::Purpose, spec.purposes.contains(&purpose)),
                (Rule::Tie, spec.ties.contains(&on.tie)),
            ] {
                path.push((rule, holds));
                if !holds {
                    return Decision { path, fields };
                }
            }
            fields.extend(spec.fields);
        }
    }
    Decision { path, fields }
}

fn delegated(delegation: &Delegation, act: Act, at: Instant) -> bool {
    let Act::Own(act) = act else { return false };
    delegation.allows(act, at).is_ok()
}

impl Duty {
    fn holds(&self, rule: Rule, spec: &Spec, (on, purpose, today): (On, PurposeId, Day)) -> bool {
        let own_house = self.office == Some(OrganisationKind::Division);
        match rule {
            Rule::Role => spec.roles.contains(&self.role),
            Rule::Brake => !self.stopped,
            Rule::Agreement => own_house || self.agreement.is_some_and(|it| it.holds(today)),
            Rule::Promise => self.promise.is_some_and(|it| it.holds(today)),
            Rule::Purpose => {
                let agreed = own_house || self.agreement.is_some_and(|it| it.purposes.contains(purpose));
                spec.purposes.contains(&purpose) && agreed
            }
            Rule::Tie => spec.ties.contains(&on.tie),
            Rule::Fields => self.recipient().is_some_and(|it| spec.fields.iter().all(|id| goes(id, it, purpose))),
            Rule::Own | Rule::Delegation => false,
        }
    }

    /// What the catalogue calls whoever works there.
    fn recipient(&self) -> Option<RecipientId> {
        Some(match self.office? {
            OrganisationKind::Unit | OrganisationKind::Provincial => RecipientId::HealthUnits,
            OrganisationKind::Division => RecipientId::Division,
            OrganisationKind::Contractor => RecipientId::Contractors,
            OrganisationKind::Registry => RecipientId::ProvincialAdministration,
        })
    }
}

fn goes(id: &str, recipient: RecipientId, purpose: PurposeId) -> bool {
    field(id).is_some_and(|field| field.recipients.contains(&recipient) && field.purposes.contains(&purpose))
}

impl Agreement {
    /// Whether it holds on `day`.
    pub fn holds(&self, day: Day) -> bool {
        !self.ended && self.from <= day && day <= self.until
    }
}

impl Promise {
    /// For how many days a signature holds: the operator's own default.
    pub const DAYS: u16 = 365;

    /// Whether it holds on `day`.
    pub fn holds(&self, day: Day) -> bool {
        self.version == self.in_force && day <= self.until
    }
}

impl Purposes {
    /// Whether `purpose` is one of them.
    pub const fn contains(self, purpose: PurposeId) -> bool {
        self.0 & (1 << purpose as u16) != 0
    }

    /// As stored: the ids, each with a space between.
    pub fn words(self) -> String {
        self.all().map(PurposeId::id).collect::<Vec<_>>().join(" ")
    }

    /// The purposes of these ids; `None` when one is none.
    pub fn from_words(words: &str) -> Option<Self> {
        let purpose = |word: &str| PurposeId::ALL.into_iter().find(|it| it.id() == word);
        words.split_whitespace().map(purpose).collect()
    }

    /// Each of them.
    pub fn all(self) -> impl Iterator<Item = PurposeId> {
        PurposeId::ALL.into_iter().filter(move |it| self.contains(*it))
    }
}

impl FromIterator<PurposeId> for Purposes {
    fn from_iter<T: IntoIterator<Item = PurposeId>>(all: T) -> Self {
        Self(all.into_iter().fold(0, |bits, it| bits | 1 << it as u16))
    }
}

impl Facts {
    /// The decision, made from these facts.
    pub fn decide(&self) -> Decision {
        may(&self.actor, self.act, self.on, self.purpose, self.at)
    }
}

impl Decision {
    /// The condition that failed; `None` where the act is allowed.
    pub fn denied(&self) -> Option<Rule> {
        self.path.iter().find(|(_, holds)| !holds).map(|(rule, _)| *rule)
    }

    /// As kept: each condition with `+` or `-` before it.
    pub fn words(&self) -> String {
        let word = |(rule, holds): &(Rule, bool)| format!("{}{}", if *holds { '+' } else { '-' }, rule.name());
        self.path.iter().map(word).collect::<Vec<_>>().join(" ")
    }
}

impl Rule {
    /// All conditions.
    pub const ALL: [Self; 9] = [
        Self::Own,
        Self::Delegation,
        Self::Role,
        Self::Brake,
        Self::Agreement,
        Self::Promise,
        Self::Purpose,
        Self::Tie,
        Self::Fields,
    ];

    /// The reason code, as it is audited and answered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Delegation => "delegation",
            Self::Role => "role",
            Self::Brake => "brake",
            Self::Agreement => "agreement",
            Self::Promise => "non-disclosure",
            Self::Purpose => "purpose",
            Self::Tie => "no-tie",
            Self::Fields => "fields",
        }
    }

    /// The condition of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The condition in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Own => Bilingual::new("ข้อมูลของตนเอง", "One's own data"),
            Self::Delegation => Bilingual::new("หนังสือมอบอำนาจที่ใช้ได้", "A power of attorney that stands"),
            Self::Role => Bilingual::new("หน้าที่ตามตำแหน่ง", "The role"),
            Self::Brake => Bilingual::new("ไม่ถูกระบบหยุดไว้", "Not stopped by the brake"),
            Self::Agreement => Bilingual::new("ข้อตกลงของหน่วยงาน", "The organisation's agreement"),
            Self::Promise => Bilingual::new("ข้อตกลงรักษาความลับส่วนตัว", "The personal non-disclosure agreement"),
            Self::Purpose => Bilingual::new("วัตถุประสงค์", "The purpose"),
            Self::Tie => Bilingual::new("ความเกี่ยวข้องกับเจ้าของข้อมูล", "A tie to the person"),
            Self::Fields => Bilingual::new("ช่องข้อมูลที่จำเป็น", "Only the fields needed"),
        }
    }
}

impl Explain for Rule {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Own | Self::Delegation => {
                Bilingual::new("ท่านไม่มีสิทธิทำแทนในเรื่องนี้", "You may not act for this person in this.")
            }
            Self::Role => Bilingual::new("ตำแหน่งของท่านไม่มีหน้าที่นี้", "Your role does not include this."),
            Self::Brake => Bilingual::new(
                "ระบบหยุดการใช้งานของท่านไว้ เพราะค้นหาบุคคลมากผิดปกติ กองฯ จะตรวจสอบและแจ้งท่าน",
                "You were stopped for looking for too many persons. The division looks into it and tells you.",
            ),
            Self::Agreement => Bilingual::new(
                "หน่วยงานของท่านไม่มีข้อตกลงที่ใช้ได้ในวันนี้",
                "Your organisation has no agreement that holds today.",
            ),
            Self::Promise => Bilingual::new(
                "ท่านยังไม่ได้ลงนามข้อตกลงรักษาความลับ หรือหมดอายุแล้ว ลงนามก่อนแล้วทำต่อได้",
                "Your non-disclosure agreement is not signed or no longer holds. Sign it, then go on.",
            ),
            Self::Purpose => {
                Bilingual::new("ข้อตกลงไม่ครอบคลุมวัตถุประสงค์นี้", "This purpose is not one the act or the agreement allows.")
            }
            Self::Tie => Bilingual::new(
                "ไม่มีเรื่องหรือการดูแลที่เกี่ยวข้องกับเจ้าของข้อมูลรายนี้",
                "Neither a case nor care ties you to this person.",
            ),
            Self::Fields => Bilingual::new("ช่องข้อมูลเกินที่จำเป็น", "More fields than the purpose needs."),
        }
    }
}

impl From<delegation::Act> for Act {
    fn from(act: delegation::Act) -> Self {
        Self::Own(act)
    }
}

#[cfg(test)]
mod tests;
