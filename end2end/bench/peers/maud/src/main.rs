//! The policy page in axum and maud, rendered at each request from the text of the portal's own page.
//! Usage: peer-maud ADDRESS; `PEER_POLICY` names the text, `PEER_STYLE` the style sheet.

mod page;
mod text;

use axum::Router;
use axum::http::header;
use axum::routing::get;
use mimalloc::MiMalloc;
use std::sync::Arc;
use text::Text;

/// As in the portal.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("ADDRESS")?;
    let text: Arc<Text> = Arc::new(serde_json::from_slice(&std::fs::read(std::env::var("PEER_POLICY")?)?)?);
    let style: &'static str = std::fs::read_to_string(std::env::var("PEER_STYLE")?)?.leak();
    let listener = tokio::net::TcpListener::bind(address).await?;
    let router = Router::new()
        .route("/", get(move || std::future::ready(page::page(&text))))
        .route("/style.css", get(move || std::future::ready(([(header::CONTENT_TYPE, "text/css")], style))));
    Ok(axum::serve(listener, router).await?)
}
