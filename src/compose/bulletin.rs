//! 简报: its head, its articles, and who gets it (惯例; GB/T 9704 has no such form).

use crate::compose::plan::Plan;
use crate::document::tree::{Block, Head, Imprint, Inline, Part, Publisher, Role, Title};
use crate::markup::prose;
use crate::model::date::in_words;
use crate::model::matters::Article;

/// The main part with what the sections say (要目, 编者按), and the articles; one article alone is in the main part.
pub fn parts(plan: &Plan<'_>, mut blocks: Vec<Block>) -> Vec<Part> {
    let articles = plan.workbook.bulletin.as_ref().map_or(&[][..], |bulletin| &bulletin.articles);
    let mut title = "";
    if let [only] = articles {
        title = &only.title.text;
        blocks.extend(article_blocks(only));
    }
    let main = Part::new(Role::Main, Title::new(title), blocks);
    let several = if articles.len() > 1 { articles } else { &[] };
    let others = several
        .iter()
        .map(|article| Part::new(Role::Following, Title::new(&article.title.text), article_blocks(article)));
    std::iter::once(main).chain(others).collect()
}

/// Text of an article, with who sent it in.
fn article_blocks(article: &Article) -> Vec<Block> {
    let mut blocks = prose::blocks(&article.text.paragraphs);
    if let Some(source) = &article.source {
        let text = format!("（供稿：{}）", source.text);
        blocks.push(Block::Paragraph { content: vec![Inline::Text { text }] });
    }
    blocks
}

/// Name, number of the issue, publisher and date.
pub fn head(plan: &Plan<'_>) -> Head {
    let bulletin = plan.workbook.bulletin.as_ref();
    let publisher = bulletin.and_then(|b| b.publisher.as_ref()).unwrap_or(&plan.workbook.unit.name);
    Head {
        copy_number: None,
        secrecy: None,
        urgency: None,
        units: Vec::new(),
        mark: bulletin.map(|b| b.name.text.clone()).unwrap_or_default(),
        document_number: bulletin.map(|b| b.number.text.clone()).unwrap_or_default(),
        signers: Vec::new(),
        publisher: Some(Publisher {
            unit: publisher.text.clone(),
            date: plan.order.date.map(|date| in_words(date.day)).unwrap_or_default(),
        }),
    }
}

/// `报：……`, `送：……` and 印数.
pub fn imprint(plan: &Plan<'_>) -> Option<Imprint> {
    let bulletin = plan.workbook.bulletin.as_ref()?;
    let lines = [("报", &bulletin.reports_to), ("送", &bulletin.sends_to)];
    let distribution: Vec<String> = lines
        .into_iter()
        .filter(|(_, receivers)| !receivers.is_empty())
        .map(|(label, receivers)| {
            let names: Vec<&str> =
                receivers.iter().map(|r| r.text.trim_end_matches(['。', '，', '；', '、'])).collect();
            format!("{label}：{}", names.join("，"))
        })
        .collect();
    let print_run =
        bulletin.copies.as_ref().map(|copies| format!("（共印{}）", copies.text)).unwrap_or_default();
    (!distribution.is_empty() || !print_run.is_empty()).then(|| Imprint {
        distribution,
        print_run,
        ..Imprint::default()
    })
}
