//! Which compressed form a client takes, and how a page is compressed once for all who read it.

use axum::http::{HeaderMap, HeaderValue, header};
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// A content coding (RFC 9110, 8.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// The best coding the client takes.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| {
            accepts.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name)
                    && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// The value of `Content-Encoding`, where there is one.
    pub(super) fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }
}

/// The same bytes in the three codings.
#[derive(Clone)]
pub(super) struct Forms {
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

impl Forms {
    /// Compresses `plain`; about two milliseconds for a page.
    pub(super) fn of(plain: Bytes) -> Self {
        Self { gzip: compressed(&plain, Coding::Gzip), brotli: compressed(&plain, Coding::Brotli), plain }
    }

    pub(super) fn get(&self, coding: Coding) -> Bytes {
        match coding {
            Coding::Plain => self.plain.clone(),
            Coding::Gzip => self.gzip.clone(),
            Coding::Brotli => self.brotli.clone(),
        }
    }
}

/// `plain` in a coding. Writing into memory does not fail; if it did, the plain bytes under a coding would be worse than
/// an empty page, so the result is then empty.
pub(super) fn compressed(plain: &Bytes, coding: Coding) -> Bytes {
    match coding {
        Coding::Plain => plain.clone(),
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
            encoder.write_all(plain).and_then(|()| encoder.finish()).map(Bytes::from).unwrap_or_default()
        }
        Coding::Brotli => {
            let mut out = Vec::new();
            let parameters = BrotliEncoderParams { quality: 7, ..BrotliEncoderParams::default() };
            brotli::BrotliCompress(&mut &**plain, &mut out, &parameters).map(|_| Bytes::from(out)).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_coding_is_taken() {
        for (accepts, expected) in [
            ("", Coding::Plain),
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip;q=1.0, br;q=0", Coding::Gzip),
            ("deflate", Coding::Plain),
            ("brotli", Coding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepts));
            assert_eq!(Coding::accepted(&headers), expected, "{accepts}");
        }
    }
}
