//! A10: a 成文日期 in another form than `2026年3月5日`.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::check::text::document_numbers::trimmed;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{self, WrittenDate, packed};
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A10",
    name: "成文日期的写法不对",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.5.4",
    why: "成文日期用阿拉伯数字把年、月、日标全，年份标全称，月、日不编虚位。汉字数字的写法2012年7月1日起不再用。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年03月05日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n二〇二六年三月五日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026.3.5\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5号\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕15号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请于2026.12.31以前做好检查工作。\n某某县水务局\n2026年10月30日\n",
        ),
        whole(
            "某水发〔2006〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n二〇〇六年三月五日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.of(Role::Date) {
        let Some(date) = end_matter::date(&line.text).filter(|date| dates::exists(*date)) else { continue };
        let range = trimmed(&line.text, 0..line.text.len());
        let written = &line.text[range.clone()];
        let right = date.in_words();
        if written == right {
            continue;
        }
        let (message, level) = match fault(&packed(written), date) {
            None => ("成文日期中间有空格".to_owned(), Level::Warning),
            // The standard of 1999 asked for Chinese numerals.
            Some(Form::Numerals) if (date.year, date.month) < (2012, 7) => continue,
            Some(Form::Numerals) => ("成文日期用了汉字数字".to_owned(), Level::Error),
            Some(Form::Padded) => ("成文日期的月、日编了虚位".to_owned(), Level::Error),
            Some(Form::Other) => (format!("成文日期写成了“{written}”"), Level::Error),
        };
        // What stands behind the main part may be a copy of something older.
        let level = if line.part == 0 { level } else { Level::Warning };
        marks.at(index, range, message).level(level).replace(right);
    }
    if let Some((index, range)) = dates::unfinished(paper).filter(|_| paper.is_issued()) {
        marks.at(index, range, "成文日期没有写全").hint("把年、月、日写全，年份写四位数，例如“2026年3月5日”");
    }
}

enum Form {
    Numerals,
    Padded,
    Other,
}

/// What is wrong with a date without blanks.
fn fault(written: &str, date: WrittenDate) -> Option<Form> {
    if written == date.in_words() {
        return None;
    }
    if written.contains(|c| "一二三四五六七八九十〇○零".contains(c)) {
        return Some(Form::Numerals);
    }
    let padded = format!("{}年{:02}月{:02}日", date.year, date.month, date.day);
    let is_padded =
        written.ends_with('日') && written.contains("年0") || written.contains("月0") || written == padded;
    Some(if is_padded { Form::Padded } else { Form::Other })
}
