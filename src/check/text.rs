//! What rules look for in a text: characters, dates, numbers, names in brackets.

pub mod characters;

pub mod dates;

pub mod numbers;

pub mod brackets;

pub mod spared;

pub mod document_numbers;

pub mod unit_lists;
