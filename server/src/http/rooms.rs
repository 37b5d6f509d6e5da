//! The public rooms: one short handler a path. A handler reads the request, calls a service, and gives a page or a
//! redirect; it decides nothing.

use super::cookie_jar;
use super::portal::Portal;
use super::respond::{private, public, see};
use super::visitor::{Visitor, display_value};
use app::i18n::problems;
use app::pages::public as pages;
use app::routes::{Route, patterns};
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::case_number::CaseNumber;
use domain::contact::ContactForm;
use domain::cookies::{Answer, Category, CookieForm, LIFE_SECONDS, Place, kept, names};
use domain::display::{Display, TextSize, Theme};
use domain::policy::VersionNumber;
use serde::Deserialize;
use service::{Comparison, ServiceError};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// The rooms in one language.
pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::HOME, get(home))
        .route(patterns::POLICY, get(policy))
        .route(patterns::POLICY_VERSION, get(policy_version))
        .route(patterns::POLICY_TEXT, get(policy_text))
        .route(patterns::POLICY_CHANGES, get(policy_changes))
        .route(patterns::DATA, get(data))
        .route(patterns::COOKIES, get(cookies).post(choose_cookies))
        .route(patterns::CONTACT, get(contact).post(send_contact))
        .route(patterns::CONTACT_CASE, get(contact_case))
        .route(patterns::ACCESSIBILITY, get(accessibility).post(choose_display))
        .route(patterns::SECURITY, get(security))
        .route(patterns::OFFLINE, get(offline))
}

async fn home(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    let shelf = portal.services.policies.shelf();
    let Some(current) = shelf.in_force(visitor.now.bangkok_day()) else { return unavailable() };
    public(&portal, &visitor, &headers, (Route::Home, None), |frame| {
        pages::home::page(frame, (current.number, current.effective))
    })
}

async fn policy(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    let shelf = portal.services.policies.shelf();
    let Some(current) = shelf.in_force(visitor.now.bangkok_day()) else { return unavailable() };
    policy_page(&portal, &visitor, &headers, current.number, Route::Policy)
}

async fn policy_version(
    State(portal): Shared,
    Path(number): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match VersionNumber::from_text(&number) {
        Some(number) => policy_page(&portal, &visitor, &headers, number, Route::PolicyVersion(number)),
        None => not_found(),
    }
}

fn policy_page(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    number: VersionNumber,
    route: Route,
) -> Response {
    let (shelf, today) = (portal.services.policies.shelf(), visitor.now.bangkok_day());
    let (Some(version), Some(current)) = (shelf.version(number), shelf.in_force(today)) else { return not_found() };
    let line = |version: &domain::policy::Version| pages::policy::VersionLine {
        number: version.number,
        effective: version.effective,
        summary: version.summary(visitor.language).to_owned(),
    };
    let model = pages::policy::PolicyPage {
        version,
        current: current.number,
        versions: shelf.versions().rev().map(line).collect(),
        today,
        route,
    };
    let read = (version.effective <= today).then_some(number);
    public(portal, visitor, headers, (route, read), |frame| pages::policy::page(frame, &model))
}

/// The canonical text a version's checksum is of. Its address carries the checksum, so it never changes.
async fn policy_text(
    State(portal): Shared,
    Path((number, file)): Path<(String, String)>,
    visitor: Visitor,
) -> Response {
    let shelf = portal.services.policies.shelf();
    let version = VersionNumber::from_text(&number).and_then(|number| shelf.version(number));
    let edition = version.and_then(|version| version.edition(visitor.language));
    match edition.filter(|edition| file == format!("{}.txt", edition.digest)) {
        Some(edition) => {
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, edition.text.canonical()).into_response()
        }
        None => not_found(),
    }
}

async fn policy_changes(
    State(portal): Shared,
    Path((from, to)): Path<(String, String)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let numbers = VersionNumber::from_text(&from).zip(VersionNumber::from_text(&to));
    let policies = &portal.services.policies;
    let Some(comparison) = numbers.and_then(|(from, to)| policies.compare(from, to, visitor.language)) else {
        return not_found();
    };
    let Comparison { from, to, changes } = &comparison;
    let route = Route::PolicyChanges { from: from.number, to: to.number };
    let read = (to.effective <= visitor.now.bangkok_day()).then_some(to.number);
    public(&portal, &visitor, &headers, (route, read), |frame| {
        pages::policy_changes::page(
            frame,
            &pages::policy_changes::ChangesPage {
                from,
                to,
                changes: changes.as_ref().map(|(language, changes)| (*language, changes)),
            },
        )
    })
}

async fn data(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    public(&portal, &visitor, &headers, (Route::Data, None), pages::data::page)
}

async fn cookies(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    public(&portal, &visitor, &headers, (Route::Cookies, None), |frame| pages::cookies::page(frame, false))
}

