//! The latest plan of a connection: its rows, searched, sorted and jumped among, and how long it is one.

use crate::world::World;
use rollcall_engine::api::{
    Decide, ErrorCode, PauseChoice, PersonEdit, PlanQuery, PlanSort, PlanTab, ReasonCode, RunResult,
    WhichPeople,
};
use rollcall_engine::{ApplyHow, Engine, ReadHow, SyncHow};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_a_plan_are_sorted_searched_and_found_by_their_beginning() {
    let world = World::connected().await;
    world.preview(world.connection, true).await;
    let engine = &world.engine;
    let plan = engine.current_preview(world.connection).await.unwrap().unwrap().plan;
    let all = PlanQuery::of(PlanTab::All);
    let whole = engine.plan_rows(&plan, &all, 0, usize::MAX).await.unwrap();
    assert!(whole.total > 100, "the sample company comes in");

    let by_name = |descending| PlanQuery { sort: Some(PlanSort::Name), descending, ..all.clone() };
    let names = async |query: &PlanQuery| -> Vec<String> {
        let rows = engine.plan_rows(&plan, query, 0, usize::MAX).await.unwrap().rows;
        rows.into_iter().map(|row| row.name).collect()
    };
    let (up, mut down) = (names(&by_name(false)).await, names(&by_name(true)).await);
    assert_eq!(up.len(), whole.total, "sorting loses nobody");
    down.reverse();
    assert_eq!(
        up.iter().map(|name| name.to_lowercase()).next(),
        down.iter().map(|name| name.to_lowercase()).next()
    );
    let block = engine.plan_rows(&plan, &by_name(false), 40, 3).await.unwrap().rows;
    assert_eq!(block.iter().map(|row| &row.name).collect::<Vec<_>>(), up[40..43].iter().collect::<Vec<_>>());

    let searched = PlanQuery { search: up[40].to_uppercase(), ..all.clone() };
    let found = names(&searched).await;
    assert!(!found.is_empty() && found.len() < 5, "one person, whatever the case: {found:?}");

    let jump = async |typed: &str, from| engine.plan_jump(&plan, &by_name(false), typed, from).await.unwrap();
    let there = jump(&up[70], 0).await.unwrap();
    assert_eq!(up[there], up[70], "to that name");
    assert_eq!(jump(&up[3], 50).await.map(|at| up[at].clone()).as_ref(), Some(&up[3]), "round the end");
    assert_eq!(jump("nobody is called like this", 0).await, None, "or nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sync_has_applied_is_no_preview_of_changes_to_come() {
    let world = World::connected().await;
    let engine = &world.engine;
    let shown = async || engine.current_preview(world.connection).await.unwrap().map(|shown| shown.counts);
    let first = engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(first.result, RunResult::Applied, "{first:?}");
    assert_eq!(shown().await, None, "nothing waits any more");
    let second = engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(second.result, RunResult::NoChanges, "{second:?}");
    assert_eq!(shown().await.unwrap().add, 0, "that there is nothing to do stays true");

    world.company.next_day();
    world.preview(world.connection, false).await;
    assert_eq!(shown().await.unwrap().add, 1, "a preview waits");
    engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(shown().await, None, "and is overtaken by the night");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_applied_or_overtaken_is_said_to_be_past() {
    let world = World::connected().await;
    let past = async || world.engine.current_preview(world.connection).await.unwrap().unwrap().outdated;
    world.preview(world.connection, false).await;
    assert!(!past().await, "it waits to be applied");
    let plan = world.engine.current_preview(world.connection).await.unwrap().unwrap().plan;
    world.engine.apply(&plan, ApplyHow::default()).await.unwrap();
    assert!(past().await, "also for a window that starts afterwards and knows of no apply");
    world.preview(world.connection, false).await;
    assert!(!past().await, "a new one is not");
    let pause = PersonEdit { pause: Some(PauseChoice::Pause), ..PersonEdit::default() };
    world.engine.edit_people(WhichPeople::All, pause).await.unwrap();
    assert!(past().await, "it was made for a list in which nobody was paused");
}

/// Who stays is nowhere listed by the plan: the tab has to come to the same people by itself.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_unchanged_can_be_looked_at_like_everybody_else() {
    let world = World::connected().await;
    let engine = &world.engine;
    let unchanged = PlanQuery::of(PlanTab::Unchanged);
    world.preview(world.connection, false).await;
    let whole = async |query: &PlanQuery| {
        let preview = engine.current_preview(world.connection).await.unwrap().unwrap();
        let page = engine.plan_rows(&preview.plan, query, 0, usize::MAX).await.unwrap();
        assert_eq!(page.total, page.rows.len(), "all at once");
        (preview, page.rows)
    };
    assert!(whole(&unchanged).await.1.is_empty(), "nobody is in the list yet");
    engine.sync(world.connection, SyncHow::default()).await.unwrap();

    for day in 0..3 {
        world.company.next_day();
        world.preview(world.connection, false).await;
        let (preview, rows) = whole(&unchanged).await;
        assert_eq!(rows.len(), preview.counts.unchanged, "as many as the plan says, on day {day}");
        let (_, changes) = whole(&PlanQuery::of(PlanTab::All)).await;
        let touched: BTreeSet<_> = changes.iter().filter_map(|row| row.employee).collect();
        let stay: BTreeSet<_> = rows.iter().filter_map(|row| row.employee).collect();
        assert_eq!(stay.len(), rows.len(), "each of them once");
        assert!(stay.is_disjoint(&touched), "and none of those who change");
        engine.sync(world.connection, SyncHow::default()).await.unwrap();
    }

    world.preview(world.connection, false).await;
    let (preview, rows) = whole(&unchanged).await;
    let paused = &rows[7];
    let edit = PersonEdit { pause: Some(PauseChoice::Pause), ..PersonEdit::default() };
    engine.edit_person(&paused.object_id, edit).await.unwrap();
    engine.add_person("visitor@contoso.example", Vec::new()).await.unwrap();
    let late = engine.plan_rows(&preview.plan, &unchanged, 0, 10).await.map(|_| ()).unwrap_err();
    assert_eq!(late.code, ErrorCode::PlanOutdated, "the list is another one than that of the plan");
    let again = engine.plan_again(world.connection).await.unwrap();
    assert_eq!(
        again.counts.unchanged, preview.counts.unchanged,
        "paused people are unchanged, local ones are none of it"
    );
    let found = whole(&PlanQuery { search: paused.name.clone(), ..unchanged.clone() }).await.1;
    assert_eq!(found.len(), 1, "found by name: {found:?}");
    assert_eq!(found[0].reason.code, ReasonCode::Paused, "with the reason");

    let down = PlanQuery { sort: Some(PlanSort::Email), descending: true, ..unchanged.clone() };
    let emails: Vec<_> = whole(&down).await.1.into_iter().map(|row| row.email).collect();
    assert!(emails.is_sorted_by(|a, b| a >= b), "in the order asked for");
    let names: Vec<_> = whole(&unchanged).await.1.into_iter().map(|row| row.name).collect();
    let there = engine.plan_jump(&again.plan, &unchanged, &names[20], 0).await.unwrap();
    assert_eq!(there.map(|at| &names[at]), Some(&names[20]), "letters jump among them");
    let of_others = engine.plan_rows(&again.plan, &down, 0, 1).await.unwrap();
    assert_eq!(of_others.total, again.counts.unchanged, "how many there are is known from the first on");
    let mut stepped = Vec::new();
    for start in (0..again.counts.unchanged).step_by(7) {
        let block = engine.plan_rows(&again.plan, &unchanged, start, 7).await.unwrap();
        assert_eq!(block.total, again.counts.unchanged, "also while not all of them were looked at");
        stepped.extend(block.rows.into_iter().map(|row| row.name));
    }
    assert_eq!(stepped, names, "in blocks");
}

/// Also a sync without changes looks at everybody.
#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_is_told_the_last_sync_that_found_them_as_they_were() {
    let world = World::connected().await;
    let promoted = r#"{ "version": 1, "rules": [{ "name": "Managers", "then": { "skip": true }, "who":
        { "all": [{ "field": "jobTitle", "op": "equals", "value": "Sales Enablement Manager" }] } }],
        "otherwise": { "import": { "department": "Main" } }, "default_department": "Main" }"#;
    world.rules(world.connection, promoted).await;
    world.sync().await;
    let (first, _) = world.stored(world.connection);
    assert_eq!(world.run().await.result, RunResult::NoChanges, "the same once more");
    let (second, _) = world.stored(world.connection);
    assert!(second.read_at > first.read_at, "read later");

    world.company.next_day();
    world.preview(world.connection, false).await;
    let preview = world.engine.current_preview(world.connection).await.unwrap().unwrap();
    let leaving = PlanQuery::of(PlanTab::Remove);
    let rows = world.engine.plan_rows(&preview.plan, &leaving, 0, usize::MAX).await.unwrap().rows;
    let callum = rows.iter().find(|row| row.name.starts_with("Callum")).unwrap();
    let since = callum.reason.params["since"].as_str();
    let read_at = second.read_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert_eq!(since, read_at, "he was no manager then: {:?}", callum.reason);
    let (stored, at) = (world.store(), world.connection);
    assert_eq!(stored.connection(at).unwrap().unwrap().compared_at, Some(second.read_at), "to the instant");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_kept_although_gone_is_told_so_among_the_unchanged() {
    let world = World::connected().await;
    let keeps = r#"{ "version": 1, "rules": [], "otherwise": { "import": { "department": "Main" } },
        "default_department": "Main", "policies": { "leavers": "keep" } }"#;
    world.rules(world.connection, keeps).await;
    world.sync().await;
    world.company.next_day();
    world.sync().await;
    // Made anew, and kept from then on.
    for which in ["made", "kept"] {
        world.preview(world.connection, false).await;
        let preview = world.engine.current_preview(world.connection).await.unwrap().unwrap();
        let all = PlanQuery::of(PlanTab::Unchanged);
        let rows = world.engine.plan_rows(&preview.plan, &all, 0, usize::MAX).await.unwrap().rows;
        let kept = rows.iter().filter(|row| row.reason.code == ReasonCode::KeptAlthoughGone).count();
        let usual = rows.iter().filter(|row| row.reason.code == ReasonCode::Unchanged).count();
        assert!(kept > 0, "somebody left that day: {which}");
        assert_eq!(kept + usual, preview.counts.unchanged, "and the others are simply unchanged: {which}");
    }
}

