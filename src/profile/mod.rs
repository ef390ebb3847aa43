//! The page in numbers: paper, margins, pitches, fonts, styles. Each value of the standard carries its clause. It knows
//! no document and no output format.

pub mod units;

pub mod style;

pub mod mark;

pub mod names;

pub mod numbers;

pub mod gbt9704;

pub mod gbt33476;

pub mod change;

pub mod house;

pub mod house_styles;

pub mod departures;
