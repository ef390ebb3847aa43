//! The usage of 公文: what a name becomes in a title and in a sentence, how documents are cited, how a unit speaks of
//! itself. The lists of words are short on purpose: what they do not know becomes the most general phrase.

use tera::Value;

use crate::markup::marks::STOPS;
use crate::template::filters::{
    Arguments, Filter, Gives, Refusal, Takes, Test, lists, text, texts, words, wrong_type,
};

/// The filters of this file.
pub static FILTERS: &[Filter] = &[
    Filter {
        name: "matter",
        arguments: &["form"],
        takes: Takes::Text,
        gives: Gives::Text,
        apply: |value, arguments| {
            let name = text(value, arguments.name)?.text;
            Ok(Value::from(match arguments.choice("form", &["action", "topic", "noun"])? {
                "topic" => topic(&name),
                "noun" => noun(&name),
                _ => matter(&name),
            }))
        },
    },
    Filter {
        name: "scope",
        arguments: &[],
        takes: Takes::Text,
        gives: Gives::Text,
        apply: |value, arguments| Ok(Value::from(scope(&text(value, arguments.name)?.text))),
    },
    Filter {
        name: "within",
        arguments: &["scope", "with"],
        takes: Takes::Text,
        gives: Gives::Text,
        apply: |value, arguments| {
            let name = text(value, arguments.name)?.text;
            let (area, link) = (arguments.text("scope")?, arguments.text("with")?);
            Ok(Value::from(within(&name, area.as_deref(), link.as_deref())))
        },
    },
    Filter { name: "cite", arguments: &[], takes: Takes::List, gives: Gives::Text, apply: cite },
    Filter { name: "everyone", arguments: &[], takes: Takes::List, gives: Gives::Text, apply: everyone },
    Filter {
        name: "ourselves",
        arguments: &["fallback"],
        takes: Takes::Text,
        gives: Gives::Text,
        apply: |value, arguments| {
            let name = text(value, arguments.name)?.text;
            let fallback = arguments.text("fallback")?;
            Ok(Value::from(ourselves(&name).unwrap_or_else(|| fallback.unwrap_or(name))))
        },
    },
];

/// The test of this file.
pub static TESTS: &[Test] = &[Test {
    name: "verbal",
    arguments: &[],
    apply: |value, arguments| {
        Ok(!value.is_undefined() && !value.is_none() && is_verbal(&text(value, arguments.name)?.text))
    },
}];

/// Verbs that take anything as their object, a meeting or an 活动, too.
const LIGHT_VERBS: &[&str] = &[
    "做好",
    "抓好",
    "搞好",
    "开展",
    "举办",
    "承办",
    "召开",
    "举行",
    "启动",
    "参加",
    "印发",
    "转发",
    "报送",
    "上报",
    "征求",
    "组织实施",
    "组织收看",
    "组织观看",
    "组织学习",
];

/// Verbs that begin a phrase about work. Before the name of a meeting or an 活动 they are part of that name:
/// 优化服务提升年活动.
const VERBS: &[&str] = &[
    "加强",
    "加快",
    "推进",
    "推动",
    "推广",
    "推行",
    "落实",
    "规范",
    "完善",
    "健全",
    "建立",
    "构建",
    "提升",
    "提高",
    "增强",
    "强化",
    "深化",
    "优化",
    "实施",
    "解决",
    "促进",
    "巩固",
    "改进",
    "改善",
    "创建",
    "整治",
    "清理",
    "防范",
    "严禁",
    "禁止",
    "征集",
    "申报",
    "填报",
    "推荐",
    "评选",
    "表彰",
    "调整",
    "成立",
    "学习贯彻",
    "学习宣传",
    "贯彻落实",
];

/// Adverbs before a verb.
const ADVERBS: &[&str] = &[
    "进一步",
    "切实",
    "扎实",
    "全面",
    "深入",
    "认真",
    "严格",
    "持续",
    "继续",
    "大力",
    "着力",
    "统筹",
    "不断",
    "积极",
    "依法",
    "集中",
    "组织",
];

/// What makes a noun of the verb before it, if it is all that follows: 推进会, 提升年, 申报工作.
const NOUN_ENDINGS: &[&str] =
    &["工作", "会", "年", "月", "周", "日", "仪式", "工程", "行动", "计划", "机制", "制度"];

