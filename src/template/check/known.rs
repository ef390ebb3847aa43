//! What templates can call by name: files and the components that they define.

use std::collections::BTreeMap;

use crate::diag::nearest::nearest;
use crate::template::lexer::{self, Piece, PieceKind, TokenKind};

/// Files and components of a library.
#[derive(Debug, Default)]
pub struct Known {
    files: Vec<String>,
    components: BTreeMap<String, Vec<String>>,
}

impl Known {
    /// Looks through all templates: name, text, pieces.
    pub fn new<'t>(templates: impl Iterator<Item = (&'t str, &'t str, &'t [Piece])>) -> Self {
        let mut known = Self::default();
        for (name, text, pieces) in templates {
            known.files.push(name.to_owned());
            for piece in pieces.iter().filter(|piece| piece.kind == PieceKind::Tag) {
                known.definition(text, piece);
            }
        }
        known
    }

    fn definition(&mut self, text: &str, piece: &Piece) {
        let Ok(tokens) = lexer::tokens(text, piece.inner.clone()) else { return };
        let mut kinds = tokens.into_iter().map(|token| token.kind);
        if kinds.next() != Some(TokenKind::Name("component")) {
            return;
        }
        let mut name = String::new();
        let mut arguments = Vec::new();
        let (mut in_arguments, mut expects_argument) = (false, false);
        for kind in kinds {
            match kind {
                TokenKind::Sign("(") => (in_arguments, expects_argument) = (true, true),
                TokenKind::Sign(",") => expects_argument = in_arguments,
                TokenKind::Sign(")") => break,
                TokenKind::Sign("@" | "...") => {}
                TokenKind::Sign(".") if !in_arguments => name.push('.'),
                TokenKind::Name(part) if !in_arguments => name.push_str(part),
                TokenKind::Name(argument) if expects_argument => {
                    arguments.push(argument.to_owned());
                    expects_argument = false;
                }
                _ => expects_argument = false,
            }
        }
        self.components.insert(name, arguments);
    }

    /// Whether there is a file of this name.
    pub fn has_file(&self, name: &str) -> bool {
        self.files.iter().any(|file| file == name)
    }

    /// The file that was probably meant.
    pub fn nearest_file(&self, name: &str) -> Option<&str> {
        nearest(name, self.files.iter().map(String::as_str))
    }

    /// The arguments of a component.
    pub fn arguments_of(&self, component: &str) -> Option<&[String]> {
        self.components.get(component).map(Vec::as_slice)
    }

    /// The component that was probably meant.
    pub fn nearest_component(&self, name: &str) -> Option<&str> {
        nearest(name, self.components.keys().map(String::as_str))
    }
}
