//! The body of a request or an answer that passes through, and somebody who hears of it. Nothing is held up or changed.

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Hears of a body: after each look at it, how many bytes of data came, and whether that was all of it.
pub(super) struct Watched<F> {
    body: Body,
    hears: F,
}

impl<F: FnMut(u64, bool) + Send + Unpin + 'static> Watched<F> {
    /// The same body, watched.
    pub(super) fn over(body: Body, hears: F) -> Body {
        Body::new(Self { body, hears })
    }
}

impl<F: FnMut(u64, bool) + Unpin> HttpBody for Watched<F> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        let polled = Pin::new(&mut this.body).poll_frame(context);
        let came = match &polled {
            Poll::Ready(Some(Ok(frame))) => data_of(frame),
            _ => 0,
        };
        let whole = matches!(polled, Poll::Ready(None)) || this.body.is_end_stream();
        (this.hears)(came, whole);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The bytes of data of a frame.
pub(super) fn data_of(frame: &Frame<Bytes>) -> u64 {
    frame.data_ref().map_or(0, |data| data.len() as u64)
}
