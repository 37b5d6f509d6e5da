//! Cookies: reading them from a request, and the one way to set and to delete them.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

/// The value of the cookie `name`. The first of its name counts; what cannot be parsed is passed over.
pub(super) fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Sets a cookie: first party, for the whole site, not for scripts, over TLS alone where there is TLS.
pub(super) fn set(response: &mut HeaderMap, name: &'static str, value: String, seconds: u32, https: bool) {
    append(response, name, value, Duration::seconds(seconds.into()), https);
}

/// Deletes a cookie.
pub(super) fn delete(response: &mut HeaderMap, name: &'static str, https: bool) {
    append(response, name, String::new(), Duration::ZERO, https);
}

fn append(response: &mut HeaderMap, name: &'static str, value: String, life: Duration, https: bool) {
    let cookie =
        Cookie::build((name, value)).path("/").max_age(life).same_site(SameSite::Lax).http_only(true).secure(https);
    if let Ok(value) = HeaderValue::from_str(&cookie.build().to_string()) {
        response.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_name_counts_and_rubbish_is_passed_over() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("=;;x; morprom-lang=en; morprom-lang=th"));
        headers.append(header::COOKIE, HeaderValue::from_bytes(b"morprom-read=\xff").unwrap());
        assert_eq!(value(&headers, "morprom-lang"), Some("en"));
        assert_eq!(value(&headers, "morprom-read"), None);
    }

    #[test]
    fn cookies_are_first_party_and_closed_to_scripts() {
        let mut headers = HeaderMap::new();
        set(&mut headers, "morprom-lang", "th".to_owned(), 60, true);
        let shown = headers[header::SET_COOKIE].to_str().unwrap();
        assert_eq!(shown, "morprom-lang=th; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60");
    }
}
