//! Every filter with what it makes, right beside wrong.

use crate::template::filters::{Refusal, register};
use tera::value::{Key, Map};
use tera::{Context, ErrorKind, Tera, Value};

/// A record: keys and texts.
type Fields = &'static [(&'static str, &'static str)];

/// Documents that work rests on, by the name of the variable.
const BASES: &[(&str, &[Fields])] = &[
    ("titles", &[&[("name", "关于甲的意见")], &[("name", "关于乙的意见")], &[("name", "丙")]]),
    (
        "numbered",
        &[
            &[("name", "关于甲的意见"), ("number", "某发〔2026〕1号")],
            &[("name", "《乙》")],
            &[("issuer", "县政府办公室"), ("name", "丙"), ("suffix", "的通知")],
        ],
    ),
    ("laws", &[&[("name", "某某法")], &[("name", "某某管理办法（试行）")]]),
    ("mixed", &[&[("name", "关于甲的意见")], &[("name", "某某法")]]),
    ("meeting", &[&[("name", "全县卫生健康工作会议精神")]]),
    ("congress", &[&[("name", "党的二十大")]]),
    ("order", &[&[("issuer", "县委、县政府"), ("name", "部署要求")]]),
    ("suffixed", &[&[("name", "某某法"), ("suffix", "有关要求")]]),
];

/// What a template expression prints, or the refusal.
fn made(expression: &str) -> String {
    let mut tera = Tera::new();
    register(&mut tera);
    let mut context = Context::new();
    let list = |items: &[&str]| Value::from(items.iter().map(|i| Value::from(*i)).collect::<Vec<_>>());
    context.insert_value("one", list(&["甲。"]));
    context.insert_value("two", list(&["甲；", "乙。"]));
    context.insert_value("three", list(&["甲", "着力乙", "丙"]));
    context.insert_value("empty", list(&[]));
    context.insert_value("quoted", list(&["《甲》", "《乙》", "“丙”", "“丁”", "戊"]));
    context.insert_value("units", list(&["各乡镇卫生院", "县直各医疗卫生单位"]));
    context.insert_value("names", list(&["县医院", "县中医院"]));
    context.insert_value("leads", list(&["突出甲", "乙", "突出"]));
    context.insert_value("heading", Value::from("\u{FDD2}第一段。\n（一）加强领导"));
    context.insert_value("table", Value::from("\u{FDD2}第一段。\n见表：汇总表"));
    for (name, documents) in BASES {
        let record = |fields: &Fields| -> Value {
            let pairs = fields.iter().map(|(key, text)| (Key::from(*key), Value::from(*text)));
            Value::from(pairs.collect::<Map>())
        };
        context.insert_value(*name, Value::from(documents.iter().map(record).collect::<Vec<Value>>()));
    }
    context.insert_value("prose", Value::from("\u{FDD2}第一段。\n第二段，"));
    let printed = tera
        .add_raw_template("t", &format!("{{{{ {expression} }}}}"))
        .and_then(|()| tera.render("t", &context));
    match printed {
        Ok(text) => text.replace('\u{FDD2}', "正文:").replace('\n', "/"),
        Err(error) => match error.kind() {
            ErrorKind::RenderingError(report) => match Refusal::from_message(report.message()) {
                Some(refusal) => format!("!{} {} {}", refusal.code, refusal.message, refusal.hint),
                None => format!("!! {}", report.message()),
            },
            other => format!("!! {other}"),
        },
    }
}

