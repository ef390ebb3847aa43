//! Breaks 标题 into lines: whole words, symmetrical, a trapezoid or diamond (GB/T 9704 7.3.1).

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::document::tree::Title;
use crate::layout::advance::half_characters;
use crate::profile::style::{ParagraphStyle, Profile};

/// Words that a title does not break (own list, see the file), and the most characters that one has.
static WORDS: LazyLock<(HashSet<&str>, usize)> = LazyLock::new(|| {
    let lines = include_str!("../../data/reference/标题用词.txt").lines();
    let words: HashSet<&str> =
        lines.flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace()).collect();
    let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
    (words, longest)
});

/// Half 字 of a title that fit the line with a little air: of 2号, 20 characters are 155.2 mm; 惯例 is 19 at most. Only what
/// is in 《》, with what hangs on it, may take that air, rather than be broken.
pub fn line(profile: &Profile) -> i32 {
    let run = profile.paragraph(ParagraphStyle::Title).run;
    (profile.page.text_width().0 * 2 / (run.size.twips().0 + run.spacing.0).max(1) - AIR).max(2)
}

/// Half 字 of a line that stay empty.
const AIR: i32 = 2;

/// Most lines of a title that is broken in the best of all ways; one that needs more is a slip (a pasted paragraph),
/// and filled.
const MOST_LINES: usize = 4;

/// Lines of a title, of at most so many half 字. Lines that the user fixed are kept.
pub fn lines(title: &Title, line: i32) -> Vec<String> {
    if !title.lines.is_empty() {
        return title.lines.clone();
    }
    let total = half_characters(&title.text);
    if total <= line {
        return vec![title.text.clone()];
    }
    let breaks = break_points(&title.text, &title.unbreakable, line);
    let least = (total.div_euclid(line) + i32::from(total % line != 0)) as usize;
    let cuts = if least <= MOST_LINES {
        let wide = kept(&title.text, line).into_iter();
        let wide = wide.filter(|range| half_characters(&title.text[range.clone()]) > line).collect();
        let mut search = Search { places: places(&title.text, &breaks), line, wide, best: None };
        for count in least..=least + 1 {
            search.lines_from(0, count, 0, &mut Vec::new());
        }
        search.best.map(|(_, cuts)| cuts)
    } else {
        filled(&places(&title.text, &breaks), line)
    };
    let Some(cuts) = cuts else { return by_width(&title.text, line) };
    let mut lines = Vec::new();
    let mut start = 0;
    for cut in cuts.iter().copied().chain([title.text.len()]) {
        // A blank between two units is where the line ends.
        lines.push(title.text[start..cut].trim().to_owned());
        start = cut;
    }
    lines
}

/// A title without any usable break (one long name): filled line by line.
fn by_width(text: &str, line: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        if half_characters(lines.last().map_or("", String::as_str))
            + half_characters(c.encode_utf8(&mut [0; 4]))
            > line
        {
            lines.push(String::new());
        }
        lines.last_mut().expect("begins with one").push(c);
    }
    lines
}

/// A break, and how wide the text is up to it. The first is the beginning of the text, the last its end.
#[derive(Debug, Clone, Copy)]
struct Stop {
    at: usize,
    width: i32,
    cost: i64,
}

fn places(text: &str, breaks: &[Break]) -> Vec<Stop> {
    let mut stops = vec![Stop { at: 0, width: 0, cost: 0 }];
    for next in breaks.iter().copied().chain([Break { at: text.len(), cost: 0 }]) {
        let last = stops[stops.len() - 1];
        let width = last.width + half_characters(&text[last.at..next.at]);
        stops.push(Stop { at: next.at, width, cost: next.cost });
    }
    stops
}

/// The cheapest choice of breaks; a choice that already costs as much as the best is not followed to its end.
struct Search {
    places: Vec<Stop>,
    /// Half 字 of a line.
    line: i32,
    /// What may take the air of a line, too, if it stands alone there.
    wide: Vec<Range<usize>>,
    best: Option<(i64, Vec<usize>)>,
}

