//! Why a line is in quarantine: in the words that are stored, and in sentences. Of a line of CSV the column is named, of a
//! resource of FHIR the element; what stands there never is.

use domain::import::LineFault;
use domain::{Bilingual, Explain, Language};
use fhir::{Issue, IssueCode};
use service::NotTaken;

/// The most reasons kept of a line: who puts the first right finds the others.
const MOST: usize = 12;

/// A reason as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The word of the column, or the place of the element; empty where the line as a whole is meant.
    pub place: String,
    /// The column in words, where it is one.
    pub column: Option<Bilingual>,
    /// What is wrong.
    pub reason: Bilingual,
    /// The word for it.
    pub word: String,
}

/// What is wrong with a resource, as stored: `Immunization.status:required`, each with a space between.
pub fn of_issues(issues: &[Issue]) -> String {
    let word = |issue: &Issue| format!("{}:{}", element(&issue.path), issue.code.name());
    let mut words: Vec<_> = issues.iter().map(word).collect();
    words.dedup();
    words.truncate(MOST);
    words.join(" ")
}

/// Paths of a line begin with its number, which is kept beside them.
fn element(path: &str) -> &str {
    let rest = path.strip_prefix("line").and_then(|path| path.split_once(']')).map_or(path, |(_, rest)| rest);
    let rest = rest.trim_start_matches('.');
    if rest.is_empty() { "line" } else { rest }
}

/// The reasons of a line as they are stored, told.
pub fn told(words: &str) -> Vec<Told> {
    words.split_whitespace().map(tell).collect()
}

/// In one text, for a cell of a table.
pub fn sentences(told: &[Told], language: Language) -> String {
    let sentence = |it: &Told| match (it.place.as_str(), it.column) {
        ("", _) => it.reason.text(language).to_owned(),
        (place, None) => format!("{place}: {}", it.reason.text(language)),
        (_, Some(column)) => format!("{}: {}", column.text(language), it.reason.text(language)),
    };
    told.iter().map(sentence).collect::<Vec<_>>().join(" · ")
}

fn tell(word: &str) -> Told {
    let (place, reason) = word.rsplit_once(':').unwrap_or(("line", word));
    let known = LineFault::from_word(word);
    let column = known.and_then(|fault| fault.column);
    let refused = || NotTaken::from_name(reason).map(|it| it.explain());
    let issue = || IssueCode::ALL.into_iter().find(|code| code.name() == reason).map(of_code);
    Told {
        place: if place == "line" { String::new() } else { place.to_owned() },
        column: column.map(domain::import::Column::label),
        reason: known.map(|fault| fault.explain()).or_else(refused).or_else(issue).unwrap_or(OTHER),
        word: reason.to_owned(),
    }
}

const OTHER: Bilingual = Bilingual::new("รับบรรทัดนี้ไม่ได้", "The line cannot be taken.");

/// What a code of FHIR says of an element.
const fn of_code(code: IssueCode) -> Bilingual {
    match code {
        IssueCode::Structure => {
            Bilingual::new("ไม่เป็นไปตามรูปแบบ JSON ของ FHIR R4", "It has not the form of FHIR R4 in JSON.")
        }
        IssueCode::Required => Bilingual::new("ต้องมีค่านี้", "A value is needed here."),
        IssueCode::Value => Bilingual::new("ค่าไม่ถูกต้องสำหรับที่นี้", "The value is not one that belongs here."),
        IssueCode::Invariant => Bilingual::new("ค่าขัดกันเอง", "It contradicts something else in the resource."),
        IssueCode::NotSupported => Bilingual::new("ระบบนี้ไม่รับข้อมูลแบบนี้", "This is not received here."),
        IssueCode::Extension => Bilingual::new(
            "มีส่วนขยายที่เปลี่ยนความหมายและระบบไม่รู้จัก",
            "An extension that changes the meaning is not known here.",
        ),
        IssueCode::TooLong => Bilingual::new("ยาวเกินไป", "It is too long."),
        IssueCode::CodeInvalid => Bilingual::new("ไม่รู้จักรหัสนี้", "The code is not one of those known here."),
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::import::{Column, Reason};

    #[test]
    fn every_word_that_is_stored_is_told() {
        for reason in Reason::all() {
            for column in [None, Some(Column::Day)] {
                let told = told(&LineFault { column, reason }.word());
                assert_eq!(
                    (told.len(), told[0].reason, told[0].column),
                    (1, reason.explain(), column.map(Column::label))
                );
                assert_eq!(told[0].place, column.map_or("", Column::name));
            }
        }
        for refused in NotTaken::ALL {
            assert_eq!(told(&format!("line:{}", refused.name()))[0].reason, refused.explain());
        }
    }

    #[test]
    fn elements_of_a_resource_are_named_and_bounded() {
        let text = Bilingual::new("ก", "a");
        let issue = |path: &str, code| Issue::new(code, path, text);
        let words = of_issues(&[
            issue("line[3].status", IssueCode::Required),
            issue("line[3].identifier[0].value", IssueCode::Value),
            issue("line[3]", IssueCode::Structure),
        ]);
        assert_eq!(words, "status:required identifier[0].value:value line:structure");
        let all = told(&words);
        assert_eq!([&all[0].place, &all[1].place, &all[2].place], ["status", "identifier[0].value", ""]);
        assert_eq!(all[0].reason, of_code(IssueCode::Required));
        let english = sentences(&all, Language::En);
        assert!(english.starts_with("status: A value is needed here. · identifier[0].value: "), "{english}");
        let many: Vec<_> = (0..50).map(|n| issue(&format!("line[1].x[{n}]"), IssueCode::Structure)).collect();
        assert_eq!(of_issues(&many).split(' ').count(), MOST);
        assert_eq!(told("rubbish")[0].reason, OTHER);
    }
}
