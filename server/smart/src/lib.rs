//! Who a partner system is: SMART Backend Services (SMART App Launch 2.2), the side that is asked for a token.
//!
//! It says whether an assertion was signed by the key a partner registered and what the partner asked for; what a partner
//! may do is decided elsewhere. It reads no clock, and keeps nothing but the keys it fetched. That an assertion is used
//! once is the caller's to hold, by [`assertion::Checked`]. It quotes no assertion, token or key in an error or a log.
#![warn(missing_docs)]

pub mod answer;
pub mod assertion;
mod compact;
pub mod discovery;
pub mod jwks;
pub mod request;
pub mod scope;
pub mod signing;
mod source;

pub use answer::{ErrorAnswer, ErrorCode, TokenAnswer};
pub use jwks::{Algorithm, Jwk, JwkSet, KeySetError};
pub use reach::Reach;
pub use scope::{Scope, ScopeError, Scopes};
pub use source::{KeyAddress, KeyAddressError, KeySources, KeysAway, NoCertificates};
