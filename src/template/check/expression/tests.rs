//! Templates in, faults of names and types out.

use crate::diag::diagnostic::Span;
use crate::diag::findings::Findings;
use crate::diag::sources::SourceId;
use crate::template::check::check;
use crate::template::check::known::Known;
use crate::template::lexer;

fn told(text: &str) -> String {
    let pieces = lexer::pieces(text).expect("sound");
    let known = Known::new([("_shared/甲.md.tera", text, pieces.as_slice())].into_iter());
    let place =
        |range: std::ops::Range<usize>| Span { source: SourceId(0), start: range.start, end: range.end };
    let mut findings = Findings::default();
    let checked = check(text, &pieces, false, &known, &place, &mut findings);
    let mut lines: Vec<String> = findings
        .list
        .iter()
        .map(|d| {
            let crate::diag::diagnostic::Place::Span(span) = d.place else { panic!("no place") };
            let label = if d.label.is_empty() { String::new() } else { format!(" ^{}", d.label) };
            format!(
                "  {} `{}`: {}{label} = {}",
                d.code,
                &text[span.start..span.end],
                d.message,
                d.hints.join("。")
            )
        })
        .collect();
    lines.extend(checked.strange.into_iter().map(|range| format!("  看不懂 `{}`", &text[range])));
    lines.join("\n")
}

#[test]
fn sound_templates_pass() {
    for text in [
        "{{ unit.name }}{{ unit.short_name or unit.name }}",
        "{% if campaign and not campaign.theme %}{% elif goals.items is many %}{% else %}{% endif %}",
        "{% for item in tasks.items %}{{ loop.index | ordinal_cn }}{{ item.name }}{% for p in item.points %}{{ p }}{% endfor %}{% endfor %}",
        "{% set who = unit.short_name | default(value=unit.name) %}{{ who ~ \"局\" | clause }}",
        "{% set x %}甲{% endset %}{{ x }}",
        "{{ campaign.purposes | each_prefix(with=\"为\") | join_cn }}",
        "{{ other[\"人数\"] }}{{ other.count }}{{ tables[0].name }}{{ campaign[\"name\"] }}",
        "{% if tasks.manner == \"接排\" %}{% endif %}",
        "{% if loop_ %}{% endif %}".replace("loop_", "unit.sealed").as_str(),
        "{% for a in steps.items %}{% if loop.index == 1 and not loop.last %}{% endif %}{% endfor %}",
        "{{ [s.name for s in steps.items if s.end] | dunhao }}",
        "{{ period(start=campaign.start, end=campaign.end) }}",
        "{% component f(items, title: string = \"甲\") %}{{ title }}{% for i in items %}{{ i.name }}{% endfor %}{% endcomponent %}{{ <f items={tasks.items} title=\"乙\" /> }}",
        "{% component g(x) %}{{ body }}{{ x }}{% endcomponent %}{% <g x={unit.name}> %}{{ unit.name }}{% </g> %}",
        "{% include \"_shared/甲.md.tera\" %}",
        "{{ \"甲\" if unit.sealed else \"乙\" }}",
        "{% if \"甲\" in unit.copies_to %}{% endif %}",
        "{% component k(x) %}{% for i in x %}{% set_global seen = true %}{% endfor %}{% if seen %}甲{% endif %}{% endcomponent %}",
        "{# 注 {{ x }} #}",
        "{{ tasks.items | first }}"
            .replace(" }}", " | default(value=\"\") }}")
            .replace("tasks.items", "campaign.purposes")
            .as_str(),
    ] {
        assert_eq!(told(text), "", "{text}");
    }
}

#[test]
fn every_misspelt_name_is_told_with_its_place() {
    let all: String = [
        "{{ campain.name }}",
        "{% if unit.nmae %}{% endif %}",
        "{% if false %}{{ campaign.themes }}{% endif %}",
        "{% for item in tasks.items %}{{ item.nam }}{% endfor %}{{ item.name }}",
        "{{ tasks.items.name }}{{ unit.name.short }}",
        "{% for x in campaign.name %}{% endfor %}{% for k, v in other %}{% endfor %}",
        "{{ unit.name | sentense }}{{ unit.name | upper }}",
        "{{ unit.name | safe }}",
        "{{ unit.name | amount(unti=\"万元\") }}{{ unit.name | cn_date(\"full\") }}",
        "{{ campaign.name | join_cn }}{{ campaign.purposes | clause }}",
        "{% if x_y is defined %}{% endif %}".replace("x_y", "unit.name").as_str(),
        "{{ periods(start=campaign.start) }}",
        "{{ <items x={unit.name} /> }}",
        "{% include \"_shared/已.md.tera\" %}",
        "{{ tasks.items }}{{ unit }}{{ unit.sealed }}{{ other }}",
        "{% for i in goals.indicators %}{% if i.target > 80 %}{% endif %}{% if i.target == 0 %}{% endif %}{% if i.target < i.name %}{% endif %}{{ i.target * 2 }}{% endfor %}",
        "{% if tasks.manner == \"接拍\" %}{% endif %}",
        "{{ loop.index }}",
        "{% block a %}{% endblock %}{% set_global a = a ~ a %}{% set_global b %}甲{% endset %}{% raw %}{% endraw %}",
        "{% component h(a) %}{{ unit.name }}{% endcomponent %}",
        "{{ unit.name unit.name }}",
        "{{ 单位 }}",
        "{{ instrument.title }}",
    ]
    .map(|text| format!("{text}\n{}\n", told(text)))
    .concat();
    insta::assert_snapshot!(all);
}
