//! A 公文 as it is written: its paragraphs in order, each with what it is, and where it stands in its source.
//!
//! What [`crate::check`] reads. It is made of a text or a Word file by [`recognise`], of a tree of our own by [`own`]. Nothing is put
//! right here: numbers, marks and blanks are those of the source.

pub mod line;

pub mod number;

pub mod end_matter;

pub mod joining;

pub mod recognise;

pub mod own;

use crate::diag::sources::SourceId;
use crate::document::chart::ChartKind;
use crate::document::tree::Form;
use crate::paper::line::{Line, Role};

/// Where a paper comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Made of a workbook; its places are found by looking its words up there.
    Workbook,
    /// A text of paragraphs, each of which stands in this source as it is.
    Source(SourceId),
}

/// A document as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Where it comes from.
    pub origin: Origin,
    /// 格式; a text without 发文字号 is a 白头件.
    pub form: Form,
    /// 文种: the last word of its title, where that is one (`通知`, `实施方案`); of a workbook what it says.
    pub kind: Option<String>,
    /// Its paragraphs, head and end matter included, in the order in which they stand.
    pub lines: Vec<Line>,
    /// Its tables.
    pub tables: Vec<Grid>,
    /// Its charts.
    pub charts: Vec<Charted>,
    /// Paragraphs of the source were cut into pieces, as copies from web pages are: where one ends says little.
    pub broken: bool,
}

/// A chart: where it stands, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charted {
    /// The line that follows it.
    pub before: usize,
    /// What it shows; `None` if that is not known.
    pub plot: Option<Plot>,
}

/// What a chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// How it is drawn.
    pub kind: ChartKind,
    /// 计量单位 above the plot, without `单位：`; empty if there is none.
    pub unit: String,
    /// Categories.
    pub categories: Vec<String>,
    /// Series: name, and a value for each category; blank where there is none.
    pub series: Vec<(String, Vec<String>)>,
}

/// A table: which lines are its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Part that it stands in.
    pub part: usize,
    /// Rows from top to bottom.
    pub rows: Vec<Vec<GridCell>>,
    /// How many rows from the top are its head, where that is known.
    pub head: usize,
    /// Whether it lies across, on pages of its own.
    pub landscape: bool,
    /// Title above it; empty if none is known.
    pub title: String,
    /// 计量单位 above it (`单位：万元`); empty if none is known.
    pub unit_line: String,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// Its paragraphs, as numbers of lines; the text of a cell without any is empty.
    pub lines: std::ops::Range<usize>,
    /// First column, from 0.
    pub column: usize,
    /// Columns that it covers.
    pub column_span: usize,
    /// Rows that it covers.
    pub row_span: usize,
}

impl Paper {
    /// The lines of a role, with their numbers.
    pub fn of(&self, role: Role) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().filter(move |(_, line)| line.role == role)
    }

    /// The first line of a role in the main part.
    pub fn first(&self, role: Role) -> Option<(usize, &Line)> {
        self.of(role).find(|(_, line)| line.part == 0)
    }

    /// The lines of a part, with their numbers.
    pub fn part(&self, part: usize) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().filter(move |(_, line)| line.part == part)
    }

    /// How many parts it has.
    pub fn parts(&self) -> usize {
        self.lines.iter().map(|line| line.part + 1).max().unwrap_or(0)
    }

    /// The title of a part, its lines put together.
    pub fn title(&self, part: usize) -> String {
        self.part(part)
            .filter(|(_, line)| line.role == Role::Title)
            .map(|(_, line)| line.text.trim())
            .collect()
    }

    /// Whether it is issued as a 公文 of its own: it has a number or a head.
    pub fn is_issued(&self) -> bool {
        self.form != Form::WhitePaper
    }

    /// Whether it is a 电报.
    pub fn is_telegram(&self) -> bool {
        self.form == Form::Telegram
    }

    /// Whether it is a 公文 of the 条例 whose title names a 文种: it has a number with a year. 命令, 纪要 and bulletins have titles of
    /// their own.
    pub fn is_formal(&self) -> bool {
        let form = matches!(self.form, Form::File | Form::Letter | Form::Telegram);
        let number = self.first(Role::DocumentNumber);
        let numbered = number.is_some_and(|(_, line)| line.text.contains(end_matter::OPENINGS));
        form && (numbered || self.origin == Origin::Workbook)
    }

    /// Whether its 文种 is this one, or ends with it (`指导意见` is an 意见).
    pub fn is_kind(&self, kind: &str) -> bool {
        self.kind.as_deref().is_some_and(|have| have.ends_with(kind))
    }

    /// The text of a cell, its paragraphs put together.
    pub fn cell(&self, cell: &GridCell) -> String {
        self.lines[cell.lines.clone()].iter().map(|line| line.text.as_str()).collect()
    }
}
