//! A file that is sent: whether its sender may is asked before it is read; it is sealed piece by piece as it comes, and is
//! answered once it is on disk and begun. What is refused leaves nothing behind.

use super::{Shared, show_list};
use crate::file_import::{Incoming, Unfit, Whole};
use crate::http::portal::Portal;
use crate::http::refusals::refused;
use crate::http::respond::see;
use crate::http::session::Staff;
use crate::http::visitor::Visitor;
use app::i18n::imports as words;
use app::pages::imports::Wrong;
use app::routes::Route;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::import::HeaderError;
use domain::{Digest, Explain, Id};
use service::{ServiceError, Signed};
use std::time::Duration;
use storage::{FileImport, ImportState};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The longest a piece may take to arrive.
const PIECE_TIME: Duration = Duration::from_secs(30);
/// Pieces that wait to be sealed: the sender waits where there are more.
const PIECES: usize = 4;
/// The most files of a unit that wait.
const WAITING: usize = 10;
/// How much of a file that is refused is read all the same, so that its sender reads the answer.
const PASSED: usize = 4 * 1024 * 1024;

/// Why a file is not taken.
enum NotTaken {
    /// It is wrong: the form says so.
    Wrong(StatusCode, Wrong),
    /// Its sender may not, or storage is away.
    Refused(ServiceError),
    /// The form cannot be read.
    Form(Box<Response>),
}

/// A piece of a file, and its end: a sender who goes away sends none.
enum Piece {
    Bytes(Bytes),
    End,
}

pub(in super::super) async fn send(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let taken = async {
        portal.services.imports.may(&signed).await?;
        take(&portal, &signed, form.map_err(NotTaken::form)?).await
    };
    let (status, wrong) = match taken.await {
        Ok(id) => return see(&Route::UnitImport(id).path(visitor.language)),
        Err(NotTaken::Refused(error)) => return refused(&error, visitor.now),
        Err(NotTaken::Form(response)) => return *response,
        Err(NotTaken::Wrong(status, wrong)) => (status, wrong),
    };
    let mut response = show_list(&portal, &visitor, &headers, &signed, (status, Some(wrong))).await;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}

async fn take(portal: &Portal, signed: &Signed, mut form: Multipart) -> Result<Id, NotTaken> {
    if running(portal, signed).await?.len() >= WAITING {
        return Err(NotTaken::Wrong(StatusCode::CONFLICT, Wrong::of(words::TOO_MANY)));
    }
    let Some(_place) = portal.imports.place() else {
        return Err(NotTaken::form(StatusCode::SERVICE_UNAVAILABLE));
    };
    let limit = portal.config.import_max_bytes;
    let (id, seal, keep) = portal.services.imports.prepare()?;
    while let Some(field) = form.next_field().await.map_err(|error| form_error(error, limit))? {
        if field.name() != Some("file") {
            continue;
        }
        let incoming = Incoming::begin(portal.imports.folder(), (id, seal), limit)?;
        let whole = receive(field, incoming, limit).await?;
        if let Some(same) = running(portal, signed).await?.iter().find(|file| file.digest == whole.digest) {
            let wrong = Wrong { same: Some(same.id), ..Wrong::of(words::SAME_FILE) };
            return Err(NotTaken::Wrong(StatusCode::CONFLICT, wrong));
        }
        let file: (&str, Digest, u64) = (whole.format.name(), whole.digest, whole.length);
        portal.services.imports.begin(signed, (id, keep), file).await?;
        kept(spawn_blocking(move || whole.keep()).await.map_err(std::io::Error::other).flatten())?;
        portal.imports.start(id);
        return Ok(id);
    }
    Err(NotTaken::Wrong(StatusCode::UNPROCESSABLE_ENTITY, Wrong::of(words::CHOOSE_FILE)))
}

async fn running(portal: &Portal, signed: &Signed) -> Result<Vec<FileImport>, ServiceError> {
    let files = portal.services.imports.list(signed).await?;
    Ok(files.into_iter().filter(|file| file.state == ImportState::Running).collect())
}

