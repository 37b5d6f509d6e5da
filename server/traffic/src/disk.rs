//! Everything that changes the disk, a step each, so that tests can stop at any of them. What returned `Ok` after its
//! sync survives a loss of power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The unit tests stop at steps and do not cut the power: waiting for the disk would only make them slow.
const SYNCS: bool = cfg!(not(test));

/// The disk; in tests, one that may stop.
#[derive(Default)]
pub(crate) struct Disk {
    #[cfg(test)]
    pub(crate) fuse: std::sync::Mutex<Option<u32>>,
}

impl Disk {
    /// The file, made where it is missing, readable by its owner alone, to be written at its end.
    pub(crate) fn open(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }

    pub(crate) fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        if let Err(stopped) = self.step() {
            file.write_all(&bytes[..bytes.len() / 3])?;
            return Err(stopped);
        }
        file.write_all(bytes)
    }

    pub(crate) fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?;
        if SYNCS { file.sync_data() } else { Ok(()) }
    }

    /// That what was made, renamed or removed in the folder stays so.
    pub(crate) fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.step()?;
        if SYNCS { File::open(dir)?.sync_all() } else { Ok(()) }
    }

    /// The file `name` with these bytes, wholly or not at all.
    pub(crate) fn replace(&self, dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
        let new = dir.join(format!("{name}.new"));
        // What an earlier crash left is not written after.
        self.remove(&new)?;
        let file = self.open(&new)?;
        self.write(&file, bytes)?;
        self.sync(&file)?;
        self.step()?;
        fs::rename(&new, dir.join(name))?;
        self.sync_dir(dir)
    }

    /// Removes the file, if it is there.
    pub(crate) fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The file without what is beyond `length` bytes.
    pub(crate) fn cut(&self, path: &Path, length: u64) -> io::Result<()> {
        self.step()?;
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(length)?;
        if SYNCS { file.sync_all() } else { Ok(()) }
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests it has a fuse, which may have blown")]
    const fn step(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        let mut fuse = self.fuse.lock().unwrap();
        match fuse.as_mut() {
            Some(0) => return Err(io::Error::other("the fuse blew")),
            Some(left) => *left -= 1,
            None => {}
        }
        drop(fuse);
        Ok(())
    }
}
