//! Where the bytes of a file come from: a file where it lies, or one that waits sealed in the portal's folder. Either is
//! read from any place, so that reading goes on where it was cut off.

use super::PART;
use service::FileSeal;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;
use thiserror::Error;

/// The bytes of a file.
pub trait Source: Send + 'static {
    /// How long the file is, in bytes.
    fn length(&self) -> u64;

    /// Reads from this place on: how many bytes, of which 0 says that the file ends there.
    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceError>;
}

/// Why a file cannot be read further. It repeats nothing of the file.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The disk does not give it.
    #[error("the file cannot be read: {0}")]
    Disk(#[from] io::Error),
    /// It is not the file it was.
    #[error("the file was changed while it was read")]
    Changed,
    /// It is shorter than it was, or a part of it is not what was sealed.
    #[error("the file as it is kept is damaged")]
    Damaged,
}

/// A file where it lies. It must stay as it is: a change is noticed and ends the reading.
pub struct InPlace {
    file: File,
    stamp: (u64, i64, i64),
}

/// A file that waits sealed, part by part.
pub struct Sealed {
    file: File,
    seal: FileSeal,
    length: u64,
    part: Option<(u64, Vec<u8>)>,
}

impl InPlace {
    /// Opens the file at `path`.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let known = file.metadata()?;
        if !known.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        Ok(Self { stamp: stamp(&known), file })
    }
}

fn stamp(known: &Metadata) -> (u64, i64, i64) {
    (known.len(), known.mtime(), known.mtime_nsec())
}

impl Source for InPlace {
    fn length(&self) -> u64 {
        self.stamp.0
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceError> {
        if stamp(&self.file.metadata()?) != self.stamp {
            return Err(SourceError::Changed);
        }
        Ok(self.file.read_at(buffer, offset)?)
    }
}

impl Sealed {
    /// The file at `path`, of this many bytes before they were sealed.
    pub fn open(path: &Path, seal: FileSeal, length: u64) -> io::Result<Self> {
        Ok(Self { file: File::open(path)?, seal, length, part: None })
    }

    /// The part of this number, opened; the last one is kept.
    fn part(&mut self, number: u64) -> Result<&[u8], SourceError> {
        if self.part.as_ref().is_none_or(|(at, _)| *at != number) {
            let part = self.read(number)?;
            self.part = Some((number, part));
        }
        Ok(self.part.as_ref().map(|(_, part)| part.as_slice()).unwrap_or_default())
    }

    fn read(&self, number: u64) -> Result<Vec<u8>, SourceError> {
        let long = (self.length - number * PART as u64).min(PART as u64);
        let mut sealed = vec![0; usize::try_from(long).unwrap_or(PART) + FileSeal::MORE];
        let at = number * (PART + FileSeal::MORE) as u64;
        self.file.read_exact_at(&mut sealed, at).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => SourceError::Damaged,
            _ => SourceError::Disk(error),
        })?;
        self.seal.open(number, &sealed).map_err(|_| SourceError::Damaged)
    }
}

impl Source for Sealed {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceError> {
        if offset >= self.length {
            return Ok(0);
        }
        let part = self.part(offset / PART as u64)?;
        let within = usize::try_from(offset % PART as u64).unwrap_or(PART);
        let found = part.get(within..).filter(|found| !found.is_empty()).ok_or(SourceError::Damaged)?;
        let count = found.len().min(buffer.len());
        buffer[..count].copy_from_slice(&found[..count]);
        Ok(count)
    }
}
