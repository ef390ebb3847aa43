//! Small texts that show what a rule finds and what not; they stand on the rule's page and are run as tests. Lines with `|` are
//! the rows of a table.

use crate::check::context::{Context, Unit};
use crate::diag::sources::SourceId;
use crate::paper::Paper;
use crate::read::text;

/// A text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What of a document it is.
    pub of: Of,
    /// The text.
    pub text: &'static str,
}

/// What a sample's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A whole document.
    Whole,
    /// The text of a 通知, between 主送机关 and 署名.
    Body,
    /// Its title.
    Title,
    /// Its 主送机关, colon included.
    Recipients,
}

/// A whole document.
pub const fn whole(text: &'static str) -> Sample {
    Sample { of: Of::Whole, text }
}

/// The text of a 通知.
pub const fn body(text: &'static str) -> Sample {
    Sample { of: Of::Body, text }
}

/// The title of a 通知.
pub const fn title(text: &'static str) -> Sample {
    Sample { of: Of::Title, text }
}

/// The 主送机关 of a 通知.
pub const fn recipients(text: &'static str) -> Sample {
    Sample { of: Of::Recipients, text }
}

/// What is known besides the samples: a small roster.
pub fn context() -> Context {
    let unit = |name: &str, short: &str| Unit {
        name: name.to_owned(),
        short: vec![short.to_owned()],
        ..Unit::default()
    };
    let units =
        vec![unit("某某县清溪镇人民政府", "清溪镇政府"), unit("某某县白石崖乡人民政府", "白石崖乡政府")];
    Context { units, ..Context::default() }
}

impl Sample {
    /// The document that it stands in.
    pub fn document(&self) -> String {
        let (mut title, mut recipients) =
            ("某某县水务局关于做好年度检查工作的通知", "各乡镇人民政府，县直有关单位：");
        let mut body = "请认真做好年度检查工作，按时报送检查情况。";
        match self.of {
            Of::Whole => return self.text.to_owned(),
            Of::Body => body = self.text,
            Of::Title => title = self.text,
            Of::Recipients => recipients = self.text,
        }
        format!(
            "某水发〔2026〕5号\n{title}\n{recipients}\n{body}\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n"
        )
    }

    /// It, read as a paper.
    pub fn paper(&self) -> Paper {
        let document = self.document();
        if document.contains("\n|") {
            return text::markdown(&document, SourceId(0));
        }
        text::paper(&document, SourceId(0))
    }
}
