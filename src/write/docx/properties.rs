//! `docProps/core.xml` and `docProps/custom.xml`.
//!
//! Core: title, creator (发文机关), language zh-CN, and 成文日期 as created and modified – never the clock, so that
//! the same data gives the same bytes; without a date neither is written.
//! Custom properties, as Word's 文件 › 信息 › 属性 › 自定义 shows them: `文种`, `工具版本`, `内容指纹` (hash of all
//! that the file shows and says of itself, with profile and version) and `正文指纹` (SHA-256 of `word/document.xml`, see
//! [`crate::write::docx::fingerprint`]).

use crate::document::tree::Properties;
use crate::office::element::Element;
use crate::write::docx::WriteError;

/// Name of the custom property that holds the hash of `word/document.xml`.
pub const BODY_HASH: &str = "正文指纹";
/// Name of the custom property that holds the program's version.
pub const TOOL_VERSION: &str = "工具版本";

/// `docProps/core.xml`.
pub fn core(properties: &Properties) -> Result<String, WriteError> {
    let mut root = Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").characters(&properties.title))
        .child(Element::new("dc:creator").characters(&properties.unit))
        .child(Element::new("dc:language").characters("zh-CN"));
    if let Some(date) = &properties.date {
        if !is_iso_date(date) {
            return Err(WriteError::Date);
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            root = root.child(
                Element::new(name).with("xsi:type", "dcterms:W3CDTF").characters(format!("{date}T00:00:00Z")),
            );
        }
    }
    Ok(root.to_part()?)
}

/// `docProps/custom.xml`.
pub fn custom(
    properties: &Properties,
    version: &str,
    [content_hash, body_hash]: &[String; 2],
) -> Result<String, WriteError> {
    let facts = [
        ("文种", properties.kind.as_str()),
        (TOOL_VERSION, version),
        ("内容指纹", content_hash),
        (BODY_HASH, body_hash),
    ];
    let root = Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
        .with("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes")
        .children(facts.iter().enumerate().map(|(index, (name, value))| {
            Element::new("property")
                .with("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
                // 0 and 1 are reserved.
                .with("pid", index + 2)
                .with("name", name)
                .child(Element::new("vt:lpwstr").characters(*value))
        }));
    Ok(root.to_part()?)
}

/// Whether a text has the form `2012-04-17`.
fn is_iso_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
