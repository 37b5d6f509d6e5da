//! What a request says about how its sender wants pages: language, cookie choice, display, what was read before.
//!
//! Nothing here is personal. A cookie of a category that is not allowed is not read, and the next answer deletes it.

use super::cookie_jar;
use super::portal::Portal;
use app::{ChangeNotice, Frame};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::cookies::{self, Category, Decision, LIFE_SECONDS, Life, Place, names};
use domain::display::{Display, TextSize, Theme};
use domain::policy::VersionNumber;
use domain::{Day, Instant, Language};
use std::convert::Infallible;
use std::sync::Arc;

/// The sender of a request.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    pub(super) language: Language,
    pub(super) cookies: Decision,
    pub(super) gpc: bool,
    pub(super) display: Display,
    pub(super) now: Instant,
    /// The policy version last read, where remembering is allowed.
    read: Option<VersionNumber>,
    remembered_language: Option<Language>,
    counted: Option<Day>,
    /// Cookies in the request that are not allowed, or are no answer.
    stray: Vec<&'static str>,
}

impl Visitor {
    pub(super) fn of(headers: &HeaderMap, language: Language, now: Instant) -> Self {
        let gpc = headers.get("sec-gpc").is_some_and(|value| value == "1");
        let answer = cookie_jar::value(headers, names::CHOICE);
        let cookies = cookies::decide(answer, gpc.then_some("1"), now);
        let choice = cookies.choice();
        let allowed = |category, name| cookie_jar::value(headers, name).filter(|_| choice.allows(category));
        let preference = |name| allowed(Category::Preferences, name);
        let stray = cookies::kept().iter().filter(|entry| {
            let present = entry.place == Place::Cookie && cookie_jar::value(headers, entry.name).is_some();
            let void = entry.name == names::CHOICE && !matches!(cookies, Decision::Chosen(_));
            present && (void || !choice.allows(entry.category))
        });
        Self {
            language,
            cookies,
            gpc,
            now,
            display: preference(names::DISPLAY).and_then(display).unwrap_or_default(),
            read: preference(names::READ).and_then(VersionNumber::from_text),
            remembered_language: preference(names::LANGUAGE).and_then(Language::from_tag),
            counted: allowed(Category::Statistics, names::VISIT).and_then(Day::from_iso),
            stray: stray.map(|entry| entry.name).collect(),
        }
    }

    /// The sender of a request for `path`, whose language it names or else the sender prefers.
    pub(super) fn at(portal: &Portal, path: &str, headers: &HeaderMap) -> Self {
        let in_path = language_of(path);
        let mut visitor = Self::of(headers, in_path.unwrap_or_default(), portal.services.clock.now());
        if in_path.is_none() {
            visitor.language = visitor.preferred_language(headers);
        }
        visitor
    }

    /// The language for a page without one in its address: the one chosen before, else what the browser asks for.
    fn preferred_language(&self, headers: &HeaderMap) -> Language {
        self.remembered_language.unwrap_or_else(|| {
            let header = headers.get("accept-language").and_then(|value| value.to_str().ok());
            Language::from_accept_language(header.unwrap_or_default())
        })
    }

    /// The same sender, who goes on in `language`.
    pub(super) fn speaking(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The frame of this visitor's pages.
    pub(super) fn frame(&self, portal: &Portal) -> Frame {
        Frame {
            language: self.language,
            origin: Arc::clone(&portal.config.public_url),
            cookies: self.cookies,
            gpc: self.gpc,
            display: self.display,
            change: self.change(portal),
            assets: Arc::clone(&portal.site.assets),
            demo: portal.config.demo,
            account: None,
        }
    }

    /// The notice for a reader of an older version than the one in force.
    fn change(&self, portal: &Portal) -> Option<ChangeNotice> {
        let from = self.read?;
        let shelf = portal.services.policies.shelf();
        let to = shelf.in_force(self.now.bangkok_day())?.number;
        let class = shelf.gravest_change(from, to)?;
        Some(ChangeNotice { from, to, class })
    }

    /// Sets what this visit lets the browser remember, and deletes what it may not. `read` is the version on the page.
    /// Gives back whether the visit is to be counted.
    pub(super) fn remember(&self, portal: &Portal, response: &mut HeaderMap, read: Option<VersionNumber>) -> bool {
        let https = portal.config.is_https();
        let choice = self.cookies.choice();
        for name in &self.stray {
            cookie_jar::delete(response, name, https);
        }
        if choice.allows(Category::Preferences) {
            if self.remembered_language != Some(self.language) {
                cookie_jar::set(response, names::LANGUAGE, self.language.tag().to_owned(), LIFE_SECONDS, https);
            }
            if let Some(read) = read.filter(|read| self.read.is_none_or(|before| before < *read)) {
                cookie_jar::set(response, names::READ, read.to_string(), LIFE_SECONDS, https);
            }
        }
        let today = self.now.bangkok_day();
        let counts = choice.allows(Category::Statistics) && self.counted != Some(today);
        if counts {
            cookie_jar::set(response, names::VISIT, today.to_string(), visit_life(), https);
        }
        counts
    }
}

impl FromRequestParts<Arc<Portal>> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Infallible> {
        Ok(match parts.extensions.get::<Language>() {
            Some(language) => Self::of(&parts.headers, *language, portal.services.clock.now()),
            None => Self::at(portal, parts.uri.path(), &parts.headers),
        })
    }
}

/// The display cookie's value, `large.dark`.
pub(super) fn display_value(display: Display) -> String {
    format!("{}.{}", display.text_size.name(), display.theme.name())
}

fn display(value: &str) -> Option<Display> {
    let (text_size, theme) = value.split_once('.')?;
    Some(Display { text_size: TextSize::from_name(text_size)?, theme: Theme::from_name(theme)? })
}

fn language_of(path: &str) -> Option<Language> {
    Language::from_tag(path.split('/').nth(1)?)
}

fn visit_life() -> u32 {
    let life = cookies::kept().iter().find(|entry| entry.name == names::VISIT).map(|entry| entry.life);
    match life {
        Some(Life::Seconds(seconds)) => seconds,
        _ => 0,
    }
}
