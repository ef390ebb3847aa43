//! What was read beside what is built: the same words, in the same order, in the same place.
//!
//! The normaliser, in one sentence: blanks count nothing, a title's lines are one and so are those of 主送机关 and of 附注, a date is a
//! date however it is written, marks around 主送机关, 附注, 抄送 and 附件说明 and the numbers of labels, which the program writes itself,
//! count nothing, and what the program adds by itself (发文机关标志, page numbers, 版记) counts only where the source has it.

use crate::document::tree::Form;
use crate::import::bulletin;
use crate::import::parts::Repair;
use crate::paper::end_matter::{self, packed};
use crate::paper::line::{Line, Role};
use crate::paper::{Paper, Plot};

/// A line as it is compared: what it is, and its words.
type Said = (&'static str, String);

/// What is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In the source and not in what is built.
    pub lost: Vec<String>,
    /// In what is built and not in the source.
    pub added: Vec<String>,
    /// In both, but not in the same place.
    pub moved: Vec<String>,
}

impl Difference {
    /// Whether nothing is different.
    pub fn is_none(&self) -> bool {
        self.lost.is_empty() && self.added.is_empty() && self.moved.is_empty()
    }
}

/// Compares what was read, repaired as is told, with the documents that are built.
pub fn compare(read: &[&Paper], repairs: &[Repair], built: &[Paper]) -> Difference {
    let mut ours: Vec<Said> = read.iter().flat_map(|paper| said(paper)).collect();
    for (_, words) in &mut ours {
        if let Some(repair) = repairs.iter().find(|repair| packed(&repair.old) == *words) {
            *words = packed(&repair.new);
        }
    }
    let has = |what: &str| ours.iter().any(|(kind, _)| *kind == what);
    let optional = ["红头", "印发", "抄送"];
    let theirs: Vec<Said> =
        built.iter().flat_map(said).filter(|(kind, _)| !optional.contains(kind) || has(kind)).collect();
    // The head of a source without one is that of what is built.
    let (mut lost, mut added) = (Vec::new(), Vec::new());
    let words = |list: &[Said]| -> Vec<String> { list.iter().map(|(_, words)| words.clone()).collect() };
    let (ours, theirs) = (words(&ours), words(&theirs));
    let mut at = 0;
    for line in &ours {
        match theirs[at..].iter().position(|other| other == line) {
            Some(skipped) => {
                added.extend_from_slice(&theirs[at..at + skipped]);
                at += skipped + 1;
            }
            None => lost.push(line.clone()),
        }
    }
    added.extend_from_slice(&theirs[at..]);
    // What the source has not, and the program must have: it is told.
    added.retain(|line| !repairs.iter().any(|repair| repair.old.is_empty() && packed(&repair.new) == *line));
    let mut moved = Vec::new();
    lost.retain(|line| match added.iter().position(|other| other == line) {
        Some(at) => {
            added.remove(at);
            moved.push(line.clone());
            false
        }
        None => true,
    });
    // The same words in other lines.
    if !lost.is_empty() && lost.concat() == added.concat() {
        moved.append(&mut lost);
        added.clear();
    }
    Difference { lost, added, moved }
}

/// The lines of a paper in the order of the standard.
fn said(paper: &Paper) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let one = |what: &'static str, role: Role| {
        let words: String = paper.of(role).map(|(_, line)| packed(&line.text)).collect();
        (!words.is_empty()).then_some((what, words))
    };
    said.extend(one("份号", Role::CopyNumber));
    said.extend(one("密级", Role::Secrecy));
    said.extend(one("紧急程度", Role::Urgency));
    // Units that issue together stand one below the other.
    said.extend(one("红头", Role::RedMark).map(|(what, words)| (what, words.replace('、', ""))));
    let named = is_named_order(paper).then(|| packed(&paper.title(0)));
    said.extend(named.map(|title| ("红头", title)));
    let number = |role: Role| paper.of(role).map(|(_, line)| packed(&line.text)).collect::<String>();
    let number = format!("{}{}", number(Role::DocumentNumber), number(Role::Signers));
    let (number, signers) = number.split_once("签发人").unwrap_or((&number, ""));
    let signers: String = signers.chars().filter(|c| !matches!(c, '：' | ':' | '、')).collect();
    for (what, words) in [("字号", number.to_owned()), ("签发人", signers)] {
        if !words.is_empty() {
            said.push((what, words));
        }
    }
    let published = paper.lines.iter().find_map(bulletin::publisher);
    said.extend(published.map(|(unit, date)| ("编印", format!("{unit}{}", date.in_words()))));
    for part in 0..paper.parts() {
        one_part(paper, part, &mut said);
        if part == 0 {
            said.extend(copies(paper));
            said.extend(one("印发", Role::Printed).map(|(what, words)| {
                let words = words.trim_end_matches('发').trim_end_matches('印');
                (what, words.to_owned())
            }));
        }
    }
    said.extend(paper.charts.iter().filter_map(|chart| Some(("图", charted(chart.plot.as_ref()?)))));
    said
}

