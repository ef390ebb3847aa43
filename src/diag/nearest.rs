//! The word that was probably meant, for “是否应为…”.
//!
//! Conservative: a wrong guess costs more than none. Lengths count characters, because a Chinese word has few.

/// The candidate nearest to a word, if one is near enough. A candidate equal to the word is no suggestion.
///
/// Near is, in this order: the same but for blanks and the case of letters; the same characters in another order;
/// one contained in the other, unless what is shared is a single character or several candidates do so; few changed
/// characters (one in two to four, two from five on, three from nine on).
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = plain(word);
    let candidates: Vec<(&str, Vec<char>)> =
        candidates.filter(|&c| c != word).map(|c| (c, self::plain(c))).collect();
    if plain.is_empty() {
        return None;
    }
    let same = candidates.iter().find(|(_, c)| *c == plain);
    let turned = || candidates.iter().find(|(_, c)| sorted(c) == sorted(&plain));
    let holding = || {
        let mut found = candidates.iter().filter(|(_, c)| is_within(&plain, c) || is_within(c, &plain));
        // Of several, none is more likely than the others.
        found.next().filter(|_| found.next().is_none())
    };
    let changed = || {
        let most = match plain.len() {
            0 | 1 => 0,
            2..=4 => 1,
            5..=8 => 2,
            _ => 3,
        };
        candidates
            .iter()
            .map(|candidate| (distance(&plain, &candidate.1), candidate))
            .filter(|&(far, (_, c))| far <= most && far < c.len())
            .min_by_key(|&(far, (_, c))| (far, c.len().abs_diff(plain.len())))
            .map(|(_, candidate)| candidate)
    };
    same.or_else(turned).or_else(holding).or_else(changed).map(|(candidate, _)| *candidate)
}

fn plain(word: &str) -> Vec<char> {
    word.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn sorted(word: &[char]) -> Vec<char> {
    let mut word = word.to_vec();
    word.sort_unstable();
    word
}

/// Whether the shorter is a stretch of the longer and at least two characters and a third of it.
fn is_within(short: &[char], long: &[char]) -> bool {
    short.len() >= 2 && short.len() * 3 >= long.len() && long.windows(short.len()).any(|part| part == short)
}

/// Levenshtein's distance with a swap of neighbours counted as one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut best = (old[j] + usize::from(x != y)).min(old[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                best = best.min(older[j - 1] + 1);
            }
            row.push(best);
        }
        older = std::mem::replace(&mut old, row);
    }
    old[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const KEYS: [&str; 8] =
        ["标题", "主送机关", "抄送机关", "成文日期", "工作目标", "实施步骤", "full-width-colon", "联系人"];

    fn guess(word: &str) -> Option<&'static str> {
        nearest(word, KEYS.into_iter())
    }

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(guess("标 题"), Some("标题"));
        assert_eq!(guess("目标工作"), Some("工作目标"));
        assert_eq!(guess("主送单位"), None);
        assert_eq!(guess("主送机构"), Some("主送机关"));
        assert_eq!(guess("主送"), Some("主送机关"));
        assert_eq!(guess("联系人姓名"), Some("联系人"));
        assert_eq!(guess("实施步聚"), Some("实施步骤"));
        assert_eq!(guess("Full-width-colom"), Some("full-width-colon"));
    }

    #[test]
    fn a_doubtful_word_gets_no_guess() {
        assert_eq!(guess("机关"), None);
        assert_eq!(guess("题"), None);
        assert_eq!(guess("附件"), None);
        assert_eq!(guess(""), None);
        assert_eq!(guess("标题"), None);
    }
}