/// Nouns that begin like a verb.
const NOUNS: &[&str] = &["规范化", "规范性", "实施方案", "实施细则", "实施意见", "实施办法", "实施计划"];

/// Names of things that are held, with what one does with them. Longer ones first.
const EVENTS: &[(&str, &str)] = &[
    ("运动会", "举办"),
    ("博览会", "举办"),
    ("招聘会", "举办"),
    ("展览会", "举办"),
    ("活动", "开展"),
    ("行动", "开展"),
    ("演练", "开展"),
    ("会议", "召开"),
    ("大会", "召开"),
    ("会", "召开"),
    ("培训", "举办"),
    ("班", "举办"),
    ("讲座", "举办"),
    ("论坛", "举办"),
    ("竞赛", "举办"),
    ("比赛", "举办"),
];

/// Names that end like an event and are none.
const NO_EVENTS: &[&str] = &[
    "委员会",
    "协会",
    "学会",
    "工会",
    "商会",
    "社会",
    "机会",
    "联合会",
    "基金会",
    "理事会",
    "值班",
    "领导班",
];

fn event(name: &str) -> Option<&'static str> {
    if NO_EVENTS.iter().any(|ending| name.ends_with(ending)) {
        return None;
    }
    EVENTS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, verb)| *verb)
}

/// Whether a name begins with what is to be done.
fn is_verbal(name: &str) -> bool {
    let bare = name.trim_start_matches("关于");
    let begins = |verbs: &[&str], text: &str| {
        verbs
            .iter()
            .filter_map(|verb| text.strip_prefix(verb))
            .any(|rest| !rest.is_empty() && !rest.starts_with("情况") && !NOUN_ENDINGS.contains(&rest))
    };
    let is_event = event(bare).is_some();
    let mut rest = bare;
    loop {
        if NOUNS.iter().any(|noun| rest.starts_with(noun)) {
            return false;
        }
        if begins(LIGHT_VERBS, rest) || (!is_event && begins(VERBS, rest)) {
            return true;
        }
        match ADVERBS.iter().find_map(|adverb| rest.strip_prefix(adverb)) {
            Some(shorter) => rest = shorter,
            None => return !is_event && bare.starts_with("进一步") && rest != bare,
        }
    }
}

/// 医保 → 做好医保有关工作, 防汛工作 → 做好防汛工作, 全县工作会议 → 召开全县工作会议, 加强管理 → 加强管理.
fn matter(name: &str) -> String {
    let name = words::without_stop(name).trim_start_matches("关于");
    let ready = ["事项", "事宜", "问题"].iter().any(|ending| name.ends_with(ending));
    if ready || is_verbal(name) {
        name.to_owned()
    } else if let Some(verb) = event(name) {
        format!("{verb}{name}")
    } else if name.ends_with("工作") {
        format!("做好{name}")
    } else {
        format!("做好{name}有关工作")
    }
}

/// The same as what a notice is about: 医保有关事项, 做好防汛工作有关事项.
fn topic(name: &str) -> String {
    let name = words::without_stop(name).trim_start_matches("关于");
    if ["事项", "事宜", "问题"].iter().any(|ending| name.ends_with(ending)) {
        return name.to_owned();
    }
    let phrase = matter(name);
    if phrase == format!("做好{name}有关工作") {
        format!("{name}有关事项")
    } else if ["有关工作", "相关工作"].iter().any(|ending| phrase.ends_with(ending)) {
        phrase
    } else {
        format!("{phrase}有关事项")
    }
}

/// The same as something that one leads and carries on: 医保缴费工作, 组织建设年活动, 加强管理.
fn noun(name: &str) -> String {
    const WHOLE: &[&str] = &["工作", "事项", "事宜", "问题", "工程", "年", "月", "周", "日", "机制", "制度"];
    let name = words::without_stop(name).trim_start_matches("关于");
    let whole = WHOLE.iter().any(|ending| name.ends_with(ending)) || name.ends_with(['”', '》', '）']);
    if whole || is_verbal(name) || event(name).is_some() { name.to_owned() } else { format!("{name}工作") }
}

