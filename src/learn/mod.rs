//! A unit's own Word file → a house style: what stands in the file (`seen`), of that what the standard has otherwise (`style`), as
//! the text of a house style (`draft`).
//!
//! What most characters of an element have counts, and every other look is told. What the file does not show stays as in the
//! standard, and is told too. A file of our own making that nobody changed lists all its styles: then they count, used or not.
//! Every line is tried before it is kept, so that the house style is one that `build` accepts.

pub mod votes;

pub mod numbers;

pub mod seen;

pub mod elements;

pub mod draft;

pub mod style;

use crate::learn::seen::Seen;
use crate::profile::style::Profile;
use crate::profile::{gbt9704, gbt33476};
use crate::read::docx::Word;
use crate::read::docx::styles::NamedStyle;

/// What is believed of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belief {
    /// Its list of styles: we made it, and nobody has changed it.
    Styles,
    /// Its paragraphs.
    Paragraphs,
}

/// A house style that was learned.
#[derive(Debug)]
pub struct Learned {
    /// Name of the profile that it inherits.
    pub base: String,
    /// The text of its file.
    pub text: String,
    /// What it comes to.
    pub profile: Profile,
    /// The lines that it says, each with where they come from.
    pub lines: Vec<String>,
    /// What the file has in a few places otherwise, and was left out.
    pub otherwise: Vec<String>,
    /// What the file does not show.
    pub unknown: Vec<String>,
}

/// Learns a house style from a file; `shown` is the file's name as people know it, `name` that of the house style.
pub fn learn(word: &Word, styles: &[NamedStyle], belief: Belief, shown: &str, name: &str) -> Learned {
    let seen = Seen::of(word, styles, belief);
    let of = |base: Profile| style::style(&seen, base, shown, name);
    let standard = of(gbt9704::profile());
    // A file that is set by the other of the two standards has less to say over that one.
    if standard.lines.is_empty() || !is_near(&seen, &gbt33476::profile()) {
        return standard;
    }
    let screen = of(gbt33476::profile());
    if screen.lines.len() < standard.lines.len() { screen } else { standard }
}

/// Whether the page is that of a profile.
fn is_near(seen: &Seen, profile: &Profile) -> bool {
    let page = &profile.page;
    let own = [page.top, page.right, page.bottom, page.left];
    seen.margins.iter().zip(own).all(|(have, own)| (have - own.0).abs() <= style::SAME)
}
