//! What an entry of a Bundle asks to be done with its resource: to be created, or to be there as it is given. Both come to
//! the same here, since a record is known by its sender's own identifier.

use super::node::{Findings, Node};
use super::{shape, values};
use crate::issue::IssueCode;
use domain::Bilingual;
use url::form_urlencoded;

const NEEDED: Bilingual =
    Bilingual::new("แต่ละ entry ต้องมี request ที่มี method และ url", "Each entry needs a request with method and url.");
const METHOD: Bilingual = Bilingual::new("รับเฉพาะ POST และ PUT", "Only POST and PUT are received.");
const NO_METHOD: Bilingual = Bilingual::new("ไม่ใช่วิธีของ HTTP ที่ FHIR ใช้", "This is no HTTP method FHIR uses.");
const URL: Bilingual = Bilingual::new(
    "url ต้องเป็นชนิดของทรัพยากรเท่านั้นสำหรับ POST และ ชนิด/id หรือ ชนิด?identifier=system|value ที่ตรงกับทรัพยากรสำหรับ PUT",
    "The url is the type of the resource for POST, and Type/id or Type?identifier=system|value, both as in the resource, for PUT.",
);
const CONDITION: Bilingual = Bilingual::new(
    "ไม่รับเงื่อนไขในแต่ละ entry: identifier ของผู้ส่งทำให้ส่งซ้ำได้อยู่แล้ว",
    "Conditions on an entry are not supported: by the sender's own identifier, sending again is safe already.",
);

const CONDITIONS: [&str; 4] = ["ifNoneMatch", "ifModifiedSince", "ifMatch", "ifNoneExist"];
/// The methods FHIR has besides those that are received.
const OTHERS: [&str; 4] = ["GET", "HEAD", "DELETE", "PATCH"];

/// Looks at the request of an entry whose resource is of type `kind`. What comes of it is the id a PUT names.
pub(crate) fn read(entry: &Node<'_>, kind: &str, found: &mut Findings) -> Option<String> {
    let Some(request) = entry.member("request") else {
        return found.refuse(IssueCode::Required, entry.place("request"), NEEDED);
    };
    shape::REQUEST.check(&request, found);
    // A Patient is not stored, so that nothing hangs on a condition.
    for condition in CONDITIONS.into_iter().filter(|it| kind != "Patient" && request.has(it)) {
        found.note(IssueCode::NotSupported, request.place(condition), CONDITION);
    }
    let (method, url) = (request.text("method", found), request.text("url", found));
    let Some(method) = method else { return found.refuse(IssueCode::Required, request.place("method"), NEEDED) };
    let Some(url) = url else { return found.refuse(IssueCode::Required, request.place("url"), NEEDED) };
    let named = match method {
        "POST" => (url == kind).then_some(Named::Nothing),
        "PUT" => url.strip_prefix(kind).and_then(|rest| put(entry, rest)),
        other if OTHERS.contains(&other) => {
            return found.refuse(IssueCode::NotSupported, request.place("method"), METHOD);
        }
        _ => return found.refuse(IssueCode::CodeInvalid, request.place("method"), NO_METHOD),
    };
    match named {
        Some(Named::Id(id)) => Some(id),
        Some(Named::Nothing) => None,
        None => found.refuse(IssueCode::Value, request.place("url"), URL),
    }
}

/// What an address names beside the type.
enum Named {
    /// An id.
    Id(String),
    /// Nothing, or what the resource's own identifier says.
    Nothing,
}

/// What a PUT names, which has to be what the resource says of itself.
fn put(entry: &Node<'_>, rest: &str) -> Option<Named> {
    let resource = entry.member("resource")?;
    if let Some(id) = rest.strip_prefix('/') {
        return (is_id(id) && resource.peek("id") == Some(id)).then(|| Named::Id(id.to_owned()));
    }
    let first = values::current(&resource)?;
    let wanted = format!("{}|{}", first.peek("system")?, first.peek("value")?);
    let mut pairs = form_urlencoded::parse(rest.strip_prefix('?')?.as_bytes());
    let (name, value) = pairs.next()?;
    (name == "identifier" && unescaped(&value) == wanted && pairs.next().is_none()).then_some(Named::Nothing)
}

/// An id of FHIR.
fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"-.".contains(&it))
}

/// A value of a search, without the strokes that part it from the signs of the search itself.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        if c == '\\' && !escaped {
            escaped = true;
            continue;
        }
        plain.push(c);
        escaped = false;
    }
    plain
}
