//! Every path of the site, once, as a type. Links are built from it, and the server registers the same patterns.

use domain::Language;
use domain::case_number::CaseNumber;
use domain::policy::VersionNumber;

/// A page of the site. [`Route::path`] gives its address in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The front page.
    Home,
    /// The policy in force.
    Policy,
    /// One version of the policy.
    PolicyVersion(VersionNumber),
    /// What changed between two versions.
    PolicyChanges {
        /// The older version.
        from: VersionNumber,
        /// The newer version.
        to: VersionNumber,
    },
    /// The catalogue of data fields.
    Data,
    /// Cookie choices.
    Cookies,
    /// Contact details and form.
    Contact,
    /// A case filed with the contact form.
    ContactCase(CaseNumber),
    /// The accessibility statement, with text size and colours.
    Accessibility,
    /// The security statement.
    Security,
    /// What is shown when there is no network and no copy.
    Offline,
}

/// The patterns the server registers below `/th` and `/en`.
pub mod patterns {
    /// The front page.
    pub const HOME: &str = "/";
    /// The policy in force.
    pub const POLICY: &str = "/policy";
    /// One version of the policy.
    pub const POLICY_VERSION: &str = "/policy/{number}";
    /// The canonical text of a version, by its checksum.
    pub const POLICY_TEXT: &str = "/policy/{number}/{file}";
    /// What changed between two versions.
    pub const POLICY_CHANGES: &str = "/policy/{number}/changes/{to}";
    /// The catalogue of data fields.
    pub const DATA: &str = "/data";
    /// Cookie choices.
    pub const COOKIES: &str = "/cookies";
    /// Contact details and form.
    pub const CONTACT: &str = "/contact";
    /// A case filed with the contact form.
    pub const CONTACT_CASE: &str = "/contact/cases/{number}";
    /// The accessibility statement, with text size and colours.
    pub const ACCESSIBILITY: &str = "/accessibility";
    /// The security statement.
    pub const SECURITY: &str = "/security";
    /// The offline page.
    pub const OFFLINE: &str = "/offline";
}

impl Route {
    /// The pages a visitor finds without a number in hand: for the sitemap of links, tests and the offline copies.
    pub const PUBLIC: [Self; 7] =
        [Self::Home, Self::Policy, Self::Data, Self::Cookies, Self::Contact, Self::Accessibility, Self::Security];

    /// The path in `language`, from the root, without query or fragment.
    pub fn path(self, language: Language) -> String {
        let tag = language.tag();
        match self {
            Self::Home => format!("/{tag}"),
            Self::Policy => format!("/{tag}/policy"),
            Self::PolicyVersion(number) => format!("/{tag}/policy/{number}"),
            Self::PolicyChanges { from, to } => format!("/{tag}/policy/{from}/changes/{to}"),
            Self::Data => format!("/{tag}/data"),
            Self::Cookies => format!("/{tag}/cookies"),
            Self::Contact => format!("/{tag}/contact"),
            Self::ContactCase(number) => format!("/{tag}/contact/cases/{number}"),
            Self::Accessibility => format!("/{tag}/accessibility"),
            Self::Security => format!("/{tag}/security"),
            Self::Offline => format!("/{tag}/offline"),
        }
    }
}
