//! A14: 印发日期 without 印发, or in another form than `2026年3月5日`.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::end_matter::packed;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "A14",
    name: "印发日期的写法不对",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.4.3",
    why: "印发日期用阿拉伯数字把年、月、日标全，年份标全称，月、日不编虚位，后面加“印发”二字。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室　2026年03月06日印发\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日印\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室　　　　2026年3月6日印发\n",
        ),
        whole(
            "某水发〔2006〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n二〇〇六年三月五日\n抄送：县政府办公室。\n某某县水务局办公室　二〇〇六年三月六日印发\n",
        ),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role != Role::Printed {
        return;
    }
    let text = &line.text;
    let Some((range, date)) = dates::printed(text) else {
        if packed(text).ends_with("月印发") {
            marks.here(0..text.len(), "印发日期没有写到日").hint("把年、月、日写全");
        }
        return;
    };
    let written = &text[range.clone()];
    let right = date.in_words();
    let ending = packed(&text[range.end..]);
    if !dates::exists(date) || ((date.year, date.month) < (2012, 7) && ending == "印发") {
        return;
    }
    let whole = range.start..text.trim_end_matches(is_blank).len();
    if packed(written) != right {
        marks.here(whole, format!("印发日期写成了“{written}”")).replace(format!("{right}印发"));
    } else if ending != "印发" {
        marks.here(whole, "印发日期后面缺“印发”").replace(format!("{right}印发"));
    } else if line.pieces.len() < 2 && text[whole.clone()] != format!("{right}印发") {
        marks.here(whole, "印发日期中间有空格").level(Level::Warning).replace(format!("{right}印发"));
    }
}
