//! What stands in a cell of a return → the value that it is, or why it is none and what to write instead.
//!
//! Whatever says one thing only is read: full-width digits, a unit that the column has anyway, commas and blanks at thousands,
//! 95% and 95, 20260405. What may mean two things is a fault, never a guess: 约30, 3 5, 12万元 where the column has no unit, 0.95
//! in percent, 5月 without a day.

use rust_decimal::Decimal;

use crate::collect::form::{Bound, Column};
use crate::collect::sheet::between;
use crate::diag::diagnostic::Span;
use crate::diag::nearest::nearest;
use crate::model::date::{self, Moment, Precision};
use crate::model::form::EntryType;
use crate::model::number;
use crate::paper::end_matter;
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

/// Words and signs that make a number uncertain.
const ABOUT: [&str; 18] = [
    "约", "大约", "近", "左右", "余", "多", "几", "以上", "以下", "上下", "至", "~", "～", "—", "≥", "≤",
    ">", "<",
];
/// What stands for 是, and for 否.
const YES: [&str; 10] = ["是", "是的", "有", "√", "✓", "✔", "☑", "对", "已", "Y"];
/// See [`YES`].
const NO: [&str; 10] = ["否", "不是", "无", "没有", "×", "✗", "✘", "☐", "未", "N"];
/// Marks after which a line goes on without another.
const MARKS: [char; 17] =
    ['。', '；', '，', '、', '：', '！', '？', '…', '—', '.', ';', ',', ':', '!', '?', '．', '｡'];
/// First and last year that a day without marks may be in: `20260405`.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;
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
    let words = one_line(text, column.what == EntryType::Words);
    match column.what {
        EntryType::Number | EntryType::Whole | EntryType::Percent => of_number(column, &words, kind, span),
        EntryType::Choice => choice(column, &words, span),
        EntryType::YesNo => yes_or_no(column, &words, span),
        EntryType::Date => day(column, &words, kind, span),
        EntryType::Words => of_words(column, words, span),
    }
}

/// A cell's lines as one, without blanks around. In words a line that ends in a mark needs no other.
fn one_line(text: &str, words: bool) -> String {
    let mut one = String::new();
    for line in text.split(['\n', '\r']).map(trim).filter(|line| !line.is_empty()) {
        let goes_on = words && one.ends_with(MARKS);
        if !one.is_empty() && !goes_on {
            one.push('；');
        }
        one.push_str(line);
    }
    one
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
    let fault = |message: String, hint: &str| Err(Fault::new("return-number", message, hint));
    let narrowed = narrow(words);
    let tight: String = narrowed.chars().filter(|c| !c.is_whitespace()).collect();
    let tight = tight.trim_start_matches('+');
    if ABOUT.iter().any(|about| tight.contains(about)) || tight.ends_with('+') || is_range(tight) {
        return fault(format!("“{key}”写的是“{words}”，不是准数"), "核实以后填准确的数");
    }
    let Some(plain) = without_blanks(&narrowed) else {
        let message = format!("“{key}”写的是“{words}”，数字中间有空格，不知道是一个数还是几个数");
        return fault(message, "核实以后只填一个数，中间不空格");
    };
    let plain = plain.trim_start_matches('+');
    if is_scientific(plain) {
        let message = format!("“{key}”写的是“{words}”，是科学计数，看不出完整的数");
        return fault(message, "把格子的格式改成常规，照原数一位一位写全");
    }
    let begin = plain.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let before = plain[..begin].strip_suffix('-').unwrap_or(&plain[..begin]);
    if is_marks(before) {
        return fault(format!("“{key}”写的是“{words}”，数前面多了符号“{before}”"), "去掉符号，只写数");
    }
    let (digits, suffix) = split(plain);
    let Some((mut value, percent)) = number::parse(digits) else {
        return fault(format!("“{key}”写的是“{words}”，不是{what}"), &example);
    };
    behind(column, words, suffix)?;
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

/// Whether what stands behind a number may: nothing, or the column's own unit.
fn behind(column: &Column, words: &str, suffix: &str) -> Result<(), Fault> {
    let key = &column.key;
    let fault = |message: String, hint: String| Err(Fault::new("return-number", message, hint));
    let unit = narrow(column.unit.as_deref().unwrap_or(""));
    let said = suffix.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(suffix);
    let both_people = PEOPLE.contains(&said) && PEOPLE.contains(&unit.as_str());
    if suffix.is_empty() || said == unit && !unit.is_empty() || both_people {
        return Ok(());
    }
    if is_marks(suffix) && suffix != "‰" {
        let own = words.chars().count() - suffix.chars().count();
        let suffix: String = words.chars().skip(own).collect();
        let message = format!("“{key}”写的是“{words}”，数后面多了符号“{suffix}”");
        return fault(message, "去掉符号，只写数".to_owned());
    }
    if suffix != "‰" && suffix.starts_with(|c: char| !c.is_alphanumeric()) {
        let (what, hint) = if suffix.contains(|c: char| c.is_ascii_digit()) {
            ("不止一个数", "核实以后只填一个数")
        } else {
            ("数后面有别的字", "只写数；要说明的写在别处")
        };
        return fault(format!("“{key}”写的是“{words}”，{what}"), hint.to_owned());
    }
    if column.what == EntryType::Percent {
        let message = format!("“{key}”写的是“{words}”，要填百分数");
        return fault(message, "换算成百分数，写成 12.5% 这样".to_owned());
    }
    if unit.is_empty() {
        let message = format!("“{key}”写的是“{words}”，这一栏没有写计量单位，只填数");
        return fault(message, format!("去掉“{suffix}”；拿不准按什么单位填，先问清楚再填"));
    }
    let message = format!("“{key}”写的是“{words}”，单位应为“{unit}”");
    fault(message, format!("换算成“{unit}”，只写数"))
}

/// Whether a text is something, and no letter or digit of any script.
fn is_marks(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_alphanumeric)
}