impl Search {
    /// Sets what stands after the stop `from` in `count` lines, below lines of the `widths`, whose breaks cost `spent`.
    fn lines_from(&mut self, from: usize, count: usize, spent: i64, widths: &mut Vec<i64>) {
        let end = self.places.len() - 1;
        let start = self.places[from];
        let total = self.places[end].width;
        let range = if count == 1 { end..end + 1 } else { from + 1..end };
        for next in range {
            let stop = self.places[next];
            let width = stop.width - start.width;
            if width > self.line + AIR {
                break;
            }
            // What is left must still fit into the lines that are left.
            let air = if self.wide.is_empty() { 0 } else { AIR };
            if total - stop.width > (self.line + air) * (count as i32 - 1)
                || width > self.line && !self.wide.contains(&(start.at..stop.at))
            {
                continue;
            }
            widths.push(i64::from(stop.width - start.width));
            let spent = spent + stop.cost;
            let cost = spent + shape_cost(widths, count == 1) + (widths.len() + count - 2) as i64 * 60;
            if self.best.as_ref().is_none_or(|(least, _)| cost < *least) {
                if count == 1 {
                    self.best = Some((cost, self.cuts(widths)));
                } else {
                    self.lines_from(next, count - 1, spent, widths);
                }
            }
            widths.pop();
        }
    }

    /// The places of the breaks between lines of these widths.
    fn cuts(&self, widths: &[i64]) -> Vec<usize> {
        let ends = widths[..widths.len() - 1].iter().scan(0, |sum, width| {
            *sum += width;
            Some(*sum)
        });
        // Two stops are never of one width: no word is empty.
        ends.filter_map(|end| self.places.iter().find(|stop| i64::from(stop.width) == end))
            .map(|stop| stop.at)
            .collect()
    }
}

/// Lines as full as their breaks allow, for a text of any length: each stop is reached from the best one before it.
fn filled(stops: &[Stop], line: i32) -> Option<Vec<usize>> {
    // The cost of the lines up to a stop, and the stop where the last of them begins.
    let mut reached: Vec<Option<(i64, usize)>> = vec![None; stops.len()];
    reached[0] = Some((0, 0));
    for end in 1..stops.len() {
        for start in (0..end).rev() {
            let room = i64::from(line - (stops[end].width - stops[start].width));
            if room < 0 {
                break;
            }
            let Some((before, _)) = reached[start] else { continue };
            // The last line may be short.
            let cost = before + stops[end].cost + if end + 1 == stops.len() { 0 } else { room * room };
            if reached[end].is_none_or(|(least, _)| cost < least) {
                reached[end] = Some((cost, start));
            }
        }
    }
    let mut cuts = Vec::new();
    let (_, mut stop) = reached[stops.len() - 1]?;
    while stop != 0 {
        cuts.push(stops[stop].at);
        stop = reached[stop]?.1;
    }
    cuts.reverse();
    Some(cuts)
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Break {
    at: usize,
    /// How bad it is to break here; 0 is a good place.
    cost: i64,
}

/// What the shape of lines of these widths costs. While more are to come (`whole` is false) it is the least that it
/// can cost with them.
fn shape_cost(widths: &[i64], whole: bool) -> i64 {
    let most = widths.iter().copied().max().unwrap_or(0);
    let least = widths.iter().copied().min().unwrap_or(0);
    let rising = widths.windows(2).all(|w| w[0] <= w[1]);
    let falling = widths.windows(2).all(|w| w[0] >= w[1]);
    let peak = widths.iter().position(|w| *w == most).unwrap_or(0);
    let diamond =
        widths[..=peak].windows(2).all(|w| w[0] < w[1]) && widths[peak..].windows(2).all(|w| w[0] > w[1]);
    let shape = if !(rising || falling || diamond) {
        4_000
    } else if whole && most - least < 2 {
        // Equal lines are a rectangle; one character of difference already is a trapezoid.
        30
    } else {
        0
    };
    let stub = if least <= 6 { 400 } else { 0 };
    shape + stub + (most - least) * 4
}

/// Where a line may end: between words, not inside a name, not before a mark that cannot begin a line.
fn break_points(text: &str, unbreakable: &[String], line: i32) -> Vec<Break> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let bounds: Vec<usize> = segmenter.segment_str(text).collect();
    let barred = barred(text, unbreakable, line);
    let kept = kept(text, line);
    let mut breaks = Vec::new();
    let mut quoted = 0i32;
    let mut position = 0;
    for (index, &at) in bounds.iter().enumerate() {
        for c in text[position..at].chars() {
            match c {
                '《' | '“' | '〈' => quoted += 1,
                '》' | '”' | '〉' => quoted -= 1,
                _ => {}
            }
        }
        position = at;
        if at == 0 || at == text.len() || barred[at] {
            continue;
        }
        let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
            continue;
        };
        // 省, 市 and the like belong to the office behind them.
        let word = index.checked_sub(1).map_or("", |last| &text[bounds[last]..at]);
        if matches!(word, "省" | "市" | "县" | "区" | "州" | "镇" | "乡") {
            continue;
        }
        let number = before.is_ascii_digit() || (after.is_ascii_digit() && before.is_ascii_alphanumeric());
        if number || "《“〈（〔".contains(before) || "》”〉）〕、，。：；的和与及等".contains(after)
        {
            continue;
        }
        // The natural seams of a title: unit | unit, issuer | 关于 matter, verb | 《instrument》.
        let seam = match after {
            _ if before == ' ' || before == '\u{3000}' => 0,
            _ if text[at..].starts_with("关于") => 0,
            '《' | '“' => 8,
            _ if before == '的' => 10,
            _ => 16,
        };
        let inside = if kept.iter().any(|range| range.start < at && at < range.end) {
            200
        } else if quoted > 0 {
            8
        } else {
            0
        };
        let loose = if "和与及、".contains(before) || text[..at].ends_with("关于") { 60 } else { 0 };
        let single = if is_single(text, &bounds, index) { 40 } else { 0 };
        breaks.push(Break { at, cost: seam + inside + loose + single });
    }
    breaks
}

