//! Where a part ends: 署名 with its date, 附件说明, labels, 附注, 版记.

use crate::paper::end_matter::{self, Imprint};
use crate::paper::joining::{Hint, Raw};
use crate::paper::number::{self, is_blank};

/// How many lines of 署名 begin at a line, with a date below them.
pub fn signatures_at(raws: &[Raw], at: usize) -> usize {
    let free = |raw: &Raw| raw.cell.is_none() && raw.hint == Hint::None;
    for count in 1..=8 {
        let Some(last) = raws.get(at + count) else { return 0 };
        if !raws[at..at + count].iter().all(|raw| free(raw) && end_matter::is_name(&raw.text)) {
            return 0;
        }
        if free(last) && end_matter::date(&last.text).is_some() {
            // Several names are those of units; a single one may be anybody's.
            let units = raws[at..at + count].iter().filter(|raw| end_matter::is_unit(&raw.text)).count();
            return if count == 1 || units == count { count } else { 0 };
        }
    }
    0
}

/// Whether a label stands here, and not a word of a list.
pub fn is_label_at(raws: &[Raw], at: usize) -> bool {
    raws[at].cell.is_none() && end_matter::is_label(&raws[at].text) && raws.get(at + 1).is_some()
}

/// Whether the end of a part is not far: name and date, a label, or the end of the file.
pub fn is_near_end(raws: &[Raw], at: usize) -> bool {
    let near = raws.iter().skip(at + 1).take(30).take_while(|raw| raw.cell.is_none());
    let mut count = 0;
    for (index, raw) in near.enumerate() {
        if signatures_at(raws, at + 1 + index) > 0
            || is_label_at(raws, at + 1 + index)
            || end_matter::date(&raw.text).is_some()
        {
            return true;
        }
        if raw.text.contains('。') && number::marks(&[&raw.text])[0].is_none() {
            return false;
        }
        count += 1;
    }
    count < 30
}

/// Whether 署名 stands here, below its date: the name of a unit with nothing behind it but what may end a document.
pub fn is_signature_at(raws: &[Raw], at: usize) -> bool {
    let Some(raw) = raws.get(at) else { return false };
    let free = raw.cell.is_none() && raw.hint == Hint::None;
    free && end_matter::is_name(&raw.text) && end_matter::is_unit(&raw.text) && ends_document(raws, at + 1)
}

/// Whether nothing of a document's text stands from here on.
pub fn ends_document(raws: &[Raw], at: usize) -> bool {
    raws.get(at).is_none_or(|raw| {
        end_matter::is_bracketed(&raw.text)
            || end_matter::imprint(&raw.text).is_some()
            || is_label_at(raws, at)
            || end_matter::begins_attachment_note(&raw.text)
    })
}

/// Whether 附件说明 stands here, below 署名. A name with the end of a file's name is a link of a web page; what text follows
/// is an attachment itself.
pub fn is_late_note(raws: &[Raw], at: usize) -> bool {
    let is_note = |raw: &&Raw| raw.cell.is_none() && raw.hint == Hint::None;
    let Some(first) = raws.get(at).filter(is_note) else { return false };
    if !end_matter::begins_attachment_note(&first.text) || is_file_name(&first.text) {
        return false;
    }
    let end = at + 1 + numbered_lines(&raws[at + 1..]);
    ends_document(raws, end)
}

/// How many numbered lines without a full stop stand at the beginning, as names of attachments do.
pub fn numbered_lines(raws: &[Raw]) -> usize {
    raws.iter()
        .take_while(|raw| {
            raw.cell.is_none() && !raw.text.contains('。') && number::marks(&[&raw.text])[0].is_some()
        })
        .count()
}

/// Whether a line is a link of a web page: it ends as names of files do.
pub fn is_file_name(text: &str) -> bool {
    let text = text.trim_matches(is_blank).to_ascii_lowercase();
    [".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".zip", ".rar", ".ofd"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// Whether 附件说明 begins here with a line `附件：` or `附件` and the names below it: `1.` and more, then the end of the part.
pub fn is_list_below(raws: &[Raw], at: usize) -> bool {
    let word = end_matter::packed(&raws[at].text);
    let with_colon = matches!(word.as_str(), "附件：" | "附件:");
    if !(with_colon || word == "附件") || raws[at].hint != Hint::None {
        return false;
    }
    let count = numbered_lines(&raws[at + 1..]);
    let marks: Vec<&str> = raws[at + 1..at + 1 + count].iter().map(|raw| raw.text.as_str()).collect();
    let first = number::marks(&marks).into_iter().flatten().next();
    let end = at + 1 + count;
    first.is_some_and(|mark| mark.value == 1 && mark.shape.level() >= 3)
        && (signatures_at(raws, end) > 0
            // Without a colon it is the label of an attachment unless 署名 stands below the names.
            || (with_colon && (raws.get(end).is_none() || is_label_at(raws, end))))
}

/// Whether 附件说明 without a mark behind its word begins here: 署名 stands below it.
pub fn is_unmarked_note(raws: &[Raw], at: usize) -> bool {
    end_matter::begins_unmarked_note(&raws[at].text)
        && signatures_at(raws, at + 1 + numbered_lines(&raws[at + 1..])) > 0
}

/// Whether 印发机关 stands here, with 印发日期 on a line of its own below.
pub fn is_printer_at(raws: &[Raw], at: usize) -> bool {
    // With a name of its own the line below needs none above it: what stands here is 署名.
    let dated = |raw: &Raw| {
        raw.cell.is_none()
            && end_matter::imprint(&raw.text) == Some(Imprint::Printed)
            && !raw.text.trim_start_matches(is_blank).starts_with(end_matter::is_han)
    };
    end_matter::is_name(&raws[at].text)
        && end_matter::is_unit(&raws[at].text)
        && raws.get(at + 1).is_some_and(dated)
}

/// 联系人 and 联系电话 without brackets.
pub fn is_contact(text: &str) -> bool {
    let text = end_matter::packed(text);
    text.starts_with("联系人") || text.starts_with("联系电话")
}
