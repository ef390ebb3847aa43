//! A16: 密级 without 份号.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A16",
    name: "涉密公文没有份号",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条第一项",
    why: "涉密公文应当标注份号，每份一个号，少了一份查得出来。份号写在密级上面一行。",
    wrong: &[whole(
        "机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        whole(
            "某某县水务局\n000003　　　　　　　　　　　某水函〔2026〕5号\n秘密★1年\n某某县水务局关于商请派员指导的函\n某某县消防救援大队：\n请派员指导。\n请予函复。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "000012\n机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "机密文件管理制度\n机密文件由专人保管。\n（一）登记。收到机密文件当日登记。\n（二）归还。用完当日归还。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some((index, line)) = paper.first(Role::Secrecy) else { return };
    let beside =
        |line: &Line| line.role == Role::DocumentNumber && end_matter::begins_with_copy_number(&line.text);
    let has_number = paper.of(Role::CopyNumber).next().is_some() || paper.lines.iter().any(beside);
    if !has_number && !line.text.contains("解密") {
        marks
            .at(index, 0..line.text.len(), "标了密级，没有份号")
            .hint("在密级上面一行写上六位数字的份号，例如“000001”");
    }
}
