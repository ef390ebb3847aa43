//! A04: a serial with zeros before it.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::document_numbers::{self, Found, is_digits};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A04",
    name: "发文顺序号编了虚位",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.5",
    why: "发文顺序号不编虚位：1不写成01，5不写成005。引用的公文带着虚位时，要核对原件，不自动改。",
    wrong: &[
        whole(
            "某水发〔2026〕05号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "第05号\n某某县人民政府令\n《某某县河道管理办法》已经县政府常务会议通过，现予公布。\n县长　某某某\n2026年3月5日\n",
        ),
    ],
    right: &[
        body(
            "根据《某某市水务局关于开展检查的通知》（某水发〔2026〕100号）要求，持《取水许可证》（某水许字〔2026〕第005号）办理。",
        ),
        whole("水务工作简报\n第05期\n水库除险加固工程开工\n3月5日，水库除险加固工程开工。\n"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    for number in document_numbers::of_own(line) {
        tell(line, &number, false, marks);
    }
    for number in document_numbers::cited_recently(&line.text) {
        tell(line, &number, true, marks);
    }
    if line.role == Role::DocumentNumber
        && let Some(at) = line.text.find('第').filter(|at| line.text[..*at].trim().is_empty())
    {
        let start = at + '第'.len_utf8();
        let rest = &line.text[start..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if rest.starts_with('0') && rest[digits..].starts_with('号') {
            zeros(start, &rest[..digits], false, marks);
        }
    }
}

fn tell(line: &Line, number: &Found, cited: bool, marks: &mut Marks<'_>) {
    let serial = &line.text[number.serial.clone()];
    if is_digits(serial) && serial.starts_with('0') && number.ending != Some('期') {
        zeros(number.serial.start, serial, cited, marks);
    }
}

fn zeros(start: usize, serial: &str, cited: bool, marks: &mut Marks<'_>) {
    let plain = serial.trim_start_matches('0');
    if plain.is_empty() {
        return;
    }
    let range = start..start + serial.len();
    if cited {
        marks
            .here(range, format!("引用的发文字号顺序号编了虚位“{serial}”"))
            .hint(format!("对照原件核对；一般写成“{plain}”"))
            .level(Level::Warning);
    } else {
        marks.here(range, format!("发文顺序号编了虚位“{serial}”")).replace(plain);
    }
}
