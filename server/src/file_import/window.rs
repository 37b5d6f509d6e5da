//! The stretch of a file that is in memory: enough for the longest line, and never more, however long the file is.

use super::{LONGEST, Source, SourceError};

/// What is held, in bytes: two of the longest lines, so that bytes are moved rarely.
const ROOM: usize = 2 * LONGEST;
/// How much is there after [`Window::fill`]: the longest line and the end of a line.
const NEEDED: usize = LONGEST + 2;

/// A window on a file.
pub(super) struct Window<S> {
    source: S,
    bytes: Box<[u8]>,
    start: usize,
    end: usize,
    /// The place in the file of what is shown first.
    at: u64,
}

impl<S: Source> Window<S> {
    pub(super) fn new(source: S) -> Self {
        Self { source, bytes: vec![0; ROOM].into(), start: 0, end: 0, at: 0 }
    }

    /// The place in the file of what is shown first.
    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    /// Goes to another place.
    pub(super) const fn seek(&mut self, at: u64) {
        (self.start, self.end, self.at) = (0, 0, at);
    }

    /// Whether everything was passed.
    pub(super) fn is_over(&self) -> bool {
        self.at >= self.source.length()
    }

    /// Shows the longest line and the end of a line, or the rest of the file; and whether it is the rest.
    pub(super) fn fill(&mut self) -> Result<(&[u8], bool), SourceError> {
        let length = self.source.length();
        let shown = |window: &Self| window.at + (window.end - window.start) as u64;
        if self.end - self.start < NEEDED && shown(self) < length {
            self.bytes.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            while self.end < ROOM && shown(self) < length {
                let from = shown(self);
                // What comes after the length is not of the file that was looked at.
                let most = usize::try_from(length - from).unwrap_or(ROOM).min(ROOM - self.end);
                let read = self.source.read_at(from, &mut self.bytes[self.end..self.end + most])?;
                if read == 0 {
                    return Err(SourceError::Damaged);
                }
                self.end += read;
            }
        }
        Ok((&self.bytes[self.start..self.end], shown(self) == length))
    }

    /// What is shown.
    pub(super) fn shown(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// How many bytes are held.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.bytes.len()
    }

    /// Passes bytes that are shown.
    pub(super) fn pass(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.at += count as u64;
    }
}
