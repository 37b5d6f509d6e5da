//! Text messages by the HTTP interface of a gateway, told in one setting: an address whose path and query may hold
//! `{to}` (E.164 with `+`), `{digits}` (without) and `{text}`, percent-encoded where they stand; and, behind `#`, what
//! else the gateway wants:
//!
//! `https://gateway.example/send#method=POST&type=json&header=Authorization:Bearer%20X&body={"to":"{to}","text":"{text}"}`
//!
//! `type` is `json` (values escaped as JSON strings), `form` (percent-encoded) or `text`. Without a body the method is
//! GET. Redirects are not followed; anything but this machine is spoken to over TLS alone.

use crate::{Letter, NotTaken, SettingError, tls};
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Method, StatusCode};
use std::net::IpAddr;
use std::time::Duration;
use url::Url;
use url::form_urlencoded::{byte_serialize, parse};

const PATIENCE: Duration = Duration::from_secs(20);
/// The longest a gateway may make us wait, in seconds.
const LONGEST_WAIT: i64 = 3600;

/// Carries text messages.
pub struct SmsCourier {
    client: reqwest::Client,
    address: String,
    method: Method,
    kind: Kind,
    body: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Form,
    Text,
}

impl SmsCourier {
    /// The courier of a setting.
    pub fn from_setting(setting: &str) -> Result<Self, SettingError> {
        let (address, further) = setting.split_once('#').unwrap_or((setting, ""));
        guard(address)?;
        let mut courier = Self {
            client: client()?,
            address: address.to_owned(),
            method: Method::GET,
            kind: Kind::Form,
            body: None,
            headers: Vec::new(),
        };
        let mut method = None;
        for (name, value) in parse(further.replace('+', "%2B").as_bytes()) {
            match &*name {
                "method" => {
                    let it = Method::from_bytes(value.as_bytes());
                    method = Some(it.map_err(|_| SettingError("`method=` is none"))?);
                }
                "type" => courier.kind = kind(&value)?,
                "body" => courier.body = Some(value.into_owned()),
                "header" => courier.headers.push(header(&value)?),
                _ => return Err(SettingError("behind # are method, type, body and header")),
            }
        }
        let fallback = if courier.body.is_some() { Method::POST } else { Method::GET };
        courier.method = method.unwrap_or(fallback);
        let template = format!("{address}{}", courier.body.as_deref().unwrap_or_default());
        if !template.contains("{text}") || !(template.contains("{to}") || template.contains("{digits}")) {
            return Err(SettingError("{text}, and {to} or {digits}, must stand in the address or the body"));
        }
        Ok(courier)
    }

    /// Hands a message to the gateway; it is the gateway's once this returns.
    pub async fn carry(&self, letter: &Letter<'_>) -> Result<(), NotTaken> {
        let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let address = filled(&self.address, letter, |text| encoded(text).replace('+', "%20"));
        let address = Url::parse(&address).map_err(|_| NotTaken::Ever)?;
        let mut request = self.client.request(self.method.clone(), address);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &self.body {
            let (kind, body) = match self.kind {
                Kind::Json => ("application/json", filled(body, letter, json)),
                Kind::Form => ("application/x-www-form-urlencoded", filled(body, letter, encoded)),
                Kind::Text => ("text/plain; charset=utf-8", filled(body, letter, str::to_owned)),
            };
            request = request.header(CONTENT_TYPE, kind).body(body);
        }
        let answer = request.header("idempotency-key", letter.id.to_string()).send().await;
        let answer = answer.map_err(|_| NotTaken::Now(None))?;
        let wait = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse::<i64>().ok());
        let wait = wait.map(|seconds| seconds.clamp(0, LONGEST_WAIT) * 1000);
        match answer.status() {
            status if status.is_success() => Ok(()),
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
                Err(NotTaken::Now(wait))
            }
            status if status.is_server_error() => Err(NotTaken::Now(wait)),
            _ => Err(NotTaken::Ever),
        }
    }
}

/// In one pass, so that a text that contains `{to}` stays as it is.
fn filled(template: &str, letter: &Letter<'_>, encode: impl Fn(&str) -> String) -> String {
    let digits = letter.to.trim_start_matches('+');
    let gaps = [("{to}", letter.to), ("{digits}", digits), ("{text}", letter.text)];
    let (mut out, mut rest) = (String::new(), template);
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((gap, value)) = gaps.iter().find(|(gap, _)| rest.starts_with(gap)) {
            out.push_str(&encode(value));
            rest = &rest[gap.len()..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out + rest
}

/// The inside of a JSON string.
fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn guard(address: &str) -> Result<(), SettingError> {
    let url = Url::parse(address).map_err(|_| SettingError("this is no address"))?;
    let local = url.host_str().is_some_and(|host| {
        host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    });
    match url.scheme() {
        "https" => Ok(()),
        "http" if local => Ok(()),
        _ => Err(SettingError("https:// is expected; http:// is for this machine alone")),
    }
}

fn kind(word: &str) -> Result<Kind, SettingError> {
    match word {
        "json" => Ok(Kind::Json),
        "form" => Ok(Kind::Form),
        "text" => Ok(Kind::Text),
        _ => Err(SettingError("`type=` is json, form or text")),
    }
}

fn header(text: &str) -> Result<(HeaderName, HeaderValue), SettingError> {
    let wrong = SettingError("`header=` is NAME:VALUE");
    let (name, value) = text.split_once(':').ok_or_else(|| wrong.clone())?;
    let name = name.trim().parse().map_err(|_| wrong.clone())?;
    let mut value: HeaderValue = value.trim().parse().map_err(|_| wrong)?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn client() -> Result<reqwest::Client, SettingError> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls::config()?)
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|_| tls::NO_CERTIFICATES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_is_named_and_not_repeated() {
        for setting in [
            "",
            "http://gateway.example/?to={to}&text={text}&key=secret",
            "https://gateway.example/?to={to}&key=secret",
            "https://gateway.example/?to={to}&text={text}#type=xml&key=secret",
            "https://gateway.example/?to={to}&text={text}#header=secret",
        ] {
            let error = SmsCourier::from_setting(setting).err().unwrap();
            assert!(!error.to_string().contains("secret"), "{error}");
        }
        assert!(SmsCourier::from_setting("http://127.0.0.1:1/?to={digits}&text={text}").is_ok());
    }
}
