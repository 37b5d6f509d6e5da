//! A person's photo: what is accepted, what comes out, and why something is refused.
//!
//! The picture is personal: `Debug` never shows it.

use crate::clean;
use domain::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// So many bytes may be uploaded.
const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The longer side of what comes out has at most so many pixels.
const LONG_SIDE: u32 = 1024;

/// A photo written by us: a JPEG that holds pixels and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// The file.
    pub jpeg: Vec<u8>,
    /// Pixels from left to right, as it is seen.
    pub width: u32,
    /// Pixels from top to bottom, as it is seen.
    pub height: u32,
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Photo(…)")
    }
}

/// The photo in `bytes`: a JPEG, PNG or WebP by its content, of at most 5 MiB and 40 million pixels. It is turned as its
/// EXIF orientation says, what is transparent becomes white, of an animation the first picture is kept, and the longer side
/// is brought to at most 1024 pixels.
pub fn prepare_photo(bytes: &[u8]) -> Result<Photo, PhotoError> {
    if bytes.len() > MOST_BYTES {
        return Err(PhotoError::TooLarge);
    }
    clean::clean(bytes, LONG_SIDE)
}

/// Why an upload is no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PhotoError {
    /// More than 5 MiB: 413.
    #[error("the photo has more than 5 MiB")]
    TooLarge,
    /// Neither JPEG nor PNG nor WebP, whatever it is named: 415.
    #[error("the photo is of another kind than JPEG, PNG and WebP")]
    WrongKind,
    /// Broken, or cut off.
    #[error("the photo cannot be read")]
    Unreadable,
    /// More than 40 million pixels, or as much memory.
    #[error("the photo has too many pixels")]
    TooManyPixels,
}

impl Explain for PhotoError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::TooLarge => Bilingual::new(
                "รูปมีขนาดเกิน 5 MB เลือกรูปที่เล็กกว่านี้ หรือลดขนาดก่อนส่ง",
                "The photo is larger than 5 MB. Choose a smaller one, or make it smaller first.",
            ),
            Self::WrongKind => Bilingual::new(
                "ไฟล์นี้ไม่ใช่รูป JPEG, PNG หรือ WebP เลือกไฟล์ชนิดใดชนิดหนึ่งนี้",
                "This file is not a JPEG, PNG or WebP picture. Choose a file of one of these kinds.",
            ),
            Self::Unreadable => Bilingual::new(
                "เปิดรูปนี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ ส่งอีกครั้งหรือเลือกรูปอื่น",
                "This picture cannot be opened. The file may be damaged or incomplete. Send it again or choose another.",
            ),
            Self::TooManyPixels => Bilingual::new(
                "รูปมีความละเอียดเกิน 40 ล้านพิกเซล ลดความละเอียดก่อนส่ง",
                "The picture has more than 40 million pixels. Make it smaller first.",
            ),
        }
    }
}