/// 在全县范围内 → 全县.
fn scope(written: &str) -> String {
    let written = words::without_stop(written);
    let bare = written.strip_prefix('在').unwrap_or(written);
    let bare = bare.strip_suffix("范围内").or_else(|| bare.strip_suffix("范围")).unwrap_or(bare);
    if bare.is_empty() { written.to_owned() } else { bare.to_owned() }
}

/// A name after its scope, unless it says already where. `with` stands before what it makes, whether it has a scope
/// or not: `在全县` + `开展` + name.
fn within(name: &str, area: Option<&str>, link: Option<&str>) -> String {
    let name = words::without_stop(name);
    let link = link.unwrap_or_default();
    let Some(area) = area.map(scope) else { return format!("{link}{name}") };
    let whole = |text: &str| -> String { text.chars().take(2).filter(|_| text.starts_with('全')).collect() };
    let same = !whole(&area).is_empty() && name.contains(&whole(&area));
    match (name.contains(&area) || same, link.is_empty()) {
        (true, _) => format!("{link}{name}"),
        (false, true) => {
            let (year, rest) = name.split_at(year_before(name));
            format!("{year}{area}{rest}")
        }
        (false, false) => format!("在{area}{link}{name}"),
    }
}

/// Length of `2026年` or `2026年度` at the beginning, which stands before the scope, too.
fn year_before(name: &str) -> usize {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    match name[digits..].strip_prefix('年') {
        Some(rest) if digits == 4 => {
            digits + '年'.len_utf8() + if rest.starts_with('度') { '度'.len_utf8() } else { 0 }
        }
        _ => 0,
    }
}

/// The text of a field of a record.
fn part(record: &Value, key: &str) -> Option<String> {
    let field = record.get_from_path(key).filter(|field| !field.is_undefined() && !field.is_none())?;
    text(field, "cite").ok().map(|written| written.text)
}

/// A document that work rests on.
struct Cited {
    words: String,
    closing: Closing,
}

/// What a sentence that cites documents goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    Spirit,
    Rule,
    Nothing,
}

/// What is cited without 书名号: meetings, speeches, what a superior asked for.
fn is_no_title(name: &str) -> bool {
    const ENDINGS: &[&str] =
        &["会议", "大会", "全会", "讲话", "指示", "批示", "部署", "要求", "安排", "精神"];
    let congress = || {
        let number = name.strip_suffix('大').and_then(|before| before.chars().last());
        number.is_some_and(|last| "一二三四五六七八九十".contains(last))
    };
    !name.starts_with("关于") && (ENDINGS.iter().any(|ending| name.ends_with(ending)) || congress())
}

/// Whether a title is that of a law or regulation.
fn is_law(name: &str) -> bool {
    const ENDINGS: &[&str] = &["法", "条例", "规定", "办法", "细则", "规则", "准则"];
    const OTHERS: &[&str] = &["方法", "做法", "看法", "想法"];
    let bare = name.trim_start_matches('《').trim_end_matches('》');
    let bare = match bare.strip_suffix('）').and_then(|open| open.rfind('（').map(|at| &open[..at])) {
        Some(before) => before,
        None => bare,
    };
    ENDINGS.iter().any(|ending| bare.ends_with(ending)) && !OTHERS.iter().any(|other| bare.ends_with(other))
}

