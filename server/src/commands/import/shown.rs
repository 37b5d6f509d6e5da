//! How far an import is, as the operator sees it: a bar on a terminal, elsewhere a line now and then.

use domain::import::Progress;
use domain::{Instant, Language};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};

/// How often a line is written where there is no terminal, in milliseconds.
const EVERY: i64 = 5_000;

/// What is shown.
pub(super) struct Shown {
    bar: Option<ProgressBar>,
    said: Option<Instant>,
}

impl Shown {
    /// Of a file of so many bytes.
    pub(super) fn new(of_bytes: u64) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(of_bytes), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:30} {msg} {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self { bar, said: None }
    }

    /// Shows how far it is.
    pub(super) fn show(&mut self, progress: &Progress, now: Instant) {
        let words = || progress.words(Language::En);
        if let Some(bar) = &self.bar {
            bar.set_message(words());
            bar.set_position(progress.bytes);
        } else if self.said.is_none_or(|said| now >= said.plus(EVERY)) {
            self.said = Some(now);
            // Nobody may be listening.
            writeln!(std::io::stderr(), "{}", words()).ok();
        }
    }

    /// Shows nothing further.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