#[test]
fn every_filter_makes_what_its_table_says() {
    let expressions = [
        "one | join_cn",
        "two | join_cn",
        "three | join_cn",
        "three | dunhao",
        "three | comma_cn",
        "quoted | dunhao",
        "quoted | join_cn",
        "two | semicolon_cn",
        "one | enumerate_cn",
        "three | enumerate_cn",
        "three | each_prefix(with=\"着力\") | comma_cn",
        "three | count",
        "three | first",
        "empty | join_cn",
        "empty | first",
        "missing | join_cn",
        "\"甲\" | join_cn",
        "three | each_prefix",
        "1 | ordinal_cn",
        "12 | cn_number",
        "\"20\" | cn_number",
        "105 | cn_number",
        "2012 | cn_number",
        "100010 | cn_number",
        "100000001 | cn_number",
        "\"1.5\" | cn_number",
        "\"强组织、增活力\" | quote_cn",
        "\"“双争”活动\" | quote_cn",
        "\"“双争”\" | quote_cn",
        "\"“甲”和“乙”\" | quote_cn",
        "\"关于印发《办法》的通知\" | book",
        "\"《办法》\" | book",
        "\"《甲》和《乙》\" | book",
        "\"甲\" | sentence",
        "\"甲；\" | sentence",
        "\"甲。。\" | sentence",
        "\"甲！\" | sentence",
        "\"他说：“甲。”\" | sentence",
        "\"甲.\" | sentence",
        "prose | sentence",
        "prose | clause",
        "prose | first_sentence",
        "prose | first_paragraph",
        "prose | other_paragraphs",
        "\"甲。\" | clause",
        "missing | clause",
        "missing | default(value=\"乙\")",
        "\"甲\" | default(value=\"乙\")",
        "three | clause",
        "\"66275\" | amount",
        "\"66,275.50\" | amount",
        "\"66275\" | amount(unit=\"万元\")",
        "\"60000\" | amount(unit=\"万元\")",
        "\"1234567890\" | amount(unit=\"万元\", digits=0)",
        "\"1234567890\" | amount(unit=\"亿元\")",
        "\"-1500\" | amount",
        "\"66275\" | amount(unit=\"美元\")",
        "\"五万\" | amount",
        "\"95%\" | percent",
        "\"95.55\" | percent",
        "\"95.55\" | percent(digits=2)",
        "\"1\" | percent(of=\"3\")",
        "\"1\" | percent(of=\"0\")",
        "\"1\" | percent(digits=\"多\")",
        "\"2012-04-17\" | cn_date",
        "\"2012年4月17日\" | cn_date(form=\"month\")",
        "\"2012年4月底\" | cn_date(form=\"month\")",
        "\"2012年上半年\" | cn_date(form=\"year\")",
        "\"不久\" | cn_date",
        "period(start=\"2012年6月\", end=\"2012年11月底\")",
        "period(end=\"2012年4月底\")",
        "period(start=\"2012年6月\")",
        "period(start=\"2012年6月\", end=missing)",
        "period(start=\"2012年12月\", end=\"2013年1月\")",
        "period(start=\"2012年6月1日\", end=\"2012年6月5日\")",
        "period(start=\"2012年6月1日\", end=\"2012年7月5日\")",
        "period(start=\"2012年6月上旬\", end=\"2012年6月下旬\")",
        "period(start=\"2012年6月5日\", end=\"2012年6月底\")",
        "period(start=\"2012年3月\", end=\"2012年底\")",
        "period(start=\"2012年第一季度\", end=\"2012年第二季度\")",
        "period(start=\"2012年\", end=\"2013年\")",
        "period(start=\"2012年\", end=\"2012年\")",
        "period()",
        "\"是\" if \"80\" is at_least(value=\"80\") else \"否\"",
        "\"是\" if \"9\" is at_least(value=\"80\") else \"否\"",
        "\"是\" if \"95%\" is at_most(value=\"100%\") else \"否\"",
        "\"是\" if \"0.0\" is zero else \"否\"",
        "\"是\" if two is many else \"否\"",
        "\"是\" if one is single else \"否\"",
        "\"是\" if missing is many else \"否\"",
        "\"是\" if missing is zero else \"否\"",
        "\"是\" if \"80\" is at_least else \"否\"",
    ];
    let all: String = expressions.map(|e| format!("{e}\n    {}\n", made(e))).concat();
    insta::assert_snapshot!(all);
}

#[test]
fn every_word_is_as_usage_has_it() {
    let expressions = [
        "\"2027年12月31日\" | cn_date(form=\"end\")",
        "\"2026年12月\" | cn_date(form=\"end\")",
        "\"2026年6月30日\" | cn_date(form=\"end\")",
        "\"2026年6月10日\" | cn_date(form=\"end\")",
        "\"2026年\" | cn_date(form=\"end\")",
        "\"2026年底\" | cn_date(form=\"end\")",
        "\"2026年底前\" | cn_date(form=\"end\")",
        "period(end=\"2012年4月底前\")",
        "period(end=\"2012年4月前\")",
        "period(end=\"2012年4月\")",
        "period(end=\"2012年\")",
        "period(end=\"2012年5月10日\")",
        "period(start=\"2026年3月\", end=\"2026年3月底\")",
        "period(start=\"2026年\", end=\"2026年底\")",
        "prose | finished",
        "heading | finished",
        "table | finished",
        "\"甲\" | finished",
        "\"甲；\" | finished",
        "\"甲如下\" | finished(mark=\"：\")",
        "\"他说：“甲。”\" | finished",
        "\"深化“甲”\" | finished",
        "\"为全面提升水平\" | without(word=\"为了、为\")",
        "\"为了全面提升水平\" | without(word=\"为了、为\")",
        "\"以甲为指导\" | without(word=\"坚持以、以\", end=\"为指导\")",
        "\"围绕\" | without(word=\"围绕\")",
        "leads | without(word=\"突出\") | dunhao",
        "\"甲\" | without",
        "\"防汛\" | matter",
        "\"防汛\" | matter(form=\"topic\")",
        "\"防汛\" | matter(form=\"noun\")",
        "\"防汛\" | matter(form=\"甲\")",
        "\"在全县范围内\" | scope",
        "\"防汛\" | within(scope=\"全县\")",
        "\"全县防汛\" | within(scope=\"全县\", with=\"开展\")",
        "\"防汛\" | within(scope=\"全县\", with=\"开展\")",
        "\"防汛\" | within(scope=missing, with=\"开展\")",
        "titles | cite",
        "numbered | cite",
        "laws | cite",
        "mixed | cite",
        "meeting | cite",
        "congress | cite",
        "order | cite",
        "suffixed | cite",
        "empty | cite",
        "units | everyone",
        "names | everyone",
        "empty | everyone",
        "\"某某县卫生健康局\" | ourselves",
        "\"某某县人民政府\" | ourselves(fallback=\"县政府\")",
        "\"某某县人民政府\" | ourselves",
        "\"是\" if \"加强管理\" is verbal else \"否\"",
        "\"是\" if \"管理\" is verbal else \"否\"",
        "\"是\" if missing is verbal else \"否\"",
    ];
    let all: String = expressions.map(|e| format!("{e}\n    {}\n", made(e))).concat();
    insta::assert_snapshot!(all);
}
