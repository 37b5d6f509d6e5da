//! Whether the row of a consent event says what its receipt says: each column that decides anything, by the wording, by the
//! receipt, or by the rule.

use super::AuditDesk;
use crate::cases::SYSTEM;
use domain::catalogue::PurposeId;
use domain::consent::{EventKind, Method, asked};
use domain::policy::VersionNumber;
use domain::{Digest, Language};
use storage::ConsentEvent;

/// What of a row its wording says.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Said(Digest, EventKind, (PurposeId, u32), (VersionNumber, Digest), Language, Method, bool);

impl Said {
    pub(super) fn of(event: &ConsentEvent) -> Self {
        let ConsentEvent { purpose, purpose_version, policy, policy_digest, .. } = *event;
        let (purpose, policy) = ((purpose, purpose_version), (policy, policy_digest));
        Self(event.wording, event.kind, purpose, policy, event.language, event.method, event.acting.is_some())
    }
}

impl AuditDesk {
    /// Whether what no wording says fits the receipt and the rule: who acted, and when it lapses.
    pub(super) fn fits(&self, event: &ConsentEvent, receipt: &[u8]) -> bool {
        let actor = match (event.acting, event.method) {
            (Some(_), _) => {
                let delegate = format!("urn:morprom:delegate:{}", self.core.pseudonym(&event.actor));
                std::str::from_utf8(receipt).is_ok_and(|receipt| receipt.contains(&delegate))
            }
            (None, Method::System) => event.actor == SYSTEM,
            (None, Method::Web) => event.actor == event.subject,
            // An officer, whom the receipt does not name.
            (None, Method::Paper | Method::Phone | Method::InPerson) => true,
        };
        let asked = asked(&self.asked, event.purpose).filter(|asked| asked.version == event.purpose_version);
        let lapses = asked.map(|asked| asked.lapses_at(event.at));
        actor
            && match (event.kind, event.method) {
                // An agreement on paper holds from the day it was signed.
                (EventKind::Given, Method::Paper) => lapses.is_none_or(|lapses| event.lapses_at <= lapses),
                (EventKind::Given, _) => lapses.is_none_or(|lapses| event.lapses_at == lapses),
                _ => event.lapses_at == event.at,
            }
    }
}

/// Whether the row says what its receipt says. Id and moment are the row's own in any case.
pub(super) fn says(wording: &str, event: &ConsentEvent) -> bool {
    let status = match event.kind {
        EventKind::Given => "\"dpv:ConsentGiven\"",
        EventKind::Refused => "\"dpv:ConsentRefused\"",
        EventKind::Withdrawn => "\"dpv:ConsentWithdrawn\"",
        EventKind::Expired => "\"dpv:ConsentExpired\"",
    };
    let purpose = format!("/data#{}\"", event.purpose.id());
    let version = format!("\"dct:hasVersion\":\"{}\",\"dct:title\":", event.purpose_version);
    let policy = format!(
        "\"dct:hasVersion\":\"{}\",\"dct:language\":\"{}\",\"schema:sha256\":\"{}\"",
        event.policy,
        event.language.tag(),
        event.policy_digest
    );
    let method = format!("\"dpv:hasIndicationMethod\":\"{}\"", event.method.name());
    [status, &purpose, &version, &policy, &method].iter().all(|part| wording.contains(part))
        && wording.contains("\"dpv:isIndicatedBy\"") == event.acting.is_some()
}