/// Byte places inside names and words that must stay whole.
fn barred(text: &str, unbreakable: &[String], line: i32) -> Vec<bool> {
    let mut barred = vec![false; text.len() + 1];
    let issuers = issuers(text);
    let names = unbreakable.iter().map(String::as_str).chain(issuers);
    for name in names.filter(|name| !name.is_empty() && half_characters(name) <= line) {
        for (at, _) in text.match_indices(name) {
            barred[at + 1..at + name.len()].fill(true);
        }
    }
    let (words, longest) = &*WORDS;
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for start in 0..bounds.len() {
        for end in start + 2..bounds.len().min(start + longest + 1) {
            if words.contains(&text[bounds[start]..bounds[end]]) {
                barred[bounds[start] + 1..bounds[end]].fill(true);
            }
        }
    }
    barred
}

/// What is in 《》 or other brackets and fits a line, with what hangs on it: 的, and a short 的通知, which is no line of its own.
fn kept(text: &str, line: i32) -> Vec<Range<usize>> {
    const PAIRS: [(char, char); 4] = [('《', '》'), ('“', '”'), ('〈', '〉'), ('（', '）')];
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut kept = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == c) {
            open.push((at, *closing));
        } else if let Some(index) = open.iter().rposition(|(_, closing)| *closing == c) {
            let (start, _) = open[index];
            open.truncate(index);
            let end = at + c.len_utf8();
            let tail = &text[end..];
            let end = match (tail.starts_with('的'), tail.chars().count()) {
                (true, ..=4) => text.len(),
                (true, _) => end + '的'.len_utf8(),
                _ => end,
            };
            if half_characters(&text[start..end]) <= line + AIR {
                kept.push(start..end);
            }
        }
    }
    kept
}

/// The units that issue: what stands before the matter, several divided by a blank or 顿号.
fn issuers(text: &str) -> impl Iterator<Item = &str> {
    let matter = ["关于", "转发", "印发", "批转"].iter().filter_map(|verb| text.find(verb)).min();
    text[..matter.unwrap_or(0)].split([' ', '\u{3000}', '、', '，'])
}

