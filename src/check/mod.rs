//! The reviewer at one's elbow: what of a 公文 a reviewer would send back, with the clause and the cure.
//!
//! A rule is a file in `check/rules/`; it looks at a [`crate::paper::Paper`], never at flat text. [`run`] lets the rules look, and what
//! they find becomes diagnostics in [`report`]. Nothing here reads files.

pub mod rule;

pub mod marks;

pub mod context;

pub mod folder;

pub mod unit_figures;

pub mod rules;

pub mod left_out;

pub mod text;

pub mod page;

pub mod measure;

pub mod sample;

pub mod selection;

pub mod run;

pub mod fix;

pub mod report;
