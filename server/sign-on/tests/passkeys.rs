//! Passkeys against a whole software authenticator: what opens, and everything that must not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod device;

use device::{Device, straight};
use domain::Instant;
use serde_json::json;
use sign_on::passkey::{Credential, PasskeyError, PasskeySettingsError, Passkeys};
use url::Url;

const HOME: &str = "https://login.portal.example";
const NOW: Instant = Instant::from_unix_milliseconds(1_767_200_400_000);
const HANDLE: [u8; 16] = [7; 16];

fn portal() -> Passkeys {
    Passkeys::new(&Url::parse(HOME).unwrap(), "Portal").unwrap()
}

async fn registered(device: &mut Device) -> Credential {
    let asked = portal().register_start(HANDLE, "officer", &[], NOW).unwrap();
    let answer = device.register(&asked.options, straight).await;
    portal().register_finish(&asked.pending, &answer, NOW).unwrap()
}

#[tokio::test]
async fn a_registered_key_opens_and_its_counter_moves_on() {
    let mut device = Device::at(HOME);
    let stored = registered(&mut device).await;
    let stored = Credential::from_bytes(&stored.to_bytes()).unwrap();
    assert!(!stored.id().is_empty());
    let mut own = [stored];
    for _ in 0..2 {
        let asked = portal().sign_in_start(&own, NOW).unwrap();
        let answer = device.sign_in(&asked.options, straight).await;
        let after = portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap();
        assert_eq!((after.id(), after.counter()), (own[0].id(), own[0].counter() + 1));
        own = [after];
    }
}

