//! Departments that go by another name here than at the source.

use crate::department::{Department, MOST_LEVELS, SEPARATOR};
use std::collections::BTreeMap;

/// A department, and with it all those below, under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: Department,
    pub to: Department,
}

impl Move {
    /// What a department is called afterwards; `None`: as before.
    pub fn of(&self, department: &Department) -> Option<Department> {
        department.is_within(&self.from).then(|| department.moved(&self.from, &self.to))
    }

    /// Whether it would be deeper than a department may be, and than it is.
    pub fn makes_too_deep(&self, department: &Department) -> bool {
        self.of(department).is_some_and(|new| new.depth() > MOST_LEVELS && new.depth() > department.depth())
    }
}

/// What the source keeps calling departments that were renamed here. A name speaks for those below it
/// too; the longest one that fits counts, and what it gives is not looked up again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames(BTreeMap<String, Move>);

impl Renames {
    /// From pairs of the source's name and the one here, in any order; those that say nothing are dropped.
    pub fn new(pairs: impl IntoIterator<Item = Move>) -> Self {
        let pairs: BTreeMap<String, Move> = pairs.into_iter().map(|pair| (pair.from.key(), pair)).collect();
        let mut renames = Self::default();
        // Shorter names come first, so that what they already say needs no longer one.
        for (key, pair) in pairs {
            if renames.local(&pair.from) != pair.to {
                renames.0.insert(key, pair);
            }
        }
        renames
    }

    /// What the source calls a department, beside what follows from those above it.
    pub fn sources<'a>(&'a self, here: &'a Department) -> impl Iterator<Item = &'a Department> {
        self.iter().filter(move |pair| pair.to == *here).map(|pair| &pair.from)
    }

