//! Configuration: environment variables, and the same names in an optional `morprom.toml`; the environment goes first.
//!
//! Secrets may stand in addresses, so the whole is never printed: `Debug` shows where it listens and nothing else.

use anyhow::{Context, Result, bail, ensure};
use domain::brake::Thresholds;
use domain::cases::Clocks;
use domain::minority::MinorityRule;
use ipnet::IpNet;
use service::Rules;
use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

/// The file read from the working directory where it exists.
const FILE: &str = "morprom.toml";
/// Names that later duties read; listed so that a misspelt name is found and these are not.
const KNOWN: [&str; 40] = [
    "MORPROM_ADDR",
    "MORPROM_PUBLIC_URL",
    "MORPROM_DATABASE_URL",
    "MORPROM_DATA_DIR",
    "MORPROM_DEMO",
    "MORPROM_ACKNOWLEDGE_WORKING_DAYS",
    "MORPROM_DECIDE_DAYS",
    "MORPROM_CEILING_DAYS",
    "MORPROM_DIVISION_EMAIL",
    "MORPROM_BRAKE_PROVE",
    "MORPROM_BRAKE_SLOW",
    "MORPROM_BRAKE_STOP",
    "MORPROM_BRAKE_STOP_AT_NIGHT",
    "MORPROM_SMTP_URL",
    "MORPROM_SMS_URL",
    "MORPROM_KEY_FILE",
    "MORPROM_CHECKPOINT_FILE",
    "MORPROM_OIDC_ISSUER",
    "MORPROM_OIDC_CLIENT_ID",
    "MORPROM_OIDC_CLIENT_SECRET",
    "MORPROM_OIDC_SCOPES",
    "MORPROM_OIDC_NAME",
    "MORPROM_OIDC_ACR",
    "MORPROM_OIDC_STAFF_ISSUER",
    "MORPROM_OIDC_STAFF_CLIENT_ID",
    "MORPROM_OIDC_STAFF_CLIENT_SECRET",
    "MORPROM_OIDC_STAFF_SCOPES",
    "MORPROM_OIDC_STAFF_NAME",
    "MORPROM_OIDC_STAFF_ACR",
    "MORPROM_DOPA_URL",
    "MORPROM_DOPA_TOKEN",
    "MORPROM_DOPA_TARGETS_URL",
    "MORPROM_DOPA_CLIENT",
    "MORPROM_METRICS_ADDR",
    "MORPROM_TRUSTED_PROXIES",
    "MORPROM_WRITES_PER_MINUTE",
    "MORPROM_IMPORT_MAX_BYTES",
    "MORPROM_GUARDIAN_ALONE_UNDER",
    "MORPROM_MAJORITY",
    "MORPROM_SITE_DIR",
];

/// Where things are kept and where the portal listens.
#[derive(Clone)]
pub struct Config {
    /// Where HTTP is served. Default `127.0.0.1:3000`.
    pub address: SocketAddr,
    /// Scheme and authority people use, without a slash at the end. Default `http://` and the address.
    pub public_url: Arc<str>,
    /// Where everything is kept that is in no database: keys, the traffic log.
    pub data: PathBuf,
    /// Which database.
    pub database: Database,
    /// Whether demonstration data is served; loopback only.
    pub demo: bool,
    /// The file of the key that wraps all data keys. Made at first start where absent.
    pub key_file: PathBuf,
    /// The file of the ledger's last checkpoint; best on another disk than the database.
    pub checkpoint_file: PathBuf,
    /// Where metrics are served, if anywhere.
    pub metrics_address: Option<SocketAddr>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Writes allowed per minute and client address.
    pub writes_per_minute: u32,
    /// The most bytes of a file of records that is sent to the portal; a command reads files of any length.
    pub import_max_bytes: u64,
    /// Ages (PDPA s.20), clocks (article 7), and where letters to the division are announced.
    pub rules: Rules,
    /// The mail server, with user and password.
    pub smtp_url: Option<String>,
    /// The gateway for text messages, with its keys.
    pub sms_url: Option<String>,
    /// The sign-on provider for people.
    pub oidc: Option<Oidc>,
    /// The sign-on provider for people on duty; the one for people where absent.
    pub oidc_staff: Option<Oidc>,
    /// The civil register that is asked whether what a person gave agrees, with the secret that shows who asks.
    pub civil: Option<registry::Settings>,
    /// The system of the civil register in whose name its target groups are kept; fetched where an address is set too.
    pub civil_client: Option<String>,
    /// The folder of built assets. Default `site` beside the binary.
    pub site: PathBuf,
}

