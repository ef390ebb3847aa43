//! What .ods says in its own way. Each sheet stands as XML, with what was read of it.

use insta::assert_snapshot;

use super::builder::{ods, package};
use super::cells;

fn sheet(inside: &str) -> String {
    format!("<table:table table:name=\"甲\" table:style-name=\"ta1\">{inside}</table:table>")
}

fn row(attributes: &str, cells: &str) -> String {
    format!("<table:table-row{attributes}>{cells}</table:table-row>")
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn read(styles: &str, sheets: &str) -> String {
    cells(&ods::raw(styles, sheets), "表.ods")
}

#[test]
fn rows_and_columns_are_hidden_in_many_ways() {
    let styles = "<style:style style:name=\"r\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0cm\"/></style:style>\
        <style:style style:name=\"c\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"0.00in\"/></style:style>";
    let columns = "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>\
        <table:table-column-group table:display=\"false\"><table:table-column/></table:table-column-group>\
        <table:table-column table:style-name=\"c\"/><table:table-column table:number-columns-repeated=\"16379\"/>";
    let all = [
        columns.to_owned(),
        format!("<table:table-header-rows>{}</table:table-header-rows>", row("", &text("头").repeat(6))),
        row(" table:visibility=\"filter\" table:number-rows-repeated=\"2\"", &text("筛")),
        format!(
            "<table:table-row-group table:display=\"false\">{}<table:table-row-group>{}</table:table-row-group></table:table-row-group>",
            row("", &text("折")),
            row("", &text("又折"))
        ),
        row(" table:style-name=\"r\"", &text("扁")),
        row("", &text("见")),
        row(" table:visibility=\"collapse\" table:number-rows-repeated=\"1048569\"", "<table:table-cell/>"),
    ];
    assert_snapshot!(read(styles, &sheet(&all.concat())));
}

#[test]
fn a_cell_takes_the_style_of_its_row_or_column() {
    let styles = "<number:percentage-style style:name=\"N1\"><number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\"/>\
        <number:text>%</number:text></number:percentage-style>\
        <number:number-style style:name=\"N2\"><number:number number:decimal-places=\"2\" number:min-decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>\
        <number:text>元</number:text></number:number-style>\
        <style:style style:name=\"percent\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>\
        <style:style style:name=\"money\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>\
        <style:style style:name=\"bold\" style:family=\"table-cell\" style:parent-style-name=\"money\"/>\
        <style:style style:name=\"a\" style:family=\"table-cell\" style:parent-style-name=\"b\"/>\
        <style:style style:name=\"b\" style:family=\"table-cell\" style:parent-style-name=\"a\"/>";
    let columns = "<table:table-column table:default-cell-style-name=\"percent\"/>\
        <table:table-column table:number-columns-repeated=\"3\" table:default-cell-style-name=\"money\"/>";
    let number = |style: &str| {
        format!(
            "<table:table-cell{style} office:value-type=\"float\" office:value=\"1234.5\"><text:p>…</text:p></table:table-cell>"
        )
    };
    let all = [
        columns.to_owned(),
        row("", &number(" table:number-columns-repeated=\"5\"")),
        row(
            " table:default-cell-style-name=\"percent\"",
            &(number("") + &number(" table:style-name=\"bold\"") + &number("")),
        ),
        row("", &(number(" table:style-name=\"a\"") + &number(" table:style-name=\"没有\""))),
        row(
            "",
            "<table:table-cell table:style-name=\"没有\" office:value-type=\"percentage\" office:value=\"0.125\"/>",
        ),
    ];
    assert_snapshot!(read(styles, &sheet(&all.concat())));
}

#[test]
fn values_are_read_as_they_are_written() {
    let cell = |attributes: &str, inside: &str| {
        format!("<table:table-cell {attributes}>{inside}</table:table-cell>")
    };
    let cells = [
        cell("office:value-type=\"float\" office:value=\"0.1234567890123456789\"", "<text:p>0.12</text:p>"),
        cell("office:value-type=\"float\" office:value=\"320101199001011234\"", "<text:p>3.2E+17</text:p>"),
        cell("office:value-type=\"currency\" office:currency=\"CNY\" office:value=\"1.5E3\"", "<text:p>￥1,500</text:p>"),
        cell("office:value-type=\"date\" office:date-value=\"2012-06-30T09:00:00.5\"", "<text:p>6/30/12</text:p>"),
        cell("office:value-type=\"date\" office:date-value=\"-0044-03-15\"", "<text:p>公元前44年</text:p>"),
        cell("office:value-type=\"time\" office:time-value=\"PT09H30M00S\"", "<text:p>09:30</text:p>"),
        cell("office:value-type=\"time\" office:time-value=\"-PT1H\"", "<text:p>-1:00</text:p>"),
        cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "<text:p>真</text:p>"),
        cell("office:value-type=\"float\" office:value=\"1,200\"", "<text:p>1,200</text:p>"),
        cell("office:value-type=\"date\" office:date-value=\"2012-06\"", ""),
        cell("office:value-type=\"float\"", "<text:p>只有看得见的</text:p>"),
        cell("", "<text:p>没有说是什么</text:p>"),
        cell("office:value-type=\"string\" office:string-value=\"写明的\"", "<text:p>看见的</text:p>"),
        cell(
            "office:value-type=\"string\"",
            "<office:annotation><text:p>批注</text:p></office:annotation><text:p>第<text:span>一</text:span>行</text:p>\
             <text:p/><text:list><text:list-item><text:p>第<text:s text:c=\"2\"/>三行</text:p></text:list-item></text:list>\
             <draw:frame><draw:text-box><text:p>图里的字</text:p></draw:text-box></draw:frame>",
        ),
        "<table:table-cell table:number-rows-spanned=\"1\" table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>并</text:p></table:table-cell>".to_owned(),
        "<table:covered-table-cell office:value-type=\"string\"><text:p>盖住的</text:p></table:covered-table-cell>".to_owned(),
    ];
    assert_snapshot!(read("", &sheet(&row("", &cells.concat()))));
}

