//! 作者 in the sign-off, as house styles for articles have it: below the unit, with the date if there is one.

use crate::document::tree::{Document, Role, Signature};

/// Moves 作者 of every part from under the title to its end; a part that nobody signed is signed by the unit and the author.
pub fn sign(document: &mut Document) {
    let unit = document.properties.unit.clone();
    for part in document.parts.iter_mut().filter(|part| part.role != Role::Attachment) {
        let Some(author) = part.byline.take() else { continue };
        let unsigned = Signature {
            units: vec![unit.clone()],
            author: None,
            date: String::new(),
            sealed: false,
            seals: Vec::new(),
            stamps: Vec::new(),
        };
        let signature = part.signature.get_or_insert(unsigned);
        // An author that is the unit itself has signed.
        if !signature.units.contains(&author) {
            signature.author = Some(author);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Form, Part, Properties, Title};

    fn signed(byline: &str, signature: Option<Signature>) -> Option<Signature> {
        let part = Part {
            byline: Some(byline.to_owned()),
            signature,
            ..Part::new(Role::Main, Title::new("体会"), Vec::new())
        };
        let unit = "某某县卫生局".to_owned();
        let properties = Properties { title: String::new(), unit, kind: String::new(), date: None };
        let mut document = Document {
            form: Form::WhitePaper,
            properties,
            head: None,
            contents: None,
            parts: vec![part],
            imprint: None,
            referred: Vec::new(),
        };
        sign(&mut document);
        let once = document.clone();
        sign(&mut document);
        assert_eq!(document, once, "signing twice changes nothing");
        assert_eq!(document.parts[0].byline, None);
        document.parts.remove(0).signature
    }

    #[test]
    fn unit_and_author_sign_with_the_date_if_there_is_one() {
        let signers = |s: &Signature| s.units.iter().chain(&s.author).cloned().collect::<Vec<_>>().join("/");
        let units = |signature: Option<Signature>| signature.map(|s| (signers(&s), s.date));
        assert_eq!(units(signed("某某某", None)), Some(("某某县卫生局/某某某".into(), String::new())));
        let dated = Signature {
            units: vec!["某某县卫生局".into()],
            author: None,
            date: "2026年4月17日".into(),
            sealed: false,
            seals: Vec::new(),
            stamps: Vec::new(),
        };
        assert_eq!(
            units(signed("某某某", Some(dated))),
            Some(("某某县卫生局/某某某".into(), "2026年4月17日".into()))
        );
        assert_eq!(units(signed("某某县卫生局", None)), Some(("某某县卫生局".into(), String::new())));
    }
}
