//! G18: what was written for another unit: its name in a document to one unit, or another address than its own.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::brackets;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "G18",
    name: "留有给别的单位的文字",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "照别的单位的公文改写、套打时，容易留下别的单位的名称和称呼。主送只有一个单位时，正文里出现名册中别的单位要核对；称呼要同主送机关相配。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于反馈检查情况的通知\n某某县清溪镇人民政府：\n检查发现，某某县白石崖乡人民政府没有落实护河员。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于反馈检查情况的通知\n某某县清溪镇人民政府：\n检查发现，你局没有落实护河员。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于反馈检查情况的通知\n某某县清溪镇人民政府：\n检查发现，你镇没有落实护河员，请你们和你镇水管站抓紧整改，按照“你局负责”的原则执行。\n某某县水务局\n2026年3月5日\n",
        ),
        body("请某某县清溪镇人民政府、白石崖乡政府参照执行，你局、你镇都要落实。"),
    ],
    look: Look::Paper(look),
};

/// How one unit is addressed, and what its name then has.
const ADDRESSES: &[(&str, &[&str])] = &[
    ("你局", &["局", "署"]),
    ("你厅", &["厅"]),
    ("你委", &["委"]),
    ("你校", &["校", "中学", "小学", "大学", "学院"]),
    ("你院", &["院"]),
    ("你镇", &["镇"]),
    ("你乡", &["乡"]),
    ("你街道", &["街道"]),
    ("你公司", &["公司", "集团", "厂"]),
    ("你站", &["站"]),
    ("你所", &["所"]),
    ("你馆", &["馆"]),
];

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let Some((to, recipients)) = paper.first(Role::Recipients) else { return };
    let name = packed(&recipients.text);
    let name = name.trim_end_matches(['：', ':']);
    let is_one = !name.contains(['、', '，', '；', ',', '各', '（', '(']);
    if !is_one || name.is_empty() {
        return;
    }
    address(paper, to, name, marks);
    let Some(names) = context.names() else { return };
    let addressed = match names.named(name).as_slice() {
        [(range, unit)] if *range == (0..name.len()) => *unit,
        _ => return,
    };
    let own = |name: &str| context.own.iter().any(|own| own.contains(name) || name.contains(own.as_str()));
    let lines = paper.lines.iter().enumerate();
    for (index, line) in
        lines.filter(|(_, line)| matches!(line.role, Role::Title | Role::Body | Role::Heading))
    {
        let others: Vec<_> = names
            .named(&line.text)
            .into_iter()
            .filter(|(range, unit)| *unit != addressed && !own(&line.text[range.clone()]))
            .collect();
        // A list of units is meant to be one.
        if others.len() >= 3 {
            continue;
        }
        for (range, _) in others {
            let message = format!("主送的是“{name}”，这里写的是“{}”", &line.text[range.clone()]);
            marks.at(index, range, message).hint("核对是不是别的单位的内容").related(
                to,
                0..recipients.text.len(),
                "主送机关",
            );
        }
    }
}

/// 你局 to a 镇人民政府.
fn address(paper: &Paper, to: usize, name: &str, marks: &mut Marks<'_>) {
    let fits = |endings: &[&str]| endings.iter().any(|ending| name.contains(ending));
    // Only names that say what kind of unit they are.
    if !ADDRESSES.iter().any(|(_, endings)| fits(endings)) {
        return;
    }
    for (index, line) in paper.part(0).filter(|(_, line)| line.is_prose()) {
        let pairs = brackets::pairs(&line.text).0;
        for (word, _) in ADDRESSES.iter().filter(|(_, endings)| !fits(endings)) {
            for (at, word) in line.text.match_indices(word) {
                let behind = &line.text[at + word.len()..];
                let other = behind.starts_with(|c| "长部属级委会办学在有说里所".contains(c));
                if !other && !brackets::is_within(&pairs, "“《", at) {
                    marks
                        .at(index, at..at + word.len(), format!("主送的是“{name}”，正文里称“{word}”"))
                        .level(Level::Warning)
                        .hint("核对称呼，看是不是别的单位的内容")
                        .related(to, 0..paper.lines[to].text.len(), "主送机关");
                }
            }
        }
    }
}