/// A sign-on provider, as its operator registered the portal there.
#[derive(Clone, PartialEq, Eq)]
pub struct Oidc {
    /// The issuer, letter for letter.
    pub issuer: String,
    /// The name the provider knows the portal by.
    pub client_id: String,
    /// What the portal proves itself with; a public client has none.
    pub client_secret: Option<String>,
    /// What is asked for, space separated; the least where absent.
    pub scopes: Option<String>,
    /// Contexts that mean two factors, space separated; where absent only the methods of a sign-on say so.
    pub contexts: Option<String>,
    /// What people call it.
    pub name: String,
}

/// The database engine and where it is.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// The embedded engine, a file.
    Sqlite(PathBuf),
    /// A server, by URL.
    Postgres(String),
}

impl Config {
    /// Reads file and environment.
    pub fn load() -> Result<Self> {
        let mut settings = match std::fs::read_to_string(FILE) {
            Ok(text) => from_toml(&text).with_context(|| FILE.to_owned())?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error).context(FILE),
        };
        settings.extend(std::env::vars().filter(|(name, _)| name.starts_with("MORPROM_")));
        Self::from_settings(&settings)
    }

    /// Reads settings by name. A name or a value that is not understood is an error, not a default.
    pub fn from_settings(settings: &BTreeMap<String, String>) -> Result<Self> {
        for name in settings.keys() {
            ensure!(KNOWN.contains(&name.as_str()), "{name}: no such setting");
        }
        let get = |name: &str| settings.get(name).map(String::as_str).filter(|value| !value.is_empty());
        let address: SocketAddr = parse("MORPROM_ADDR", get("MORPROM_ADDR").unwrap_or("127.0.0.1:3000"))?;
        let data = PathBuf::from(get("MORPROM_DATA_DIR").unwrap_or("data"));
        let public_url = match get("MORPROM_PUBLIC_URL") {
            Some(text) => public_url(text)?,
            None => format!("http://{address}"),
        };
        let demo = flag("MORPROM_DEMO", get("MORPROM_DEMO").unwrap_or("0"))?;
        ensure!(
            !demo || address.ip().is_loopback(),
            "MORPROM_DEMO: demonstration data is served on a loopback address only, not on {address}"
        );
        let proxies = get("MORPROM_TRUSTED_PROXIES").unwrap_or_default();
        Ok(Self {
            address,
            public_url: public_url.into(),
            database: database(get("MORPROM_DATABASE_URL"), &data)?,
            demo,
            key_file: get("MORPROM_KEY_FILE")
                .map_or_else(|| data.join("keys").join("key-encryption.key"), PathBuf::from),
            checkpoint_file: get("MORPROM_CHECKPOINT_FILE")
                .map_or_else(|| data.join("ledger").join("checkpoint"), PathBuf::from),
            metrics_address: get("MORPROM_METRICS_ADDR").map(|text| parse("MORPROM_METRICS_ADDR", text)).transpose()?,
            trusted_proxies: proxies
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(network)
                .collect::<Result<_>>()?,
            writes_per_minute: parse("MORPROM_WRITES_PER_MINUTE", get("MORPROM_WRITES_PER_MINUTE").unwrap_or("120"))?,
            import_max_bytes: import_max_bytes(&get)?,
            rules: Rules {
                minority: minority(&get)?,
                clocks: clocks(&get)?,
                brake: brake(&get)?,
                division_mail: get("MORPROM_DIVISION_EMAIL").unwrap_or(domain::agency::EMAIL).into(),
            },
            smtp_url: get("MORPROM_SMTP_URL").map(str::to_owned),
            sms_url: get("MORPROM_SMS_URL").map(str::to_owned),
            oidc: oidc(&get, "MORPROM_OIDC_")?,
            oidc_staff: oidc(&get, "MORPROM_OIDC_STAFF_")?,
            civil: civil(&get)?,
            civil_client: get("MORPROM_DOPA_CLIENT").map(str::to_owned),
            data: data.clone(),
            site: get("MORPROM_SITE_DIR").map_or_else(beside_the_binary, |text| Ok(PathBuf::from(text)))?,
        })
    }

    /// Whether people reach the portal over TLS, so that cookies are `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("address", &self.address).field("demo", &self.demo).finish_non_exhaustive()
    }
}

