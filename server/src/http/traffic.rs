//! Notes every request in the lawful traffic log (Computer Crime Act, section 26): answered, refused, or broken off. By the
//! template of its route, never by its path, and nobody by name.

use super::guards::client_address;
use super::portal::Portal;
use super::watched::{Watched, data_of};
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use exchange::Acted;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Instant;
use traffic::{AgentHash, Entry, Outcome, Pseudonym, RequestId, Route};

/// Whose request it turned out to be: an extension of the request that whoever reads the session fills.
#[derive(Clone, Default)]
pub(super) struct Whose(Arc<OnceLock<Pseudonym>>);

impl Whose {
    /// It is this one's; who was first stays.
    pub(super) fn set(&self, pseudonym: Pseudonym) {
        self.0.set(pseudonym).ok();
    }
}

/// Who was signed in by this answer: an extension of the answer.
#[derive(Clone, Copy)]
pub(super) struct SignedIn(pub(super) Pseudonym);

/// What is known of a request; noted when it is dropped, at the end of its answer or wherever it broke off.
pub(super) struct Noted {
    portal: Arc<Portal>,
    /// Taken when it is noted.
    entry: Option<Entry>,
    begun: Instant,
    is_head: bool,
    whose: Whose,
    /// The partner's system it turned out to be of.
    system: Acted,
    bytes_in: Arc<AtomicU64>,
    status: Option<u16>,
    bytes_out: u64,
    ended: bool,
}

impl Noted {
    /// Begins to note a request, which is watched from now on.
    pub(super) fn begin(portal: &Arc<Portal>, (id, begun): ([u8; 16], Instant), request: Request) -> (Self, Request) {
        let headers = request.headers();
        let matched = request.extensions().get::<MatchedPath>();
        let agent = headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
        let client = client_address(&request, &portal.config.trusted_proxies);
        let entry = Entry {
            at: portal.services.clock.now(),
            request: RequestId(id),
            client: client.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            pseudonym: None,
            agent: AgentHash::of(agent),
            method: method(request.method()),
            route: matched.map_or_else(|| Route::new("unmatched"), |path| Route::new(path.as_str().to_owned())),
            outcome: Outcome::Aborted,
            bytes_in: 0,
            bytes_out: 0,
            duration: 0,
        };
        let noted = Self {
            portal: Arc::clone(portal),
            entry: Some(entry),
            begun,
            is_head: request.method() == Method::HEAD,
            whose: Whose::default(),
            system: Acted::default(),
            bytes_in: Arc::default(),
            status: None,
            bytes_out: 0,
            ended: false,
        };
        let request = noted.watching(request);
        (noted, request)
    }

    fn watching(&self, mut request: Request) -> Request {
        request.extensions_mut().insert(self.whose.clone());
        request.extensions_mut().insert(self.system.clone());
        if request.body().is_end_stream() {
            return request;
        }
        let bytes_in = Arc::clone(&self.bytes_in);
        request.map(|body| {
            Watched::over(body, move |came, _| {
                bytes_in.fetch_add(came, Ordering::Relaxed);
            })
        })
    }

    /// Notes how it was answered, once the answer has gone out.
    pub(super) fn answered(mut self, response: Response) -> Response {
        if let Some(SignedIn(pseudonym)) = response.extensions().get() {
            self.whose.set(*pseudonym);
        }
        self.status = Some(response.status().as_u16());
        response.map(|body| Body::new(Answer { body, noted: self }))
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        let outcome = match self.status {
            Some(status) if self.ended || self.is_head => Outcome::Answered(status),
            _ => Outcome::Aborted,
        };
        let system = self.system.account().map(|account| self.portal.services.traffic.pseudonym(account));
        let Some(entry) = self.entry.take() else { return };
        self.portal.traffic.note(Entry {
            pseudonym: self.whose.0.get().copied().or(system),
            outcome,
            bytes_in: self.bytes_in.load(Ordering::Relaxed),
            bytes_out: self.bytes_out,
            duration: u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            ..entry
        });
    }
}

/// The body of an answer, whose end is the end of the request.
struct Answer {
    body: Body,
    noted: Noted,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => self.noted.bytes_out += data_of(frame),
            Poll::Ready(None) => self.noted.ended = true,
            Poll::Ready(Some(Err(_))) | Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // Who sends it asks no further once a body says that it is at its end; an empty one is never asked.
        self.noted.ended |= self.body.is_end_stream();
    }
}

fn method(method: &Method) -> traffic::Method {
    match *method {
        Method::GET => traffic::Method::new("GET"),
        Method::POST => traffic::Method::new("POST"),
        Method::HEAD => traffic::Method::new("HEAD"),
        _ => traffic::Method::new(method.as_str().to_owned()),
    }
}
