//! The cast of the whole-site tests: a portal over a database of its own, a clock that stands still, and visitors who
//! ask it things. No network is used, but by the tests that start a sign-on provider on this machine.

pub(crate) mod browser;
mod installed;
pub(crate) mod provider;
pub(crate) mod sender;
pub(crate) mod street;

use app::Assets;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use domain::Instant;
use domain::consent::ASKED;
use http_body_util::BodyExt;
use server::config::Config;
use server::http::{Portal, router};
use server::keeper::FileKeeper;
use server::runtime::{Absent, SystemClock, SystemEntropy, open_storage};
use server::site::{Site, SiteFile};
use server::traffic_log::{Pulse, TrafficLog};
use service::{Clock, KeyRing, Parts, Services};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// 23 November 2026, 10:00 in Bangkok.
pub(crate) const NOW: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);

struct StandingClock;

impl Clock for StandingClock {
    fn now(&self) -> Instant {
        NOW
    }
}

/// A portal and its house.
pub(crate) struct House {
    pub(crate) services: Arc<Services>,
    pub(crate) portal: Arc<Portal>,
    router: Router,
    folder: TempDir,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()).collect()
    }
}

impl House {
    /// Builds the house with further settings.
    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        Self::by(Arc::new(StandingClock), settings).await
    }

    /// A house whose clock goes, for a peer beside it that lives by the real one.
    pub(crate) async fn living(settings: &[(&str, &str)]) -> Self {
        Self::by(Arc::new(SystemClock), settings).await
    }

    async fn by(clock: Arc<dyn Clock>, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let fixed = [("MORPROM_DATA_DIR", data.as_str()), ("MORPROM_SITE_DIR", "unused")];
        let all: BTreeMap<_, _> =
            fixed.iter().chain(settings).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let config = Config::from_settings(&all).unwrap();
        let storage = open_storage(&config, Absent::Made).await.unwrap();
        let keys = KeyRing::generate(&SystemEntropy).unwrap();
        let origin = Arc::clone(&config.public_url);
        let parts = Parts {
            storage,
            clock,
            entropy: Arc::new(SystemEntropy),
            keys: keys.clone(),
            origin,
            rules: config.rules.clone(),
            asked: ASKED.to_vec(),
            keeper: Arc::new(FileKeeper::new(config.checkpoint_file.clone())),
        };
        let services = Arc::new(Services::open(parts).await.unwrap());
        server::commands::publish_first_edition(&services).await.unwrap();
        let pulse = Pulse::begin(Arc::clone(&services.clock), &SystemEntropy).unwrap();
        let traffic = TrafficLog::open(&config.data, &keys, pulse).unwrap();
        let portal = Arc::new(Portal::new(Arc::clone(&services), site(), config, traffic).unwrap());
        Self { services, router: router(Arc::clone(&portal)), portal, folder }
    }

    /// A house of the demonstration, with its cast.
    pub(crate) async fn demo() -> Self {
        let house = Self::with(&[("MORPROM_DEMO", "1"), ("MORPROM_WRITES_PER_MINUTE", "100000")]).await;
        server::demo::open(&house.services, house.folder.path()).await.unwrap();
        house
    }

    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    /// Where the house keeps its files.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes: Bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// The answer as it leaves, its body not read.
    pub(crate) async fn answer(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request(Method::GET, path, headers, Body::empty())).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.post_with(path, form, &[]).await
    }

    pub(crate) async fn post_with(&self, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        let form_type = [("content-type", "application/x-www-form-urlencoded")];
        let headers: Vec<_> = form_type.iter().chain(headers).copied().collect();
        self.send(request(Method::POST, path, &headers, Body::from(form.to_owned()))).await
    }
}

pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(path).header("host", "127.0.0.1:3000");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let mut request = builder.body(body).unwrap();
    request.extensions_mut().insert(server::http::listener::Peer(([127, 0, 0, 1], 40_000).into()));
    request
}

fn site() -> Site {
    let file = |content_type, immutable| SiteFile {
        content_type,
        plain: Bytes::from_static(b"{}"),
        brotli: Some(Bytes::from_static(b"br")),
        gzip: None,
        immutable,
    };
    let files = HashMap::from([
        ("/assets/style-1.css".to_owned(), file("text/css; charset=utf-8", true)),
        ("/manifest.th.json".to_owned(), file("application/json", false)),
        ("/manifest.en.json".to_owned(), file("application/json", false)),
        ("/robots.txt".to_owned(), file("text/plain; charset=utf-8", false)),
        ("/well-known/gpc.json".to_owned(), file("application/json", false)),
        ("/sw.js".to_owned(), file("text/javascript; charset=utf-8", false)),
    ]);
    let assets = Assets { style: "/assets/style-1.css".to_owned(), ..Assets::default() };
    Site { files, assets: Arc::new(assets) }
}
