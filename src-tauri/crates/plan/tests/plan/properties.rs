//! Properties that hold for any small company.

use crate::world::{FABRIKAM, World, at, by_pattern, is_empty, rows};
use proptest::prelude::*;
use rollcall_people::testing::{department, employee, person};
use rollcall_people::{ConnectionId, Employee, Owner, Part, PartState, Person, Status};
use rollcall_plan::{
    ChangeKind, DepartmentPolicy, ExistingPeople, GuardStatus, Leavers, OverrideKind, RemovalLimit, Settled,
    WarningCode,
};

const NAMES: [&str; 6] = ["Anna", "Ben", "Cleo", "Dora", "Emil", "Fay"];

/// Addresses, departments and cities are few, so that they collide.
fn someone() -> impl Strategy<Value = Person> {
    let text = |texts: &'static [&'static str]| prop::sample::select(texts);
    (
        text(&NAMES),
        text(&["a@contoso.com", "B@contoso.com", "b@contoso.com", "c@elsewhere.example"]),
        text(&["a@contoso.com", "d@contoso.com", "e@contoso.com"]),
        text(&["", "Sales", "SALES ", "Sales / EMEA", "IT;Sales"]),
        text(&["", "Graz", "graz"]),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(name, address, alias, department, city, guest)| {
            let person =
                person(name).at(address).with_aliases(&[alias]).in_department(department).with("city", city);
            if guest { person.guest() } else { person }
        })
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(someone(), 0..6).prop_map(|mut people| {
        people.sort_by(|a, b| a.object_id.cmp(&b.object_id));
        people.dedup_by(|a, b| a.object_id == b.object_id);
        people
    })
}

fn record() -> impl Strategy<Value = Employee> {
    let owner = prop::sample::select(&[None, None, Some(1), Some(FABRIKAM)][..]);
    let status =
        prop::sample::select(&[Status::Active, Status::Active, Status::Paused, Status::Archived][..]);
    let address = prop::sample::select(&["a@contoso.com", "b@contoso.com", "d@contoso.com"][..]);
    (prop::sample::select(&NAMES[..]), address, owner, status, any::<bool>()).prop_map(
        |(name, address, owner, status, known)| {
            let mut record = employee(0, name).reachable_at(address);
            record.status = status;
            record.archived_by_hand = known && status == Status::Archived;
            match owner {
                Some(connection) => record.owned_by(connection).known_as(name),
                None if known => record.known_as(name),
                None => record,
            }
        },
    )
}

fn employees() -> impl Strategy<Value = Vec<Employee>> {
    prop::collection::vec(record(), 0..5).prop_map(|mut employees| {
        // One record per object, as the store has it.
        let mut known = std::collections::BTreeSet::new();
        employees.retain(|employee| employee.identity.clone().is_none_or(|identity| known.insert(identity)));
        for (number, employee) in (1..).zip(&mut employees) {
            employee.id.0 = number;
        }
        employees
    })
}

/// Of departments that are there, or that are not yet.
fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["Main", "Sales", "SALES", "Sales / EMEA", "IT", "New", "New / Sales"][..])
}

