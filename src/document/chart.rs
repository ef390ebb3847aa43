//! A chart (图): what it says, in words and numbers. It knows neither colours nor millimetres.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;
use serde::Serialize;

/// How the values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// 柱形图: upright, the series of a category side by side.
    Column,
    /// 条形图: lying, for long names of categories.
    Bar,
    /// 折线图.
    Line,
    /// 饼图: the shares of one series.
    Pie,
}

impl ChartKind {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Column => "柱形图",
            Self::Bar => "条形图",
            Self::Line => "折线图",
            Self::Pie => "饼图",
        }
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Its name in the workbook.
    pub name: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// `图1`, set by `pass::numbering` where a part has several charts; empty otherwise.
    pub number: String,
    /// 图题 without number; empty if the title of its attachment says the same.
    pub title: String,
    /// 计量单位; empty if none.
    pub unit: String,
    /// Categories, at least one.
    pub categories: Vec<String>,
    /// Series, at least one; each has a value for every category.
    pub series: Vec<Series>,
    /// 说明: the chart in words, for those who cannot see it.
    pub description: String,
    /// Lines of the text that it takes up; `None`: as many as its kind usually has.
    pub lines: Option<u32>,
    /// The table that its values come from.
    pub table: Option<String>,
    /// The texts with `【…】` that its values were reckoned from, so that they can be asked where they come from.
    #[serde(skip)]
    pub figures: Vec<String>,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A value for each category; `None` where there is none.
    pub values: Vec<Option<ChartValue>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartValue {
    /// As it was written or computed (`66,275`, `1.50`, `95%`).
    pub written: String,
    /// The number, with its decimals; of `95%`, 95.
    #[serde(skip)]
    pub value: Decimal,
}

impl ChartValue {
    /// Whether a percent sign follows.
    pub fn is_percent(&self) -> bool {
        self.written.ends_with(['%', '％'])
    }
}

impl Chart {
    /// 图题 with its number; empty if it has neither.
    pub fn caption(&self) -> String {
        match (self.number.as_str(), self.title.as_str()) {
            (number, "") => number.to_owned(),
            ("", title) => title.to_owned(),
            (number, title) => format!("{number}\u{3000}{title}"),
        }
    }

    /// `单位：人次`; `None` without a unit.
    pub fn unit_line(&self) -> Option<String> {
        (!self.unit.is_empty()).then(|| format!("单位：{}", self.unit))
    }

    /// Every value that is there.
    pub fn values(&self) -> impl Iterator<Item = &ChartValue> {
        self.series.iter().flat_map(|series| series.values.iter().flatten())
    }

    /// The shares of a pie's slices as Word rounds them (`38%`), a category each; empty where there are none to show: the values
    /// are percentages themselves, or their sum is 0.
    pub fn shares(&self) -> Vec<String> {
        let Some(series) = self.series.first() else { return Vec::new() };
        let values =
            || series.values.iter().map(|value| value.as_ref().map_or(Decimal::ZERO, |value| value.value));
        // A sum beyond 28 digits has no shares to show.
        let total = values().try_fold(Decimal::ZERO, Decimal::checked_add).unwrap_or_default();
        if self.values().any(ChartValue::is_percent) || total.is_zero() {
            return Vec::new();
        }
        let share = |value: Decimal| {
            let hundredths =
                value.checked_mul(Decimal::ONE_HUNDRED).and_then(|value| value.checked_div(total));
            hundredths.unwrap_or_default().round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        };
        values().map(|value| format!("{}%", share(value))).collect()
    }

    /// The numbers as a table: a row of the series' names, then one for each category.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let head = std::iter::once(String::new()).chain(self.series.iter().map(|s| s.name.clone()));
        let body = self.categories.iter().enumerate().map(|(index, category)| {
            let value = |series: &Series| {
                series.values.get(index).and_then(Option::as_ref).map_or(String::new(), |v| v.written.clone())
            };
            std::iter::once(category.clone()).chain(self.series.iter().map(value)).collect()
        });
        std::iter::once(head.collect()).chain(body).collect()
    }

    /// The chart in words, made from its numbers: `2012年各月义诊人次柱形图：6月120，7月98。`
    pub fn in_words(&self) -> String {
        let title = self.title.trim_end_matches(self.kind.word());
        let title = title.strip_suffix('图').unwrap_or(title);
        let unit = self.unit_line().map_or(String::new(), |line| format!("（{line}）"));
        let several = self.series.len() > 1;
        let series = self.series.iter().map(|series| {
            let points = self.categories.iter().zip(&series.values).map(|(category, value)| {
                let Some(value) = value else { return format!("{category}无数据") };
                // `2011` and `120` must not become one number.
                let joint = if category.ends_with(|c: char| c.is_ascii_alphanumeric()) { "为" } else { "" };
                format!("{category}{joint}{}", value.written)
            });
            let points = points.collect::<Vec<_>>().join("，");
            if several { format!("{}：{points}", series.name) } else { points }
        });
        let words = series.collect::<Vec<_>>().join("；");
        format!("{title}{}{unit}：{words}。", self.kind.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chart of these series.
    fn chart(categories: &[&str], series: &[(&str, &[&str])]) -> Chart {
        let value = |text: &&str| {
            (!text.is_empty()).then(|| ChartValue {
                written: (*text).to_owned(),
                value: Decimal::from_str_exact(text).expect("a number"),
            })
        };
        let series = series.iter().map(|(name, values)| Series {
            name: (*name).to_owned(),
            values: values.iter().map(value).collect(),
        });
        Chart {
            name: "图".to_owned(),
            kind: ChartKind::Column,
            number: String::new(),
            title: "2012年各月义诊人次图".to_owned(),
            unit: String::new(),
            categories: categories.iter().map(|&c| c.to_owned()).collect(),
            series: series.collect(),
            description: String::new(),
            lines: None,
            table: None,
            figures: Vec::new(),
        }
    }

    #[test]
    fn a_chart_is_told_in_words() {
        let one = chart(&["6月", "7月", "8月"], &[("人次", &["120", "98", ""])]);
        assert_eq!(one.in_words(), "2012年各月义诊人次柱形图：6月120，7月98，8月无数据。");
        let mut two = chart(&["2011", "2012"], &[("甲", &["1", "2"]), ("乙", &["3", "4.50"])]);
        two.unit = "人次".to_owned();
        assert_eq!(
            two.in_words(),
            "2012年各月义诊人次柱形图（单位：人次）：甲：2011为1，2012为2；乙：2011为3，2012为4.50。"
        );
    }

    #[test]
    fn a_number_stands_before_the_caption() {
        let mut chart = chart(&["6月"], &[("人次", &["120"])]);
        assert_eq!(chart.caption(), "2012年各月义诊人次图");
        chart.number = "图2".to_owned();
        assert_eq!(chart.caption(), "图2　2012年各月义诊人次图");
        chart.title.clear();
        assert_eq!(chart.caption(), "图2");
    }
}
