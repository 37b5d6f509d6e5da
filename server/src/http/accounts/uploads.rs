//! Files that are posted: read within a limit, decoded away from the threads that answer requests, few at a time.

use super::super::portal::Portal;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A form with files: its text fields, and the bytes of the one file asked for; `None` where none was chosen.
pub(super) struct Upload {
    pub(super) fields: Vec<(String, String)>,
    pub(super) file: Option<Vec<u8>>,
}

/// Reads the form; the file is the one in the field `name`.
pub(super) async fn read(mut form: Multipart, name: &str) -> Result<Upload, Response> {
    let mut upload = Upload { fields: Vec::new(), file: None };
    while let Some(field) = form.next_field().await.map_err(IntoResponse::into_response)? {
        let Some(of) = field.name().map(str::to_owned) else { continue };
        if of == name {
            let bytes = field.bytes().await.map_err(IntoResponse::into_response)?;
            upload.file = Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty());
        } else if upload.fields.len() < 64 {
            let text = field.text().await.map_err(IntoResponse::into_response)?;
            upload.fields.push((of, text));
        }
    }
    Ok(upload)
}

/// Runs `work` on a thread that may be busy for long, a few at a time.
pub(super) async fn apart<T: Send + 'static>(
    portal: &Arc<Portal>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Response> {
    let busy = || StatusCode::SERVICE_UNAVAILABLE.into_response();
    let _place = portal.decoders.acquire().await.map_err(|_| busy())?;
    tokio::task::spawn_blocking(work).await.map_err(|_| busy())
}
