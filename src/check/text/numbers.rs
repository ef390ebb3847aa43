//! Numbers in a text, each with its unit, in decimal.

use std::ops::Range;

use rust_decimal::Decimal;

/// A number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Digits, point and separators.
    pub range: Range<usize>,
    /// Its value, 万 and 亿 not counted in.
    pub value: Decimal,
    /// Digits behind the point.
    pub decimals: u32,
    /// What stands right behind it: `万元`, `%`, `个`, `个百分点`; empty if no known unit does.
    pub unit: Unit,
}

/// A unit that stands behind a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// Where it stands.
    pub range: Range<usize>,
    /// 万, 亿 or nothing: how many ones it stands for.
    pub scale: u64,
    /// The unit without them: `元`, `人次`, `%`.
    pub name: String,
}

impl Found {
    /// The value in ones.
    pub fn whole(&self) -> Option<Decimal> {
        self.value.checked_mul(Decimal::from(self.unit.scale.max(1)))
    }

    /// Half of the last place that is written, in ones: what rounding may have taken.
    pub fn rounding(&self) -> Decimal {
        Decimal::new(5, self.decimals + 1) * Decimal::from(self.unit.scale.max(1))
    }
}

/// Units, longest first.
const UNITS: &[&str] = &[
    "个百分点",
    "平方公里",
    "平方千米",
    "立方米",
    "平方米",
    "百分点",
    "个工作日",
    "千瓦时",
    "人次",
    "户次",
    "场次",
    "公里",
    "千米",
    "公斤",
    "千克",
    "公顷",
    "项目",
    "小时",
    "分钟",
    "个月",
    "名",
    "个",
    "人",
    "户",
    "家",
    "次",
    "场",
    "件",
    "项",
    "份",
    "期",
    "期",
    "所",
    "座",
    "处",
    "条",
    "台",
    "辆",
    "套",
    "吨",
    "亩",
    "米",
    "元",
    "%",
    "％",
    "‰",
    "倍",
    "年",
    "月",
    "日",
    "天",
    "岁",
    "位",
    "篇",
    "册",
    "张",
    "起",
    "村",
    "镇",
    "乡",
    "支",
    "批",
    "宗",
    "门",
    "间",
    "床",
    "例",
    "类",
    "种",
    "层",
    "步",
    "度",
    "号",
    "块",
    "株",
    "头",
    "只",
    "章",
    "条",
];

/// The numbers of a text, in order: Arabic digits with a decimal point and grouping commas.
pub fn all(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut digits = String::new();
        let mut decimals = 0;
        let mut point = false;
        while at < bytes.len() {
            match bytes[at] {
                digit @ b'0'..=b'9' => {
                    digits.push(char::from(digit));
                    decimals += u32::from(point);
                }
                b',' if !point && is_group(&bytes[at + 1..]) => {}
                b'.' if !point && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                    point = true;
                    digits.push('.');
                }
                _ => break,
            }
            at += 1;
        }
        if let Ok(value) = digits.parse() {
            found.push(Found { range: start..at, value, decimals, unit: unit_at(text, at) });
        }
    }
    found
}

/// Whether three digits and no fourth stand here.
fn is_group(bytes: &[u8]) -> bool {
    bytes.len() >= 3
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && !bytes.get(3).is_some_and(u8::is_ascii_digit)
}

/// The unit that stands here; of no length if none does.
pub fn unit_at(text: &str, at: usize) -> Unit {
    let rest = &text[at..];
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let rest = &rest[blank..];
    let (scale, scaled) = [("万亿", 1_000_000_000_000), ("亿", 100_000_000), ("万", 10_000)]
        .into_iter()
        .find_map(|(word, scale)| rest.strip_prefix(word).map(|rest| (scale, rest)))
        .unwrap_or((1, rest));
    let name = UNITS.iter().find(|unit| scaled.starts_with(**unit)).copied().unwrap_or_default();
    let length = rest.len() - scaled.len() + name.len();
    Unit { range: at + blank..at + blank + length, scale, name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_values_and_units() {
        let told = |text: &str| {
            all(text)
                .iter()
                .map(|n| (n.value.to_string(), n.unit.scale, n.unit.name.clone()))
                .collect::<Vec<_>>()
        };
        let is = |value: &str, scale: u64, name: &str| (value.to_owned(), scale, name.to_owned());
        assert_eq!(
            told("投入66,275元、6.63万元，增长5.2%，覆盖12个村1.50亿"),
            [
                is("66275", 1, "元"),
                is("6.63", 10_000, "元"),
                is("5.2", 1, "%"),
                is("12", 1, "个"),
                is("1.50", 100_000_000, ""),
            ]
        );
        assert_eq!(all("1,2,3").len(), 3);
        assert_eq!(all("第1234567890123456789012345678901234567890号").len(), 0);
    }

    #[test]
    fn rounding_is_half_of_the_last_place() {
        let number = &all("6.63万元")[0];
        assert_eq!((number.whole(), number.rounding()), (Some(Decimal::from(66_300)), Decimal::from(50)));
    }
}
