//! PDFs of a few lines, harmless and not, plain, escaped, packed and hidden.

use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use std::io::Write;

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction[3 0 R/Fit]>>\nendobj\n".to_vec();
    for (place, object) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n", place + 2).bytes());
        file.extend(*object);
        file.extend(b"\nendobj\n");
    }
    file.extend(b"xref\n0 1\ntrailer\n<</Size 9/Root 1 0 R>>\nstartxref\n9\n%%EOF");
    file
}

fn stream(dictionary: &str, body: &[u8]) -> Vec<u8> {
    [format!("<<{dictionary}/Length {}>>\nstream\r\n", body.len()).as_bytes(), body, b"\nendstream"].concat()
}

fn object_stream(objects: &[u8]) -> Vec<u8> {
    stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &packed(objects))
}

const SCRIPT: &[u8] = b"<</S/JavaScript/JS(app.alert(1))>>";

#[test]
fn a_harmless_file_is_kept_without_what_follows_it() {
    let content = stream("/Filter/FlateDecode", &packed(b"BT /F1 12 Tf (a letter) Tj ET"));
    let picture = stream("/Type/XObject/Subtype/Image/Filter/DCTDecode", b"\xff\xd8/JS \xff\xd9");
    let objects = object_stream(b"4 0 <</Type/Font/BaseFont/Sarabun>>");
    let file = pdf(&[&content, &picture, &objects]);
    assert_eq!(inert(&file), Ok(file.as_slice()));
    let polyglot = [file.as_slice(), b"\n<script>alert(1)</script>PK\x03\x04"].concat();
    assert_eq!(inert(&polyglot), Ok(file.as_slice()));
}

#[test]
fn what_is_cut_off_or_no_pdf_is_refused() {
    let file = pdf(&[]);
    assert_eq!(inert(&file[..file.len() - 1]), Err(DocumentError::Unreadable));
    assert_eq!(inert(&file[1..]), Err(DocumentError::Unreadable));
    let far = [file, vec![b' '; END_WITHIN]].concat();
    assert_eq!(inert(&far), Err(DocumentError::Unreadable));
}

#[test]
fn whatever_does_something_is_refused() {
    for object in [
        SCRIPT,
        b"<</S /J#61vaScript>>",
        b"<</#4a#53 (x)>>",
        b"<</S/Launch/F(calc.exe)>>",
        b"<</Type/EmbeddedFile>>",
        b"<</EmbeddedFiles 7 0 R>>",
        b"<</OpenAction 7 0 R>>",
        b"<</OpenAction<</S/URI>>>>",
        b"<</AA<</O 7 0 R>>>>",
        b"<</XFA 7 0 R>>",
        b"<</S/SubmitForm>>",
        b"<</Subtype/RichMedia>>",
    ] {
        assert_eq!(inert(&pdf(&[object])), Err(DocumentError::Active), "{}", object.escape_ascii());
        assert_eq!(inert(&pdf(&[&object_stream(object)])), Err(DocumentError::Active), "{}", object.escape_ascii());
    }
}

#[test]
fn a_script_is_found_where_a_reader_could_be_led_to_it() {
    let after_end = [pdf(&[]), b"\n".to_vec(), pdf(&[SCRIPT])].concat();
    let in_a_picture = pdf(&[&stream("/Subtype/Image/Filter/DCTDecode", SCRIPT)]);
    let in_a_packed_picture = pdf(&[&stream("/Subtype/Image/Filter/FlateDecode", &packed(SCRIPT))]);
    let unpacked = pdf(&[&stream("/Type/ObjStm/N 1/First 4", b"4 0 <</JS(x)>>")]);
    for file in [after_end, in_a_picture, in_a_packed_picture, unpacked] {
        assert_eq!(inert(&file), Err(DocumentError::Active));
    }
}

#[test]
fn an_object_stream_that_cannot_be_looked_through_is_refused() {
    let body = packed(b"<<>>");
    for dictionary in [
        "/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]",
        "/Type/ObjStm/Filter[/FlateDecode/FlateDecode]",
        "/Type/ObjStm/Filter/LZWDecode",
        "/Type/ObjStm/Filter 9 0 R",
        "/Type/#4fbjStm/Filter/ASCII85Decode",
        "/Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
        "/Type/ObjStm/X(1 0 obj)/Filter/LZWDecode",
    ] {
        assert_eq!(inert(&pdf(&[&stream(dictionary, &body)])), Err(DocumentError::Unreadable), "{dictionary}");
    }
    let broken = stream("/Type/ObjStm/Filter/FlateDecode", &body[..body.len() / 2]);
    assert_eq!(inert(&pdf(&[&broken])), Err(DocumentError::Unreadable));
    let inside = pdf(&[&stream("", &stream("/Type/ObjStm", b""))]);
    assert_eq!(inert(&inside), Err(DocumentError::Unreadable));
}

#[test]
fn a_locked_file_is_refused() {
    assert_eq!(inert(&pdf(&[b"<</Encrypt 5 0 R>>"])), Err(DocumentError::Locked));
}

#[test]
fn bombs_are_unpacked_only_so_far() {
    let large = packed(&vec![b' '; 9 * 1024 * 1024]);
    let objects = stream("/Type/ObjStm/Filter/FlateDecode", &large);
    assert_eq!(inert(&pdf(&[&objects])), Err(DocumentError::Unreadable));
    let content = stream("/Filter/FlateDecode", &large);
    let many: Vec<&[u8]> = vec![&content; 20];
    let file = pdf(&many);
    assert_eq!(inert(&file), Ok(file.as_slice()));
    let small = object_stream(b"<<>>");
    let many: Vec<&[u8]> = [many, vec![&small]].concat();
    assert_eq!(inert(&pdf(&many)), Err(DocumentError::Unreadable));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_bytes_panic(text in prop::collection::vec(any::<u8>(), 0..600)) {
        let file = [b"%PDF-", text.as_slice(), b"%%EOF"].concat();
        let _ = inert(&file);
    }

    #[test]
    fn no_words_panic(words in prop::collection::vec(
        prop::sample::select(vec!["stream\n", "endstream", "obj", "/ObjStm", "/Filter", "/FlateDecode", "/", "#", "x\u{9c}"]), 0..40,
    )) {
        let _ = inert(format!("%PDF-{}%%EOF", words.concat()).as_bytes());
    }

    #[test]
    fn a_script_is_found_however_its_name_is_escaped(escaped in prop::collection::vec(any::<bool>(), 10)) {
        let name: String = "JavaScript"
            .bytes()
            .zip(escaped)
            .map(|(byte, escape)| if escape { format!("#{byte:02x}") } else { char::from(byte).to_string() })
            .collect();
        let object = format!("<</S/{name}>>");
        let file = pdf(&[object.as_bytes()]);
        prop_assert_eq!(inert(&file), Err(DocumentError::Active));
    }
}
