//! A small world to plan in, and the plainest possible apply.

use chrono::{DateTime, Utc};
use rollcall_people::testing::{department, directory, id, tenant};
use rollcall_people::{
    ConnectionId, Department, Directory, Employee, EmployeeId, Move, ObjectId, Owner, Person, ReasonCode,
    Renames, Status, TenantId,
};
use rollcall_plan::{
    Change, ChangeKind, Config, Inputs, NotImported, Override, OverrideKind, Overrides, Plan, WarningCode,
    look, plan,
};
use rollcall_rules::{Condition, Destination, Evaluator, Group, Rule, Then};
use std::collections::{BTreeMap, BTreeSet};

/// The connection that plans; `Fabrikam` is another one.
pub(crate) const CONTOSO: i64 = 1;
pub(crate) const FABRIKAM: i64 = 2;

#[derive(Clone, Debug)]
pub(crate) struct World {
    tenant: TenantId,
    pub(crate) directory: Directory,
    pub(crate) employees: Vec<Employee>,
    pub(crate) departments: Vec<Department>,
    pub(crate) renames: Renames,
    pub(crate) config: Config,
    pub(crate) in_force: Option<Config>,
    pub(crate) compared_at: Option<DateTime<Utc>>,
    pub(crate) overrides: Overrides,
    pub(crate) skip: BTreeSet<ObjectId>,
    pub(crate) now: DateTime<Utc>,
}

impl World {
    pub(crate) fn of(people: impl IntoIterator<Item = Person>) -> Self {
        Self {
            tenant: tenant(),
            directory: directory(people),
            employees: Vec::new(),
            departments: Vec::new(),
            renames: Renames::default(),
            config: Config::default(),
            in_force: None,
            compared_at: None,
            overrides: Overrides::new(),
            skip: BTreeSet::new(),
            now: at("2026-11-21T09:00:00Z"),
        }
    }

    /// A world in which these people were imported by the configuration as it is.
    pub(crate) fn synced(people: impl IntoIterator<Item = Person>) -> Self {
        Self::of(people).then_applied()
    }

    pub(crate) fn with(mut self, employees: impl IntoIterator<Item = Employee>) -> Self {
        self.employees.extend(employees);
        self
    }

