//! Tests of the whole: what no single stage can see. One binary, so that they are linked once.
#![expect(clippy::disallowed_methods, reason = "tests look at the repository and run the program")]

mod annotate;
mod architecture;
mod batch;
mod charts;
mod check;
mod codes;
mod desk;
mod documents;
mod faults;
mod figures;
mod font;
mod import;
mod ink;
mod joint;
mod laws;
mod learn;
mod limits;
mod manners;
mod measured;
mod package;
mod pages;
mod planted;
mod print;
mod profiles;
mod program;
mod progress;
mod readme;
mod real_texts;
mod rosters;
mod rust_source;
mod serve;
mod sheets;
mod socket;
mod word;