fn world() -> impl Strategy<Value = World> {
    let existing = prop::sample::select(
        &[ExistingPeople::Update, ExistingPeople::FillGaps, ExistingPeople::LinkOnly][..],
    );
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (people(), employees(), existing, flags).prop_map(|(people, employees, existing, flags)| {
        let (follow, create, keep, guests) = flags;
        let mut world = World::of(people).with(employees).configured(|config| {
            config.policies.existing_people = existing;
            config.policies.create_departments = create;
            config.rules.otherwise = by_pattern("{department}", Some(";"));
            if !follow {
                config.policies.departments = DepartmentPolicy::FirstImport;
            }
            if keep {
                config.policies.leavers = Leavers::Keep;
            }
            if guests {
                config.rules.rules.clear();
            }
        });
        world.departments = vec![department("Main"), department("sales")];
        world
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_applied_plan_leaves_nothing_to_do(mut world in world()) {
        let first = world.plan();
        world.apply(&first);
        let second = world.plan();
        let left: Vec<_> = second.changes.iter().filter(|c| c.kind != ChangeKind::Conflict).collect();
        prop_assert!(left.is_empty(), "first {:?}, then {left:?}", rows(&first));
        prop_assert!(second.new_departments.is_empty(), "all departments were created");
    }

    #[test]
    fn the_unchanged_are_the_connections_people_whom_nothing_touches(
        mut world in world(),
        skip in prop::sample::select(&NAMES[..]),
        never in prop::sample::select(&NAMES[..]),
        unreadable in prop::sample::select(&NAMES[..]),
        incomplete in any::<bool>(),
        synced in any::<bool>(),
    ) {
        if synced {
            world = world.then_applied();
        }
        world = world.skipping(skip).manually(never, OverrideKind::Never, "");
        if incomplete {
            world.directory.incomplete.insert(Part::Users, PartState::Failed);
        }
        let unreadable = Part::User(rollcall_people::testing::id(unreadable));
        world.directory.incomplete.insert(unreadable, PartState::Failed);
        let plan = world.plan();
        let touched = plan.touched();
        let own = |employee: &&Employee| {
            employee.owner == Owner::Connection(ConnectionId(crate::world::CONTOSO)) && employee.status != Status::Archived
        };
        let left = world.employees.iter().filter(own).filter(|employee| !touched.contains(&employee.id));
        prop_assert_eq!(left.count(), plan.unchanged, "{:?}", rows(&plan));
    }

    #[test]
    fn renames_leave_nothing_to_do(
        mut world in world(),
        fixed in any::<bool>(),
        renames in prop::collection::vec((name(), name()), 1..4),
    ) {
        if fixed {
            world = world.with_rule("Cleo", crate::world::is("displayName", "cleo"), crate::world::into("Sales / EMEA"));
        }
        // Else a new name could let in those who were refused a department of that name.
        let mut world = world.configured(|config| config.policies.create_departments = true).then_applied();
        for (from, to) in renames {
            if world.can_rename(from, to) {
                world.rename(from, to);
            }
            let plan = world.plan();
            let left: Vec<_> = plan.writes().map(crate::world::fields).collect();
            prop_assert!(left.is_empty(), "{from:?} is now {to:?}, but {left:?}");
        }
    }

    #[test]
    fn what_is_foretold_of_the_day_after_comes_true(mut world in world()) {
        let names = std::collections::BTreeMap::new();
        let first = world.plan();
        let foretold = Settled::after(&first, &world.inputs(&names));
        world.apply(&first);
        let came = Settled::of(&world.plan(), &world.inputs(&names));
        let open = first.changes.iter().any(|change| change.kind == ChangeKind::Conflict);
        let certain = first.complete && first.warnings.iter().all(|w| w.code == WarningCode::SharedAddress);
        prop_assert_eq!(foretold.is_some(), certain && !open, "{:?}", rows(&first));
        prop_assert!(foretold.is_none() || foretold == came, "{foretold:?}, but {came:?}; first {:?}", rows(&first));
    }

    #[test]
    fn the_order_of_input_never_matters(world in world(), seed in any::<u64>()) {
        let mut shuffled = world.clone();
        shuffle(&mut shuffled.directory.users, seed);
        shuffle(&mut shuffled.employees, seed);
        shuffle(&mut shuffled.departments, seed);
        let (one, other) = (world.plan(), shuffled.plan());
        prop_assert_eq!(rows(&one), rows(&other), "the same rows in the same order");
        prop_assert_eq!(one.hash, other.hash, "down to the last value");
    }

    #[test]
    fn a_record_says_how_it_differs_and_nothing_else(world in world()) {
        for change in &world.plan().changes {
            let old = world.employees.iter().find(|e| Some(e.id) == change.employee).map(|e| &e.record);
            let told: Vec<_> = change.fields().iter().map(|field| field.field.clone()).collect();
            let same = old.is_some_and(|old| *old == change.record) || change.kind == ChangeKind::Conflict;
            prop_assert_eq!(told.is_empty(), same, "{:?}: {:?}", change.kind, told);
        }
    }

    #[test]
    fn everybody_is_accounted_for_once(world in world()) {
        let plan = world.plan();
        let gone = |name: &rollcall_people::ObjectId| !world.directory.users.iter().any(|p| p.object_id == *name);
        let rows = plan.changes.iter().filter(|c| !gone(&c.identity.object)).count() + plan.not_imported.len();
        let leaving = plan.changes.iter().filter(|c| gone(&c.identity.object)).count();
        let ours = world.employees.iter().filter(|e| {
            e.owner == rollcall_people::Owner::Connection(rollcall_people::ConnectionId(1))
                && e.status != Status::Archived
                && e.identity.as_ref().is_some_and(|identity| gone(&identity.object))
        });
        let expected = world.directory.users.len() + ours.count();
        prop_assert_eq!(rows + leaving + plan.unchanged, expected, "a row, a reason, or unchanged");
    }

    #[test]
    fn an_incomplete_directory_removes_nobody(mut world in world()) {
        use rollcall_people::{Part, PartState};
        world.directory.incomplete.insert(Part::Users, PartState::Failed);
        let plan = world.plan();
        prop_assert_eq!(plan.guard.removals, 0, "whatever else is going on");
        prop_assert!(plan.changes.iter().all(|c| c.kind != ChangeKind::Remove), "{:?}", rows(&plan));
    }

    #[test]
    fn the_guard_holds_exactly_above_its_limit(before in 1usize..40, leaving in 0usize..40, count in 0u32..10, percent in 0u32..=100) {
        let people = |n: usize| (0..n).map(|i| person(&format!("P{i}"))).collect::<Vec<_>>();
        let leaving = leaving.min(before - 1);
        let limit = RemovalLimit { count, percent };
        let world = World::synced(people(before)).configured(|c| c.policies.removal_limit = limit);
        let plan = world.then(people(before - leaving)).plan();
        let allowed = (count as usize).max(before * percent as usize / 100).min((before - 1).max(5));
        prop_assert_eq!(plan.guard.limit, allowed, "the larger of count and share, but never everybody");
        prop_assert_eq!(plan.guard.status == GuardStatus::Held, leaving > allowed, "N holds not, N + 1 does");
    }

    #[test]
    fn time_alone_changes_nothing(world in world(), days in 0i64..4000) {
        let mut later = world.clone();
        later.now = at("2026-11-21T09:00:00Z") + chrono::Duration::days(days);
        prop_assert_eq!(world.plan().hash, later.plan().hash, "the hash leaves the clock out");
    }
}

/// A shuffle by a seed, enough to mix a few elements.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (state >> 33) as usize % (last + 1);
        items.swap(last, at);
    }
}

#[test]
fn different_plans_have_different_hashes() {
    let of = |city: &str| World::of([person("Anna").with("city", city)]).plan().hash;
    assert_ne!(of("Graz"), of("Linz"), "one value is enough");
    let world = World::synced([person("Anna")]);
    assert!(is_empty(&world.plan()), "nothing to do");
    assert_eq!(world.plan().hash, world.plan().hash, "two previews of an unchanged world are equal");
    assert_eq!(world.plan().hash.0.len(), 64, "SHA-256 in hex");
}
