//! What rules look for in a text: characters, dates, numbers, names in brackets; titles, numbered lists and series in sentences.

pub mod characters;

pub mod dates;

pub mod numbers;

pub mod brackets;

pub mod spared;

pub mod titles;

pub mod lists;

pub mod series;
