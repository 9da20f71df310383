//! Trying an edited mapping.

use crate::world::World;
use rollcall_engine::api::{Config, Field};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_mapping_shows_samples_fill_rates_and_its_effect() {
    let world = World::synced().await;
    let saved = world.saved().await;
    let preview = |config: Config, person: Option<String>| {
        world.engine.preview_mapping(world.connection, config, person)
    };
    let first = preview(saved.clone(), None).await.unwrap();
    assert_eq!(first.changed, 0, "the saved mapping changes nobody");
    let row = |preview: &rollcall_engine::api::MappingPreview, field| {
        preview.rows.iter().find(|row| row.field == field).unwrap().clone()
    };
    assert_eq!(row(&first, Field::DisplayName).filled, first.people, "everybody has a name");
    assert_eq!(first.previous, None, "the first person has nobody before");
    let second = preview(saved.clone(), first.next.clone()).await.unwrap();
    assert_eq!(second.person.as_ref().map(|p| &p.object_id), first.next.as_ref(), "the next one is shown");
    assert_eq!(
        second.previous,
        first.person.as_ref().map(|person| person.object_id.clone()),
        "and leads back"
    );
    let mut draft = serde_json::to_value(&saved).unwrap();
    draft["mapping"]["job_title"]["transform"] = json!("upper");
    let upper = preview(serde_json::from_value(draft).unwrap(), None).await.unwrap();
    let (old, new) = (row(&first, Field::JobTitle), row(&upper, Field::JobTitle));
    assert_eq!(new.sample, old.sample.map(|title| title.to_uppercase()), "a sample of the new value");
    assert!(new.edited && !row(&upper, Field::City).edited, "only what was edited is marked");
    assert!((1..=new.filled).contains(&upper.changed), "those whose title changes: {}", upper.changed);
}
