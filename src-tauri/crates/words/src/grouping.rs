//! How the digits of whole numbers are grouped. A language has its usual way; a region may have another
//! one, which is data of whoever knows regions.

use crate::Language;

/// `Copy`, so that words stay a value that is passed around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouping {
    pub separator: char,
    /// Digits of the last group.
    pub last: usize,
    /// Digits of the groups before it: 2 in India.
    pub others: usize,
    /// Numbers with fewer digits than this stay in one piece: Spain groups from 5.
    pub from: usize,
}

impl Grouping {
    /// By CLDR's default number system.
    pub fn of(language: Language) -> Self {
        let separator = match language {
            Language::En => ',',
            Language::De => '.',
            Language::Fr => '\u{202f}',
        };
        Self { separator, last: 3, others: 3, from: 4 }
    }

    /// Anything but a whole number stays.
    pub(crate) fn write(self, number: &str) -> String {
        if number.len() < self.from || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return number.to_owned();
        }
        let mut out = String::with_capacity(number.len() * 2);
        for (index, digit) in number.chars().enumerate() {
            if index > 0 && self.starts_group(number.len() - index) {
                out.push(self.separator);
            }
            out.push(digit);
        }
        out
    }

    /// Whether a group starts where so many digits are left.
    fn starts_group(self, left: usize) -> bool {
        left.checked_sub(self.last).is_some_and(|before| before.is_multiple_of(self.others.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_group_in_their_own_ways() {
        let indian = Grouping { separator: ',', last: 3, others: 2, from: 4 };
        assert_eq!(indian.write("12345678"), "1,23,45,678", "pairs before the last three");
        assert_eq!(indian.write("1234"), "1,234", "the last three alone");
        let spanish = Grouping { separator: '.', last: 3, others: 3, from: 5 };
        assert_eq!(spanish.write("1234"), "1234", "four digits stay together");
        assert_eq!(spanish.write("12345"), "12.345", "five do not");
    }

    #[test]
    fn habits_that_make_no_sense_end_nothing() {
        let odd = Grouping { separator: ' ', last: 0, others: 0, from: 0 };
        assert_eq!(odd.write(""), "", "no digit");
        assert_eq!(odd.write("12").replace(' ', ""), "12", "no digit is lost");
    }
}
