//! The signature of a webhook: HMAC-SHA256 over id, moment and body, with a secret of the partner's own (`v1`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Instant;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use std::ops::RangeInclusive;
use thiserror::Error;

/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// How many bytes a secret has.
const LENGTH: RangeInclusive<usize> = 24..=64;
/// How far a webhook's moment may be from the receiver's, in milliseconds.
const TOLERANCE: i64 = 5 * 60_000;
/// The most signatures that are looked at.
const MOST: usize = 8;

/// A secret between this portal and one partner.
#[derive(Clone)]
pub struct WebhookSecret(Vec<u8>);

impl WebhookSecret {
    /// The secret of these random bytes.
    pub fn new(random: [u8; 32]) -> Self {
        Self(random.to_vec())
    }

    /// The secret in `text`: `whsec_` and 24 to 64 bytes in base64.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let body = text.strip_prefix(PREFIX).ok_or(SecretError)?;
        let bytes = STANDARD.decode(body).map_err(|_| SecretError)?;
        if LENGTH.contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(SecretError) }
    }

    /// The secret as the partner keeps it: for their eyes, once.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The signature of a webhook: `v1,` and base64. No `.` may stand in `id`, which what follows begins with.
    pub fn sign(&self, id: &str, unix_seconds: i64, body: &[u8]) -> String {
        let tag = self.mac(id, &unix_seconds.to_string(), body).map(|mac| mac.finalize().into_bytes());
        format!("v1,{}", tag.map(|tag| STANDARD.encode(tag)).unwrap_or_default())
    }

    /// Whether one of the signatures of a webhook is by this secret, and its moment near `now`. For the receiver.
    pub fn verify(&self, signed: &Signed<'_>, body: &[u8], now: Instant) -> Result<(), NotGenuine> {
        let digits = signed.timestamp.bytes().all(|byte| byte.is_ascii_digit());
        let seconds: i64 = signed.timestamp.parse().ok().filter(|_| digits).ok_or(NotGenuine::Moment)?;
        let apart = now.unix_milliseconds().saturating_sub(seconds.saturating_mul(1000));
        if !(-TOLERANCE..=TOLERANCE).contains(&apart) {
            return Err(NotGenuine::Moment);
        }
        let fits = |signature: &str| {
            let tag = signature.strip_prefix("v1,").and_then(|text| STANDARD.decode(text).ok());
            let mac = self.mac(signed.id, &signed.timestamp, body);
            tag.zip(mac).is_some_and(|(tag, mac)| mac.verify_slice(&tag).is_ok())
        };
        if signed.signature.split(' ').take(MOST).any(fits) { Ok(()) } else { Err(NotGenuine::Signature) }
    }

    /// `None` never happens: HMAC takes a key of any length.
    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        Some(mac)
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

/// The three headers of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`: whole seconds since 1970.
    pub timestamp: String,
    /// `webhook-signature`: one for each secret, separated by spaces.
    pub signature: String,
}

impl<'a> Signed<'a> {
    /// The headers of an attempt at `now`, signed with each of `secrets`.
    pub fn by(secrets: &[WebhookSecret], id: &'a str, now: Instant, body: &[u8]) -> Self {
        let seconds = now.unix_milliseconds().div_euclid(1000);
        let signatures: Vec<String> = secrets.iter().map(|secret| secret.sign(id, seconds, body)).collect();
        Self { id, timestamp: seconds.to_string(), signature: signatures.join(" ") }
    }
}

/// A text is no secret. It is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a secret is whsec_ and 24 to 64 bytes in base64")]
pub struct SecretError;

