//! What was carried over, in lines for people: what moved, what is to be filled in, what stayed.

use std::path::Path;

use crate::carry::folder::Carried;
use crate::carry::walk::Note;
use crate::carry::write::Told;

/// The report.
pub fn lines(carried: &Carried) -> Vec<String> {
    let years = carried.years;
    let mut lines = vec![format!("由{}年的资料做成{}年的：", years.old, years.new)];
    let several = carried.texts.len() > 1;
    let all: Vec<(&Path, &Told)> = carried
        .texts
        .iter()
        .flat_map(|(path, told)| told.iter().map(move |told| (path.as_path(), told)))
        .collect();
    let mut put = |title: &dyn Fn(usize) -> String, of: &dyn Fn(&Note) -> Option<String>| {
        let found: Vec<String> = all
            .iter()
            .filter_map(|(path, told)| {
                let words = of(&told.note)?;
                let file = path.file_name().map(|name| name.to_string_lossy()).filter(|_| several);
                let file = file.map_or(String::new(), |file| format!("{file} "));
                Some(format!("  {file}第{}行 {}：{words}", told.line, told.place))
            })
            .collect();
        if found.is_empty() {
            return;
        }
        lines.push(title(found.len()));
        lines.extend(found);
    };
    put(&|count| format!("日期改了{count}处："), &|note| match note {
        Note::Moved { old, new, told } => {
            let told = if told.is_empty() { String::new() } else { format!("（{}）", told.join("；")) };
            Some(format!("{old} → {new}{told}"))
        }
        _ => None,
    });
    put(
        &|count| format!("要填的有{count}处，写着“【待填……】”，文件里要印的没有填就不能生成："),
        &|note| match note {
            Note::Blank(what) => Some(what.clone()),
            _ => None,
        },
    );
    put(
        &|count| format!("没有改的有{count}处，还是去年的，请核对（能写说明的行后面写着“← 去年的”）："),
        &|note| match note {
            Note::Kept(words) => Some(words.clone()),
            _ => None,
        },
    );
    put(&|_| "台账只留各列：".to_owned(), &|note| match note {
        Note::Emptied(count) => Some(format!("去年的{count}行没有带过来")),
        _ => None,
    });
    lines.extend(carried.others.iter().cloned());
    lines
}
