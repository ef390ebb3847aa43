//! A17: 密级 in another form than `机密★1年`; and that there is one at all.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::document_numbers::{is_digits, trimmed};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A17",
    name: "密级和保密期限的写法不对；涉密的文件不上网",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "GB/T 9704-2012 7.2.2；《党政机关公文处理工作条例》第九条第二项",
    why: "密级是“绝密”“机密”“秘密”，保密期限写在“★”后面，数字用阿拉伯数字，例如“机密★1年”。写法没有错也会提醒：标了密级的文件只能在涉密计算机上处理。",
    wrong: &[
        whole(
            "000012\n机密☆1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "000012\n秘密★一年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "000012\n机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[whole(
        "机密文件管理制度\n机密文件由专人保管，分为绝密、机密、秘密三级。\n（一）登记。收到机密文件当日登记。\n（二）归还。用完当日归还。\n",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role != Role::Secrecy {
        return;
    }
    let range = trimmed(&line.text, 0..line.text.len());
    let written = &line.text[range.clone()];
    if is_right(written) {
        marks
            .here(range, "标有密级")
            .hint("涉密文件只能在涉密计算机上起草和检查，不能用联网的计算机")
            .level(Level::Warning);
        return;
    }
    marks
        .here(range, format!("密级写成了“{written}”"))
        .hint("写成“绝密”“机密”或者“秘密”，有保密期限的加“★”和期限，例如“机密★1年”");
}

fn is_right(written: &str) -> bool {
    let Some(term) = ["绝密", "机密", "秘密"].iter().find_map(|word| written.strip_prefix(word)) else {
        return false;
    };
    let Some(term) = term.strip_prefix('★') else { return term.is_empty() };
    // 启用前 is what papers of examinations have.
    ["长期", "启用前"].contains(&term)
        || ["年", "个月", "天", "日"]
            .iter()
            .any(|unit| term.strip_suffix(unit).is_some_and(|n| is_digits(n) && !n.starts_with('0')))
}
