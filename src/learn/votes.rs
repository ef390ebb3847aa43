//! What most characters have, and what the others have.

/// One of several looks of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote<T> {
    /// What it is.
    pub what: T,
    /// Characters that have it.
    pub characters: usize,
    /// Paragraphs in which such characters stand, as numbers from 0.
    pub paragraphs: Vec<usize>,
}

/// All of them, in the order in which they first come.
#[derive(Debug, Clone)]
pub struct Votes<T>(pub Vec<Vote<T>>);

impl<T> Default for Votes<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Votes<T> {
    /// Characters of a paragraph have this; a paragraph without characters says nothing.
    pub fn add(&mut self, what: T, characters: usize, paragraph: usize) {
        if characters == 0 {
            return;
        }
        match self.0.iter_mut().find(|vote| vote.what == what) {
            Some(vote) => {
                vote.characters += characters;
                if vote.paragraphs.last() != Some(&paragraph) {
                    vote.paragraphs.push(paragraph);
                }
            }
            None => self.0.push(Vote { what, characters, paragraphs: vec![paragraph] }),
        }
    }

    /// What most characters have; of equally many the first.
    pub fn winner(&self) -> Option<&Vote<T>> {
        self.0.iter().rev().max_by_key(|vote| vote.characters)
    }

    /// All that the winner left.
    pub fn others(&self) -> impl Iterator<Item = &Vote<T>> {
        let winner = self.winner();
        self.0.iter().filter(move |vote| winner.is_none_or(|winner| winner.what != vote.what))
    }

    /// All characters.
    pub fn characters(&self) -> usize {
        self.0.iter().map(|vote| vote.characters).sum()
    }

    /// All paragraphs, each once.
    pub fn paragraphs(&self) -> usize {
        let mut all: Vec<usize> = self.0.iter().flat_map(|vote| vote.paragraphs.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    /// `12段3456字，都是这样`, or how many of them are.
    pub fn in_words(&self) -> String {
        let (all, paragraphs) = (self.characters(), self.paragraphs());
        let most = self.winner().map_or(0, |vote| vote.characters);
        if most == all {
            format!("{paragraphs}段{all}字，都是这样")
        } else {
            // Never 100: some are otherwise.
            let percent = (most * 100 / all.max(1)).clamp(1, 99);
            format!("{paragraphs}段{all}字，有{percent}%这样")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_not_paragraphs() {
        let mut votes = Votes::default();
        for (what, characters, paragraph) in [("宋体", 4, 0), ("宋体", 4, 1), ("仿宋", 90, 2), ("仿宋", 0, 3)]
        {
            votes.add(what, characters, paragraph);
        }
        assert_eq!(votes.winner().map(|vote| vote.what), Some("仿宋"));
        assert_eq!(votes.others().map(|vote| vote.paragraphs.clone()).collect::<Vec<_>>(), [vec![0, 1]]);
        assert_eq!(votes.in_words(), "3段98字，有91%这样");
        votes.0.remove(0);
        assert_eq!(votes.in_words(), "1段90字，都是这样");
    }

    #[test]
    fn of_equally_many_the_first_counts() {
        let mut votes = Votes::default();
        votes.add("甲", 5, 0);
        votes.add("乙", 5, 1);
        assert_eq!(votes.winner().map(|vote| vote.what), Some("甲"));
    }
}
