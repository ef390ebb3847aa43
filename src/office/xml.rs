//! XML → its tags and characters, one after the other, for parts that are too large for a tree. Bounded in depth; never
//! panics. Document types are refused, comments and instructions skipped: none of them says anything in a package.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting that is read.
const DEPTH: usize = 64;

/// The part is not well-formed, or nested too deeply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// What comes next.
#[derive(Debug)]
pub enum Piece<'a> {
    /// An element begins. An empty element begins and ends.
    Open(Tag<'a>),
    /// The innermost open element ends.
    Close,
    /// Characters, unescaped. A text may come in several pieces.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name with the prefix as written (`x:row`).
    pub fn qualified_name(&self) -> &str {
        std::str::from_utf8(self.start.name().into_inner()).unwrap_or_default()
    }

    /// Its name without prefix (`row`).
    pub fn name(&self) -> &str {
        local(self.qualified_name())
    }

    /// All attributes as written, unescaped.
    pub fn attributes(&self) -> impl Iterator<Item = Result<(&str, String), Malformed>> {
        self.start.attributes().map(|attribute| {
            let attribute = attribute.map_err(|_| Malformed)?;
            let name = std::str::from_utf8(attribute.key.into_inner()).map_err(|_| Malformed)?;
            let raw = std::str::from_utf8(&attribute.value).map_err(|_| Malformed)?;
            Ok((name, unescape(raw).map_err(|_| Malformed)?.into_owned()))
        })
    }

    /// The prefix that it gives to the first of these namespaces that it names, and which of them that is.
    pub fn prefix_of(&self, namespaces: &[&str]) -> Result<Option<(String, usize)>, Malformed> {
        for attribute in self.attributes() {
            let (name, value) = attribute?;
            let known = namespaces.iter().position(|namespace| *namespace == value);
            if let (Some(at), Some(prefix)) = (known, name.strip_prefix("xmlns")) {
                return Ok(Some((prefix.trim_start_matches(':').to_owned(), at)));
            }
        }
        Ok(None)
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Malformed> {
        for attribute in self.attributes() {
            let (have, value) = attribute?;
            if local(have) == name {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A part that is being read.
#[derive(Debug)]
pub struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Bytes of the mark at the part's beginning.
    lead: usize,
    span: Range<usize>,
}

impl<'a> Pieces<'a> {
    /// Begins with a part's bytes, which must be UTF-8, as every program that writes packages writes them.
    pub fn new(xml: &'a [u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(xml).map_err(|_| Malformed)?;
        let content = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = Reader::from_str(content);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, depth: 0, lead: text.len() - content.len(), span: 0..0 })
    }

    /// The next piece; `None` at the end of the part.
    pub fn next_piece(&mut self) -> Result<Option<Piece<'a>>, Malformed> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|_| Malformed)?;
            self.span = start..self.position();
            return match event {
                Event::Start(start) | Event::Empty(start) => {
                    std::str::from_utf8(start.name().into_inner()).map_err(|_| Malformed)?;
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(Malformed);
                    }
                    Ok(Some(Piece::Open(Tag { start })))
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Malformed)?;
                    Ok(Some(Piece::Close))
                }
                Event::Text(text) => Ok(Some(Piece::Text(characters(text.into_inner())?))),
                Event::CData(data) => Ok(Some(Piece::Text(characters(data.into_inner())?))),
                Event::GeneralRef(reference) => {
                    let name = std::str::from_utf8(&reference).map_err(|_| Malformed)?;
                    let character = unescape(&format!("&{name};")).map_err(|_| Malformed)?.into_owned();
                    Ok(Some(Piece::Text(Cow::Owned(character))))
                }
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => continue,
                Event::DocType(_) => Err(Malformed),
                Event::Eof if self.depth > 0 => Err(Malformed),
                Event::Eof => Ok(None),
            };
        }
    }

    fn position(&self) -> usize {
        self.lead + self.reader.buffer_position() as usize
    }

    /// Where the last piece stands in the part's bytes; the end of an empty element is the place behind its tag.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// How many bytes of the part have not been read.
    pub fn unread(&self) -> usize {
        self.reader.get_ref().len()
    }

    /// Skips to behind the end of the element that was just opened.
    pub fn skip(&mut self) -> Result<(), Malformed> {
        self.text_of("", "").map(|_| ())
    }

    /// The characters of the element that was just opened, as far as they stand in a descendant named `within` and in
    /// none named `outside`; stops behind its end.
    pub fn text_of(&mut self, within: &str, outside: &str) -> Result<String, Malformed> {
        let mut text = String::new();
        // How deep below the element, and where a descendant of either name began.
        let (mut depth, mut taken, mut left_out) = (0_usize, None, None);
        loop {
            match self.next_piece()?.ok_or(Malformed)? {
                Piece::Open(tag) => {
                    depth += 1;
                    if taken.is_none() && tag.name() == within {
                        taken = Some(depth);
                    }
                    if left_out.is_none() && tag.name() == outside {
                        left_out = Some(depth);
                    }
                }
                Piece::Close if depth == 0 => return Ok(text),
                Piece::Close => {
                    taken = taken.filter(|&began| began != depth);
                    left_out = left_out.filter(|&began| began != depth);
                    depth -= 1;
                }
                Piece::Text(piece) if taken.is_some() && left_out.is_none() => text.push_str(&piece),
                Piece::Text(_) => {}
            }
        }
    }

    /// The characters of the element that was just opened, those of its descendants too; stops behind its end.
    pub fn text(&mut self) -> Result<String, Malformed> {
        let mut text = String::new();
        let mut depth = 0_usize;
        loop {
            match self.next_piece()?.ok_or(Malformed)? {
                Piece::Open(_) => depth += 1,
                Piece::Close if depth == 0 => return Ok(text),
                Piece::Close => depth -= 1,
                Piece::Text(piece) => text.push_str(&piece),
            }
        }
    }
}

