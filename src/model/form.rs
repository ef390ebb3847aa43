//! 表单: what every unit is asked to fill in, and 评分标准: how it is graded by what it filled in.

use std::path::Path;

use crate::choice;
use crate::model::date::Moment;
use crate::model::number::Number;
use crate::model::text::{Flag, Phrase};
use crate::record;

choice! {
    /// What a column of a form asks for.
    pub enum EntryType {
        Number = "数",
        Whole = "整数",
        Percent = "百分数",
        Choice = "选项",
        Date = "日期",
        Words = "文字",
        YesNo = "是否",
    }
}

choice! {
    /// How many rows a unit fills in.
    pub enum FormRows {
        One = "一行",
        Many = "多行",
    }
}

record! {
    /// 表单.
    pub struct EntryFormData = "表单" {
        required name: Phrase = "名称", "表单的名称，附件和“见表”用这个名称引用它", "基层党组织调查摸底表";
        optional version: Phrase = "版本", "改过栏目以后换一个，旧表交回来就能认出；不写就是“1”", "1";
        optional round: Phrase = "期次", "这次填报说的是什么时候的情况", "2026年一季度";
        optional deadline: Moment = "截止日期", "什么时候以前报送", "2026-04-30";
        optional rows: FormRows = "填报方式", "每个单位填一行还是多行，不写就是一行", "一行";
        many columns: FormColumn = "栏目", "要填的各栏", "[{名称: 党员数, 类型: 整数, 计量单位: 名}]";
        many checks: FormCheck = "校验", "各栏之间要合乎的条件", "[合计 = 党委 + 总支 + 支部]";
        many filler: Phrase = "填表栏", "表上面另外要填的栏目，不写就是填报人、联系电话、填报日期", "[填报人, 联系电话, 填报日期]";
        many notes: Phrase = "填表说明", "写在表下面的话", "[没有的填 0，不要空着。]";
        optional reminder: Reminder = "催办", "退回修改和催报的通知怎样发；不写就是不带版头的通知单", "{成文日期: 2026-05-06, 时限: 2026-05-10, 发文字号: 某组函〔2026〕【顺序号】号}";
    }
}

record! {
    /// 催办: what notices to units that have to correct or to send their forms say.
    pub struct Reminder = "催办" {
        optional deadline: Moment = "时限", "什么时候以前改好或者报来", "2026-05-10";
        optional number: Phrase = "发文字号", "写了就带版头；每个单位一个号就写“【顺序号】”", "某组函〔2026〕【顺序号】号";
        optional date: Moment = "成文日期", "通知的日期", "2026-05-06";
    }
}

record! {
    /// 栏目: a column of the form.
    pub struct FormColumn = "栏目" {
        required name: Phrase = "名称", "这一栏叫什么", "在职";
        optional group: Phrase = "组", "几栏合起来的名称，写在它们上面", "党员数";
        optional what: EntryType = "类型", "数、整数、百分数、选项、日期、文字、是否；不写就是文字", "整数";
        optional unit: Phrase = "计量单位", "数的单位", "名";
        many choices: Phrase = "选项", "可以选的各项", "[已建立, 未建立]";
        optional optional: Flag = "可以不填", "空着算不算缺项；不写就必须填", "是";
        optional least: Phrase = "最小", "数或者日期不能比它小", "0";
        optional most: Phrase = "最大", "数或者日期不能比它大；文字是最多多少字", "100";
        optional help: Phrase = "说明", "怎样填，鼠标点到格子上就显示", "截至今年3月底，包括预备党员。";
        optional width: Number = "列宽", "这一栏的相对宽度，不写就由程序定", "6";
    }
}

