//! Where files wait sealed: a folder of the data folder, for its owner alone. While a file comes in it has another name, so
//! that what was cut off is never taken for whole.

use domain::Id;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The folder.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// The end of the name of a file that comes in.
const COMING: &str = "part";

impl Folder {
    /// The folder of this data folder; it is made when the first file comes.
    pub fn of(data: &Path) -> Self {
        Self(data.join("imports"))
    }

    /// Where a file waits.
    pub fn path(&self, id: Id) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// Where a file comes in.
    pub fn coming(&self, id: Id) -> PathBuf {
        self.path(id).with_extension(COMING)
    }

    /// A new file that comes in.
    pub(super) fn begin(&self, id: Id) -> io::Result<File> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.coming(id))
    }

    /// A file that came whole waits from now on.
    pub fn keep(&self, id: Id) -> io::Result<()> {
        fs::rename(self.coming(id), self.path(id))?;
        File::open(&self.0)?.sync_all()
    }

    /// Whether a file waits here.
    pub fn has(&self, id: Id) -> bool {
        self.path(id).exists()
    }

    /// Removes a file, whichever name it has. That there is none is as good.
    pub fn remove(&self, id: Id) -> io::Result<()> {
        [self.path(id), self.coming(id)].into_iter().map(fs::remove_file).try_for_each(|removed| match removed {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
    }

    /// The files that wait.
    pub fn waiting(&self) -> io::Result<Vec<Id>> {
        self.list(|path| path.extension().is_none())
    }

    /// The files that were coming in.
    pub fn left(&self) -> io::Result<Vec<Id>> {
        self.list(|path| path.extension().is_some_and(|it| it == COMING))
    }

    fn list(&self, of: impl Fn(&Path) -> bool) -> io::Result<Vec<Id>> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut ids = Vec::new();
        for entry in entries {
            let path = entry?.path();
            ids.extend(path.file_stem().and_then(|name| Id::parse(name.to_str()?)).filter(|_| of(&path)));
        }
        ids.sort_unstable();
        Ok(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Instant;

    #[test]
    fn a_file_waits_once_it_is_whole() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::of(data.path());
        let id = |n| Id::new(Instant::from_unix_milliseconds(1_795_402_800_000), [n; 10]);
        assert_eq!((folder.waiting().unwrap(), folder.left().unwrap()), (vec![], vec![]));
        folder.begin(id(1)).unwrap();
        folder.begin(id(2)).unwrap();
        assert!(folder.begin(id(1)).is_err());
        folder.keep(id(2)).unwrap();
        fs::write(data.path().join("imports/notes.txt"), "").unwrap();
        assert_eq!((folder.waiting().unwrap(), folder.left().unwrap()), (vec![id(2)], vec![id(1)]));
        assert!(folder.has(id(2)) && !folder.has(id(1)));
        for n in [1, 2, 3] {
            folder.remove(id(n)).unwrap();
        }
        assert_eq!((folder.waiting().unwrap(), folder.left().unwrap()), (vec![], vec![]));
    }

    #[test]
    fn nobody_else_reads_them() {
        use std::os::unix::fs::PermissionsExt;
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::of(data.path());
        let id = Id::new(Instant::from_unix_milliseconds(0), [1; 10]);
        folder.begin(id).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&data.path().join("imports")), mode(&folder.coming(id))), (0o700, 0o600));
    }
}
