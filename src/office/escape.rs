//! The one function through which text becomes XML, in content and in attributes alike.

/// A character that XML cannot carry, or that Word would read as something else: a control character (tabs and
/// line ends are elements of their own), U+FFFE, U+FFFF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forbidden(pub char);

/// Appends `text` to `out`, escaped for element content and for attributes in double quotes.
pub fn escape_into(out: &mut String, text: &str) -> Result<(), Forbidden> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for at in 0..bytes.len() {
        if !REMARKABLE[usize::from(bytes[at])] {
            continue;
        }
        let entity = match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => match text[at..].chars().next() {
                // C1 controls are legal in XML 1.0, but no document means them.
                Some(c @ ('\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')) => {
                    return Err(Forbidden(c));
                }
                _ => continue,
            },
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Ok(())
}

/// The bytes that begin a character which is escaped or refused, and few others: most text is passed over by them.
static REMARKABLE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // U+0080 to U+009F begin with C2, U+FFFE and U+FFFF with EF.
        table[byte] = matches!(byte as u8, 0..=0x1f | 0x7f | b'&' | b'<' | b'>' | b'"' | 0xc2 | 0xef);
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_characters_become_entities_and_rare_han_stays() {
        let mut out = String::new();
        escape_into(&mut out, "甲&乙<丙>\"𬭎\"").expect("all of it may stand in XML");
        assert_eq!(out, "甲&amp;乙&lt;丙&gt;&quot;𬭎&quot;");
    }

    #[test]
    fn control_characters_are_refused_by_name() {
        for character in ['\0', '\t', '\n', '\r', '\u{1f}', '\u{85}', '\u{fffe}'] {
            assert_eq!(escape_into(&mut String::new(), &format!("甲{character}")), Err(Forbidden(character)));
        }
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_read_back(text in "[^\\p{Cc}\u{fffe}\u{ffff}]*") {
            let mut xml = String::from("<a b=\"");
            escape_into(&mut xml, &text).expect("no forbidden characters");
            xml.push_str("\">");
            escape_into(&mut xml, &text).expect("no forbidden characters");
            xml.push_str("</a>");
            let element = super::super::parse::parse(xml.as_bytes()).expect("well-formed");
            prop_assert_eq!(element.attribute("b"), Some(text.as_str()));
            prop_assert_eq!(element.text(), text);
        }
    }
}
