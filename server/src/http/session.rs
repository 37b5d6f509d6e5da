//! Who is signed in, for a request: read from the session cookie anew each time. A handler that takes [`Person`] or
//! [`Staff`] runs for nobody else; everyone else is led to sign-in, or refused.

use super::cookie_jar;
use super::portal::Portal;
use super::refusals::refused;
use super::respond::see;
use super::traffic::{SignedIn, Whose};
use super::visitor::Visitor;
use app::AccountBar;
use app::routes::Route;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::{Role, SessionRule};
use domain::cookies::names;
use service::{ServiceError, Signed, Token};
use std::sync::Arc;

/// Somebody who is signed in with an account of their own, as a person.
pub(super) struct Person(pub(super) Signed);

/// Somebody on duty.
pub(super) struct Staff(pub(super) Signed);

/// Anybody, signed in or not.
pub(super) struct Anyone(pub(super) Option<Signed>);

impl FromRequestParts<Arc<Portal>> for Anyone {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Response> {
        let Some(token) = token(&parts.headers, portal, names::SESSION) else { return Ok(Self(None)) };
        let signed = portal.services.sign_on.signed(&token).await.map_err(|error| {
            tracing::warn!(%error, "a session could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        })?;
        if let (Some(signed), Some(whose)) = (&signed, parts.extensions.get::<Whose>()) {
            whose.set(portal.services.traffic.pseudonym(&signed.account));
        }
        Ok(Self(signed))
    }
}

impl FromRequestParts<Arc<Portal>> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Response> {
        match Anyone::from_request_parts(parts, portal).await?.0 {
            Some(signed) if signed.role == Role::Person => Ok(Self(signed)),
            Some(_) => Err(refused(&ServiceError::Forbidden, portal.services.clock.now())),
            None => Err(to_sign_in(parts, portal, Route::SignIn)),
        }
    }
}

impl FromRequestParts<Arc<Portal>> for Staff {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Response> {
        match Anyone::from_request_parts(parts, portal).await?.0 {
            Some(signed) if signed.role.is_staff() => Ok(Self(signed)),
            Some(_) => Err(refused(&ServiceError::Forbidden, portal.services.clock.now())),
            None => Err(to_sign_in(parts, portal, Route::SignInStaff)),
        }
    }
}

/// To sign-in, and back to the page asked for: a form that was posted cannot be posted again, so that its sender comes
/// back to their own front page.
fn to_sign_in(parts: &Parts, portal: &Arc<Portal>, way: Route) -> Response {
    // The address as it was asked for: a nested router sees only the rest of it.
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    let visitor = Visitor::at(portal, uri.path(), &parts.headers);
    let next = match parts.method {
        Method::GET | Method::HEAD => uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        _ => Route::Me.path(visitor.language),
    };
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let mut response = see(&format!("{}?next={next}", way.path(visitor.language)));
    if cookie_jar::value(&parts.headers, private_name(names::SESSION, portal)).is_some() {
        cookie_jar::delete(response.headers_mut(), private_name(names::SESSION, portal), portal.config.is_https());
    }
    response
}

/// The token in a cookie only this browser holds.
pub(super) fn token(headers: &HeaderMap, portal: &Portal, name: &'static str) -> Option<Token> {
    cookie_jar::value(headers, private_name(name, portal)).and_then(Token::parse)
}

/// Puts a token into a cookie.
pub(super) fn hold(headers: &mut HeaderMap, portal: &Portal, name: &'static str, token: &Token) {
    let life = domain::cookies::kept().iter().find(|entry| entry.name == name).map(|entry| entry.life);
    let seconds = match life {
        Some(domain::cookies::Life::Seconds(seconds)) => seconds,
        _ => 0,
    };
    cookie_jar::set(headers, private_name(name, portal), token.text(), seconds, portal.config.is_https());
}

/// Begins a session in the browser: the cookie lasts as long as the session can.
pub(super) fn begin(response: &mut Response, portal: &Portal, (account, role): (&str, Role), token: &Token) {
    response.extensions_mut().insert(SignedIn(portal.services.traffic.pseudonym(account)));
    let seconds = u32::try_from(SessionRule::of(role).absolute / 1000).unwrap_or_default();
    let name = private_name(names::SESSION, portal);
    cookie_jar::set(response.headers_mut(), name, token.text(), seconds, portal.config.is_https());
}

/// Deletes a private cookie.
pub(super) fn drop(headers: &mut HeaderMap, portal: &Portal, name: &'static str) {
    cookie_jar::delete(headers, private_name(name, portal), portal.config.is_https());
}

/// Over https the browser itself holds a `__Host-` cookie to this host, this path and TLS (RFC 6265bis, 4.1.3.2).
fn private_name(name: &'static str, portal: &Portal) -> &'static str {
    match (portal.config.is_https(), name) {
        (true, names::SESSION) => "__Host-morprom-session",
        (true, names::FORM) => "__Host-morprom-form",
        (true, names::CODE) => "__Host-morprom-code",
        _ => name,
    }
}

/// What stands above the pages of somebody who is signed in.
pub(super) async fn bar(portal: &Portal, signed: &Signed) -> AccountBar {
    let acting_for = match &signed.acting {
        Some(acting) => portal.services.accounts.first_name(&acting.grantor).await.ok(),
        None => None,
    };
    AccountBar { role: signed.role, acting_for }
}

/// The device of a request, in words: browser and system, nothing that tells one machine from another.
pub(super) fn device(headers: &HeaderMap) -> String {
    let agent = headers.get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg/", "Edge"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Line/", "LINE"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser.unwrap_or("?"), system.unwrap_or("?")].join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_by_browser_and_system_alone() {
        let of = |agent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("user-agent", axum::http::HeaderValue::from_static(agent));
            device(&headers)
        };
        assert_eq!(
            of(
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
            ),
            "Chrome · Android"
        );
        assert_eq!(of("curl/8.0"), "? · ?");
    }
}
