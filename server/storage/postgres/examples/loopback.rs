//! A `PostgreSQL` server of its own for the benchmarks: prints the address of an empty database, stops when its input
//! closes.

#[expect(dead_code, reason = "nothing crashes here")]
#[path = "../tests/server/mod.rs"]
mod server;

use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let server = server::Server::start(&std::env::temp_dir());
    writeln!(std::io::stdout(), "{}", server.database())?;
    std::io::stdin().read_to_end(&mut Vec::new()).map(drop)
}
