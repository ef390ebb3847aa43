//! Bookmarks, links and fields: what leads from one place of a document to another.
//!
//! What the reader of a file sees: 目录 with page numbers, where a click on an entry, or on 附件2 in a text, jumps there; F9
//! makes both anew. What the file holds: a field with the result that stands there already, so that it reads right in any
//! viewer that never counts, and no program asks whether it may count (`w:updateFields` would). 目录 is
//! `TOC \h \z \f C \t "一级标题,1,…" \b …`: by the names of our styles and not by outline levels, which paragraphs that begin
//! with a heading have too; titles of 附件, whose label is part of the entry, and of what follows have a `TC` of their own,
//! which shows nothing. `\b` keeps to what is listed, so that a volume of several documents has as many lists. Each entry is a
//! `w:hyperlink` to a bookmark, with a `PAGEREF` in it. A label or number in a text is a `REF`; what has none to show is only a
//! link.
//!
//! Ids and names are counted through the package ([`crate::write::docx::body::Standing`]); names that begin with `_` are
//! Word's own way to keep them out of its list.

use std::fmt::Write as _;

use crate::layout::laid::{Anchor, Field, Mark};
use crate::office::escape::escape_into;
use crate::write::docx::WriteError;
use crate::write::docx::body::Body;

/// First number in a name, with as many digits as Word's own have.
const FIRST_NAME: u32 = 100_000_000;

/// Appends a mark.
pub fn mark(body: &mut Body, mark: &Mark) -> Result<(), WriteError> {
    match mark {
        Mark::Begin(anchor) => {
            let (id, name) = (body.bookmark(anchor), name(body, anchor));
            write!(body.out, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>").expect(STRING);
        }
        Mark::End(anchor) => {
            let id = body.bookmark(anchor);
            write!(body.out, "<w:bookmarkEnd w:id=\"{id}\"/>").expect(STRING);
        }
        Mark::Link(anchor) => {
            let name = name(body, anchor);
            write!(body.out, "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">").expect(STRING);
        }
        Mark::LinkEnd => body.out.push_str("</w:hyperlink>"),
        Mark::Field(field) => {
            let instruction = instruction(body, field);
            begin(body, &instruction)?;
            character(body, "separate");
        }
        Mark::FieldEnd => character(body, "end"),
        Mark::Listed(text) => {
            begin(body, &format!("TC \"{}\" \\f C \\l 1", quoted(text)))?;
            character(body, "end");
        }
    }
    Ok(())
}

/// Why writing cannot fail.
const STRING: &str = "writing to a string cannot fail";

fn instruction(body: &mut Body, field: &Field) -> String {
    match field {
        Field::Page(anchor) => format!("PAGEREF {} \\h", name(body, anchor)),
        Field::Text(anchor) => format!("REF {} \\h", name(body, anchor)),
        Field::Contents(styles) => {
            let listed: Vec<String> =
                styles.iter().map(|(style, level)| format!("{},{level}", style.name())).collect();
            let styles =
                if listed.is_empty() { String::new() } else { format!(" \\t \"{}\"", listed.join(",")) };
            format!("TOC \\h \\z \\f C{styles} \\b {}", name(body, &Anchor::Listed))
        }
    }
}

fn begin(body: &mut Body, instruction: &str) -> Result<(), WriteError> {
    character(body, "begin");
    body.out.push_str("<w:r><w:instrText xml:space=\"preserve\"> ");
    escape_into(&mut body.out, instruction)?;
    body.out.push_str(" </w:instrText></w:r>");
    Ok(())
}

fn character(body: &mut Body, kind: &str) {
    write!(body.out, "<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>").expect(STRING);
}

/// A text between the quotes of an instruction.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The name of a bookmark.
fn name(body: &mut Body, anchor: &Anchor) -> String {
    let number = FIRST_NAME + body.bookmark(anchor);
    match anchor {
        Anchor::Entry(_) => format!("_Toc{number}"),
        Anchor::Target(_) => format!("_Ref{number}"),
        // Hidden ones are not taken for `\b` by every program.
        Anchor::Listed => format!("TocRange{number}"),
    }
}
