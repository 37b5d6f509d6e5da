//! From a stranger's bytes to pixels, and from pixels to our own JPEG.
//!
//! Only three decoders are ever reached, chosen by content. No size is believed before it is checked, and no decoder's
//! fault gets further than here.

use crate::jpeg;
use crate::photo::{Photo, PhotoError};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, Rgba};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A picture has at most so many pixels.
const MOST_PIXELS: u64 = 40_000_000;
/// Decoded it takes at most so many bytes.
const MOST_DECODED: u64 = 256 * 1024 * 1024;
const QUALITY: u8 = 85;

/// The picture in `bytes` as our own JPEG, its longer side at most `long_side` pixels.
pub(crate) fn clean(bytes: &[u8], long_side: u32) -> Result<Photo, PhotoError> {
    let format = format_of(bytes).ok_or(PhotoError::WrongKind)?;
    // What a decoder does not expect is the picture's fault; the server goes on.
    let (image, orientation) =
        catch_unwind(AssertUnwindSafe(|| decode(bytes, format))).unwrap_or(Err(PhotoError::Unreadable))?;
    let mut image = DynamicImage::ImageRgb8(shrink(on_white(image), long_side));
    image.apply_orientation(orientation);
    encode(&image.into_rgb8())
}

/// Which of the three it is, by how it begins.
pub(crate) fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        Some(ImageFormat::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(ImageFormat::WebP)
    } else {
        None
    }
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), PhotoError> {
    let bytes = whole(bytes, format).ok_or(PhotoError::Unreadable)?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_DECODED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_DECODED {
        return Err(PhotoError::TooManyPixels);
    }
    // Metadata that cannot be read say nothing about how it is turned.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(refusal)?, orientation))
}

/// The bytes of the picture without what follows it; `None` where some are missing. A PNG's decoder finds out by itself.
fn whole(bytes: &[u8], format: ImageFormat) -> Option<&[u8]> {
    match format {
        ImageFormat::Jpeg => jpeg::whole(bytes),
        ImageFormat::WebP => {
            let size = bytes.get(4..8)?.try_into().map(u32::from_le_bytes).ok()?;
            bytes.get(..usize::try_from(size).ok()?.checked_add(8)?)
        }
        _ => Some(bytes),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn refusal(error: ImageError) -> PhotoError {
    match error {
        ImageError::Limits(_) => PhotoError::TooManyPixels,
        _ => PhotoError::Unreadable,
    }
}

/// The picture as it looks on white paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let mut paper = RgbImage::new(image.width(), image.height());
    for (on_paper, Rgba([red, green, blue, alpha])) in paper.pixels_mut().zip(image.pixels()) {
        *on_paper = Rgb([red, green, blue].map(|ink| over_white(*ink, *alpha)));
    }
    paper
}

fn over_white(ink: u8, alpha: u8) -> u8 {
    let (ink, alpha) = (u16::from(ink), u16::from(alpha));
    u8::try_from((ink * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

/// Never makes larger. The first step is cheap and leaves twice of what is wanted, the second is good.
fn shrink(image: RgbImage, long_side: u32) -> RgbImage {
    let (width, height) = image.dimensions();
    let long = width.max(height);
    if long <= long_side {
        return image;
    }
    let scaled = |side: u32, to: u32| {
        let side = (u64::from(side) * u64::from(to) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(side).unwrap_or(to).max(1)
    };
    let twice = long_side * 2;
    let image =
        if long > twice { imageops::thumbnail(&image, scaled(width, twice), scaled(height, twice)) } else { image };
    imageops::resize(&image, scaled(width, long_side), scaled(height, long_side), FilterType::CatmullRom)
}

fn encode(image: &RgbImage) -> Result<Photo, PhotoError> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(image).map_err(refusal)?;
    Ok(Photo { jpeg, width: image.width(), height: image.height() })
}
