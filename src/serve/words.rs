//! What the program says, for people with a browser: advice that names a command names what the page has instead.

use std::borrow::Cow;

/// Advice of the command line, and what the page says.
pub const INSTEAD: [(&str, &str); 10] = [
    ("表收回来以后，运行 gongwen collect read 做出它", "表收回来以后，照“收表”里给的命令做出它"),
    ("再运行 gongwen collect read", "再照“收表”里给的命令做一遍"),
    ("用不到它的文件可以先做，命令后面加上 --kind 和文种，例如 --kind 通知", "用不到它的文件可以先下载"),
    ("用“gongwen batch 资料 --roster 名册 -o 文件夹”给每个单位生成", "存盘以后按“批量生成”，选名册"),
    ("可以用 gongwen new 生成一份带说明的样例", "可以按“打开或新建”，新建一份样例"),
    ("用“gongwen batch”生成时会查", "批量生成时会查"),
    (
        "要保留原来的，用“-o 文件夹”放到别处；确定不要了，加 --force",
        "把它改名或移走，再生成一次；确定不要了，先删去",
    ),
    ("用“gongwen fields 文种”查看各章要写什么", "各章要写的项在表单里"),
    ("接着做：同样的命令再运行一次，加上 --resume", "接着做：再按一次“生成”"),
    ("也可以先生成 Word 文件，到别的电脑上转", "先下载 Word 文件，到别的电脑上转"),
];

/// Advice for the page; empty if all of it is about commands.
pub fn advice(text: &str) -> Cow<'_, str> {
    if !names_command(text) && !INSTEAD.iter().any(|(command, _)| text.contains(command)) {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for (command, page) in INSTEAD {
        text = text.replace(command, page);
    }
    let parts: Vec<&str> = text.split(['；', '，']).collect();
    if !parts.iter().any(|part| names_command(part)) {
        return Cow::Owned(text);
    }
    // What is about a command goes as a whole clause; of a clause, what stands between its commas.
    let clauses = text.split('；').filter_map(|clause| {
        let kept: Vec<&str> = clause.split('，').filter(|part| !names_command(part)).collect();
        (!kept.is_empty()).then(|| kept.join("，"))
    });
    Cow::Owned(clauses.collect::<Vec<_>>().join("；"))
}

/// Whether a command of the program stands there, or one of its options.
fn names_command(text: &str) -> bool {
    let is_word =
        |rest: &str, least: usize| rest.chars().take_while(char::is_ascii_lowercase).count() >= least;
    let after = |mark: &str, least: usize| {
        text.match_indices(mark).any(|(at, mark)| is_word(&text[at + mark.len()..], least))
    };
    after("gongwen ", 2) || after("--", 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_about_commands_is_advice_about_the_page() {
        for (told, page) in [
            ("写成“2026年3月5日”", "写成“2026年3月5日”"),
            ("用“gongwen rules”列出全部规则", ""),
            ("可以做的文种有：通知、通报；详见“gongwen kinds”", "可以做的文种有：通知、通报"),
            ("做哪种文件，用“gongwen kinds”查看", "做哪种文件"),
            ("文件用哪个版式，用“gongwen profiles”查看；不写就是国标", "文件用哪个版式；不写就是国标"),
            (INSTEAD[0].0, INSTEAD[0].1),
            ("清淤——2公里--3公里", "清淤——2公里--3公里"),
        ] {
            assert_eq!(advice(told), page);
        }
        for (command, page) in INSTEAD {
            assert!(!names_command(page), "{command}");
        }
    }
}
