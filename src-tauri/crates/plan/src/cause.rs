//! What made somebody leave whom the rules imported before: told from what their record still has of them.
//! Only for leavers, and only as far as it is sure: nothing is said of values that no record keeps.

use crate::config::Config;
use crate::inputs::Inputs;
use crate::mapping::{FieldMapping, Origin, Transform, WhenEmpty, Wins};
use crate::policies::DepartmentPolicy;
use crate::verdict::Verdict;
use chrono::SecondsFormat;
use rollcall_people::{Department, Employee, Field, Kind, Person, Reason, ReasonCode, TextAttribute, blank};
use rollcall_rules::{Attribute, Evaluator, Operator, ValueType};
use std::collections::BTreeSet;

/// What is asked of every leaver, made ready once.
pub(crate) struct Causes<'c, 'a> {
    inputs: &'c Inputs<'a>,
    evaluator: &'c Evaluator<'a>,
    /// Fields that hold an attribute as it came, then as now, and whether they keep it when it is empty there.
    kept: Vec<(Field, TextAttribute, WhenEmpty)>,
    /// Whether departments follow from what Microsoft 365 says by one pattern, then as now.
    patterns: bool,
    /// The keys of departments that are given without asking Microsoft 365, then or now.
    named: BTreeSet<String>,
}

impl<'c, 'a> Causes<'c, 'a> {
    pub(crate) fn new(inputs: &'c Inputs<'a>, evaluator: &'c Evaluator<'a>) -> Self {
        let Inputs { config, in_force, .. } = inputs;
        // What another mapping wrote says nothing of the attribute that the field shows now.
        let as_before = |(field, mapping): &(Field, &FieldMapping)| {
            in_force.is_some_and(|before| before.mapping.get(*field) == Some(mapping))
        };
        let mapping = config.mapping.iter().filter(as_before);
        let follows = config.policies.departments == DepartmentPolicy::Follow;
        let alike = follows && in_force.is_some_and(|before| before.places_alike(config));
        Self {
            inputs,
            evaluator,
            kept: mapping.filter_map(|(field, mapping)| kept(field, mapping)).collect(),
            patterns: alike && config.has_one_pattern(),
            named: [Some(*config), *in_force].into_iter().flatten().flat_map(named).collect(),
        }
    }

    /// Why the rules let somebody go, with what changed about them if that alone made the difference.
    pub(crate) fn leaving(&self, person: &Person, employee: &Employee, reason: Reason) -> Reason {
        let leaver = Leaver { causes: self, person, employee };
        let leaves = match reason.code {
            ReasonCode::NoRuleMatches => Reason::new(ReasonCode::NoLongerMatches),
            ReasonCode::SkippedByRule => reason,
            _ => return reason,
        };
        if leaver.was_disabled() {
            return Reason { code: ReasonCode::AccountDisabled, ..leaves };
        }
        match leaver.changed() {
            Some(Former { attribute, from, stayed }) => {
                let told = leaver.is_now(leaves, Attribute::Text(attribute)).with("from", from);
                if stayed { told } else { self.dated(told) }
            }
            None if leaves.code == ReasonCode::NoLongerMatches => leaver.lacking(leaves),
            None => leaves,
        }
    }

    /// What the record has was so when everybody was last compared: it changed after that. Not so of a field that
    /// keeps its value when the source has none: it may have been another one for long.
    fn dated(&self, changed: Reason) -> Reason {
        match self.inputs.compared_at {
            Some(at) => changed.with("since", at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            None => changed,
        }
    }
}

fn named(config: &Config) -> impl Iterator<Item = String> {
    config.named_departments().map(|(_, department)| department.key())
}

fn kept(field: Field, mapping: &FieldMapping) -> Option<(Field, TextAttribute, WhenEmpty)> {
    let Origin::One(source) = &mapping.from else { return None };
    let as_it_came = matches!(mapping.transform, Transform::None | Transform::Trim);
    let followed = as_it_came && mapping.wins == Wins::Source;
    followed.then_some((field, TextAttribute::from_name(source)?, mapping.when_empty))
}

/// Whether what it is now may be told and says something by itself. A manager's name would stay in the
/// reason when the manager is erased, and licences go by ids.
fn tells(attribute: Attribute) -> bool {
    let unfit = matches!(attribute, Attribute::Manager | Attribute::AssignedLicenses);
    !unfit && !matches!(attribute.value_type(), ValueType::Boolean | ValueType::Membership)
}

/// Why whoever left for this reason is not let in again.
pub(crate) fn staying_out(mut reason: Reason) -> Reason {
    let rule = reason.params.remove("rule");
    match (reason.code, rule) {
        (ReasonCode::SkippedByRule | ReasonCode::AccountDisabled, Some(rule)) => {
            let stays = Reason::new(ReasonCode::SkippedByRule).with("rule", rule);
            match reason.params.remove("kind") {
                Some(kind) => stays.with("kind", kind),
                None => stays,
            }
        }
        (ReasonCode::NoLongerMatches | ReasonCode::AccountDisabled, None) => {
            Reason::new(ReasonCode::NoRuleMatches)
        }
        _ => reason,
    }
}

/// What an attribute was when it made the record's value.
struct Former<'l> {
    attribute: TextAttribute,
    from: &'l str,
    /// Whether the record would have kept it although the source had none any more.
    stayed: bool,
}

