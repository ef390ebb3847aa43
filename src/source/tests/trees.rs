//! Right files and the trees they give.

use insta::assert_snapshot;

use super::read;

fn tree(text: &str) -> String {
    let outcome = read(text);
    assert_eq!(outcome.told(), "", "{text}");
    outcome.tree()
}

#[test]
fn scalars_keep_the_form_in_which_they_were_written() {
    assert_snapshot!(tree(
        "a: 1.50\nb: 0012\nc: 66,275\nd: 是\ne: 2012-04-17\nf: 10：30\ng: 10:30\nh: \"1\"\ni: '~'\nj: ~\nk:\nl: Null\nm: NuLL\n\
         n: http://例.cn/路\no: -5\np: ——破折号\nq: 甲 # 说明\nr: 甲#乙\ns: “引号”开头\nt: 'it''s'\nu: 〔2012〕15号\n"
    ));
}

#[test]
fn places_are_those_of_the_source() {
    assert_snapshot!(tree(
        "单位:\n  名称: 市卫生局   # 说明\n  电话:\n  联系人:\n  - 姓名: 王某\n    手机: 138\n  - {姓名: 李某, 手机: 139}\n列表: [甲, \"乙\"]\n"
    ));
}

#[test]
fn each_line_of_a_long_text_has_its_place() {
    assert_snapshot!(tree(
        "正文: |\n\n  一、总体要求：很好\n  　　名称：甲\n\n    缩进: 的\n乙: >\n  甲\n  乙\n\n  丙\n丙: 一\n  二\n\n  三\n丁: \"甲\\n乙\n\n  丙\"\n"
    ));
}

#[test]
fn references_stand_for_what_they_refer_to() {
    assert_snapshot!(tree(
        "a: &a\n  名称: 甲\n  简称: 乙\nb: *a\nc:\n  <<: *a\n  名称: 丙\nd:\n  <<: [*a, {电话: 1}]\n\"<<\": x\n"
    ));
}

#[test]
fn prose_may_contain_anything() {
    // Full-width colons in values, in lists of sentences, in blocks, in quotes and in brackets are prose.
    for text in [
        "标题: 关于：某事\n",
        "要求:\n  - 总体要求：坚持以人为本\n  - 基本原则：统筹兼顾\n",
        "要求:\n- 总体要求：坚持\n  以人为本\n- 基本原则：统筹\n",
        "正文: |\n  名称：甲\n  简称：乙\n  -丙\n  \t丁: 戊: 己\n  \"庚\n下一项: 1\n",
        "正文: >-\n  名称：甲\n  @乙 [丙\n下一项: 1\n",
        "正文: |2-\n    名称：甲\n  乙\n下一项: 1\n",
        "甲: \"名称：乙\n  简称：丙\"\n丁: 1\n",
        "甲: [名称：乙,\n  简称：丙,\n]\n丁: 1\n",
        "{\"标题\": \"通知\", \"列表\": [1, {\"a\": \"b：c\"}]}\n",
        "{\n  \"标题\": \"通知\",\n  \"列表\": [\n    1\n  ]\n}\n",
        "- 甲\n- 乙：丙\n",
        "format: a\n  type:label=b,\n  size:label=c\n",
        "甲: 见http://a.cn:80/，10:30\n",
        "甲: -5\n乙: --\n",
        "甲:   \n\n  # 说明：写在这里\n  乙: 1\n",
        "说明: 甲 # 乙: 丙：丁\n",
        "甲: 一\n  二，三\n  四。\n乙: 1\n",
        "- - a\n  - b\n- c: 1\n  d: 2\n-\n  e: 3\n",
        "甲:\n- a: 1\n  b:\n  - c\n  - d\n乙: 1\n",
        "? 甲\n: 乙\n",
        "\"甲：\": 乙\n'丙': 丁\n",
        "%YAML 1.2\n---\n甲: 1\n...\n",
        "甲: !!str 12\n",
        "  甲: 1\n  乙: 2\n",
        "甲:\t乙\n",
        "甲: a'b\"c\n乙: 'x' # y\n",
    ] {
        let outcome = read(text);
        assert_eq!(outcome.told(), "", "{text}");
    }
}
