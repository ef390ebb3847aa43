//! The text of a house style, line by line: a line that `build` would not accept is not kept.

use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::house::HouseStyle;
use crate::model::reader::{FieldValue, Reader};
use crate::profile::house;
use crate::profile::style::Profile;
use crate::source::edit::Plain;
use crate::source::edit::spelling::{Spelling, inline, key as spelled};
use crate::source::{encoding, yaml};

/// The keys of a house style in the order in which they are written.
const ORDER: [&str; 11] = [
    "页边距",
    "双面",
    "行距",
    "每行字数",
    "字体",
    "西文字体",
    "样式",
    "序数",
    "页码",
    "作者位置",
    "红线粗细",
];

/// Keys whose values are maps that take a line each.
const LISTED: [&str; 2] = ["字体", "样式"];

/// A house style while it is written.
#[derive(Debug)]
pub struct Draft {
    base: Profile,
    shown: String,
    name: String,
    entries: Vec<Entry>,
    /// What it comes to so far.
    pub profile: Profile,
    /// What could not be written, in words.
    pub refused: Vec<String>,
}

/// A line.
#[derive(Debug, Clone)]
struct Entry {
    /// Its keys from the top, one or two.
    path: Vec<&'static str>,
    value: Plain,
    /// Where it comes from.
    from: String,
}

/// A value of one text.
pub fn text(value: impl Into<String>) -> Plain {
    Plain::Text(value.into())
}

impl Draft {
    /// Over this profile; `shown` is the file that is learned from.
    pub fn new(base: Profile, shown: &str, name: &str) -> Self {
        // A file's name may hold what ends a line of YAML.
        let shown = shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut draft = Self {
            profile: base.clone(),
            base,
            shown,
            name: name.to_owned(),
            entries: Vec::new(),
            refused: Vec::new(),
        };
        if let Ok(profile) = draft.read() {
            draft.profile = profile;
        }
        draft
    }

    /// Writes a value; one of a map under `property`. What would be a fault is told and left out.
    pub fn set(&mut self, path: &[&'static str], property: Option<&str>, value: Plain, from: &str) {
        let before = self.entries.clone();
        let at = self.entries.iter().position(|entry| entry.path == path);
        let at = at.unwrap_or_else(|| {
            let empty = Plain::Map(Vec::new());
            self.entries.push(Entry { path: path.to_vec(), value: empty, from: from.to_owned() });
            self.entries.len() - 1
        });
        let written = in_words(&value);
        let entry = &mut self.entries[at];
        match (property, &mut entry.value) {
            (Some(property), Plain::Map(map)) => map.push((property.to_owned(), value)),
            (_, own) => *own = value,
        }
        match self.read() {
            Ok(profile) => self.profile = profile,
            Err(why) => {
                self.entries = before;
                let keys: Vec<&str> = named(path).chain(property).collect();
                let keys = keys.join("的");
                self.refused.push(format!("{keys}“{written}”没有写进去：{why}"));
            }
        }
    }

    /// What the text comes to, or the first fault of it.
    fn read(&self) -> Result<Profile, String> {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let text = self.text();
        let source = encoding::read_text(text.as_bytes(), "版式.yaml", &mut sources, &mut findings);
        let node = source.and_then(|source| yaml::read(source, &sources, &mut findings));
        let style = node.and_then(|node| HouseStyle::read(&node, &mut Reader { findings: &mut findings }));
        let profile = style.map(|style| house::profile(&self.base, &style, &self.name, &mut findings));
        match (profile, findings.list.into_iter().next()) {
            (Some(profile), None) => Ok(profile),
            (_, fault) => Err(fault.map_or_else(|| "读不出来".to_owned(), |fault| fault.message)),
        }
    }

    /// The entries in the order in which they are written.
    fn sorted(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        let rank = |entry: &&Entry| ORDER.iter().position(|key| entry.path.first() == Some(key));
        entries.sort_by_key(rank);
        entries
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let base = &self.base.name;
        let mut text =
            format!("# 由“{}”学来（gongwen profiles --learn）。没有写到的都照{base}。\n", self.shown);
        let purpose = Plain::Text(format!("由“{}”学来", self.shown));
        text.push_str(&format!("说明: {}\n继承: {base}\n", inline(&purpose, "", Spelling::Quoted)));
        let mut open = "";
        for Entry { path, value, from } in self.sorted() {
            let value = inline(value, "", Spelling::AsBefore);
            match path[..] {
                [top] => {
                    open = "";
                    text.push_str(&format!("\n# {from}\n{}: {value}\n", spelled(top)));
                }
                [top, key] => {
                    if open != top {
                        text.push_str(&format!("\n{}:\n", spelled(top)));
                        open = top;
                    }
                    text.push_str(&format!("  # {from}\n  {}: {value}\n", spelled(key)));
                }
                _ => {}
            }
        }
        text
    }

    /// The lines in words.
    pub fn lines(&self) -> Vec<String> {
        let line = |entry: &&Entry| {
            let what = named(&entry.path).collect::<Vec<_>>().join("的");
            let what = if entry.path.first() == Some(&"字体") { format!("{what}的字库") } else { what };
            format!("{what}：{}（{}）", in_words(&entry.value), entry.from)
        };
        self.sorted().iter().map(line).collect()
    }
}

/// The keys that people need to know what is meant.
fn named<'a>(path: &'a [&'static str]) -> impl Iterator<Item = &'a str> {
    path.iter().copied().filter(|key| path.len() == 1 || !LISTED.contains(key))
}

/// A value as people read it.
fn in_words(value: &Plain) -> String {
    match value {
        Plain::Text(text) => text.clone(),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(in_words).collect();
            format!("“{}”", items.join("”“"))
        }
        Plain::Map(map) => {
            let pair = |(key, value): &(String, Plain)| match value {
                Plain::Text(text) if text == "是" => key.clone(),
                Plain::Text(text) if text == "否" => format!("不{key}"),
                value => format!("{key}{}", in_words(value)),
            };
            map.iter().map(pair).collect::<Vec<_>>().join("，")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::gbt9704;

    #[test]
    fn what_build_would_not_accept_is_told_and_left_out() {
        let mut draft = Draft::new(gbt9704::profile(), "通\n知: “.docx", "某某局");
        draft.set(&["样式", "正文"], Some("字号"), text("3磅"), "1段3字，都是这样");
        draft.set(&["行距"], None, text("28"), "1段3字，都是这样");
        assert_eq!(draft.refused, ["正文的字号“3磅”没有写进去：字号3磅不在5到72磅之间"]);
        assert_eq!(draft.lines(), ["行距：28（1段3字，都是这样）"]);
        assert_eq!(draft.profile.pitch.0, 560);
        insta::assert_snapshot!(draft.text());
    }
}
