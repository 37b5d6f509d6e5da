//! The file of a backup: two lines that say what it is, then every row, compressed, then a digest over all of them.
//!
//! It holds what the database holds: identifying values stay sealed, and no key is in it. A file that is cut short or
//! changed is refused before anything of it is kept.

use anyhow::{Context, Result, bail, ensure};
use domain::Digest;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use storage::StorageError;
use storage::copy::{Cell, CopiedRow, Kind, shape, tables};

const FORMAT: &str = "morprom backup 1";
/// Stands where a table's place would, after the last row.
const END: u8 = u8::MAX;
/// The longest text or bytes of one cell. The longest kept today, a file of 10 MiB, stays well under it.
const LONGEST: u32 = 64 * 1024 * 1024;

/// Writes a backup. What is written has another name until [`Writer::finish`].
pub struct Writer {
    path: PathBuf,
    under_way: PathBuf,
    out: Option<GzEncoder<BufWriter<File>>>,
    hash: Sha256,
    rows: u64,
}

impl Writer {
    /// Begins a file, readable by its owner alone; refuses to replace one.
    pub fn create(path: &Path) -> Result<Self> {
        ensure!(!path.exists(), "{}: a file is there already, and a backup never replaces one", path.display());
        let under_way = path.with_extension("under-way");
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&under_way)
            .with_context(|| format!("{}", under_way.display()))?;
        writeln!(file, "{FORMAT}\n{}", Digest::of(shape().as_bytes()))?;
        let out = Some(GzEncoder::new(BufWriter::new(file), Compression::fast()));
        Ok(Self { path: path.to_owned(), under_way, out, hash: Sha256::new(), rows: 0 })
    }

    /// Adds a row.
    pub fn row(&mut self, row: &CopiedRow) -> Result<(), StorageError> {
        self.try_row(row).map_err(StorageError::unavailable)
    }

    fn try_row(&mut self, row: &CopiedRow) -> io::Result<()> {
        let table = u8::try_from(row.table).ok().filter(|table| *table != END).ok_or(io::ErrorKind::InvalidData)?;
        self.put(&[table])?;
        for cell in &row.cells {
            match cell {
                Cell::Int(int) => self.put(&int.to_le_bytes())?,
                Cell::Text(text) => self.put_long(text.as_bytes())?,
                Cell::Bytes(bytes) => self.put_long(bytes)?,
            }
        }
        self.rows += 1;
        Ok(())
    }

    fn put_long(&mut self, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
        self.put(&length.ok_or(io::ErrorKind::FileTooLarge)?.to_le_bytes())?;
        self.put(bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write_all(bytes)
    }

    /// Ends the file and gives it its name; it is on disk then. Gives back the number of rows.
    pub fn finish(mut self) -> Result<u64> {
        let rows = self.rows;
        self.put(&[END])?;
        self.put(&rows.to_le_bytes())?;
        let digest = self.hash.finalize_reset();
        let mut out = self.out.take().context("the backup is finished")?;
        out.write_all(&digest)?;
        out.finish()?.into_inner()?.sync_all()?;
        fs::rename(&self.under_way, &self.path)?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
        Ok(rows)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.out.is_some() {
            // Half a backup is none; that it cannot be taken away changes nothing about that.
            fs::remove_file(&self.under_way).ok();
        }
    }
}

/// Reads a backup.
pub struct Reader<R> {
    input: GzDecoder<R>,
    hash: Sha256,
    rows: u64,
}

impl Reader<BufReader<File>> {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Self> {
        let name = || format!("{}", path.display());
        Reader::new(BufReader::new(File::open(path).with_context(name)?)).with_context(name)
    }
}

impl<R: BufRead> Reader<R> {
    /// Reads what comes before the rows.
    pub fn new(mut input: R) -> Result<Self> {
        ensure!(line(&mut input)? == FORMAT, "not a backup of this program");
        ensure!(
            line(&mut input)? == Digest::of(shape().as_bytes()).to_string(),
            "made by another release: restore it with that release, then upgrade"
        );
        Ok(Self { input: GzDecoder::new(input), hash: Sha256::new(), rows: 0 })
    }

