//! Many optional texts in one piece of memory: most of a hundred thousand people have a dozen of them.

/// Texts by number, from 0 to `N` - 1 (at most 64), one after the other in a single string.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Texts<const N: usize> {
    all: String,
    /// Where each text ends; it begins where the one before it ends.
    ends: [u32; N],
    /// A bit for each text that is there: an empty text is not an absent one.
    present: u64,
}

/// Room for the texts of most people, so that the string need not grow with each of them.
const USUAL: usize = 256;

impl<const N: usize> Default for Texts<N> {
    fn default() -> Self {
        const { assert!(N <= 64, "one bit for each") };
        Self { all: String::new(), ends: [0; N], present: 0 }
    }
}

impl<const N: usize> Texts<N> {
    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        let there = self.present & (1 << number) != 0;
        there.then(|| self.all.get(self.place(number))).flatten()
    }

    /// A text that would make more than 4 GB of one person counts as absent.
    pub(crate) fn set(&mut self, number: usize, value: Option<&str>) {
        let value = value.filter(|value| u32::try_from(self.all.len() + value.len()).is_ok());
        let (place, new) = (self.place(number), value.unwrap_or_default());
        if self.all.capacity() == 0 && value.is_some() {
            self.all.reserve(USUAL);
        }
        let (old, length) = (place.len() as u32, new.len() as u32);
        if place.end == self.all.len() {
            self.all.truncate(place.start);
            self.all.push_str(new);
        } else {
            self.all.replace_range(place, new);
        }
        for end in &mut self.ends[number..] {
            *end = *end - old + length;
        }
        self.present = self.present & !(1 << number) | u64::from(value.is_some()) << number;
    }

    pub(crate) fn as_one(&self) -> (&str, &[u32]) {
        (&self.all, &self.ends)
    }

    fn place(&self, number: usize) -> std::ops::Range<usize> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[number] as usize
    }
}

impl<const N: usize> std::fmt::Debug for Texts<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries((0..N).filter_map(|number| Some((number, self.get(number)?)))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_what_was_set_last(sets in prop::collection::vec((0usize..5, prop::option::of("[äa-c]{0,3}")), 0..30)) {
            let mut texts = Texts::<5>::default();
            let mut plain: [Option<String>; 5] = Default::default();
            for (number, value) in sets {
                texts.set(number, value.as_deref());
                plain[number] = value;
            }
            for (number, value) in plain.iter().enumerate() {
                prop_assert_eq!(texts.get(number), value.as_deref(), "number {} of {:?}", number, &texts);
            }
            let mut backwards = Texts::<5>::default();
            for (number, value) in plain.iter().enumerate().rev() {
                backwards.set(number, value.as_deref());
            }
            prop_assert_eq!(backwards, texts, "the way there does not matter");
        }
    }
}
