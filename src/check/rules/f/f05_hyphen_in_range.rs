//! F05: hyphens and other short dashes between the ends of a range.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::intervals::{self, Interval};
use crate::check::text::numbers::Found;
use crate::check::text::{roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F05",
    name: "起止之间用了短横线或半角浪纹线",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.13.3；GB/T 15835-2011 5.1.3",
    why: "时间的起止用一字线“—”，数值的范围用浪纹线“～”或者一字线“—”。短横线“-”用在编号、电话号码和外文里。",
    wrong: &[
        body("按照《某某县河道治理规划（2024-2026年）》，每村配备3-5名护河员。"),
        body("检查时间为3月5日-3月20日，每天9:00-11:30。"),
        body("补助标准为每亩80~100元。"),
    ],
    right: &[
        body("执行《水闸检测规程》（GB/T 3050-2012），电话0938-8200000，合同编号2024-2026-3，详见图1-2。"),
        body("2024—2026年每村配备3～5名护河员，安排在2-301号楼。"),
    ],
    look: Look::Line(look),
};

/// Units that codes have, too: `3-2号楼`.
const OF_CODES: &[&str] = &["号", "度", "章", "条", "块", "层", "门", "间", "台", "位", "类", "型"];

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for interval in intervals::all(text).into_iter().filter(|i| "-~－–‒−﹣".contains(i.dash)) {
        let dated = is_years(&interval) || is_clock(text, &interval) || is_dates(&interval);
        let amount = is_amount(&interval);
        if !(dated || amount || (interval.dash == '~' && interval.first.value < interval.second.value)) {
            continue;
        }
        let right = if interval.dash == '~' && !dated { "～" } else { "—" };
        marks
            .here(interval.joint.clone(), format!("“{}”用了“{}”", &text[interval.range()], interval.dash))
            .replace(right);
    }
}

/// `2024-2026`.
fn is_years(interval: &Interval) -> bool {
    let is_year = |number: &Found| {
        let year: Option<u32> = number.value.to_string().parse().ok();
        number.range.len() == 4 && year.is_some_and(|year| (1900..=2100).contains(&year))
    };
    let (first, second) = (&interval.first, &interval.second);
    is_year(first)
        && is_year(second)
        && first.value < second.value
        && matches!(first.unit.name.as_str(), "" | "年")
        && matches!(second.unit.name.as_str(), "" | "年")
}

/// `9:00-11:30`.
fn is_clock(text: &str, interval: &Interval) -> bool {
    let is_minutes = words::is_before(text, interval.first.range.start, ":：");
    let behind = &text[interval.second.range.end..];
    is_minutes
        && interval.first.range.len() == 2
        && interval.second.range.len() <= 2
        && behind.strip_prefix([':', '：']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// `3月-5月`, `3-5月`.
fn is_dates(interval: &Interval) -> bool {
    let is_date = |unit: &str| matches!(unit, "月" | "日" | "年");
    is_date(&interval.second.unit.name)
        && (is_date(&interval.first.unit.name)
            || (interval.first.unit.name.is_empty() && interval.first.value < interval.second.value))
}

/// Numbers that grow, with a unit behind the second.
fn is_amount(interval: &Interval) -> bool {
    let (first, second) = (&interval.first.unit, &interval.second.unit);
    let is_unit = !second.name.is_empty() || second.scale > 1;
    let same = first.name.is_empty() || first.name == second.name;
    let grows = match (interval.first.whole(), interval.second.whole()) {
        (Some(a), Some(b)) => a < b || interval.first.value < interval.second.value,
        _ => false,
    };
    is_unit && same && grows && !OF_CODES.contains(&second.name.as_str())
}
