//! A real sign-on provider beside the house (`oidc-provider`, started from `sign-on/tests/peers`), and the way of a
//! browser through it. It speaks on this machine alone and ends with the test: its input closes.

use super::installed::installed;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use url::Url;

/// The secret between the provider and the portal.
pub(crate) const SECRET: &str = "a-secret-between-the-two";

/// The provider.
pub(crate) struct Peer {
    pub(crate) issuer: String,
    /// Where it sends browsers back to.
    callback: String,
    _child: Child,
    /// Held open: the provider dies of a closed output.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Peer {
    /// Starts a provider that sends browsers back to the portal at `origin`.
    pub(crate) async fn of(origin: &str) -> Self {
        let callback = format!("{origin}/oidc/callback");
        let mut child = Command::new("node")
            .arg(installed("sign-on/tests/peers", "oidc-provider").join("provider.js"))
            .arg(json!({ "callback": callback }).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("node is installed");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next_line().await.unwrap().expect("the provider starts");
        let said: Value = serde_json::from_str(&first).unwrap();
        Self { issuer: said["issuer"].as_str().unwrap().to_owned(), callback, _child: child, _output: lines }
    }

    /// What the browser asks the portal for next, having signed on as `login` at the address it was sent to. A new
    /// browser each time: the provider remembers nobody.
    pub(crate) async fn browse(&self, start: &str, login: &str) -> String {
        let (mut next, mut cookies) = (Url::parse(start).unwrap(), BTreeMap::new());
        for _ in 0..10 {
            let location = ask(&next, &mut cookies).await;
            next = next.join(&location).unwrap();
            if next.as_str().starts_with(&self.callback) {
                return format!("{}?{}", next.path(), next.query().unwrap_or_default());
            }
            assert!(next.as_str().starts_with(&self.issuer), "led to {next}");
            if next.path().starts_with("/interaction/") {
                next.query_pairs_mut().append_pair("login", login);
            }
        }
        panic!("the provider leads in circles");
    }
}

/// Asks for one page and says where it leads.
async fn ask(url: &Url, cookies: &mut BTreeMap<String, String>) -> String {
    let (host, port) = (url.host_str().unwrap(), url.port().unwrap());
    let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let path = &url[url::Position::BeforePath..];
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {host}:{port}\r\ncookie: {}\r\nconnection: close\r\n\r\n",
        jar.join("; ")
    );
    let mut stream = TcpStream::connect((host, port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let head = answer.split("\r\n\r\n").next().unwrap();
    let headers = || head.lines().filter_map(|line| line.split_once(": "));
    for (_, cookie) in headers().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        cookies.insert(name.to_owned(), value.to_owned());
    }
    let location = headers().find(|(name, _)| name.eq_ignore_ascii_case("location"));
    location.unwrap_or_else(|| panic!("the provider leads nowhere: {head}")).1.to_owned()
}
