//! A23: 发文机关标志 and 署名 that name different units.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{is_unit, packed};
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A23",
    name: "发文机关标志和署名不是一个机关",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条第四项、第十一项",
    why: "发文机关标志、署名写的是同一个发文机关的全称或者规范化简称。套用别的机关的文头，或者机关改了名，最容易只改一处。",
    wrong: &[
        whole(
            "某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水利局\n2026年3月5日\n",
        ),
        whole(
            "某某县人民政府文件\n某政发〔2026〕5号\n某某县人民政府关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县人民政府办公室\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "中共某某县委文件\n某发〔2026〕5号\n中共某某县委关于做好年度检查工作的通知\n各乡镇党委：\n请认真做好检查工作。\n中国共产党某某县委员会\n2026年3月5日\n",
        ),
        whole(
            "某某县水务局文件\n某水发〔2026〕5号\n某某县水务局 某某县财政局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n某某县财政局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let mut mark_lines = paper.of(Role::RedMark).filter(|(_, line)| line.part == 0);
    let (Some((mark_at, mark)), None) = (mark_lines.next(), mark_lines.next()) else { return };
    let whole = packed(&mark.text);
    let name = whole.strip_suffix("文件").unwrap_or(&whole);
    // 纪要 and orders have names of their own there; several units stand one below the other.
    if !is_unit(name) || name.contains(['、', '，']) {
        return;
    }
    let signatures: Vec<(usize, String)> = paper
        .of(Role::Signature)
        .filter(|(_, line)| line.part == 0 && is_unit(&line.text))
        .map(|(index, line)| (index, packed(&line.text)))
        .collect();
    let Some((index, first)) = signatures.first() else { return };
    let is_own = |name: &str| context.own.iter().any(|own| own == name);
    let same = |signature: &str| {
        let signature = signature.trim_end_matches("（章）").trim_end_matches("（盖章）");
        signature == name
            || (is_own(signature) && is_own(name))
            || is_short_for(name, signature)
            || is_short_for(signature, name)
    };
    if !signatures.iter().any(|(_, signature)| same(signature)) {
        marks
            .at(
                *index,
                0..paper.lines[*index].text.trim_end().len(),
                format!("署名是“{first}”，发文机关标志是“{name}”"),
            )
            .hint("两处写同一个机关的全称或者规范化简称")
            .related(mark_at, 0..mark.text.len(), "发文机关标志在这里");
    }
}

/// Whether a name may be short for another: all its characters stand there in order. 某某县人民政府 is not short for its 办公室.
fn is_short_for(short: &str, long: &str) -> bool {
    if let Some(rest) = long.strip_prefix(short)
        && ["办公室", "办公厅"].contains(&rest)
    {
        return false;
    }
    let mut long = long.chars();
    short.chars().count() >= 3 && short.chars().all(|c| long.any(|other| other == c))
}
