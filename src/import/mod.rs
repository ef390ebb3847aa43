//! A document that others wrote → a workbook that builds back to the same text.
//!
//! [`reading`] opens a file, put right by [`clean`]. [`parts`] takes a paper apart into what a workbook has keys for, [`workbook`] writes it down, chapters that it knows as [`fields`], rules as [`rule`], bulletins as [`bulletin`], [`compare`] holds what is built from
//! it against what was read. [`fit`] tries the ways to write a document down, the most useful first, and takes the first
//! that gives the same text.
//!
//! Invariants: no word of the source is lost, none is added; what is put right is told with the old and the new; what is not
//! known is told and stays text, in its place.

pub mod clean;

pub mod reading;

pub mod word;

pub mod parts;

pub mod fields;

pub mod rule;

pub mod bulletin;

pub mod workbook;

pub mod compare;

pub mod fit;

pub mod report;
