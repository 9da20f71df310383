//! Rules, mapping and departments as the screens edit them, on the sample company.

#![allow(clippy::needless_pass_by_value, reason = "JSON made on the spot")]

mod departments;
mod mapping;
mod rules;

use crate::world::World;
use rollcall_engine::api::Config;
use serde_json::{Value, json};

impl World {
    /// After the first sync by the rules of a new connection.
    async fn synced() -> Self {
        let world = Self::connected().await;
        world.sync().await;
        world
    }

    async fn saved(&self) -> Config {
        self.engine.rule_config(self.connection).await.unwrap().config
    }

    /// The saved configuration with other rules above the ones it has.
    async fn with_rules(&self, above: Value) -> Config {
        let mut config = serde_json::to_value(self.saved().await).unwrap();
        let mut rules = above.as_array().unwrap().clone();
        rules.extend(config["rules"].as_array().unwrap().iter().cloned());
        config["rules"] = rules.into();
        serde_json::from_value(config).unwrap()
    }
}

fn condition(field: &str, op: &str, value: &str) -> Value {
    json!({ "field": field, "op": op, "value": value })
}

fn skip(name: &str, who: Value) -> Value {
    json!({ "name": name, "who": who, "then": { "skip": true } })
}
