//! Totals of lists in sentences: `甲12个、乙16个，共计28个`, `共28个，其中甲12个、乙16个`, shares that make 100%.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::marks::Marks;
use crate::check::text::characters::is_han;
use crate::check::text::numbers::{self, Found};
use crate::check::text::{brackets, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

/// Words between or before numbers that make something else of them than parts of a sum.
const OTHER_READING: &[&str] = &[
    "每",
    "各",
    "均",
    "分别",
    "比上",
    "同比",
    "增加",
    "增长",
    "减少",
    "下降",
    "累计",
    "至少",
    "不少于",
    "以上",
    "以下",
    "以内",
    "目标",
    "计划",
    "任务",
    "余",
    "多",
    "近",
    "约",
    "超",
    "次数",
    "轮",
    "去年",
    "上年",
    "同期",
    "达到",
    "提高",
    "到",
];
/// Words of parts that may be the same people or things twice.
const OVERLAPS: &[&str] = &[
    "党员",
    "团员",
    "女",
    "男",
    "学历",
    "本科",
    "研究生",
    "硕士",
    "博士",
    "职称",
    "高级",
    "中级",
    "初级",
    "民族",
    "岁",
    "兼",
    "同时",
    "既",
    "含",
    "优秀",
    "新增",
    "骨干",
    "干部",
];

pub fn look(index: usize, line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    for sentence in sentences(text, &['。', '！', '？']) {
        let said = &text[sentence.clone()];
        let pairs = brackets::pairs(said).0;
        let found: Vec<Found> = numbers::all(said)
            .into_iter()
            .filter(|number| !brackets::is_within(&pairs, "（(《“〔", number.range.start))
            .collect();
        let mut told = |range: Range<usize>, message: String, level: Level| {
            let range = sentence.start + range.start..sentence.start + range.end;
            marks.at(index, range, message).level(level).hint("核对各项和总数");
        };
        total_behind(said, &found, &mut told);
        total_before(said, &found, &mut told);
        total_with_colon(said, &found, &mut told);
        shares(said, &found, &mut told);
        grades(said, &found, &mut told);
    }
}

/// The pieces of a text that end with one of some marks.
pub fn sentences(text: &str, ends: &[char]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| ends.contains(c)) {
        all.push(start..at + mark.len_utf8());
        start = at + mark.len_utf8();
    }
    all.push(start..text.len());
    all
}

fn end_of(number: &Found) -> usize {
    number.unit.range.end.max(number.range.end)
}

fn is_countable(number: &Found) -> bool {
    !matches!(
        number.unit.name.as_str(),
        "" | "年" | "月" | "日" | "号" | "%" | "％" | "‰" | "倍" | "个百分点" | "百分点" | "度" | "岁"
    )
}

/// What stands between two parts of a list: a mark and a short name.
fn joins(between: &str) -> Option<char> {
    let mark = between.trim_start().chars().next()?;
    let is_short = between.chars().count() <= 24;
    let plain = !between.contains(['。', '（', '）', '：', '；', '“', '”', '《', '》'])
        && !OTHER_READING.iter().any(|word| between.contains(word))
        && !between.contains("其中");
    ("、，,和及".contains(mark) && is_short && plain).then_some(mark)
}

/// Sum of whole values and what rounding may have taken of it.
fn sum(parts: &[&Found]) -> Option<(Decimal, Decimal)> {
    let mut total = Decimal::ZERO;
    let mut rounding = Decimal::ZERO;
    for part in parts {
        total = total.checked_add(part.whole()?)?;
        rounding += exactness(part);
    }
    Some((total, rounding))
}

/// What rounding may have taken of a number: nothing of a whole number without 万 and 亿.
pub fn exactness(number: &Found) -> Decimal {
    if number.decimals == 0 && number.unit.scale <= 1 { Decimal::ZERO } else { number.rounding() }
}

/// In the unit that a number is written with.
fn written(value: Decimal, like: &Found) -> String {
    let scale = like.unit.scale.max(1);
    let word = match scale {
        1 => "",
        10_000 => "万",
        100_000_000 => "亿",
        _ => "万亿",
    };
    format!("{}{word}{}", (value / Decimal::from(scale)).normalize(), like.unit.name)
}

