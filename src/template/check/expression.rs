//! Expressions: names and types, from the loosest operator to the tightest, as in Tera.

use std::ops::Range;

use crate::diag::nearest::nearest;
use crate::model::shape::Shape;
use crate::template::check::{Checker, Frame, Strange};
use crate::template::fault::PathUse;
use crate::template::filters::{self, Gives, Takes};
use crate::template::lexer::TokenKind;
use crate::template::variables::{Named, Type};

fn plain(kind: Type) -> Named {
    Named { kind, path: String::new() }
}

/// The type of one of two values.
fn either(one: Named, other: &Named) -> Named {
    if std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
        || matches!((&one.kind, &other.kind), (Type::Shape(_), Type::Text))
    {
        one
    } else {
        plain(Type::Open)
    }
}

fn is_number(named: &Named) -> bool {
    matches!(named.kind, Type::Number | Type::LoopNumber)
}

impl<'t> Checker<'t> {
    /// A whole expression: `a if b else c`.
    pub(super) fn expression(&mut self) -> Result<Named, Strange> {
        let value = self.alternative()?;
        if !self.takes_name("if") {
            return Ok(value);
        }
        self.expression()?;
        if !self.takes_name("else") {
            return Err(Strange);
        }
        let other = self.expression()?;
        Ok(either(value, &other))
    }

    /// `a or b`
    pub(super) fn alternative(&mut self) -> Result<Named, Strange> {
        let mut value = self.both()?;
        while self.takes_name("or") {
            let other = self.both()?;
            value = either(value, &other);
        }
        Ok(value)
    }

    fn both(&mut self) -> Result<Named, Strange> {
        let mut value = self.negation()?;
        while self.takes_name("and") {
            let other = self.negation()?;
            value = either(other, &value);
        }
        Ok(value)
    }

    fn negation(&mut self) -> Result<Named, Strange> {
        if self.takes_name("not") {
            self.negation()?;
            return Ok(plain(Type::Flag));
        }
        let mut value = self.comparison()?;
        loop {
            if self.takes_name("is") {
                self.takes_name("not");
                self.test()?;
            } else if self.takes_name("in") {
                self.comparison()?;
            } else if self.takes_name("not") {
                if !self.takes_name("in") {
                    return Err(Strange);
                }
                self.comparison()?;
            } else {
                return Ok(value);
            }
            value = plain(Type::Flag);
        }
    }

    fn test(&mut self) -> Result<(), Strange> {
        let range = self.tokens.get(self.at).map(|token| token.range.clone()).unwrap_or_default();
        let name = self.name()?;
        let Some(test) = filters::tests().find(|test| test.name == name) else {
            let near = nearest(name, filters::tests().map(|test| test.name)).map(str::to_owned);
            let names: Vec<&str> = filters::tests().map(|test| test.name).collect();
            let hint = format!("可以用：{}；有没有内容直接写 if 变量", names.join("、"));
            self.unknown("unknown-test", range, format!("没有叫“{name}”的判断"), near.as_deref(), &hint);
            return self.arguments(name, None);
        };
        self.arguments(name, Some(test.arguments))
    }