/// Seals the file as it comes, on a thread of its own.
async fn receive(mut field: Field<'_>, incoming: Incoming, limit: u64) -> Result<Whole, NotTaken> {
    let (pieces, waiting) = mpsc::channel(PIECES);
    let sealing = spawn_blocking(move || seal(incoming, waiting));
    let mut any = false;
    let came = pour(&mut field, &pieces, &mut any, limit).await;
    if let Ok(true) = came {
        // A thread that has given up hears nothing; what it found is its outcome.
        pieces.send(Piece::End).await.ok();
    }
    drop(pieces);
    // Waited for whatever came: what was cut off is put away before anybody is told so.
    let outcome = sealing.await.map_err(std::io::Error::other).map_err(Unfit::from)?;
    if !came? {
        pass(&mut field).await;
    }
    match outcome {
        Err(Unfit::Empty) if !any => {
            Err(NotTaken::Wrong(StatusCode::UNPROCESSABLE_ENTITY, Wrong::of(words::CHOOSE_FILE)))
        }
        outcome => Ok(outcome?),
    }
}

/// Hands on what comes; whether it came to its end, and not only as far as the thread would take it.
async fn pour(
    field: &mut Field<'_>,
    pieces: &mpsc::Sender<Piece>,
    any: &mut bool,
    limit: u64,
) -> Result<bool, NotTaken> {
    loop {
        let piece = timeout(PIECE_TIME, field.chunk()).await;
        let piece = piece.map_err(|_| NotTaken::form(StatusCode::REQUEST_TIMEOUT))?;
        let Some(piece) = piece.map_err(|error| form_error(error, limit))? else { return Ok(true) };
        *any |= !piece.is_empty();
        if pieces.send(Piece::Bytes(piece)).await.is_err() {
            return Ok(false);
        }
    }
}

fn seal(mut incoming: Incoming, mut pieces: mpsc::Receiver<Piece>) -> Result<Whole, Unfit> {
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Bytes(bytes) => incoming.push(&bytes)?,
            Piece::End => return incoming.finish(),
        }
    }
    Err(Unfit::CutOff)
}

/// Reads a little further: browsers show the answer only once they have sent everything.
async fn pass(field: &mut Field<'_>) {
    let mut passed = 0;
    while passed < PASSED
        && let Ok(Ok(Some(piece))) = timeout(PIECE_TIME, field.chunk()).await
    {
        passed += piece.len();
    }
}

/// It was begun: whatever happens now, it waits, and is read at the latest after the next start.
fn kept(outcome: std::io::Result<()>) -> Result<(), NotTaken> {
    outcome.map_err(|error| {
        tracing::error!(%error, "a file of records that was begun could not be given its name");
        NotTaken::form(StatusCode::SERVICE_UNAVAILABLE)
    })
}

fn form_error(error: MultipartError, limit: u64) -> NotTaken {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Unfit::TooLarge(limit).into();
    }
    NotTaken::form(error)
}

impl NotTaken {
    fn form(answer: impl IntoResponse) -> Self {
        Self::Form(Box::new(answer.into_response()))
    }
}

impl From<Unfit> for NotTaken {
    fn from(unfit: Unfit) -> Self {
        let status = match &unfit {
            Unfit::Empty | Unfit::Header(_) | Unfit::NoHeader | Unfit::CutOff => StatusCode::UNPROCESSABLE_ENTITY,
            Unfit::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Unfit::Kind | Unfit::Other(_) | Unfit::Thai874 | Unfit::Encoding => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Unfit::Disk(_) | Unfit::Seal(_) => {
                tracing::error!(error = %unfit, "a file of records could not be kept");
                StatusCode::SERVICE_UNAVAILABLE
            }
        };
        let (column, cell) = match &unfit {
            Unfit::Header(HeaderError::Unknown(cell)) => (None, Some(*cell)),
            Unfit::Header(error) => (error.column(), None),
            _ => (None, None),
        };
        Self::Wrong(status, Wrong { column, cell, ..Wrong::of(unfit.explain()) })
    }
}

impl From<ServiceError> for NotTaken {
    fn from(error: ServiceError) -> Self {
        Self::Refused(error)
    }
}
