//! Reads one file to its end: while some lines are taken, the next ones are read. Who brought it and where it stands is
//! looked up anew for each batch, so that nothing outlives a right that ended, and no line is taken twice.

use super::{Batch, Format, Reader, Source, SourceError};
use domain::Day;
use domain::import::Position;
use service::{ServiceError, Services};
use std::io;
use storage::{FileImport, ImportState};
use thiserror::Error;
use tokio::task::{JoinError, JoinHandle, spawn_blocking};

/// Why a file is not read further now. It stays where it stands.
#[derive(Debug, Error)]
pub enum Halt {
    /// The lines were not taken.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Somebody else reads it.
    #[error("another process reads this file")]
    Elsewhere,
}

type Ahead<S> = JoinHandle<Result<(Reader<S>, Batch), SourceError>>;

/// Reads the file of this id from where it stands, and shows it to `watch` after each batch. It ends where the file ends,
/// where somebody stopped it, or where `watch` says `false`: the file as it stands then is given back.
pub async fn run<S: Source>(
    services: &Services,
    id: domain::Id,
    source: S,
    watch: &mut (dyn FnMut(&FileImport) -> bool + Send),
) -> Result<FileImport, Halt> {
    let desk = &services.imports;
    let (_, mut file) = desk.resumed(id).await?;
    if file.state != ImportState::Running {
        return Ok(file);
    }
    let today = || services.clock.now().bangkok_day();
    let mut ahead = Some(read(open(source, &file).await?, today()));
    while let Some(reading) = ahead.take() {
        let (reader, batch) = reading.await.map_err(broken)??;
        if !batch.ends {
            ahead = Some(read(reader, today()));
        }
        let (signed, stands) = desk.resumed(id).await?;
        if stands.state != ImportState::Running {
            return Ok(stands);
        }
        if stands.counts.byte != file.counts.byte {
            return Err(Halt::Elsewhere);
        }
        file = match desk.advance(&signed, &stands, &batch.lines()).await {
            Err(ServiceError::Meanwhile) => return over(services, id).await,
            outcome => outcome?,
        };
        if !watch(&file) {
            break;
        }
    }
    Ok(file)
}

/// Somebody stopped it, or reads it too.
async fn over(services: &Services, id: domain::Id) -> Result<FileImport, Halt> {
    let (_, file) = services.imports.resumed(id).await?;
    if file.state == ImportState::Running { Err(Halt::Elsewhere) } else { Ok(file) }
}

async fn open<S: Source>(source: S, file: &FileImport) -> Result<Reader<S>, SourceError> {
    let format = Format::from_name(&file.format).filter(|_| source.length() == file.of_bytes);
    let format = format.ok_or(SourceError::Changed)?;
    let at = Position { line: file.counts.line, byte: file.counts.byte };
    let opened = spawn_blocking(move || Reader::open(source, format, at)).await.map_err(broken)??;
    // The header was looked at when the file came.
    opened.map_err(|_| SourceError::Changed)
}

fn read<S: Source>(mut reader: Reader<S>, today: Day) -> Ahead<S> {
    spawn_blocking(move || {
        let batch = reader.next(today)?;
        Ok((reader, batch))
    })
}

fn broken(error: JoinError) -> SourceError {
    SourceError::Disk(io::Error::other(error))
}