/// The cookie form as posted, and the local path to return to.
#[derive(Deserialize, Default)]
#[serde(default)]
struct CookieFields {
    choice: String,
    preferences: String,
    statistics: String,
    back: String,
}

async fn choose_cookies(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<CookieFields>,
) -> Response {
    let form = CookieForm { choice: &fields.choice, preferences: &fields.preferences, statistics: &fields.statistics };
    let Some(choice) = form.choice() else {
        return private(&portal, &visitor, &headers, StatusCode::UNPROCESSABLE_ENTITY, |frame| {
            pages::cookies::page(frame, true)
        });
    };
    let own = Route::Cookies.path(visitor.language);
    let mut response = see(if is_local(&fields.back) { &fields.back } else { &own });
    let https = portal.config.is_https();
    let answer = Answer::new(choice, visitor.now).to_string();
    cookie_jar::set(response.headers_mut(), names::CHOICE, answer, LIFE_SECONDS, https);
    for entry in kept().iter().filter(|entry| entry.place == Place::Cookie && !choice.allows(entry.category)) {
        cookie_jar::delete(response.headers_mut(), entry.name, https);
    }
    response
}

async fn contact(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    public(&portal, &visitor, &headers, (Route::Contact, None), |frame| {
        pages::contact::page(frame, &pages::contact::ContactPage::default())
    })
}

/// The contact form as posted; a field that is missing is empty.
#[derive(Deserialize, Default)]
#[serde(default)]
struct ContactFields {
    topic: String,
    message: String,
    name: String,
    reply: String,
}

async fn send_contact(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<ContactFields>,
) -> Response {
    let ContactFields { topic, message, name, reply } = fields;
    let form = ContactForm { topic, message, name, reply };
    let again = |status, wrong, trouble| {
        let model = pages::contact::ContactPage { form: &form, wrong, trouble };
        private(&portal, &visitor, &headers, status, |frame| pages::contact::page(frame, &model))
    };
    let message = match form.parse() {
        Ok(message) => message,
        Err(wrong) => return again(StatusCode::UNPROCESSABLE_ENTITY, &wrong, None),
    };
    match portal.services.contact.file(&message, visitor.language).await {
        Ok(number) => see(&Route::ContactCase(number).path(visitor.language)),
        Err(error) => {
            tracing::warn!(%error, "a contact message was not filed");
            // Nothing typed is lost: the form comes back with it.
            let mut response = again(StatusCode::SERVICE_UNAVAILABLE, &[], Some(problems::UNAVAILABLE));
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("5"));
            response
        }
    }
}

async fn contact_case(
    State(portal): Shared,
    Path(number): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Ok(number) = CaseNumber::parse(&number) else { return not_found() };
    match portal.services.contact.received_at(number).await {
        Ok(received_at) => private(&portal, &visitor, &headers, StatusCode::OK, |frame| {
            pages::contact::case_page(frame, number, received_at)
        }),
        Err(ServiceError::Absent) => not_found(),
        Err(_) => unavailable(),
    }
}

async fn accessibility(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    public(&portal, &visitor, &headers, (Route::Accessibility, None), pages::accessibility::page)
}

/// The display form as posted.
#[derive(Deserialize, Default)]
#[serde(default)]
struct DisplayFields {
    text_size: String,
    theme: String,
}

/// Where remembering is not allowed, the page that comes back says so.
async fn choose_display(State(portal): Shared, visitor: Visitor, Form(fields): Form<DisplayFields>) -> Response {
    let mut response = see(&format!("{}#display", Route::Accessibility.path(visitor.language)));
    if visitor.cookies.choice().allows(Category::Preferences) {
        let display = Display {
            text_size: TextSize::from_name(&fields.text_size).unwrap_or(visitor.display.text_size),
            theme: Theme::from_name(&fields.theme).unwrap_or(visitor.display.theme),
        };
        let https = portal.config.is_https();
        cookie_jar::set(response.headers_mut(), names::DISPLAY, display_value(display), LIFE_SECONDS, https);
    }
    response
}

async fn security(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    public(&portal, &visitor, &headers, (Route::Security, None), pages::security::page)
}

async fn offline(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    public(&portal, &visitor, &headers, (Route::Offline, None), pages::offline::page)
}

fn not_found() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Whether an address stays on this site: a path from the root, no scheme, no second slash, nothing a header refuses.
pub(super) fn is_local(address: &str) -> bool {
    let mut characters = address.chars();
    characters.next() == Some('/')
        && !matches!(characters.next(), Some('/' | '\\'))
        && address.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_paths_of_this_site_are_returned_to() {
        for address in ["/th", "/en/policy/2/changes/3"] {
            assert!(is_local(address), "{address}");
        }
        for address in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "th", "/th\r\nset-cookie: x=1", "/ก"]
        {
            assert!(!is_local(address), "{address}");
        }
    }
}
