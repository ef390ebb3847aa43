//! A template and its variables → text, within bounds.

use std::io::{self, Write};

use tera::Tera;

use crate::markup::marks::{self, SLOT_CLOSE, SLOT_OPEN};
use crate::template::scope::Scope;

/// Longest rendered section in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// Sets Tera up: values between marks, our filters.
pub fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![crate::template::files::ENDING]);
    tera.set_escape_fn(slot);
    crate::template::filters::register(&mut tera);
    tera
}

fn slot(value: &str, output: &mut dyn Write) -> io::Result<()> {
    write!(output, "{SLOT_OPEN}{value}{SLOT_CLOSE}")
}

/// Text that refuses to grow beyond its bound.
struct Bounded {
    bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LONGEST {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why a text was not rendered.
pub enum Stop {
    /// Tera's error.
    Fault(Box<tera::Error>),
    /// The text grew beyond its bound; the number of the place where it was, if known.
    TooLong(Option<usize>),
}

/// Renders a template.
pub fn render(tera: &Tera, name: &str, scope: &Scope) -> Result<String, Stop> {
    let mut output = Bounded { bytes: Vec::with_capacity(4096) };
    match tera.render_to(name, &scope.context, &mut output) {
        Ok(()) => Ok(String::from_utf8(output.bytes)
            .expect("templates and values are text, and Tera writes whole pieces")),
        Err(error) if matches!(error.kind(), tera::ErrorKind::Io(_)) => {
            Err(Stop::TooLong(marks::last_place(&String::from_utf8_lossy(&output.bytes))))
        }
        Err(error) => Err(Stop::Fault(Box::new(error))),
    }
}
