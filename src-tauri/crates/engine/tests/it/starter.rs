//! What a new connection begins with, in the language of whoever makes it.

use crate::world::World;
use rollcall_engine::StarterNames;
use rollcall_people::ConnectionId;
use serde_json::Value;

fn german() -> StarterNames {
    StarterNames::of(|name| format!("de {name}"))
}

async fn config(world: &World, connection: ConnectionId) -> Value {
    serde_json::to_value(world.engine.rule_config(connection).await.unwrap().config).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_connection_has_names_of_the_language_it_is_made_in() {
    let world = World::connected().await;
    world.engine.name_by(german());
    let graph = world.company.graph_url();
    let second = world.connect(&graph, "Zweite").await;
    let (english, own) = (config(&world, world.connection).await, config(&world, second).await);
    assert_eq!(
        (&english["rules"][0]["name"], &english["default_department"]),
        (&"Guests".into(), &"Main".into()),
        "what was there before keeps its names"
    );
    assert_eq!(
        (&own["rules"][0]["name"], &own["default_department"]),
        (&"de guests".into(), &"Main".into()),
        "the new one's rule has one of the language, its department is called so everywhere"
    );
    assert_eq!(own["rules"][0]["who"], english["rules"][0]["who"], "and does the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_name_their_rules_in_the_language_of_the_window() {
    let world = World::connected().await;
    world.engine.name_by(german());
    let templates = world.engine.rule_templates(world.connection).await.unwrap();
    let named = |at: usize| {
        let config = serde_json::to_value(&templates[at].config).unwrap();
        let rules = config["rules"].as_array().unwrap().clone();
        let names = rules.iter().map(|rule| rule["name"].as_str().unwrap().to_owned());
        (names.collect::<Vec<_>>(), config["default_department"].clone())
    };
    let last = ["de with_department", "de licensed", "de group_members"];
    assert_eq!(named(0).0, ["de guests"], "everyone but guests");
    for (at, name) in last.iter().enumerate() {
        let (names, main) = named(at + 1);
        assert_eq!(names, ["de guests", name], "guests first");
        assert_eq!(main, "Main", "the connection's own department stays");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_department_is_called_the_same_in_every_language() {
    let world = World::connected().await;
    world.engine.name_by(german());
    let lea = world.engine.add_person("lea@example.com", Vec::new()).await.unwrap();
    assert_eq!(lea.employee.unwrap().department, "Main", "for who is added by hand");
    let graph = world.company.graph_url();
    let second = world.connect(&graph, "Zweite").await;
    assert_eq!(config(&world, second).await["default_department"], "Main", "and by a connection");
}
