//! What a browser holds a key to, known here by its hash: sessions, one-time codes, half-filled forms; and passkeys.

use domain::account::Role;
use domain::{Digest, Id, Instant};
use std::fmt;

/// A session.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of the id in the cookie.
    pub hash: Digest,
    /// Names it in the list of devices.
    pub id: Id,
    /// Who is signed in.
    pub subject: String,
    /// As what.
    pub role: Role,
    /// When it began.
    pub signed_in_at: Instant,
    /// When it was used last, to the minute.
    pub seen_at: Instant,
    /// Whether it was ended.
    pub ended: bool,
    /// The delegation used and the person acted for, while acting for somebody.
    pub acting: Option<(Id, String)>,
    /// The device, sealed.
    pub device: Vec<u8>,
}

/// A one-time code that was sent, or would have been.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode {
    /// The hash of the handle in the browser.
    pub hash: Digest,
    /// The keyed hash of the address.
    pub address: Digest,
    /// Who asked; empty where nobody known did.
    pub subject: String,
    /// What it is for.
    pub intent: CodeIntent,
    /// The keyed hash of the code.
    pub code: Digest,
    /// How often it was typed wrong.
    pub tries: u32,
    /// When it was made.
    pub made_at: Instant,
    /// Whether it was used.
    pub used: bool,
}

/// What a one-time code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeIntent {
    /// Signing in.
    SignIn,
    /// Confirming an address.
    Confirm,
}

/// Something kept for a browser that comes back.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// The hash of what the browser holds.
    pub hash: Digest,
    /// What it is.
    pub kind: String,
    /// Sealed with what the browser alone holds.
    pub sealed: Vec<u8>,
    /// When it is forgotten.
    pub expires_at: Instant,
}

/// A passkey of somebody on duty: a public key, not a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Whose.
    pub subject: String,
    /// The hash of the credential id.
    pub hash: Digest,
    /// The credential as its library keeps it.
    pub credential: Vec<u8>,
    /// When it was registered.
    pub created_at: Instant,
}

impl CodeIntent {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Confirm => "confirm",
        }
    }
}

macro_rules! shows_nothing {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

shows_nothing!(Session, OneTimeCode, KeptForm, Passkey);
