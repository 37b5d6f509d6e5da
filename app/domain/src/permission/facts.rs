//! Facts as they are kept beside a decision: one line of words. No id and no name of anybody is among them.

use super::{Act, Actor, Agreement, Duty, Facts, On, Promise, Purposes, Tie};
use crate::account::Role;
use crate::catalogue::PurposeId;
use crate::date::{Day, Instant};
use crate::delegation::{Delegation, DelegationState, Scope};
use crate::organisation::OrganisationKind;

/// The first word of a line.
const VERSION: &str = "1";
/// In the place of what is not there.
const NOTHING: &str = "-";

impl Facts {
    /// As kept.
    pub fn to_text(&self) -> String {
        let (act, tie, purpose) = (self.act.name(), self.on.tie.name(), self.purpose.id());
        let at = self.at.unix_milliseconds();
        format!("{VERSION} {act} {tie} {purpose} {at} {}", actor_text(&self.actor))
    }

    /// The facts in a line; `None` where it is none.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut word = || words.next();
        if word()? != VERSION {
            return None;
        }
        let act = Act::from_name(word()?)?;
        let on = On { tie: Tie::from_name(word()?)? };
        let purpose = purpose(word()?)?;
        let at = Instant::from_unix_milliseconds(word()?.parse().ok()?);
        let actor = actor(&mut words)?;
        words.next().is_none().then_some(Self { actor, act, on, purpose, at })
    }
}

fn purpose(word: &str) -> Option<PurposeId> {
    PurposeId::ALL.into_iter().find(|it| it.id() == word)
}

fn actor_text(actor: &Actor) -> String {
    match actor {
        Actor::Subject => "subject".to_owned(),
        Actor::Operator => "operator".to_owned(),
        Actor::Delegate(it) => {
            let scope = it.scope.words().replace(' ', "+");
            let scope = if scope.is_empty() { NOTHING.to_owned() } else { scope };
            format!("delegate {} {scope} {} {}", it.state.name(), it.from, it.to)
        }
        Actor::OnDuty(duty) => {
            let office = duty.office.map_or(NOTHING, OrganisationKind::name);
            let agreement = duty.agreement.map_or_else(|| NOTHING.to_owned(), |it| agreement_text(&it));
            let promise = duty
                .promise
                .map_or_else(|| NOTHING.to_owned(), |it| format!("{}/{}/{}", it.version, it.in_force, it.until));
            let stopped = if duty.stopped { "stopped" } else { "free" };
            format!("on-duty {} {office} {agreement} {promise} {stopped}", duty.role.name())
        }
    }
}

fn agreement_text(it: &Agreement) -> String {
    let purposes = it.purposes.words().replace(' ', "+");
    format!("{}/{}/{}/{purposes}", it.from, it.until, if it.ended { "ended" } else { "stands" })
}

fn actor<'t>(words: &mut impl Iterator<Item = &'t str>) -> Option<Actor> {
    Some(match words.next()? {
        "subject" => Actor::Subject,
        "operator" => Actor::Operator,
        "delegate" => {
            let state = DelegationState::from_name(words.next()?)?;
            let scope = Scope::from_words(&maybe(words.next()?).unwrap_or_default().replace('+', " "))?;
            let (from, to) = (Day::from_iso(words.next()?)?, Day::from_iso(words.next()?)?);
            Actor::Delegate(Delegation { state, scope, from, to })
        }
        "on-duty" => Actor::OnDuty(Duty {
            role: Role::from_name(words.next()?)?,
            office: read(words.next()?, OrganisationKind::from_name).ok()?,
            agreement: read(words.next()?, agreement).ok()?,
            promise: read(words.next()?, promise).ok()?,
            stopped: match words.next()? {
                "stopped" => true,
                "free" => false,
                _ => return None,
            },
        }),
        _ => return None,
    })
}

fn maybe(word: &str) -> Option<&str> {
    Some(word).filter(|word| *word != NOTHING)
}

/// A word that cannot be read: the line is none.
struct Unread;

/// What is there is read.
fn read<T>(word: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Unread> {
    maybe(word).map(|word| parse(word).ok_or(Unread)).transpose()
}

fn agreement(word: &str) -> Option<Agreement> {
    let mut parts = word.split('/');
    let (from, until) = (Day::from_iso(parts.next()?)?, Day::from_iso(parts.next()?)?);
    let ended = match parts.next()? {
        "ended" => true,
        "stands" => false,
        _ => return None,
    };
    let purposes = Purposes::from_words(&parts.next()?.replace('+', " "))?;
    parts.next().is_none().then_some(Agreement { from, until, purposes, ended })
}

fn promise(word: &str) -> Option<Promise> {
    let mut parts = word.split('/');
    let (version, in_force) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let until = Day::from_iso(parts.next()?)?;
    parts.next().is_none().then_some(Promise { version, in_force, until })
}
