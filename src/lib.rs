//! `gongwen`: from data about a unit's work to official documents (公文) that meet GB/T 9704-2012.
//!
//! The flow, its modules and who may use whom stand in `src/README.md`.

pub mod pipeline;

pub mod diag;

pub mod world;

pub mod charset;

pub mod embedded;

pub mod office;

pub mod source;

pub mod model;

pub mod xlsx;

pub mod sheets;

pub mod figure;

pub mod template;

pub mod markup;

pub mod compose;

pub mod document;

pub mod pass;

pub mod profile;

pub mod layout;

pub mod paginate;

pub mod paint;

pub mod paper;

pub mod read;

pub mod redline;

pub mod check;

pub mod write;

pub mod batch;
pub mod collect;

pub mod review;

pub mod dispatch;

pub mod import;

pub mod carry;

pub mod learn;

pub mod serve;

pub mod cli;
