//! What files of Office have in common: a ZIP package of XML parts and, before 2007, a container of streams. Packages,
//! parts and streams are read under limits; elements are built, parsed and escaped in one place. It knows no style, no
//! sheet and no document.
//!
//! Invariant: no bytes make it panic, and none make it hold more than the limit that the caller names.

pub mod archive;
pub mod compound;

pub mod xml;

pub mod element;

pub mod escape;

pub mod parse;
