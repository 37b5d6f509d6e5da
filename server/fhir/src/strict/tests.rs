use super::*;
use proptest::prelude::*;
use serde_json::json;

fn issue(text: &str) -> (IssueCode, String) {
    let issue = parse(text.as_bytes()).unwrap_err();
    (issue.code, issue.path)
}

#[test]
fn what_is_json_is_read_as_it_is() {
    let text =
        r#" {"a":[1,-2,3.5,true,false,null,"é\n\t",{"b":{}}],"c":18446744073709551615,"d":-9223372036854775808} "#;
    let parsed = parse(text.as_bytes()).unwrap();
    assert_eq!(parsed.value, serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(parse(b"\xEF\xBB\xBF{}").unwrap().value, json!({}));
    assert_eq!(parse(b"-0").unwrap().value, json!(0));
    assert_eq!(format!("{parsed:?}"), "Parsed(…)");
}

#[test]
fn a_name_that_is_there_twice_is_refused_where_it_is() {
    assert_eq!(issue(r#"{"a":1,"a":1}"#), (IssueCode::Structure, "Resource.a".to_owned()));
    let nested = r#"{"resourceType":"Bundle","entry":[{},{"resource":{"status":"x","st\u0061tus":"y"}}]}"#;
    assert_eq!(issue(nested), (IssueCode::Structure, "Bundle.entry[1].resource.status".to_owned()));
}

#[test]
fn depth_is_bounded_whatever_is_nested() {
    let nested =
        |open: &str, close: &str, times: usize| [open.repeat(times), "0".to_owned(), close.repeat(times)].concat();
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        assert!(parse(nested(open, close, DEPTH).as_bytes()).is_ok());
        assert_eq!(issue(&nested(open, close, DEPTH + 1)).0, IssueCode::TooLong);
        assert_eq!(issue(&open.repeat(1_000_000)).0, IssueCode::TooLong);
    }
}

#[test]
fn there_are_not_more_values_than_memory_bears() {
    let many = |times: usize| format!("[{}0]", "{},".repeat(times));
    assert!(parse(many(VALUES - 2).as_bytes()).is_ok());
    assert_eq!(issue(&many(VALUES - 1)), (IssueCode::TooLong, format!("Resource[{}]", VALUES - 1)));
}

#[test]
fn numbers_are_kept_or_refused() {
    for text in ["1e999", "-1e999", "18446744073709551616", "-9223372036854775809", &"9".repeat(400), &"1".repeat(65)] {
        assert_eq!(
            issue(&format!(r#"{{"a":["x\"1",{text}]}}"#)),
            (IssueCode::Value, "Resource.a[1]".to_owned()),
            "{text}"
        );
    }
    let text = r#"{"n":[1.0,2,{"value":1.50}],"value":1e2,"q":{"value":7.125}}"#;
    let parsed = parse(text.as_bytes()).unwrap();
    let number = |path: &str, pointer: &str| parsed.number(path, parsed.value.pointer(pointer).unwrap());
    assert_eq!(number("Observation.n[2].value", "/n/2/value").as_deref(), Some("1.50"));
    assert_eq!(number("line[7].value", "/value").as_deref(), Some("1e2"));
    assert_eq!(number("Resource.q.value", "/q/value").as_deref(), Some("7.125"));
    assert_eq!(number("Resource.n[1]", "/n/1").as_deref(), Some("2"));
    assert_eq!(number("Resource.n", "/n"), None);
}

#[test]
fn what_is_no_json_or_no_text_is_refused_at_its_place() {
    for (text, code, path) in [
        ("", IssueCode::Structure, "Resource"),
        ("nul", IssueCode::Structure, "Resource"),
        ("{} {}", IssueCode::Structure, "Resource"),
        (r#"{"resourceType":"Patient"} x"#, IssueCode::Structure, "Patient"),
        (r#"{"a":[1,]}"#, IssueCode::Structure, "Resource.a[1]"),
        (r#"{"a":01}"#, IssueCode::Structure, "Resource.a"),
        (r#"{"a":"\ud800"}"#, IssueCode::Structure, "Resource.a"),
        (r#"{"a":NaN}"#, IssueCode::Structure, "Resource.a"),
        (r#"{"a":"\u0000"}"#, IssueCode::Value, "Resource.a"),
        (r#"{"a":{"\u0007":1}}"#, IssueCode::Value, "Resource.a"),
        ("{\"a\":\"\u{85}\"}", IssueCode::Value, "Resource.a"),
        ("{\"a\":\"\n\"}", IssueCode::Structure, "Resource.a"),
    ] {
        assert_eq!(issue(text), (code, path.to_owned()), "{text}");
    }
    for bytes in [&b"\xFF\xFE{\0}\0"[..], b"{\"a\":\"\xE9\"}", b"\xEF\xBB\xBF\xEF\xBB\xBF{}", b"\0"] {
        assert_eq!(parse(bytes).unwrap_err().code, IssueCode::Structure);
    }
}

#[test]
fn what_stands_for_a_name_is_shown_only_where_it_can_be_one() {
    for (name, shown) in [
        ("valueBase64Binary", "valueBase64Binary"),
        ("_birthDate", "_birthDate"),
        ("1000000000009", "*"),
        ("a1000000000009", "*"),
        ("สมมุติ", "*"),
        ("Somebody Else", "*"),
        ("", "*"),
    ] {
        let text = json!({ name: [{ "x": "\u{1}" }] }).to_string();
        assert_eq!(issue(&text).1, format!("Resource.{shown}[0].x"));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        let _ = parse(&bytes);
    }

    #[test]
    fn what_is_taken_is_what_others_take(text in "[\\[\\]{}\":,0-9eE.+\\-a-c\\\\u \n]{0,60}") {
        if let Ok(parsed) = parse(text.as_bytes()) {
            prop_assert_eq!(parsed.value, serde_json::from_str::<Value>(&text).unwrap_or(json!(0)));
        }
    }
}
