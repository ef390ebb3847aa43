//! E11: 署名 that is not the name of the unit that issues; units of a joint document in another order than above.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{is_unit, packed};
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "E11",
    name: "署名与发文机关名称不一致",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第九条；GB/T 9704-2012 7.3.5",
    why: "署发文机关全称或者规范化简称，与发文机关标志、标题里的发文机关是同一个单位；联合行文按发文机关的次序署名，主办机关在前。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n某某县水利局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局 某某县财政局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n某某县财政局\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局转发某某市水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某发〔2026〕5号\n中共某某县委关于做好清淤工作的通知\n各乡镇党委：\n请认真清淤，按时报送进度。\n中国共产党某某县委员会\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    let signatures: Vec<(usize, String)> = paper
        .of(Role::Signature)
        .filter(|(_, line)| line.part == 0)
        .map(|(index, line)| (index, name(&line.text)))
        .collect();
    let issuers = issuers(paper);
    let own: Vec<String> = context.own.iter().map(|own| packed(own)).collect();
    for (index, signature) in signatures.iter().filter(|(_, name)| is_unit(name)) {
        // Of several units the title may name the first alone.
        let above = if signatures.len() == issuers.len() { issuers.as_slice() } else { &[] };
        let known = || above.iter().chain(&own);
        if !known().any(|known| known == signature)
            && let Some(wanted) = known().find(|known| is_slip(known, signature))
        {
            let range = words(&paper.lines[*index].text);
            marks
                .at(*index, range, format!("署名是“{signature}”，发文机关是“{wanted}”"))
                .hint("核对后改成同一个名称");
        }
    }
    // Places of the names above, in the order of the names below.
    let places: Vec<Option<usize>> = signatures
        .iter()
        .map(|(_, signature)| issuers.iter().position(|issuer| issuer == signature))
        .collect();
    let Some(places) = places.into_iter().collect::<Option<Vec<usize>>>() else { return };
    if let Some(at) = (1..places.len()).find(|&at| places[at] < places[at - 1]) {
        let index = signatures[at].0;
        let wanted: Vec<&str> = issuers.iter().map(String::as_str).collect();
        marks
            .at(index, words(&paper.lines[index].text), "联合行文署名的次序与上面的发文机关不同")
            .hint(format!("按“{}”的次序署名", wanted.join("、")));
    }
}

fn words(text: &str) -> std::ops::Range<usize> {
    text.len() - text.trim_start().len()..text.trim_end().len()
}

fn name(text: &str) -> String {
    let name = packed(text);
    ["（章）", "（盖章）", "(章)", "(盖章)"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name)
        .to_owned()
}

/// The units that the red mark or the title names as issuers, in order.
fn issuers(paper: &Paper) -> Vec<String> {
    let mark = paper.of(Role::RedMark).map(|(_, line)| line.text.trim().trim_end_matches("文件").to_owned());
    let title = paper.title(0);
    let end = ["关于", "转发", "批转", "印发"].iter().filter_map(|word| title.find(word)).min();
    let of_title = end.map(|end| title[..end].to_owned());
    for names in mark.chain(of_title) {
        let units: Vec<String> = names
            .split(|c: char| c == '、' || c.is_whitespace())
            .map(packed)
            .filter(|unit| !unit.is_empty())
            .collect();
        if !units.is_empty() && units.iter().all(|unit| is_unit(unit)) {
            return units;
        }
    }
    Vec::new()
}

/// Whether one of two names of equal length is a slip for the other: one character differs.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    one.len() == other.len() && one.len() >= 5 && one.iter().zip(&other).filter(|(a, b)| a != b).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::run;
    use crate::check::selection::Selection;

    fn told(text: &'static str, own: &[&str]) -> Vec<String> {
        let context =
            Context { own: own.iter().map(|name| (*name).to_owned()).collect(), ..Context::default() };
        let selection = Selection::of(&["E11".to_owned()], &[]).expect("known");
        run::look(&whole(text).paper(), &selection, &context).into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn a_known_name_is_the_measure() {
        let text =
            "某水发〔2026〕5号\n关于做好清淤工作的通知\n各乡镇：\n请认真清淤。\n某某县水务局\n2026年3月5日\n";
        assert_eq!(told(text, &["某某县水务局"]), [""; 0]);
        assert_eq!(told(text, &["某某县水务和河道管理局", "某某县水务局"]), [""; 0]);
        assert_eq!(told(text, &["某某县水利局"]), ["署名是“某某县水务局”，发文机关是“某某县水利局”"]);
        // A 党组 signs in its own name.
        assert_eq!(told(text, &["中共某某县水务局党组"]), [""; 0]);
        assert_eq!(told(text, &[]), [""; 0]);
    }
}
