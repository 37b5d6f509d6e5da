//! The arrows of the house: which crate may know which. Read from the manifests, so that a new arrow is a decision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The dependencies a manifest names, tests aside.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let path = Path::new("..").join(manifest);
    let whole: toml::Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let targets = whole.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    let named = targets.chain([&whole]).filter_map(|it| it.get("dependencies")?.as_table());
    named.flat_map(toml::Table::keys).cloned().collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn domain_knows_no_framework_and_nothing_that_reads_or_writes() {
    let known = set(&["icu_normalizer", "ring", "sha2", "similar", "thiserror", "time"]);
    assert_eq!(dependencies("app/domain/Cargo.toml"), known);
}

#[test]
fn app_knows_rules_and_views_and_no_database_server_or_key() {
    let known = set(&["domain", "gloo-timers", "hydration_context", "leptos", "wasm-bindgen", "web-sys"]);
    assert_eq!(dependencies("app/Cargo.toml"), known);
}

#[test]
fn the_ledger_and_places_know_rules_and_nothing_of_the_house() {
    let ledger = set(&["base64", "domain", "ed25519-compact", "serde_json", "thiserror"]);
    assert_eq!(dependencies("app/domain/ledger/Cargo.toml"), ledger);
    assert!(!dependencies("app/client/Cargo.toml").contains("places"));
    for own in
        ["server/couriers", "server/pictures", "server/reach", "server/registry", "server/sign-on", "server/smart"]
    {
        let known = dependencies(&format!("{own}/Cargo.toml"));
        for stranger in ["app", "service", "storage", "server"] {
            assert!(!known.contains(stranger), "{own} knows {stranger}");
        }
    }
}

#[test]
fn storage_knows_no_engine_and_service_no_engine_no_page_no_http() {
    let storage = dependencies("server/storage/Cargo.toml");
    assert!(!storage.contains("sqlx") && !storage.contains("app"), "{storage:?}");
    let service = dependencies("server/service/Cargo.toml");
    for stranger in ["sqlx", "storage-sqlite", "storage-postgres", "axum", "http", "app", "leptos"] {
        assert!(!service.contains(stranger), "service knows {stranger}");
    }
}

#[test]
fn an_engine_knows_storage_and_rules_alone() {
    for engine in ["sqlite", "postgres"] {
        let known = dependencies(&format!("server/storage/{engine}/Cargo.toml"));
        for stranger in ["service", "app", "server", "axum", "leptos"] {
            assert!(!known.contains(stranger), "storage-{engine} knows {stranger}");
        }
    }
}

#[test]
fn the_domain_asks_neither_the_system_nor_the_clock() {
    let mut folders = vec![PathBuf::from("../app/domain/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for asked in
                ["std::fs", "std::net", "std::env", "std::io", "std::process", "std::thread", "SystemTime", "now_utc"]
            {
                assert!(!text.contains(asked), "{} names {asked}", path.display());
            }
        }
    }
}
