//! Last year's workbook → this year's: the same text with its comments, its order and its layout, and with what a new year changes.
//!
//! [`year`] tells which year a workbook is of, [`dates`] moves the days and years of a text, [`keys`] knows which key says what is
//! planned, what was done and what names a paper of others. [`walk`] goes through the tree and decides, [`lines`] tells what of it,
//! `write` does it to the text (by `source/edit.rs`, one value at a time), [`folder`] takes the files that belong to it along,
//! [`paths`] finds those that do not, [`report`] tells people.
//!
//! What is planned moves with the year. What was done is last year's: it is never given this year's date, it stays, with a remark in the
//! text and in the report. What only people know becomes a place to be filled in (`model/blank.rs`), which `build` asks for where a
//! document prints it. Papers of others keep their names, numbers and years.
//!
//! Invariants: the clock is not asked; last year's files are not changed; a text that is written holds what it held but for the
//! changes that the report lists.

pub mod year;

pub mod dates;

pub mod keys;

pub mod lines;

pub mod walk;

pub mod paths;

pub mod write;

pub mod ledger;

pub mod folder;

pub mod report;

/// The years that a new workbook may be of.
pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// The remark at the end of a line that stays as last year wrote it. What stands behind it to the end of the line is ours, too.
pub const REMARK: &str = "← 去年的，请核对";

/// How the remark begins, by which one of an earlier year is known.
const REMARK_HEAD: &str = "← 去年";

/// From which year to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The year of last year's workbook.
    pub old: i32,
    /// The year of the new one; later.
    pub new: i32,
}

impl Years {
    /// How far days move.
    pub fn by(self) -> i32 {
        self.new - self.old
    }

    /// Whether a year belongs to the old workbook: its own, that before and that behind it.
    pub fn near(self, year: i32) -> bool {
        (self.old - 1..=self.old + 1).contains(&year)
    }
}
