//! A `PostgreSQL` server for one test run: made in a temporary folder, on a free port of the loopback, gone afterwards.
//!
//! It never touches a server that is already there, and syncs as a real one does: to disk where it is measured, and to memory
//! where its files live no longer than the test, if there is enough of it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// A running server; dropping it stops it.
pub(crate) struct Server {
    folder: TempDir,
    programs: PathBuf,
    /// The account it runs as where the test itself runs as root, which the server refuses.
    account: Option<&'static str>,
    port: u16,
    databases: AtomicU32,
}

impl Server {
    /// Makes and starts a server in a folder of its own below `place`; panics with one clear line where that is not possible.
    pub(crate) fn start(place: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("postgres-").tempdir_in(place).expect("a temporary folder");
        let account = account(folder.path());
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let server = Self { folder, programs: programs(), account, port, databases: AtomicU32::new(0) };
        if let Some(account) = account {
            succeed(Command::new("chown").arg(account).arg(server.folder.path()));
        }
        let data = server.data();
        succeed(server.program("initdb").args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]).args([
            "--locale=C",
            "--pgdata",
            &data,
        ]));
        server.control(&["start", "--wait", "--silent"]);
        server
    }

    /// The URL of a new, empty database.
    pub(crate) fn database(&self) -> String {
        self.made(&[])
    }

    /// The URL of a new database that has what the one of this URL has, which nobody may be connected to.
    pub(crate) fn copy_of(&self, url: &str) -> String {
        let template = url.rsplit('/').next().expect("a name");
        self.made(&["--template", template])
    }

    fn made(&self, how: &[&str]) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let port = self.port.to_string();
        let folder = self.folder.path().display().to_string();
        succeed(self.program("createdb").args(["-h", &folder, "-p", &port, "-U", "postgres"]).args(how).arg(&name));
        format!("postgres://postgres@127.0.0.1:{port}/{name}")
    }

    /// Stops the server at once, as a crash would, and starts it again.
    pub(crate) fn crash_and_restart(&self) {
        self.stop();
        self.control(&["start", "--wait", "--silent"]);
    }

    /// Stops the server at once, as a crash would.
    pub(crate) fn stop(&self) {
        self.control(&["stop", "--mode=immediate", "--wait", "--silent"]);
    }

    fn control(&self, arguments: &[&str]) {
        let folder = self.folder.path().display();
        let options = format!("-p {} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=on", self.port);
        let log = format!("{folder}/log");
        succeed(self.program("pg_ctl").args(arguments).args(["--pgdata", &self.data(), "-o", &options, "--log", &log]));
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match self.account {
            Some(account) => {
                let mut command = Command::new("runuser");
                command.args(["-u", account, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command.current_dir(self.folder.path()).env("LC_ALL", "C");
        command
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if Path::new(&self.data()).join("postmaster.pid").exists() {
            let data = self.data();
            let _ = self
                .program("pg_ctl")
                .args(["stop", "--mode=immediate", "--wait", "--silent", "--pgdata", &data])
                .output();
        }
    }
}

/// Files in memory, where there is room for a few hundred databases: making and removing them takes most of a test's time
/// on a disk.
pub(crate) fn in_memory() -> PathBuf {
    const MEMORY: &str = "/dev/shm";
    const ENOUGH: u64 = 4 << 30;
    let said = Command::new("df").args(["--output=avail", "--block-size=1", MEMORY]).output();
    let free =
        said.ok().and_then(|said| String::from_utf8_lossy(&said.stdout).lines().last()?.trim().parse::<u64>().ok());
    if free.is_some_and(|free| free >= ENOUGH) { PathBuf::from(MEMORY) } else { std::env::temp_dir() }
}

/// The newest installed version's programs.
fn programs() -> PathBuf {
    let version = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = installed.filter(|path| path.join("bin/initdb").exists()).max_by_key(version);
    newest.expect("PostgreSQL is not installed: `apt-get install postgresql` makes this test run").join("bin")
}

fn account(folder: &Path) -> Option<&'static str> {
    let root = fs::metadata(folder).expect("the temporary folder").uid() == 0;
    let known = |name: &str| {
        fs::read_to_string("/etc/passwd")
            .is_ok_and(|accounts| accounts.lines().any(|line| line.split(':').next() == Some(name)))
    };
    root.then(|| if known("postgres") { "postgres" } else { "nobody" })
}

fn succeed(command: &mut Command) {
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?}: {status}\n{stdout}{stderr}");
}
