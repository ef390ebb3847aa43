//! Names of files that Windows and Linux both allow.

use unicode_normalization::UnicodeNormalization;

use crate::charset::is_invisible;

/// A text as the name of a file, without its end: forbidden characters become their full-width forms, what nobody can see
/// is left out, at most `longest` bytes.
pub fn file_stem(text: &str, longest: usize) -> String {
    let mut stem = String::new();
    for c in text.nfc() {
        let shown = match c {
            '/' => '／',
            '\\' => '＼',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '"' => '＂',
            '<' => '〈',
            '>' => '〉',
            '|' => '｜',
            c if c.is_control() || is_invisible(c) => continue,
            c => c,
        };
        if stem.len() + shown.len_utf8() > longest {
            break;
        }
        stem.push(shown);
    }
    let stem = stem.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if stem.is_empty() {
        return "未命名".to_owned();
    }
    let base = stem.split('.').next().unwrap_or(stem).to_ascii_uppercase();
    let numbered = |prefix: &str| {
        base.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    if matches!(base.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT") {
        return format!("{stem}_");
    }
    stem.to_owned()
}

/// A name as a file system sees it that knows no upper and lower case.
pub fn folded(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_everywhere_and_stay_in_the_folder() {
        for (title, stem) in [
            ("关于印发《方案》的通知", "关于印发《方案》的通知"),
            ("../../甲/乙", "／..／甲／乙"),
            ("a:b*c?\"<d>|", "a：b＊c？＂〈d〉｜"),
            ("con", "con_"),
            ("COM1.方案", "COM1.方案_"),
            (" . ", "未命名"),
            ("甲镇\u{200B}卫生院\u{202E}", "甲镇卫生院"),
            ("葛\u{E0100}城", "葛\u{E0100}城"),
        ] {
            assert_eq!(file_stem(title, 200), stem, "{title}");
        }
        assert!(file_stem(&"长".repeat(300), 200).len() <= 200);
    }
}
