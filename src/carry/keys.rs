//! What a key says: what is planned, what was done, what names a paper of others.

/// What a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// What is to be done: its days move.
    Planned,
    /// What was done: it is last year's, whatever it says.
    Done,
    /// A paper of others: its name and number are its own.
    Paper,
}

/// The texts under a key of the workbook.
pub fn of(key: &str) -> Manner {
    const DONE: &[&str] = &[
        "基本情况",
        "动员部署",
        "组织领导",
        "主题活动",
        "工作结合",
        "主要做法",
        "主要成效",
        "存在问题",
        "原因分析",
        "体会",
        "下步打算",
        "论述",
        "摘要",
        "简报",
        "会议",
        "议定事项",
        "批复事项",
        "制度",
        "表",
        "图",
        "其他",
    ];
    match key {
        "参考文献" => Manner::Paper,
        _ if DONE.contains(&key) => Manner::Done,
        _ => Manner::Planned,
    }
}

/// The texts under a key within another.
pub fn within(key: &str, outer: Manner) -> Manner {
    match key {
        "依据" | "来文" | "文号" | "遵循" | "贯彻" => Manner::Paper,
        _ => outer,
    }
}

/// The own texts of a document of this kind: a report says what was done.
pub fn of_kind(kind: &str) -> Manner {
    let done = ["总结", "报告", "通报", "材料", "论文", "简报", "纪要", "制度", "进度表", "批复"];
    if done.iter().any(|word| kind.contains(word)) { Manner::Done } else { Manner::Planned }
}

/// Whether a title is that of a paper which tells what was done.
pub fn is_report(title: &str) -> bool {
    ["总结", "报告", "通报", "纪要", "简报", "情况", "材料"].iter().any(|word| title.ends_with(word))
}

/// Keys of the workbook whose texts may tell what was done among what is planned.
pub fn is_free(key: &str) -> bool {
    matches!(key, "缘由" | "附件" | "正文")
}

/// Keys whose values are titles and names of what is made anew, or say such a name.
pub fn is_name(key: &str) -> bool {
    matches!(key, "标题" | "副标题" | "名称" | "附件")
}

/// Keys of the two ends of a time.
pub fn is_end(key: &str) -> bool {
    matches!(key, "起" | "止" | "起始日期" | "截止日期")
}

/// Keys whose values say nothing of a year: looks, names of files, ways to write, telephones.
pub fn is_silent(key: &str) -> bool {
    const SILENT: &[&str] = &[
        "电话",
        "传真",
        "邮箱",
        "图片",
        "直径",
        "列宽",
        "空行",
        "横排",
        "版式",
        "工作表",
        "表头行",
        "发文代字",
        "份号",
        "密级",
        "格式",
        "写法",
        "事项写法",
        "计量单位",
        "编码列",
        "文种",
        "载体",
        "紧急程度",
        "目录",
        "用",
        "键",
        "引用",
        "检查",
        "规则",
        "文件",
        "上期",
        "如有",
        "如无",
        "类型",
        "要求",
        "取自",
        "高度",
        "级别",
    ];
    SILENT.contains(&key)
}

/// Keys whose values are days, also where the texts around them say what was done.
pub fn is_date(key: &str) -> bool {
    const DATES: &[&str] = &[
        "成文日期",
        "日期",
        "起",
        "止",
        "时限",
        "起始日期",
        "截止日期",
        "默认",
        "时间",
        "印发日期",
        "报送时限",
    ];
    DATES.contains(&key)
}

/// Keys of days on which somebody is at work.
pub fn is_day_of_work(key: &str) -> bool {
    matches!(key, "成文日期" | "日期" | "时间")
}

/// Keys that name a file, or a folder of files.
pub fn is_path(key: &str) -> bool {
    const PATHS: &[&str] =
        &["引用", "台账", "印章", "图片", "文件", "上期", "名册", "登记簿", "个别", "版式"];
    PATHS.contains(&key)
}

/// Of these, keys whose files come along as they are.
pub fn is_file(key: &str) -> bool {
    matches!(key, "图片" | "印章" | "文件" | "上期" | "名册" | "个别" | "版式")
}
