//! Uploads made clean: a photo is decoded, scaled and written anew; a document likewise, or a PDF that does nothing.
//!
//! All bytes are a stranger's. Nothing of what was uploaded but its pixels gets into a picture, and no PDF is rendered or
//! carried out here. One call may take half a gibibyte and some seconds: the caller runs few at a time, off the reactor.
#![warn(missing_docs)]

mod clean;
mod document;
mod jpeg;
mod names;
mod pdf;
mod photo;

pub use document::{Document, DocumentError, DocumentKind, prepare_document};
pub use photo::{Photo, PhotoError, prepare_photo};
