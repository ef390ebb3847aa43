//! Forms out to the units, returns in: what was asked of all of them, what came back, who is missing, and what it comes to.
//!
//! [`form`] is the form, [`sheet`] what a unit fills in, [`self_check`] what it says of itself. [`returned`] reads a file that came
//! back, [`owner`] says whose its rows are, [`value`] reads a cell, [`requirement`] holds columns against each other, [`operand`]
//! tells beforehand which can be.
//!
//! Invariants: units are known by code or by exact name, never by likeness; a value is read exactly or told with its cell; two
//! returns of one unit, a return of nobody, a missing unit are listed, never decided.

pub mod requirement;

pub mod form;

pub mod sheet;

pub mod self_check;

pub mod make;

pub mod value;

pub mod reckon;

pub mod settle;

pub mod grading;

pub mod operand;

pub mod outputs;

pub mod round;

pub mod written;

pub mod notices;

pub mod owner;

pub mod returned;
