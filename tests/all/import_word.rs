//! What only Word files have, and `gongwen import`: kept where a workbook has a place for it, else told with its words and place.

use std::io::{Cursor, Write};

use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::import::fit::{self, Fitted};
use gongwen::import::reading;
use gongwen::import::report;
use gongwen::pipeline::{self, jobs};
use gongwen::read;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;

use crate::program::{examples, world_of};

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"r\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w14=\"w14\"";

/// A package of a document and of the parts that it names, each by its kind.
fn package(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: String, text: String| {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    };
    put("word/document.xml".into(), format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>"));
    let mut relations = String::new();
    for (kind, _) in parts {
        relations += &format!("<Relationship Id=\"{kind}\" Type=\"t/{kind}\" Target=\"{kind}.xml\"/>");
    }
    put("word/_rels/document.xml.rels".into(), format!("<Relationships>{relations}</Relationships>"));
    for (kind, xml) in parts {
        let root = match *kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        put(format!("word/{kind}.xml"), format!("<w:{root} {SPACES}>{xml}</w:{root}>"));
    }
    writer.finish().expect("memory").into_inner()
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A run with properties.
fn rr(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn cell(inner: &str) -> String {
    format!("<w:tc>{inner}</w:tc>")
}

/// A notice with this in its text.
fn notice(middle: &str) -> String {
    let center = "<w:pPr><w:jc w:val=\"center\"/></w:pPr>";
    let right = "<w:pPr><w:jc w:val=\"right\"/></w:pPr>";
    let head = [
        p(&format!("{center}{}", rr("<w:color w:val=\"FF0000\"/><w:sz w:val=\"60\"/>", "某某县水务局文件"))),
        p(&format!("{center}{}", r("某水发〔2026〕5号"))),
        p(&format!("{center}{}", r("关于做好清淤工作的通知"))),
        p(&r("各乡镇人民政府：")),
    ];
    let end = [p(&format!("{right}{}", r("某某县水务局"))), p(&format!("{right}{}", r("2026年3月5日")))];
    format!("{}{middle}{}", head.concat(), end.concat())
}

fn library() -> Library {
    Library::load(Vec::new(), &mut Sources::default(), &mut Findings::default()).expect("the templates load")
}

/// The workbook and the report of a file.
fn imported(bytes: &[u8]) -> (Fitted, String) {
    let word = read::docx::read(bytes, "甲.docx", &mut Sources::default()).expect("it is read");
    let reading = reading::word(word, "甲.docx");
    let fitted = fit::fit(&reading, &library(), &mut Memory::default());
    let lines = report::lines(&reading, &fitted).join("\n");
    (fitted, lines)
}

/// The workbook and the report of a notice with this in its text; what is built says the same.
fn of_notice(middle: &str, parts: &[(&str, &str)]) -> (String, String) {
    let (fitted, told) = imported(&package(&notice(middle), parts));
    assert!(fitted.is_same(), "{:?} {:?}\n{}", fitted.difference, fitted.findings.list, fitted.workbook);
    (fitted.workbook, told)
}

#[test]
fn lines_of_a_cell_stay_apart() {
    let broken = p("<w:r><w:t>门诊100</w:t><w:br/><w:t>200</w:t></w:r>");
    let two = [p(&r("工龄1")), p(""), p(&r("2010年任科长"))].concat();
    let head = [cell(&p(&r("人数"))), cell(&p(&r("简历")))].concat();
    let table = format!("<w:tbl><w:tr>{head}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell(&broken), cell(&two));
    let (workbook, _) = of_notice(&(p(&r("请看下表。")) + &table), &[]);
    assert!(workbook.contains("[\"门诊100\\n200\", \"工龄1\\n\\n2010年任科长\"]"), "{workbook}");
    let mut world = Memory::default();
    world.files.insert(fit::NAME.into(), workbook.into_bytes());
    let made = jobs::one(fit::NAME.as_ref(), &library(), &world, &mut Sources::default());
    let (composed, page) = &made.documents[0];
    let bytes = pipeline::docx(&composed.document, page).expect("it is written");
    let word = read::docx::read(&bytes, "乙.docx", &mut Sources::default()).expect("it is ours");
    let lines: Vec<&str> = word.paper.lines.iter().map(|line| line.text.as_str()).collect();
    assert!(lines.windows(2).any(|two| two == ["门诊100", "200"]), "{lines:?}");
}

#[test]
fn a_digit_does_not_grow_together_with_the_number_before_it() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.1\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let list = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let middle = p(&format!("{list}{}", r("2010年起执行。"))) + &p(&format!("{list}{}", r("其余照旧。")));
    let (workbook, _) = of_notice(&middle, &[("numbering", numbering)]);
    assert!(workbook.contains("3.1 2010年起执行。"), "{workbook}");
    assert!(workbook.contains("4.1其余照旧。"), "{workbook}");
}

#[test]
fn what_stands_above_and_below_the_line_becomes_characters() {
    let (up, down) = ("<w:vertAlign w:val=\"superscript\"/>", "<w:vertAlign w:val=\"subscript\"/>");
    let raised = "<w:position w:val=\"8\"/><w:sz w:val=\"10\"/>";
    let middle = [
        p(&[
            r("面积500m"),
            rr(up, "2"),
            r("，菌落10"),
            rr(up, "-"),
            rr(up, "5"),
            r("CFU，H"),
            rr(down, "2"),
            r("O。"),
        ]
        .concat()),
        p(&[r("发病率10"), rr(raised, "-5"), r("，第3"), rr(up, "rd"), r("次。")].concat()),
        p(&[r("字号小而不高的"), rr("<w:sz w:val=\"10\"/>", "2"), r("照旧。")].concat()),
    ];
    let (workbook, told) = of_notice(&middle.concat(), &[]);
    for right in ["500m²，菌落10⁻⁵CFU，H₂O。", "发病率10⁻⁵，第3rd次。", "字号小而不高的2照旧。"]
    {
        assert!(workbook.contains(right), "{right}\n{workbook}");
    }
    assert!(told.contains("上标、下标改了4处，第一处“面积500m2，菌落10-”改成“面积500m²，菌落10-”"), "{told}");
    assert!(
        told.contains("原文有1处上标或者下标没有对应的字符，照平常的字导入：\n  第6段“发病率10"),
        "{told}"
    );
}

#[test]
fn what_stands_above_a_table_is_known_again_with_its_raised_figures() {
    let up = "<w:vertAlign w:val=\"superscript\"/>";
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell(&p(&r("项目"))),
        cell(&p(&(r("面积（m") + &rr(up, "2") + &r("）")))),
        cell(&p(&r("河道"))),
        cell(&p(&r("30"))),
    );
    let style = |id: &str, name: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styled = |id: &str, inner: &str| p(&format!("<w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{inner}"));
    let title = styled("a", &(r("10") + &rr(up, "3") + &r("米河道清淤情况")));
    let unit = styled("b", &(r("单位：m") + &rr(up, "2")));
    let styles = style("a", "表题") + &style("b", "表格单位");
    let middle = [p(&r("见下表。")), title, unit, table].concat();
    let (workbook, _) = of_notice(&middle, &[("styles", &styles)]);
    assert!(workbook.contains("    标题: 10³米河道清淤情况\n    计量单位: m²\n"), "{workbook}");
    assert!(workbook.contains("面积（m²）"), "{workbook}");
}

#[test]
fn revisions_are_accepted_rows_and_paragraph_marks_too() {
    let gone = |kind: &str| format!("<w:{kind} w:id=\"1\" w:author=\"甲\"/>");
    let mark = |kind: &str, inner: &str| p(&format!("<w:pPr><w:rPr>{}</w:rPr></w:pPr>{inner}", gone(kind)));
    let deleted = "<w:del w:id=\"2\" w:author=\"甲\"><w:r><w:delText>删掉的</w:delText></w:r></w:del>";
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr>{}</w:trPr>{}{}</w:tr><w:tr>{}<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>{}</w:tr></w:tbl>",
        cell(&p(&r("项目"))),
        cell(&p(&r("数"))),
        gone("del"),
        cell(&mark("del", deleted)),
        cell(&p(&r("9"))),
        cell(&p(&r("乙"))),
        gone("cellDel"),
        p(&r("7")),
        cell(&(mark("del", &r("2")) + &p(&r("1")))),
    );
    let middle = [
        p(&r("见表。")),
        table,
        p(&r("段甲。")),
        mark("del", &r("段尾并到")),
        mark("del", deleted),
        mark("moveFrom", ""),
        p(&r("下段。")),
        mark("ins", &r("插入的段。")),
    ];
    let (workbook, told) = of_notice(&middle.concat(), &[]);
    assert!(workbook.contains("行:\n      - [乙, 21]\n"), "{workbook}");
    assert!(workbook.contains("段甲。\n          段尾并到下段。\n          插入的段。\n"), "{workbook}");
    assert!(told.contains("处修订，按接受以后的文字导入"), "{told}");
}

#[test]
fn words_of_heads_and_feet_are_told() {
    let page = "<w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r></w:p>";
    let header = p(&r("机密★一年")) + &p(&r("某某县水务局")) + &p("");
    let footer = format!("{page}{}{}", p(&r("联系电话：0571-88888888")), p(&r("机密★一年")));
    let end = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/></w:sectPr>";
    let body = notice(&p(&r("请认真执行。"))) + end;
    let (_, told) = imported(&package(&body, &[("header", &header), ("footer", &footer)]));
    assert!(
        told.contains(
            "页眉、页脚里有2处字，没有导入：\n  页眉：机密★一年\n  页脚：联系电话：0571-88888888\n"
        ),
        "{told}"
    );
    let (_, told) = imported(&package(&body, &[("header", &p("")), ("footer", page)]));
    assert!(!told.contains("页脚"), "{told}");
}

#[test]
fn notes_are_told_with_their_places() {
    let mark = |id: u8| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let middle = p(&[r("全县"), mark(2), r("机构"), mark(1), r("35家。")].concat());
    let note = |id: u8, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(&r(text)));
    let notes = format!("{}{}", note(1, "后面的。"), note(2, "前面的。"));
    let (workbook, told) = of_notice(&middle, &[("footnotes", &notes)]);
    assert!(workbook.contains("后面的。") && workbook.contains("前面的。"), "{workbook}");
    assert!(
        told.contains("原文有2条脚注，放在正文末尾，注码没有导入，请改写到正文里：\n  脚注1（第5段“全县机构35家。”）：前面的。\n  脚注2（第5段“全县机构35家。”）：后面的。"),
        "{told}"
    );
}

