//! What rules look for in a text: characters, dates, numbers, names in brackets.

pub mod characters;

pub mod dates;

pub mod numbers;

pub mod brackets;

pub mod spared;

pub mod words;

pub mod roles;

pub mod intervals;

pub mod names;
