//! The marks that rendered text carries beside its characters: where a value begins and ends, where a piece of the
//! template stood, where its author left a blank line. All are Unicode noncharacters, which inputs may not contain.

/// Before a value.
pub const SLOT_OPEN: char = '\u{FDD0}';
/// After a value.
pub const SLOT_CLOSE: char = '\u{FDD1}';
/// First character of a value that is 正文; its paragraphs are separated by `\n`.
pub const PROSE: char = '\u{FDD2}';
/// Before the number of a place in the template.
pub const PLACE_OPEN: char = '\u{FDD3}';
/// After the number of a place in the template.
pub const PLACE_CLOSE: char = '\u{FDD4}';
/// A blank line that the template's author wrote.
pub const BLANK_LINE: char = '\u{FDD5}';

/// Whether a character is one of ours.
pub fn is_mark(c: char) -> bool {
    (SLOT_OPEN..=BLANK_LINE).contains(&c)
}

/// One thing that rendered text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text of the template.
    Static(&'a str),
    /// A value, without marks.
    Value(Value),
    /// Here a piece of the template begins that stands at the place with this number.
    Place(usize),
    /// A blank line that the author wrote.
    BlankLine,
}

/// A value as it came out of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its characters.
    pub text: String,
    /// Whether it is 正文, its paragraphs separated by `\n`.
    pub prose: bool,
}

/// The number of the last place in a text, which may have been cut off anywhere.
pub fn last_place(rendered: &str) -> Option<usize> {
    let until = &rendered[..rendered.rfind(PLACE_CLOSE)?];
    until[until.rfind(PLACE_OPEN)? + PLACE_OPEN.len_utf8()..].parse().ok()
}

/// Cuts rendered text at its marks.
pub fn pieces(rendered: &str) -> Vec<Piece<'_>> {
    let mut list = Vec::new();
    let mut rest = rendered;
    while let Some(at) = rest.find(is_mark) {
        if at > 0 {
            list.push(Piece::Static(&rest[..at]));
        }
        let mark = rest[at..].chars().next().unwrap_or(BLANK_LINE);
        let after = &rest[at + mark.len_utf8()..];
        rest = match mark {
            SLOT_OPEN => {
                let (value, tail) = cut_value(after);
                list.push(Piece::Value(value));
                tail
            }
            PLACE_OPEN => match after.split_once(PLACE_CLOSE) {
                Some((number, tail)) => {
                    list.extend(number.parse().ok().map(Piece::Place));
                    tail
                }
                None => after,
            },
            BLANK_LINE => {
                list.push(Piece::BlankLine);
                after
            }
            _ => after,
        };
    }
    if !rest.is_empty() {
        list.push(Piece::Static(rest));
    }
    list
}

/// Cuts a value off, up to the mark that closes it. Values inside it (a captured text that went through a filter)
/// are part of its characters.
fn cut_value(rest: &str) -> (Value, &str) {
    let mut value = Value { text: String::new(), prose: false };
    let mut depth = 1;
    let mut in_place = false;
    for (at, c) in rest.char_indices() {
        match c {
            SLOT_OPEN => depth += 1,
            SLOT_CLOSE => {
                depth -= 1;
                if depth == 0 {
                    return (value, &rest[at + c.len_utf8()..]);
                }
            }
            PLACE_OPEN => in_place = true,
            PLACE_CLOSE => in_place = false,
            PROSE => value.prose = true,
            BLANK_LINE => {}
            _ if in_place => {}
            _ => value.text.push(c),
        }
    }
    (value, "")
}

/// Rendered text as one plain line: values literally, line ends of the template dropped. For titles, and for a
/// captured text that a filter reads.
pub fn flatten(rendered: &str) -> String {
    let mut text = String::new();
    let mut last_value = None;
    for piece in pieces(rendered) {
        match piece {
            Piece::Static(part) => {
                for line in part.split('\n') {
                    let line = line.trim_matches(['\r', '\t']);
                    if let (Some(start), true) = (last_value, line.starts_with(STOPS)) {
                        let kept = text[start..].trim_end_matches(STOPS).len();
                        text.truncate(start + kept);
                    }
                    text.push_str(line);
                    if !line.is_empty() {
                        last_value = None;
                    }
                }
            }
            Piece::Value(value) => {
                last_value = Some(text.len());
                text.push_str(&value.text);
            }
            Piece::Place(_) | Piece::BlankLine => {}
        }
    }
    text.trim().to_owned()
}

/// 点号 that a value loses when the template goes on with one of its own, so that `{{ x }}。` never gives `。。`.
pub const STOPS: [char; 7] = ['。', '；', '，', '、', '：', '！', '？'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_inside_a_value_is_part_of_it() {
        let rendered = "前\u{FDD0}甲\u{FDD3}12\u{FDD4}\u{FDD0}乙\u{FDD1}丙\u{FDD1}后";
        let value = Value { text: "甲乙丙".to_owned(), prose: false };
        assert_eq!(pieces(rendered), [Piece::Static("前"), Piece::Value(value), Piece::Static("后")]);
    }

    #[test]
    fn a_flattened_text_has_no_marks_and_no_doubled_stops() {
        assert_eq!(flatten("关于\u{FDD0}加强领导。\u{FDD1}，\n的\u{FDD5}\n通知"), "关于加强领导，的通知");
    }
}
