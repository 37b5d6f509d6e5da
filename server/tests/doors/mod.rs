//! The route table, read from the lines that register the routes: a route added there is in every test that walks it.

use axum::http::Method;

const REGISTERED: [&str; 4] = [
    include_str!("../../src/http/mod.rs"),
    include_str!("../../src/http/log.rs"),
    include_str!("../../src/http/rooms.rs"),
    include_str!("../../src/http/accounts/mod.rs"),
];
const PATTERNS: &str = include_str!("../../../app/src/routes.rs");
/// What has no language in its address.
const PLAIN: [&str; 3] = ["/sign-out", "/demo/sign-in", "/oidc/callback"];
/// A line of the route table.
#[derive(Debug, Clone)]
pub(crate) struct Door {
    pub(crate) pattern: String,
    pub(crate) method: Method,
}

/// Whose room it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    Public,
    Person,
    Unit,
    Office,
    Duty,
}

impl Door {
    pub(crate) fn area(&self) -> Area {
        let under = |room: &str| self.pattern == room || self.pattern.starts_with(&format!("{room}/"));
        match () {
            () if under("/me") => Area::Person,
            () if under("/unit") => Area::Unit,
            () if under("/office") => Area::Office,
            () if under("/duty") => Area::Duty,
            () => Area::Public,
        }
    }

    pub(crate) fn has_language(&self) -> bool {
        !PLAIN.contains(&self.pattern.as_str())
    }

    pub(crate) fn path(&self, thing: &str) -> String {
        let path = self
            .pattern
            .split('/')
            .map(|part| match part {
                "{code}" | "{event}" | "{id}" | "{purpose}" | "{question}" | "{number}" => thing,
                "{place}" => "1",
                "{file}" if self.pattern.contains("/receipts/") => "1",
                "{file}" if self.pattern.contains("{number}") => "letter",
                "{file}" => "receipt",
                part => part,
            })
            .collect::<Vec<_>>()
            .join("/");
        let path = if self.has_language() { format!("/en{path}") } else { path };
        path.trim_end_matches('/').to_owned()
    }

    /// Whether its form carries files.
    pub(crate) fn takes_files(&self) -> bool {
        let of_a_case = self.pattern.ends_with("/{number}");
        let forms = [
            "/me/corrections/new/check",
            "/me/delegates/new",
            "/unit/corrections/new",
            "/unit/paper-forms/new",
            "/unit/imports",
            "/office/cases/new",
            "/office/policies/{id}/import",
        ];
        of_a_case || forms.contains(&self.pattern.as_str())
    }

    pub(crate) fn names_a_thing(&self) -> bool {
        self.pattern.contains('{')
    }
}

/// The routes of people and officers, and the public ones that take forms, as they are registered.
pub(crate) fn doors() -> Vec<Door> {
    let mut doors = Vec::new();
    for source in REGISTERED {
        for registration in source.split(".route(").skip(1) {
            let (name, rest) = registration.split_once(',').unwrap();
            let handlers = rest.split(".route(").next().unwrap().lines().next().unwrap();
            let pattern = pattern(name.trim());
            for (mark, method) in [("get(", Method::GET), ("post(", Method::POST)] {
                if handlers.contains(mark) {
                    doors.push(Door { pattern: pattern.clone(), method });
                }
            }
        }
    }
    // What ends something comes last: it would take from the others what they are asked about.
    doors.sort_by_key(|door| door.pattern.ends_with("/revoke") || door.pattern.ends_with("/acknowledge"));
    doors
}

fn pattern(name: &str) -> String {
    if let Some(literal) = name.strip_prefix('"') {
        return literal.trim_end_matches('"').to_owned();
    }
    let name = name.trim_start_matches("patterns::");
    let (_, rest) = PATTERNS.split_once(&format!("pub const {name}: &str = \"")).unwrap_or_else(|| panic!("{name}"));
    rest.split('"').next().unwrap().to_owned()
}
