//! What the page says back to the layout. Empty until `paginate` fills it: the shape stands so that the flow has
//! its place for it.

use crate::profile::units::Twip;

/// Changes that the page asks for; the default changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adjustments {
    /// Line pitch instead of the profile's, to keep the signature with its text (GB/T 9704 7.3.5.5).
    pub pitch: Option<Twip>,
    /// 主送机关 stands in the 版记 because it would push the text off the first page (7.3.2).
    pub recipients_in_imprint: bool,
}