/// Two gibibytes, unless told otherwise; at least one megabyte, which a form with a file needs.
fn import_max_bytes<'a>(get: &impl Fn(&str) -> Option<&'a str>) -> Result<u64> {
    let name = "MORPROM_IMPORT_MAX_BYTES";
    let most = get(name).map_or(Ok(2 << 30), |text| parse(name, text))?;
    ensure!(most >= 1_000_000, "{name}: {most} is less than a megabyte");
    Ok(most)
}

/// The law's ages, unless told otherwise.
fn minority<'a>(get: &impl Fn(&str) -> Option<&'a str>) -> Result<MinorityRule> {
    let law = MinorityRule::default();
    let age = |name, of_law| get(name).map_or(Ok(of_law), |text| parse(name, text));
    let rule = MinorityRule {
        guardian_alone_under: age("MORPROM_GUARDIAN_ALONE_UNDER", law.guardian_alone_under)?,
        majority: age("MORPROM_MAJORITY", law.majority)?,
    };
    ensure!(
        rule.guardian_alone_under <= rule.majority && rule.majority <= 30,
        "MORPROM_MAJORITY: {} is no age of majority above {}",
        rule.majority,
        rule.guardian_alone_under
    );
    Ok(rule)
}

/// The thresholds of the brake, unless told otherwise: each at least one, and none beyond the stop.
fn brake<'a>(get: &impl Fn(&str) -> Option<&'a str>) -> Result<Thresholds> {
    let own = Thresholds::default();
    let persons = |name, default| get(name).map_or(Ok(default), |text| parse(name, text));
    let brake = Thresholds {
        prove: persons("MORPROM_BRAKE_PROVE", own.prove)?,
        slow: persons("MORPROM_BRAKE_SLOW", own.slow)?,
        stop: persons("MORPROM_BRAKE_STOP", own.stop)?,
        stop_at_night: persons("MORPROM_BRAKE_STOP_AT_NIGHT", own.stop_at_night)?,
        ..own
    };
    let ordered = [brake.prove, brake.slow, brake.stop_at_night].iter().all(|it| (1..=brake.stop).contains(it));
    ensure!(ordered, "MORPROM_BRAKE_STOP: every other threshold of the brake is from 1 to {}", brake.stop);
    Ok(brake)
}

/// The operator's own limits, unless told otherwise; the ceiling is the longest.
fn clocks<'a>(get: &impl Fn(&str) -> Option<&'a str>) -> Result<Clocks> {
    let own = Clocks::default();
    let days = |name, default| get(name).map_or(Ok(default), |text| parse(name, text));
    let clocks = Clocks {
        acknowledge: days("MORPROM_ACKNOWLEDGE_WORKING_DAYS", own.acknowledge)?,
        decide: days("MORPROM_DECIDE_DAYS", own.decide)?,
        ceiling: days("MORPROM_CEILING_DAYS", own.ceiling)?,
    };
    ensure!(
        (1..=30).contains(&clocks.acknowledge) && clocks.decide >= 1 && (clocks.decide..=365).contains(&clocks.ceiling),
        "MORPROM_CEILING_DAYS: {} is no ceiling above {} days to decide",
        clocks.ceiling,
        clocks.decide
    );
    Ok(clocks)
}