#[test]
fn formulas_give_what_was_stored() {
    let cell = |formula: &str, attributes: &str, shown: &str| {
        format!(
            "<table:table-cell table:formula=\"{formula}\"{attributes}><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let number = " office:value-type=\"float\" office:value=\"1\"";
    let cells = [
        cell("of:=SUM([.A1:.A2])", number, "1"),
        cell("of:=TRUE()", number, "TRUE"),
        cell(
            "of:=1/0",
            " office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
            "#DIV/0!",
        ),
        cell("of:=甲", " office:value-type=\"string\"", "#NAME?"),
        cell("of:=乙", " office:value-type=\"float\" office:value=\"0\"", "Err:508"),
        cell("msoxl:=1/0", " office:value-type=\"float\" office:value=\"#DIV/0!\"", ""),
        cell("of:=&quot;甲&quot;&amp;1", " office:value-type=\"string\" office:string-value=\"甲1\"", "甲1"),
        cell("of:=IF(1;&quot;&quot;)", "", ""),
    ];
    let sheet = sheet(&row("", &cells.concat()));
    let by_a_script = read("", &sheet);
    let content = ods::document("", &sheet);
    let by_libre_office = package(&[
        ("mimetype", ods::KIND),
        ("content.xml", content.as_bytes()),
        ("meta.xml", b"<m><meta:generator xmlns:meta='m'>LibreOffice/7.4.7.2$Linux</meta:generator></m>"),
    ]);
    assert_snapshot!(format!("{by_a_script}----\n{}", super::cells(&by_libre_office, "表.ods")));
}

#[test]
fn what_is_no_sheet_of_the_file_is_left_out() {
    let sheets = [
        "<table:table table:name=\"'file:///甲.ods'#$Sheet1\"><table:table-row><table:table-cell office:value-type=\"string\">\
         <text:p>别处的</text:p></table:table-cell></table:table-row></table:table>",
        "<table:table table:name=\"空\"/>",
        "<table:table table:name=\"藏\" table:style-name=\"ta2\"><table:shapes><table:table><table:table-row/></table:table></table:shapes></table:table>",
        "<table:dde-links><table:table table:name=\"链\"/></table:dde-links>",
        "<table:calculation-settings><table:null-date table:date-value=\"1900-01-01\"/></table:calculation-settings>",
    ];
    assert_snapshot!(read("", &(sheets.concat() + &sheet(&row("", &text("甲"))))));
}

#[test]
fn styles_and_kind_may_stand_elsewhere() {
    let styles = "<office:document-styles><office:styles><number:date-style style:name=\"N9\"><number:year/><number:month/></number:date-style>\
        <style:style style:name=\"month\" style:family=\"table-cell\" style:data-style-name=\"N9\"/></office:styles>\
        <office:automatic-styles><style:style style:name=\"month\" style:family=\"table-cell\"/></office:automatic-styles></office:document-styles>";
    let moment = "<table:table-cell table:style-name=\"month\" office:value-type=\"date\" office:date-value=\"2012-06-01\"/>\
        <table:table-cell table:style-name=\"month\" office:value-type=\"float\" office:value=\"41061\"/>";
    let content = ods::document("", &sheet(&row("", moment)));
    let bytes = package(&[
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ]);
    assert_snapshot!(cells(&bytes, "表.ods"));
}
