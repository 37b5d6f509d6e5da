//! The server's half of the agreement test: reads `parser<TAB>input` lines, the input as hexadecimal UTF-8, and prints
//! one result a line, as hexadecimal UTF-8.
//!
//! With the argument `names` it prints the names of the parsers. It stops at the first line it cannot read.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, Write as _};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if std::env::args().nth(1).as_deref() == Some("names") {
        return writeln!(out, "{}", agreement::parser_names());
    }
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (parser, input) =
            line.split_once('\t').and_then(|(parser, input)| Some((parser, text(input)?))).ok_or_else(unreadable)?;
        writeln!(out, "{}", hexadecimal(&agreement::check(parser, &input)))?;
    }
    out.flush()
}

fn text(hexadecimal: &str) -> Option<String> {
    if hexadecimal.len() % 2 == 1 || !hexadecimal.is_ascii() {
        return None;
    }
    let bytes = (0..hexadecimal.len()).step_by(2).map(|at| u8::from_str_radix(&hexadecimal[at..at + 2], 16).ok());
    String::from_utf8(bytes.collect::<Option<_>>()?).ok()
}

fn hexadecimal(text: &str) -> String {
    text.bytes().fold(String::with_capacity(2 * text.len()), |mut out, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn unreadable() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a line is not `parser<TAB>hexadecimal UTF-8`")
}
