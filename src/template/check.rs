//! The static check of a template: every name in it, in branches that are never taken, too.
//!
//! It reads the same language as Tera but looks only for names and types; what it does not understand is left to
//! Tera, and told if Tera does understand it. Invariant: a template that passes has no misspelt variable, filter,
//! test, function, component or include.

pub mod expression;

pub mod known;

use std::ops::Range;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::shape::Shape;
use crate::template::check::known::Known;
use crate::template::fault::PathUse;
use crate::template::lexer::{self, Piece, PieceKind, Token, TokenKind};
use crate::template::variables::{GLOBALS, INSTRUMENT, Named, Type, key_of_global};

/// What the check learned beside the faults.
#[derive(Debug, Default)]
pub struct Checked {
    /// Every variable in order.
    pub paths: Vec<PathUse>,
    /// Tags that it did not understand.
    pub strange: Vec<Range<usize>>,
}

/// Names that are visible from here on.
#[derive(Default)]
struct Frame {
    names: Vec<(String, Named)>,
    /// A component sees its arguments only.
    closed: bool,
    /// `loop` can be used.
    is_loop: bool,
}

/// Not understood; Tera is to tell.
struct Strange;

struct Checker<'t> {
    text: &'t str,
    known: &'t Known,
    place: &'t dyn Fn(Range<usize>) -> Span,
    findings: &'t mut Findings,
    frames: Vec<Frame>,
    checked: Checked,
    /// Tokens of the tag in hand, and the next of them.
    tokens: Vec<Token<'t>>,
    at: usize,
}

/// Checks one template. `place` turns its bytes into a place.
pub fn check(
    text: &str,
    pieces: &[Piece],
    instrument: bool,
    known: &Known,
    place: &dyn Fn(Range<usize>) -> Span,
    findings: &mut Findings,
) -> Checked {
    let mut globals = Frame::default();
    for (name, shape) in GLOBALS.iter().chain(instrument.then_some(&INSTRUMENT)) {
        let named = Named { kind: Type::Shape(shape()), path: key_of_global(name) };
        globals.names.push(((*name).to_owned(), named));
    }
    let frames = vec![globals];
    let (tokens, at, checked) = (Vec::new(), 0, Checked::default());
    let mut walk = Checker { text, known, place, findings, frames, checked, tokens, at };
    for piece in pieces {
        walk.piece(piece);
    }
    walk.checked
}

impl<'t> Checker<'t> {
    fn piece(&mut self, piece: &Piece) {
        if !matches!(piece.kind, PieceKind::Value | PieceKind::Tag) {
            return;
        }
        match lexer::tokens(self.text, piece.inner.clone()) {
            Ok(tokens) => (self.tokens, self.at) = (tokens, 0),
            Err(fault) => return self.fault("template-syntax", fault.range, fault.message, fault.hint),
        }
        let understood = if piece.kind == PieceKind::Value { self.value(piece) } else { self.tag(piece) };
        if understood.is_err() || self.at < self.tokens.len() {
            self.checked.strange.push(piece.range.clone());
        }
    }

    fn fault(&mut self, code: &'static str, range: Range<usize>, message: impl Into<String>, hint: &str) {
        self.findings.push(Diagnostic::error(code, (self.place)(range), message).hint(hint));
    }

    fn value(&mut self, piece: &Piece) -> Result<(), Strange> {
        let named = self.expression()?;
        let (what, hint) = match named.kind {
            Type::Shape(Shape::List(_)) | Type::Texts => {
                ("列表", "用 for 逐条写，或者接 join_cn、dunhao、enumerate_cn")
            }
            Type::Shape(Shape::Record(_) | Shape::Free) => ("一组内容", "写出要用哪一项，例如 unit.name"),
            Type::Shape(Shape::Flag) | Type::Flag => ("“是”或“否”", "用 {% if %} 判断，再写文字"),
            _ => return Ok(()),
        };
        self.fault("unprintable-value", piece.range.clone(), format!("这里填的是{what}，不能直接成文"), hint);
        Ok(())
    }

