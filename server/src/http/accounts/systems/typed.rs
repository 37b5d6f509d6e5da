//! A system as it is typed, and what is wrong with it, all at once.

use super::super::answers::Fields;
use super::super::doses::{self, Mistakes};
use app::i18n::registers::CHOOSE_ONE;
use app::i18n::systems as words;
use app::pages::office::systems::{SystemTyped, purposes};
use couriers::{Reach, Webhook, WebhookSecret};
use domain::catalogue::PurposeId;
use domain::{Bilingual, Explain};
use smart::{JwkSet, KeyAddress, Scopes};

/// The most characters of a name.
const NAME: usize = 200;

/// What was typed, untouched but for space around it.
pub(super) fn typed(fields: &Fields) -> SystemTyped {
    let get = |name: &str| doses::field(fields, name).trim().to_owned();
    SystemTyped {
        client: get("client"),
        name: get("name"),
        officer: get("officer"),
        purpose: get("purpose"),
        scopes: fields.iter().filter(|(name, _)| name == "scopes").map(|(_, value)| value.clone()).collect(),
        keys: get("keys"),
        keys_url: get("keys-url"),
        endpoint: get("endpoint"),
    }
}

/// Purpose and scopes, or everything that is wrong, in the order of the form.
pub(super) fn read(typed: &SystemTyped, officer: bool, demo: bool) -> Result<(PurposeId, String), Mistakes> {
    let mut wrong = Mistakes::new();
    if !service::is_client(&typed.client) {
        wrong.push(("client", words::CLIENT_WRONG));
    }
    let length = typed.name.chars().count();
    if !(1..=NAME).contains(&length) || typed.name.chars().any(char::is_control) {
        wrong.push(("name", words::NAME_WRONG));
    }
    if !officer {
        wrong.push(("officer", words::OFFICER_WRONG));
    }
    let purpose = purposes().into_iter().find(|purpose| purpose.id() == typed.purpose);
    if purpose.is_none() {
        wrong.push(("purpose", words::PURPOSE_WRONG));
    }
    let scopes = Scopes::parse(&typed.scopes.join(" "));
    if scopes.is_err() {
        wrong.push(("scopes", CHOOSE_ONE));
    }
    // In a demonstration a system on this machine is told, and asked for its keys, too.
    let reach = if demo { Reach::ThisMachineToo } else { Reach::World };
    wrong.extend(keys(typed, reach));
    if !typed.endpoint.is_empty()
        && let Err(error) = Webhook::new(&typed.endpoint, reach, WebhookSecret::new([0; 32]))
    {
        wrong.push(("endpoint", error.explain()));
    }
    match (purpose, scopes) {
        (Some(purpose), Ok(scopes)) if wrong.is_empty() => Ok((purpose, scopes.to_string())),
        _ => Err(wrong),
    }
}

/// What is wrong with the keys: a set or an address, one of the two.
fn keys(typed: &SystemTyped, reach: Reach) -> Option<(&'static str, Bilingual)> {
    match (typed.keys.is_empty(), typed.keys_url.is_empty()) {
        (true, true) => Some(("keys", words::KEYS_MISSING)),
        (false, false) => Some(("keys", words::KEYS_TWICE)),
        (false, true) => JwkSet::parse(&typed.keys).err().map(|error| ("keys", error.explain())),
        (true, false) => KeyAddress::parse(&typed.keys_url, reach).err().map(|error| ("keys-url", error.explain())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_scope_has_words() {
        let written: BTreeSet<_> = Scopes::all().iter().map(super::super::written).collect();
        let worded: BTreeSet<_> = words::SCOPE_WORDS.iter().map(|(scope, _)| (*scope).to_owned()).collect();
        assert_eq!(written, worded);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let inputs = |typed: &SystemTyped| {
            read(typed, false, false).unwrap_err().iter().map(|(input, _)| *input).collect::<Vec<_>>()
        };
        let nothing = ["client", "name", "officer", "purpose", "scopes", "keys"];
        assert_eq!(inputs(&SystemTyped::default()), nothing);
        let wrong = SystemTyped {
            client: "a b".to_owned(),
            scopes: vec!["system/*.rs".to_owned()],
            purpose: PurposeId::Service.id().to_owned(),
            keys_url: "http://unit.example/keys".to_owned(),
            endpoint: "https://127.0.0.1/".to_owned(),
            ..SystemTyped::default()
        };
        assert_eq!(inputs(&wrong), ["client", "name", "officer", "purpose", "scopes", "keys-url", "endpoint"]);
        let private = r#"{"keys":[{"kty":"EC","crv":"P-384","kid":"a","d":"x","x":"x","y":"x"}]}"#;
        for keys in ["{}", private] {
            let typed = SystemTyped { keys: keys.to_owned(), ..SystemTyped::default() };
            assert!(inputs(&typed).contains(&"keys"), "{keys}");
        }
    }
}