fn from_toml(text: &str) -> Result<BTreeMap<String, String>> {
    let table: toml::Table = text.parse()?;
    table
        .into_iter()
        .map(|(name, value)| match value {
            toml::Value::String(text) => Ok((name, text)),
            toml::Value::Boolean(yes) => Ok((name, u8::from(yes).to_string())),
            toml::Value::Integer(number) => Ok((name, number.to_string())),
            _ => bail!("{name}: a text, a number or true/false is expected"),
        })
        .collect()
}

fn parse<T: std::str::FromStr>(name: &str, text: &str) -> Result<T>
where
    T::Err: fmt::Display,
{
    text.parse().map_err(|error| anyhow::anyhow!("{name}: «{text}»: {error}"))
}

fn flag(name: &str, text: &str) -> Result<bool> {
    match text {
        "0" | "false" => Ok(false),
        "1" | "true" => Ok(true),
        _ => bail!("{name}: «{text}» is neither 0 nor 1"),
    }
}

fn public_url(text: &str) -> Result<String> {
    let url = url::Url::parse(text).with_context(|| format!("MORPROM_PUBLIC_URL: «{text}»"))?;
    ensure!(
        matches!(url.scheme(), "http" | "https") && url.host().is_some(),
        "MORPROM_PUBLIC_URL: «{text}» is not an http address"
    );
    ensure!(
        url.path() == "/" && url.query().is_none(),
        "MORPROM_PUBLIC_URL: «{text}» has more than scheme, host and port"
    );
    Ok(url.origin().ascii_serialization())
}

/// Never repeats the value: it may hold a password.
fn database(url: Option<&str>, data: &std::path::Path) -> Result<Database> {
    match url {
        None => Ok(Database::Sqlite(data.join("morprom.db"))),
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Database::Postgres(url.to_owned()))
        }
        Some(url) => match url.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//")) {
            Some(path) if !path.is_empty() => Ok(Database::Sqlite(PathBuf::from(path))),
            _ => bail!("MORPROM_DATABASE_URL: neither sqlite:PATH nor postgres://…"),
        },
    }
}

fn network(text: &str) -> Result<IpNet> {
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| anyhow::anyhow!("MORPROM_TRUSTED_PROXIES: «{text}» is no address or network"))
}

/// Settings that mean nothing without another one are not ignored.
fn none_without<'s>(first: &str, others: &[String], get: &impl Fn(&str) -> Option<&'s str>) -> Result<()> {
    match others.iter().find(|name| get(name).is_some()) {
        Some(name) => bail!("{name}: {first} is missing beside it"),
        None => Ok(()),
    }
}

/// The provider whose settings begin with `prefix`; none without an issuer.
fn oidc<'s>(get: &impl Fn(&str) -> Option<&'s str>, prefix: &str) -> Result<Option<Oidc>> {
    let of = |name: &str| get(&format!("{prefix}{name}")).map(str::to_owned);
    let Some(issuer) = of("ISSUER") else {
        let others = ["CLIENT_ID", "CLIENT_SECRET", "SCOPES", "ACR", "NAME"].map(|name| format!("{prefix}{name}"));
        return none_without(&format!("{prefix}ISSUER"), &others, get).map(|()| None);
    };
    let url = url::Url::parse(&issuer).with_context(|| format!("{prefix}ISSUER: «{issuer}»"))?;
    let name = of("NAME").unwrap_or_else(|| url.host_str().unwrap_or("OpenID").to_owned());
    let client_id = of("CLIENT_ID").with_context(|| format!("{prefix}CLIENT_ID: missing beside {prefix}ISSUER"))?;
    let (client_secret, scopes, contexts) = (of("CLIENT_SECRET"), of("SCOPES"), of("ACR"));
    Ok(Some(Oidc { issuer, client_id, client_secret, scopes, contexts, name }))
}

