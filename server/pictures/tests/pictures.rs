//! What comes out of an upload: pixels, the right way round, and nothing else.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod make;

use domain::Explain;
use image::{GrayImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use make::{
    KINDS, Kind, PLANTED, animated, file, halves, huge_animation, huge_metadata, huge_webp, png_claiming, transparent,
};
use pictures::{Document, DocumentError, DocumentKind, Photo, PhotoError, prepare_document, prepare_photo};
use proptest::prelude::*;
use std::io::Cursor;

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn pixels(photo: &Photo) -> RgbImage {
    let image = image::load_from_memory_with_format(&photo.jpeg, ImageFormat::Jpeg).unwrap().into_rgb8();
    assert_eq!(image.dimensions(), (photo.width, photo.height));
    image
}

/// JPEG changes colours a little.
fn looks_like(pixel: Rgb<u8>, wanted: [u8; 3]) -> bool {
    pixel.0.iter().zip(wanted).all(|(is, wanted)| is.abs_diff(wanted) < 24)
}

const RED: [u8; 3] = [250, 0, 0];
const BLUE: [u8; 3] = [0, 0, 250];
const WHITE: [u8; 3] = [255, 255, 255];

#[test]
fn each_kind_becomes_our_jpeg_without_what_was_planted() {
    for kind in KINDS {
        let upload = file(kind, &halves(64, 32), 1);
        assert!(holds(&upload, PLANTED), "{kind:?}");
        let photo = prepare_photo(&upload).unwrap();
        assert!(photo.jpeg.starts_with(b"\xff\xd8\xff") && photo.jpeg.ends_with(b"\xff\xd9"));
        for gone in [PLANTED, b"Exif", b"\xff\xe1", b"\xff\xe2", b"\xff\xfe"] {
            assert!(!holds(&photo.jpeg, gone), "{kind:?} {}", gone.escape_ascii());
        }
        assert!(looks_like(*pixels(&photo).get_pixel(4, 4), RED), "{kind:?}");
    }
}

/// Where red and blue, left and right before, are seen for each EXIF orientation.
#[test]
fn it_is_turned_as_its_orientation_says() {
    for kind in KINDS {
        for orientation in 1..=8 {
            let photo = prepare_photo(&file(kind, &halves(64, 32), orientation)).unwrap();
            let image = pixels(&photo);
            let turned = orientation >= 5;
            assert_eq!(image.dimensions(), if turned { (32, 64) } else { (64, 32) }, "{kind:?} {orientation}");
            let first = if [1, 4, 5, 6].contains(&orientation) { RED } else { BLUE };
            assert!(looks_like(*image.get_pixel(4, 4), first), "{kind:?} {orientation}");
        }
    }
}

#[test]
fn the_longer_side_is_brought_to_its_bound_and_nothing_is_made_larger() {
    for (size, wanted) in
        [((3000, 1500), (1024, 512)), ((700, 1400), (512, 1024)), ((2, 1), (2, 1)), ((4000, 1), (1024, 1))]
    {
        let photo = prepare_photo(&file(Kind::Png, &halves(size.0, size.1), 1)).unwrap();
        assert_eq!((photo.width, photo.height), wanted);
        assert_eq!(pixels(&photo).dimensions(), wanted);
    }
    let document = prepare_document(&file(Kind::Png, &halves(3200, 160), 1)).unwrap();
    let image = image::load_from_memory(&document.bytes).unwrap();
    assert_eq!((document.kind, image.width(), image.height()), (DocumentKind::Jpeg, 3000, 150));
}

#[test]
fn what_is_transparent_becomes_white() {
    let image = RgbaImage::from_fn(32, 32, |x, _| Rgba([0, 0, 250, if x < 16 { 0 } else { 255 }]));
    let seen = pixels(&prepare_photo(&transparent(&image)).unwrap());
    assert!(looks_like(*seen.get_pixel(4, 4), WHITE) && looks_like(*seen.get_pixel(28, 4), BLUE));
    let half = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 128]));
    let seen = pixels(&prepare_photo(&transparent(&half)).unwrap());
    assert!(looks_like(*seen.get_pixel(4, 4), [127; 3]));
}

#[test]
fn grey_and_sixteen_bits_are_pictures_too() {
    let grey = image::DynamicImage::ImageLuma8(GrayImage::from_pixel(9, 9, image::Luma([90])));
    for image in [grey.clone(), image::DynamicImage::ImageRgb16(grey.to_rgb16())] {
        let mut upload = Vec::new();
        image.write_to(&mut Cursor::new(&mut upload), ImageFormat::Png).unwrap();
        assert!(looks_like(*pixels(&prepare_photo(&upload).unwrap()).get_pixel(4, 4), [90; 3]));
    }
}

#[test]
fn of_an_animation_the_first_picture_is_kept() {
    let frames = [RED, BLUE].map(|colour| RgbImage::from_pixel(16, 16, Rgb(colour)));
    let photo = prepare_photo(&animated(&frames)).unwrap();
    assert!(looks_like(*pixels(&photo).get_pixel(8, 8), RED));
}

