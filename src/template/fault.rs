//! Tera's errors → diagnostics in the user's language, at their place in the template as written.

use std::ops::Range;

use tera::{Error, ErrorKind, ReportError};

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::template::filters::Refusal;
use crate::template::source::Prepared;

/// A template text with what is needed to find places in it.
#[derive(Debug)]
pub struct Unit {
    /// Tera's name for it: path inside `templates/`.
    pub name: String,
    /// The text as written.
    pub text: String,
    /// Its place; a file's whole text, or one value of a `template.yaml`.
    pub whole: Span,
    /// Whether `text` stands in its source character for character from the beginning of `whole`.
    pub exact: bool,
    /// What Tera reads.
    pub prepared: Prepared,
    /// The variables that it names, in order.
    pub paths: Vec<PathUse>,
}

/// A variable where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathUse {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its name in the user's words; empty if it is no field of the workbook.
    pub in_words: String,
}

impl Unit {
    /// The place of some bytes of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        span_in(self.whole, self.exact, range)
    }

    fn report_span(&self, report: &ReportError) -> (Span, usize) {
        let range = &report.span().range;
        let (start, end) = (self.prepared.original(range.start), self.prepared.original(range.end));
        (self.span(start..end.max(start + 1).min(self.text.len())), start)
    }

    /// The variable at a byte; else the first argument of the function there, or what the filter there was given.
    fn path_at(&self, byte: usize) -> Option<&PathUse> {
        let covering = self.paths.iter().rev().find(|path| path.range.contains(&byte));
        covering.or_else(|| {
            if self.text[..byte].trim_end().ends_with('|') {
                self.paths.iter().rev().find(|path| path.range.start <= byte)
            } else {
                self.paths.iter().find(|path| path.range.start >= byte)
            }
        })
    }
}

/// The place of some bytes of a text that stands at `whole`.
pub fn span_in(whole: Span, exact: bool, range: Range<usize>) -> Span {
    if !exact {
        return whole;
    }
    let start = (whole.start + range.start).min(whole.end);
    Span { start, end: (whole.start + range.end).clamp(start, whole.end), ..whole }
}

/// A diagnostic for an error at load or rendering. `unit` finds a template by its name.
pub fn diagnostic<'u>(error: &Error, unit: impl Fn(&str) -> Option<&'u Unit>) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let unit = unit(report.filename());
            let place = unit.map(|unit| unit.report_span(report).0);
            let word = unit.map_or("", |unit| &unit.text[unit.report_span(report).1..]);
            let (message, hint) = match word.strip_prefix("end") {
                Some(rest) if report.message().starts_with("Unknown tag") => {
                    let tag = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
                    let hint = format!("删去它，或者在前面补上“{{% {tag} …… %}}”");
                    (format!("“end{tag}”前面没有对应的“{tag}”"), hint)
                }
                _ => syntax(report.message()),
            };
            Diagnostic::error("template-syntax", place.map_or(Place::Nowhere, Place::Span), message)
                .hint(hint)
        }
        ErrorKind::RenderingError(report) => match unit(report.filename()) {
            Some(unit) => rendering(report, unit),
            None => Diagnostic::error("template-failed", Place::Nowhere, report.message().to_owned()),
        },
        ErrorKind::CircularInclude { include_chain, .. } => {
            let chain = include_chain.join("”→“");
            Diagnostic::error(
                "template-recursion",
                inclusion(include_chain, &unit).map_or(Place::Nowhere, Place::Span),
                format!("模板互相引用成了一个圈：“{chain}”"),
            )
            .hint("去掉其中一处 include")
        }
        ErrorKind::Msg(message) if message.contains("recursion depth") => {
            Diagnostic::error("template-recursion", Place::Nowhere, "组件一层套一层，超过了20层")
                .hint("检查组件是否用到了自己")
        }
        other => Diagnostic::error("template-failed", Place::Nowhere, "模板出错")
            .hint(format!("Tera 的说明：{other}")),
    }
}

/// Where the first template of a chain includes the second.
fn inclusion<'u>(chain: &[String], unit: &impl Fn(&str) -> Option<&'u Unit>) -> Option<Span> {
    let (from, to) = chain.iter().zip(chain.iter().skip(1)).find(|(from, _)| unit(from).is_some())?;
    let unit = unit(from)?;
    let at = unit.text.find(to.as_str())?;
    Some(unit.span(at..at + to.len()))
}

/// More text than any section has.
pub fn too_long(place: Place) -> Diagnostic {
    Diagnostic::error("template-too-long", place, "写到这里还没有写完，已经超过了 4 MB")
        .hint("检查这里的循环（for）是否套错了变量，一层套一层重复得太多")
}

