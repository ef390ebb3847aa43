//! An XML element as a value: built for the static parts, read back from docx-rs to be finished.

use std::borrow::Cow;
use std::fmt::Display;

use crate::office::escape::{Forbidden, escape_into};

/// An element with its prefix as written (`w:p`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Qualified name.
    pub name: Cow<'static, str>,
    /// Attributes in order, unescaped.
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// Content in order.
    pub children: Vec<Node>,
}

/// A child of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters, unescaped.
    Text(String),
}

impl Element {
    /// An empty element.
    pub fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), attributes: Vec::new(), children: Vec::new() }
    }

    /// An element with the attribute `w:val`, the commonest form in `WordprocessingML`.
    pub fn val(name: &'static str, value: impl Display) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// The same with one more attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((Cow::Borrowed(name), value.to_string()));
        self
    }

    /// The same with one more child.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The same with a child, if there is one.
    #[must_use]
    pub fn maybe(self, child: Option<Element>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// The same with more children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The same with characters.
    #[must_use]
    pub fn characters(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its first child element of this name.
    pub fn find_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.children.iter_mut().find_map(|node| match node {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        })
    }

    /// Its first child element of this name; appended where there is none.
    pub fn entry(&mut self, name: &'static str) -> &mut Element {
        let known = self.elements().any(|element| element.name == name);
        if !known {
            self.children.push(Node::Element(Element::new(name)));
        }
        self.find_mut(name).expect("present or just appended")
    }

    /// All characters in it, in order.
    pub fn text(&self) -> String {
        let mut all = String::new();
        self.collect_text(&mut all);
        all
    }

    fn collect_text(&self, all: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.collect_text(all),
                Node::Text(text) => all.push_str(text),
            }
        }
    }

    /// Appends it as XML.
    pub fn write(&self, out: &mut String) -> Result<(), Forbidden> {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape_into(out, value)?;
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return Ok(());
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(out)?,
                Node::Text(text) => escape_into(out, text)?,
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
        Ok(())
    }

    /// It as XML, where its text is the program's own.
    pub fn to_xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).expect("the program's own text holds no control characters");
        out
    }

    /// It as a whole part, with the XML declaration.
    pub fn to_part(&self) -> Result<String, Forbidden> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out)?;
        Ok(out)
    }
}

/// What every part begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
