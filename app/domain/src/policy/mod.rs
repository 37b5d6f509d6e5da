//! The policy text: how it is read from a published file, what a version is, and what changed between two (article 1).

mod model;
mod version;

pub use model::{Article, Block, Text};
pub use version::{ChangeClass, Edition, Version, VersionNumber};
