//! Titles before a name: systems write them into the field of the first name, and they say nothing about who it is.
//! A name that only begins like a title keeps its beginning.

/// Longer ones first, where one begins like another.
const THAI: [&str; 16] = [
    "เด็กหญิง",
    "เด็กชาย",
    "ว่าที่ร้อยตรี",
    "ว่าที่ ร.ต.",
    "นางสาว",
    "นาย",
    "นาง",
    "น.ส.",
    "นส.",
    "ด.ช.",
    "ดช.",
    "ด.ญ.",
    "ดญ.",
    "นพ.",
    "พญ.",
    "ดร.",
];

/// In small letters. A full stop or a space ends them.
const LATIN: [&str; 9] = ["master", "miss", "mstr", "mrs", "mr", "ms", "prof", "dr", "mx"];

/// The name without a title before it. Where nothing that can begin a name would remain, all of it.
pub(super) fn without_title(name: &str) -> &str {
    let name = name.trim();
    let thai = THAI.iter().find_map(|title| name.strip_prefix(title));
    let rest = thai.or_else(|| LATIN.iter().find_map(|title| after_latin(name, title)));
    rest.map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.'))
        .filter(|rest| begins_name(rest))
        .unwrap_or(name)
}

fn after_latin<'a>(name: &'a str, title: &str) -> Option<&'a str> {
    let (head, rest) = name.split_at_checked(title.len())?;
    (head.eq_ignore_ascii_case(title) && rest.starts_with([' ', '.'])).then_some(rest)
}

/// Two letters or more, and no Thai vowel or mark that only follows a consonant.
fn begins_name(rest: &str) -> bool {
    let follows = |c: char| matches!(c, '\u{e30}'..='\u{e3a}' | '\u{e45}'..='\u{e4e}');
    rest.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !rest.starts_with(follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_and_names_stay() {
        for (name, rest) in [
            ("นายสมมติ", "สมมติ"),
            ("นาย สมมติ", "สมมติ"),
            ("นางสาวตัวอย่าง", "ตัวอย่าง"),
            ("น.ส. ตัวอย่าง", "ตัวอย่าง"),
            ("ด.ช.เอก", "เอก"),
            ("ด.ญ. เอก", "เอก"),
            ("Mr. Nobody", "Nobody"),
            ("MRS Nobody", "Nobody"),
            ("Ms.Nobody", "Nobody"),
            // Names that begin like a title.
            ("นายิกา", "นายิกา"),
            ("นางิ", "นางิ"),
            ("Mrinal", "Mrinal"),
            ("Missy", "Missy"),
            // Nothing would remain.
            ("นาย", "นาย"),
            ("Mr. X", "Mr. X"),
            ("", ""),
        ] {
            assert_eq!(without_title(name), rest, "{name}");
        }
    }
}