#[tokio::test]
async fn the_browser_is_asked_for_a_verified_owner_and_told_what_is_registered() {
    let own = [registered(&mut Device::at(HOME)).await];
    let register = portal().register_start(HANDLE, "officer", &own, NOW).unwrap().options;
    let register: serde_json::Value = serde_json::from_str(&register).unwrap();
    assert_eq!(register["publicKey"]["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(register["publicKey"]["rp"]["id"], "login.portal.example");
    assert_eq!(register["publicKey"]["excludeCredentials"].as_array().unwrap().len(), 1);
    let sign_in = portal().sign_in_start(&own, NOW).unwrap().options;
    let sign_in: serde_json::Value = serde_json::from_str(&sign_in).unwrap();
    assert_eq!(sign_in["publicKey"]["userVerification"], "required");
    assert_eq!(sign_in["publicKey"]["allowCredentials"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_answer_serves_its_own_question_alone() {
    let mut device = Device::at(HOME);
    let own = [registered(&mut device).await];
    let first = portal().sign_in_start(&own, NOW).unwrap();
    let answer = device.sign_in(&first.options, straight).await;
    let second = portal().sign_in_start(&own, NOW).unwrap();
    let finish = |pending: &[u8], answer: &str, now| portal().sign_in_finish(pending, answer, &own, now);
    assert_eq!(finish(&second.pending, &answer, NOW).unwrap_err(), PasskeyError::Mismatch);
    let later = Instant::from_unix_milliseconds(NOW.unix_milliseconds() + 5 * 60 * 1000);
    assert_eq!(finish(&first.pending, &answer, later).unwrap_err(), PasskeyError::Expired);
    assert_eq!(finish(&first.pending, "{}", NOW).unwrap_err(), PasskeyError::Malformed);
    assert!(finish(&first.pending, &answer, NOW).is_ok());

    let register = portal().register_start(HANDLE, "officer", &[], NOW).unwrap();
    let another = portal().register_start(HANDLE, "officer", &[], NOW).unwrap();
    let answer = device.register(&register.options, straight).await;
    let refusal = portal().register_finish(&another.pending, &answer, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::Mismatch);
    assert_eq!(finish(&register.pending, &answer, NOW).unwrap_err(), PasskeyError::Mismatch);
}

#[tokio::test]
async fn the_same_answer_twice_is_refused_by_the_counter() {
    let mut device = Device::at(HOME);
    let own = [registered(&mut device).await];
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let answer = device.sign_in(&asked.options, straight).await;
    let after = [portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap()];
    let again = portal().sign_in_finish(&asked.pending, &answer, &after, NOW);
    assert_eq!(again.unwrap_err(), PasskeyError::Copied);
}

#[tokio::test]
async fn another_site_cannot_ask_for_the_portal() {
    let mut device = Device::at(HOME);
    let own = [registered(&mut device).await];
    for page in ["https://evil.login.portal.example", "https://login.portal.example:8443"] {
        let asked = portal().sign_in_start(&own, NOW).unwrap();
        let answer = device.copied_to(page).sign_in(&asked.options, straight).await;
        let refusal = portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap_err();
        assert_eq!(refusal, PasskeyError::WrongSite, "{page}");
    }
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let answer = device.sign_in(&asked.options, |ask| ask["rpId"] = json!("portal.example")).await;
    let refusal = portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::WrongSite);
}

#[tokio::test]
async fn another_site_cannot_register_a_key() {
    let asked = portal().register_start(HANDLE, "officer", &[], NOW).unwrap();
    let mut elsewhere = Device::at("https://evil.login.portal.example");
    let answer = elsewhere.register(&asked.options, straight).await;
    let refusal = portal().register_finish(&asked.pending, &answer, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::WrongSite);
    let mut parent = Device::at(HOME);
    let answer = parent.register(&asked.options, |ask| ask["rp"]["id"] = json!("portal.example")).await;
    let refusal = portal().register_finish(&asked.pending, &answer, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::WrongSite);
}

#[tokio::test]
async fn a_device_that_did_not_check_its_owner_is_not_enough() {
    let mut device = Device::at(HOME);
    let own = [registered(&mut device).await];
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let answer = device.sign_in(&asked.options, |ask| ask["userVerification"] = json!("discouraged")).await;
    let refusal = portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::NotVerified);

    let asked = portal().register_start(HANDLE, "officer", &[], NOW).unwrap();
    let unverified = |ask: &mut serde_json::Value| {
        ask["authenticatorSelection"]["userVerification"] = json!("discouraged");
    };
    let answer = device.register(&asked.options, unverified).await;
    let refusal = portal().register_finish(&asked.pending, &answer, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::NotVerified);
}

#[tokio::test]
async fn a_copied_key_is_found_out_by_its_counter() {
    let mut device = Device::at(HOME);
    let own = [registered(&mut device).await];
    let mut copy = device.copied_to(HOME);
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let answer = device.sign_in(&asked.options, straight).await;
    let own = [portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap()];
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let answer = copy.sign_in(&asked.options, straight).await;
    let refusal = portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::Copied);
}

#[tokio::test]
async fn a_key_of_another_account_or_a_removed_one_does_not_open() {
    let (mut device, mut other) = (Device::at(HOME), Device::at(HOME));
    let (own, foreign) = ([registered(&mut device).await], [registered(&mut other).await]);
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let other_asked = portal().sign_in_start(&foreign, NOW).unwrap();
    let same_challenge: serde_json::Value = serde_json::from_str(&asked.options).unwrap();
    let challenge = same_challenge["publicKey"]["challenge"].clone();
    let answer = other.sign_in(&other_asked.options, |ask| ask["challenge"] = challenge.clone()).await;
    let refusal = portal().sign_in_finish(&asked.pending, &answer, &own, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::Foreign);

    let answer = device.sign_in(&asked.options, straight).await;
    let refusal = portal().sign_in_finish(&asked.pending, &answer, &[], NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::Foreign);
    assert_eq!(portal().sign_in_start(&[], NOW).unwrap_err(), PasskeyError::Foreign);
}

#[tokio::test]
async fn a_signature_by_another_key_is_refused() {
    let (mut device, mut other) = (Device::at(HOME), Device::at(HOME));
    let (own, foreign) = ([registered(&mut device).await], [registered(&mut other).await]);
    let asked = portal().sign_in_start(&own, NOW).unwrap();
    let other_asked = portal().sign_in_start(&foreign, NOW).unwrap();
    let options: serde_json::Value = serde_json::from_str(&asked.options).unwrap();
    let challenge = options["publicKey"]["challenge"].clone();
    let answer = other.sign_in(&other_asked.options, |ask| ask["challenge"] = challenge.clone()).await;
    let mut answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    for name in ["id", "rawId"] {
        answer[name] = options["publicKey"]["allowCredentials"][0]["id"].clone();
    }
    let refusal = portal().sign_in_finish(&asked.pending, &answer.to_string(), &own, NOW).unwrap_err();
    assert_eq!(refusal, PasskeyError::Refused);
}

#[test]
fn an_address_without_a_name_or_a_lock_has_no_passkeys() {
    let at = |address: &str| Passkeys::new(&Url::parse(address).unwrap(), "Portal").map(drop);
    assert_eq!(at("https://portal.example"), Ok(()));
    assert_eq!(at("http://localhost:3000"), Ok(()));
    assert_eq!(at("http://127.0.0.1:3000"), Err(PasskeySettingsError::Host));
    assert_eq!(at("http://portal.example"), Err(PasskeySettingsError::Cleartext));
}
