//! C05: an 上行文 with a copy to units below.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "C05",
    name: "上行文抄送了下级机关",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第十五条第一项",
    why: "向上级机关行文，可以同时抄送相关上级机关和同级机关，不抄送下级机关。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n抄送：县财政局，局属各单位。\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n抄送：县财政局，县住房和城乡建设局，县乡村振兴局，某某镇江水利枢纽管理局。\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n县直有关单位：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：各乡镇人民政府。\n",
        ),
        whole(
            "某政发〔2026〕5号\n某某镇人民政府关于防汛工作的报告\n某某县人民政府：\n现将防汛工作情况报告如下。\n特此报告。\n某某镇人民政府\n2026年3月5日\n抄送：某某乡人民政府。\n",
        ),
    ],
    look: Look::Paper(look),
};

/// What names of units of 乡镇 and of villages have, lowest first.
const RANKS: [&[&str]; 2] = [
    &["村民委员会", "村委会", "居委会", "居民委员会", "各村", "各社区", "村党支部"],
    &[
        "乡人民政府",
        "镇人民政府",
        "乡政府",
        "镇政府",
        "街道办事处",
        "乡镇",
        "镇党委",
        "乡党委",
        "街道党工委",
        "各乡",
        "各镇",
    ],
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    if !(paper.is_kind("请示") || paper.is_kind("报告")) {
        return;
    }
    let Some((_, signature)) = paper.first(Role::Signature) else { return };
    let own = packed(&signature.text);
    let issuer = rank(&own);
    for (index, line) in paper.of(Role::Copies).filter(|(_, line)| line.part == 0) {
        for range in unit_lists::names(&line.text) {
            let name = packed(&line.text[range.clone()]);
            let is_own_below = ["局属", "委属", "所属", "下属", "局直", "局机关各", "本局", "本委"]
                .iter()
                .any(|word| name.contains(word));
            if is_own_below || rank(&name) < issuer {
                marks
                    .at(index, range, format!("上行文抄送了下级机关“{name}”"))
                    .hint("从抄送机关里删去；要让下级知道的，另外发通知");
            }
        }
    }
}

fn rank(name: &str) -> usize {
    RANKS.iter().position(|words| words.iter().any(|word| name.contains(word))).unwrap_or(RANKS.len())
}
