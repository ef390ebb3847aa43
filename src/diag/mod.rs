//! What went wrong, where, and what to do next.
//!
//! Every stage reports through [`findings::Findings`]; nothing here prints. Invariant: a diagnostic's code is
//! listed in [`codes`], so that `gongwen explain` knows it.

pub mod diagnostic;
pub mod findings;
pub mod sources;

pub mod codes;
pub mod nearest;

pub mod json;
pub mod rendering;
