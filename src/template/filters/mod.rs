//! Filters, functions and tests of templates: the language of 公文. Each is listed once, with its arguments; the check
//! at load and Tera both read that list.

pub mod lists;

pub mod words;

pub mod usage;

pub mod numbers;

pub mod dates;

pub mod conditions;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::markup::marks;

/// What a filter gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A text.
    Text,
    /// 正文 if it was given 正文, else a text.
    Same,
    /// A list of texts.
    Texts,
    /// One of the items of a list.
    Item,
}

/// What a filter can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A text.
    Text,
    /// A list.
    List,
    /// A whole number, `loop.index` too.
    Count,
    /// Anything.
    Any,
}

/// A filter.
pub struct Filter {
    /// Its name.
    pub name: &'static str,
    /// Its keyword arguments.
    pub arguments: &'static [&'static str],
    /// What it takes.
    pub takes: Takes,
    /// What it gives.
    pub gives: Gives,
    /// What it does.
    pub apply: fn(&Value, &Arguments<'_>) -> Result<Value, Refusal>,
}

/// A test after `is`.
pub struct Test {
    /// Its name.
    pub name: &'static str,
    /// Its keyword arguments.
    pub arguments: &'static [&'static str],
    /// What it tells.
    pub apply: fn(&Value, &Arguments<'_>) -> Result<bool, Refusal>,
}

/// A function.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its keyword arguments.
    pub arguments: &'static [&'static str],
    /// What it gives, a text.
    pub apply: fn(&Arguments<'_>) -> Result<Value, Refusal>,
}

/// All filters.
pub fn filters() -> impl Iterator<Item = &'static Filter> {
    lists::FILTERS
        .iter()
        .chain(words::FILTERS)
        .chain(usage::FILTERS)
        .chain(numbers::FILTERS)
        .chain(dates::FILTERS)
}

/// All tests.
pub fn tests() -> impl Iterator<Item = &'static Test> {
    conditions::TESTS.iter().chain(usage::TESTS)
}

/// All functions.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    dates::FUNCTIONS.iter()
}

/// Why a filter cannot do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Code of the fault.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Between the parts of a refusal on its way through Tera, which passes texts only.
const SEPARATOR: char = '\u{1}';

impl Refusal {
    /// A value that is not there.
    pub fn missing() -> Self {
        Self { code: "missing-value", message: String::new(), hint: String::new() }
    }

    fn into_error(self) -> Error {
        let Self { code, message, hint } = self;
        Error::message(format!("{SEPARATOR}{code}{SEPARATOR}{message}{SEPARATOR}{hint}"))
    }

    /// A refusal that went through Tera.
    pub fn from_message(message: &str) -> Option<Self> {
        let mut parts = message.split(SEPARATOR).skip(1);
        let (code, message, hint) = (parts.next()?, parts.next()?, parts.next()?);
        let code = ["missing-value", "filter-type", "filter-argument"].into_iter().find(|c| *c == code)?;
        Some(Self { code, message: message.to_owned(), hint: hint.to_owned() })
    }
}

/// The arguments of one call, with the name of what was called.
pub struct Arguments<'k> {
    /// Name of the filter, test or function.
    pub name: &'static str,
    /// The arguments.
    pub keywords: &'k Kwargs,
}

