//! The numbers of a JSON text as they are written, one after the other. The parser hands over values only: the digits a
//! value cannot hold, and the zeros at the end of a decimal, are found here.

/// The numbers from where the reading stands. Only right for a text that is JSON up to there, which the parser sees to.
pub(crate) struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Numbers<'a> {
    /// The numbers of `bytes`.
    pub(crate) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Past the string that begins at the quotation mark before `at`.
    fn skip_string(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                return;
            }
        }
    }
}

impl<'a> Iterator for Numbers<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            if matches!(byte, b'-' | b'0'..=b'9') {
                let rest = self.bytes.get(self.at..)?;
                let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
                let length = rest.iter().take_while(|byte| is_part(byte)).count();
                self.at += length;
                return std::str::from_utf8(rest.get(..length)?).ok();
            }
            self.at += 1;
            if byte == b'"' {
                self.skip_string();
            }
        }
    }
}
