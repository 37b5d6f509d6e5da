//! Prints the bundle of a person who does not exist, with every kind of content, for a validator to read. The national
//! id in it is a plainly synthetic body (8999900000…) with its check digit: it was never issued to anybody.

#[path = "../tests/made_up/mod.rs"]
mod made_up;

use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    writeln!(io::stdout(), "{:#}", fhir::bundle(&made_up::export()))
}
