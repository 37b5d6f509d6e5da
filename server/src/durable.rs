//! Small files that are on disk when this says so, whole or not at all: keys, the ledger's end, a place to go on from.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let new = path.with_extension("new");
    // What was left half written may have other readers.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::Anybody => 0o666,
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    // That it has its name must be on disk too.
    File::open(folder)?.sync_all()
}
