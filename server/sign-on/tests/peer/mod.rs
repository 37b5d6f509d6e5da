//! A real provider (`oidc-provider`, started from `tests/peers`) and a browser that signs on at it.

#[path = "../../../tests/cast/installed.rs"]
mod installed;

use domain::Instant;
use installed::installed;
use ring::rand::{SecureRandom as _, SystemRandom};
use serde_json::{Value, json};
use sign_on::NoEntropy;
use sign_on::oidc::Answer;
use std::process::Stdio;
use std::time::SystemTime;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use url::Url;

pub(crate) const CALLBACK: &str = "https://portal.example/oidc/callback";

/// The provider. It ends with the test: its input closes.
pub(crate) struct Peer {
    pub issuer: String,
    child: Child,
    /// Held open: the provider dies of a closed output.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Peer {
    pub(crate) async fn start(port: u16, lean: bool) -> Self {
        let mut child = Command::new("node")
            .arg(installed("tests/peers", "oidc-provider").join("provider.js"))
            .arg(json!({ "port": port, "lean": lean }).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("node is installed");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next_line().await.unwrap().expect("the provider starts");
        let said: Value = serde_json::from_str(&first).unwrap();
        Self { issuer: said["issuer"].as_str().unwrap().to_owned(), child, _output: lines }
    }

    /// The same provider with other keys.
    pub(crate) async fn restart(mut self, lean: bool) -> Self {
        let port = Url::parse(&self.issuer).unwrap().port().unwrap();
        drop(self.child.stdin.take());
        self.child.wait().await.unwrap();
        Self::start(port, lean).await
    }
}

/// What a browser brings back to the portal from `start`, having signed on as `login`.
pub(crate) async fn browse(start: Url, login: &str) -> Answer {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let browser =
        reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let mut next = start;
    for _ in 0..10 {
        let response = browser.get(next.clone()).send().await.unwrap();
        let location = response.headers().get("location").expect("the provider leads on").to_str().unwrap();
        next = next.join(location).unwrap();
        if next.as_str().starts_with(CALLBACK) {
            return answer(&next);
        }
        if next.path().starts_with("/interaction/") {
            next.query_pairs_mut().append_pair("login", login);
        }
    }
    panic!("the provider leads in circles");
}

fn answer(callback: &Url) -> Answer {
    let find = |name: &str| callback.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    Answer { code: find("code"), state: find("state"), error: find("error"), iss: find("iss") }
}

#[expect(clippy::disallowed_methods, reason = "the provider beside the test lives by the real clock")]
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Instant::from_unix_milliseconds(i64::try_from(since.as_millis()).unwrap())
}

pub(crate) fn entropy(bytes: &mut [u8]) -> Result<(), NoEntropy> {
    SystemRandom::new().fill(bytes).map_err(|_| NoEntropy)
}
