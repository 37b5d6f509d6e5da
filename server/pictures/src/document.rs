//! A document somebody uploads, such as a power of attorney: a picture made clean, or a PDF that does nothing.
//!
//! It is personal: `Debug` never shows it. It is only ever handed out as an attachment, never shown inside a page.

use crate::photo::PhotoError;
use crate::{clean, pdf};
use domain::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// So many bytes may be uploaded.
const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The longer side of a picture has at most so many pixels: a page remains legible.
const LONG_SIDE: u32 = 3000;

/// A document as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// The file: of a picture our own JPEG, of a PDF what was uploaded up to its last end mark.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({:?}, …)", self.kind)
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// A picture, written anew by us.
    Jpeg,
    /// A PDF, looked through and found to do nothing.
    Pdf,
}

impl DocumentKind {
    /// For `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
        }
    }

    /// For `Content-Disposition`: always an attachment, under a name of ours.
    pub const fn disposition(self) -> &'static str {
        match self {
            Self::Jpeg => "attachment; filename=\"document.jpg\"",
            Self::Pdf => "attachment; filename=\"document.pdf\"",
        }
    }
}

/// The document in `bytes`, of at most 10 MiB: a JPEG, PNG or WebP of at most 40 million pixels, made clean like a photo with
/// the longer side at most 3000 pixels, or a PDF in which nothing is carried out and nothing is embedded.
pub fn prepare_document(bytes: &[u8]) -> Result<Document, DocumentError> {
    if bytes.len() > MOST_BYTES {
        return Err(DocumentError::TooLarge);
    }
    if pdf::is_pdf(bytes) {
        let bytes = pdf::inert(bytes)?.to_vec();
        return Ok(Document { kind: DocumentKind::Pdf, bytes });
    }
    let picture = clean::clean(bytes, LONG_SIDE)?;
    Ok(Document { kind: DocumentKind::Jpeg, bytes: picture.jpeg })
}

/// Why an upload is no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum DocumentError {
    /// More than 10 MiB: 413.
    #[error("the document has more than 10 MiB")]
    TooLarge,
    /// Neither PDF nor JPEG, PNG or WebP, whatever it is named: 415.
    #[error("the document is of another kind than PDF, JPEG, PNG and WebP")]
    WrongKind,
    /// Broken, cut off, or written so that it cannot be looked through.
    #[error("the document cannot be read")]
    Unreadable,
    /// A picture of more than 40 million pixels, or as much memory.
    #[error("the document is a picture of too many pixels")]
    TooManyPixels,
    /// A PDF that would do something when it is opened, or that carries other files.
    #[error("the document has active or embedded content")]
    Active,
    /// A PDF under a password or with restrictions.
    #[error("the document is encrypted")]
    Locked,
}

impl From<PhotoError> for DocumentError {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::TooLarge => Self::TooLarge,
            PhotoError::WrongKind => Self::WrongKind,
            PhotoError::Unreadable => Self::Unreadable,
            PhotoError::TooManyPixels => Self::TooManyPixels,
        }
    }
}

impl Explain for DocumentError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::TooLarge => Bilingual::new(
                "เอกสารมีขนาดเกิน 10 MB ลดขนาดไฟล์ หรือถ่ายรูปเอกสารแทน",
                "The document is larger than 10 MB. Make the file smaller, or take a photo of the document.",
            ),
            Self::WrongKind => Bilingual::new(
                "ไฟล์นี้ไม่ใช่ PDF หรือรูป JPEG, PNG, WebP เลือกไฟล์ชนิดใดชนิดหนึ่งนี้",
                "This file is neither a PDF nor a JPEG, PNG or WebP picture. Choose a file of one of these kinds.",
            ),
            Self::Unreadable => Bilingual::new(
                "เปิดเอกสารนี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ ส่งอีกครั้ง หรือถ่ายรูปเอกสารแทน",
                "This document cannot be opened. The file may be damaged or incomplete. Send it again, or take a photo of it.",
            ),
            Self::TooManyPixels => PhotoError::TooManyPixels.explain(),
            Self::Active => Bilingual::new(
                "PDF นี้มีคำสั่งหรือไฟล์แนบอยู่ภายใน จึงรับไม่ได้ พิมพ์เป็น PDF ใหม่ หรือถ่ายรูปเอกสารแทน",
                "This PDF has commands or attached files inside, so it cannot be accepted. Print it to a new PDF, or take a \
                 photo of it.",
            ),
            Self::Locked => Bilingual::new(
                "PDF นี้มีรหัสผ่านหรือถูกจำกัดสิทธิ์ บันทึกใหม่โดยไม่ใส่รหัสผ่าน หรือถ่ายรูปเอกสารแทน",
                "This PDF has a password or restrictions. Save it again without them, or take a photo of the document.",
            ),
        }
    }
}
