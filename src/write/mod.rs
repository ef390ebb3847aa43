//! What leaves the program. A writer only writes: the layout has decided every style and distance, and a writer
//! that cannot express something says so. Invariant: same input, same bytes; no clock, no file, no environment.

pub mod grid;

pub mod text;

pub mod markdown;

pub mod archive;

pub mod sealed;

pub mod docx;

pub mod svg;

pub mod pdf;