    fn tag(&mut self, piece: &Piece) -> Result<(), Strange> {
        if self.takes_sign("<") {
            return self.component_call();
        }
        if self.takes_sign("</") {
            self.dotted_name()?;
            return self.sign(">");
        }
        match self.name()? {
            "if" | "elif" => self.expression().map(drop),
            "else" | "endif" | "endset" | "break" | "continue" => Ok(()),
            "for" => self.for_loop(),
            "endfor" | "endcomponent" => {
                if self.frames.len() > 1 {
                    self.frames.pop();
                }
                self.at = self.tokens.len();
                Ok(())
            }
            "set" => self.set(),
            "set_global" => self.set_global(piece),
            "include" => self.include(),
            "component" => self.component(),
            other => {
                let message = format!("模板里不能用“{other}”标签");
                let hint = "可以用 if、for、set、set_global、include、component";
                self.fault("template-syntax", piece.range.clone(), message, hint);
                self.at = self.tokens.len();
                Ok(())
            }
        }
    }

    fn for_loop(&mut self) -> Result<(), Strange> {
        let (name, item) = self.each()?;
        self.frames.push(Frame { names: vec![(name, item)], closed: false, is_loop: true });
        Ok(())
    }

    /// `x in 式子`: the name and an item of the list.
    fn each(&mut self) -> Result<(String, Named), Strange> {
        let name = self.name()?.to_owned();
        if self.takes_sign(",") {
            let range = self.tokens[self.at - 1].range.clone();
            let hint = "自定的键没有先后，按键取值：other[\"键\"]";
            self.fault("not-a-list", range, "for 只能逐条取列表，不能取键和值", hint);
            self.name()?;
        }
        if self.name()? != "in" {
            return Err(Strange);
        }
        let start = self.here();
        let list = self.alternative()?;
        Ok((name, self.item_of(&list, start..self.before())))
    }

    /// What a list holds; a fault if it is none.
    fn item_of(&mut self, list: &Named, range: Range<usize>) -> Named {
        let kind = match list.kind {
            Type::Shape(Shape::List(item)) => Type::Shape(item()),
            Type::Texts => Type::Text,
            Type::Open => Type::Open,
            _ => {
                let hint = "for 后面要是列表，例如 for item in tasks.items";
                self.fault("not-a-list", range, "这里应为列表", hint);
                Type::Open
            }
        };
        Named { kind, path: list.path.clone() }
    }

    fn set(&mut self) -> Result<(), Strange> {
        let name = self.name()?.to_owned();
        let named = if self.takes_sign("=") {
            self.expression()?
        } else {
            while self.takes_sign("|") {
                self.filter(Named { kind: Type::Text, path: String::new() }, self.here())?;
            }
            Named { kind: Type::Text, path: String::new() }
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.names.retain(|(other, _)| *other != name);
            frame.names.push((name, named));
        }
        Ok(())
    }

    /// A name for the whole file or component, set in a loop: a mark that something was seen, not a text that grows
    /// with each round.
    fn set_global(&mut self, piece: &Piece) -> Result<(), Strange> {
        let name = self.name()?.to_owned();
        let grows = self.tokens.iter().any(|token| token.kind == TokenKind::Sign("~"));
        if grows || !self.takes_sign("=") {
            let hint = "写成 {% set_global 名称 = true %}；各条的文字用列表和 join_cn 连起来";
            self.fault(
                "template-syntax",
                piece.range.clone(),
                "set_global 只用来记住一个值，不能用来攒文字",
                hint,
            );
            self.at = self.tokens.len();
        } else {
            let named = self.expression()?;
            let outermost = self.frames.iter().rposition(|frame| frame.closed).unwrap_or(0);
            if let Some(frame) = self.frames.get_mut(outermost) {
                frame.names.retain(|(other, _)| *other != name);
                frame.names.push((name, named));
            }
        }
        Ok(())
    }

    fn include(&mut self) -> Result<(), Strange> {
        let Some(Token { kind: TokenKind::Text(name), range }) = self.tokens.get(self.at).cloned() else {
            return Err(Strange);
        };
        self.at += 1;
        if !self.known.has_file(name) {
            let near = self.known.nearest_file(name).map(str::to_owned);
            self.unknown(
                "missing-template",
                range,
                format!("没有“{name}”这个模板文件"),
                near.as_deref(),
                "写 templates 文件夹里的路径，例如“_shared/条目.md.tera”",
            );
        }
        Ok(())
    }