/// A field with nothing between its instruction and its end.
fn field(begin: &str, code: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\">{begin}</w:fldChar></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

#[test]
fn fields_without_result_show_what_they_show() {
    let check = |on: &str| format!("<w:ffData><w:checkBox>{on}</w:checkBox></w:ffData>");
    let form = |on: &str| field(&check(on), "FORMCHECKBOX");
    let separate = form("<w:checked/>").replace(
        "<w:r><w:fldChar w:fldCharType=\"end\"/>",
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/>",
    );
    let boxed = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>";
    let middle = [
        p(&(form("<w:default w:val=\"1\"/>")
            + &r("同意，")
            + &form("")
            + &r("不同意，")
            + &separate
            + &r("弃权。"))),
        p(&(field("", "EQ \\o\\ac(○,1)") + &r("带圈的字。") + boxed + &r("控件。"))),
        p(&(r("见") + &field("", "REF _Ref1 \\h") + &r("。"))),
        p(&(r("达到") + "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>" + &r("90分。"))),
    ];
    let (workbook, told) = of_notice(&middle.concat(), &[]);
    for right in ["☑同意，☐不同意，☑弃权。", "①带圈的字。☑控件。", "达到≥90分。"]
    {
        assert!(workbook.contains(right), "{right}\n{workbook}");
    }
    assert!(told.contains("原文有1处域显示不出来，没有导入：\n  第7段“见。”：REF _Ref1 \\h"), "{told}");
}

#[test]
fn art_is_text_and_objects_are_told() {
    let art = "<w:r><w:pict><v:shape style=\"width:300pt;height:40pt\" fillcolor=\"red\"><v:textpath string=\"艺术字内容。\"/></v:shape></w:pict></w:r>";
    let object = "<w:r><w:object><v:shape><v:imagedata r:id=\"x\"/></v:shape><o:OLEObject ProgID=\"Excel.Sheet.12\"/></w:object></w:r>";
    let middle = [p(art), p(object), "<w:altChunk r:id=\"y\"/>".to_owned(), p(&r("特此通知。"))];
    let (workbook, told) = of_notice(&middle.concat(), &[]);
    assert!(workbook.contains("艺术字内容。\n          特此通知。"), "{workbook}");
    assert!(
        told.contains("原文有1个嵌入的对象，没有导入：\n  第6段“特此通知。”前面：Excel 表格\n"),
        "{told}"
    );
    assert!(
        told.contains("第6段“特此通知。”：这一段前面插入的另一个文件\n") && !told.contains("图片"),
        "{told}"
    );
}

#[test]
fn struck_words_are_told_and_blanks_to_fill_in_stay() {
    let line = "<w:u w:val=\"single\"/>";
    let middle = p(&[
        r("联系人"),
        rr(line, "      "),
        r("，"),
        rr(line, "某某　同志"),
        rr("<w:strike/>", "作废的话"),
        rr("<w:strike w:val=\"0\"/>", "没有作废"),
        r("。"),
    ]
    .concat());
    let (workbook, told) = of_notice(&middle, &[]);
    assert!(workbook.contains("联系人＿＿＿，某某　同志作废的话没有作废。"), "{workbook}");
    assert!(told.contains("原文有1处带删除线的字，照常导入了，不要的请删去：\n  第5段“"), "{told}");
    assert!(told.contains("”：作废的话\n"), "{told}");
}

#[test]
fn the_name_above_contents_belongs_to_them() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let center = "<w:pPr><w:jc w:val=\"center\"/></w:pPr>";
    let body = [
        p(&format!("{center}{}", rr("<w:sz w:val=\"44\"/>", "某某县防汛应急预案"))),
        p(&format!("{center}{}", r("目  录"))),
        p(&format!("{begin}{}", r("一、总则"))),
        p(&format!("{}{end}", r("二、附则"))),
        p(&r("一、总则")),
        p(&r("制定本预案。")),
        p(&r("二、附则")),
        p(&r("本预案自发布之日起施行。")),
    ];
    let (fitted, _) = imported(&package(&body.concat(), &[]));
    assert!(fitted.workbook.contains("目录: 1"), "{}", fitted.workbook);
    assert!(!fitted.workbook.contains("目  录"), "{}", fitted.workbook);
    let plain = [p(&r("目录")), p(&r("这里没有目录。"))].concat();
    assert!(of_notice(&plain, &[]).0.contains("目录\n"));
}

