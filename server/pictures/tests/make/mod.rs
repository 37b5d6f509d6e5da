//! Makes the pictures that the tests upload. No picture of anything or anybody is kept in the repository.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, RgbaImage};

/// Stands in planted metadata and must be nowhere in what comes out.
pub(crate) const PLANTED: &[u8] = b"planted 13.7563N 100.5018E";

/// Red on the left, blue on the right.
pub(crate) fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) })
}

/// EXIF with an orientation and a place.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let count = u32::try_from(PLANTED.len()).unwrap();
    let mut exif = b"II*\x00\x08\x00\x00\x00\x02\x00".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend([0; 4]);
    exif.extend([1, 0, 0x1b, 0, 7, 0]);
    exif.extend(count.to_le_bytes());
    exif.extend([56, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(PLANTED);
    exif
}

/// How the picture is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    WebP,
}

pub(crate) const KINDS: [Kind; 3] = [Kind::Jpeg, Kind::Png, Kind::WebP];

/// The picture as a file, with EXIF.
pub(crate) fn file(kind: Kind, image: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    match kind {
        Kind::Jpeg => write(JpegEncoder::new(&mut bytes), image, orientation),
        Kind::Png => write(PngEncoder::new(&mut bytes), image, orientation),
        Kind::WebP => write(WebPEncoder::new_lossless(&mut bytes), image, orientation),
    }
    bytes
}

fn write(mut encoder: impl ImageEncoder, image: &RgbImage, orientation: u8) {
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8).unwrap();
}

/// A PNG of these pixels, some of which may be transparent.
pub(crate) fn transparent(image: &RgbaImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgba8).unwrap();
    bytes
}

/// An animated WebP of these pictures, all of one size.
pub(crate) fn animated(frames: &[RgbImage]) -> Vec<u8> {
    let stills = frames.iter().map(|frame| {
        let mut still = Vec::new();
        let encoder = WebPEncoder::new_lossless(&mut still);
        encoder.write_image(frame, frame.width(), frame.height(), ExtendedColorType::Rgb8).unwrap();
        still.split_off(12)
    });
    animation(frames[0].width(), stills)
}

/// A square animation of these chunks, each of a picture.
fn animation(side: u32, stills: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let size = (side - 1).to_le_bytes()[..3].repeat(2);
    let mut chunks = chunk(*b"VP8X", &[&[0x02, 0, 0, 0], size.as_slice()].concat());
    chunks.extend(chunk(*b"ANIM", &[0; 6]));
    for still in stills {
        let place = [&[0; 6], size.as_slice(), &[100, 0, 0, 0]].concat();
        chunks.extend(chunk(*b"ANMF", &[place, still].concat()));
    }
    webp(&chunks)
}

/// A picture without any loss that says it has 16384 pixels on each side, and then ends.
fn huge() -> Vec<u8> {
    chunk(*b"VP8L", &[0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0, 0])
}

/// Such a picture on a square canvas of so many pixels.
pub(crate) fn huge_webp(side: u32) -> Vec<u8> {
    let size = (side - 1).to_le_bytes()[..3].repeat(2);
    webp(&[chunk(*b"VP8X", &[&[0; 4], size.as_slice()].concat()), huge()].concat())
}

/// Such a picture as the first of a small animation.
pub(crate) fn huge_animation() -> Vec<u8> {
    animation(16, std::iter::once(huge()))
}

/// A small picture whose metadata say that they take four gibibytes.
pub(crate) fn huge_metadata() -> Vec<u8> {
    let small = chunk(*b"VP8X", &[8, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
    webp(&[small.as_slice(), b"EXIF\xff\xff\xff\xff", &[0; 64]].concat())
}

fn webp(chunks: &[u8]) -> Vec<u8> {
    chunk(*b"RIFF", &[b"WEBP", chunks].concat())
}

fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    chunk.extend(body);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// A PNG that says it has so many pixels, one bit each, and holds `data` for them.
pub(crate) fn png_claiming(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    for (name, body) in [(b"IHDR", header.as_slice()), (b"IDAT", data), (b"IEND", b"")] {
        file.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        let named = [name, body].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&named);
        file.extend(named);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}
