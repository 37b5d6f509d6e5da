//! Who is at the door: sign-on through an OpenID Connect provider, and passkeys for staff.
//!
//! Says who somebody proved to be and how; what that person may do is decided elsewhere. It keeps nothing: what must be
//! remembered between two requests is handed out as bytes. It reads no clock. It never quotes a token, a code or a claim
//! in an error, a log line or a `Debug` text.
#![warn(missing_docs)]

mod entropy;
pub mod oidc;
pub mod passkey;
mod secret;

pub use entropy::{Entropy, NoEntropy};
pub use secret::Secret;
