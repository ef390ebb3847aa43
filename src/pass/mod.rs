//! Completes the tree after it is composed: numbers of headings, references, typography. A pass reads and writes
//! the document tree only; running one twice changes nothing.

pub mod citations;

pub mod references;

pub mod typography;

pub mod numbering;

pub mod sign_off;
