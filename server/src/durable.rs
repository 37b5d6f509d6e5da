//! Small files that are on disk when this says so, whole or not at all: keys, the ledger's end, a place to go on from.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::path::Path;

/// Who may read a file, besides what the process itself withholds from everything it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone, from its first byte on.
    Owner,
    /// Whoever may read what this process makes.
    Anybody,
}

/// Puts bytes in the place of a file, or where none is: written beside it, then given its name. The folder is made.
pub(crate) fn replace(path: &Path, readers: Readers, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    write(&new, readers, bytes)?;
    keep_owner(path, &new)?;
    fs::rename(&new, path)?;
    // That it has its name must be on disk too.
    File::open(folder_of(path))?.sync_all()
}

/// Puts bytes where no file is yet. Of several processes at once one succeeds; for the others it is
/// [`ErrorKind::AlreadyExists`].
pub(crate) fn first(path: &Path, readers: Readers, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension(format!("new-{}", std::process::id()));
    write(&new, readers, bytes)?;
    let named = fs::hard_link(&new, path);
    fs::remove_file(&new)?;
    named?;
    File::open(folder_of(path))?.sync_all()
}

/// What the administrator replaces stays the portal's: its owner alone may read it, and goes on reading it.
fn keep_owner(path: &Path, new: &Path) -> io::Result<()> {
    const ADMINISTRATOR: u32 = 0;
    match fs::metadata(path) {
        Ok(old) if old.uid() != ADMINISTRATOR && fs::metadata(new)?.uid() == ADMINISTRATOR => {
            chown(new, Some(old.uid()), Some(old.gid()))
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file with these bytes, on disk, in a folder that is made.
fn write(new: &Path, readers: Readers, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(new))?;
    // What was left half written may have other readers.
    match fs::remove_file(new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::Anybody => 0o666,
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(new)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_at_once_one_is_the_first_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/morprom.keys");
        assert!(first(&path, Readers::Owner, b"one").is_ok());
        assert_eq!(first(&path, Readers::Owner, b"two").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, Readers::Owner, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        // Only an administrator can give a file to somebody else.
        let nobody = 65_534;
        if chown(&path, Some(nobody), Some(nobody)).is_ok() {
            replace(&path, Readers::Owner, b"four").unwrap();
            let kept = fs::metadata(&path).unwrap();
            assert_eq!((kept.uid(), kept.gid()), (nobody, nobody));
        }
    }
}
