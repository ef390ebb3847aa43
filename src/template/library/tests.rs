//! Templates and data in, section text or messages out.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::diag::sources::Sources;
use crate::document::tree::Inline;
use crate::model::view::View;

const MANIFEST: &str = "\
名称: 试验
用途: 试一试
载体: [通知, 意见]
法定文种: 意见
标题: \"{{ campaign.scope }}{{ campaign.name }}实施方案\"
章节:
  - 名称: 任务
    标题: 主要任务
    必备: 是
    用到: [重点任务]
    需要: [重点任务, 活动.主题]
印发:
  标题: 关于印发《{{ instrument.title }}》的通知
  章节: 印发正文
";

/// A diagnostic as one line: place, code, message, label, hints, context.
fn told(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = match &diagnostic.place {
        Place::Nowhere => "-".to_owned(),
        Place::Path(path) => path.clone(),
        Place::Span(span) => {
            let at = sources.line_column(span.source, span.start);
            let source = sources.get(span.source);
            format!("{}:{}:{} `{}`", source.name, at.line, at.column, &source.text[span.start..span.end])
        }
    };
    let context = diagnostic.context.as_deref().map(|c| format!("（{c}）")).unwrap_or_default();
    let label = if diagnostic.label.is_empty() { String::new() } else { format!(" ^{}", diagnostic.label) };
    format!(
        "{place}\n  {}: {}{label}{context}\n  = {}\n",
        diagnostic.code,
        diagnostic.message,
        diagnostic.hints.join("。")
    )
}

fn all_told(findings: &Findings, sources: &Sources) -> String {
    findings.list.iter().map(|d| told(d, sources)).collect()
}

