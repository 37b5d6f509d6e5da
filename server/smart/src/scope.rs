//! What a token is for: SMART v2 scopes of systems, and this portal's own. Each part is named; there is no wildcard.
//!
//! Never widens what was asked for, and never guesses what a text meant.

use crate::answer::ErrorCode;
use std::fmt;
use thiserror::Error;

/// The longest list of scopes that is read, in bytes.
pub const LONGEST: usize = 1000;

/// One thing a token lets a partner do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Pull what changed in the records of the partner's purpose.
    ChangesRead,
    /// Read a target group.
    TargetGroupRead,
    /// Add to a target group.
    TargetGroupWrite,
    /// Read who used somebody's data; `r` of FHIR `AuditEvent`.
    AuditEventRead,
    /// Search who used somebody's data.
    AuditEventSearch,
    /// Record a vaccination; `c` of FHIR `Immunization`.
    ImmunizationCreate,
    /// Read vaccinations.
    ImmunizationRead,
    /// Search vaccinations.
    ImmunizationSearch,
    /// Record a result; `c` of FHIR `Observation`.
    ObservationCreate,
    /// Read results.
    ObservationRead,
    /// Search results.
    ObservationSearch,
}

/// What the text form is made of: the name, and the letter of SMART v2 where it has one, in the order of the standard.
const FORMS: [(&str, Option<char>, Scope); 11] = [
    ("changes.read", None, Scope::ChangesRead),
    ("system/AuditEvent", Some('r'), Scope::AuditEventRead),
    ("system/AuditEvent", Some('s'), Scope::AuditEventSearch),
    ("system/Immunization", Some('c'), Scope::ImmunizationCreate),
    ("system/Immunization", Some('r'), Scope::ImmunizationRead),
    ("system/Immunization", Some('s'), Scope::ImmunizationSearch),
    ("system/Observation", Some('c'), Scope::ObservationCreate),
    ("system/Observation", Some('r'), Scope::ObservationRead),
    ("system/Observation", Some('s'), Scope::ObservationSearch),
    ("target-group.read", None, Scope::TargetGroupRead),
    ("target-group.write", None, Scope::TargetGroupWrite),
];

/// A set of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Scopes(u16);

impl Scopes {
    /// No scope at all.
    pub const NONE: Self = Self(0);

    /// Everything there is.
    pub fn all() -> Self {
        FORMS.into_iter().fold(Self::NONE, |all, (_, _, scope)| all.with(scope))
    }

    /// The scopes of a list separated by single spaces (RFC 6749, 3.3).
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        match text {
            "" => return Err(ScopeError::Empty),
            _ if text.len() > LONGEST => return Err(ScopeError::TooLong),
            _ => {}
        }
        text.split(' ').try_fold(Self::NONE, |all, token| Ok(all.union(parsed(token)?)))
    }

    /// What a client gets that asks for `asked` and was given `self`: what it asked for, or nothing.
    pub const fn grant(self, asked: Self) -> Result<Self, ScopeError> {
        if self.includes(asked) { Ok(asked) } else { Err(ScopeError::Beyond) }
    }

    /// Each of them, in the order of the text.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        FORMS.into_iter().map(|(_, _, scope)| scope).filter(move |scope| self.contains(*scope))
    }

    /// Whether `scope` is among them.
    pub const fn contains(self, scope: Scope) -> bool {
        self.0 & bit(scope) != 0
    }

    /// Whether all of `other` is among them.
    pub const fn includes(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// What both have.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either has.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These and `scope`.
    #[must_use]
    pub const fn with(self, scope: Scope) -> Self {
        Self(self.0 | bit(scope))
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Scopes {
    /// Sorted, each name once: `changes.read system/Observation.rs`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for (name, letter, _) in FORMS.into_iter().filter(|(_, _, scope)| self.contains(*scope)) {
            if name != before {
                f.write_str(if before.is_empty() { "" } else { " " })?;
                f.write_str(name)?;
                f.write_str(if letter.is_some() { "." } else { "" })?;
            }
            letter.map_or(Ok(()), |letter| write!(f, "{letter}"))?;
            before = name;
        }
        Ok(())
    }
}

const fn bit(scope: Scope) -> u16 {
    1 << scope as u16
}

fn parsed(token: &str) -> Result<Scopes, ScopeError> {
    if let Some((_, None, scope)) = FORMS.into_iter().find(|(name, _, _)| *name == token) {
        return Ok(Scopes::NONE.with(scope));
    }
    let Some((context, rest)) = token.split_once('/') else {
        return Err(if token.is_empty() { ScopeError::Spaces } else { ScopeError::Unknown });
    };
    if matches!(context, "patient" | "user") {
        return Err(ScopeError::Context);
    }
    if rest.contains('?') {
        return Err(ScopeError::Query);
    }
    let (kind, letters) = rest.split_once('.').ok_or(ScopeError::Unknown)?;
    match (kind, letters) {
        (_, "read" | "write" | "*") => Err(ScopeError::Version1),
        ("*", _) => Err(ScopeError::Wildcard),
        _ => lettered(&token[..context.len() + 1 + kind.len()], letters),
    }
}

/// The scopes of `name` that `letters` spell, which stand in the order `cruds` (SMART App Launch 2.2).
fn lettered(name: &str, letters: &str) -> Result<Scopes, ScopeError> {
    let places: Option<Vec<usize>> = letters.chars().map(|letter| "cruds".find(letter)).collect();
    let places = places.ok_or(ScopeError::Unknown)?;
    if places.is_empty() || !places.is_sorted_by(|one, next| one < next) {
        return Err(ScopeError::Letters);
    }
    letters.chars().try_fold(Scopes::NONE, |all, letter| {
        let form = FORMS.into_iter().find(|(form, of, _)| *form == name && *of == Some(letter));
        form.map(|(_, _, scope)| all.with(scope)).ok_or(ScopeError::Unknown)
    })
}

/// Why scopes were not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum ScopeError {
    /// None was asked for; SMART Backend Services wants them named.
    #[error("scope is missing: name what the token is for")]
    Empty,
    /// More than [`LONGEST`] bytes.
    #[error("scope is too long")]
    TooLong,
    /// Not one space between two.
    #[error("scopes are separated by single spaces")]
    Spaces,
    /// `.read`, `.write` or `.*`.
    #[error("scopes of SMART v1 (.read, .write, .*) are not used here: write system/Immunization.rs")]
    Version1,
    /// `patient/` or `user/`.
    #[error("patient/ and user/ scopes need somebody at the screen: a system asks for system/ scopes")]
    Context,
    /// `system/*`.
    #[error("a scope names one kind of resource: there is no system/* here")]
    Wildcard,
    /// A scope narrowed by a query.
    #[error("scopes with a query are not used here")]
    Query,
    /// No letter, a letter twice, or letters in another order.
    #[error("the letters of a scope stand in the order cruds, each once")]
    Letters,
    /// Not one this portal has.
    #[error("a scope is none that this portal has")]
    Unknown,
    /// More than the client was given.
    #[error("more than the client is registered for")]
    Beyond,
}

impl ScopeError {
    /// The code it is answered with: `invalid_scope`, always.
    pub const fn code(self) -> ErrorCode {
        ErrorCode::InvalidScope
    }
}

#[cfg(test)]
mod tests;
