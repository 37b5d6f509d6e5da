//! `morprom import FILE`: records from a file of any length, read where it lies, for a unit without an interface. Cut off at
//! any moment, it goes on where it stands; a line is taken once. Which line is not taken, and why, is never a reason to stop.

mod shown;

use super::say;
use crate::config::Config;
use crate::file_import::{
    Folder, Format, Halt, InPlace, PART, Quarantine, Reader, Source, inspect, progress, progress_of, run,
};
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::Args;
use domain::import::{Position, Progress};
use domain::{Digest, Explain, Id, Language};
use service::{ServiceError, Services, Signed};
use sha2::{Digest as _, Sha256};
use shown::Shown;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use storage::{FileImport, ImportCounts, ImportState};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::spawn_blocking;

#[derive(Args)]
pub(super) struct Import {
    /// The file: CSV with a header, or a resource of FHIR in each line
    file: PathBuf,
    /// The code of the unit whose records they are
    #[arg(long, required_unless_present = "resume")]
    unit: Option<String>,
    /// The code of the unit's officer who answers for them, as the division sees it
    #[arg(long, required_unless_present = "resume")]
    officer: Option<String>,
    /// csv or ndjson; found out from the file where absent
    #[arg(long)]
    format: Option<String>,
    /// Go on with the import of this id
    #[arg(long, value_name = "ID", conflicts_with_all = ["unit", "officer", "dry_run"])]
    resume: Option<String>,
    /// Look at every line and record nothing
    #[arg(long)]
    dry_run: bool,
    /// Where the lines that are not taken are written, with their reasons
    #[arg(long, value_name = "FILE.csv")]
    quarantine: Option<PathBuf>,
}

