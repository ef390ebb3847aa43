//! One fault: code, level, message, place, hints. It does not know how it is shown.

use crate::diag::sources::SourceId;

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 错误: the work cannot be done or the result would be wrong.
    Error,
    /// 警告: done, but somebody should look.
    Warning,
    /// 提示: good to know.
    Info,
}

impl Level {
    /// `E`, `W` or `I`: as programs and lists of rules know it.
    pub fn letter(self) -> &'static str {
        match self {
            Level::Error => "E",
            Level::Warning => "W",
            Level::Info => "I",
        }
    }
}

/// A stretch of bytes in one source, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The source it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Where a fault lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Nowhere in particular (the command line, the program itself).
    Nowhere,
    /// A file or folder as a whole; the path as the user wrote it.
    Path(String),
    /// A stretch of a text file.
    Span(Span),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Span(span)
    }
}

/// A second place that explains the first: “第一次写在这里”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// A fault, complete: one sentence that can stand alone, its place, what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case name of the fault, listed in [`crate::diag::codes`].
    pub code: &'static str,
    /// Its weight.
    pub level: Level,
    /// One plain Chinese sentence without full stop.
    pub message: String,
    /// Where it lies.
    pub place: Place,
    /// Words that stand under the caret; empty if the message says it all.
    pub label: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What was being done: “正在生成：实施方案，章节“实施步骤””.
    pub context: Option<String>,
    /// What to do next, each one sentence.
    pub hints: Vec<String>,
    /// Keys or paths of keys (`活动.主题`) that this fault misses in the data; any one of them would do.
    pub absent: Vec<String>,
    /// The clause that asks for it, of a finding whose code is a rule's; of others the list of codes knows it.
    pub clause: &'static str,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Level::Error, code, place.into(), message.into())
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, code, place.into(), message.into())
    }

    /// A remark at a place.
    pub fn info(code: &'static str, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Level::Info, code, place.into(), message.into())
    }

    fn new(level: Level, code: &'static str, place: Place, message: String) -> Self {
        Self {
            code,
            level,
            message,
            place,
            label: String::new(),
            related: Vec::new(),
            context: None,
            hints: Vec::new(),
            absent: Vec::new(),
            clause: "",
        }
    }

    /// The same with a hint added.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with words under the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, missing this key or path of keys in the data.
    pub fn absent(mut self, path: impl Into<String>) -> Self {
        self.absent.push(path.into());
        self
    }

    /// The same with the name that was probably meant, if there is one near.
    pub fn meant(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.label(format!("是否应为“{near}”")),
            None => self,
        }
    }

    /// The same with what was being done.
    pub fn context(mut self, context: impl Into<String>) -> Self {
        self.context = Some(context.into());
        self
    }

    /// The same with a second place.
    pub fn related(mut self, place: impl Into<Place>, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), place: place.into() });
        self
    }
}