    /// The same; where there is none of its own, what follows from those above it.
    pub fn called(&self, here: &Department) -> Vec<Department> {
        let own: Vec<Department> = self.sources(here).cloned().collect();
        let inherited = || self.inherited(here).into_iter().filter(|name| self.local(name) == *here);
        if own.is_empty() { inherited().collect() } else { own }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Move> {
        self.0.values()
    }

    /// What a department of the source is called here.
    pub fn local(&self, source: &Department) -> Department {
        if self.is_empty() {
            return source.clone();
        }
        let key = source.key();
        let mut prefix = key.as_str();
        loop {
            if let Some(Move { from, to }) = self.0.get(prefix) {
                return source.moved(from, to);
            }
            match prefix.rfind(SEPARATOR) {
                Some(cut) => prefix = &prefix[..cut],
                None => return source.clone(),
            }
        }
    }

    /// After a rename here. The source's names for the department follow it. Where names lead there
    /// already, what it was called here is only remembered too if the source says it as well:
    /// `arriving` are the names it says now. So renaming back forgets.
    #[must_use]
    pub fn after(&self, change: &Move, arriving: &[Department]) -> Self {
        let arrives = |name: &Department| {
            let leads = Move { from: name.clone(), to: change.from.clone() };
            arriving.iter().any(|source| leads.of(source).is_some_and(|here| here == self.local(source)))
        };
        let mut known = self.iter().any(|pair| pair.to == change.from);
        let mut names = Vec::new();
        for name in [self.inherited(&change.from), vec![change.from.clone()]] {
            let names_it =
                |name: &Department| self.local(name) == change.from && !self.0.contains_key(&name.key());
            let found: Vec<Department> = name.into_iter().filter(names_it).collect();
            let found_any = !found.is_empty();
            names.extend(found.into_iter().filter(|name| !known || arrives(name)));
            known |= found_any;
        }
        let follow = |pair: &Move| Move {
            from: pair.from.clone(),
            to: change.of(&pair.to).unwrap_or_else(|| pair.to.clone()),
        };
        let new = names.into_iter().map(|from| Move { from, to: change.to.clone() });
        Self::new(self.iter().map(follow).chain(new))
    }

    /// What the source calls a department because of how it calls one above it.
    fn inherited(&self, here: &Department) -> Vec<Department> {
        let above = self.iter().filter(|pair| here.is_within(&pair.to) && *here != pair.to);
        above.map(|pair| here.moved(&pair.to, &pair.from)).collect()
    }

    /// Without one of the source's names; `None` when it is not remembered.
    #[must_use]
    pub fn forget(&self, source: &Department) -> Option<Self> {
        let mut pairs = self.0.clone();
        pairs.remove(&source.key())?;
        Some(Self::new(pairs.into_values()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn department(path: &str) -> Department {
        Department::from_levels([path]).unwrap()
    }

    fn rename(from: &str, to: &str) -> Move {
        Move { from: department(from), to: department(to) }
    }

    fn renamed(steps: &[(&str, &str)]) -> Renames {
        steps.iter().fold(Renames::default(), |names, (from, to)| names.after(&rename(from, to), &[]))
    }

    fn said(names: &Renames, source: &str) -> String {
        names.local(&department(source)).to_string()
    }

    #[test]
    fn a_renamed_department_takes_those_below_along() {
        let names = renamed(&[("Vertrieb", "Sales")]);
        assert_eq!(said(&names, "VERTRIEB / Nord"), "Sales / Nord", "whatever is below it, however spelled");
        assert_eq!(
            said(&names, "Vertriebsinnendienst"),
            "Vertriebsinnendienst",
            "a name that only begins alike"
        );
    }

    #[test]
    fn renaming_on_leads_the_old_name_to_the_newest() {
        let names = renamed(&[("Vertrieb", "Sales"), ("Sales", "Revenue")]);
        assert_eq!(said(&names, "Vertrieb"), "Revenue", "the source never heard of Sales");
        assert_eq!(said(&names, "Sales"), "Sales", "which would be a department of its own");
    }

    #[test]
    fn renaming_back_forgets() {
        let there = [("Vertrieb", "Sales"), ("Sales / Nord", "North")];
        assert_eq!(said(&renamed(&there), "Vertrieb / Nord"), "North", "a child went its own way");
        let back = [&there[..], &[("North", "Sales / Nord"), ("Sales", "Vertrieb")]].concat();
        assert_eq!(renamed(&back), Renames::default(), "nothing is left of it");
    }

    #[test]
    fn a_name_that_arrives_as_well_is_remembered_too() {
        let merged = renamed(&[("Vertrieb", "Sales")]);
        let names = merged.after(&rename("Sales", "Revenue"), &[department("sales")]);
        assert_eq!(
            (said(&names, "Vertrieb"), said(&names, "Sales")),
            ("Revenue".into(), "Revenue".into()),
            "both"
        );
    }

    #[test]
    fn a_department_says_what_the_source_calls_it() {
        let names = renamed(&[("Vertrieb", "Sales"), ("Sales / Nord", "Sales / North")]);
        let called =
            |here: &str| names.called(&department(here)).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(called("Sales / North"), ["Vertrieb / Nord"], "of its own");
        assert_eq!(called("Sales / South"), ["Vertrieb / South"], "because of the one above it");
        assert_eq!(called("Sales / Nord"), Vec::<String>::new(), "which went another way");
    }

    #[test]
    fn another_spelling_is_nothing_to_remember() {
        assert_eq!(renamed(&[("sales", "Sales")]), Renames::default(), "they are one department");
    }

    #[test]
    fn names_are_forgotten_one_by_one() {
        let names = renamed(&[("Vertrieb", "Sales"), ("Einkauf", "Sales / Buying")]);
        let one = names.forget(&department("vertrieb")).unwrap();
        assert_eq!(said(&one, "Vertrieb"), "Vertrieb", "forgotten");
        assert_eq!(said(&one, "Einkauf"), "Sales / Buying", "the other one stays");
        assert_eq!(one.forget(&department("Vertrieb")), None, "there is nothing more to forget");
    }

    fn path() -> impl Strategy<Value = Department> {
        prop::collection::vec(prop::sample::select(&["A", "B", "c"][..]), 1..4)
            .prop_map(|levels| Department::from_levels(levels).unwrap())
    }

    fn possible(change: &Move) -> bool {
        !change.to.is_within(&change.from) || change.to == change.from
    }

    proptest! {
        #[test]
        fn everybody_stays_where_a_rename_put_them(
            steps in prop::collection::vec((path(), path()), 1..6),
            arriving in prop::collection::vec(path(), 0..8),
        ) {
            let mut names = Renames::default();
            for change in steps.into_iter().map(|(from, to)| Move { from, to }).filter(possible) {
                let after = names.after(&change, &arriving);
                for source in &arriving {
                    let before = names.local(source);
                    let expected = change.of(&before).unwrap_or(before);
                    prop_assert_eq!(after.local(source), expected, "{:?} by {:?}: {:?}, {:?}", source, change, names, after);
                }
                names = after;
            }
        }

        #[test]
        fn a_name_nobody_had_can_be_given_back(
            steps in prop::collection::vec((path(), path()), 0..4),
            arriving in prop::collection::vec(path(), 0..8),
            from in path(),
        ) {
            let steps = steps.into_iter().map(|(from, to)| Move { from, to }).filter(possible);
            let names = steps.fold(Renames::default(), |names, change| names.after(&change, &arriving));
            let there = Move { from: from.clone(), to: department("New") };
            let back = Move { from: department("New"), to: from };
            let restored = names.after(&there, &arriving).after(&back, &arriving);
            for source in &arriving {
                prop_assert_eq!(restored.local(source), names.local(source), "{:?}", source);
            }
        }
    }
}
