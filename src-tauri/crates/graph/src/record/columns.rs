//! Which attribute a key means, learned once per page: records of a page list their keys in one order.

/// Keys beyond this many are looked up each time; no honest record has so many.
const MOST: usize = 200;

pub(crate) struct Columns<S> {
    known: Vec<(Box<str>, S)>,
    /// Where the next key is expected.
    at: usize,
}

impl<S> Default for Columns<S> {
    fn default() -> Self {
        Self { known: Vec::new(), at: 0 }
    }
}

impl<S: Copy> Columns<S> {
    pub(crate) fn begin(&mut self) {
        self.at = 0;
    }

    pub(crate) fn find(&mut self, key: &str, look_up: impl Fn(&str) -> S) -> S {
        if self.known.get(self.at).is_none_or(|(name, _)| **name != *key) {
            match self.known.iter().position(|(name, _)| **name == *key) {
                Some(at) => self.at = at,
                None if self.known.len() >= MOST => return look_up(key),
                None => {
                    self.at = self.known.len();
                    self.known.push((key.into(), look_up(key)));
                }
            }
        }
        self.at += 1;
        self.known[self.at - 1].1
    }

    /// The key found last.
    pub(crate) fn last(&self) -> Option<&str> {
        self.known.get(self.at.checked_sub(1)?).map(|(name, _)| &**name)
    }
}
