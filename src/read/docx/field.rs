//! Fields that hold no result: what one sees of them all the same.

use crate::office::element::Element;
use crate::read::docx::tree::Asked;

/// A field that is open.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Its instruction.
    pub code: String,
    /// Its result has begun.
    pub result: bool,
    /// Where that began: paragraph and byte.
    pub start: (usize, usize),
    /// What its form shows, if it is one.
    pub form: Option<String>,
}

/// What one sees of a field without result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// These characters.
    Text(String),
    /// These characters, and more that no character stands for.
    Part(String),
    /// Nothing: it is none that shows anything.
    Nothing,
    /// Nobody knows.
    Unknown,
}

/// What the form of a field shows: a box, a list, a blank.
pub fn form(begin: &Element) -> Option<String> {
    let data = begin.child_named("w:ffData")?;
    if let Some(check) = data.child_named("w:checkBox") {
        let is_on = check.switch("w:checked").or(check.switch("w:default")).unwrap_or(false);
        return Some(ticked(is_on).to_owned());
    }
    if let Some(list) = data.child_named("w:ddList") {
        let number = |name: &str| list.child_named(name).and_then(|child| child.number("val"));
        let at = number("w:result").or(number("w:default")).unwrap_or(0);
        let mut entries = list.elements().filter(|child| child.name == "w:listEntry");
        let entry = usize::try_from(at).ok().and_then(|at| entries.nth(at));
        return entry.and_then(|entry| entry.attribute("val")).map(str::to_owned);
    }
    Some(data.child_named("w:textInput")?.val_of("w:default").unwrap_or_default().to_owned())
}

/// A box with or without a tick.
pub fn ticked(is_on: bool) -> &'static str {
    if is_on { "☑" } else { "☐" }
}

/// What one sees of a field by its instruction and its form.
pub fn shown(code: &str, form: Option<&str>) -> Shown {
    let code = code.trim();
    let (word, rest) = code.split_once(|c: char| c.is_whitespace() || c == '\\').unwrap_or((code, ""));
    let rest = &code[code.len() - rest.len()..];
    match word.to_ascii_uppercase().as_str() {
        "FORMCHECKBOX" | "FORMDROPDOWN" | "FORMTEXT" => {
            form.map_or(Shown::Unknown, |words| Shown::Text(words.to_owned()))
        }
        "EQ" => equation(&code[word.len()..]),
        "MACROBUTTON" | "GOTOBUTTON" => {
            let words = rest.trim_start().split_once(char::is_whitespace).map_or("", |(_, words)| words);
            Shown::Text(words.trim().to_owned())
        }
        "QUOTE" => Shown::Text(rest.trim().trim_matches('"').to_owned()),
        "" | "TC" | "XE" | "TA" | "RD" | "SET" | "ASK" | "PRIVATE" | "ADVANCE" | "TOC" | "INDEX"
        | "ADDIN" | "EMBED" => Shown::Nothing,
        "SEQ" if rest.contains("\\h") => Shown::Nothing,
        _ => Shown::Unknown,
    }
}

/// `\o\ac(○,1)` → ①, `\f(1,2)` → 1/2; of others nobody knows.
fn equation(code: &str) -> Shown {
    let Some(open) = code.find('(') else { return Shown::Unknown };
    let Some(close) = code.rfind(')').filter(|close| *close > open) else { return Shown::Unknown };
    // Options of looks stand before it: `\* jc2 \* hps31 \o\ad(…)`.
    let options = code[..open].to_ascii_lowercase();
    let parts = apart(&code[open + 1..close]);
    if options.contains("\\f") && !options.contains("\\o") {
        return match &parts[..] {
            [above, below] if !above.contains('\\') && !below.contains('\\') => {
                Shown::Text(format!("{above}/{below}"))
            }
            _ => Shown::Unknown,
        };
    }
    if !options.contains("\\o") {
        return Shown::Unknown;
    }
    let is_frame = |part: &str| matches!(part, "○" | "◯" | "〇" | "O" | "□" | "△" | "◇");
    match &parts[..] {
        [frame, inner] | [inner, frame] if is_frame(&bare(frame)) && !is_frame(&bare(inner)) => {
            let inner = bare(inner);
            match circled(&inner).filter(|_| !matches!(bare(frame).as_str(), "□" | "△" | "◇")) {
                Some(sign) => Shown::Text(sign.to_string()),
                None => Shown::Part(inner),
            }
        }
        // 拼音指南: what stands above is no text.
        [above, base] if above.to_ascii_lowercase().contains("\\s\\up") => Shown::Text(bare(base)),
        _ => Shown::Unknown,
    }
}

