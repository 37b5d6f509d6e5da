//! What FHIR forbids anywhere in a resource: values that are empty, and things that change the meaning of the rest in a way
//! that is not known here.

use super::node::{Findings, Node};
use crate::issue::IssueCode;
use crate::strict::shown;
use domain::Bilingual;
use serde_json::Value;

const EMPTY: Bilingual =
    Bilingual::new("FHIR ไม่มีค่าว่าง เอาองค์ประกอบนี้ออก", "FHIR knows no empty value. Leave the element out.");
const MODIFIER: Bilingual = Bilingual::new(
    "ไม่รู้จัก modifierExtension นี้ ซึ่งเปลี่ยนความหมายของข้อมูล จึงรับไม่ได้",
    "This modifierExtension, which changes the meaning of what is beside it, is not known here: nothing of it can be taken.",
);

/// Writes down each empty value and each modifier extension, however deep.
pub(crate) fn check(node: &Node<'_>, found: &mut Findings) {
    look(node.value, &node.path, false, found);
}

/// The same, but for one member, which is looked at for itself.
pub(crate) fn check_around(node: &Node<'_>, inner: &str, found: &mut Findings) {
    let members = node.value.as_object().into_iter().flatten();
    for (name, member) in members.filter(|(name, _)| *name != inner) {
        look_member(name, member, &node.path, found);
    }
}

fn look(value: &Value, path: &str, in_list: bool, found: &mut Findings) {
    match value {
        // A list of primitive values has gaps where something is said beside it.
        Value::Null if in_list => {}
        Value::Null => empty(path, found),
        Value::String(text) if text.trim().is_empty() => empty(path, found),
        Value::Array(items) if items.is_empty() => empty(path, found),
        Value::Object(members) if members.is_empty() => empty(path, found),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                look(item, &format!("{path}[{at}]"), true, found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                look_member(name, member, path, found);
            }
        }
        _ => {}
    }
}

fn empty(path: &str, found: &mut Findings) {
    found.note(IssueCode::Structure, path, EMPTY);
}

fn look_member(name: &str, member: &Value, path: &str, found: &mut Findings) {
    let place = format!("{path}.{}", shown(name));
    if name == "modifierExtension" {
        found.note(IssueCode::Extension, &place, MODIFIER);
    }
    look(member, &place, false, found);
}
