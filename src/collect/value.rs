//! What stands in a cell of a return → the value that it is, or why it is none and what to write instead.
//!
//! Whatever says one thing only is read: full-width digits, a unit that the column has anyway, commas at thousands, 95% and
//! 95. What may mean two things is a fault, never a guess: 约30, 0.95 in percent, 5月 without a day.

use rust_decimal::Decimal;

use crate::collect::form::{Bound, Column};
use crate::collect::sheet::between;
use crate::diag::diagnostic::Span;
use crate::diag::nearest::nearest;
use crate::model::date::{self, Moment, Precision};
use crate::model::form::EntryType;
use crate::model::ledger::name_and_unit;
use crate::model::number;
use crate::source::grid::Kind;
use crate::source::node::trim;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As it stands in what is made of it: digits, `95%`, `2026-03-05`, a choice as the form has it.
    pub text: String,
    /// What it counts as.
    pub counts: Counts,
    /// The cell.
    pub span: Span,
}

/// What a value counts as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Counts {
    /// Words.
    Words,
    /// A number; of 95%, 95.
    Number(Decimal),
    /// A day.
    Day(Moment),
}

/// Why a cell cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Fault {
    fn new(code: &'static str, message: String, hint: impl Into<String>) -> Self {
        Self { code, message, hint: hint.into() }
    }
}

/// Words that make a number uncertain.
const ABOUT: [&str; 14] =
    ["约", "大约", "近", "左右", "余", "多", "几", "以上", "以下", "上下", "至", "~", "～", "—"];
/// What stands for 是, and for 否.
const YES: [&str; 8] = ["是", "有", "√", "✓", "☑", "对", "已", "Y"];
/// See [`YES`].
const NO: [&str; 8] = ["否", "无", "没有", "×", "✗", "☐", "未", "N"];
/// What people write where there is nothing.
const NOTHING: [&str; 6] = ["/", "-", "—", "——", "无", "\\"];
/// Units of people: one is as good as the other.
const PEOPLE: [&str; 5] = ["人", "名", "位", "个", "个人"];

/// Reads a cell that is not blank.
pub fn read(column: &Column, text: &str, kind: Kind, span: Span) -> Result<Value, Fault> {
    let key = &column.key;
    match kind {
        Kind::Error => {
            let message = format!("“{key}”是出错的公式“{text}”");
            return Err(Fault::new("return-cell", message, "把公式改对，或者直接写上数"));
        }
        Kind::NoResult => {
            let message = format!("“{key}”是公式，没有算出来");
            return Err(Fault::new("return-cell", message, "用 Excel 或 WPS 打开，存一次盘；或者直接写上数"));
        }
        Kind::LostNumber => {
            let message = format!("“{key}”的“{text}”超过15位，末尾几位已经丢了");
            return Err(Fault::new("return-cell", message, "把格子设成文本，照原样重新写"));
        }
        Kind::Blank | Kind::Text | Kind::Number | Kind::Moment | Kind::Boolean => {}
    }
    let words = one_line(text);
    match column.what {
        EntryType::Number | EntryType::Whole | EntryType::Percent => of_number(column, &words, kind, span),
        EntryType::Choice => choice(column, &words, span),
        EntryType::YesNo => yes_or_no(column, &words, span),
        EntryType::Date => day(column, &words, kind, span),
        EntryType::Words => of_words(column, words, span),
    }
}

/// A cell's lines as one, without blanks around.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("；")
}

/// Full-width digits and signs as those of ASCII.
fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '　' => ' ',
        '−' => '-',
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect()
}