    /// `component 名称(参数: 类型 = 默认值, …)`.
    fn component(&mut self) -> Result<(), Strange> {
        self.dotted_name()?;
        let mut names = Vec::new();
        let mut expects_name = false;
        while let Some(token) = self.tokens.get(self.at) {
            match token.kind {
                TokenKind::Sign("(" | ",") => expects_name = true,
                TokenKind::Sign("@" | "...") => {}
                TokenKind::Name(name) if expects_name => {
                    names.push((name.to_owned(), Named { kind: Type::Open, path: String::new() }));
                    expects_name = false;
                }
                _ => expects_name = false,
            }
            self.at += 1;
        }
        names.push(("body".to_owned(), Named { kind: Type::Open, path: String::new() }));
        self.frames.push(Frame { names, closed: true, is_loop: false });
        Ok(())
    }

    /// `<名称 参数={式子} …` up to `>` or `/>`; the `<` is behind us.
    fn component_call(&mut self) -> Result<(), Strange> {
        let start = self.here();
        let name = self.dotted_name()?;
        let Some(expected) = self.known.arguments_of(&name) else {
            let near = self.known.nearest_component(&name).map(str::to_owned);
            let hint = "组件在 templates/_shared 里定义";
            self.unknown(
                "unknown-component",
                start..self.before(),
                format!("没有叫“{name}”的组件"),
                near.as_deref(),
                hint,
            );
            self.at = self.tokens.len();
            return Ok(());
        };
        loop {
            let range = self.tokens.get(self.at).map(|t| t.range.clone()).unwrap_or_default();
            if self.takes_sign("{") {
                self.sign("...")?;
                self.expression()?;
                self.sign("}")?;
            } else if let Some(TokenKind::Name(argument)) = self.peek() {
                self.at += 1;
                if !expected.iter().any(|known| known == argument) {
                    let near = crate::diag::nearest::nearest(argument, expected.iter().map(String::as_str));
                    let message = format!("组件“{name}”没有参数“{argument}”");
                    let hint = format!("它的参数有：{}", expected.join("、"));
                    self.unknown("filter-argument", range.clone(), message, near, &hint);
                }
                if !self.takes_sign("=") {
                    self.path(argument, range)?;
                } else if self.takes_sign("{") {
                    self.expression()?;
                    self.sign("}")?;
                } else if matches!(self.peek(), Some(TokenKind::Text(_))) {
                    self.at += 1;
                } else {
                    return Err(Strange);
                }
            } else {
                self.takes_sign("/");
                return self.sign(">");
            }
        }
    }

    fn unknown(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        message: String,
        near: Option<&str>,
        hint: &str,
    ) {
        let diagnostic = Diagnostic::error(code, (self.place)(range), message);
        self.findings.push(diagnostic.meant(near).hint(hint));
    }

    fn peek(&self) -> Option<TokenKind<'t>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// First byte of the next token.
    fn here(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.range.start)
    }

    /// End of the last token read.
    fn before(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    fn takes_sign(&mut self, sign: &str) -> bool {
        let takes = matches!(self.peek(), Some(TokenKind::Sign(next)) if next == sign);
        self.at += usize::from(takes);
        takes
    }

    fn takes_name(&mut self, name: &str) -> bool {
        let takes = matches!(self.peek(), Some(TokenKind::Name(next)) if next == name);
        self.at += usize::from(takes);
        takes
    }

    fn sign(&mut self, sign: &str) -> Result<(), Strange> {
        if self.takes_sign(sign) { Ok(()) } else { Err(Strange) }
    }

    fn name(&mut self) -> Result<&'t str, Strange> {
        match self.peek() {
            Some(TokenKind::Name(name)) => {
                self.at += 1;
                Ok(name)
            }
            _ => Err(Strange),
        }
    }

    fn dotted_name(&mut self) -> Result<String, Strange> {
        let mut name = self.name()?.to_owned();
        while self.takes_sign(".") {
            name.push('.');
            name.push_str(self.name()?);
        }
        Ok(name)
    }
}