record! {
    /// 校验: a rule between columns.
    pub struct FormCheck = "校验", text => "条件" {
        required condition: Phrase = "条件", "各栏之间要成立的式子，用 = ≠ ≥ ≤ > < 比较", "合计 = 党委 + 总支 + 支部";
        optional when: Phrase = "前提", "只有这样时才看", "是否建立党组织 = 是";
        optional message: Phrase = "提示", "不成立时怎样说，不写就由程序说", "党员数要等于在职、离退、流动三项之和";
        optional doubtful: Flag = "只提醒", "不成立时只请人看一看，不退回", "是";
    }
}

choice! {
    /// How an item is scored.
    pub enum Scoring {
        Ratio = "比例",
        Steps = "分档",
        YesNo = "是否",
        Deduction = "扣分",
    }
}

record! {
    /// 评分标准.
    pub struct GradingData = "评分标准" {
        required name: Phrase = "名称", "评分标准的名称", "基层党组织分类定级评分标准";
        many items: ScoreItem = "项目", "各个评分项目", "[{项目: 班子配备, 分值: 10, 办法: 扣分, 按: 缺配人数, 扣: 2}]";
        many grades: Grade = "等级", "从高到低的各个等级", "[{名称: 先进, 不低于: 90}, {名称: 后进, 不低于: 0}]";
        many vetoes: Veto = "一票否决", "不管多少分，最多定为某个等级的情形", "[{条件: 责任事故 > 0, 等级: 后进}]";
    }
}

record! {
    /// An item of 评分标准.
    pub struct ScoreItem = "评分项目" {
        required name: Phrase = "项目", "评什么", "班子配备";
        optional group: Phrase = "类别", "几个项目合起来的名称", "领导班子好";
        required full: Number = "分值", "满分多少", "10";
        required how: Scoring = "办法", "比例：做到百分之几得百分之几的分；分档：按档给分；是否：是就得满分，否就不得分；扣分：每个单位量扣几分", "扣分";
        required by: Phrase = "按", "看哪一栏，或者怎样从各栏、台账算出来", "缺配人数";
        optional goal: Phrase = "满分线", "办法是比例时，做到多少得满分，不写就是100%", "95%";
        many steps: ScoreStep = "档", "办法是分档时的各档，从高到低", "[{不低于: 90%, 得分: 10}, {不低于: 80%, 得分: 6}]";
        optional from: Phrase = "从", "办法是扣分时，从多少起算，不写就是0；比它低就扣分的写“低于”", "0";
        optional below: Phrase = "低于", "办法是扣分时，低于多少才扣分", "100%";
        optional each: Phrase = "每", "办法是扣分时，每多少扣一次，不写就是1", "5%";
        optional minus: Number = "扣", "办法是扣分时，每次扣几分", "2";
        optional note: Phrase = "评分办法", "怎样评的话，写在评分表里；不写就由程序写", "每缺1名扣2分，扣完为止";
    }
}

record! {
    /// 档.
    pub struct ScoreStep = "档" {
        required least: Phrase = "不低于", "到了多少算这一档", "90%";
        required score: Number = "得分", "这一档得几分", "10";
    }
}

record! {
    /// 等级.
    pub struct Grade = "等级" {
        required name: Phrase = "名称", "等级的名称", "先进";
        required least: Number = "不低于", "多少分以上", "90";
    }
}

record! {
    /// 一票否决.
    pub struct Veto = "一票否决" {
        required condition: Phrase = "条件", "什么情形，写法与校验的条件一样", "责任事故 > 0";
        required grade: Phrase = "等级", "最多定为哪个等级；几条都合的，按最低的定", "后进";
        optional note: Phrase = "说明", "怎样说，不写就写条件", "发生责任事故";
    }
}

/// What a collection makes that papers are written from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collected {
    /// What the units filled in.
    Returns,
    /// Who has reported, and who has not.
    Register,
}

impl Collected {
    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Returns => "填报数据.xlsx",
            Self::Register => "报送台账.xlsx",
        }
    }

    /// Which of them a file is, by its name.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?;
        [Self::Returns, Self::Register].into_iter().find(|made| name == made.file())
    }

    /// The columns that it has, whatever is asked for.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Returns => &["单位代码", "单位名称", "得分", "等级"],
            Self::Register => &["序号", "单位代码", "单位名称", "状态", "问题数", "文件"],
        }
    }
}

