//! JSON written canonically (RFC 8785): members sorted by UTF-16 code units, the shortest escapes, no space. Numbers do
//! not occur.

use std::fmt::Write;

/// A value of the kinds a receipt has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Json {
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().collect())
    }

    pub(super) fn object<N: Into<String>>(members: impl IntoIterator<Item = (N, Self)>) -> Self {
        let mut members: Vec<(String, Self)> = members.into_iter().map(|(name, value)| (name.into(), value)).collect();
        members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        Self::Object(members)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = String::new();
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => string(text, out),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (at, (name, value)) in members.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    string(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                // Writing to a text cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_escapes_as_the_standard_orders_them() {
        let value = Json::object([
            ("\u{20ac}", Json::text("Euro")),
            ("\r", Json::text("return")),
            ("\u{fb33}", Json::text("dalet")),
            ("1", Json::text("one")),
            ("\u{1f600}", Json::text("smile")),
            ("\u{80}", Json::text("control\u{80}")),
            ("\u{f6}", Json::text("\u{1}\"\\\n")),
        ]);
        let expected = "{\"\\r\":\"return\",\"1\":\"one\",\"\u{80}\":\"control\u{80}\",\"\u{f6}\":\"\\u0001\\\"\\\\\\n\",\"\u{20ac}\":\"Euro\",\"\u{1f600}\":\"smile\",\"\u{fb33}\":\"dalet\"}";
        assert_eq!(String::from_utf8(value.bytes()).unwrap(), expected);
    }
}
