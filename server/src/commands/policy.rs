//! `morprom policy`: import a text as it was published, say what was repaired, publish it; list what is published.

use super::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result, anyhow, ensure};
use clap::{Args, Subcommand, ValueEnum};
use domain::policy::{ChangeClass, MAX_BYTES, Parsed, Repair, RepairKind, Text};
use domain::{Day, Instant, Language};
use service::{Import, Services};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub(super) enum Policy {
    /// Import a policy text
    Import(ImportArguments),
    /// List published versions and drafts
    List,
}

#[derive(Args)]
pub(super) struct ImportArguments {
    /// The text file, UTF-8, nine articles
    file: PathBuf,
    /// The language of the text
    #[arg(long)]
    lang: Tag,
    /// The day from which it applies, YYYY-MM-DD (common era)
    #[arg(long, value_parser = day)]
    effective: Day,
    /// Publish it now, with a draft in the other language for the same day where there is one
    #[arg(long)]
    publish: bool,
    /// What kind of change it is
    #[arg(long, value_enum, default_value = "legal")]
    class: Class,
    /// What changed, in Thai; made from the comparison where absent
    #[arg(long)]
    summary_th: Option<String>,
    /// What changed, in English; made from the comparison where absent
    #[arg(long)]
    summary_en: Option<String>,
    /// Print each repair with its line number
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tag {
    Th,
    En,
}

#[derive(Clone, Copy, ValueEnum)]
enum Class {
    Editorial,
    Purpose,
    Recipient,
    Legal,
}

impl Policy {
    pub(super) async fn run(self) -> Result<()> {
        match self {
            Self::Import(arguments) => import(arguments).await,
            Self::List => list().await,
        }
    }
}

async fn import(arguments: ImportArguments) -> Result<()> {
    let language = match arguments.lang {
        Tag::Th => Language::Th,
        Tag::En => Language::En,
    };
    let file = arguments.file.display().to_string();
    let bytes = read(&arguments.file).with_context(|| file.clone())?;
    let Parsed { text, repairs } = Text::parse_bytes(&bytes, language).with_context(|| file.clone())?;
    report(&file, &text, &repairs, arguments.verbose)?;
    let import = Import {
        text,
        effective: arguments.effective,
        publish: arguments.publish,
        class: arguments.class.into(),
        summary_th: arguments.summary_th,
        summary_en: arguments.summary_en,
    };
    let services = open_services(&Config::load()?, Absent::Made).await?;
    let imported = services.policies.import(import).await.with_context(|| file.clone());
    services.storage.close().await;
    let imported = imported?;
    say(&format!("hash       sha256:{}", imported.digest))?;
    match imported.published {
        Some(number) => say(&format!("published  version {number}, effective {}", arguments.effective)),
        None => say(&format!("kept       as a draft for {}; publish it with --publish", arguments.effective)),
    }
}

/// Reads at most one byte more than the limit, so that a huge file costs nothing.
fn read(path: &Path) -> Result<Vec<u8>> {
    let limit = u64::try_from(MAX_BYTES)? + 1;
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn report(file: &str, text: &Text, repairs: &[Repair], verbose: bool) -> Result<()> {
    let items: usize = text.articles.iter().map(|article| article.items().count()).sum();
    say(&format!("read       {file}: {} articles, {items} lettered items", text.articles.len()))?;
    say(&format!("repaired   {} places", repairs.len()))?;
    for kind in RepairKind::ALL {
        let count = repairs.iter().filter(|repair| repair.kind == kind).count();
        if count > 0 {
            say(&format!("  {count:>6}   {}", kind.label()))?;
        }
    }
    if verbose {
        for repair in repairs {
            let Repair { line, kind, before, after } = repair;
            say(&format!("  line {line}: {}: «{}» → «{}»", kind.label(), before.escape_debug(), after.escape_debug()))?;
        }
    }
    Ok(())
}

async fn list() -> Result<()> {
    let services: Services = open_services(&Config::load()?, Absent::Refused).await?;
    let shelf = services.policies.shelf();
    let today = services.clock.now().bangkok_day();
    let in_force = shelf.in_force(today).map(|version| version.number);
    for version in shelf.versions() {
        let mark = if Some(version.number) == in_force { "*" } else { " " };
        let published = written(version.published_at);
        say(&format!(
            "{mark} {}  effective {}  published {published}  {}",
            version.number,
            version.effective,
            version.class.name()
        ))?;
        for edition in &version.editions {
            say(&format!("      {}  sha256:{}", edition.text.language.tag(), edition.digest))?;
        }
    }
    for draft in services.policies.drafts().await? {
        let edition = draft.edition;
        say(&format!(
            "  draft  {}  effective {}  sha256:{}",
            edition.language().tag(),
            draft.effective,
            edition.digest()
        ))?;
    }
    services.storage.close().await;
    Ok(())
}

fn written(at: Instant) -> String {
    let (hour, minute) = at.bangkok_hour_minute();
    format!("{} {hour:02}:{minute:02}", at.bangkok_day())
}

fn day(text: &str) -> Result<Day> {
    let day = Day::from_iso(text).ok_or_else(|| anyhow!("«{text}» is no day of the form YYYY-MM-DD"))?;
    ensure!(day.numbers().0 < 2400, "«{text}» looks like a year of the Buddhist era; give the common era");
    Ok(day)
}

impl From<Class> for ChangeClass {
    fn from(class: Class) -> Self {
        match class {
            Class::Editorial => Self::Editorial,
            Class::Purpose => Self::Purpose,
            Class::Recipient => Self::Recipient,
            Class::Legal => Self::Legal,
        }
    }
}