    /// How many rows were read.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The next row; `None` after the last one, and only where the whole file is as it was written.
    pub fn row(&mut self) -> Result<Option<CopiedRow>, StorageError> {
        self.try_row().map_err(|_| StorageError::Corrupt { what: "the backup" })
    }

    fn try_row(&mut self) -> Result<Option<CopiedRow>> {
        let [at] = self.take()?;
        if at == END {
            return self.end().map(|()| None);
        }
        let table = tables().get(usize::from(at)).context("no such table")?;
        let cells = table.columns.iter().map(|(_, kind)| self.cell(*kind)).collect::<Result<_>>()?;
        self.rows += 1;
        Ok(Some(CopiedRow { table: at.into(), cells }))
    }

    fn end(&mut self) -> Result<()> {
        ensure!(u64::from_le_bytes(self.take()?) == self.rows, "rows are missing");
        let digest = self.hash.finalize_reset();
        let mut written = [0; 32];
        self.input.read_exact(&mut written)?;
        ensure!(digest[..] == written, "the digest is another one");
        let ends = self.input.read(&mut [0])? == 0 && self.input.get_mut().fill_buf()?.is_empty();
        ensure!(ends, "something follows the end");
        Ok(())
    }

    fn cell(&mut self, kind: Kind) -> Result<Cell> {
        if kind == Kind::Int {
            return Ok(Cell::Int(i64::from_le_bytes(self.take()?)));
        }
        let length = u32::from_le_bytes(self.take()?);
        ensure!(length <= LONGEST, "a cell is too long");
        // Grows with what is there, not with what is claimed.
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(length.into()).read_to_end(&mut bytes)?;
        if read as u64 != u64::from(length) {
            bail!("it is cut short");
        }
        self.hash.update(&bytes);
        Ok(if kind == Kind::Text { Cell::Text(String::from_utf8(bytes)?) } else { Cell::Bytes(bytes) })
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.input.read_exact(&mut bytes)?;
        self.hash.update(bytes);
        Ok(bytes)
    }
}

fn line(input: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    input.take(200).read_line(&mut line).context("not a backup of this program")?;
    Ok(line.trim_end_matches('\n').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<CopiedRow> {
        let usage = tables().iter().position(|table| table.name == "usage_count").unwrap();
        let keys = tables().iter().position(|table| table.name == "subject_key").unwrap();
        let text = |text: &str| Cell::Text(text.to_owned());
        vec![
            CopiedRow {
                table: keys, cells: vec![text("ผู้"), Cell::Bytes((0..=255).collect()), Cell::Int(i64::MIN)]
            },
            CopiedRow { table: usage, cells: vec![text("2026-01-01"), text(""), text("th"), Cell::Int(7)] },
        ]
    }

    fn written() -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup");
        let mut writer = Writer::create(&path).unwrap();
        for row in sample() {
            writer.row(&row).unwrap();
        }
        assert_eq!(writer.finish().unwrap(), 2);
        assert!(Writer::create(&path).is_err(), "never replaced");
        fs::read(path).unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Vec<CopiedRow>> {
        let mut reader = Reader::new(bytes)?;
        let mut rows = Vec::new();
        while let Some(row) = reader.row()? {
            rows.push(row);
        }
        Ok(rows)
    }

    #[test]
    fn what_was_written_is_read() {
        assert_eq!(read(&written()).unwrap(), sample());
    }

    #[test]
    fn a_file_cut_or_changed_anywhere_is_refused() {
        let whole = written();
        for length in 0..whole.len() {
            assert!(read(&whole[..length]).is_err(), "cut at {length}");
        }
        let start = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 1;
        for at in (0..start).chain(start + 10..whole.len()) {
            let mut changed = whole.clone();
            changed[at] ^= 4;
            // Compression leaves a bit or two that say nothing; a change there changes no row.
            let harmless = read(&changed).is_ok_and(|rows| rows == sample());
            assert!(harmless || read(&changed).is_err(), "changed at {at} of {}", whole.len());
        }
        assert!(read(&[&whole[..], b"1"].concat()).is_err(), "something follows");
    }

    #[test]
    fn what_is_not_finished_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        drop(Writer::create(&folder.path().join("backup")).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