fn map(entries: &[(&str, View)]) -> View {
    View::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

fn text(text: &str) -> View {
    View::Text(text.to_owned())
}

fn view() -> BTreeMap<String, View> {
    let item = |name: &str, prose: &[&str]| {
        map(&[("name", text(name)), ("text", View::Prose(prose.iter().map(|p| (*p).to_owned()).collect()))])
    };
    let items = vec![item("加强领导。", &["各单位要明确责任"]), item("抓好落实", &["一段。", "二段。"])];
    let View::Map(view) = map(&[
        ("unit", map(&[("name", text("某某县*卫生局*"))])),
        ("campaign", map(&[("name", text("建设年活动")), ("scope", text("全县"))])),
        ("tasks", map(&[("items", View::List(items))])),
        ("other", map(&[("人数", text("120"))])),
        ("doc", map(&[("title", text("全县建设年活动实施方案"))])),
    ]) else {
        unreachable!("a map was made")
    };
    view
}

/// Loads a kind with one section of this text and renders it.
fn made_with(section: &str, shared: &str) -> String {
    let overrides = vec![
        ("试验/template.yaml".to_owned(), MANIFEST.to_owned()),
        ("试验/任务.md.tera".to_owned(), section.to_owned()),
        ("试验/印发正文.md.tera".to_owned(), "现将《{{ instrument.title }}》印发给你们。\n".to_owned()),
        ("_shared/试验.md.tera".to_owned(), shared.to_owned()),
    ];
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let Some(library) = Library::load(overrides, &mut sources, &mut findings) else {
        return all_told(&findings, &sources);
    };
    let kind = library.kind("试验").expect("loaded");
    let scope = Scope::new(&view(), "全县建设年活动实施方案");
    match library.render_section(kind, "任务", Some("主要任务"), &scope, &mut findings) {
        Some(blocks) => shown(&blocks),
        None => all_told(&findings, &sources),
    }
}

fn made(section: &str) -> String {
    made_with(section, "")
}

fn shown(blocks: &[Block]) -> String {
    let plain = |list: &[Inline]| list.iter().map(Inline::text).collect::<String>();
    let line = |block: &Block| match block {
        Block::Heading(h) => {
            format!("{} {}|{}\n", "#".repeat(h.level.into()), plain(&h.text), plain(&h.run_in))
        }
        Block::Paragraph { content } => format!("{}\n", plain(content)),
        other => format!("{other:?}\n"),
    };
    blocks.iter().map(line).collect()
}

#[test]
fn a_section_is_rendered_with_its_values() {
    insta::assert_snapshot!(made(
        "\
{% if unit.name and contact.phone %}
无
{% endif %}
{{ unit.name }}负责。
{% if section.title %}章名{{ section.title }}。{% endif %}
{% for item in tasks.items %}

## {{ item.name }}。
{{ item.text | sentence }}
{% endfor %}

任务有{{ tasks.items | count }}项：{{ [item.name for item in tasks.items] | join_cn }}，\
{{ other[\"人数\"] }}人。
"
    ));
}

#[test]
fn components_are_rendered_as_part_of_the_section() {
    let shared = "{% component lines(items) %}\n{% for item in items %}\n\n### {{ item.name | clause }}\n{{ item.text }}\n{% endfor %}\n{% endcomponent %}\n";
    insta::assert_snapshot!(made_with("前言。\n{{ <lines items={tasks.items} /> }}\n", shared));
    insta::assert_snapshot!(made_with("{{ <lines /> }}", shared));
    let typed = "{% component a(x = \"甲\") %}{{ x }}{% endcomponent %}";
    insta::assert_snapshot!(made_with("{{ <a x={tasks.items} /> }}", typed));
    insta::assert_snapshot!(made_with("{{ <linse items={tasks.items} /> }}", shared));
    insta::assert_snapshot!(made_with("{{ <lines item={tasks.items} /> }}", shared));
}

#[test]
fn titles_are_plain_text() {
    let overrides = vec![
        ("试验/template.yaml".to_owned(), MANIFEST.to_owned()),
        ("试验/任务.md.tera".to_owned(), "甲".to_owned()),
        ("试验/印发正文.md.tera".to_owned(), "现将《{{ instrument.title }}》印发给你们。\n".to_owned()),
    ];
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let library = Library::load(overrides, &mut sources, &mut findings);
    let library = library.unwrap_or_else(|| panic!("{}", all_told(&findings, &sources)));
    let kind = library.kind("试验").expect("loaded");
    let mut view = view();
    let scope = Scope::new(&view, "试验");
    let title = library.render_title(kind, &scope, &mut findings);
    assert_eq!(title.as_deref(), Some("全县建设年活动实施方案"));
    let issuing = library.render_issuing_title(kind, "方案", &scope, &mut findings);
    assert_eq!(issuing.as_deref(), Some("关于印发《方案》的通知"));
    let text = library.render_issuing_text(kind, "方案", &scope, &mut findings).expect("sound");
    assert_eq!(shown(&text), "现将《方案》印发给你们。\n");
    assert_eq!(kind.carriers, [Carrier::Notice, Carrier::Opinion]);
    let section = kind.section("任务").expect("listed");
    assert!(section.has_content(&view) && section.mandatory);
    view.remove("tasks");
    assert!(!section.has_content(&view));

    view.remove("campaign");
    let scope = Scope::new(&view, "试验");
    assert_eq!(library.render_title(kind, &scope, &mut findings), None);
    insta::assert_snapshot!(all_told(&findings, &sources));
}

#[test]
fn faults_at_rendering_say_what_to_fill_in() {
    let all: String = [
        "{{ campaign.theme }}",
        "甲\n\n乙{{ contact.phone }}",
        "{{ campaign.theme | quote_cn }}",
        "{% for item in tasks.items %}{{ item.owner }}{% endfor %}",
        "{% for item in tasks.items %}{{ item.partners | join_cn }}{% endfor %}",
        "{{ other[\"次数\"] }}",
        "{{ period(start=campaign.start, end=campaign.end) }}",
        "{{ campaign.name | amount }}",
        "甲：{{ tasks.items | last | default(value=\"乙\") }}",
        "- {{ unit.name }}",
        "{% for item in tasks.items %}\n前{{ item.text }}后\n{% endfor %}",
        "{% for item in goals.items %}\n{{ item.name }}\n{% endfor %}",
    ]
    .map(|section| format!("### {section}\n{}", made(section)))
    .concat();
    insta::assert_snapshot!(all);
}

#[test]
fn faults_of_syntax_are_told_in_chinese() {
    let all: String = [
        "{{ unit.name unit.name }}",
        "{% if unit.name %}甲",
        "甲{% endif %}",
        "{% for item tasks.items %}{% endfor %}",
        "{{ unit. }}",
        "{{ unit.name | }}",
        "{{ unit.name | quote_cn(",
        "{% if unit.name = \"甲\" %}{% endif %}",
        "{% set unit.name = \"甲\" %}",
        "{{ unit.name ? }}",
        "{{ \"甲 }}",
        "甲{# 注",
        "{% <条目 /> %}",
        "{{ [1, 2 }}",
        "{% for loop in tasks.items %}{% endfor %}",
        "甲\u{FDD0}",
    ]
    .map(|section| format!("### {section}\n{}", made(section)))
    .concat();
    insta::assert_snapshot!(all);
}

#[test]
fn endless_output_is_stopped() {
    let long = "{% for a in tasks.items %}".repeat(22) + "甲乙丙丁戊己庚辛" + &"{% endfor %}".repeat(22);
    insta::assert_snapshot!(made(&long), @r"
    templates/试验/任务.md.tera:1:573 `甲乙丙丁戊己庚辛`
      template-too-long: 写到这里还没有写完，已经超过了 4 MB（正在生成：《全县建设年活动实施方案》的章节“任务”）
      = 检查这里的循环（for）是否套错了变量，一层套一层重复得太多
    ");
    let shared = "{% component a() %}{{ <a /> }}{% endcomponent %}";
    insta::assert_snapshot!(made_with("{{ <a /> }}", shared), @r"
    templates/试验/任务.md.tera:1:1 `{{ <a /> }}`
      template-recursion: 组件一层套一层，超过了20层（正在生成：《全县建设年活动实施方案》的章节“任务”）
      = 检查组件是否用到了自己
    ");
}

#[test]
fn faults_of_folders_and_manifests_are_told() {
    let load = |overrides: &[(&str, &str)]| {
        let overrides = overrides.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let library = Library::load(overrides, &mut sources, &mut findings);
        format!("{}: \n{}", library.is_some(), all_told(&findings, &sources))
    };
    let manifest = "名称: 试验二\n用途: 试\n标题: \"{{ campain.name }}\"\n章节:\n  - 名称: 甲\n    需要: [活动.主体]\n    用到: [任务]\n";
    insta::assert_snapshot!(load(&[
        ("试验/template.yaml", manifest),
        ("试验/乙.md.tera", "乙"),
        ("templates/试验/丙.md", "丙"),
    ]));
}

#[test]
fn a_library_is_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Library>();
    shared::<Scope>();
}

#[test]
fn embedded_templates_load_without_a_finding() {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    assert!(
        Library::load(Vec::new(), &mut sources, &mut findings).is_some(),
        "{}",
        all_told(&findings, &sources)
    );
    assert_eq!(all_told(&findings, &sources), "");
}

proptest! {
    #[test]
    fn a_value_survives_the_whole_way(value in r"[ *_|#<>&\[\]()`~\\:》{}%甲a1\n!\x{FFFF}-]{1,20}") {
        let overrides = vec![
            ("试验/template.yaml".to_owned(), MANIFEST.to_owned()),
            ("试验/任务.md.tera".to_owned(), "前{{ other.值 }}后".replace("other.值", "other[\"值\"]")),
            ("试验/印发正文.md.tera".to_owned(), "{% set x %}\n{{ other[\"值\"] }}\n{% endset %}前{{ x }}后".to_owned()),
        ];
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let library = Library::load(overrides, &mut sources, &mut findings).expect("sound");
        let kind = library.kind("试验").expect("loaded");
        let mut view = view();
        view.insert("other".to_owned(), map(&[("值", text(&value))]));
        let scope = Scope::new(&view, "试验");
        let content = vec![Inline::Text { text: format!("前{value}后") }];
        let expected = Some(vec![Block::Paragraph { content }]);
        prop_assert_eq!(&library.render_section(kind, "任务", None, &scope, &mut findings), &expected);
        prop_assert_eq!(&library.render_issuing_text(kind, "甲", &scope, &mut findings), &expected);
    }
}