fn of_number(column: &Column, words: &str, kind: Kind, span: Span) -> Result<Value, Fault> {
    let key = &column.key;
    let what = if column.what == EntryType::Whole { "整数" } else { "数" };
    let example = match &column.unit {
        Some(unit) => format!("只写数，例如 12；单位“{unit}”表上已经有了"),
        None => "只写数，例如 12".to_owned(),
    };
    if kind == Kind::Moment {
        let message = format!("“{key}”是日期“{words}”，要填{what}");
        return Err(Fault::new("return-number", message, "把格子的格式改成常规，重新写上数"));
    }
    if NOTHING.contains(&words) {
        let message = format!("“{key}”写的是“{words}”，要填{what}");
        return Err(Fault::new("return-number", message, "没有就填 0"));
    }
    let plain: String = narrow(words).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_start_matches('+');
    if ABOUT.iter().any(|about| plain.contains(about)) || is_range(plain) {
        let message = format!("“{key}”写的是“{words}”，不是准数");
        return Err(Fault::new("return-number", message, "核实以后填准确的数"));
    }
    let (digits, suffix) = split(plain);
    let Some((mut value, percent)) = number::parse(digits) else {
        let message = format!("“{key}”写的是“{words}”，不是{what}");
        return Err(Fault::new("return-number", message, example));
    };
    let unit = column.unit.as_deref().unwrap_or("");
    let same = |one: &str, other: &str| {
        one == other || PEOPLE.contains(&one) && PEOPLE.contains(&other) && !one.is_empty()
    };
    let is_own = suffix.is_empty() || same(suffix, unit) || unit.is_empty() && is_unit(suffix);
    if !is_own {
        let message = if unit.is_empty() {
            format!("“{key}”写的是“{words}”，数后面有别的字")
        } else {
            format!("“{key}”写的是“{words}”，单位应为“{unit}”")
        };
        return Err(Fault::new(
            "return-number",
            message,
            format!("换算成“{unit}”，只写数").replace("换算成“”，", ""),
        ));
    }
    if column.what == EntryType::Percent {
        let doubtful = !percent && value > Decimal::ZERO && value <= Decimal::ONE;
        if doubtful {
            let whole = (value * Decimal::ONE_HUNDRED).normalize();
            let message = format!("“{key}”写的是“{words}”，不知道是{value}%还是{whole}%");
            return Err(Fault::new("return-number", message, format!("写清楚：{whole}% 或者 {value}%")));
        }
    } else if percent {
        let message = format!("“{key}”写的是百分数“{words}”，要填{what}");
        return Err(Fault::new("return-number", message, example));
    }
    if column.what == EntryType::Whole {
        if !value.is_integer() {
            let message = format!("“{key}”写的是“{words}”，要填整数");
            return Err(Fault::new("return-number", message, "核实以后填整数"));
        }
        value = value.normalize();
    }
    bounds(column, words, value)?;
    let digits = value.to_string();
    let text = if column.what == EntryType::Percent { format!("{digits}%") } else { digits };
    Ok(Value { text, counts: Counts::Number(value), span })
}

/// `10-15`: a stretch, not a number.
fn is_range(text: &str) -> bool {
    let inner = text.strip_prefix('-').unwrap_or(text);
    inner.split_once('-').is_some_and(|(one, other)| {
        let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        begins(one) && begins(other)
    })
}

/// A number and what stands behind it.
fn split(text: &str) -> (&str, &str) {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))).unwrap_or(text.len());
    let end = if text[end..].starts_with('%') { end + 1 } else { end };
    text.split_at(end)
}

/// Whether a word is a unit that ledgers know.
fn is_unit(word: &str) -> bool {
    name_and_unit(&format!("数（{word}）")).1.is_some()
}

fn bounds(column: &Column, words: &str, value: Decimal) -> Result<(), Fault> {
    let number = |bound: &Option<Bound>| match bound {
        Some(Bound::Number(value)) => Some(*value),
        _ => None,
    };
    let (least, most) = (number(&column.least), number(&column.most));
    if least.is_some_and(|least| value < least) || most.is_some_and(|most| value > most) {
        let asked = between(least, most);
        let message = format!("“{}”是{words}，超出了范围", column.key);
        let hint = format!("这一栏的数要{}，请核实", asked.trim_start_matches('，'));
        return Err(Fault::new("return-bounds", message, hint));
    }
    Ok(())
}

fn choice(column: &Column, words: &str, span: Span) -> Result<Value, Fault> {
    let folded = |text: &str| -> String { narrow(text).chars().filter(|c| !c.is_whitespace()).collect() };
    if let Some(choice) = column.choices.iter().find(|choice| folded(choice) == folded(words)) {
        return Ok(Value { text: choice.clone(), counts: Counts::Words, span });
    }
    let message = format!("“{}”写的是“{words}”，不在选项里", column.key);
    let mut hint = format!("从这些里选：{}", column.choices.join("、"));
    if let Some(near) = nearest(words, column.choices.iter().map(String::as_str)) {
        hint = format!("是否应为“{near}”；{hint}");
    }
    Err(Fault::new("return-choice", message, hint))
}

fn yes_or_no(column: &Column, words: &str, span: Span) -> Result<Value, Fault> {
    let upper = narrow(words).to_uppercase();
    let upper = match upper.as_str() {
        "TRUE" | "YES" => "Y",
        "FALSE" | "NO" => "N",
        other => other,
    };
    let text = if YES.contains(&upper) {
        "是"
    } else if NO.contains(&upper) {
        "否"
    } else {
        let message = format!("“{}”写的是“{words}”", column.key);
        return Err(Fault::new("return-choice", message, "填“是”或者“否”"));
    };
    Ok(Value { text: text.to_owned(), counts: Counts::Words, span })
}

