//! Mistakes planted in real documents: each is found, at its line, with its code, and once it is mended nothing more is said of
//! the text than before.
//!
//! A mistake may need something that the document has not (附件说明, 版记, a red head): that is written first and is no mistake
//! itself; what is said of the text then is what may be said of it besides.

#![expect(clippy::print_stdout, reason = "the test tells how much was found")]

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use gongwen::check::context::{Context, Unit};
use gongwen::check::fix;
use gongwen::check::marks::Found;
use gongwen::check::rule::{Fix, Rule};
use gongwen::check::rules;
use gongwen::check::run;
use gongwen::check::selection::{Selection, is_quiet};
use gongwen::diag::sources::SourceId;
use gongwen::paper::Paper;
use gongwen::paper::end_matter;
use gongwen::paper::line::{Line, Role};
use gongwen::read;

use crate::real_texts::{place, texts};

mod a;
mod b;
mod c;
mod d;
mod e;
mod f;
mod g;

/// A mistake.
struct Plant {
    code: &'static str,
    /// What is written first and is no mistake.
    given: &'static [How],
    /// How the mistake comes into the text, step by step.
    how: &'static [How],
    told: Told,
    /// Rules that find the same mistake at another line.
    also: &'static [&'static str],
    /// What the document must be.
    needs: &'static [Need],
    known: Known,
}

