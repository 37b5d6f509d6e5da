//! The use cases, one file a duty. Here is the transaction boundary: a use case makes one unit of work, and storage
//! commits it whole. Pages never reach past this crate; SQL never reaches into it.
#![warn(missing_docs)]

mod clock;
mod contact;
mod error;
mod policies;
mod sealing;
mod shelf;
mod usage;
mod words;

pub use clock::{Clock, Entropy, EntropyError};
pub use contact::ContactDesk;
pub use error::ServiceError;
pub use policies::{Comparison, Import, Imported, PolicyDesk, Publication, Reader};
pub use sealing::{KEY_BYTES, KeyEncryptionKey};
pub use shelf::Shelf;
pub use usage::UsageDesk;
pub use words::ThaiWords;

use std::sync::Arc;
use storage::Storage;

/// What every duty needs: where things are kept, what time it is, where randomness comes from.
pub struct Parts {
    /// Where things are kept.
    pub storage: Arc<dyn Storage>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The key that wraps all data keys.
    pub key: KeyEncryptionKey,
}

/// All duties over one storage.
pub struct Services {
    /// Where things are kept.
    pub storage: Arc<dyn Storage>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The policy (article 1).
    pub policies: PolicyDesk,
    /// The contact form (article 9).
    pub contact: ContactDesk,
    /// How much each service is used (article 2 (c)).
    pub usage: UsageDesk,
}

impl Services {
    /// Opens the duties; the policy versions are read once here.
    pub async fn open(parts: Parts) -> Result<Self, ServiceError> {
        let Parts { storage, clock, entropy, key } = parts;
        let policies = PolicyDesk::open(Arc::clone(&storage), Arc::clone(&clock)).await?;
        let contact = ContactDesk::new(Arc::clone(&storage), Arc::clone(&clock), entropy, key);
        let usage = UsageDesk::new(Arc::clone(&storage));
        Ok(Self { storage, clock, policies, contact, usage })
    }
}