struct Leaver<'l, 'a> {
    causes: &'l Causes<'l, 'a>,
    person: &'l Person,
    employee: &'l Employee,
}

impl<'l> Leaver<'l, '_> {
    /// The account was enabled at the last sync, and would be imported if it still were. Of guests the
    /// list does not keep which of them were enabled.
    fn was_disabled(&self) -> bool {
        let before = self.employee.record.kind;
        let now = self.person.account_enabled == Some(false);
        let enabled = || {
            let mut enabled = self.person.clone();
            enabled.account_enabled = Some(true);
            enabled
        };
        now && matches!(before, Kind::Person | Kind::Unlicensed) && self.imports(&enabled())
    }

    /// The attribute that would keep them if it were what it was.
    fn changed(&self) -> Option<Former<'l>> {
        let keeps = |former: &Former<'_>| self.imports(&self.with(former.attribute, former.from));
        let mut others = self.causes.kept.iter().filter_map(|kept| self.was(kept));
        others.find(keeps).or_else(|| self.moved())
    }

    /// What the record has of an attribute that is another one by now.
    fn was(&self, &(field, attribute, when_empty): &(Field, TextAttribute, WhenEmpty)) -> Option<Former<'l>> {
        let before = self.employee.record.fields.get(field).unwrap_or_default().trim();
        let now = self.text(attribute);
        let stayed = when_empty == WhenEmpty::Keep;
        let silent = self.employee.pinned.contains(&field) || now.is_empty() && stayed;
        (!silent && before != now).then_some(Former { attribute, from: before, stayed })
    }

    /// No field keeps the source's department, but where a pattern made the record's of it, that is it.
    /// Where a rule or the default could have led there, or another department would too, nothing is known
    /// of theirs.
    fn moved(&self) -> Option<Former<'l>> {
        let departments = &self.employee.record.departments;
        let path =
            departments.first().filter(|_| !self.employee.department_by_hand && self.causes.patterns)?;
        if self.causes.named.contains(&path.key()) {
            return None;
        }
        let last = path.levels().last().unwrap_or_default();
        let leads_there = |from: &str| {
            let before = self.verdict(&self.with(TextAttribute::Department, from));
            matches!(before, Verdict::Import(wanted) if wanted.departments == *departments)
        };
        let alone = |from: &&str| leads_there(from) && !leads_there(&from.repeat(2));
        let differs = |from: &&str| Department::from_levels([*from]) != self.department();
        let from = [path.as_str(), last].into_iter().filter(differs).find(alone)?;
        Some(Former { attribute: TextAttribute::Department, from, stayed: false })
    }

    fn department(&self) -> Option<Department> {
        Department::from_levels([self.text(TextAttribute::Department)])
    }

    /// What keeps them from the rule that leads to their department, where nothing is known of before.
    fn lacking(&self, leaves: Reason) -> Reason {
        let [department] = self.employee.record.departments.as_slice() else { return leaves };
        let Some(condition) = self.causes.evaluator.nearly(self.person, department) else { return leaves };
        match (Attribute::from_name(&condition.field), Operator::from_name(&condition.op)) {
            (_, Some(Operator::MemberOf)) => {
                leaves.with("group", self.group(condition.value.as_str().unwrap_or_default()))
            }
            (Some(attribute), _) if tells(attribute) => self.is_now(leaves, attribute),
            _ => leaves,
        }
    }

    fn is_now(&self, leaves: Reason, attribute: Attribute) -> Reason {
        let texts = self.causes.evaluator.facts().texts(self.person, attribute);
        leaves.with("attribute", attribute.name()).with("to", texts.as_slice().join(", "))
    }

    fn group(&self, written: &str) -> String {
        let groups = &self.causes.inputs.directory.groups;
        let named = groups.iter().find(|group| group.object_id.as_str().eq_ignore_ascii_case(written));
        named.map_or(written, |group| &group.display_name).to_owned()
    }

    fn text(&self, attribute: TextAttribute) -> &'l str {
        self.person.text(attribute).filter(|text| !blank(Some(text))).unwrap_or_default().trim()
    }

    fn with(&self, attribute: TextAttribute, text: &str) -> Person {
        let mut person = self.person.clone();
        person.set_text(attribute, (!text.is_empty()).then_some(text));
        person
    }

    fn imports(&self, person: &Person) -> bool {
        matches!(self.verdict(person), Verdict::Import(_))
    }

    fn verdict(&self, person: &Person) -> Verdict<'_> {
        Verdict::new(self.causes.inputs, self.causes.evaluator, person)
    }
}