#[test]
fn hidden_words_comments_line_ends_tabs_and_levels_are_told() {
    let level = |at: u8, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "%1."),
        level(1, "%2."),
        level(2, "%1.%2.%3"),
    );
    let item = |at: u8, text: &str| {
        p(&format!(
            "<w:pPr><w:numPr><w:ilvl w:val=\"{at}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}",
            r(text)
        ))
    };
    let middle = [
        p(&(r("明文") + &rr("<w:vanish/>", "隐藏文字") + &r("继续。"))),
        p(&(r("有批注的话。") + "<w:r><w:commentReference w:id=\"0\"/></w:r>")),
        p("<w:r><w:t>第一行，</w:t><w:br/><w:t>第二行，</w:t><w:tab/><w:t>空开。</w:t></w:r>"),
        item(0, "演练"),
        item(1, "培训"),
        item(2, "考核"),
    ];
    let comments = format!("<w:comment w:id=\"0\" w:author=\"张三\">{}</w:comment>", p(&r("要核实")));
    let (_, told) = of_notice(&middle.concat(), &[("numbering", &numbering), ("comments", &comments)]);
    for right in [
        "原文有1处隐藏的文字，没有导入：\n  第5段“明文继续。”：隐藏文字\n",
        "原文有1条批注，没有导入：\n  第6段“有批注的话。”：张三写：要核实\n",
        "正文里有1处手动换行，改成了分段，第一处在第7段“第一行，”\n",
        "正文里有1处制表符，改成了空格，第一处在第7段“第一行，”\n",
        "原文有1处自动编号与上一层的编号写法一样，照写以后分不出层次：\n  第10段“1.培训”，原文是第2层\n",
    ] {
        assert!(told.contains(right), "{right}\n{told}");
    }
}

/// Of files that we build ourselves nothing of this kind is told: all that they have, a workbook has.
#[test]
fn of_our_own_files_nothing_is_told() {
    let mut told = Vec::new();
    // The numbers of references are raised in it, and none of them is known as one when it is read.
    for name in examples().into_iter().filter(|name| name != "论文") {
        let world = world_of(&format!("data/examples/{name}"));
        let made = jobs::one("资料.yaml".as_ref(), &library(), &world, &mut Sources::default());
        for (composed, page) in &made.documents {
            let bytes = pipeline::docx(&composed.document, page).expect("it is written");
            let word = read::docx::read(&bytes, "甲.docx", &mut Sources::default()).expect("it is ours");
            let reading = reading::word(word, "甲.docx");
            told.extend(reading.left_out.into_iter().map(|line| format!("{name}: {line}")));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