/// The list and the directory move with syncs; here is what another process does beside an open preview. What the
/// same one does it forgets the plan for at once; here the inputs have to tell.
#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_refused_once_anything_it_was_made_of_is_another() {
    let world = World::connected().await;
    world.sync().await;
    world.company.next_day();
    let edited = |change: fn(&mut Value)| {
        async move |world: &World, other: &Engine| {
            let config = other.rule_config(world.connection).await.unwrap().config;
            let mut config = serde_json::to_value(config).unwrap();
            change(&mut config);
            let config = serde_json::from_value(config).unwrap();
            assert!(other.save_rules(world.connection, config, true).await.unwrap().saved, "saved");
        }
    };
    refused_after(&world, "rules", edited(|config| config["rules"][0]["enabled"] = json!(false))).await;
    let mapping = edited(|config| config["mapping"]["office"] = json!({ "from": "city" }));
    refused_after(&world, "the mapping", mapping).await;
    let policies = edited(|config| config["policies"]["removal_limit"] = json!({ "count": 50 }));
    refused_after(&world, "policies", policies).await;
    refused_after(&world, "a decision by hand", async |world: &World, other: &Engine| {
        let decide = Some(Decide::Never { note: "not yet".to_owned() });
        let person = world.directory().users[0].object_id.to_string();
        other.edit_person(&person, PersonEdit { decide, ..PersonEdit::default() }).await.unwrap();
    })
    .await;
    refused_after(&world, "a department's name", async |_: &World, other: &Engine| {
        let renamed = other.rename_department("Sales".to_owned(), "Selling".to_owned(), false).await;
        renamed.unwrap();
    })
    .await;
    refused_after(&world, "somebody of the list", async |_: &World, other: &Engine| {
        other.add_person("visitor@contoso.example", Vec::new()).await.unwrap();
    })
    .await;
    refused_after(&world, "the directory", async |world: &World, other: &Engine| {
        world.company.next_day();
        other.preview(world.connection, ReadHow::default()).await.map(drop).unwrap();
    })
    .await;
    world.preview(world.connection, false).await;
    let plan = world.engine.current_preview(world.connection).await.unwrap().unwrap().plan;
    world.engine.apply(&plan, ApplyHow::default()).await.expect("a plan of how things are is applied");
}

async fn refused_after(world: &World, what: &str, change: impl AsyncFnOnce(&World, &Engine)) {
    let plan = world.engine.preview(world.connection, ReadHow::default()).await.unwrap().plan;
    change(world, &world.another(|_| {})).await;
    let before = world.store().employees().unwrap();
    let refused = world.engine.apply(&plan, ApplyHow::default()).await.map(drop).unwrap_err();
    assert_eq!(refused.code, ErrorCode::PlanOutdated, "{what} changed since: {refused:?}");
    assert_eq!(world.store().employees().unwrap(), before, "{what}: nothing of it was applied");
}
