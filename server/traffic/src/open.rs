//! Opening the log: one writer at a time, the torn end of a crash cut off, a purge that was interrupted finished. What a
//! crash does not explain is not opened.

use crate::disk::Disk;
use crate::error::{LogError, OpenError};
use crate::frame::{Frame, Kind};
use crate::head::{self, Head};
use crate::keys::{Keys, PublicKey};
use crate::log::{End, Log};
use crate::orders::{self, Term};
use crate::segment::{Piece, Segment, SegmentKind};
use crate::statement::Statement;
use std::fs::{self, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;

pub(crate) const LOCK: &str = "lock";

/// What opening found and set right. None of it is tampering.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// The file whose end was torn, and how many bytes of it were cut off: a frame that was never acknowledged.
    pub torn: Option<(String, u64)>,
    /// Whether the head named the frame before the last, as after a crash between the two.
    pub head_was_behind: bool,
    /// The files that a purge had stated as gone and not deleted yet.
    pub purge_finished: usize,
}

/// What comes after the last frame the head names.
enum Beyond {
    Nothing,
    /// One whole frame.
    Frame(Box<Frame>, Place),
    /// The torn beginning of one.
    Torn(Place),
}

/// Where something is: the place of its file in the list, and from which byte to which.
#[derive(Clone, Copy)]
struct Place {
    file: usize,
    from: u64,
    to: u64,
}

impl Log {
    /// Opens the log in the folder `dir`, which is made where it is missing.
    ///
    /// Errors: [`OpenError::Locked`] while another process writes it; [`OpenError::Tampered`] where the end, the head,
    /// a hold, a release or a statement is not as it was written.
    pub fn open(dir: impl AsRef<Path>, keys: Keys) -> Result<(Self, Opened), OpenError> {
        Self::open_on(Disk::default(), dir.as_ref(), keys)
    }