/// The civil register; none without an address. Never repeats the values: an address can hold a secret too.
fn civil<'s>(get: &impl Fn(&str) -> Option<&'s str>) -> Result<Option<registry::Settings>> {
    let Some(url) = get("MORPROM_DOPA_URL") else {
        let others = ["MORPROM_DOPA_TOKEN", "MORPROM_DOPA_TARGETS_URL"].map(str::to_owned);
        return none_without("MORPROM_DOPA_URL", &others, get).map(|()| None);
    };
    let settings = registry::Settings::new(url).map_err(|error| anyhow::anyhow!("MORPROM_DOPA_URL: {error}"))?;
    let settings = match get("MORPROM_DOPA_TOKEN") {
        Some(secret) => settings.with_bearer(secret).map_err(|error| anyhow::anyhow!("MORPROM_DOPA_TOKEN: {error}"))?,
        None => settings,
    };
    let Some(targets) = get("MORPROM_DOPA_TARGETS_URL") else { return Ok(Some(settings)) };
    ensure!(get("MORPROM_DOPA_CLIENT").is_some(), "MORPROM_DOPA_TARGETS_URL: MORPROM_DOPA_CLIENT is missing beside it");
    let settings = settings.with_target_group(targets);
    Ok(Some(settings.map_err(|error| anyhow::anyhow!("MORPROM_DOPA_TARGETS_URL: {error}"))?))
}

fn beside_the_binary() -> Result<PathBuf> {
    let binary = std::env::current_exe().context("the place of the binary")?;
    Ok(binary.with_file_name("site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(settings: &[(&str, &str)]) -> Result<Config> {
        Config::from_settings(&settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn defaults_serve_on_loopback_from_an_embedded_database() {
        let config = load(&[]).unwrap();
        assert_eq!(config.address.to_string(), "127.0.0.1:3000");
        assert_eq!(&*config.public_url, "http://127.0.0.1:3000");
        assert!(config.database == Database::Sqlite("data/morprom.db".into()) && !config.demo && !config.is_https());
    }

    #[test]
    fn each_bad_setting_is_named() {
        for (name, value) in [
            ("MORPROM_ADDR", "nowhere"),
            ("MORPROM_PUBLIC_URL", "ftp://example.org"),
            ("MORPROM_PUBLIC_URL", "https://example.org/portal"),
            ("MORPROM_DATABASE_URL", "mysql://secret@host"),
            ("MORPROM_DEMO", "yes"),
            ("MORPROM_TRUSTED_PROXIES", "10.0.0.0/33"),
            ("MORPROM_WRITES_PER_MINUTE", "many"),
            ("MORPROM_IMPORT_MAX_BYTES", "1"),
            ("MORPROM_MAJORITY", "9"),
            ("MORPROM_GUARDIAN_ALONE_UNDER", "-1"),
            ("MORPROM_DOPA_URL", "http://register.example/?key=secret"),
            ("MORPROM_DOPA_TOKEN", "secret"),
            ("MORPROM_OIDC_CLIENT_SECRET", "secret"),
            ("MORPROM_OIDC_STAFF_ACR", "urn:example:two"),
            ("MORPROM_ADRR", "127.0.0.1:1"),
        ] {
            let message = load(&[(name, value)]).unwrap_err().to_string();
            assert!(message.contains(name) && !message.contains("secret"), "{message}");
        }
    }

    #[test]
    fn demonstration_data_stays_on_loopback() {
        assert!(load(&[("MORPROM_DEMO", "1"), ("MORPROM_ADDR", "0.0.0.0:3000")]).is_err());
        assert!(load(&[("MORPROM_DEMO", "1"), ("MORPROM_ADDR", "[::1]:3000")]).unwrap().demo);
    }

    #[test]
    fn the_file_uses_the_same_names() {
        let settings = from_toml("MORPROM_DEMO = true\nMORPROM_ADDR = \"127.0.0.1:4000\"\n").unwrap();
        assert!(Config::from_settings(&settings).unwrap().demo);
        assert!(from_toml("MORPROM_ADDR = [1]").is_err());
    }
}
