//! E06: a mark behind the label of an attachment, or its number in Chinese numerals. Where the label stands and its font are seen in a Word file only.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::{self, is_blank};

pub const RULE: Rule = Rule {
    code: "E06",
    name: "附件页的标签写法不对",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.4、7.3.7",
    why: "附件页左上角顶格写“附件”二字和附件顺序号，附件顺序号用阿拉伯数字，写成“附件1”，后面没有冒号；冒号只用在正文后面的附件说明里。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件1：\n清淤进度表\n附件2：\n联系人名单\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件一\n清淤进度表\n附件二：\n联系人名单\n",
        ),
    ],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：\n1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件1\n清淤进度表\n附件2\n联系人名单\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    // Before the standard of 2012 the colon was usual.
    if dates::issue(paper).is_some_and(|(_, date)| (date.year, date.month) < (2012, 7)) {
        return;
    }
    for (index, line) in paper.of(Role::Label) {
        let text = line.text.trim_end_matches(is_blank);
        let end = text.trim_end_matches(['：', ':', '.', '．', '、', '。', '，']).len();
        if end > 0 && end < text.len() {
            let message = format!("附件页的标签后面有“{}”", &text[end..]);
            marks.at(index, end..text.len(), message).replace("");
        }
        let label = text[..end].trim_start_matches(is_blank);
        let number = label.strip_prefix("附件").map(|rest| rest.trim_matches(is_blank));
        if let Some((number, value)) = number.and_then(|number| Some((number, number::value_of_han(number)?)))
        {
            let start = end - number.len();
            let message = format!("附件顺序号用了汉字数字“{number}”");
            marks.at(index, start..end, message).replace(value.to_string());
        }
    }
}
