//! The baseline of the benchmarks: a bare axum handler that sends the bytes of a file, and nothing else.
//! Usage: bare ADDRESS FILE CONTENT-ENCODING

use anyhow::{Context, Result};
use axum::Router;
use axum::http::header;
use axum::routing::get;
use bytes::Bytes;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (address, file) = (arguments.next().context("ADDRESS")?, arguments.next().context("FILE")?);
    let coding = arguments.next().unwrap_or_else(|| "identity".to_owned());
    let body = Bytes::from(std::fs::read(file)?);
    let page = move || {
        let headers =
            [(header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (header::CONTENT_ENCODING, coding.clone())];
        std::future::ready((headers, body.clone()))
    };
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, Router::new().route("/", get(page))).await?)
}
