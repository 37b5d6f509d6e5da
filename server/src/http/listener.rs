//! Accepts connections and stops gracefully. Limits what a connection may hold before it is a request: header bytes and
//! count, time to send them, and how many connections there are; and how long an answer waits to be read. It speaks HTTP/1.1;
//! TLS and HTTP/2 are a proxy's.

use super::unread::Unread;
use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Layer;

/// The most connections at one time; more wait to be accepted.
const CONNECTIONS: usize = 8192;
/// The most bytes of request head.
const HEAD_BYTES: usize = 32 * 1024;
/// The most header fields.
const HEAD_FIELDS: usize = 64;
/// The longest a head may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// The longest an answer waits for the other end to read on.
const UNREAD_TIME: Duration = Duration::from_secs(30);
/// The longest open requests are waited for when stopping.
const GRACE: Duration = Duration::from_secs(10);

/// The address of the other end of a connection, as an extension of each request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Serves `router` until `stop` completes, then waits for the requests under way.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let builder = Arc::new(builder());
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        let service = TowerToHyperService::new(axum::Extension(Peer(peer)).layer(router.clone()));
        let builder = Arc::clone(&builder);
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            let connection = builder.serve_connection(TokioIo::new(Unread::new(stream, UNREAD_TIME)), service);
            // A connection that breaks is the other end's affair; requests were logged where they were handled.
            watcher.watch(connection).await.ok();
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests still under way");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            stream.set_nodelay(true).ok();
            Some((stream, peer, place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            // Out of file descriptors, most likely: let some close.
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_BYTES).max_headers(HEAD_FIELDS);
    builder
}