/// `甲12个、乙16个，共计28个`.
fn total_behind(said: &str, found: &[Found], told: &mut dyn FnMut(Range<usize>, String, Level)) {
    for (at, total) in found.iter().enumerate().filter(|(_, total)| is_countable(total)) {
        let Some(word) = words::before(said, total.range.start, &["共计", "合计", "总计", "一共", "共"])
        else {
            continue;
        };
        let from = total.range.start - word.len();
        if !words::is_before(said, from, "，,、") || is_rough(said, total) {
            continue;
        }
        let mut parts: Vec<&Found> = Vec::new();
        let mut tight = true;
        let mut next = from - said[..from].chars().next_back().map_or(0, char::len_utf8);
        for part in found[..at].iter().rev() {
            let between = &said[end_of(part).min(next)..next];
            let mark = if parts.is_empty() { between.is_empty().then_some('、') } else { joins(between) };
            let Some(mark) = mark.filter(|_| part.unit.name == total.unit.name && !is_rough(said, part))
            else {
                break;
            };
            tight &= mark != '，' && mark != ',';
            parts.push(part);
            next = part.range.start;
        }
        let lead = &said[..next];
        let lead = &lead[lead.rfind(['，', '；', '：']).map_or(0, |at| at)..];
        if parts.len() < 2 || OTHER_READING.iter().any(|word| lead.contains(word)) {
            continue;
        }
        let (Some(whole), own) = (total.whole(), exactness(total)) else { continue };
        let agrees = (2..=parts.len()).any(|count| {
            sum(&parts[..count]).is_none_or(|(sum, rounding)| (sum - whole).abs() <= rounding + own)
        });
        if let (false, Some((sum, _))) = (agrees, sum(&parts)) {
            let level = if tight { Level::Error } else { Level::Warning };
            told(
                from..end_of(total),
                format!(
                    "前面各项相加是{}，这里写的是{}",
                    written(sum, total),
                    &said[total.range.start..end_of(total)]
                ),
                level,
            );
        }
    }
}

/// The parts of a total that are listed from a place on, and where the last of them ends; `is_name` is asked of what stands before
/// the first.
fn parts_of<'f>(
    said: &str,
    total: &Found,
    start: usize,
    found: &'f [Found],
    is_name: &dyn Fn(&str) -> bool,
) -> (Vec<&'f Found>, usize) {
    let mut parts: Vec<&Found> = Vec::new();
    let mut next = start;
    for part in found {
        let between = &said[next.min(part.range.start)..part.range.start];
        let joined = if parts.is_empty() {
            between.chars().count() <= 20
                && is_name(between)
                && !OTHER_READING.iter().any(|word| between.contains(word))
        } else {
            joins(between).is_some()
        };
        if !joined || part.unit.name != total.unit.name || is_rough(said, part) {
            break;
        }
        parts.push(part);
        next = end_of(part);
    }
    (parts, next)
}

/// `共30人：甲10人、乙15人`: a list to the end of the sentence is the whole.
fn total_with_colon(said: &str, found: &[Found], told: &mut dyn FnMut(Range<usize>, String, Level)) {
    for (at, total) in found.iter().enumerate().filter(|(_, total)| is_countable(total)) {
        let left = &said[..total.range.start];
        let clause = &left[left.rfind(['，', ',', '、', '：']).map_or(0, |at| at)..];
        let is_total = ["共", "总计", "合计"].iter().any(|word| clause.contains(word))
            && !["公共", "共同", "共产", "共青"].iter().any(|word| clause.contains(word));
        let colon = said[end_of(total)..].starts_with(['：', ':']);
        if !is_total || !colon || is_rough(said, total) {
            continue;
        }
        let behind = said[end_of(total)..].trim_start_matches(['：', ':']);
        let is_name = |name: &str| name.chars().all(is_han);
        let start = said.len() - behind.len();
        let (parts, next) = parts_of(said, total, start, &found[at + 1..], &is_name);
        let rest = said[next..].trim_end();
        let is_whole = matches!(rest, "" | "。" | "；");
        let list = &said[start..next];
        if parts.len() < 2 || !is_whole || OVERLAPS.iter().any(|word| list.contains(word)) {
            continue;
        }
        let (Some(whole), Some((sum, rounding))) = (total.whole(), sum(&parts)) else { continue };
        if (sum - whole).abs() > rounding + exactness(total) {
            told(
                total.range.start..end_of(total),
                format!(
                    "总数写的是{}，后面各项相加是{}",
                    &said[total.range.start..end_of(total)],
                    written(sum, total)
                ),
                Level::Error,
            );
        }
    }
}

/// `共28个，其中甲12个、乙16个`.
fn total_before(said: &str, found: &[Found], told: &mut dyn FnMut(Range<usize>, String, Level)) {
    for (at, word) in said.match_indices("其中") {
        let start = at + word.len();
        let Some(total) = found.iter().rev().find(|number| number.range.start < at && is_countable(number))
        else {
            continue;
        };
        let gap = &said[end_of(total).min(at)..at];
        if is_rough(said, total) || gap.chars().count() > 8 || gap.contains(['；', '：']) {
            continue;
        }
        let behind = found.partition_point(|number| number.range.start <= at);
        let (parts, next) = parts_of(said, total, start, &found[behind..], &|_| true);
        let list = &said[start..next.max(start)];
        if parts.len() < 2 || OVERLAPS.iter().any(|word| list.contains(word)) {
            continue;
        }
        let (Some(whole), Some((sum, rounding))) = (total.whole(), sum(&parts)) else { continue };
        // Behind those that make the whole something else may begin: 有场所的5个，其中自有3个、借用2个，没有的1个.
        let agrees = |count: usize| {
            self::sum(&parts[..count])
                .is_some_and(|(sum, rounding)| (sum - whole).abs() <= rounding + exactness(total))
        };
        if (2..parts.len()).any(agrees) {
            continue;
        }
        let off = sum - whole;
        // Parts that fall far short leave others out; parts far beyond count something twice.
        let is_near = off.abs() * Decimal::TEN <= whole;
        if off.abs() > rounding + exactness(total) && is_near {
            let level = if off.is_sign_positive() { Level::Error } else { Level::Warning };
            told(
                total.range.start..end_of(total),
                format!(
                    "总数写的是{}，“其中”各项相加是{}",
                    &said[total.range.start..end_of(total)],
                    written(sum, total)
                ),
                level,
            );
        }
    }
}

