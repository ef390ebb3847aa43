//! Words right before and right behind a place.

/// The longest of some words that ends at a byte.
pub fn before<'w>(text: &str, byte: usize, words: &[&'w str]) -> Option<&'w str> {
    let left = &text[..byte];
    words.iter().copied().filter(|word| left.ends_with(word)).max_by_key(|word| word.len())
}

/// The longest of some words that begins at a byte.
pub fn behind<'w>(text: &str, byte: usize, words: &[&'w str]) -> Option<&'w str> {
    let right = &text[byte..];
    words.iter().copied().filter(|word| right.starts_with(word)).max_by_key(|word| word.len())
}

/// Whether the character before a byte is one of these.
pub fn is_before(text: &str, byte: usize, characters: &str) -> bool {
    text[..byte].chars().next_back().is_some_and(|c| characters.contains(c))
}

/// Whether the character behind a byte is one of these.
pub fn is_behind(text: &str, byte: usize, characters: &str) -> bool {
    text[byte..].chars().next().is_some_and(|c| characters.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        let text = "大约30人以上";
        let at = text.find('3').expect("there");
        assert_eq!(before(text, at, &["约", "大约", "近"]), Some("大约"));
        assert_eq!(behind(text, at, &["30", "30人"]), Some("30人"));
        assert!(is_before(text, at, "约近") && !is_behind(text, at, "人"));
    }
}