    pub(crate) fn open_on(disk: Disk, dir: &Path, keys: Keys) -> Result<(Self, Opened), OpenError> {
        fs::create_dir_all(dir).map_err(LogError::Disk)?;
        let lock = disk.open(&dir.join(LOCK)).map_err(LogError::Disk)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(OpenError::Locked(dir.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(LogError::Disk(error).into()),
            Ok(()) => {}
        }
        let (segments, _) = Segment::list(dir).map_err(LogError::Disk)?;
        let mut log = Self {
            dir: dir.to_owned(),
            disk,
            keys: Arc::new(keys),
            _lock: lock,
            segments,
            end: None,
            file: None,
            terms: Vec::new(),
            statement: Statement::default(),
            broken: false,
        };
        let mut opened = Opened::default();
        log.find_end(&mut opened)?;
        log.load_orders()?;
        opened.purge_finished = log.finish_purge()?;
        Ok((log, opened))
    }

    /// The last frame: the one the head names, or the one after it, which a crash may have left without a head.
    fn find_end(&mut self, opened: &mut Opened) -> Result<(), OpenError> {
        let key = self.keys.public();
        let named = match Head::read(&self.dir).map_err(LogError::Disk)? {
            Some(bytes) => Some(Head::from_bytes(&bytes, &key).ok_or_else(|| tampered(head::FILE, "not signed"))?),
            None => None,
        };
        self.end = named.map(|head| self.named_end(head, &key)).transpose()?;
        match self.beyond(&key)? {
            Beyond::Nothing => Ok(()),
            Beyond::Torn(place) => self.cut_torn(place, opened),
            Beyond::Frame(frame, Place { file, from: start, to: end }) => {
                let segment = self.segments[file];
                let (sequence, digest) = (frame.header.sequence, frame.digest);
                let head = Head { sequence, digest, segment: segment.first, start, end };
                // What is read may not be on disk yet, if only the process died.
                let file = self.disk.open(&segment.path(&self.dir)).map_err(LogError::Disk)?;
                self.disk.sync(&file).and_then(|()| self.disk.sync_dir(&self.dir)).map_err(LogError::Disk)?;
                head.write(&self.dir, &self.disk, &self.keys).map_err(LogError::Disk)?;
                opened.head_was_behind = true;
                self.end = Some(End { head, at: frame.header.at });
                Ok(())
            }
        }
    }

    /// The frame the head names, as it should be.
    fn named_end(&self, head: Head, key: &PublicKey) -> Result<End, OpenError> {
        let segment = self.segments.iter().find(|segment| segment.first == head.segment);
        let segment = segment.ok_or_else(|| tampered(head::FILE, "names a file that is gone"))?;
        let wrong = || tampered(&segment.name(), "does not end with the frame the head names");
        let mut frames = segment.frames(&self.dir).map_err(LogError::Disk)?;
        frames.seek(head.start).map_err(LogError::Disk)?;
        let Some(Piece::Frame(bytes)) = frames.next().map_err(LogError::Disk)? else { return Err(wrong()) };
        let frame = Frame::read(&bytes).ok_or_else(wrong)?;
        let is_it = frame.digest == head.digest && frame.header.sequence == head.sequence && frames.at == head.end;
        if is_it && frame.is_signed_by(key) { Ok(End { head, at: frame.header.at }) } else { Err(wrong()) }
    }

    fn beyond(&self, key: &PublicKey) -> Result<Beyond, OpenError> {
        let mut left = self.left_over().map_err(LogError::Disk)?;
        let Some((place, piece)) = left.pop() else { return Ok(Beyond::Nothing) };
        let wrong = |what| Err(tampered(&self.segments[place.file].name(), what));
        if !left.is_empty() {
            return wrong("goes on beyond what the head names");
        }
        let bytes = match piece {
            Piece::Frame(bytes) => bytes,
            Piece::Torn => return Ok(Beyond::Torn(place)),
            Piece::Garbage => return wrong("ends with what was never written"),
        };
        let Some(frame) = Frame::read(&bytes) else { return wrong("ends with what is no frame") };
        let follows = self.end.map_or(frame.header.sequence == 1, |End { head, .. }| {
            (frame.header.sequence, frame.header.previous) == (head.sequence + 1, head.digest)
        });
        if follows && frame.is_signed_by(key) {
            Ok(Beyond::Frame(Box::new(frame), place))
        } else {
            wrong("ends with a frame that does not follow the one before")
        }
    }

    /// The pieces beyond what the head names, two at most: where they are, and what. A file made and not written yet
    /// counts as torn.
    fn left_over(&self) -> io::Result<Vec<(Place, Piece)>> {
        let mut found = Vec::new();
        for (file, segment) in self.segments.iter().enumerate() {
            let start = match self.end.map(|end| end.head) {
                Some(head) if segment.first < head.segment => continue,
                Some(head) if segment.first == head.segment => head.end,
                _ => 0,
            };
            let mut frames = segment.frames(&self.dir)?;
            frames.seek(start)?;
            while found.len() < 2 {
                let from = frames.at;
                match frames.next()? {
                    Some(piece) => {
                        let ended = !matches!(piece, Piece::Frame(_));
                        found.push((Place { file, from, to: frames.at }, piece));
                        if ended {
                            break;
                        }
                    }
                    None if from == 0 => {
                        found.push((Place { file, from, to: from }, Piece::Torn));
                        break;
                    }
                    None => break,
                }
            }
        }
        Ok(found)
    }

    fn cut_torn(&mut self, Place { file, from, .. }: Place, opened: &mut Opened) -> Result<(), OpenError> {
        let segment = self.segments[file];
        let path = segment.path(&self.dir);
        let size = fs::metadata(&path).map_err(LogError::Disk)?.len();
        opened.torn = Some((segment.name(), size.saturating_sub(from)));
        if from == 0 {
            self.disk.remove(&path).and_then(|()| self.disk.sync_dir(&self.dir)).map_err(LogError::Disk)?;
            self.segments.remove(file);
        } else {
            self.disk.cut(&path, from).map_err(LogError::Disk)?;
        }
        Ok(())
    }

    /// Holds, releases and the newest statement, from the files of their own.
    fn load_orders(&mut self) -> Result<(), OpenError> {
        let key = self.keys.public();
        let wrong = |segment: &Segment| tampered(&segment.name(), "is not of the form");
        for segment in &self.segments {
            if !matches!(segment.kind, SegmentKind::Hold | SegmentKind::Release | SegmentKind::Purged) {
                continue;
            }
            let frame =
                only_frame(&self.dir, segment, &key).map_err(|_| tampered(&segment.name(), "is not as written"))?;
            let since = frame.header.at.wall;
            match frame.header.kind {
                Kind::Hold => {
                    let until = orders::until(&frame.public).ok_or_else(|| wrong(segment))?;
                    self.terms.push(Term { id: segment.first, since, until, released: None });
                }
                Kind::Release => {
                    let hold = orders::released_hold(&frame.public).ok_or_else(|| wrong(segment))?;
                    self.terms.iter_mut().filter(|term| term.id == hold).for_each(|term| term.released = Some(since));
                }
                _ => self.statement = Statement::read(&frame.public).ok_or_else(|| wrong(segment))?,
            }
        }
        Ok(())
    }

    /// Deletes again what the newest statement says is gone. How many files there were.
    pub(crate) fn finish_purge(&mut self) -> Result<usize, LogError> {
        let gone: Vec<Segment> =
            self.segments.iter().filter(|segment| self.statement.covers(segment.first)).copied().collect();
        for segment in &gone {
            self.disk.remove(&segment.path(&self.dir))?;
        }
        if !gone.is_empty() {
            self.disk.sync_dir(&self.dir)?;
        }
        self.segments.retain(|segment| !gone.contains(segment));
        self.terms.retain(|term| !gone.iter().any(|segment| segment.first == term.id));
        Ok(gone.len())
    }
}

/// The one frame of a file that has one, as it was written.
pub(crate) fn only_frame(dir: &Path, segment: &Segment, key: &PublicKey) -> Result<Frame, LogError> {
    let damaged = || LogError::damaged(segment.name(), "its frame is not as it was written");
    let mut frames = segment.frames(dir)?;
    let Some(Piece::Frame(bytes)) = frames.next()? else { return Err(damaged()) };
    let frame = Frame::read(&bytes).ok_or_else(damaged)?;
    let is_it = frame.header.sequence == segment.first && frame.header.kind.segment() == segment.kind;
    if is_it && frame.is_signed_by(key) { Ok(frame) } else { Err(damaged()) }
}

fn tampered(file: &str, what: &'static str) -> OpenError {
    OpenError::Tampered { file: file.to_owned(), what }
}
