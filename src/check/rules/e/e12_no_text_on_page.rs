//! E12: （此页无正文）. Whether 署名 stands alone on a page is seen in the layout only.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::diag::diagnostic::Level;
use crate::paper::end_matter::packed;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "E12",
    name: "写了“此页无正文”",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.5.5",
    why: "署名、成文日期与正文应在同一页上。空白处容不下时，调整行距、字距来解决；“（此页无正文）”的做法已经取消。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n（此页无正文）\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[body("排版时不得标注“此页无正文”，应当调整行距或者字距，使署名与正文同页。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let words = packed(&line.text);
    let words = words.trim_matches(|c| "（）()[]【】。".contains(c));
    if ["此页无正文", "本页无正文", "以下无正文", "本页以下无正文", "此页以下无正文"].contains(&words)
    {
        let text = &line.text;
        let start = text.len() - text.trim_start().len();
        marks
            .here(start..text.trim_end().len(), format!("写了“{words}”"))
            .hint("删去这一行；署名单独到了下一页的，调整行距、字距，使它和正文在同一页");
    }
}
