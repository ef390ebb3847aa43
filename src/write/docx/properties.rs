//! `docProps/core.xml` and `docProps/custom.xml`.
//!
//! Core: title, creator (发文机关), category (文种), language zh-CN, and 成文日期 as created and modified – never the clock, so that
//! the same data gives the same bytes; without a date neither is written.
//! Custom properties, as Word's 文件 › 信息 › 属性 › 自定义 shows them: `文种`, `版式` (the name of a house style; a file of the
//! standards has none), `工具版本`, `内容指纹` (hash of all that the file shows and says of itself, with profile and version)
//! and `正文指纹` (SHA-256 of `word/document.xml`, see [`crate::write::docx::fingerprint`]).

use crate::document::tree::Properties;
use crate::office::element::DECLARATION;
use crate::office::escape::escape_into;
use crate::write::docx::WriteError;
use crate::write::docx::fingerprint;
use crate::write::docx::package::Package;
use crate::write::docx::prepared::PreparedProfile;
use crate::write::docx::splice::Mark;

/// The set that custom properties belong to.
const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Name of the custom property that holds the hash of `word/document.xml`.
pub const BODY_HASH: &str = "正文指纹";
/// Name of the custom property that holds the program's version.
pub const TOOL_VERSION: &str = "工具版本";

/// What a package says of itself.
pub struct Facts<'a> {
    /// Title, unit, kind and date.
    pub own: &'a Properties,
    /// SHA-256 of `word/document.xml`.
    pub body_hash: String,
    /// What charts show; blank if there is none.
    pub shown: String,
    /// The profile.
    pub profile: &'a PreparedProfile,
    /// Version of the program.
    pub version: &'a str,
}

impl Facts<'_> {
    /// Adds both parts to a package. What two documents have in common in them is deflated once.
    pub fn add_to(self, package: &mut Package) -> Result<(), WriteError> {
        let Self { own, body_hash, shown, profile, version } = self;
        let core = core(own)?;
        let page = profile.identity();
        let content = format!("{body_hash}\n{core}\n{}\n{page}\n{version}\n{shown}", own.kind);
        let content_hash = fingerprint::hash(content.as_bytes());
        let custom = custom(own, profile.house_style(), version, &content_hash, &body_hash)?;
        // Small, and another one in each file: a code of its own would cost more than it saves.
        package.add_spliced("docProps/core.xml", core.as_bytes(), &[Mark::words(core.as_bytes(), 0)]);
        let common = custom.find(&content_hash).unwrap_or_default();
        let marks = [Mark::words(&custom.as_bytes()[..common], 0)];
        package.add_spliced("docProps/custom.xml", custom.as_bytes(), &marks);
        Ok(())
    }
}

/// `docProps/core.xml`.
fn core(properties: &Properties) -> Result<String, WriteError> {
    let mut part = String::with_capacity(1024);
    part.push_str(DECLARATION);
    part.push_str(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>",
    );
    escape_into(&mut part, &properties.title)?;
    part.push_str("</dc:title><dc:creator>");
    escape_into(&mut part, &properties.unit)?;
    part.push_str("</dc:creator><cp:category>");
    escape_into(&mut part, &properties.kind)?;
    part.push_str("</cp:category><dc:language>zh-CN</dc:language>");
    if let Some(date) = &properties.date {
        if !is_iso_date(date) {
            return Err(WriteError::Date);
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            part.push_str(&format!("<{name} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</{name}>"));
        }
    }
    part.push_str("</cp:coreProperties>");
    Ok(part)
}

/// `docProps/custom.xml`.
fn custom(
    properties: &Properties,
    house_style: Option<&str>,
    version: &str,
    content_hash: &str,
    body_hash: &str,
) -> Result<String, WriteError> {
    let mut facts = vec![("文种", properties.kind.as_str())];
    facts.extend(house_style.map(|name| ("版式", name)));
    facts.extend([(TOOL_VERSION, version), ("内容指纹", content_hash), (BODY_HASH, body_hash)]);
    let mut part = String::with_capacity(1024);
    part.push_str(DECLARATION);
    part.push_str(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">",
    );
    // 0 and 1 are reserved.
    for (pid, (name, value)) in (2..).zip(facts) {
        part.push_str(&format!("<property fmtid=\"{FORMAT}\" pid=\"{pid}\" name=\"{name}\"><vt:lpwstr>"));
        escape_into(&mut part, value)?;
        part.push_str("</vt:lpwstr></property>");
    }
    part.push_str("</Properties>");
    Ok(part)
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