/// Why a webhook is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotGenuine {
    /// It was sent more than five minutes ago, or will be, or says no moment.
    #[error("the moment of the webhook is not near")]
    Moment,
    /// No signature is by this secret.
    #[error("no signature is by this secret")]
    Signature,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Instant = Instant::from_unix_milliseconds(1_614_265_330_000);

    /// The example that the specification's reference libraries are tested with, made by them.
    fn published() -> (WebhookSecret, Signed<'static>, &'static [u8]) {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = Signed {
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp: "1614265330".to_owned(),
            signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=".to_owned(),
        };
        (secret, signed, b"{\"test\": 2432232314}")
    }

    #[test]
    fn the_published_example_is_signed_and_believed_alike() {
        let (secret, signed, body) = published();
        assert_eq!(secret.sign(signed.id, 1_614_265_330, body), signed.signature);
        assert_eq!(Signed::by(std::slice::from_ref(&secret), signed.id, NOW, body), signed);
        assert_eq!(secret.verify(&signed, body, NOW), Ok(()));
    }

    #[test]
    fn one_of_several_signatures_is_enough_and_other_kinds_are_passed_over() {
        let (secret, signed, body) = published();
        let next = WebhookSecret::new([7; 32]);
        let both = Signed::by(&[next.clone(), secret.clone()], signed.id, NOW, body);
        assert_eq!((secret.verify(&both, body, NOW), next.verify(&both, body, NOW)), (Ok(()), Ok(())));
        let mixed = Signed { signature: format!("v1a,AAAA v2,x nonsense {}", signed.signature), ..signed };
        assert_eq!(secret.verify(&mixed, body, NOW), Ok(()));
    }

    #[test]
    fn what_was_changed_or_is_old_is_not_believed() {
        let (secret, signed, body) = published();
        let signature = |signature: &str| Signed { signature: signature.to_owned(), ..signed.clone() };
        let wrong = Err(NotGenuine::Signature);
        assert_eq!(secret.verify(&signed, b"{\"test\":2432232314}", NOW), wrong);
        assert_eq!(secret.verify(&Signed { id: "msg_q", ..signed.clone() }, body, NOW), wrong);
        assert_eq!(WebhookSecret::new([7; 32]).verify(&signed, body, NOW), wrong);
        for text in ["", "v1,", "v1", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,g0hM9SsE"] {
            assert_eq!(secret.verify(&signature(text), body, NOW), wrong, "{text}");
        }
        for (later, result) in
            [(300_000, Ok(())), (300_001, Err(NotGenuine::Moment)), (-300_001, Err(NotGenuine::Moment))]
        {
            assert_eq!(secret.verify(&signed, body, NOW.plus(later)), result);
        }
        for timestamp in ["", "now", "+1614265330", "1614265330.0", "99999999999999999999", "-1"] {
            let odd = Signed { timestamp: timestamp.to_owned(), ..signed.clone() };
            assert_eq!(secret.verify(&odd, body, NOW), Err(NotGenuine::Moment), "{timestamp}");
        }
    }

    #[test]
    fn secrets_are_read_within_bounds_and_not_shown() {
        let secret = WebhookSecret::new([7; 32]);
        assert!(WebhookSecret::parse(&secret.reveal()).is_ok());
        assert!(!format!("{secret:?}").contains(&secret.reveal()[6..12]));
        let of = |length: usize| format!("{PREFIX}{}", STANDARD.encode(vec![7; length]));
        assert!(WebhookSecret::parse(&of(24)).is_ok() && WebhookSecret::parse(&of(64)).is_ok());
        for text in ["", PREFIX, &of(23), &of(65), &of(24)[1..], "whsec_!!!!", "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
        {
            assert_eq!(WebhookSecret::parse(text).err(), Some(SecretError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_signed_is_believed_and_nothing_else(
            key in any::<[u8; 32]>(), id in "[a-z0-9-]{1,40}", body in proptest::collection::vec(any::<u8>(), 0..200),
            other in proptest::collection::vec(any::<u8>(), 0..200), signature in "\\PC{0,80}",
        ) {
            let secret = WebhookSecret::new(key);
            let signed = Signed::by(std::slice::from_ref(&secret), &id, NOW, &body);
            prop_assert_eq!(secret.verify(&signed, &body, NOW), Ok(()));
            prop_assert_eq!(secret.verify(&signed, &other, NOW).is_ok(), other == body);
            let forged = Signed { signature, ..signed };
            prop_assert!(secret.verify(&forged, &body, NOW).is_err());
        }

        #[test]
        fn no_secret_panics(text in "\\PC*|whsec_[A-Za-z0-9+/=]{0,90}") {
            let _ = WebhookSecret::parse(&text);
        }
    }
}
