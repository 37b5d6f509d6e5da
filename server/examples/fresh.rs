//! The policy page of the portal rendered whole at each request and kept nowhere, by a bare axum handler: what the render
//! cache spares. Beside it the same page is measured in axum and maud, in the same kind of handler.
//!
//! Usage: `fresh ADDRESS PUBLISHED`, the day on which the portal it is compared with published the shipped edition.

use anyhow::{Context, Result};
use app::pages::public::policy::{PolicyPage, VersionLine, page};
use app::routes::Route;
use app::{Assets, Frame, render};
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use domain::cookies::Decision;
use domain::display::Display;
use domain::policy::{ChangeClass, Edition, Text, Version, VersionNumber};
use domain::{Day, Language};
use mimalloc::MiMalloc;
use std::sync::Arc;

/// As in the portal.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

const THAI: &str = include_str!("../editions/v1.th.txt");
const ENGLISH: &str = include_str!("../editions/v1.en.txt");
/// Day and summaries of the shipped edition; where they are not those of `morprom migrate`, the pages differ and nothing is
/// measured.
const EFFECTIVE: &str = "2025-10-01";
const SUMMARY_TH: &str = "ฉบับแรก เขียนด้วยภาษาเข้าใจง่าย บอกว่าเก็บข้อมูลอะไร เพื่ออะไร นานเท่าใด ใครเห็นได้ และท่านทำอะไรได้บ้าง";
const SUMMARY_EN: &str =
    "The first version, in plain language: what is held, what for, for how long, who may see it, and what you can do.";

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().context("ADDRESS")?;
    let published = arguments.next().and_then(|day| Day::from_iso(&day)).context("PUBLISHED")?;
    let version = Arc::new(first_version(published)?);
    let origin: Arc<str> = format!("http://{address}").into();
    let assets = Arc::new(Assets { style: "/style.css".to_owned(), ..Assets::default() });
    let handler = move || {
        let frame = Frame {
            language: Language::Th,
            origin: Arc::clone(&origin),
            cookies: Decision::Unasked,
            gpc: false,
            display: Display::default(),
            change: None,
            assets: Arc::clone(&assets),
            demo: true,
            account: None,
        };
        std::future::ready(Html(rendered(&frame, &version, published)))
    };
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, Router::new().route("/", get(handler))).await?)
}

fn rendered(frame: &Frame, version: &Version, today: Day) -> String {
    let line = VersionLine {
        number: version.number,
        effective: version.effective,
        summary: version.summary(frame.language).to_owned(),
    };
    let model = PolicyPage { version, current: version.number, versions: vec![line], today, route: Route::Policy };
    render(frame, |frame| page(frame, &model))
}

fn first_version(published: Day) -> Result<Version> {
    let edition = |language, text| anyhow::Ok(Edition::of(Text::parse(language, text)?.text));
    Ok(Version {
        number: VersionNumber::FIRST,
        effective: Day::from_iso(EFFECTIVE).context("the shipped edition's day")?,
        class: ChangeClass::Editorial,
        summary_th: SUMMARY_TH.to_owned(),
        summary_en: SUMMARY_EN.to_owned(),
        published_at: published.begins(),
        editions: vec![edition(Language::Th, THAI)?, edition(Language::En, ENGLISH)?],
    })
}
