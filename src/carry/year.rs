//! Which year a workbook is of.

use std::collections::BTreeMap;

use crate::model::date;
use crate::source::node::{Node, Value};

/// The year that most of its days, its 发文字号 and the times of its 活动 belong to; of several the latest. If it has none of
/// these, the year that titles and the name of the 活动 speak of. `None` if nothing says it.
pub fn of(node: &Node) -> Option<i32> {
    let mut counts = BTreeMap::new();
    let orders = items(node.get("文稿"));
    for order in &orders {
        for key in ["成文日期", "起始日期", "截止日期"] {
            count(order.get(key), &mut counts);
        }
        count(order.get("印发").and_then(|printing| printing.get("日期")), &mut counts);
        if let Some(number) = text(order.get("发文字号")) {
            let year = number.split_once('〔').and_then(|(_, rest)| rest.split_once('〕'));
            add(year.and_then(|(year, _)| year.parse().ok()), &mut counts);
        }
    }
    let campaign = node.get("活动");
    for key in ["起", "止"] {
        count(campaign.and_then(|campaign| campaign.get(key)), &mut counts);
    }
    if let Some(best) = most(&counts) {
        return Some(best);
    }
    let titles = orders.iter().filter_map(|order| text(order.get("标题")));
    let name = campaign.and_then(|campaign| text(campaign.get("名称")).or_else(|| text(Some(campaign))));
    let time = text(node.get("会议").and_then(|meeting| meeting.get("时间")));
    for text in titles.chain(name).chain(time) {
        for (at, _) in text.match_indices('年') {
            let digits: String = text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
            let year: String = digits.chars().rev().collect();
            add(year.parse().ok(), &mut counts);
        }
    }
    most(&counts)
}

fn most(counts: &BTreeMap<i32, usize>) -> Option<i32> {
    counts.iter().max_by_key(|(year, count)| (**count, **year)).map(|(year, _)| *year)
}

fn count(node: Option<&Node>, counts: &mut BTreeMap<i32, usize>) {
    let moment = node.and_then(|node| date::parse(&text(Some(node))?, node.span).ok());
    add(moment.map(|moment| date::year(moment.first)), counts);
}

fn add(year: Option<i32>, counts: &mut BTreeMap<i32, usize>) {
    if let Some(year) = year.filter(|year| (1900..=2999).contains(year)) {
        *counts.entry(year).or_default() += 1;
    }
}

fn items(node: Option<&Node>) -> Vec<&Node> {
    match node {
        Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

fn text(node: Option<&Node>) -> Option<String> {
    match &node?.value {
        Value::Scalar(scalar) => Some(scalar.text.clone()),
        _ => None,
    }
}
