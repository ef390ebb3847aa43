//! Where results and messages go.

use std::io::Write;

use crate::diag::findings::Findings;
use crate::diag::rendering::{self, Style};
use crate::diag::sources::Sources;

/// Standard output and standard error, or stand-ins for tests. A closed pipe ends the output quietly.
pub struct Console<'a> {
    /// For results.
    pub out: &'a mut dyn Write,
    /// For everything else.
    pub err: &'a mut dyn Write,
    /// How diagnostics are shown.
    pub style: Style,
    /// Whether people watch standard error as it comes: it is a terminal.
    pub live: bool,
}

impl Console<'_> {
    /// Prints a line of a result.
    pub fn print(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    /// Prints a result as it is.
    pub fn print_raw(&mut self, bytes: &[u8]) {
        let _ = self.out.write_all(bytes);
    }

    /// Lets what was printed be seen now: the program goes on.
    pub fn flush(&mut self) {
        let _ = self.out.flush();
    }

    /// Prints a line to people.
    pub fn tell(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Prints findings to people, if there are any.
    pub fn report(&mut self, findings: &Findings, sources: &Sources) {
        if !findings.list.is_empty() {
            let text = rendering::render_all(findings, sources, self.style);
            let _ = writeln!(self.err, "{}", text.trim_end());
        }
    }
}