fn day(column: &Column, words: &str, kind: Kind, span: Span) -> Result<Value, Fault> {
    const EXAMPLE: &str = "写成年月日，例如 2026-04-30";
    let key = &column.key;
    if kind == Kind::Number {
        let message = format!("“{key}”写的是数“{words}”，不是日期");
        return Err(Fault::new("return-date", message, EXAMPLE));
    }
    let moment = match date::parse(&narrow(words), span) {
        Ok(moment) if moment.precision == Precision::Day => moment,
        Ok(_) => {
            let message = format!("“{key}”写的是“{words}”，没有写到哪一天");
            return Err(Fault::new("return-date", message, EXAMPLE));
        }
        Err(fault) => {
            let message = format!("“{key}”写的是“{words}”：{}", fault.message);
            return Err(Fault::new("return-date", message, EXAMPLE));
        }
    };
    let bound = |bound: &Option<Bound>| match bound {
        Some(Bound::Day(moment)) => Some(*moment),
        _ => None,
    };
    let early = bound(&column.least).filter(|least| moment.first < least.first);
    let late = bound(&column.most).filter(|most| moment.first > most.last);
    if let Some(bound) = early.or(late) {
        let side = if early.is_some() { "早于" } else { "晚于" };
        let message = format!("“{key}”是{words}，{side}{}", bound.in_words());
        return Err(Fault::new("return-bounds", message, "核实以后改过来"));
    }
    let (year, month, day) = date::parts(moment.first);
    Ok(Value { text: format!("{year}-{month:02}-{day:02}"), counts: Counts::Day(moment), span })
}

fn of_words(column: &Column, words: String, span: Span) -> Result<Value, Fault> {
    if let Some(Bound::Number(most)) = &column.most
        && Decimal::from(words.chars().count()) > *most
    {
        let message = format!("“{}”有{}字，最多{most}字", column.key, words.chars().count());
        return Err(Fault::new("return-bounds", message, "写得短一些"));
    }
    Ok(Value { text: words, counts: Counts::Words, span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::SourceId;

    fn column(what: EntryType, unit: Option<&str>) -> Column {
        Column {
            key: "党员数".to_owned(),
            name: "党员数".to_owned(),
            group: None,
            what,
            unit: unit.map(str::to_owned),
            choices: vec!["已建立".to_owned(), "未建立".to_owned()],
            optional: false,
            least: None,
            most: None,
            help: None,
            width: None,
        }
    }

    fn shown(column: &Column, text: &str) -> String {
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        match read(column, text, Kind::Text, span) {
            Ok(value) => value.text,
            Err(fault) => format!("{}。{}", fault.message, fault.hint),
        }
    }

    #[test]
    fn what_says_one_thing_is_read() {
        let people = column(EntryType::Whole, Some("名"));
        for (text, value) in [
            ("12", "12"),
            ("１２", "12"),
            ("12人", "12"),
            (" 12 名", "12"),
            ("1,200", "1200"),
            ("12.0", "12"),
        ] {
            assert_eq!(shown(&people, text), value, "{text}");
        }
        let rate = column(EntryType::Percent, None);
        for (text, value) in
            [("95", "95%"), ("95％", "95%"), ("95.50%", "95.50%"), ("0", "0%"), ("0.5%", "0.5%")]
        {
            assert_eq!(shown(&rate, text), value, "{text}");
        }
        let chosen = column(EntryType::Choice, None);
        assert_eq!(shown(&chosen, " 已 建立"), "已建立");
        let flag = column(EntryType::YesNo, None);
        for (text, value) in
            [("有", "是"), ("√", "是"), ("true", "是"), ("无", "否"), ("×", "否"), ("ｎ", "否")]
        {
            assert_eq!(shown(&flag, text), value, "{text}");
        }
        let date = column(EntryType::Date, None);
        for text in ["2026-3-5", "2026年3月5日", "2026.3.5", "２０２６／３／５"] {
            assert_eq!(shown(&date, text), "2026-03-05", "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_a_fault_with_its_cure() {
        let people = column(EntryType::Whole, Some("名"));
        let rate = column(EntryType::Percent, None);
        let date = column(EntryType::Date, None);
        let chosen = column(EntryType::Choice, None);
        let flag = column(EntryType::YesNo, None);
        let told: Vec<String> = [
            (&people, "约30"),
            (&people, "30多人"),
            (&people, "10-15"),
            (&people, "12户"),
            (&people, "十二"),
            (&people, "12.5"),
            (&people, "50%"),
            (&people, "/"),
            (&people, "1.2万"),
            (&rate, "0.95"),
            (&rate, "1"),
            (&date, "2026年3月"),
            (&date, "2026-2-30"),
            (&date, "去年"),
            (&chosen, "已建"),
            (&flag, "可能"),
        ]
        .into_iter()
        .map(|(column, text)| format!("{text}：{}", shown(column, text)))
        .collect();
        insta::assert_snapshot!(told.join("\n"));
    }
}
