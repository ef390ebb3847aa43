//! Numbers that are many times what was to be expected: how many, and whether 计量单位 or a digit too many may be the reason.

use rust_decimal::Decimal;

/// The powers of ten with the part that each is of, and how many digits make it.
const POWERS: [(u32, &str, &str); 4] =
    [(10, "十分之一", "一"), (100, "百分之一", "两"), (1000, "千分之一", "三"), (10_000, "万分之一", "四")];

/// What to ask if a number is within `low` and `high` when it is taken ten, a hundred, a thousand or ten thousand times, or by such
/// a part; `expected` is what it would be like then.
pub fn hint(number: Decimal, low: Decimal, high: Decimal, expected: &str) -> Option<String> {
    if number <= Decimal::ZERO || low <= Decimal::ZERO {
        return None;
    }
    let fits = |number: Decimal| (low..=high).contains(&number);
    POWERS.iter().find_map(|(power, part, digits)| {
        let times = Decimal::from(*power);
        let (of_it, slip) = if fits(number / times) {
            ((*part).to_owned(), "多")
        } else if fits(number * times) {
            (format!("{power}倍"), "少")
        } else {
            return None;
        };
        Some(format!("它的{of_it}就{expected}：请看计量单位对不对，是不是{slip}写了{digits}位数"))
    })
}

/// A number a little smaller, and one a little larger: what is still close to it.
pub fn around(number: Decimal) -> (Decimal, Decimal) {
    (number * Decimal::new(8, 1), number * Decimal::new(125, 2))
}

/// How many times one number is the other, whichever is the larger; one is added to both, so that nothing is compared with something.
/// What is told is told in this order, the strangest first.
pub fn apart(one: Decimal, other: Decimal) -> Decimal {
    let (one, other) = (one.abs(), other.abs());
    (one.max(other) + Decimal::ONE) / (one.min(other) + Decimal::ONE)
}
