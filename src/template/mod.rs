//! Templates: what a kind of document says, and how the workbook's values get into it.
//!
//! `templates/<文种>/template.yaml` lists the sections, `<章节>.md.tera` is the text of each, `_shared/*.md.tera` hold
//! components. They are embedded; a user's own files override them one by one. Invariant: every name that a template
//! uses is checked when it is loaded, in branches that are never taken, too.

pub mod library;

pub mod manifest;

pub mod files;

pub mod source;

pub mod lexer;

pub mod check;

pub mod variables;

pub mod progress;

pub mod scope;

pub mod render;

pub mod fault;

pub mod filters;
