//! Whether a PDF does nothing: no script, no action on opening, no file inside. It is looked through, never rendered.
//!
//! What cannot be looked through is refused. Readers disagree on broken files, so this does not parse objects: it looks at
//! every name in the file, and in everything that unpacks.

use crate::document::DocumentError;
use crate::names::names;
use flate2::bufread::ZlibDecoder;
use std::io::Read;

/// The end mark stands within so many bytes of the end.
const END_WITHIN: usize = 1024;
/// A stream is unpacked so far. An object stream that is larger is refused.
const MOST_OF_A_STREAM: u64 = 8 * 1024 * 1024;
/// All streams together are unpacked so far.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;
/// Beginning to unpack costs as much as so many bytes, even where nothing comes out.
const COST_OF_A_STREAM: usize = 1024;

/// Names that stand for something a reader does, or a file inside. Long enough never to come about by chance in a picture.
const ACTIVE: [&[u8]; 9] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"Rendition",
    b"RichMedia",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
];
/// The same, but short: looked for only where objects stand.
const ACTIVE_AND_SHORT: [&[u8]; 3] = [b"JS", b"AA", b"XFA"];
/// What may stand in the dictionary of an object stream. Another filter, or a reference to one, could hide objects.
const OBJECT_STREAM: [&[u8]; 9] =
    [b"Type", b"ObjStm", b"N", b"First", b"Length", b"Filter", b"FlateDecode", b"Fl", b"Extends"];

/// Whether it says that it is a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The PDF up to its last end mark, or why it is refused.
pub(crate) fn inert(bytes: &[u8]) -> Result<&[u8], DocumentError> {
    let bytes = whole(bytes).ok_or(DocumentError::Unreadable)?;
    if names(bytes).any(|(name, _)| *name == *b"Encrypt") {
        return Err(DocumentError::Locked);
    }
    refuse_active(bytes, false)?;
    let mut budget = MOST_UNPACKED;
    let mut object_streams = 0;
    let mut rest = bytes;
    while let Some((before, body)) = next_stream(rest) {
        refuse_active(before, true)?;
        let dictionary = last(before, b"obj").map_or(before, |place| &before[place + 3..]);
        if names(dictionary).any(|(name, _)| *name == *b"ObjStm") {
            object_streams += 1;
            look_through_objects(dictionary, body, &mut budget)?;
        } else if body.first().is_some_and(|byte| byte & 0x0f == 8) {
            refuse_active(&unpack(body, &mut budget).0, false)?;
        }
        rest = first(body, b"endstream").map_or(&[], |place| &body[place..]);
    }
    refuse_active(rest, true)?;
    // One that stands where none is seen above would not have been looked through.
    let said = names(bytes).filter(|(name, _)| **name == *b"ObjStm").count();
    if said == object_streams { Ok(bytes) } else { Err(DocumentError::Unreadable) }
}

fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let mark = b"%%EOF";
    let place = last(bytes, mark)?;
    (is_pdf(bytes) && bytes.len() - place <= END_WITHIN).then(|| &bytes[..place + mark.len()])
}

/// Objects packed into a stream: all of them have to be seen.
fn look_through_objects(dictionary: &[u8], body: &[u8], budget: &mut usize) -> Result<(), DocumentError> {
    let count = |wanted: &[u8]| names(dictionary).filter(|(name, _)| **name == *wanted).count();
    let known = names(dictionary).all(|(name, _)| OBJECT_STREAM.contains(&&*name));
    let filters = (count(b"Filter"), count(b"FlateDecode") + count(b"Fl"));
    match filters {
        (0, 0) if known => refuse_active(first(body, b"endstream").map_or(body, |end| &body[..end]), true),
        (1, 1) if known => match unpack(body, budget) {
            (objects, true) => refuse_active(&objects, true),
            _ => Err(DocumentError::Unreadable),
        },
        _ => Err(DocumentError::Unreadable),
    }
}

/// What a packed stream holds, as far as the budget goes, and whether that is all of it.
fn unpack(body: &[u8], budget: &mut usize) -> (Vec<u8>, bool) {
    if *budget == 0 {
        return (Vec::new(), false);
    }
    let most = MOST_OF_A_STREAM.min(*budget as u64);
    let mut unpacked = Vec::new();
    let whole = ZlibDecoder::new(body).take(most + 1).read_to_end(&mut unpacked).is_ok();
    *budget = budget.saturating_sub(unpacked.len() + COST_OF_A_STREAM);
    let whole = whole && unpacked.len() as u64 <= most;
    (unpacked, whole)
}

fn refuse_active(text: &[u8], objects: bool) -> Result<(), DocumentError> {
    let active = names(text).any(|(name, after)| {
        ACTIVE.contains(&&*name)
            || (objects && ACTIVE_AND_SHORT.contains(&&*name))
            || (*name == *b"OpenAction" && !is_array(after))
    });
    if active { Err(DocumentError::Active) } else { Ok(()) }
}

/// An array after `/OpenAction` says which page is shown first, nothing else.
fn is_array(after: &[u8]) -> bool {
    after.trim_ascii_start().starts_with(b"[")
}

/// What stands before the next stream, and everything from its first byte on.
fn next_stream(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut from = 0;
    loop {
        let place = from + first(&text[from..], b"stream")?;
        let (before, body) = (&text[..place], &text[place + 6..]);
        from = place + 6;
        if before.ends_with(b"end") {
            continue;
        }
        if let Some(body) = [b"\r\n".as_slice(), b"\n", b"\r"].iter().find_map(|end| body.strip_prefix(*end)) {
            return Some((before, body));
        }
    }
}

fn first(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

fn last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests;
