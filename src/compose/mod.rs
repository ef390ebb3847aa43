//! Workbook + one 文稿 + the kind's sections → the document tree. It decides what stands where; sentences come from
//! the templates and from the data, looks from the layout.

pub mod plan;

pub mod document;

pub mod sections;

pub mod facts;

pub mod named;

pub mod table;

pub mod chart;
pub mod ledger_table;

pub mod ledger_health;

pub mod form_table;

pub mod chart_table;

pub mod attachment;

pub mod progress;

pub mod following;

pub mod bulletin;

pub mod correspondence;

pub mod format;

pub mod seal;

pub mod joint;
