//! What rules look for in a text: characters, dates, numbers, brackets, names, lists, series, titles, sentences, attachments.

pub mod characters;

pub mod dates;

pub mod numbers;

pub mod brackets;

pub mod spared;

pub mod unit_names;

pub mod attachments;

pub mod sentences;

pub mod titles;

pub mod lists;

pub mod series;

pub mod document_numbers;

pub mod unit_lists;

pub mod words;

pub mod roles;

pub mod intervals;

pub mod names;

pub mod stages;

pub mod telephones;
