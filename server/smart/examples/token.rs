//! A partner's side in one command: prints a signed assertion, ready for a request for a token.
//!
//! `cargo run -p smart --example token -- --key FILE --client demo-unit --audience URL`; with `--new` the key is made
//! first, and its public half is printed instead, as a key set to register.
#![expect(clippy::disallowed_methods, reason = "a client of its own asks the system what time it is")]

use clap::Parser;
use domain::Instant;
use smart::JwkSet;
use smart::signing::{Claims, SigningKey, fresh_token_id};
use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(Parser)]
struct Options {
    /// The private key: PKCS#8 in PEM form, on P-384.
    #[arg(long)]
    key: PathBuf,
    /// The name the key was registered under; its thumbprint where none is given.
    #[arg(long)]
    kid: Option<String>,
    /// Make the key, and print the public half. Never over a file that exists.
    #[arg(long)]
    new: bool,
    /// The client id.
    #[arg(long, required_unless_present = "new", default_value = "")]
    client: String,
    /// The address of the token endpoint.
    #[arg(long, required_unless_present = "new", default_value = "")]
    audience: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    if options.new {
        write_new(&options.key)?;
    }
    let key = SigningKey::from_pem(&std::fs::read_to_string(&options.key)?)?;
    let key = match options.kid {
        Some(name) => key.named(name),
        None => key,
    };
    let mut out = std::io::stdout();
    if options.new {
        return Ok(writeln!(out, "{}", JwkSet::of([key.public()]).to_json())?);
    }
    let milliseconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let claims = Claims {
        client_id: &options.client,
        audience: &options.audience,
        token_id: &fresh_token_id()?,
        now: Instant::from_unix_milliseconds(i64::try_from(milliseconds)?),
        seconds: 300,
    };
    Ok(writeln!(out, "{}", key.assertion(&claims)?)?)
}

fn write_new(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(SigningKey::generate()?.to_pem().as_bytes())?;
    Ok(())
}
