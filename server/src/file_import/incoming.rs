//! A file that comes in piece by piece: looked at, counted, and sealed part by part before it touches the disk. Dropped
//! before its end, it leaves nothing behind.

use super::{Folder, Format, PART, Unfit, inspect};
use domain::{Digest, Id};
use service::FileSeal;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Write;

/// A file that comes in.
pub struct Incoming {
    file: File,
    seal: FileSeal,
    limit: u64,
    part: Vec<u8>,
    number: u64,
    length: u64,
    digest: Sha256,
    format: Option<Format>,
    left: Left,
}

/// A file that came whole, and is on disk; not yet one that waits.
pub struct Whole {
    /// What it is.
    pub format: Format,
    /// The digest of what came.
    pub digest: Digest,
    /// How long it is, in bytes.
    pub length: u64,
    left: Left,
}

/// Removes a file that nobody kept.
struct Left {
    folder: Folder,
    id: Id,
    kept: bool,
}

impl Incoming {
    /// Begins a file of this id, of at most `limit` bytes.
    pub fn begin(folder: &Folder, (id, seal): (Id, FileSeal), limit: u64) -> Result<Self, Unfit> {
        let file = folder.begin(id)?;
        Ok(Self::into(file, (folder.clone(), id, seal), limit))
    }

    fn into(file: File, (folder, id, seal): (Folder, Id, FileSeal), limit: u64) -> Self {
        let left = Left { folder, id, kept: false };
        let (part, digest) = (Vec::with_capacity(PART), Sha256::new());
        Self { file, seal, limit, part, number: 0, length: 0, digest, format: None, left }
    }

    /// Takes the next piece.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<(), Unfit> {
        self.length += piece.len() as u64;
        if self.length > self.limit {
            return Err(Unfit::TooLarge(self.limit));
        }
        self.digest.update(piece);
        while !piece.is_empty() {
            let (now, later) = piece.split_at(piece.len().min(PART - self.part.len()));
            self.part.extend_from_slice(now);
            piece = later;
            if self.part.len() == PART {
                self.write()?;
            }
        }
        Ok(())
    }

    /// It came whole: what is on disk then is all of it.
    pub fn finish(mut self) -> Result<Whole, Unfit> {
        if !self.part.is_empty() || self.number == 0 {
            self.write()?;
        }
        self.file.sync_all()?;
        let format = self.format.ok_or(Unfit::Empty)?;
        let digest: [u8; 32] = self.digest.finalize().into();
        Ok(Whole { format, digest: digest.into(), length: self.length, left: self.left })
    }

    fn write(&mut self) -> Result<(), Unfit> {
        if self.format.is_none() {
            self.format = Some(inspect(&self.part)?);
        }
        self.file.write_all(&self.seal.seal(self.number, &self.part)?)?;
        self.number += 1;
        self.part.clear();
        Ok(())
    }
}

impl Whole {
    /// It is begun, and waits from now on.
    pub fn keep(mut self) -> std::io::Result<()> {
        self.left.kept = true;
        self.left.folder.keep(self.left.id)
    }
}

impl Drop for Left {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        if let Err(error) = self.folder.remove(self.id) {
            tracing::warn!(%error, "a file that was not taken could not be removed");
        }
    }
}

#[cfg(test)]
mod tests;
