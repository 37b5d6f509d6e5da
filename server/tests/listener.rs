//! The listener over real connections: floods of header fields are refused, a request under way is finished when the
//! portal stops, and what is personal never reaches the log line.

use axum::Router;
use axum::routing::get;
use server::http::listener::serve;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
}

async fn run(router: Router) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(serve(listener, router, async {
        stopped.await.ok();
    }));
    Running { address, stop, ended }
}

async fn ask(address: SocketAddr, request: String) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The other end may refuse, and close, before all of it is written.
    stream.write_all(request.as_bytes()).await.ok();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok();
    String::from_utf8_lossy(&answer).into_owned()
}

fn request(fields: &str) -> String {
    format!("GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{fields}\r\n")
}

fn greeting() -> Router {
    Router::new().route("/", get(|| async { "hello" }))
}

#[tokio::test]
async fn a_flood_of_header_fields_is_refused_and_the_next_request_is_answered() {
    let running = run(greeting()).await;
    let many = "x-field: y\r\n".repeat(200);
    assert!(ask(running.address, request(&many)).await.starts_with("HTTP/1.1 431"));
    let long = format!("x-long: {}\r\n", "y".repeat(64 * 1024));
    let answer = ask(running.address, request(&long)).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    assert!(ask(running.address, request("")).await.ends_with("hello"));
    running.stop.send(()).unwrap();
    running.ended.await.unwrap();
}

#[tokio::test]
async fn a_request_that_is_no_http_is_refused() {
    let running = run(greeting()).await;
    for rubbish in ["\r\n\r\n\0\0", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
        let answer = ask(running.address, rubbish.to_owned()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5"), "{answer}");
    }
    assert!(ask(running.address, request("")).await.ends_with("hello"));
}

#[tokio::test]
async fn stopping_finishes_what_is_under_way() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (begins, waits) = (Arc::clone(&begun), Arc::clone(&go_on));
    let slow = Router::new().route(
        "/",
        get(move || async move {
            begins.notify_one();
            waits.notified().await;
            "finished"
        }),
    );
    let running = run(slow).await;
    let answer = tokio::spawn(ask(running.address, request("")));
    begun.notified().await;
    running.stop.send(()).unwrap();
    go_on.notify_one();
    assert!(answer.await.unwrap().ends_with("finished"));
    running.ended.await.unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}