/// Bytes that were cut from a valid text.
fn characters(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, Malformed> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Malformed),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|_| Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(xml: &str) -> Result<String, Malformed> {
        let mut pieces = Pieces::new(xml.as_bytes())?;
        let mut told = String::new();
        while let Some(piece) = pieces.next_piece()? {
            match piece {
                Piece::Open(tag) => told += &format!("<{}", tag.name()),
                Piece::Close => told += ">",
                Piece::Text(text) => told += &text,
            }
        }
        Ok(told)
    }

    #[test]
    fn tags_and_characters_come_in_order() {
        let xml =
            "<?xml version=\"1.0\"?><!-- - --><x:a b=\"&lt;\"><c/>甲&amp;&#x4E59;<![CDATA[<丙>]]></x:a>";
        assert_eq!(all(xml).as_deref(), Ok("<a<c>甲&乙<丙>>"));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for xml in ["<a>", "<a></b>", "</a>", "<!DOCTYPE a><a/>", "<a>&b;</a>"] {
            assert_eq!(all(xml), Err(Malformed), "{xml}");
        }
        assert_eq!(all(&"<a>".repeat(100)), Err(Malformed));
    }

    #[test]
    fn what_an_element_holds_can_be_found_again() {
        let xml = "\u{FEFF}<a><b>甲<c/></b ><d/></a>";
        let mut pieces = Pieces::new(xml.as_bytes()).expect("UTF-8");
        let mut places = Vec::new();
        while let Ok(Some(piece)) = pieces.next_piece() {
            if matches!(piece, Piece::Open(tag) if tag.name() != "a") {
                let start = xml.len() - pieces.unread();
                pieces.skip().expect("well-formed");
                places.push(&xml[start..xml.len() - pieces.unread()]);
            }
        }
        assert_eq!(places, ["甲<c/></b >", ""]);
    }

    #[test]
    fn children_can_be_left_out_of_a_text() {
        let xml = "<si><r> <t>张</t></r><rPh><t>zhang<t/></t></rPh><r><t> 三</t></r></si>";
        let mut pieces = Pieces::new(xml.as_bytes()).expect("UTF-8");
        pieces.next_piece().expect("well-formed");
        assert_eq!(pieces.text_of("t", "rPh").as_deref(), Ok("张 三"));
    }

    #[test]
    fn pieces_know_where_they_stand() {
        let xml = "\u{FEFF}<?xml version=\"1.0\"?>\n<a>甲&amp;<!-- 乙 --><b c=\"1\"/><![CDATA[丙]]></a>";
        let mut pieces = Pieces::new(xml.as_bytes()).expect("UTF-8");
        let mut told = Vec::new();
        while let Some(piece) = pieces.next_piece().expect("well-formed") {
            if !matches!(&piece, Piece::Text(text) if text.trim().is_empty()) {
                told.push(&xml[pieces.span()]);
            }
        }
        assert_eq!(told, ["<a>", "甲", "&amp;", "<b c=\"1\"/>", "", "<![CDATA[丙]]>", "</a>"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = all(&String::from_utf8_lossy(&bytes));
        }
    }
}