impl Arguments<'_> {
    /// A text argument.
    pub fn text(&self, key: &str) -> Result<Option<String>, Refusal> {
        match self.value(key) {
            Some(value) => text(&value, self.name).map(|t| Some(t.text)),
            None => Ok(None),
        }
    }

    /// An argument that is there.
    pub fn value(&self, key: &str) -> Option<Value> {
        let value = self.keywords.get::<Value>(key).ok().flatten()?;
        (!value.is_undefined() && !value.is_none()).then_some(value)
    }

    /// One of a few words.
    pub fn choice(&self, key: &str, words: &[&'static str]) -> Result<&'static str, Refusal> {
        let Some(written) = self.text(key)? else { return Ok(words[0]) };
        words.iter().copied().find(|word| *word == written).ok_or_else(|| Refusal {
            code: "filter-argument",
            message: format!("“{}”的参数{key}不能是“{written}”", self.name),
            hint: format!("可以写：{}", words.join("、")),
        })
    }

    /// A small whole number.
    pub fn digits(&self) -> Result<Option<u32>, Refusal> {
        let Some(value) = self.value("digits") else { return Ok(None) };
        let number = value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= 8);
        number.map(Some).ok_or_else(|| Refusal {
            code: "filter-argument",
            message: format!("“{}”的参数digits应为0到8的整数，写的却是“{value}”", self.name),
            hint: "例如 digits=1".to_owned(),
        })
    }

    /// An argument that must be there.
    pub fn required(&self, key: &str) -> Result<String, Refusal> {
        self.text(key)?.ok_or_else(|| Refusal {
            code: "filter-argument",
            message: format!("“{}”缺少参数{key}", self.name),
            hint: format!("写成 {}({key}=\"……\")", self.name),
        })
    }
}

/// A text with what it is.
pub struct Written {
    /// Its characters without marks.
    pub text: String,
    /// Whether it is 正文.
    pub prose: bool,
}

impl Written {
    /// The value for Tera, marked as 正文 if it is.
    pub fn into_value(self) -> Value {
        if self.prose {
            Value::from(format!("{}{}", marks::PROSE, self.text))
        } else {
            Value::from(self.text)
        }
    }
}

/// The text of a value.
pub fn text(value: &Value, filter: &str) -> Result<Written, Refusal> {
    if value.is_undefined() || value.is_none() {
        return Err(Refusal::missing());
    }
    let Some(text) = value.as_str() else { return Err(wrong_type(value, filter, "一段文字")) };
    if value.is_safe() {
        return Ok(Written { text: marks::flatten(text), prose: false });
    }
    Ok(match text.strip_prefix(marks::PROSE) {
        Some(text) => Written { text: text.to_owned(), prose: true },
        None => Written { text: text.to_owned(), prose: false },
    })
}

/// The items of a list of texts.
pub fn texts(value: &Value, filter: &str) -> Result<Vec<String>, Refusal> {
    if value.is_undefined() || value.is_none() {
        return Err(Refusal::missing());
    }
    let items = value.as_array().ok_or_else(|| wrong_type(value, filter, "列表"))?;
    if items.is_empty() {
        return Err(Refusal::missing());
    }
    items
        .iter()
        .map(|item| {
            let Written { text, .. } = text(item, filter)?;
            if text.contains('\n') {
                Err(wrong_type(item, filter, "一段文字，不分段"))
            } else {
                Ok(text)
            }
        })
        .collect()
}

/// A value of another type than the filter works on.
pub fn wrong_type(value: &Value, filter: &str, expected: &str) -> Refusal {
    let shown: String = format!("{value}").chars().filter(|c| !marks::is_mark(*c)).take(30).collect();
    Refusal {
        code: "filter-type",
        message: format!("“{filter}”要的是{expected}，得到的却是“{shown}”"),
        hint: format!("检查“{filter}”前面的变量"),
    }
}

/// Gives Tera all of them.
pub fn register(tera: &mut Tera) {
    for filter in filters() {
        let run = move |value: Value, keywords: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            let arguments = Arguments { name: filter.name, keywords: &keywords };
            (filter.apply)(&value, &arguments).map_err(Refusal::into_error)
        };
        tera.register_filter(filter.name, run);
    }
    for test in tests() {
        let run = move |value: Value, keywords: Kwargs, _: &State<'_>| -> TeraResult<bool> {
            let arguments = Arguments { name: test.name, keywords: &keywords };
            (test.apply)(&value, &arguments).map_err(Refusal::into_error)
        };
        tera.register_test(test.name, run);
    }
    for function in functions() {
        let run = move |keywords: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            let arguments = Arguments { name: function.name, keywords: &keywords };
            (function.apply)(&arguments).map_err(Refusal::into_error)
        };
        tera.register_function(function.name, run);
    }
}

#[cfg(test)]
mod specimens;