fn cited(record: &Value) -> Option<Cited> {
    let written = part(record, "name")?;
    let name = words::without_stop(&written);
    let name = ["根据", "按照", "依据"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let name = match name.strip_suffix("精神") {
        Some(before) if before.ends_with('》') || is_no_title(before) => before,
        _ => name,
    };
    let mut words = part(record, "issuer").unwrap_or_default();
    let number = part(record, "number");
    let untitled = number.is_none() && is_no_title(name);
    if untitled {
        words.push_str(name.strip_suffix("精神").unwrap_or(name));
    } else {
        words.push_str(&words::book(name));
    }
    if let Some(number) = number {
        words.push_str(&format!("（{}）", number.trim_matches(['（', '）', '(', ')'])));
    }
    let asks = |text: &str| ["精神", "规定", "要求", "部署", "安排"].iter().any(|end| text.ends_with(end));
    let closing = match part(record, "suffix") {
        Some(suffix) => {
            words.push_str(&suffix);
            if asks(&suffix) { Closing::Nothing } else { Closing::Spirit }
        }
        None if untitled && asks(&words) => Closing::Nothing,
        None if !untitled && is_law(name) => Closing::Rule,
        None => Closing::Spirit,
    };
    Some(Cited { words, closing })
}

/// 省卫生厅党组《……》（……）、市委办公室《……》和市卫生局《……》精神; laws alone: ……规定.
fn cite(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let records = value.as_array().ok_or_else(|| wrong_type(value, arguments.name, "列表"))?;
    let all: Vec<Cited> = records.iter().filter_map(cited).collect();
    let Some(last) = all.last() else { return Err(Refusal::missing()) };
    let closing = match last.closing {
        Closing::Nothing => "",
        Closing::Rule if all.iter().all(|one| one.closing == Closing::Rule) => "规定",
        _ => "精神",
    };
    let words: Vec<String> = all.iter().map(|one| one.words.clone()).collect();
    Ok(Value::from(format!("{}{closing}", lists::series(&words, "和"))))
}

/// Units that are addressed, where their list reads well in a sentence; else 各单位.
fn everyone(value: &Value, arguments: &Arguments<'_>) -> Result<Value, Refusal> {
    let absent = value.is_undefined() || value.as_array().is_some_and(<[Value]>::is_empty);
    if absent {
        return Ok(Value::from("各单位"));
    }
    let list: Vec<String> =
        texts(value, arguments.name)?.iter().map(|item| words::without_stop(item).to_owned()).collect();
    let plural = |item: &String| item.contains('各') || item.starts_with("全体") || item.starts_with("所有");
    let length: usize = list.iter().map(|item| item.chars().count()).sum();
    let reads_well =
        list.len() <= 3 && length <= 40 && list.iter().all(|item| plural(item) && !item.contains(STOPS));
    Ok(Value::from(if reads_well { lists::series(&list, "和") } else { "各单位".to_owned() }))
}

/// 某某县卫生健康局 → 我局. `None` for a party organization and for what has no such form.
fn ourselves(name: &str) -> Option<String> {
    const FORMS: &[(&str, &str)] = &[
        ("中心", "中心"),
        ("公司", "公司"),
        ("集团", "集团"),
        ("支队", "支队"),
        ("大队", "大队"),
        ("大学", "校"),
        ("中学", "校"),
        ("小学", "校"),
        ("学校", "校"),
        ("学院", "院"),
        ("办公室", "办"),
        ("联合会", "会"),
        ("协会", "会"),
        ("学会", "会"),
        ("工会", "会"),
        ("商会", "会"),
        ("委员会", "委"),
        ("办", "办"),
        ("局", "局"),
        ("委", "委"),
        ("院", "院"),
        ("校", "校"),
        ("厅", "厅"),
        ("部", "部"),
        ("司", "司"),
        ("署", "署"),
        ("处", "处"),
        ("科", "科"),
        ("所", "所"),
        ("站", "站"),
        ("馆", "馆"),
        ("社", "社"),
        ("会", "会"),
    ];
    if name.starts_with("中共") || ["党委", "党组", "支部", "总支"].iter().any(|word| name.contains(word))
    {
        return None;
    }
    FORMS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, form)| format!("我{form}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_what_is_to_be_done() {
        for (name, action, about) in [
            ("加强食品安全监管", "加强食品安全监管", "加强食品安全监管有关事项"),
            ("做好防汛工作", "做好防汛工作", "做好防汛工作有关事项"),
            ("进一步规范收费", "进一步规范收费", "进一步规范收费有关事项"),
            ("全面推进医共体建设", "全面推进医共体建设", "全面推进医共体建设有关事项"),
            ("组织参加技能竞赛", "组织参加技能竞赛", "组织参加技能竞赛有关事项"),
            ("举办业务骨干培训班", "举办业务骨干培训班", "举办业务骨干培训班有关事项"),
            ("2026年防汛工作", "做好2026年防汛工作", "做好2026年防汛工作有关事项"),
            ("防汛有关工作", "做好防汛有关工作", "做好防汛有关工作"),
            ("召开会议", "召开会议", "召开会议有关事项"),
            ("开展年度考核", "开展年度考核", "开展年度考核有关事项"),
            ("加强化妆品监管", "加强化妆品监管", "加强化妆品监管有关事项"),
            ("组织收看专题节目", "组织收看专题节目", "组织收看专题节目有关事项"),
            // 组织, 优化, 推进, 规范, 落实 begin a noun here.
            ("组织建设年活动", "开展组织建设年活动", "开展组织建设年活动有关事项"),
            ("优化服务提升年活动", "开展优化服务提升年活动", "开展优化服务提升年活动有关事项"),
            ("推进医共体建设工作会议", "召开推进医共体建设工作会议", "召开推进医共体建设工作会议有关事项"),
            ("项目建设推进会", "召开项目建设推进会", "召开项目建设推进会有关事项"),
            ("表彰大会", "召开表彰大会", "召开表彰大会有关事项"),
            ("职称申报工作", "做好职称申报工作", "做好职称申报工作有关事项"),
            ("申报工作", "做好申报工作", "做好申报工作有关事项"),
            ("规范化门诊", "做好规范化门诊有关工作", "规范化门诊有关事项"),
            ("业务骨干培训班", "举办业务骨干培训班", "举办业务骨干培训班有关事项"),
            ("财务人员培训", "举办财务人员培训", "举办财务人员培训有关事项"),
            ("消防应急演练", "开展消防应急演练", "开展消防应急演练有关事项"),
            // 委员会 is no meeting, 值班 no course.
            ("老龄委员会", "做好老龄委员会有关工作", "老龄委员会有关事项"),
            ("国庆节值班", "做好国庆节值班有关工作", "国庆节值班有关事项"),
            ("医保缴费", "做好医保缴费有关工作", "医保缴费有关事项"),
            ("岗位调整有关事项", "岗位调整有关事项", "岗位调整有关事项"),
        ] {
            assert_eq!((matter(name).as_str(), topic(name).as_str()), (action, about), "{name}");
        }
    }

    #[test]
    fn a_name_becomes_what_is_led() {
        for (name, made) in [
            ("医保缴费", "医保缴费工作"),
            ("防汛工作", "防汛工作"),
            ("组织建设年活动", "组织建设年活动"),
            ("组织建设年", "组织建设年"),
            ("加强管理", "加强管理"),
        ] {
            assert_eq!(noun(name), made);
        }
    }

    #[test]
    fn a_scope_is_said_once() {
        for (name, area, link, made) in [
            ("作风建设年活动", Some("全县"), None, "全县作风建设年活动"),
            ("作风建设年活动", Some("在全县范围内"), Some("开展"), "在全县开展作风建设年活动"),
            ("全县作风建设年活动", Some("全县"), Some("开展"), "开展全县作风建设年活动"),
            ("2026年全县防汛工作", Some("全县"), None, "2026年全县防汛工作"),
            ("2026年防汛工作", Some("全县"), None, "2026年全县防汛工作"),
            ("2026年度考核", Some("全县"), None, "2026年度全县考核"),
            ("2026年防汛工作", Some("全县"), Some("开展"), "在全县开展2026年防汛工作"),
            ("全县作风建设年活动", Some("全县卫生系统"), None, "全县作风建设年活动"),
            ("作风建设年活动", None, None, "作风建设年活动"),
        ] {
            assert_eq!(within(name, area, link), made);
        }
        assert_eq!((scope("全县范围内").as_str(), scope("全系统").as_str()), ("全县", "全系统"));
    }

    #[test]
    fn a_unit_speaks_of_itself() {
        for (name, own) in [
            ("某某县卫生健康局", Some("我局")),
            ("某某县卫生健康委员会", Some("我委")),
            ("某某县委机构编制委员会办公室", Some("我办")),
            ("某某县人民医院", Some("我院")),
            ("某某县第一中学", Some("我校")),
            ("某某县疾病预防控制中心", Some("我中心")),
            ("中共某某市卫生局委员会", None),
            ("某某县卫生局党组", None),
            ("某某县人民政府", None),
        ] {
            assert_eq!(ourselves(name).as_deref(), own, "{name}");
        }
    }
}
