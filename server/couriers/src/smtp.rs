//! E-mail by SMTP (RFC 5321), TLS by rustls. Plain text in UTF-8; marked as automatic (RFC 3834).

use crate::{Letter, NotTaken, SettingError};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{Error, authentication::Credentials};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::net::IpAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use url::Url;

const PATIENCE: Duration = Duration::from_secs(20);
/// A server that is busy asks for no time of its own; the outbox has its rule.
const BUSY: NotTaken = NotTaken::Now(None);

/// Carries e-mail.
pub struct SmtpCourier {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpCourier {
    /// The courier of `smtps://user:password@host:465?from=a@b` (TLS at once) or `smtp://…:587?from=…` (TLS by STARTTLS,
    /// required). `tls=none` speaks in the clear, as a server on this machine is spoken to; `ca=PATH` trusts one more
    /// certificate (PEM).
    pub fn from_setting(setting: &str) -> Result<Self, SettingError> {
        let url = Url::parse(setting).map_err(|_| SettingError("this is no address"))?;
        let host = url.host_str().ok_or(SettingError("a host is missing"))?.to_owned();
        let query = |name: &str| url.query_pairs().find(|(it, _)| it == name).map(|(_, value)| value.into_owned());
        let from = query("from").ok_or(SettingError("`from=` is missing: the address mail comes from"))?;
        let from = from.parse().map_err(|_| SettingError("`from=` is no e-mail address"))?;
        let local = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let parameters = || tls(&host, query("ca").as_deref());
        let (tls, port) = match (url.scheme(), query("tls").as_deref()) {
            ("smtps", None | Some("required")) => (Tls::Wrapper(parameters()?), 465),
            ("smtp", Some("none")) => (Tls::None, 25),
            ("smtp", None) if local => (Tls::None, 25),
            ("smtp", None | Some("required")) => (Tls::Required(parameters()?), 587),
            ("smtp" | "smtps", _) => return Err(SettingError("`tls=` is `required` or `none`")),
            _ => return Err(SettingError("smtp:// or smtps:// is expected")),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
            .port(url.port().unwrap_or(port))
            .tls(tls)
            .timeout(Some(PATIENCE));
        if !url.username().is_empty() {
            let plain = |text: &str| percent_decoded(text).ok_or(SettingError("user or password is not UTF-8"));
            let credentials = Credentials::new(plain(url.username())?, plain(url.password().unwrap_or_default())?);
            builder = builder.credentials(credentials);
        }
        Ok(Self { transport: builder.build(), from })
    }

    /// Hands a letter to the server; it is the server's once this returns.
    pub async fn carry(&self, letter: &Letter<'_>) -> Result<(), NotTaken> {
        let mail = self.mail(letter).map_err(|()| NotTaken::Ever)?;
        match self.transport.send(mail).await {
            Ok(_) => Ok(()),
            Err(error) => Err(meaning(&error)),
        }
    }

    fn mail(&self, letter: &Letter<'_>) -> Result<Message, ()> {
        let host = self.from.email.domain();
        let seconds = u64::try_from(letter.written_at.unix_milliseconds() / 1000).unwrap_or_default();
        Message::builder()
            .from(self.from.clone())
            .to(letter.to.parse().map_err(|_| ())?)
            .subject(letter.subject)
            .message_id(Some(format!("<{}@{host}>", letter.id)))
            .date(date(seconds))
            .header(Automatic)
            .header(Language(letter.language.tag()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned())
            .map_err(|_| ())
    }
}

fn date(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn tls(host: &str, authority: Option<&str>) -> Result<TlsParameters, SettingError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = authority {
        let pem = std::fs::read(path).map_err(|_| SettingError("the file of `ca=` cannot be read"))?;
        let certificate =
            Certificate::from_pem(&pem).map_err(|_| SettingError("the file of `ca=` is no certificate"))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|_| SettingError("certificates cannot be checked here"))
}

/// A server that says no for ever says 5xx; everything else may pass.
fn meaning(error: &Error) -> NotTaken {
    if error.is_permanent() { NotTaken::Ever } else { BUSY }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// `Auto-Submitted: auto-generated`: nobody's holiday note answers it.
#[derive(Clone)]
struct Automatic;

impl Header for Automatic {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `Content-Language`.
#[derive(Clone)]
struct Language(&'static str);

impl Header for Language {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self("th"))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_is_named_and_not_repeated() {
        for setting in [
            "",
            "smtp:secret",
            "smtp://user:secret@mail.example",
            "smtp://user:secret@mail.example?from=nobody",
            "smtp://user:secret@mail.example?from=a@b.example&tls=maybe",
            "http://user:secret@mail.example?from=a@b.example",
            "smtps://user:secret@mail.example?from=a@b.example&ca=/nowhere",
        ] {
            let error = SmtpCourier::from_setting(setting).err().unwrap();
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
