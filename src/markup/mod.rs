//! Rendered section text → blocks.
//!
//! Only what a template's author wrote is ever read as Markdown; what came from the workbook comes out character for
//! character. Invariant: a value can add paragraphs (正文) but never bold, a table or a heading by Markdown.

pub mod skeleton;

pub mod blocks;

pub mod inlines;

pub mod prose;

pub mod marks;
