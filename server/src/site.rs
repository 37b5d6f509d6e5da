//! The built assets: read once at start, served from memory, each with its compressed forms.
//!
//! A request can only name what was read, so no path of the file system is ever made from one.

use anyhow::{Context, Result, ensure};
use app::Assets;
use bytes::Bytes;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// One file of the site.
#[derive(Debug, Clone)]
pub struct SiteFile {
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub plain: Bytes,
    /// The same, compressed with Brotli.
    pub brotli: Option<Bytes>,
    /// The same, compressed with gzip.
    pub gzip: Option<Bytes>,
    /// Whether its name carries its content's hash or version, so that it never changes.
    pub immutable: bool,
}

/// All files of the site, by the path they are served under.
#[derive(Debug, Clone)]
pub struct Site {
    /// The files.
    pub files: HashMap<String, SiteFile>,
    /// The names of those that pages link.
    pub assets: Arc<Assets>,
}

/// `assets.json`, written by the build.
#[derive(Deserialize)]
struct Manifest {
    style: String,
    page_script: String,
    islands_script: String,
    islands_wasm: String,
    verifier_script: String,
    verifier_wasm: String,
    passkey_script: String,
    font: String,
}

impl Site {
    /// Reads a folder made by the build.
    pub fn read(folder: &Path) -> Result<Self> {
        let manifest = folder.join("assets.json");
        let text = std::fs::read(&manifest)
            .with_context(|| format!("{}: the built site is not there; `make build` makes it", manifest.display()))?;
        let manifest: Manifest = serde_json::from_slice(&text).with_context(|| manifest.display().to_string())?;
        let mut files = HashMap::new();
        read_folder(folder, "", &mut files)?;
        let assets = Assets {
            style: manifest.style,
            page_script: manifest.page_script,
            islands_script: manifest.islands_script,
            islands_wasm: manifest.islands_wasm,
            verifier_script: manifest.verifier_script,
            verifier_wasm: manifest.verifier_wasm,
            passkey_script: manifest.passkey_script,
            font: manifest.font,
        };
        for path in [
            &assets.style,
            &assets.page_script,
            &assets.islands_script,
            &assets.islands_wasm,
            &assets.verifier_script,
            &assets.verifier_wasm,
            &assets.passkey_script,
            &assets.font,
        ] {
            ensure!(files.contains_key(path), "{}: assets.json names {path}, which is not there", folder.display());
        }
        Ok(Self { files, assets: Arc::new(assets) })
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut HashMap<String, SiteFile>) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let served = format!("{prefix}/{name}");
        if path.is_dir() {
            read_folder(&path, &served, files)?;
        } else if let Some(content_type) = content_type(name) {
            let read =
                |suffix: &str| std::fs::read(path.with_file_name(format!("{name}{suffix}"))).ok().map(Bytes::from);
            let file = SiteFile {
                content_type,
                plain: std::fs::read(&path).with_context(|| path.display().to_string())?.into(),
                brotli: read(".br"),
                gzip: read(".gz"),
                immutable: served.starts_with("/assets/"),
            };
            files.insert(served, file);
        }
    }
    Ok(())
}

fn content_type(name: &str) -> Option<&'static str> {
    let extension = Path::new(name).extension()?.to_str()?;
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}
