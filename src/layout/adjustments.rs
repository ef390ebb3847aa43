//! What the pages say back to the layout: [`crate::paginate::adjust`] asks, `layout` does.

use crate::profile::units::Twip;

/// Changes that the pages ask for; the default changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adjustments {
    /// Line pitch of the main part instead of the profile's, so that the signature stands with its text (GB/T 9704
    /// 7.3.5.5).
    pub pitch: Option<Twip>,
    /// Blank lines before 署名 that are given up for the same end; one stays.
    pub fewer_blanks: usize,
    /// 主送机关 stands in the 版记 because it would push the text off the first page (7.3.2).
    pub recipients_in_imprint: bool,
    /// Where 版记 stands.
    pub imprint: ImprintPage,
}

/// The page of 版记.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImprintPage {
    /// That on which the text ends.
    #[default]
    Same,
    /// The next one.
    Next,
    /// The next one, which is even, as it is to be.
    Even,
    /// The second next, which is even; the page between is blank, and neither has a number (7.5).
    AfterBlank,
}
