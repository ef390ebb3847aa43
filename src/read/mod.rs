//! Files that others wrote → papers: .txt and .md, .docx.
//!
//! Bounded, never panics. What is read is what a person would read; nothing is put right.

pub mod text;

pub mod docx;