/// A change of a text. Words in braces are those of the document: see [`Facts`]. Of several lines that come in the one with `▶`
/// is the mistake, without it any of them.
enum How {
    /// In the first line of this role that has the first text, that becomes the second. `^` stands for the line's beginning.
    Change(Role, &'static str, &'static str),
    /// The same in any part of the document.
    ChangeAny(Role, &'static str, &'static str),
    /// This behind the first full stop of the text.
    Say(&'static str),
    /// This at the end of the first line of this role that has the first text.
    End(Role, &'static str, &'static str),
    /// These lines behind the last line of this role.
    Behind(Role, &'static str),
    /// These lines before the first line of this role.
    Before(Role, &'static str),
    /// These lines behind 附注, or 成文日期 where there is none.
    Last(&'static str),
    /// The first line of this role is this one instead.
    Instead(Role, &'static str),
    /// The first line of this role is left out.
    Without(Role),
}

/// Where the finding must stand.
#[derive(Clone, Copy)]
enum Told {
    /// At the line that was changed or came in.
    Here,
    /// At a line of this role, of which nothing was said before.
    At(Role),
    /// Of the document as a whole.
    Whole,
}

/// What a document must be for a mistake to be one.
enum Need {
    /// Its 文种 ends with one of these.
    Kind(&'static [&'static str]),
    /// Its paragraphs are whole; of pieces some rules say nothing.
    Whole,
    /// Its main part has no 序数.
    Unnumbered,
    /// Its main part has two headings of the first level and more.
    Sections,
    /// It has no line of this role in its main part.
    No(Role),
    /// It has 发文字号.
    Issued,
    /// It has 成文日期.
    Dated,
    /// It was issued under the rules of 2012.
    Modern,
    /// Its title stands on one line.
    OneTitle,
    /// It has these words nowhere.
    Lacks(&'static str),
    /// It has these words.
    Has(&'static str),
}

/// What the rules know besides the document.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    Nothing,
    /// Name and 代字 of the unit that issues it.
    Own,
    /// A roster of three units, and a figure of the data.
    Roster,
}

impl Plant {
    const fn new(code: &'static str, how: &'static [How]) -> Self {
        Self { code, given: &[], how, told: Told::Here, also: &[], needs: &[], known: Known::Nothing }
    }

    const fn given(mut self, given: &'static [How]) -> Self {
        self.given = given;
        self
    }

    const fn told(mut self, told: Told) -> Self {
        self.told = told;
        self
    }

    const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    const fn known(mut self, known: Known) -> Self {
        self.known = known;
        self
    }
}

/// Rules for which nothing is planted, each with the reason.
const NOT_PLANTED: &[(&str, &str)] = &[
    ("J01", "a document is held against last year's: tests/all/carry.rs"),
    ("J02", "a document is held against last year's: tests/all/carry.rs"),
];

fn plants() -> impl Iterator<Item = &'static Plant> {
    [a::PLANTS, b::PLANTS, c::PLANTS, d::PLANTS, e::PLANTS, f::PLANTS, g::PLANTS].into_iter().flatten()
}

/// What a document says of itself: 署名, 文号 and 代字, 年, 月 and 日 of 成文日期.
struct Facts(HashMap<&'static str, String>);

impl Facts {
    fn of(paper: &Paper) -> Self {
        let mut facts = HashMap::new();
        let text = |role: Role| paper.first(role).map(|(_, line)| line.text.trim().to_owned());
        if let Some(name) = text(Role::Signature) {
            facts.insert("{署名}", name);
        }
        if let Some(number) = text(Role::DocumentNumber) {
            let code = number.split(end_matter::OPENINGS).next().unwrap_or_default().to_owned();
            facts.insert("{代字}", code);
            facts.insert("{文号}", number);
        }
        if let Some(date) = text(Role::Date).and_then(|date| end_matter::date(&date)) {
            facts.insert("{年}", date.year.to_string());
            facts.insert("{月}", date.month.to_string());
            facts.insert("{日}", date.day.to_string());
        }
        Self(facts)
    }

    /// Words with what the document says; `None` if it does not say that.
    fn fill(&self, words: &str) -> Option<String> {
        let mut filled = words.to_owned();
        for (name, value) in &self.0 {
            filled = filled.replace(name, value);
        }
        let lacks =
            ["{署名}", "{文号}", "{代字}", "{年}", "{月}", "{日}"].iter().any(|name| filled.contains(name));
        (!lacks).then_some(filled)
    }

    fn context(&self, known: Known) -> Context {
        let all = |name: &str| self.0.get(name).cloned().into_iter().collect::<Vec<String>>();
        let unit = |name: &str, short: &str| Unit {
            name: name.to_owned(),
            short: vec![short.to_owned()],
            contacts: Vec::new(),
        };
        let contacts = vec![("张某某".to_owned(), "0938-8200001".to_owned())];
        match known {
            Known::Nothing => Context::default(),
            Known::Own => Context { own: all("{署名}"), codes: all("{代字}"), ..Context::default() },
            Known::Roster => Context {
                units: vec![
                    Unit { contacts, ..unit("某某县清溪镇人民政府", "清溪镇") },
                    unit("某某县白石崖乡人民政府", "白石崖乡"),
                    unit("某某县卫生健康局", "县卫健局"),
                ],
                figures: vec![("清淤工程投资".to_owned(), "1300万元".to_owned())],
                ..Context::default()
            },
        }
    }
}

fn look(text: &str, context: &Context) -> (Paper, Vec<Found>) {
    let paper = read::text::paper(text, SourceId(0));
    let found = run::look(&paper, &Selection::all(), context);
    (paper, found)
}

fn meets(paper: &Paper, text: &str, need: &Need) -> bool {
    let date = paper.first(Role::Date).and_then(|(_, line)| end_matter::date(&line.text));
    let sections = |line: &Line| line.mark.as_ref().is_some_and(|mark| mark.shape.level() == 1);
    match need {
        Need::Kind(kinds) => kinds.iter().any(|kind| paper.is_kind(kind)),
        Need::Whole => !paper.broken,
        Need::Unnumbered => paper.part(0).all(|(_, line)| line.mark.is_none()),
        Need::Sections => paper.part(0).filter(|(_, line)| sections(line)).count() > 1,
        Need::No(role) => paper.first(*role).is_none(),
        Need::Issued => paper.is_formal(),
        Need::Dated => date.is_some(),
        Need::Modern => date.is_some_and(|date| date.year > 2012),
        Need::OneTitle => paper.part(0).filter(|(_, line)| line.role == Role::Title).count() == 1,
        Need::Lacks(words) => !text.contains(words),
        Need::Has(words) => text.contains(words),
    }
}

/// A line of the file with a role, the first or the last that fits: its number, from 0.
fn find(text: &str, paper: &Paper, fits: impl Fn(&Line) -> bool, last: bool) -> Option<usize> {
    let mut fitting = paper.lines.iter().filter(|line| line.pieces.len() == 1 && fits(line));
    let line = if last { fitting.next_back() } else { fitting.next() }?;
    Some(text[..line.pieces[0].1.start].matches('\n').count())
}

/// A text with a change, and the lines of it, from 0. `None` if the text has no place for it.
fn change(text: &str, how: &How, facts: &Facts) -> Option<(String, Range<usize>)> {
    let paper = read::text::paper(text, SourceId(0));
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    // Labels stand in attachments only.
    let is = |line: &Line, role: Role| line.role == role && (line.part == 0 || role == Role::Label);
    let has = |line: &Line, from: &str| match from.strip_prefix('^') {
        Some(start) => line.text.starts_with(start),
        None => line.text.contains(from),
    };
    let (at, with) = match how {
        How::Change(role, from, to) | How::ChangeAny(role, from, to) => {
            let (from, to) = (facts.fill(from)?, facts.fill(to)?);
            let anywhere = matches!(how, How::ChangeAny(..));
            let fits = |line: &Line| (is(line, *role) || anywhere && line.role == *role) && has(line, &from);
            let at = find(text, &paper, fits, false)?;
            let plain = from.strip_prefix('^').unwrap_or(&from);
            (at..at + 1, lines[at].replacen(plain, &to, 1))
        }
        How::Say(words) => {
            let at = find(text, &paper, |line| is(line, Role::Body) && has(line, "。"), false)?;
            (at..at + 1, lines[at].replacen('。', &format!("。{}", facts.fill(words)?), 1))
        }
        How::End(role, from, suffix) => {
            let suffix = facts.fill(suffix)?;
            let fits = |line: &Line| is(line, *role) && has(line, from) && !line.text.ends_with(&suffix);
            let at = find(text, &paper, fits, false)?;
            (at..at + 1, format!("{}{suffix}", lines[at]))
        }
        How::Behind(role, words) => {
            let at = find(text, &paper, |line| is(line, *role), true)? + 1;
            (at..at, facts.fill(words)?)
        }
        How::Before(role, words) => {
            let at = find(text, &paper, |line| is(line, *role), false)?;
            (at..at, facts.fill(words)?)
        }
        How::Last(words) => {
            let at = find(text, &paper, |line| is(line, Role::Remark), true)
                .or_else(|| find(text, &paper, |line| is(line, Role::Date), true))?;
            (at + 1..at + 1, facts.fill(words)?)
        }
        How::Instead(role, words) => {
            let at = find(text, &paper, |line| is(line, *role), false)?;
            (at..at + 1, facts.fill(words)?)
        }
        How::Without(role) => {
            let at = find(text, &paper, |line| is(line, *role), false)?;
            lines.remove(at);
            return Some((lines.join("\n"), at..at));
        }
    };
    let new: Vec<String> = with.split('\n').map(str::to_owned).collect();
    let marked = new.iter().position(|line| line.contains('▶'));
    let told = marked.map_or(at.start..at.start + new.len(), |row| at.start + row..at.start + row + 1);
    lines.splice(at, new.into_iter().map(|line| line.replace('▶', "")));
    Some((lines.join("\n"), told))
}

/// A text with several changes, and the lines of the last that wrote any.
fn changed(text: &str, steps: &[How], facts: &Facts) -> Option<(String, Range<usize>)> {
    steps.iter().try_fold((text.to_owned(), 0..0), |(text, last), how| {
        let (text, at) = change(&text, how, facts)?;
        Some((text, if at.is_empty() && !last.is_empty() { last } else { at }))
    })
}

/// How often a rule tells something of a line.
type Counted = BTreeMap<(&'static str, String), usize>;

fn key(paper: &Paper, one: &Found) -> (&'static str, String) {
    (one.rule.code, one.line.map_or_else(String::new, |line| paper.lines[line].text.clone()))
}

/// Findings as codes and lines' texts, counted.
fn counted(paper: &Paper, found: &[Found]) -> Counted {
    let mut counted = BTreeMap::new();
    for one in found {
        *counted.entry(key(paper, one)).or_default() += 1;
    }
    counted
}

/// What came of the plants of a text.
#[derive(Default)]
struct Outcome {
    /// For each plant that had a place here: its number, whether it was found.
    planted: Vec<(usize, bool)>,
    missed: Vec<String>,
    noise: Vec<String>,
    /// Safe fixes that left something.
    left: Vec<String>,
}

fn try_all(name: &str, text: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let paper = read::text::paper(text, SourceId(0));
    let facts = Facts::of(&paper);
    let mut bases: HashMap<(usize, Known), Option<(String, Counted)>> = HashMap::new();
    for (number, plant) in plants().enumerate() {
        if !plant.needs.iter().all(|need| meets(&paper, text, need)) {
            continue;
        }
        let context = facts.context(plant.known);
        // Equal lists of steps may be one list or two.
        let steps = if plant.given.is_empty() { 0 } else { plant.given.as_ptr() as usize };
        let base = bases.entry((steps, plant.known)).or_insert_with(|| {
            let (text, _) = changed(text, plant.given, &facts)?;
            let (paper, found) = look(&text, &context);
            Some((text, counted(&paper, &found)))
        });
        let Some((given, before)) = base else { continue };
        if let Some((with, at)) = changed(given, plant.how, &facts) {
            try_one(name, plant, (number, &with, at), (before, &context), &mut outcome);
        }
    }
    outcome
}

fn try_one(
    name: &str,
    plant: &Plant,
    (number, with, at): (usize, &str, Range<usize>),
    (before, context): (&Counted, &Context),
    outcome: &mut Outcome,
) {
    let code = plant.code;
    let (paper, found) = look(with, context);
    let line_of = |one: &Found| place(with, &paper, one).0;
    let is_changed = |one: &Found| at.contains(&line_of(one).wrapping_sub(1));
    let is_new = |one: &Found| !before.contains_key(&key(&paper, one));
    let is_told = |one: &Found| {
        one.rule.code == code
            && match plant.told {
                Told::Here => is_changed(one),
                Told::At(role) => is_new(one) && one.line.is_some_and(|line| paper.lines[line].role == role),
                Told::Whole => is_new(one) && one.line.is_none(),
            }
    };
    let row = at.start + 1;
    let is_found = found.iter().any(is_told);
    outcome.planted.push((number, is_found));
    if !is_found {
        let here: Vec<&str> =
            found.iter().filter(|one| is_changed(one) || is_new(one)).map(|one| one.rule.code).collect();
        outcome.missed.push(format!("{code} #{number} {name}:{row} ({here:?})"));
        return;
    }
    // Nothing is said of lines that nobody touched.
    for one in found.iter().filter(|one| !is_changed(one) && !is_told(one) && is_new(one)) {
        if !plant.also.contains(&one.rule.code) {
            let (other, message) = (one.rule.code, &one.message);
            outcome.noise.push(format!("{code} #{number} {name}:{row}: {other} {} {message}", line_of(one)));
        }
    }
    let rule = rules::find(code).expect("a rule");
    if rule.fix == Fix::Safe && found.iter().any(|one| is_told(one) && !one.edits.is_empty()) {
        let selection = Selection::of(&[code.to_owned()], &[]).expect("known");
        let mended = fix::text(with, &selection);
        let paper = read::text::paper(&mended, SourceId(0));
        let found = run::look(&paper, &selection, context);
        if !fix::changes(&found, &paper).is_empty() {
            outcome.left.push(format!("{code} #{number} {name}:{row} is mended by more than one go"));
        }
        let after = counted(&paper, &found);
        let left = after
            .iter()
            .find(|(key, count)| key.0 == code && before.get(key).is_none_or(|known| known < count));
        if let Some(((_, line), _)) = left {
            outcome.left.push(format!("{code} #{number} {name}:{row} is still there: {line}"));
        }
    }
}

/// Per rule: in how many places mistakes were planted, how many were found.
fn print_shares(places: &[(usize, usize)]) {
    let mut shares: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for (plant, (planted, found)) in plants().zip(places) {
        let share = shares.entry(plant.code).or_default();
        *share = (share.0 + 1, share.1 + planted, share.2 + found);
    }
    println!("rule   kinds  planted  found");
    for (code, (kinds, planted, found)) in shares {
        let missed = if found < planted { format!("  {} missed", planted - found) } else { String::new() };
        println!("{code}   {kinds:>5}  {planted:>7}  {found:>5}{missed}");
    }
}

#[test]
#[ignore = "needs the real documents"]
fn planted_mistakes_are_found_and_mended_ones_are_silent() {
    let texts = texts();
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let threads: Vec<_> = texts.iter().map(|(name, text)| scope.spawn(|| try_all(name, text))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let mut places = vec![(0, 0); plants().count()];
    for (number, is_found) in outcomes.iter().flat_map(|outcome| &outcome.planted) {
        places[*number].0 += 1;
        places[*number].1 += usize::from(*is_found);
    }
    let all = |list: fn(&Outcome) -> &Vec<String>| -> Vec<&str> {
        let mut lines: Vec<&str> = outcomes.iter().flat_map(list).map(String::as_str).collect();
        lines.sort_unstable();
        lines
    };
    let (missed, noise) = (all(|outcome| &outcome.missed), all(|outcome| &outcome.noise));
    let left = all(|outcome| &outcome.left);
    print_shares(&places);
    println!("missed:\n{}", missed.join("\n"));
    println!("said besides:\n{}", noise.join("\n"));
    println!("not mended:\n{}", left.join("\n"));
    let (planted, found) =
        places.iter().fold((0, 0), |(planted, found), place| (planted + place.0, found + place.1));
    let share = found * 1000 / planted.max(1);
    println!(
        "planted {planted}, found {found}: {}.{} %; said besides: {}",
        share / 10,
        share % 10,
        noise.len()
    );
    let without: Vec<String> = plants()
        .zip(&places)
        .enumerate()
        .filter(|(_, (_, place))| place.0 == 0)
        .map(|(number, (plant, _))| format!("{} #{number}", plant.code))
        .collect();
    assert!(without.is_empty(), "no text has a place for {without:?}");
    assert!(left.is_empty(), "not mended:\n{}", left.join("\n"));
    assert!(share >= 950);
    assert!(noise.len() * 50 <= planted, "{} of {planted}", noise.len());
}

#[test]
fn something_is_planted_for_each_rule() {
    let planted = |code: &str| plants().any(|plant| plant.code == code);
    let excused = |code: &str| NOT_PLANTED.iter().any(|(other, _)| *other == code);
    let waits = |rule: &Rule| is_quiet(rule) || rule.code.starts_with(['H', 'I', 'K']);
    for rule in rules::all().filter(|rule| !waits(rule)) {
        assert!(planted(rule.code) != excused(rule.code), "{}", rule.code);
    }
    assert!(plants().all(|plant| rules::find(plant.code).is_some()));
}