    pub(crate) fn configured(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    /// A rule on top of the others.
    pub(crate) fn with_rule(mut self, name: &str, condition: Condition, then: Then) -> Self {
        self.config.rules.rules.insert(0, Rule::new(name, Group::All(vec![condition.into()]), then));
        self
    }

    pub(crate) fn manually(mut self, name: &str, kind: OverrideKind, note: &str) -> Self {
        self.overrides.insert(id(name), Override { kind, note: note.to_owned(), at: self.now });
        self
    }

    pub(crate) fn skipping(mut self, name: &str) -> Self {
        self.skip.insert(id(name));
        self
    }

    /// The same local list on the day after, when Microsoft 365 has these people.
    pub(crate) fn then(mut self, people: impl IntoIterator<Item = Person>) -> Self {
        self.directory.users = people.into_iter().collect();
        self
    }

    pub(crate) fn plan(&self) -> Plan {
        plan(&self.inputs(&names()))
    }

    pub(crate) fn look(&self) -> Plan {
        look(&self.inputs(&names()))
    }

    pub(crate) fn inputs<'a>(&'a self, names: &'a BTreeMap<ConnectionId, String>) -> Inputs<'a> {
        Inputs {
            connection: ConnectionId(CONTOSO),
            connection_names: names,
            tenant: &self.tenant,
            directory: &self.directory,
            employees: &self.employees,
            departments: &self.departments,
            renames: &self.renames,
            config: &self.config,
            in_force: self.in_force.as_ref(),
            compared_at: self.compared_at,
            overrides: &self.overrides,
            skip: &self.skip,
            now: self.now,
        }
    }

    /// Plans and applies.
    pub(crate) fn then_applied(mut self) -> Self {
        let plan = self.plan();
        self.apply(&plan);
        self
    }

    /// What any apply has to do, as plainly as it can be written.
    pub(crate) fn apply(&mut self, plan: &Plan) {
        for change in plan.writes() {
            let next = self.employees.iter().map(|e| e.id.0).max().unwrap_or(0) + 1;
            let number = change.employee.unwrap_or(EmployeeId(next));
            let old = self.employees.iter().position(|e| e.id == number).map(|at| self.employees.remove(at));
            let mut pinned = old.as_ref().map(|e| e.pinned.clone()).unwrap_or_default();
            pinned.extend(&change.pins);
            let department_by_hand = old.as_ref().is_some_and(|e| e.department_by_hand);
            self.employees.push(Employee {
                id: number,
                owner: Owner::Connection(ConnectionId(CONTOSO)),
                status: if change.kind == ChangeKind::Remove { Status::Archived } else { Status::Active },
                archived_by_hand: false,
                identity: Some(change.identity.clone()),
                record: change.record.clone(),
                pinned,
                department_by_hand,
                pinned_at: Default::default(),
            });
        }
        self.departments.extend(plan.new_departments.iter().cloned());
        self.in_force = Some(self.config.clone());
    }

    /// There is such a department, it does not go into itself, and nothing becomes too deep.
    pub(crate) fn can_rename(&self, from: &str, to: &str) -> bool {
        let change = Move { from: department(from), to: department(to) };
        let named = self.config.named_departments().map(|(_, named)| named);
        let all: Vec<Department> = self.departments.iter().cloned().chain(named).collect();
        let inside_itself = change.to.is_within(&change.from) && change.to != change.from;
        let there = self.departments.iter().any(|department| change.of(department).is_some());
        there && !inside_itself && !all.iter().any(|department| change.makes_too_deep(department))
    }

    /// What any rename has to do: records, departments and configuration at once.
    pub(crate) fn rename(&mut self, from: &str, to: &str) {
        let change = Move { from: department(from), to: department(to) };
        self.renames = self.renames.after(&change, &self.arriving());
        self.config.rename_department(&change);
        let moved = |department: &Department| change.of(department).unwrap_or_else(|| department.clone());
        for employee in &mut self.employees {
            let departments = std::mem::take(&mut employee.record.departments);
            for department in departments.iter().map(moved) {
                if !employee.record.departments.contains(&department) {
                    employee.record.departments.push(department);
                }
            }
        }
        self.departments = self.departments.iter().map(moved).collect();
    }

    /// The source's names of departments.
    fn arriving(&self) -> Vec<Department> {
        let facts = self.config.facts(&self.directory);
        let evaluator = Evaluator::new(&self.config.rules, &facts, self.now.date_naive());
        self.directory.users.iter().flat_map(|person| evaluator.pattern_names(person)).collect()
    }

    pub(crate) fn employee(&self, name: &str) -> &Employee {
        let named = |e: &&Employee| e.identity.as_ref().is_some_and(|identity| identity.object == id(name));
        self.employees.iter().find(named).unwrap_or_else(|| panic!("{name} is in the list"))
    }

    pub(crate) fn employee_mut(&mut self, name: &str) -> &mut Employee {
        let named =
            |e: &&mut Employee| e.identity.as_ref().is_some_and(|identity| identity.object == id(name));
        self.employees.iter_mut().find(named).unwrap_or_else(|| panic!("{name} is in the list"))
    }
}

fn names() -> BTreeMap<ConnectionId, String> {
    [(CONTOSO, "Contoso"), (FABRIKAM, "Fabrikam")]
        .map(|(id, name)| (ConnectionId(id), name.to_owned()))
        .into()
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn is(field: &str, value: &str) -> Condition {
    Condition::new(field, "equals", value)
}

pub(crate) fn member_of(group: &str) -> Condition {
    Condition::new("memberOf", "member_of", group)
}

pub(crate) fn into(department: &str) -> Then {
    Then::Import(Destination::Department(department.to_owned()))
}

pub(crate) fn by_pattern(pattern: &str, split: Option<&str>) -> Then {
    Then::Import(Destination::Pattern { pattern: pattern.to_owned(), split: split.map(str::to_owned) })
}

/// Rows as `add Anna`, in the plan's order.
pub(crate) fn rows(plan: &Plan) -> Vec<String> {
    let kind = |change: &Change| serde_json::to_value(change.kind).unwrap().as_str().unwrap().to_owned();
    plan.changes.iter().map(|change| format!("{} {}", kind(change), change.name())).collect()
}

pub(crate) fn change<'p>(plan: &'p Plan, name: &str) -> &'p Change {
    let found = plan.changes.iter().find(|change| change.identity.object == id(name));
    found.unwrap_or_else(|| panic!("{name} is in the plan: {:?}", rows(plan)))
}

pub(crate) fn left_out<'p>(plan: &'p Plan, name: &str) -> &'p NotImported {
    let found = plan.not_imported.iter().find(|person| person.identity.object == id(name));
    found.unwrap_or_else(|| panic!("{name} is not imported: {:?}", plan.not_imported))
}

pub(crate) fn why_not(plan: &Plan, name: &str) -> ReasonCode {
    left_out(plan, name).reason.code
}

/// Fields as `job_title: Clerk -> Boss`; `-` is nothing.
pub(crate) fn fields(change: &Change) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    change.fields().iter().map(|f| format!("{}: {} -> {}", f.field, text(&f.from), text(&f.to))).collect()
}

pub(crate) fn warned(plan: &Plan) -> Vec<WarningCode> {
    plan.warnings.iter().map(|warning| warning.code).collect()
}

/// Nothing to write and nothing to decide.
pub(crate) fn is_empty(plan: &Plan) -> bool {
    plan.changes.is_empty() && plan.new_departments.is_empty()
}
