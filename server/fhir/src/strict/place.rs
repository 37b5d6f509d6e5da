//! Where in a value the reading stands, written as `FHIRPath`. Only what has the form of an element's name is shown: a number
//! or a Thai word that a sender puts where a name of FHIR belongs is found in no error and no log.

use std::fmt::Write as _;

/// The place.
pub(crate) struct Place {
    root: Option<String>,
    known: Option<&'static str>,
    steps: Vec<Step>,
}

/// A step down.
pub(crate) enum Step {
    /// To the member of this name.
    Member(String),
    /// To the element at this position.
    Item(usize),
}

/// The types of resources the portal knows by name.
const TYPES: [&str; 4] = ["Bundle", "Immunization", "Observation", "Patient"];
/// The longest name an element of FHIR R4 has, with room.
const NAME: usize = 40;

impl Place {
    /// The root.
    pub(crate) fn new(root: Option<&str>) -> Self {
        Self { root: root.map(str::to_owned), known: None, steps: Vec::new() }
    }

    /// One step down.
    pub(crate) fn enter(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// One step up.
    pub(crate) fn leave(&mut self) {
        self.steps.pop();
    }

    /// How deep it is.
    pub(crate) const fn depth(&self) -> usize {
        self.steps.len()
    }

    /// Takes note of the type of the resource, once it is read.
    pub(crate) fn typed(&mut self, text: &str) {
        if let [Step::Member(name)] = self.steps.as_slice()
            && name == "resourceType"
        {
            self.known = TYPES.into_iter().find(|it| *it == text);
        }
    }

    /// The root alone.
    pub(crate) fn root(&self) -> String {
        self.root.clone().unwrap_or_else(|| self.known.unwrap_or("Resource").to_owned())
    }

    /// Whether it is a member of this name.
    pub(crate) fn is_member(&self, name: &str) -> bool {
        matches!(self.steps.last(), Some(Step::Member(it)) if it == name)
    }

    /// The place as `FHIRPath`.
    pub(crate) fn path(&self) -> String {
        format!("{}{}", self.root(), self.below_root())
    }

    /// The place without its root.
    pub(crate) fn below_root(&self) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match step {
                Step::Member(name) => {
                    let _ = write!(path, ".{}", shown(name));
                }
                Step::Item(at) => {
                    let _ = write!(path, "[{at}]");
                }
            }
        }
        path
    }
}

/// A member's name as it may be shown: itself where it has the form of an element's name, else `*`.
pub(crate) fn shown(name: &str) -> &str {
    let bare = name.strip_prefix('_').unwrap_or(name);
    // `valueBase64Binary` has the most digits of all names.
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let formed =
        bare.starts_with(|c: char| c.is_ascii_lowercase()) && bare.bytes().all(|it| it.is_ascii_alphanumeric());
    if formed && digits <= 2 && bare.len() <= NAME { name } else { "*" }
}