impl Import {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let name = || self.file.display().to_string();
        let mut source = InPlace::open(&self.file).with_context(name)?;
        let format = self.kind(&mut source).with_context(name)?;
        let services = open_services(&config, Absent::Refused).await?;
        let outcome = self.with(&services, &config, (source, format)).await;
        services.storage.close().await;
        outcome
    }

    async fn with(&self, services: &Services, config: &Config, (source, format): (InPlace, Format)) -> Result<()> {
        let interrupted = interrupted();
        if self.dry_run {
            let signed = self.officer(services).await?;
            return self.look(services, &signed, (source, format), &interrupted).await;
        }
        let (source, digest) = spawn_blocking(move || digest(source)).await??;
        let id = if let Some(text) = &self.resume {
            self.known(services, config, (text, digest)).await?
        } else {
            let signed = self.officer(services).await?;
            let (id, _, keep) = services.imports.prepare()?;
            let file = (format.name(), digest, source.length());
            services.imports.begin(&signed, (id, keep), file).await.map_err(|error| self.said(error))?;
            id
        };
        say(&format!("import {id}: {}, {}, {} bytes", self.file.display(), format.name(), source.length()))?;
        self.take(services, (id, source), &interrupted).await
    }

    /// What the file is, and what it is said to be.
    fn kind(&self, source: &mut InPlace) -> Result<Format> {
        let mut first = vec![0; PART];
        let mut count = 0;
        while count < PART {
            match source.read_at(count as u64, &mut first[count..])? {
                0 => break,
                read => count += read,
            }
        }
        let found = inspect(&first[..count])?;
        let asked = self.format.as_deref().map(|name| Format::from_name(name).context("--format: csv or ndjson"));
        let asked = asked.transpose()?.unwrap_or(found);
        ensure!(asked == found, "--format: the file is {}, not {}", found.name(), asked.name());
        Ok(found)
    }

    async fn officer(&self, services: &Services) -> Result<Signed> {
        let (unit, officer) = (self.unit.as_deref().unwrap_or_default(), self.officer.as_deref().unwrap_or_default());
        let signed = services.imports.officer_of(unit, officer).await.map_err(|error| self.said(error))?;
        services.imports.may(&signed).await.map_err(|error| self.said(error))?;
        Ok(signed)
    }

    /// The import to go on with: of the same file, and not one the portal reads.
    async fn known(&self, services: &Services, config: &Config, (text, digest): (&str, Digest)) -> Result<Id> {
        let id = Id::parse(text).context("--resume: the id of an import is expected")?;
        let file = services.imports.standing(id).await?.context("--resume: there is no such import")?;
        ensure!(file.state == ImportState::Running, "--resume: the import is {}", file.state.name());
        ensure!(file.digest == digest, "{}: this is not the file import {id} began with", self.file.display());
        ensure!(!Folder::of(&config.data).has(id), "--resume: the portal reads this file; see /unit/imports/{id}");
        Ok(id)
    }

    /// Reads the file to its end.
    async fn take(&self, services: &Services, (id, source): (Id, InPlace), interrupted: &AtomicBool) -> Result<()> {
        let mut shown = Shown::new(source.length());
        let clock = Arc::clone(&services.clock);
        let mut watch = |file: &FileImport| {
            shown.show(&progress(file), clock.now());
            !interrupted.load(Ordering::Relaxed)
        };
        let ended = run(services, id, source, &mut watch).await;
        shown.end();
        let again = || format!("go on with `morprom import {} --resume {id}`", self.file.display());
        let file = ended.map_err(|halt| match halt {
            Halt::Service(error) => self.said(error),
            halt => halt.into(),
        });
        let file = file.with_context(again)?;
        if let Some(path) = &self.quarantine {
            write_quarantine(services, id, path).await.with_context(|| path.display().to_string())?;
        }
        match file.state {
            ImportState::Running => bail!("interrupted: {}", again()),
            ImportState::Stopped => bail!("import {id} was stopped: {}", words(&progress(&file))),
            ImportState::Done => say(&format!("done. {}", words(&progress(&file)))),
        }
    }

    /// Looks at every line, and records nothing.
    async fn look(
        &self,
        services: &Services,
        signed: &Signed,
        (source, format): (InPlace, Format),
        interrupted: &AtomicBool,
    ) -> Result<()> {
        let name = || self.file.display().to_string();
        let (length, clock) = (source.length(), &services.clock);
        let mut reader = Reader::open(source, format, Position::default())?.with_context(name)?;
        let (mut counts, mut shown) = (ImportCounts::default(), Shown::new(length));
        let mut file = match &self.quarantine {
            Some(path) => Some(File::create(path).with_context(|| path.display().to_string())?),
            None => None,
        };
        let mut table = Quarantine::new();
        loop {
            let today = clock.now().bangkok_day();
            let (batch, again) = spawn_blocking(move || (reader.next(today), reader)).await?;
            let batch = batch.with_context(name)?;
            reader = again;
            let tried = services.imports.try_out(signed, counts, &batch.lines()).await;
            let (next, faults) = tried.map_err(|error| self.said(error))?;
            counts = next;
            for (line, reasons) in &faults {
                table.add(*line, reasons);
            }
            let text = table.drain();
            if let Some(file) = &mut file {
                file.write_all(text.as_bytes())?;
            }
            shown.show(&progress_of(&counts, length), clock.now());
            if batch.ends || interrupted.load(Ordering::Relaxed) {
                break;
            }
        }
        shown.end();
        say(&format!("nothing was recorded. {}", words(&progress_of(&counts, length))))
    }

    /// A refusal, as the operator reads it.
    fn said(&self, error: ServiceError) -> anyhow::Error {
        let unit = self.unit.as_deref().unwrap_or("the import's unit");
        match error {
            ServiceError::Absent => anyhow!("--officer: no officer of this code works at {unit}"),
            ServiceError::Denied(rule) => anyhow!("{}", rule.explain().text(Language::En)),
            error => error.into(),
        }
    }
}

fn words(progress: &Progress) -> String {
    progress.words(Language::En)
}

/// The digest of a file, and the file again.
fn digest(mut source: InPlace) -> Result<(InPlace, Digest)> {
    let (mut sum, mut buffer, mut at) = (Sha256::new(), vec![0; 16 * PART], 0);
    loop {
        match source.read_at(at, &mut buffer)? {
            0 => break,
            count => {
                sum.update(&buffer[..count]);
                at += count as u64;
            }
        }
    }
    let digest: [u8; 32] = sum.finalize().into();
    Ok((source, digest.into()))
}

/// Writes the lines in quarantine, a few at a time.
async fn write_quarantine(services: &Services, id: Id, path: &Path) -> Result<()> {
    let mut file = File::create(path)?;
    let (signed, _) = services.imports.resumed(id).await?;
    let (mut table, mut after) = (Quarantine::new(), 0);
    loop {
        let faults = services.imports.faults(&signed, id, after).await?;
        for fault in &faults {
            table.add(fault.line, &fault.reasons);
        }
        file.write_all(table.drain().as_bytes())?;
        match faults.last() {
            Some(last) => after = last.line,
            None => return Ok(file.sync_all()?),
        }
    }
}

/// Becomes true when somebody asks the command to end; asked again, it ends at once.
fn interrupted() -> Arc<AtomicBool> {
    let asked = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&asked);
    tokio::spawn(async move {
        let (Ok(mut interrupt), Ok(mut term)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        else {
            return;
        };
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = term.recv() => {}
            }
            if told.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        }
    });
    asked
}