/// What one of several is, never two at a time.
const GRADES: &[&str] = &[
    "满意",
    "优秀",
    "良好",
    "合格",
    "较好",
    "一般",
    "较差",
    "先进",
    "后进",
    "赞成",
    "反对",
    "弃权",
    "不了解",
    "较满意",
];

/// `满意60%，基本满意30%，不满意20%`.
fn grades(said: &str, found: &[Found], told: &mut dyn FnMut(Range<usize>, String, Level)) {
    let label = |at: usize| {
        let number = found.get(at).filter(|number| matches!(number.unit.name.as_str(), "%" | "％"))?;
        let left = &said[..number.range.start];
        let left = ["占比", "占", "的", "为"]
            .iter()
            .fold(left, |left, word| left.strip_suffix(word).unwrap_or(left));
        let start = left
            .rfind(|c| !is_han(c))
            .map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8));
        let word = &left[start..];
        let is_grade = GRADES.iter().any(|grade| word.ends_with(grade)) && word.chars().count() <= 6;
        let joined = start >= at.checked_sub(1).map_or(0, |before| end_of(&found[before]));
        (is_grade && joined).then_some(word)
    };
    let mut at = 0;
    while at < found.len() {
        let count = (at..).map_while(label).count();
        let parts: Vec<&Found> = found[at..at + count].iter().collect();
        let mut words: Vec<&str> = (at..at + count).filter_map(label).collect();
        words.sort_unstable();
        words.dedup();
        if let (3.., true, Some((sum, _))) = (count, words.len() == count, sum(&parts)) {
            let rounding: Decimal = parts.iter().map(|part| part.rounding()).sum();
            // Grades that are left out make less, nothing makes more.
            if sum - Decimal::ONE_HUNDRED > rounding {
                told(
                    found[at].range.start..end_of(&found[at + count - 1]),
                    format!("各项所占的百分比相加是{}%", sum.normalize()),
                    Level::Error,
                );
            }
        }
        at += count.max(1);
    }
}

/// `分别占40%、35%、30%`, `甲占40%、乙占35%、丙占30%`.
fn shares(said: &str, found: &[Found], told: &mut dyn FnMut(Range<usize>, String, Level)) {
    let is_share = |number: &Found| matches!(number.unit.name.as_str(), "%" | "％");
    let mut at = 0;
    while at < found.len() {
        let Some(word) = words::before(said, found[at].range.start, &["分别占", "占比分别为", "占", "占比"])
            .filter(|_| is_share(&found[at]))
        else {
            at += 1;
            continue;
        };
        let mut last = at;
        while let Some(next) = found.get(last + 1).filter(|next| is_share(next)) {
            let between = &said[end_of(&found[last]).min(next.range.start)..next.range.start];
            let tied = if word.contains("分别") {
                matches!(between, "、" | "，" | "和")
            } else {
                joins(between).is_some() && between.ends_with(word)
            };
            if !tied {
                break;
            }
            last += 1;
        }
        let parts: Vec<&Found> = found[at..=last].iter().collect();
        let list = &said[found[at].range.start..end_of(&found[last])];
        if let (true, Some((sum, _)), false) =
            (parts.len() >= 3, sum(&parts), OVERLAPS.iter().any(|word| list.contains(word)))
        {
            let rounding: Decimal = parts.iter().map(|part| part.rounding()).sum();
            let off = sum - Decimal::ONE_HUNDRED;
            if off.abs() > rounding && off.abs() <= Decimal::from(3) {
                told(
                    found[at].range.start..end_of(&found[last]),
                    format!("各项所占的百分比相加是{}%", sum.normalize()),
                    Level::Warning,
                );
            }
        }
        at = last + 1;
    }
}

/// Whether a number is said to be rough: 近, 约, 余.
fn is_rough(said: &str, number: &Found) -> bool {
    words::before(said, number.range.start, &["近", "约", "超", "超过", "逾", "达到", "不少于", "第"])
        .is_some()
        || words::is_behind(said, number.range.end, "余多")
        || words::behind(said, end_of(number), &["左右", "以上", "以下", "以内", "余", "多"]).is_some()
}
