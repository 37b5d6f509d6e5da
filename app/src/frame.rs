//! What every page is drawn with, besides its own content: language, cookie decision, display, asset names.
//!
//! Nothing in the frame of a public page is personal, so that it can be kept and sent to the next reader; only pages
//! made for one person carry an account bar.

use crate::routes::Route;
use domain::Language;
use domain::account::Role;
use domain::cookies::{Category, Decision};
use domain::display::Display;
use domain::policy::{ChangeClass, VersionNumber};
use leptos::prelude::AnyView;
use std::sync::Arc;

/// The addresses of built assets; each carries its content's hash and never changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script of every page: registers the service worker.
    pub page_script: String,
    /// The script that starts the islands; loaded only where a page has one.
    pub islands_script: String,
    /// The WebAssembly the islands script loads.
    pub islands_wasm: String,
    /// The script of the page of checks.
    pub verifier_script: String,
    /// The WebAssembly it loads.
    pub verifier_wasm: String,
    /// The script that asks the browser for a passkey.
    pub passkey_script: String,
    /// The regular font, preloaded.
    pub font: String,
}

/// Told to a reader whose last-read version is older than the one in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChangeNotice {
    /// The version last read.
    pub from: VersionNumber,
    /// The version in force.
    pub to: VersionNumber,
    /// The gravest class among the versions since: purpose or recipient before legal before editorial.
    pub class: ChangeClass,
}

/// What a page is drawn with.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Scheme and authority of the public address, without a slash at the end.
    pub origin: Arc<str>,
    /// What holds about cookies.
    pub cookies: Decision,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// Text size and colours.
    pub display: Display,
    /// Whether the policy changed since this reader last read it.
    pub change: Option<ChangeNotice>,
    /// Built assets.
    pub assets: Arc<Assets>,
    /// Whether the portal runs with demonstration data.
    pub demo: bool,
    /// Whose rooms these are; `None` on every page that may be kept and shared.
    pub account: Option<AccountBar>,
}

/// What stands above the pages of somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountBar {
    /// What the account is here as.
    pub role: Role,
    /// The name of the person acted for, while acting for somebody.
    pub acting_for: Option<String>,
}

impl Frame {
    /// The allowed categories, space separated, for the page script: it deletes what is not allowed.
    pub fn allowed(&self) -> &'static str {
        let choice = self.cookies.choice();
        match (choice.allows(Category::Preferences), choice.allows(Category::Statistics)) {
            (false, false) => "",
            (true, false) => "preferences",
            (false, true) => "statistics",
            (true, true) => "preferences statistics",
        }
    }
}

/// A page's own part.
pub struct Page {
    /// Its address.
    pub route: PageRoute,
    /// Its title, without the name of the site.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// What stands in `<main>`.
    pub body: AnyView,
    /// Whether an island is on it; only then the browser loads WebAssembly.
    pub islands: bool,
}

/// Where a page lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageRoute {
    /// A page with an address of its own in both languages, to be found by search engines.
    Indexed(Route),
    /// A page with an address of its own, not for search engines.
    Unlisted(Route),
    /// An answer to a request that led nowhere: no address of its own.
    Nowhere,
}

impl PageRoute {
    /// The address, where there is one.
    pub const fn route(self) -> Option<Route> {
        match self {
            Self::Indexed(route) | Self::Unlisted(route) => Some(route),
            Self::Nowhere => None,
        }
    }
}
