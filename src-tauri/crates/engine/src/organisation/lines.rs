//! Reporting lines as a forest. Pure.

use rollcall_people::EmployeeId;
use std::collections::{HashMap, HashSet};

/// Everybody at one place: below their manager, at the top of others, or by themselves. Where people
/// report to each other in a circle, the first of them is at the top.
#[derive(Debug, Default)]
pub(super) struct Lines {
    managers: HashMap<EmployeeId, EmployeeId>,
    reports: HashMap<EmployeeId, Vec<EmployeeId>>,
    below: HashMap<EmployeeId, usize>,
    /// Without a manager, with reports.
    pub(super) tops: Vec<EmployeeId>,
    /// Without both.
    pub(super) alone: Vec<EmployeeId>,
}

impl Lines {
    /// `people` are in the order they are to be shown in; managers who are not among them count as none.
    pub(super) fn new(people: &[(EmployeeId, Option<EmployeeId>)]) -> Self {
        let known: HashSet<EmployeeId> = people.iter().map(|(id, _)| *id).collect();
        let named = people.iter().filter_map(|(id, manager)| Some((*id, (*manager)?)));
        let mut managers: HashMap<_, _> = named.filter(|(_, manager)| known.contains(manager)).collect();
        open_circles(people, &mut managers);
        let mut lines = Self { managers, ..Self::default() };
        for (id, _) in people {
            if let Some(manager) = lines.managers.get(id) {
                lines.reports.entry(*manager).or_default().push(*id);
            }
        }
        let free = people.iter().map(|(id, _)| *id).filter(|id| !lines.managers.contains_key(id));
        (lines.tops, lines.alone) = free.partition(|id| lines.reports.contains_key(id));
        lines.count();
        lines
    }

    pub(super) fn manager(&self, id: EmployeeId) -> Option<EmployeeId> {
        self.managers.get(&id).copied()
    }

    pub(super) fn reports(&self, id: EmployeeId) -> &[EmployeeId] {
        self.reports.get(&id).map_or(&[], Vec::as_slice)
    }

    /// How many report to somebody, directly or through others.
    pub(super) fn below(&self, id: EmployeeId) -> usize {
        self.below.get(&id).copied().unwrap_or_default()
    }

    fn count(&mut self) {
        for &top in &self.tops {
            for id in downwards(&self.reports, top).into_iter().rev() {
                let reports = self.reports.get(&id).map_or(&[][..], Vec::as_slice);
                let below = reports.iter().map(|report| 1 + self.below.get(report).unwrap_or(&0)).sum();
                self.below.insert(id, below);
            }
        }
    }
}

/// Managers before their reports.
fn downwards(reports: &HashMap<EmployeeId, Vec<EmployeeId>>, top: EmployeeId) -> Vec<EmployeeId> {
    let mut order = vec![top];
    let mut next = 0;
    while let Some(id) = order.get(next) {
        let below = reports.get(id).cloned().unwrap_or_default();
        order.extend(below);
        next += 1;
    }
    order
}

/// Takes the manager away from the first person of each circle.
fn open_circles(people: &[(EmployeeId, Option<EmployeeId>)], managers: &mut HashMap<EmployeeId, EmployeeId>) {
    let rank: HashMap<EmployeeId, usize> =
        people.iter().enumerate().map(|(rank, (id, _))| (*id, rank)).collect();
    let mut settled = HashSet::new();
    for (start, _) in people {
        let (mut way, mut on_way, mut at) = (Vec::new(), HashSet::new(), Some(*start));
        while let Some(id) = at.filter(|id| !settled.contains(id) && on_way.insert(*id)) {
            way.push(id);
            at = managers.get(&id).copied();
        }
        if let Some(met) = at.filter(|id| on_way.contains(id)) {
            let circle = way.iter().skip_while(|id| **id != met);
            if let Some(first) = circle.min_by_key(|id| rank.get(id)) {
                managers.remove(first);
            }
        }
        settled.extend(way);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(people: &[(i64, i64)]) -> Lines {
        let id = |n: i64| (n > 0).then_some(EmployeeId(n));
        Lines::new(&people.iter().map(|(n, m)| (EmployeeId(*n), id(*m))).collect::<Vec<_>>())
    }

    #[test]
    fn everybody_is_counted_below_each_manager_above() {
        let lines = lines(&[(1, 0), (2, 1), (3, 1), (4, 2), (5, 0)]);
        assert_eq!(lines.tops, [EmployeeId(1)], "1 has reports and no manager");
        assert_eq!(lines.alone, [EmployeeId(5)], "5 has neither");
        assert_eq!(lines.reports(EmployeeId(1)), [EmployeeId(2), EmployeeId(3)], "in the order given");
        assert_eq!(lines.below(EmployeeId(1)), 3, "2, 3, and 4 through 2");
    }

    #[test]
    fn a_circle_is_opened_at_its_first_person() {
        let lines = lines(&[(4, 3), (1, 3), (2, 1), (3, 2)]);
        assert_eq!(lines.tops, [EmployeeId(1)], "1 → 3 → 2 → 1 is a circle, and 1 comes first");
        assert_eq!(lines.below(EmployeeId(1)), 3, "nobody of it is lost, 4 beside it neither");
    }

    #[test]
    fn who_is_not_in_the_list_is_nobodys_manager() {
        assert_eq!(lines(&[(1, 9)]).alone, [EmployeeId(1)], "9 is no employee");
    }

    proptest! {
        #[test]
        fn everybody_has_exactly_one_place(managers in prop::collection::vec(0_i64..12, 0..12)) {
            let people: Vec<(i64, i64)> = (1..).zip(managers).filter(|(id, manager)| id != manager).collect();
            let lines = lines(&people);
            let placed: usize =
                lines.tops.iter().map(|top| 1 + lines.below(*top)).sum::<usize>() + lines.alone.len();
            prop_assert_eq!(placed, people.len(), "whatever they report to");
        }
    }
}
