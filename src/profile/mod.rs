//! The page in numbers: paper, margins, pitches, fonts, styles. Each value carries its clause. It knows no
//! document and no output format.

pub mod units;

pub mod style;

pub mod mark;

pub mod gbt9704;