/// A number without blanks; those within it must stand at thousands, and are commas from then on. `None` if they do not.
fn without_blanks(text: &str) -> Option<String> {
    let text = trim(text);
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut plain = String::with_capacity(text.len());
    let mut blanks = 0;
    let mut is_grouped = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blanks += 1;
            continue;
        }
        let is_within = blanks > 0 && of_number(c) && plain.ends_with(of_number);
        if is_within {
            if blanks > 1 {
                return None;
            }
            plain.push(',');
            is_grouped = true;
        }
        plain.push(c);
        blanks = 0;
    }
    let (digits, _) = split(plain.trim_start_matches('+'));
    (!is_grouped || !text.contains(',') && number::parse(digits).is_some()).then_some(plain)
}

/// `1E+05`: a number of which a spreadsheet shows the first digits only.
fn is_scientific(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once(['e', 'E']).is_some_and(|(mantissa, power)| {
        let power = power.strip_prefix(['-', '+']).unwrap_or(power);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        digits(&mantissa.replacen('.', "", 1)) && digits(power)
    })
}

/// A number and what stands behind it.
fn split(text: &str) -> (&str, &str) {
    let sign = usize::from(text.starts_with('-'));
    let end = text[sign..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let number = end.map_or(text, |end| &text[..sign + end]);
    // A full stop that ends the cell is no point.
    let end = number.trim_end_matches(['.', ',']).len();
    let end = if text[end..].starts_with('%') { end + 1 } else { end };
    text.split_at(end)
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
    /// What makes a sign of an emblem.
    const EMBLEM: char = '\u{FE0F}';
    let upper = narrow(words).to_uppercase();
    let upper = match upper.trim_end_matches(['。', '.', EMBLEM]) {
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
    let narrowed = narrow(words);
    let compact = without_marks(&narrowed);
    if kind == Kind::Number && compact.is_none() {
        let message = format!("“{key}”写的是数“{words}”，不是日期");
        return Err(Fault::new("return-date", message, EXAMPLE));
    }
    let bare = compact.unwrap_or_else(|| without_clock(narrowed.trim_end_matches(['.', '。'])).to_owned());
    let read = date::parse(&bare, span).or_else(|fault| {
        // 二〇二六年四月五日.
        match end_matter::date(&bare).filter(|_| fault.code == "bad-date") {
            Some(other) => date::parse(&other.in_words(), span),
            None => Err(fault),
        }
    });
    let moment = match read {
        Ok(moment) if moment.precision == Precision::Day => moment,
        Ok(_) => {
            let message = format!("“{key}”写的是“{words}”，没有写到哪一天");
            return Err(Fault::new("return-date", message, EXAMPLE));
        }
        Err(fault) => {
            // What was written is said once.
            let why = fault.message.split_once("这一天：").map(|(_, why)| format!("，没有这一天：{why}"));
            let why = why.unwrap_or_else(|| format!("：{}", fault.message));
            return Err(Fault::new("return-date", format!("“{key}”写的是“{words}”{why}"), EXAMPLE));
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

/// `20260405` as `2026-04-05`; `None` if the text is no such day.
fn without_marks(text: &str) -> Option<String> {
    let text = trim(text);
    let is_day = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let year = text.get(..4)?.parse().ok()?;
    (is_day && YEARS.contains(&year)).then(|| format!("{year}-{}-{}", &text[4..6], &text[6..]))
}

/// A day without the time of day behind it: `2026-04-05 00:00:00`.
fn without_clock(text: &str) -> &str {
    let text = trim(text);
    let Some((day, clock)) = text.rsplit_once([' ', 'T']) else { return text };
    let parts: Vec<&str> = clock.split(':').collect();
    let least = |part: &str, most: u32| {
        (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|value| value < most)
    };
    let is_clock = match &parts[..] {
        [hours, minutes] => least(hours, 24) && least(minutes, 60),
        [hours, minutes, seconds] => {
            let seconds = seconds.split_once('.').map_or(*seconds, |(whole, _)| whole);
            least(hours, 24) && least(minutes, 60) && least(seconds, 60)
        }
        _ => false,
    };
    if is_clock { trim(day) } else { text }
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
            ("1 200", "1200"),
            ("１　２００", "1200"),
            ("1 200 名", "1200"),
            ("12（名）", "12"),
            ("- 3", "-3"),
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
        for (text, value) in [
            ("有", "是"),
            ("√", "是"),
            ("true", "是"),
            ("✔", "是"),
            ("✔\u{FE0F}", "是"),
            ("是的", "是"),
            ("对。", "是"),
        ] {
            assert_eq!(shown(&flag, text), value, "{text}");
        }
        for (text, value) in [
            ("无", "否"),
            ("×", "否"),
            ("ｎ", "否"),
            ("✘", "否"),
            ("✗", "否"),
            ("不是", "否"),
            ("没有", "否"),
        ] {
            assert_eq!(shown(&flag, text), value, "{text}");
        }
        let date = column(EntryType::Date, None);
        for text in [
            "2026-3-5",
            "2026年3月5日",
            "2026.3.5",
            "２０２６／３／５",
            "20260305",
            "2026-03-05 00:00:00",
            "2026/3/5 0:00",
            "2026-03-05T00:00:00",
            "2026.03.05.",
            "2026年3月5日。",
            "二〇二六年三月五日",
            "二○二六年三月五日",
        ] {
            assert_eq!(shown(&date, text), "2026-03-05", "{text}");
        }
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        let number = read(&date, "20260305", Kind::Number, span).map(|value| value.text);
        assert_eq!(number, Ok("2026-03-05".to_owned()));
        let words = column(EntryType::Words, None);
        for (text, value) in [
            ("第一；\n第二", "第一；第二"),
            ("第一\n第二", "第一；第二"),
            ("第一。\r\n\r\n第二：\n第三", "第一。第二：第三"),
        ] {
            assert_eq!(shown(&words, text), value, "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_a_fault_with_its_cure() {
        let people = column(EntryType::Whole, Some("名"));
        let rate = column(EntryType::Percent, None);
        let date = column(EntryType::Date, None);
        let chosen = column(EntryType::Choice, None);
        let flag = column(EntryType::YesNo, None);
        let bare = column(EntryType::Number, None);
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
            (&people, "3 5"),
            (&people, "12 13"),
            (&people, "1  200"),
            (&people, "1, 200"),
            (&people, "1 2003"),
            (&people, "12\n13"),
            (&people, "1\n200"),
            (&people, "12；13"),
            (&people, "12（女5）"),
            (&people, "12（估）"),
            (&people, "1E+05"),
            (&people, "12；"),
            (&people, "12*"),
            (&people, "12."),
            (&people, "12+"),
            (&people, "≥12"),
            (&people, "*12"),
            (&bare, "12万元"),
            (&bare, "12元"),
            (&bare, "12公里"),
            (&bare, "12户"),
            (&bare, "12万"),
            (&rate, "0.95"),
            (&rate, "1"),
            (&rate, "95‰"),
            (&rate, "95分"),
            (&rate, "95%%"),
            (&date, "2026年3月"),
            (&date, "2026-2-30"),
            (&date, "去年"),
            (&date, "20260230"),
            (&date, "20269999"),
            (&date, "12345678"),
            (&date, "2026.04."),
            (&date, "二〇二六年四月"),
            (&date, "二〇二六年二月三十日"),
            (&date, "2026-04-05 25:00"),
            (&date, "2026-04-05 2026-04-06"),
            (&chosen, "已建"),
            (&flag, "可能"),
        ]
        .into_iter()
        .map(|(column, text)| format!("{text}：{}", shown(column, text)))
        .collect();
        insta::assert_snapshot!(told.join("\n"));
    }
}
