//! Workbook + one 文稿 + the kind's sections → the document tree. It decides what stands where; sentences come from
//! the templates and from the data, looks from the layout.

pub mod plan;

pub mod document;

pub mod sections;

pub mod facts;

pub mod table;

pub mod attachment;
