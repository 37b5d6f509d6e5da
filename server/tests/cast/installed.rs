//! Real programs of Node that tests run beside them: their folder, with what they need installed.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// The folder, with `package` and what stands beside it in `package.json` installed, once however many tests ask.
pub(crate) fn installed(folder: &str, package: &str) -> PathBuf {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    let path = PathBuf::from(folder);
    if !path.join("node_modules").join(package).exists() {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&path).stdout(Stdio::null());
        assert!(npm.status().expect("npm is installed").success(), "npm ci failed in {folder}");
    }
    path
}
