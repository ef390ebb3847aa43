//! Stops, quotation marks and book-title marks.

use tera::Value;

use crate::markup::marks::STOPS;
use crate::markup::prose;
use crate::template::filters::{Arguments, Filter, Gives, Refusal, Takes, Written, text};

/// The filters of this file.
pub static FILTERS: &[Filter] = &[
    filter("sentence", Gives::Same, |value, arguments| {
        change(value, arguments, |text| {
            if is_finished(text) { text.to_owned() } else { format!("{}。", bare(text)) }
        })
    }),
    filter("clause", Gives::Same, |value, arguments| {
        change(value, arguments, |text| without_stop(text).to_owned())
    }),
    filter("first_sentence", Gives::Text, first_sentence),
    filter("first_paragraph", Gives::Text, |value, arguments| {
        let Written { text, .. } = text(value, arguments.name)?;
        let first = text.split('\n').next().unwrap_or_default().to_owned();
        Ok(Written { text: first, prose: false }.into_value())
    }),
    filter("other_paragraphs", Gives::Same, |value, arguments| {
        let Written { text, prose } = text(value, arguments.name)?;
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest).to_owned();
        Ok(Written { text: rest, prose }.into_value())
    }),
    filter("quote_cn", Gives::Text, |value, arguments| {
        line(value, arguments, |text| wrapped(text, ['“', '”'], ['‘', '’']))
    }),
    filter("book", Gives::Text, |value, arguments| line(value, arguments, book)),
    Filter {
        name: "finished",
        arguments: &["mark"],
        takes: Takes::Text,
        gives: Gives::Same,
        apply: |value, arguments| {
            let mark = arguments.choice("mark", &["。", "："])?;
            change(value, arguments, |text| finished(text, mark))
        },
    },
    Filter {
        name: "without",
        arguments: &["word", "end"],
        takes: Takes::Any,
        gives: Gives::Same,
        apply: without,
    },
    Filter { name: "default", arguments: &["value"], takes: Takes::Any, gives: Gives::Same, apply: default },
];

const fn filter(
    name: &'static str,
    gives: Gives,
    apply: fn(&Value, &Arguments<'_>) -> Result<Value, Refusal>,
) -> Filter {
    Filter { name, arguments: &[], takes: Takes::Text, gives, apply }
}

/// Changes the end of a text; of 正文, the end of its last paragraph.
fn change(value: &Value, arguments: &Arguments<'_>, how: impl Fn(&str) -> String) -> Result<Value, Refusal> {
    let Written { text, prose } = text(value, arguments.name)?;
    let last = text.rfind('\n').map_or(0, |at| at + 1);
    Ok(Written { text: format!("{}{}", &text[..last], how(&text[last..])), prose }.into_value())
}

fn line(value: &Value, arguments: &Arguments<'_>, how: impl Fn(&str) -> String) -> Result<Value, Refusal> {
    Ok(Value::from(how(&text(value, arguments.name)?.text)))
}

/// A text without the 点号 at its end.
pub fn without_stop(text: &str) -> &str {
    text.trim_end().trim_end_matches(|c| STOPS.contains(&c) || matches!(c, '.' | ';' | ',' | ':'))
}

/// The same, but ！ and ？ stay.
fn bare(text: &str) -> &str {
    text.trim_end().trim_end_matches(['。', '；', '，', '、', '：', '.', ';', ',', ':'])
}

/// Whether a sentence has its end: ！, ？, or a stop inside closing quotation marks.
fn is_finished(text: &str) -> bool {
    let inside = text.trim_end_matches(['”', '’', '）', '》']);
    text.ends_with(['！', '？']) || (inside.len() < text.len() && inside.ends_with(['。', '！', '？']))
}

/// A paragraph with a mark at its end. A heading that stands alone and a reference have none.
fn finished(paragraph: &str, mark: &str) -> String {
    let ends = paragraph.ends_with(STOPS) || paragraph.ends_with(['.', ';', ',', ':', '!', '?', '…', '—']);
    let short = !paragraph.contains('。') && paragraph.chars().count() <= 40;
    let heading = short && prose::number_mark(paragraph).is_some();
    if ends || is_finished(paragraph) || heading || prose::reference(paragraph).is_some() {
        paragraph.to_owned()
    } else {
        format!("{paragraph}{mark}")
    }
}

/// 《…》 around a title that does not stand in them.
pub fn book(text: &str) -> String {
    wrapped(text, ['《', '》'], ['〈', '〉'])
}

/// Drops a word that the template says itself, at the beginning (`word`) and at the end (`end`); several are separated
/// by 、, the longer first. What would leave nothing stays.
fn without(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let (begin, end) = (arguments.text("word")?, arguments.text("end")?);
    if begin.is_none() && end.is_none() {
        arguments.required("word")?;
    }
    let bare = |text: &str| {
        let leading = begin.iter().flat_map(|words| words.split('、'));
        let rest = leading.filter_map(|word| text.strip_prefix(word)).find(|rest| !rest.trim().is_empty());
        let text = rest.map_or(text, str::trim_start);
        let trailing = end.iter().flat_map(|words| words.split('、'));
        let rest = trailing.filter_map(|word| text.strip_suffix(word)).find(|rest| !rest.trim().is_empty());
        rest.unwrap_or(text).to_owned()
    };
    if let Some(items) = value.as_array() {
        let bared = items.iter().map(|item| Ok(Value::from(bare(&text(item, arguments.name)?.text))));
        return Ok(Value::from(bared.collect::<Result<Vec<Value>, Refusal>>()?));
    }
    let Written { text, prose } = text(value, arguments.name)?;
    Ok(Written { text: bare(&text), prose }.into_value())
}

fn first_sentence(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    line(value, arguments, |text| {
        let first = text.split('\n').next().unwrap_or_default();
        match first.char_indices().find(|(_, c)| matches!(c, '。' | '！' | '？')) {
            Some((at, stop)) => first[..at + stop.len_utf8()].to_owned(),
            None => first.to_owned(),
        }
    })
}

/// Puts marks around a text that does not stand in them yet; marks of the same kind inside become the inner ones. A text
/// that opens and closes with them, be it as several (`《甲》和《乙》`), has been marked by its author.
fn wrapped(text: &str, [open, close]: [char; 2], [inner_open, inner_close]: [char; 2]) -> String {
    if text.starts_with(open) && text.ends_with(close) {
        return text.to_owned();
    }
    let inner: String = text
        .chars()
        .map(|c| match c {
            c if c == open => inner_open,
            c if c == close => inner_close,
            c => c,
        })
        .collect();
    format!("{open}{inner}{close}")
}

/// The argument, where the value is absent or empty.
fn default(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    if value.is_truthy() {
        return Ok(value.clone());
    }
    arguments.value("value").ok_or_else(Refusal::missing)
}
