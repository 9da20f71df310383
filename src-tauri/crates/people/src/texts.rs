//! Many optional texts in one piece of memory: most of a hundred thousand people have a dozen of them. Stored
//! they are one piece too, which costs a fraction of naming each.

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use std::fmt;

/// Texts by number, from 0 to `N` - 1 (at most 64), one after the other in a single string.
#[derive(Clone, PartialEq, Eq)]
pub struct Texts<const N: usize> {
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
        self.is_there(number).then(|| self.all.get(self.place(number))).flatten()
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

    fn is_there(&self, number: usize) -> bool {
        self.present & (1 << number) != 0
    }

    fn place(&self, number: usize) -> std::ops::Range<usize> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[number] as usize
    }
}

impl<const N: usize> fmt::Debug for Texts<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..N).filter_map(|number| Some((number, self.get(number)?)))).finish()
    }
}

/// A list: all texts in one, a number with a bit for each that is there, and how many bytes each of these has.
impl<const N: usize> Serialize for Texts<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(2 + self.present.count_ones() as usize))?;
        list.serialize_element(&self.all)?;
        list.serialize_element(&self.present)?;
        for number in (0..N).filter(|number| self.is_there(*number)) {
            list.serialize_element(&self.place(number).len())?;
        }
        list.end()
    }
}

impl<'de, const N: usize> Deserialize<'de> for Texts<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(InOne)
    }
}

struct InOne<const N: usize>;

impl<'de, const N: usize> Visitor<'de> for InOne<N> {
    type Value = Texts<N>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts in one, which are there, and their lengths")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts<N>, A::Error> {
        let unfit = || A::Error::custom("the texts do not fit their lengths");
        let all: String = list.next_element()?.ok_or_else(unfit)?;
        let mut texts = Texts { all, ends: [0; N], present: list.next_element()?.ok_or_else(unfit)? };
        let mut end: u32 = 0;
        for number in 0..N {
            if texts.is_there(number) {
                let length = list.next_element()?.ok_or_else(unfit)?;
                end = end.checked_add(length).ok_or_else(unfit)?;
            }
            texts.ends[number] = end;
        }
        let more = texts.present >> (N - 1) > 1 || list.next_element::<u32>()?.is_some();
        let whole = end as usize == texts.all.len();
        let apart = texts.ends.iter().all(|end| texts.all.is_char_boundary(*end as usize));
        if whole && apart && !more { Ok(texts) } else { Err(unfit()) }
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
            prop_assert_eq!(&backwards, &texts, "the way there does not matter");
            let json = serde_json::to_string(&texts).unwrap();
            prop_assert_eq!(serde_json::from_str::<Texts<5>>(&json).unwrap(), texts, "stored as {}", json);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let read = |json: &str| serde_json::from_str::<Texts<5>>(json).ok();
        assert_eq!(read(r#"["äb", 18, 2, 1]"#).unwrap().get(1), Some("ä"), "lengths are of bytes");
        for (json, why) in [
            (r#"["ab", 2]"#, "a length is missing"),
            (r#"["ab", 2, 1]"#, "not all of it is anybody's"),
            (r#"["ab", 2, 3]"#, "it is too short"),
            (r#"["ab", 2, 2, 0]"#, "there is one too many"),
            (r#"["äb", 3, 1, 2]"#, "a letter is cut"),
            (r#"["ab", 32, 2]"#, "there is no sixth"),
            (r#"["ab", 3, 4294967295, 3]"#, "no text is that long"),
            (r#"["ab"]"#, "nothing is said"),
        ] {
            assert_eq!(read(json), None, "{json}: {why}");
        }
    }
}