    /// `(a=…, b=…)`, if it stands here. `None`: whatever was called is unknown, so are its arguments.
    fn arguments(&mut self, of: &str, known: Option<&[&'static str]>) -> Result<(), Strange> {
        if !self.takes_sign("(") {
            return Ok(());
        }
        while !self.takes_sign(")") {
            let range = self.tokens.get(self.at).map(|token| token.range.clone()).unwrap_or_default();
            let name = match self.peek() {
                Some(TokenKind::Name(name)) if self.next_is_assignment() => name,
                _ => {
                    let example = known.and_then(|known| known.first()).copied().unwrap_or("参数名");
                    let message = format!("“{of}”的参数要写出名称");
                    let hint = format!("写成 {of}({example}=……)");
                    self.fault("filter-argument", range, message, &hint);
                    self.at = self.tokens.len();
                    return Ok(());
                }
            };
            self.at += 2;
            if let Some(known) = known
                && !known.contains(&name)
            {
                let near = nearest(name, known.iter().copied()).map(str::to_owned);
                let hint = match known {
                    [] => format!("“{of}”不用参数"),
                    known => format!("它的参数有：{}", known.join("、")),
                };
                self.unknown(
                    "filter-argument",
                    range,
                    format!("“{of}”没有参数“{name}”"),
                    near.as_deref(),
                    &hint,
                );
            }
            self.expression()?;
            if !self.takes_sign(",") && !matches!(self.peek(), Some(TokenKind::Sign(")"))) {
                return Err(Strange);
            }
        }
        Ok(())
    }

    fn next_is_assignment(&self) -> bool {
        matches!(self.tokens.get(self.at + 1).map(|token| token.kind), Some(TokenKind::Sign("=")))
    }

    /// `a == b`, `a < b`. Numbers of the workbook are texts: comparing them here would be silently wrong.
    fn comparison(&mut self) -> Result<Named, Strange> {
        let start = self.here();
        let value = self.sum()?;
        let Some(TokenKind::Sign(sign @ ("==" | "!=" | "<" | ">" | "<=" | ">="))) = self.peek() else {
            return Ok(value);
        };
        self.at += 1;
        let word = self.tokens.get(self.at).cloned();
        let other = self.sum()?;
        let range = start..self.before();
        let loops = is_number(&value) && is_number(&other);
        let number = is_number(&value) || is_number(&other);
        if !loops && (number || !matches!(sign, "==" | "!=")) {
            let hint = "写成 x is at_least(value=\"80\")、is at_most(value=\"80\")、is zero；列表写 is many、is single";
            self.fault("number-comparison", range, format!("模板里不能用“{sign}”比较数"), hint);
        } else if let (Type::Shape(Shape::Choice(words)), Some(token)) = (value.kind, word)
            && let TokenKind::Text(written) = token.kind
            && !words.contains(&written)
        {
            let near = nearest(written, words.iter().copied()).map(str::to_owned);
            let hint = format!("可能的词有：{}", words.join("、"));
            self.unknown(
                "unknown-choice",
                token.range,
                format!("“{}”不会是“{written}”", value.path),
                near.as_deref(),
                &hint,
            );
        }
        Ok(plain(Type::Flag))
    }

    fn sum(&mut self) -> Result<Named, Strange> {
        self.operators(&["+", "-"], Self::product)
    }

    fn product(&mut self) -> Result<Named, Strange> {
        self.operators(&["*", "/", "//", "%", "~", "**"], Self::filtered)
    }

    fn operators(
        &mut self,
        signs: &[&str],
        operand: fn(&mut Self) -> Result<Named, Strange>,
    ) -> Result<Named, Strange> {
        let start = self.here();
        let mut value = operand(self)?;
        while let Some(TokenKind::Sign(sign)) = self.peek() {
            // `/>` ends a component.
            let ends = sign == "/"
                && matches!(self.tokens.get(self.at + 1).map(|t| t.kind), Some(TokenKind::Sign(">")));
            if !signs.contains(&sign) || ends {
                break;
            }
            self.at += 1;
            let other = operand(self)?;
            if sign == "~" {
                value = plain(Type::Text);
                continue;
            }
            if !(is_number(&value) && is_number(&other)) {
                let hint = "数的计算由程序完成；拼接文字用“~”";
                let range = start..self.before();
                self.fault("number-comparison", range, format!("模板里不能用“{sign}”计算"), hint);
            }
            value = plain(Type::LoopNumber);
        }
        Ok(value)
    }

    fn filtered(&mut self) -> Result<Named, Strange> {
        let start = self.here();
        self.takes_sign("-");
        let mut value = self.primary()?;
        while self.takes_sign("|") {
            value = self.filter(value, start)?;
        }
        Ok(value)
    }

    /// A filter; the `|` is behind us. `start` is where the value begins.
    pub(super) fn filter(&mut self, value: Named, start: usize) -> Result<Named, Strange> {
        let range = self.tokens.get(self.at).map(|token| token.range.clone()).unwrap_or_default();
        let name = self.name()?;
        if name == "safe" {
            let hint = "去掉“| safe”；加粗写“**{{ 变量 }}**”";
            self.fault("unsafe-output", range, "模板里不能用 safe：填入的内容总是照原样成文", hint);
            self.arguments(name, None)?;
            return Ok(plain(Type::Text));
        }
        let Some(filter) = filters::filters().find(|filter| filter.name == name) else {
            let near = nearest(name, filters::filters().map(|filter| filter.name)).map(str::to_owned);
            let names: Vec<&str> = filters::filters().map(|filter| filter.name).collect();
            let hint = format!("可以用：{}", names.join("、"));
            self.unknown("unknown-filter", range, format!("没有叫“{name}”的过滤"), near.as_deref(), &hint);
            self.arguments(name, None)?;
            return Ok(plain(Type::Open));
        };
        self.arguments(name, Some(filter.arguments))?;
        let expected = match (filter.takes, value.kind) {
            (Takes::List, kind) if is_text(kind) => Some("列表"),
            (Takes::Text | Takes::Count, kind) if is_group(kind) => Some("一段文字"),
            _ => None,
        };
        if let Some(expected) = expected {
            let written = &self.text[start..range.start];
            let written = written.trim_end().trim_end_matches('|').trim_end();
            let message = format!("“{name}”要的是{expected}，“{written}”却不是");
            self.fault("filter-type", range, message, "检查变量，或者换一个过滤");
            return Ok(plain(Type::Open));
        }
        Ok(match (filter.gives, value.kind) {
            (Gives::Texts, _) => plain(Type::Texts),
            (Gives::Same, _) => value,
            (Gives::Item, Type::Shape(Shape::List(item))) => Named { kind: Type::Shape(item()), ..value },
            (Gives::Text, _) | (Gives::Item, Type::Texts) => plain(Type::Text),
            (Gives::Item, _) => plain(Type::Open),
        })
    }

    fn primary(&mut self) -> Result<Named, Strange> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Err(Strange) };
        self.at += 1;
        match token.kind {
            TokenKind::Number(_) => Ok(plain(Type::Number)),
            TokenKind::Text(_) => Ok(plain(Type::Text)),
            TokenKind::Name("true" | "True" | "false" | "False") => Ok(plain(Type::Flag)),
            TokenKind::Name(name @ ("none" | "None" | "null")) => {
                let message = format!("“{name}”是空，写了就是印出空白");
                let hint = "有没有内容用 {% if 变量 %} 判断；没有内容时的文字用“变量 or \"……\"”";
                self.fault("unprintable-value", token.range, message, hint);
                Ok(plain(Type::Open))
            }
            TokenKind::Name(name) if matches!(self.peek(), Some(TokenKind::Sign("("))) => {
                self.function(name, token.range)?;
                Ok(plain(Type::Text))
            }
            TokenKind::Name(name) => self.path(name, token.range),
            TokenKind::Sign("(") => {
                let value = self.expression()?;
                self.sign(")")?;
                Ok(value)
            }
            TokenKind::Sign("[") => self.list(),
            TokenKind::Sign("{") => self.map(),
            TokenKind::Sign("<") => {
                self.component_call()?;
                Ok(plain(Type::Open))
            }
            TokenKind::Sign(_) => Err(Strange),
        }
    }

    fn function(&mut self, name: &'t str, range: Range<usize>) -> Result<(), Strange> {
        let Some(function) = filters::functions().find(|function| function.name == name) else {
            let near = nearest(name, filters::functions().map(|function| function.name)).map(str::to_owned);
            let hint = "可以用：period(start=…, end=…)；过滤写在“|”后面";
            self.unknown("unknown-function", range, format!("没有叫“{name}”的函数"), near.as_deref(), hint);
            return self.arguments(name, None);
        };
        self.arguments(name, Some(function.arguments))
    }

    /// `[a, b]` or `[x.name for x in list if …]`; the bracket is behind us.
    fn list(&mut self) -> Result<Named, Strange> {
        if let Some(clause) = self.comprehension_at() {
            let start = self.at;
            self.at = clause + 1;
            let (name, item) = self.each()?;
            self.frames.push(Frame { names: vec![(name, item)], closed: false, is_loop: false });
            if self.takes_name("if") {
                self.alternative()?;
            }
            let end = self.at;
            self.at = start;
            let value = self.alternative()?;
            self.frames.pop();
            if self.at != clause {
                return Err(Strange);
            }
            self.at = end;
            self.sign("]")?;
            return Ok(plain(if is_text(value.kind) { Type::Texts } else { Type::Open }));
        }
        let mut texts = true;
        while !self.takes_sign("]") {
            texts &= is_text(self.expression()?.kind);
            if !self.takes_sign(",") && !matches!(self.peek(), Some(TokenKind::Sign("]"))) {
                return Err(Strange);
            }
        }
        Ok(plain(if texts { Type::Texts } else { Type::Open }))
    }

    /// The `for` of the list in hand.
    fn comprehension_at(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.kind {
                TokenKind::Sign("[" | "(" | "{" | "?[") => depth += 1,
                TokenKind::Sign("]" | ")" | "}") => depth = depth.checked_sub(1)?,
                TokenKind::Name("for") if depth == 0 => return Some(index),
                _ => {}
            }
        }
        None
    }

    fn map(&mut self) -> Result<Named, Strange> {
        while !self.takes_sign("}") {
            self.at += 1;
            self.sign(":")?;
            self.expression()?;
            if !self.takes_sign(",") && !matches!(self.peek(), Some(TokenKind::Sign("}"))) {
                return Err(Strange);
            }
        }
        Ok(plain(Type::Open))
    }

    /// A variable with what follows it: `a.b["c"][0]`. Its first name is behind us.
    pub(super) fn path(&mut self, first: &'t str, range: Range<usize>) -> Result<Named, Strange> {
        if first == "loop" && self.takes_sign(".") {
            return self.loop_field(range);
        }
        let start = range.start;
        let mut named = self.variable(first, range);
        loop {
            if self.takes_sign(".") || self.takes_sign("?.") {
                let range = self.tokens.get(self.at).map(|token| token.range.clone()).unwrap_or_default();
                let field = self.name()?;
                named = self.field(&named, field, range);
            } else if self.takes_sign("[") || self.takes_sign("?[") {
                named = self.subscript(named)?;
            } else {
                break;
            }
        }
        self.checked.paths.push(PathUse { range: start..self.before(), in_words: named.path.clone() });
        Ok(named)
    }

    fn loop_field(&mut self, range: Range<usize>) -> Result<Named, Strange> {
        let field = self.name()?;
        if !self.frames.iter().any(|frame| frame.is_loop) {
            self.fault("unknown-variable", range, "loop 只能在 for 里面用", "放到 for 和 endfor 之间");
        }
        match field {
            "index" | "index0" | "length" => Ok(plain(Type::LoopNumber)),
            "first" | "last" => Ok(plain(Type::Flag)),
            _ => Err(Strange),
        }
    }

    fn variable(&mut self, name: &str, range: Range<usize>) -> Named {
        let mut names = Vec::new();
        for frame in self.frames.iter().rev() {
            if let Some((_, named)) = frame.names.iter().find(|(known, _)| known == name) {
                return named.clone();
            }
            names.extend(frame.names.iter().map(|(known, _)| known.clone()));
            if frame.closed {
                break;
            }
        }
        let near = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
        let hint = if self.frames.iter().any(|frame| frame.closed) {
            "组件里只能用它的参数"
        } else {
            "用“gongwen fields 文种”查看可用的变量；自己的内容写 other[\"键\"]"
        };
        self.unknown("unknown-variable", range, format!("没有叫“{name}”的变量"), near.as_deref(), hint);
        plain(Type::Open)
    }

    fn field(&mut self, of: &Named, name: &str, range: Range<usize>) -> Named {
        match of.kind {
            Type::Shape(Shape::Record(record)) => {
                if let Some(field) = record.by_variable(name) {
                    let path = format!("{}.{}", of.path, field.key);
                    return Named { kind: Type::Shape((field.shape)()), path };
                }
                let near = nearest(name, record.fields.iter().map(|field| field.variable)).map(str::to_owned);
                let names: Vec<String> = record
                    .fields
                    .iter()
                    .map(|field| format!("{}（{}）", field.variable, field.key))
                    .collect();
                let hint = format!("可用的有：{}", names.join("、"));
                let message = format!("“{}”里没有“{name}”", of.path);
                self.unknown("unknown-variable", range, message, near.as_deref(), &hint);
            }
            Type::Shape(Shape::Free) => {
                return Named { kind: Type::Open, path: format!("{}.{name}", of.path) };
            }
            Type::Open => {}
            Type::Shape(Shape::List(_)) | Type::Texts => {
                let hint = "先用 for 逐条取出，再写“.”后面的一项";
                self.fault("unknown-variable", range, format!("列表没有“{name}”这一项"), hint);
            }
            _ => {
                let hint = "去掉“.”和它后面的名称";
                self.fault("unknown-variable", range, format!("一段文字没有“{name}”这一项"), hint);
            }
        }
        plain(Type::Open)
    }

    /// `["键"]`, `[0]`; the bracket is behind us.
    fn subscript(&mut self, of: Named) -> Result<Named, Strange> {
        let token = self.tokens.get(self.at).cloned();
        let key = match token.as_ref().map(|token| token.kind) {
            Some(TokenKind::Text(key)) => Some(key),
            _ => None,
        };
        while !matches!(self.peek(), Some(TokenKind::Sign("]"))) {
            if !self.takes_sign(":") {
                self.expression()?;
            }
        }
        self.sign("]")?;
        match (of.kind, key, token) {
            (Type::Shape(Shape::Record(_) | Shape::Free), Some(key), Some(token)) => {
                Ok(self.field(&of, key, token.range))
            }
            (Type::Shape(Shape::List(item)), None, _) => Ok(Named { kind: Type::Shape(item()), ..of }),
            _ => Ok(plain(Type::Open)),
        }
    }
}

fn is_text(kind: Type) -> bool {
    match kind {
        Type::Text => true,
        Type::Shape(shape) => !matches!(shape, Shape::List(_) | Shape::Record(_) | Shape::Free | Shape::Flag),
        _ => false,
    }
}

fn is_group(kind: Type) -> bool {
    matches!(
        kind,
        Type::Texts | Type::Flag | Type::Shape(Shape::List(_) | Shape::Record(_) | Shape::Free | Shape::Flag)
    )
}

#[cfg(test)]
mod tests;
