//! 后附制度: rules that follow the document proper with titles of their own.

use crate::compose::plan::Plan;
use crate::compose::sections::push_section;
use crate::diag::findings::Findings;
use crate::document::tree::{Block, Numbering, Part, Role, Title};
use crate::model::matters::{Rule, RuleManner};
use crate::model::reader::FieldValue;
use crate::model::view::View;
use crate::template::library::Library;
use crate::template::scope::Scope;

/// The parts that follow; a kind that is a rule itself has none.
pub fn parts(plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Vec<Part> {
    if plan.kind.is_rule() {
        return Vec::new();
    }
    plan.rules
        .iter()
        .map(|rule| Part {
            numbering: numbering(rule),
            ..Part::new(
                Role::Following,
                Title::new(&rule.name.text),
                rule_blocks(rule, plan, library, findings),
            )
        })
        .collect()
}

/// 序数 of a rule; a text of the user's own has those that it is written with.
pub fn numbering(rule: &Rule) -> Numbering {
    match rule.manner {
        _ if rule.text.is_some() => Numbering::Levels,
        Some(RuleManner::Points) => Numbering::Levels,
        Some(RuleManner::Articles) | None => Numbering::Articles,
    }
}

/// Text of a rule, by the sections of the kind that is a rule.
fn rule_blocks(rule: &Rule, plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Vec<Block> {
    let Some(kind) = library.kinds().iter().find(|kind| kind.is_rule()) else {
        return Vec::new();
    };
    let mut view = plan.view.clone();
    view.insert("rules".to_owned(), View::List(rule.view().into_iter().collect()));
    let scope = Scope::new(&view, rule.name.text.as_str());
    let mut blocks = Vec::new();
    for section in kind.sections.iter().filter(|section| section.has_content(&view)) {
        let title = section.title.as_deref();
        if let Some(body) = library.render_section(kind, &section.name, title, &scope, findings) {
            push_section(&mut blocks, title, body);
        }
    }
    blocks
}