/// Whether the word before or after a break is a single Han character next to another Han character: the word list
/// may not know the word.
fn is_single(text: &str, bounds: &[usize], index: usize) -> bool {
    let one = |from: usize, to: usize| {
        let word = &text[from..to];
        word.chars().count() == 1
            && word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !"的和与及等对".contains(word)
    };
    let before = index > 0 && one(bounds[index - 1], bounds[index]);
    let after = bounds.get(index + 1).is_some_and(|next| one(bounds[index], *next));
    before || after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::gbt9704;

    fn broken(text: &str, unbreakable: &[&str]) -> Vec<String> {
        let title = Title {
            text: text.to_owned(),
            lines: Vec::new(),
            unbreakable: unbreakable.iter().map(|s| (*s).to_owned()).collect(),
        };
        let most = line(&gbt9704::profile());
        assert_eq!(most, 38);
        lines(&title, most)
    }

    #[test]
    fn a_short_title_stays_on_one_line() {
        assert_eq!(broken("全县卫生系统培训工作方案", &[]), ["全县卫生系统培训工作方案"]);
    }

    #[test]
    fn a_long_title_breaks_between_words_and_keeps_names_whole() {
        assert_eq!(
            broken("某某市卫生局关于进一步加强基层医疗卫生机构药品管理的通知", &["某某市卫生局"]),
            ["某某市卫生局关于进一步加强", "基层医疗卫生机构药品管理的通知"]
        );
    }

    #[test]
    fn an_issuing_title_breaks_at_its_seams() {
        assert_eq!(
            broken(
                "中共某某市卫生局委员会关于印发《全市卫生系统党的基层组织建设年活动实施方案》的通知",
                &["中共某某市卫生局委员会", "全市卫生系统"]
            ),
            ["中共某某市卫生局委员会", "关于印发《全市卫生系统党的", "基层组织建设年活动实施方案》的通知"]
        );
    }

    #[test]
    fn what_is_in_title_marks_stays_whole_where_it_fits_a_line() {
        assert_eq!(
            broken("某某县档案局关于印发《机关内部管理制度汇编》的通知", &["某某县档案局"]),
            ["某某县档案局关于印发", "《机关内部管理制度汇编》的通知"]
        );
        // Twenty characters take all of the line.
        assert_eq!(
            broken("某某县文化局关于印发《全县乡镇图书室三年改造实施方案》的通知", &["某某县文化局"]),
            ["某某县文化局关于印发", "《全县乡镇图书室三年改造实施方案》的通知"]
        );
        assert_eq!(
            broken("某某县文化局关于做好《全县图书室改造方案》和《图书管理办法》学习宣传工作的通知", &[]),
            ["某某县文化局关于做好", "《全县图书室改造方案》和", "《图书管理办法》学习宣传工作的通知"]
        );
    }

    #[test]
    fn breaking_loses_no_character() {
        let text =
            "某某市卫生健康委员会关于印发《全市卫生健康系统2026年基层党组织书记示范轮训工作实施方案》的通知";
        let lines = broken(text, &[]);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().all(|line| half_characters(line) <= 38), "{lines:?}");
    }

    #[test]
    fn long_titles_of_three_and_four_lines_keep_units_words_and_numbers_whole() {
        assert_eq!(
            broken(
                "某某县卫生健康局关于申请拨付新建城东急救分站120指挥调度系统升级改造项目资金380万元的请示",
                &[]
            ),
            [
                "某某县卫生健康局关于申请拨付",
                "新建城东急救分站120指挥调度系统",
                "升级改造项目资金380万元的请示"
            ]
        );
        assert_eq!(
            broken(
                "某某市财政局、某某市卫生健康委员会、某某市医疗保障局关于做好2026年城乡居民基本医疗保险财政补助资金管理使用工作的通知",
                &[]
            ),
            [
                "某某市财政局、某某市卫生健康委员会、",
                "某某市医疗保障局关于做好2026年城乡居民",
                "基本医疗保险财政补助资金",
                "管理使用工作的通知"
            ]
        );
        // A name longer than a line is broken inside, but nowhere else.
        assert_eq!(
            broken(
                "内蒙古赤峰高新技术产业开发区管理委员会红山产业园关于印发《2026年安全生产治本攻坚三年行动实施方案》的通知",
                &[]
            ),
            [
                "内蒙古赤峰高新技术产业开发区管理委员会",
                "红山产业园关于印发《2026年安全生产",
                "治本攻坚三年行动实施方案》的通知"
            ]
        );
    }

    #[test]
    fn units_divided_by_a_blank_part_there_and_省_stays_with_its_office() {
        let title =
            "中共某某县卫生健康局委员会 某某县卫生健康局关于印发《全县卫生健康系统反腐败工作要点》的通知";
        let lines = broken(title, &[]);
        assert_eq!(lines[0], "中共某某县卫生健康局委员会");
        assert!(lines[1].starts_with("某某县卫生健康局关于印发"), "{lines:?}");
        let lines =
            broken("某某省人民政府办公厅转发省卫生健康委等部门关于进一步推进医养结合发展若干措施的通知", &[]);
        assert!(lines.iter().all(|line| !line.ends_with('省')), "{lines:?}");
    }

    #[test]
    fn a_pasted_paragraph_is_broken_like_any_text() {
        let sentence = "某某市卫生健康委员会关于进一步加强全市基层医疗卫生机构药品使用管理工作有关问题";
        let text = sentence.repeat(600 / sentence.chars().count() + 1);
        let lines = broken(&text, &["某某市卫生健康委员会"]);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().all(|line| half_characters(line) <= 38), "{lines:?}");
        assert!(lines.iter().filter(|line| line.contains("某某市卫生健康委员会")).count() > 10);
        for count in [10, 14, 18, 500] {
            let letters = "a b c d ".repeat(count);
            let without_blanks = |text: &str| text.replace(' ', "");
            assert_eq!(without_blanks(&broken(&letters, &[]).concat()), without_blanks(&letters));
        }
    }
}