#[test]
fn nothing_of_what_is_appended_comes_out() {
    let appended = b"\r\n<html><script>alert(document.cookie)</script>PK\x03\x04evil.zip\xff\xd9";
    for kind in KINDS {
        let upload = file(kind, &halves(32, 32), 1);
        let polyglot = [upload.as_slice(), appended].concat();
        let photo = prepare_photo(&polyglot).unwrap();
        for gone in [b"script".as_slice(), b"PK\x03\x04", b"evil"] {
            assert!(!holds(&photo.jpeg, gone), "{kind:?}");
        }
        assert_eq!(photo, prepare_photo(&upload).unwrap(), "{kind:?}");
    }
}

#[test]
fn only_three_kinds_are_taken_and_content_decides() {
    for other in
        [b"GIF89a\x01\x00".as_slice(), b"BM", b"<svg/>", b"", b"II*\x00", b"\x00\x00\x00\x20ftypavif", b"%PDF-1.7"]
    {
        assert_eq!(prepare_photo(other), Err(PhotoError::WrongKind), "{}", other.escape_ascii());
    }
    assert_eq!(prepare_document(b"PK\x03\x04"), Err(DocumentError::WrongKind));
    let pdf = prepare_document(b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n").unwrap();
    assert_eq!((pdf.kind, pdf.kind.media_type()), (DocumentKind::Pdf, "application/pdf"));
    assert!(pdf.kind.disposition().starts_with("attachment"));
}

#[test]
fn too_many_bytes_are_not_even_looked_at() {
    assert_eq!(prepare_photo(&vec![0; 5 * 1024 * 1024 + 1]), Err(PhotoError::TooLarge));
    assert_eq!(prepare_document(&vec![0; 10 * 1024 * 1024 + 1]), Err(DocumentError::TooLarge));
    assert_eq!(prepare_photo(&vec![0; 5 * 1024 * 1024]), Err(PhotoError::WrongKind));
}

#[test]
fn a_picture_that_is_cut_off_is_refused() {
    for kind in KINDS {
        let upload = file(kind, &halves(48, 48), 1);
        // Behind the pixels of a PNG stand 16 bytes that change nothing.
        let needed = upload.len() - if matches!(kind, Kind::Png) { 17 } else { 1 };
        for end in (12..needed).step_by(7).chain([needed]) {
            assert_eq!(prepare_photo(&upload[..end]), Err(PhotoError::Unreadable), "{kind:?} {end}");
        }
    }
}

#[test]
fn too_many_pixels_are_refused_before_they_are_decoded() {
    for (width, height) in [(60_000, 60_000), (40_000_001, 1), (8000, 5001)] {
        assert_eq!(prepare_photo(&png_claiming(width, height, b"")), Err(PhotoError::TooManyPixels));
    }
    assert_eq!(prepare_document(&png_claiming(60_000, 60_000, b"")), Err(DocumentError::TooManyPixels));
    assert_eq!(prepare_photo(&png_claiming(8000, 5000, b"")), Err(PhotoError::Unreadable));
    assert_eq!(prepare_photo(&huge_webp(0x4000)), Err(PhotoError::TooManyPixels));
    for hidden in [huge_webp(10), huge_animation(), huge_metadata()] {
        assert_eq!(prepare_photo(&hidden), Err(PhotoError::Unreadable));
    }
}

#[test]
fn a_refusal_explains_itself_in_both_languages_and_a_picture_stays_out_of_the_log() {
    for error in [PhotoError::TooLarge, PhotoError::WrongKind, PhotoError::Unreadable, PhotoError::TooManyPixels] {
        assert!(!error.explain().th.is_ascii() && error.explain().en.is_ascii());
    }
    let photo = Photo { jpeg: vec![1, 2, 3], width: 1, height: 1 };
    let document = Document { kind: DocumentKind::Pdf, bytes: vec![1, 2, 3] };
    assert_eq!(format!("{photo:?} {document:?}"), "Photo(…) Document(Pdf, …)");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_bytes_panic(kind in 0..4_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let start: [&[u8]; 4] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x02\x00\x00WEBPVP8 "];
        let upload = [start[kind], &bytes].concat();
        let _ = (prepare_photo(&upload), prepare_document(&upload));
    }

    #[test]
    fn no_flipped_bits_panic(kind in 0..3_usize, flips in prop::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..12)) {
        let mut upload = file(KINDS[kind], &halves(24, 24), 6);
        for (place, bit) in flips {
            *place.get_mut(&mut upload) ^= 1 << bit;
        }
        if let Ok(photo) = prepare_photo(&upload) {
            prop_assert!(photo.width.max(photo.height) <= 1024);
            prop_assert!(!holds(&photo.jpeg, PLANTED));
        }
    }
}