/// The arguments of an equation, parted by commas that stand in no brackets.
fn apart(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match (c, depth, parts.last_mut()) {
            (',' | ';' | '，', 0, _) => parts.push(String::new()),
            (c, _, Some(last)) => last.push(c),
            _ => {}
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// `\s\do2(1)` → 1.
fn bare(part: &str) -> String {
    let inner = part.rsplit('(').next().unwrap_or(part);
    inner.trim_matches(|c: char| c == ')' || c.is_whitespace() || c == '"').to_owned()
}

/// A number, a letter or one of a few characters in a circle.
fn circled(text: &str) -> Option<char> {
    const HAN: &str = "一二三四五六七八九十";
    const OTHERS: [(char, char); 12] = [
        ('上', '㊤'),
        ('中', '㊥'),
        ('下', '㊦'),
        ('左', '㊧'),
        ('右', '㊨'),
        ('男', '㊚'),
        ('女', '㊛'),
        ('正', '㊣'),
        ('秘', '㊙'),
        ('印', '㊞'),
        ('注', '㊟'),
        ('优', '㊝'),
    ];
    if let Ok(number) = text.parse::<u32>() {
        let at = match number {
            0 => 0x24EA,
            1..=20 => 0x2460 + number - 1,
            21..=35 => 0x3251 + number - 21,
            36..=50 => 0x32B1 + number - 36,
            _ => return None,
        };
        return char::from_u32(at);
    }
    let mut chars = text.chars();
    let one = chars.next().filter(|_| chars.next().is_none())?;
    let from = |first: u32, base: char| char::from_u32(first + u32::from(one) - u32::from(base));
    match one {
        'A'..='Z' => from(0x24B6, 'A'),
        'a'..='z' => from(0x24D0, 'a'),
        _ => {
            let han = HAN.chars().position(|c| c == one).and_then(|at| char::from_u32(0x3280 + at as u32));
            han.or_else(|| OTHERS.iter().find(|(plain, _)| *plain == one).map(|(_, sign)| *sign))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_without_result_show_what_word_shows() {
        let text = |words: &str| Shown::Text(words.to_owned());
        for (code, right) in [
            ("EQ \\o\\ac(○,1)", text("①")),
            ("eq \\o\\ac(○, 21)", text("㉑")),
            ("EQ \\o(○,\\s\\do2(三))", text("㊂")),
            ("EQ \\o\\ac(○,局)", Shown::Part("局".to_owned())),
            ("EQ \\o\\ac(□,1)", Shown::Part("1".to_owned())),
            ("EQ \\f(1,2)", text("1/2")),
            ("EQ \\* jc2 \\* hps31 \\o\\ad(\\s\\up 10(zhang),张)", text("张")),
            ("EQ \\r(2)", Shown::Unknown),
            ("EQ", Shown::Unknown),
            ("EQ )(", Shown::Unknown),
            (" MACROBUTTON NoMacro [单击此处] ", text("[单击此处]")),
            ("TC \"甲\" \\l 1", Shown::Nothing),
            ("REF _Ref1 \\h", Shown::Unknown),
            ("", Shown::Nothing),
        ] {
            assert_eq!(shown(code, None), right, "{code}");
        }
        assert_eq!(shown(" FORMCHECKBOX ", Some("☑")), text("☑"));
    }
}
