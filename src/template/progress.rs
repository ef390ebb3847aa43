//! `progress`: what templates see of the work done. Nobody fills it in: it is reckoned from 台账, 工作目标 and 实施步骤 for the
//! stretch of time that the document counts. Its numbers are `【…】`, so that each can be asked where it comes from.

use crate::model::shape::{FieldShape, RecordShape, Shape};

/// A list of records.
macro_rules! records {
    ($key:literal, $variable:literal, $meaning:literal, $record:ident) => {
        FieldShape {
            key: $key,
            variable: $variable,
            shape: || Shape::List(|| Shape::Record(&$record)),
            required: false,
            meaning: $meaning,
            example: "[]",
        }
    };
}

/// `progress`.
pub static PROGRESS: RecordShape = record(
    "进展",
    &[
        phrase("截止日期", "until", "截止日期", "2012年6月30日"),
        phrase("起始日期", "from", "起始日期", "2012年1月1日"),
        records!("指标", "indicators", "写了完成值的指标", INDICATOR),
        records!("完成的指标", "reached", "其中完成了的", INDICATOR),
        records!("基本完成的指标", "nearly", "其中基本完成的", INDICATOR),
        records!("没有完成的指标", "unreached", "其中没有完成的", INDICATOR),
        records!(
            "未完成的指标",
            "carried",
            "要写进存在问题和下步打算的指标：基本完成的和没有完成的",
            INDICATOR
        ),
        records!("阶段", "steps", "已经开始的阶段", STEP),
        records!("未开始的阶段", "coming", "还没有开始的阶段", STEP),
        flag("未到期", "pending", "截止日期早于活动结束的时间，指标还没有到期"),
        phrase("台账", "ledger", "有几个台账时，这里说的是哪一个", "活动台账"),
        phrase("次数", "count", "台账的行数", "【次数()】"),
        records!("类型", "types", "台账“类型”一列分项", GROUP),
        records!("月份", "months", "台账各月", GROUP),
        records!("单位", "units", "台账“单位”一列分项", GROUP),
        records!("数量", "measures", "台账里的各个数", MEASURE),
    ],
);

/// What one writes into the data so that a path under 进展 has something to say.
pub fn comes_from(path: &str) -> Option<&'static str> {
    Some(match path.strip_prefix("进展.")? {
        "指标" | "完成的指标" | "基本完成的指标" | "没有完成的指标" | "未完成的指标" => {
            "“工作目标”里的“指标”和“完成值”"
        }
        "阶段" | "未开始的阶段" => "“实施步骤”",
        "类型" => "“台账”里的“类型”一列",
        "单位" => "“台账”里的“单位”一列",
        "月份" => "“台账”里的“日期”一列，并且在这段时间里要有行",
        _ => "“台账”",
    })
}

static INDICATOR: RecordShape = record(
    "指标",
    &[
        phrase("名称", "name", "指标", "基层党员培训率"),
        phrase("目标值", "target", "目标值，带单位", "【目标值(基层党员培训率)】"),
        phrase("基数", "base", "基数", "较上年"),
        phrase("要求", "relation", "要求", "不低于"),
        phrase("完成值", "done", "完成值，带单位", "【完成值(基层党员培训率)】"),
        phrase("完成率", "rate", "完成率；要求不超过、下降的没有", "【完成率(基层党员培训率)】"),
        phrase("差距", "gap", "差距，带单位，率用百分点", "【差距(基层党员培训率)】"),
        phrase(
            "结论",
            "verdict",
            "完成、基本完成、未完成；还没有到活动结束的时间：已完成、正在推进；上限：未超出、超出",
            "完成",
        ),
        flag("百分数", "percent", "目标值是百分数"),
        flag("上限", "limit", "要求是不超过"),
    ],
);

static STEP: RecordShape = record(
    "阶段",
    &[
        phrase("名称", "name", "名称", "调查摸底阶段"),
        phrase("起", "start", "起", "2012年3月"),
        phrase("止", "end", "止", "2012年4月底"),
        phrase("重点", "focus", "重点", "建章立制"),
        FieldShape {
            key: "内容",
            variable: "text",
            shape: || Shape::Prose,
            required: false,
            meaning: "内容",
            example: "各单位要摸清底数。",
        },
        FieldShape {
            key: "完成情况",
            variable: "result",
            shape: || Shape::Prose,
            required: false,
            meaning: "完成情况",
            example: "各单位完成了调查摸底。",
        },
        phrase("状态", "state", "已完成、正在进行、尚未开始", "已完成"),
        phrase("次数", "count", "这一阶段台账的行数；没有就没有这一项", "【次数()】"),
        records!("类型", "types", "这一阶段台账“类型”一列分项", GROUP),
        FieldShape {
            key: "活动名称",
            variable: "names",
            shape: || Shape::List(|| Shape::Phrase),
            required: false,
            meaning: "这一阶段台账的各个名称",
            example: "[动员大会]",
        },
    ],
);

static GROUP: RecordShape = record(
    "分项",
    &[
        phrase("名称", "name", "名称", "义诊"),
        phrase("次数", "count", "行数", "【次数(类型=义诊)】"),
        records!("数量", "measures", "各个数", MEASURE),
    ],
);

static MEASURE: RecordShape = record(
    "数",
    &[
        phrase("名称", "name", "列", "服务人数"),
        phrase("合计", "total", "合计", "【合计(服务人数)】"),
        phrase("计量单位", "unit", "单位", "人"),
    ],
);

const fn record(name: &'static str, fields: &'static [FieldShape]) -> RecordShape {
    RecordShape { name, fields, text_goes_to: None, list_goes_to: None, stands_alone: false }
}

const fn phrase(
    key: &'static str,
    variable: &'static str,
    meaning: &'static str,
    example: &'static str,
) -> FieldShape {
    FieldShape { key, variable, shape: || Shape::Phrase, required: false, meaning, example }
}

const fn flag(key: &'static str, variable: &'static str, meaning: &'static str) -> FieldShape {
    FieldShape { key, variable, shape: || Shape::Flag, required: false, meaning, example: "是" }
}
