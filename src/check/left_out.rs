//! Rules of the list in the format notes that are not here, each with the reason or with who does it instead.

/// A rule that is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Its number in the list.
    pub code: &'static str,
    /// What it would find.
    pub name: &'static str,
    /// Why it is not here.
    pub reason: &'static str,
}