fn rendering(report: &ReportError, unit: &Unit) -> Diagnostic {
    let (span, byte) = unit.report_span(report);
    let message = report.message();
    if let Some(refusal) = Refusal::from_message(message) {
        if refusal.code == "missing-value" {
            return missing(unit, byte, span);
        }
        return Diagnostic::error(refusal.code, span, refusal.message).hint(refusal.hint);
    }
    let undefined = ["is not defined", "is undefined", "undefined value", "type `undefined`"];
    if undefined.iter().any(|words| message.contains(words)) {
        return missing(unit, byte, span);
    }
    if message.starts_with("Iteration not possible") {
        return Diagnostic::error("not-a-list", span, "这里应为列表，for 只能逐条取列表")
            .hint("检查 in 后面的变量");
    }
    if let Some((message, hint)) = component_argument(message) {
        return Diagnostic::error("filter-argument", span, message).hint(hint);
    }
    Diagnostic::error("template-failed", span, "模板在这里出错").hint(format!("Tera 的说明：{message}"))
}

fn missing(unit: &Unit, byte: usize, span: Span) -> Diagnostic {
    let Some(path) = unit.path_at(byte) else {
        return Diagnostic::error("missing-value", span, "这里要用的内容没有填写").hint("在资料里补上");
    };
    let written = &unit.text[path.range.clone()];
    let span = unit.span(path.range.clone());
    if path.in_words.is_empty() {
        return Diagnostic::error("missing-value", span, format!("模板要用“{written}”，却没有这个内容"))
            .hint(format!("在资料里补上，或者模板里用 {{% if {written} %}} 判断"));
    }
    Diagnostic::error("missing-value", span, format!("模板要用“{}”，资料里没有填写", path.in_words))
        .hint(format!("在资料里填写“{}”，或者模板里用 {{% if {written} %}} 判断", path.in_words))
        .absent(path.in_words.as_str())
}

/// A call of a component that does not fit its definition.
fn component_argument(message: &str) -> Option<(String, String)> {
    let named = message.split('`').nth(1)?;
    if message.starts_with("Argument") || message.starts_with("Implicit argument") {
        let hint = format!("写上 {named}={{……}}，或者在组件的定义里给它一个默认值");
        return Some((format!("调用组件时缺少参数“{named}”"), hint));
    }
    message.starts_with("Component argument").then(|| {
        let hint = "参数的类型由默认值决定；没有填写的变量后面加“or \"\"”".to_owned();
        (format!("组件的参数“{named}”类型不符"), hint)
    })
}

/// Tera's words for what it found or expected.
const WORDS: [(&str, &str); 12] = [
    ("one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`", "变量、文字或括号"),
    ("identifier", "名称"),
    ("string", "文字"),
    ("integer", "整数"),
    ("float", "小数"),
    ("content", "正文"),
    ("comment", "注释"),
    ("bool", "是否"),
    ("attribute name", "参数名"),
    ("`", ""),
    ("...", "……"),
    (" or ", "或"),
];

fn in_words(words: &str) -> String {
    let mut text = words.trim().trim_end_matches('.').to_owned();
    for (english, chinese) in WORDS {
        text = text.replace(english, chinese);
    }
    text
}

fn syntax(message: &str) -> (String, String) {
    let simple = [
        ("Unexpected end of input", "模板到这里没有写完", "补上 {% endif %}、{% endfor %} 或者结束的括号"),
        ("Unexpected character", "标签里有不能用的字符", "变量名用英文字母；中文要加引号，标点用英文标点"),
        ("String opened", "引号没有成对", "补上另一个引号"),
        ("Closing comment tag", "注释没有结束", "补上“#}”"),
        ("Unknown tag", "没有这种标签", "可以用 if、for、set、set_global、include、component"),
        ("Function calls are only", "函数只能写在最前面", "过滤用“|”，例如 {{ 变量 | sentence }}"),
        ("The expression is too complex", "这个式子太复杂", "用 {% set %} 分几步写"),
        ("The template nesting is too deep", "标签套得太深", "把里面的部分移到组件里"),
        ("Invalid syntax for `set`", "set 的写法不对", "写成 {% set 名称 = 式子 %}，名称里没有句点"),
        ("Found `<`", "“<”后面要写组件的名称", "组件写成 {{ <名称 参数={变量} /> }}"),
        ("Found `=` but expected", "这里不能用“=”", "比较写“==”，赋值写 {% set 名称 = 式子 %}"),
        ("Unclosed component", "组件没有结束", "补上 {% </组件名> %}"),
        ("Components with body content", "带内容的组件要写成标签", "写成 {% <名称> %}……{% </名称> %}"),
    ];
    if let Some((_, chinese, hint)) = simple.iter().find(|(english, ..)| message.starts_with(english)) {
        return ((*chinese).to_owned(), (*hint).to_owned());
    }
    if let Some((word, _)) = message.split_once(" is a reserved keyword") {
        return (format!("“{word}”不能作名称"), "换一个名称，例如 item".to_owned());
    }
    let found = message.strip_prefix("Found ").and_then(|rest| {
        rest.split_once(" but expected ").or_else(|| rest.split_once(" but was expecting "))
    });
    match found {
        Some((found, expected)) => (
            format!("这里应为“{}”，写的却是“{}”", in_words(expected), in_words(found)),
            "对照别的模板检查括号、引号和空格".to_owned(),
        ),
        None => ("模板的写法有错".to_owned(), format!("Tera 的说明：{message}")),
    }
}
