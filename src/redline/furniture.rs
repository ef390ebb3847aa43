//! Heads and feet of pages and notes: whether they say the same. They are not tracked.

use crate::read::docx::package::Package;
use crate::read::docx::tree::Fault;
use crate::redline::blocks::plain;
use crate::redline::notes::Notes;
use crate::redline::tree::Xml;

/// Compares what both files say there.
pub fn compare(old: &mut Package<'_>, new: &mut Package<'_>, notes: &mut Notes) -> Result<(), Fault> {
    for (part, kinds) in
        [("页眉", &["header"][..]), ("页脚", &["footer"]), ("脚注和尾注", &["footnotes", "endnotes"])]
    {
        let (ours, theirs) = (texts(old, kinds)?, texts(new, kinds)?);
        if ours != theirs {
            let other = |these: &[String], those: &[String]| {
                these.iter().find(|text| !those.contains(text)).cloned().unwrap_or_default()
            };
            notes.elsewhere(part, &other(&ours, &theirs), &other(&theirs, &ours));
        }
    }
    Ok(())
}

/// What the parts of these kinds say, each text once.
fn texts(package: &mut Package<'_>, kinds: &[&str]) -> Result<Vec<String>, Fault> {
    let names: Vec<String> = package
        .parts
        .values()
        .filter(|(kind, _)| kinds.contains(&kind.as_str()))
        .map(|(_, part)| part.clone())
        .collect();
    let mut texts = Vec::new();
    for name in names {
        let Some(part) = package.part(&name)? else { continue };
        let text = std::str::from_utf8(&part).map_err(|_| Fault::Damaged)?;
        let xml = Xml::read(text)?;
        let said = plain(&xml, &xml.root).trim().to_owned();
        if !said.is_empty() {
            texts.push(said);
        }
    }
    texts.sort();
    texts.dedup();
    Ok(texts)
}
