//! What rules look for in a text: characters, dates, numbers, names in brackets, attachments, sentences.

pub mod characters;

pub mod dates;

pub mod numbers;

pub mod brackets;

pub mod spared;

pub mod attachments;

pub mod sentences;
