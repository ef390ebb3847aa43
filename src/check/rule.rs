//! What a rule is: its page for people, and how it looks.

use crate::check::context::Context;
use crate::check::folder::Folder;
use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::sample::Sample;
use crate::check::unit_figures::UnitFigures;
use crate::diag::diagnostic::Level;
use crate::diag::sources::Sources;
use crate::paper::Paper;
use crate::paper::line::Line;
use crate::read::docx::Word;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `A02`: group and number of the list in the format notes.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub name: &'static str,
    /// How much it weighs: against a sentence with 应 or 不 of a cited text, against one with 一般 or a common finding of
    /// reviewers, or practice only.
    pub level: Level,
    /// What can be done about it without a person.
    pub fix: Fix,
    /// The clause, or 惯例.
    pub clause: &'static str,
    /// Why it is a fault and what comes of it.
    pub why: &'static str,
    /// Texts in which it finds something.
    pub wrong: &'static [Sample],
    /// Texts in which neither it nor any other rule of level E finds anything.
    pub right: &'static [Sample],
    /// How it looks.
    pub look: Look,
}

/// What `--fix` does about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// Nothing: it takes a person.
    None,
    /// Puts it right; the new text says the same.
    Safe,
    /// Nothing, but the finding says what was probably meant.
    Ask,
}

/// How a rule looks.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// At one paragraph at a time, whatever stands around it. What it finds depends on text, role, number and 文种 alone, so a
    /// batch asks once for all units that have the paragraph.
    Line(fn(&Line, &mut Marks<'_>)),
    /// At the folder of a batch.
    Folder(fn(&Folder, &mut Marks<'_>)),
    /// At a ledger with one row for each unit, once for each workbook.
    Ledger(fn(&UnitFigures, &Sources, &mut Marks<'_>)),
    /// At the whole.
    Paper(fn(&Paper, &Context, &mut Marks<'_>)),
    /// At a Word file: drawings, colours, what lies hidden in it.
    File(fn(&Word, &mut Marks<'_>)),
    /// At what of a Word file a house style may have otherwise than the standard: page, fonts, distances.
    Layout(fn(&Word, &Measure, &mut Marks<'_>)),
}
