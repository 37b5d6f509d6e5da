//! Whether an identity token is believed: by the provider's key, with a method that proves something, for this client,
//! in its time and for this very sign-on. An unknown key has the keys read again, once.

use super::directory::Known;
use super::error::{Doubt, SignOnError};
use super::wire::{IdToken, IdTokenClaims, Tokens};
use super::{Kind, Pending, Provider};
use chrono::{DateTime, TimeDelta, Utc};
use domain::Instant;
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{
    ClaimsVerificationError, ClientId, IdTokenVerifier, Nonce, SignatureVerificationError, TokenResponse as _,
};
use std::sync::Arc;

/// How far the provider's clock may be ahead of this one, or its tokens older than the sign-on.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// Signed with a key only the provider has. `none` and everything with a shared secret is absent on purpose.
const PROVING: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

impl Provider {
    /// The claims of the identity token, if it is believed, and what was known of the provider when it was.
    pub(super) async fn believe(
        &self,
        known: Arc<Known>,
        tokens: &Tokens,
        pending: &Pending,
        now: Instant,
    ) -> Result<(Arc<Known>, IdTokenClaims), SignOnError> {
        let token = tokens.id_token().ok_or(SignOnError::TokenRefused(Doubt::Malformed))?;
        let refusal = match self.claims(&known, token, pending, now) {
            Ok(claims) => return Ok((known, claims)),
            Err(refusal) => refusal,
        };
        if may_be_a_new_key(&refusal)
            && let Some(known) = self.directory.with_new_keys(&known, now).await?
        {
            let claims = self.claims(&known, token, pending, now).map_err(|refusal| doubt(&refusal))?;
            return Ok((known, claims));
        }
        Err(doubt(&refusal))
    }

    fn claims(
        &self,
        known: &Known,
        token: &IdToken,
        pending: &Pending,
        now: Instant,
    ) -> Result<IdTokenClaims, ClaimsVerificationError> {
        let moment = |instant: Instant| DateTime::<Utc>::from_timestamp_millis(instant.unix_milliseconds());
        let (Some(now), Some(started)) = (moment(now), moment(pending.started_at())) else {
            return Err(ClaimsVerificationError::Expired(String::new()));
        };
        let anew = pending.kind == Kind::Staff;
        let verifier: IdTokenVerifier<'_, CoreJsonWebKey> = IdTokenVerifier::new_public_client(
            ClientId::new(self.settings.client_id.clone()),
            self.directory.issuer().clone(),
            known.metadata.jwks().clone(),
        )
        .set_allowed_algs(PROVING)
        .set_other_audience_verifier_fn(|_| false)
        .set_time_fn(move || now)
        .set_issue_time_verifier_fn(move |issued| {
            if issued <= now + SKEW && issued >= started - SKEW { Ok(()) } else { Err(String::new()) }
        })
        .set_auth_time_verifier_fn(move |shown| match shown {
            // A session at the provider is not enough on duty: they showed who they are for this very sign-on.
            Some(at) if at <= now + SKEW && at >= started - SKEW => Ok(()),
            _ if !anew => Ok(()),
            _ => Err(String::new()),
        });
        let nonce = |nonce: Option<&Nonce>| {
            nonce.filter(|nonce| pending.nonce.matches(nonce.secret())).map(drop).ok_or_else(String::new)
        };
        let claims = token.claims(&verifier, nonce)?;
        match claims.authorized_party() {
            Some(party) if party.as_str() != self.settings.client_id => {
                Err(ClaimsVerificationError::InvalidAudience(String::new()))
            }
            _ => Ok(claims.clone()),
        }
    }
}

/// A signature no known key made may be made by a key published since, even under the name of an old one.
fn may_be_a_new_key(refusal: &ClaimsVerificationError) -> bool {
    use SignatureVerificationError::{CryptoError, NoMatchingKey};
    matches!(refusal, ClaimsVerificationError::SignatureVerification(NoMatchingKey | CryptoError(_)))
}

fn doubt(refusal: &ClaimsVerificationError) -> SignOnError {
    use SignatureVerificationError::{DisallowedAlg, NoSignature, UnsupportedAlg};
    SignOnError::TokenRefused(match refusal {
        ClaimsVerificationError::SignatureVerification(DisallowedAlg(_) | NoSignature | UnsupportedAlg(_)) => {
            Doubt::Algorithm
        }
        ClaimsVerificationError::SignatureVerification(_) => Doubt::Signature,
        ClaimsVerificationError::InvalidIssuer(_) => Doubt::Issuer,
        ClaimsVerificationError::InvalidAudience(_) => Doubt::Audience,
        ClaimsVerificationError::Expired(_) | ClaimsVerificationError::InvalidAuthTime(_) => Doubt::Time,
        ClaimsVerificationError::InvalidNonce(_) => Doubt::Nonce,
        ClaimsVerificationError::InvalidSubject(_) => Doubt::Subject,
        _ => Doubt::Malformed,
    })
}
