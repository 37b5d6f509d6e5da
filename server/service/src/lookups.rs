//! What accounts are found by: keyed hashes of documents, sign-ons, addresses and names of the demonstration, and the
//! pseudonyms receipts call people by. Storage knows the hashes alone.

use crate::accounts::ProviderIdentity;
use crate::core::Core;
use crate::error::ServiceError;
use domain::Digest;
use domain::fields::NationalId;
use domain::registration::Document;
use storage::{AccountChange, AddressKind, KeyKind, UnitOfWork};

/// The length of a pseudonym, in hexadecimal digits.
pub(crate) const PSEUDONYM: usize = 32;

impl Core {
    pub(crate) fn document_hash(&self, document: &Document) -> Digest {
        self.document_key_hash(&document.key())
    }

    /// The same, of the text a document is known by.
    pub(crate) fn document_key_hash(&self, key: &str) -> Digest {
        self.keys().lookup("document", key)
    }

    pub(crate) fn sign_on_hash(&self, identity: &ProviderIdentity) -> Digest {
        self.keys().lookup("sign-on", &format!("{}\n{}", identity.issuer, identity.subject))
    }

    pub(crate) fn address_hash(&self, kind: AddressKind, text: &str) -> Digest {
        self.keys().lookup(kind.name(), text)
    }

    pub(crate) fn persona_hash(&self, persona: &str) -> Digest {
        self.keys().lookup("persona", persona)
    }

    pub(crate) fn lure_hash(&self, subject: &str) -> Digest {
        self.keys().lookup("lure", subject)
    }

    /// Who is known by this document, whatever their account is: opened, recorded by units alone, or erased.
    pub(crate) async fn known_with(&self, document: &Document) -> Result<Option<String>, ServiceError> {
        self.known_as(KeyKind::Document, &self.document_hash(document)).await
    }

    /// Who is known by this national id.
    pub(crate) async fn known_with_id(&self, id: &NationalId) -> Result<Option<String>, ServiceError> {
        self.known_with(&Document::NationalId(id.clone())).await
    }

    /// The account that this sign-on opens.
    pub(crate) async fn known_by_sign_on(&self, identity: &ProviderIdentity) -> Result<Option<String>, ServiceError> {
        self.known_as(KeyKind::SignOn, &self.sign_on_hash(identity)).await
    }

    /// The account of a persona of the demonstration.
    pub(crate) async fn known_as_persona(&self, persona: &str) -> Result<Option<String>, ServiceError> {
        self.known_as(KeyKind::Persona, &self.persona_hash(persona)).await
    }

    /// The account a key is claimed by.
    pub(crate) async fn known_as(&self, kind: KeyKind, hash: &Digest) -> Result<Option<String>, ServiceError> {
        Ok(self.storage.account_by_key(kind, hash).await?)
    }

    /// Claims a key for an account; what is claimed already stays as it is.
    pub(crate) async fn claim_once(&self, kind: KeyKind, hash: Digest, subject: &str) -> Result<(), ServiceError> {
        let claim = AccountChange::Claim { kind, hash, subject: subject.to_owned() };
        self.commit_once(UnitOfWork::of(claim.into())).await
    }

    /// What receipts call a person, or who acts for them.
    pub(crate) fn pseudonym(&self, subject: &str) -> String {
        self.keys().lookup("receipt-principal", subject).to_string()[..PSEUDONYM].to_owned()
    }
}
