//! `gongwen serve`: the same flow for people with a browser. A page of our own, embedded in the program, talks to the functions
//! here over the machine's own loopback.
//!
//! The text of the workbook is the only truth: the page sends it whole, and gets back a form, pages, findings, or the text with
//! one value changed. Nothing is kept here between requests but templates that were read, and the batch that is being
//! made.
//!
//! Invariants: every request is a function [`request::Request`] → [`request::Response`]; only [`http`] knows sockets. Every file
//! is reached through a [`crate::world::fence::Fence`]. What is downloaded has the bytes that `gongwen build` writes.

pub mod request;

pub mod guard;

pub mod words;

pub mod desk;

pub mod service;

pub mod files;

pub mod form;

pub mod route;

pub mod preview;

pub mod product;

pub mod units;

pub mod round;

pub mod http;
