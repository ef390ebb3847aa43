//! Numbers of a sheet as decimal digits. They are stored in binary and written with up to 17 digits; what the spreadsheet
//! program shows and reckons with are the first 15, so a tail like 66.300000000000011 is not the user's.

/// Digits that a spreadsheet program keeps.
const SIGNIFICANT: usize = 15;
/// Largest power of ten that a stored number can have.
const LARGEST_POWER: i32 = 400;

/// A decimal number: 0.d₁d₂d₃… × 10^point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its digits, each 0 to 9, without zeros at either end; none for zero.
    digits: Vec<u8>,
    /// How many of the digits stand before the point; may be negative.
    point: i32,
}

impl Decimal {
    /// Reads `<v>`: `0.95`, `1.3800138E+10`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if all().next().is_none() || !all().all(|b| b.is_ascii_digit()) || power.abs() > LARGEST_POWER {
            return None;
        }
        let digits = all().map(|b| b - b'0').collect();
        let point = i32::try_from(whole.len()).ok()? + power;
        Some(Self { negative, digits, point }.trimmed())
    }

    /// The same with the digits that a spreadsheet program keeps.
    pub fn significant(&self) -> Self {
        self.cut(SIGNIFICANT)
    }

    /// The same with so many digits behind the point, rounded half away from zero.
    pub fn rounded(&self, decimals: usize) -> Self {
        let kept = i64::from(self.point) + decimals as i64;
        if kept < 0 {
            return Self { negative: false, digits: Vec::new(), point: 0 };
        }
        self.cut(kept as usize)
    }

    /// The same times a power of ten.
    pub fn shifted(mut self, power: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += power;
        }
        self
    }

    /// How many digits stand behind the point.
    pub fn decimals(&self) -> usize {
        (self.digits.len() as i64 - i64::from(self.point)).max(0) as usize
    }

    /// How many digits stand before the point.
    pub fn whole_digits(&self) -> usize {
        self.point.max(0) as usize
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// In plain digits, without sign: at least so many before and behind the point, by thousands if asked.
    pub fn plain(&self, whole_digits: usize, decimals: usize, by_thousands: bool) -> String {
        let digit = |at: i32| -> char {
            let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at)).copied();
            char::from(b'0' + digit.unwrap_or(0))
        };
        let point = self.point.max(0);
        let count = point.max(whole_digits as i32).max(1);
        let mut out = String::new();
        for at in (point - count)..point {
            out.push(digit(at));
            let rest = point - at - 1;
            if by_thousands && rest > 0 && rest % 3 == 0 {
                out.push(',');
            }
        }
        let decimals = decimals.max(self.decimals());
        if decimals > 0 {
            out.push('.');
            out.extend((self.point..self.point + decimals as i32).map(digit));
        }
        out
    }

    fn cut(&self, kept: usize) -> Self {
        if kept >= self.digits.len() {
            return self.clone();
        }
        let mut digits = self.digits[..kept].to_vec();
        let mut point = self.point;
        if self.digits[kept] >= 5 {
            match digits.iter().rposition(|&digit| digit < 9) {
                Some(at) => {
                    digits.truncate(at + 1);
                    digits[at] += 1;
                }
                None => {
                    digits = vec![1];
                    point += 1;
                }
            }
        }
        Self { negative: self.negative, digits, point }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|&&digit| digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        if self.digits.is_empty() {
            self.point = 0;
            self.negative = false;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Option<String> {
        let decimal = Decimal::parse(text)?.significant();
        let sign = if decimal.negative { "-" } else { "" };
        Some(format!("{sign}{}", decimal.plain(1, 0, false)))
    }

    #[test]
    fn stored_numbers_lose_only_what_the_machine_added() {
        for (stored, shown) in [
            ("0", "0"),
            ("-0", "0"),
            ("66.300000000000011", "66.3"),
            ("0.30000000000000004", "0.3"),
            ("1.3800138000E+10", "13800138000"),
            ("1E-3", "0.001"),
            ("-1.5E-5", "-0.000015"),
            ("9.9999999999999999", "10"),
            ("1200", "1200"),
            ("007", "7"),
            ("5E2", "500"),
        ] {
            assert_eq!(plain(stored).as_deref(), Some(shown), "{stored}");
        }
        for text in ["", ".", "abc", "1e", "1e999999999", "1.2.3", "NaN", "１"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn forms_are_padded_and_grouped() {
        let form = |text: &str, whole, decimals, by| {
            Decimal::parse(text).map(|d| d.plain(whole, decimals, by)).unwrap_or_default()
        };
        assert_eq!(form("12", 4, 0, false), "0012");
        assert_eq!(form("1234567.5", 1, 2, true), "1,234,567.50");
        assert_eq!(form("0", 1, 2, true), "0.00");
        assert_eq!(form("0.05", 1, 3, false), "0.050");
        assert_eq!(form("123", 1, 0, true), "123");
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        let round = |text: &str, n| Decimal::parse(text).map(|d| d.rounded(n).plain(1, n, false));
        assert_eq!(round("0.125", 2).as_deref(), Some("0.13"));
        assert_eq!(round("99.95", 1).as_deref(), Some("100.0"));
        assert_eq!(round("0.04", 1).as_deref(), Some("0.0"));
        assert_eq!(round("0.0004", 1).as_deref(), Some("0.0"));
    }

    proptest! {
        #[test]
        fn whole_numbers_and_hundredths_stay(n in -99_999_999_999_999_i64..99_999_999_999_999) {
            let text = n.to_string();
            prop_assert_eq!(plain(&text), Some(text));
            let cents = format!("{}.{:02}", n / 100 * n.signum(), (n % 100).abs());
            let float: f64 = cents.parse().expect("a number");
            prop_assert_eq!(
                Decimal::parse(&format!("{float:e}")).map(|d| d.significant()),
                Decimal::parse(&cents)
            );
        }
    }
}