/// The states that a unit can be in: what the ledger of who has reported says under 状态.
pub mod state {
    /// Nothing came.
    pub const MISSING: &str = "未报";
    /// What came counts.
    pub const SOUND: &str = "已报";
    /// What came is to be corrected.
    pub const FAULTY: &str = "退回修改";
    /// Several came.
    pub const SEVERAL: &str = "重复报送";
}

impl EntryFormData {
    /// Whether a cell in a column may say so where the words that it may have are listed: those of a choice, 是 and 否.
    pub fn may_say(&self, key: &str, word: &str) -> bool {
        let column = self.keys().iter().position(|other| other == key).map(|at| &self.columns[at]);
        column.is_some_and(|column| match column.what {
            Some(EntryType::YesNo) => ["是", "否"].contains(&word),
            _ => column.choices.iter().any(|choice| choice.text == word),
        })
    }

    /// Where a word stands among the choices of a column.
    pub fn place(&self, key: &str, word: &str) -> Option<usize> {
        let at = self.keys().iter().position(|other| other == key)?;
        self.columns[at].choices.iter().position(|choice| choice.text == word)
    }

    /// 填表栏, the usual ones where a form names none.
    pub fn filler(&self) -> Vec<String> {
        /// These.
        const USUAL: [&str; 3] = ["填报人", "联系电话", "填报日期"];
        if self.filler.is_empty() {
            return USUAL.map(str::to_owned).to_vec();
        }
        self.filler.iter().map(|label| label.text.clone()).collect()
    }

    /// What each column is called among the others: its name, or `组-名称` where another group has the same.
    pub fn keys(&self) -> Vec<String> {
        let of = |column: &FormColumn| {
            let name = &column.name.text;
            let shared = self.columns.iter().filter(|other| other.name.text == *name).count() > 1;
            match &column.group {
                Some(group) if shared => format!("{}-{name}", group.text),
                _ => name.clone(),
            }
        };
        self.columns.iter().map(of).collect()
    }
}

impl ScoreItem {
    /// 评分办法 as it is written, else in words.
    pub fn manner(&self) -> String {
        if let Some(note) = &self.note {
            return note.text.clone();
        }
        let by = &self.by.text;
        let text = |phrase: &Option<Phrase>, usual: &str| {
            phrase.as_ref().map_or_else(|| usual.to_owned(), |phrase| phrase.text.clone())
        };
        // Of percent, points.
        let points = |each: String| match each.strip_suffix(['%', '％']) {
            Some(number) => format!("{number}个百分点"),
            None => each,
        };
        let minus = self.minus.as_ref().map_or("", |minus| &minus.written);
        // One percent where the line is in percent.
        let line = self.below.as_ref().or(self.from.as_ref());
        let one = if line.is_some_and(|line| line.text.ends_with(['%', '％'])) { "1%" } else { "1" };
        let each = points(text(&self.each, one));
        match self.how {
            Scoring::Ratio => format!("{by}达到{}得满分，不到的按比例得分", text(&self.goal, "100%")),
            Scoring::Steps => {
                let steps: Vec<String> = self
                    .steps
                    .iter()
                    .map(|step| format!("{}以上得{}分", step.least.text, step.score.written))
                    .collect();
                format!("{by}{}，其余不得分", steps.join("，"))
            }
            Scoring::YesNo => format!("{by}：是得满分，否不得分"),
            Scoring::Deduction => match (&self.below, &self.from) {
                (Some(below), _) => format!("{by}低于{}的，每低{each}扣{minus}分，扣完为止", below.text),
                (None, Some(from)) => format!("{by}超过{}以后，每{each}扣{minus}分，扣完为止", from.text),
                (None, None) => format!("{by}每{each}扣{minus}分，扣完为止"),
            },
        }
    }
}
