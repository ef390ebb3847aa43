//! One workbook, thousands of units: a roster row by row through the same flow as one document.
//!
//! [`roster`] reads the list of units, [`columns`] says what each of its columns is, [`mod@check`] looks at every row before
//! the first file is written, [`names`] and [`numbers`] decide file names and 发文字号 for the whole roster, [`unit`] makes of
//! a row what one document sees, [`job`] makes the documents of a row and [`run`] those of all of them, on all
//! cores. [`mod@print`] binds them into volumes, [`bundle`] packs their files.
//!
//! Invariants: the same input gives the same files, whatever the number of threads, the filter or the shard; what is the
//! same for every unit is read and rendered once; no row sees another's cells.

pub mod roster;

pub mod columns;

pub mod check;

pub mod names;

pub mod numbers;

pub mod lists;

pub mod overrides;

pub mod job;

pub mod run;

pub mod print;

pub mod manifest;

pub mod papers;

pub mod bundle;

pub mod extras;

pub mod merge;

pub mod leak;

pub mod filter;

pub mod prepare;
