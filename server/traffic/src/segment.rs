//! The files of the log, named by the sequence number of their first frame, the Bangkok day and what they are for:
//! `000000000001-2026-01-01.day`.
//!
//! Entries are in the files of their day, and are deleted with them. What must outlive a day (holds, what is held,
//! statements) or is few and looked for (readings, releases) is in files of its own.

use crate::frame::{HEADER, Header, LENGTH, LONGEST, SHORTEST};
use crate::wire::In;
use domain::Day;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SegmentKind {
    /// Entries of a day, and what happened to the clock.
    Day,
    /// One hold.
    Hold,
    /// One release of a hold.
    Release,
    /// One reading of the log.
    Read,
    /// Entries that were held when their day was deleted.
    Held,
    /// One statement of a purge.
    Purged,
}

/// One file of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) first: u64,
    pub(crate) day: Day,
    pub(crate) kind: SegmentKind,
}

/// What is at one place of a file.
#[derive(Debug)]
pub(crate) enum Piece {
    /// The bytes of one frame, its length included.
    Frame(Vec<u8>),
    /// Less than a frame up to the end of the file: a write that did not come to its end.
    Torn,
    /// Nothing that was ever written here.
    Garbage,
}

/// The frames of one file, one after the other.
pub(crate) struct Frames {
    reader: BufReader<File>,
    /// Where the next piece begins.
    pub(crate) at: u64,
    size: u64,
}

impl SegmentKind {
    const ALL: [Self; 6] = [Self::Day, Self::Hold, Self::Release, Self::Read, Self::Held, Self::Purged];

    const fn extension(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Read => "read",
            Self::Held => "held",
            Self::Purged => "purged",
        }
    }

    /// Whether a file of it has more than one frame.
    pub(crate) const fn goes_on(self) -> bool {
        matches!(self, Self::Day | Self::Held)
    }
}

impl Segment {
    pub(crate) fn name(&self) -> String {
        format!("{:012}-{}.{}", self.first, self.day, self.kind.extension())
    }

    /// The file of this name; `None` where the log gives no such name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let (first, day) = stem.split_once('-')?;
        let kind = SegmentKind::ALL.into_iter().find(|kind| kind.extension() == extension)?;
        let segment = Self { first: first.parse().ok()?, day: Day::from_iso(day)?, kind };
        (segment.name() == name).then_some(segment)
    }

    pub(crate) fn path(&self, dir: &Path) -> PathBuf {
        dir.join(self.name())
    }

    /// The files of the log in order, and the names of everything else there.
    pub(crate) fn list(dir: &Path) -> io::Result<(Vec<Self>, Vec<String>)> {
        let (mut segments, mut others) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(dir)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            match Self::named(&name) {
                Some(segment) => segments.push(segment),
                None => others.push(name),
            }
        }
        segments.sort_by_key(|segment| (segment.first, segment.name()));
        others.sort();
        Ok((segments, others))
    }

    pub(crate) fn frames(&self, dir: &Path) -> io::Result<Frames> {
        Frames::open(&self.path(dir))
    }
}

impl Frames {
    fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Ok(Self { reader: BufReader::with_capacity(1 << 16, file), at: 0, size })
    }

    /// Goes on from `at`.
    pub(crate) fn seek(&mut self, at: u64) -> io::Result<()> {
        io::Seek::seek(&mut self.reader, io::SeekFrom::Start(at))?;
        self.at = at;
        Ok(())
    }

    /// What is next; `None` at the end of the file. Nothing can be read after what is no frame.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        let left = self.size.saturating_sub(self.at);
        if left == 0 {
            return Ok(None);
        }
        let Some(length) = self.length(left)? else { return Ok(Some(Piece::Torn)) };
        if length == 0 && self.only_zeros()? {
            // Space the file system gave to a write that never came.
            return Ok(Some(Piece::Torn));
        }
        if !(SHORTEST..=LONGEST).contains(&length) {
            return Ok(Some(Piece::Garbage));
        }
        if left < (LENGTH + length) as u64 {
            return Ok(Some(Piece::Torn));
        }
        let mut bytes = vec![0; LENGTH + length];
        bytes[..LENGTH].copy_from_slice(&u32::try_from(length).unwrap_or_default().to_be_bytes());
        self.reader.read_exact(&mut bytes[LENGTH..])?;
        self.at += bytes.len() as u64;
        Ok(Some(Piece::Frame(bytes)))
    }

    /// The header of the next frame, passing over the rest of it; `None` at the end or at what is no frame.
    pub(crate) fn next_header(&mut self) -> io::Result<Option<Header>> {
        let left = self.size.saturating_sub(self.at);
        let Some(length) = self.length(left)?.filter(|length| (SHORTEST..=LONGEST).contains(length)) else {
            return Ok(None);
        };
        if left < (LENGTH + length) as u64 {
            return Ok(None);
        }
        let mut header = [0; HEADER];
        self.reader.read_exact(&mut header)?;
        self.reader.seek_relative(i64::try_from(length - HEADER).unwrap_or_default())?;
        self.at += (LENGTH + length) as u64;
        Ok(Header::read(&mut In(&header)))
    }

    fn length(&mut self, left: u64) -> io::Result<Option<usize>> {
        if left < LENGTH as u64 {
            return Ok(None);
        }
        let mut length = [0; LENGTH];
        self.reader.read_exact(&mut length)?;
        Ok(Some(u32::from_be_bytes(length) as usize))
    }

    fn only_zeros(&mut self) -> io::Result<bool> {
        let mut part = [0; 4096];
        loop {
            match self.reader.read(&mut part)? {
                0 => return Ok(true),
                read if part[..read].iter().any(|byte| *byte != 0) => return Ok(false),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_the_file_is() {
        let segment = Segment { first: 42, day: Day::from_iso("2026-02-28").unwrap(), kind: SegmentKind::Held };
        assert_eq!(segment.name(), "000000000042-2026-02-28.held");
        assert_eq!(Segment::named(&segment.name()), Some(segment));
        for other in ["head", "lock", "42-2026-02-28.held", "000000000042-2026-02-30.day", "000000000042-2026-02-28.x"]
        {
            assert_eq!(Segment::named(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_frame_is_torn_or_garbage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        for (bytes, torn) in [
            (vec![0, 0], true),
            (vec![0, 0, 0, 200, 1, 2, 3], true),
            (vec![0; 500], true),
            ([vec![0; 499], vec![1]].concat(), false),
            (vec![0, 0, 0, 1, 5], false),
            (vec![255; 500], false),
        ] {
            fs::write(&path, &bytes).unwrap();
            let piece = Frames::open(&path).unwrap().next().unwrap().unwrap();
            assert_eq!(matches!(piece, Piece::Torn), torn, "{bytes:?}");
            assert!(matches!(piece, Piece::Torn | Piece::Garbage));
            assert_eq!(Frames::open(&path).unwrap().next_header().unwrap(), None);
        }
        fs::write(&path, []).unwrap();
        assert!(Frames::open(&path).unwrap().next().unwrap().is_none());
    }
}
