//! How every courier that speaks HTTP checks whom it speaks to: rustls with ring, against the system's certificates.

use crate::SettingError;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

pub(crate) const NO_CERTIFICATES: SettingError = SettingError("certificates cannot be checked here");

pub(crate) fn config() -> Result<ClientConfig, SettingError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().and_then(BuilderVerifierExt::with_platform_verifier);
    Ok(builder.map_err(|_| NO_CERTIFICATES)?.with_no_client_auth())
}