/// Whether an order's mark was read as its title.
fn is_named_order(paper: &Paper) -> bool {
    let title = packed(&paper.title(0));
    paper.form == Form::Order && paper.first(Role::RedMark).is_none() && title.ends_with('令')
}

/// What a chart shows, in one line.
fn charted(plot: &Plot) -> String {
    let series = plot.series.iter().map(|(name, values)| format!("{name}：{}", values.join("、")));
    packed(&format!(
        "{:?} {} {} {}",
        plot.kind,
        plot.unit,
        plot.categories.join("、"),
        series.collect::<String>()
    ))
}

/// 抄送机关, and 主送机关 that stand in the 版记.
fn copies(paper: &Paper) -> Vec<Said> {
    let mut words = String::new();
    let mut said = Vec::new();
    for (_, line) in paper.of(Role::Copies) {
        let line = packed(&line.text);
        match line.strip_prefix("主送：") {
            // They stand above the text in the order of the standard, wherever they are printed.
            Some(_) => {}
            None => words.push_str(line.trim_start_matches("抄送：").trim_end_matches('。')),
        }
    }
    let words = words.trim_end_matches(['，', ',', '；', '、']);
    if !words.is_empty() {
        said.push(("抄送", words.to_owned()));
    }
    said
}

fn one_part(paper: &Paper, part: usize, said: &mut Vec<Said>) {
    let lines: Vec<&Line> = paper.part(part).map(|(_, line)| line).collect();
    let of = |roles: &[Role]| -> Vec<String> {
        let some = lines.iter().filter(|line| roles.contains(&line.role));
        some.map(|line| packed(&line.text)).filter(|words| !words.is_empty()).collect()
    };
    let bare = |text: String, marks: &[char]| text.trim_matches(|c| marks.contains(&c)).to_owned();
    let bare_label = |label: String| {
        let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let bare = label.trim_end_matches(|c: char| matches!(c, '：' | ':') || is_number(c));
        // Of an attachment that is a file of its own the label is a line like any other.
        if bare.starts_with('附') { bare.to_owned() } else { label.clone() }
    };
    let label = of(&[Role::Label]).concat();
    if !label.is_empty() {
        said.push(("附件", bare_label(label)));
    }
    let title = of(&[Role::Title]).concat();
    let is_mark = part == 0 && is_named_order(paper);
    if !title.is_empty() && !is_mark {
        said.push(("标题", title));
    }
    said.extend(of(&[Role::UnderTitle]).into_iter().map(|line| ("题下", bare(line, &['—', '-', '－']))));
    let printed = paper.of(Role::Copies).filter(|_| part == 0).filter_map(|(_, line)| {
        let line = packed(&line.text);
        Some(("主送", line.strip_prefix("主送：")?.trim_end_matches('。').to_owned()))
    });
    said.extend(printed);
    let recipients: Vec<String> =
        of(&[Role::Recipients]).into_iter().map(|line| bare(line, &['：', ':', '，', '、'])).collect();
    if !recipients.is_empty() {
        said.push(("主送", recipients.join("，")));
    }
    let text = [
        Role::Body,
        Role::Heading,
        Role::Item,
        Role::Caption,
        Role::Cell,
        Role::Note,
        Role::Attendance,
        Role::Subjects,
        Role::AttachmentNote,
    ];
    let mut open = String::new();
    for line in of(&text) {
        // The label of a list of attachments may stand on a line of its own.
        let line = line.strip_prefix("附件:").map_or(line.clone(), |rest| format!("附件：{rest}"));
        if matches!(line.as_str(), "附件：" | "附件") {
            "附件：".clone_into(&mut open);
            continue;
        }
        let line = std::mem::take(&mut open) + &line;
        match line.strip_prefix("抄送：") {
            Some(units) => said.push(("正文", units.trim_end_matches('。').to_owned())),
            None => said.push(("正文", line.trim_end_matches("印发").to_owned())),
        }
    }
    said.extend(of(&[Role::Signature]).into_iter().map(|line| ("署名", line)));
    said.extend(
        of(&[Role::Date])
            .into_iter()
            .map(|line| ("日期", end_matter::date(&line).map_or(line, end_matter::WrittenDate::in_words))),
    );
    let remarks: Vec<String> =
        of(&[Role::Remark]).into_iter().map(|line| bare(line, &['（', '）', '(', ')'])).collect();
    if !remarks.is_empty() {
        said.push(("附注", remarks.join("；")));
    }
}
