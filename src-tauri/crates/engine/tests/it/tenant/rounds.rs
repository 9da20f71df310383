//! Rounds of changes: in any order, twice, from further back than asked, spread over pages.

use super::State;
use super::graph::{Refusal, body, parameter};
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl State {
    pub(super) fn changes(&mut self, list: usize, path: &str, query: &str) -> Result<Value, Refusal> {
        let here = self.told[list].len();
        if let Some(token) = parameter(query, "skiptoken") {
            let (round, from) = token.split_once('.').ok_or((400, "BadRequest"))?;
            return Ok(self.round(path, round.parse().unwrap(), from.parse().unwrap()));
        }
        let token = parameter(query, "deltatoken").ok_or((400, "BadRequest"))?;
        if token == "latest" {
            self.age();
            return Ok(body(&[], "@odata.deltaLink", Some(self.position(path, here))));
        }
        let from: usize = token.parse().map_err(|_| (400, "BadRequest"))?;
        if from < self.forgotten {
            return Err(self.expired);
        }
        let items = self.told[list][from.saturating_sub(self.replay)..here].to_vec();
        let mut items = self.mixed(items);
        items.push(json!(self.position(path, here)));
        self.rounds.push(items);
        Ok(self.round(path, self.rounds.len() - 1, 0))
    }

    fn position(&self, path: &str, at: usize) -> String {
        format!("{}/{path}?$deltatoken={at}", self.base)
    }

    /// A page of a round; the last item is the position after it.
    fn round(&self, path: &str, round: usize, from: usize) -> Value {
        let all = &self.rounds[round];
        let to = (from + self.page).min(all.len() - 1);
        if to < all.len() - 1 {
            let next = format!("{}/{path}?$skiptoken={round}.{to}", self.base);
            return body(&all[from..to], "@odata.nextLink", Some(next));
        }
        let position = all.last().and_then(Value::as_str).map(str::to_owned);
        body(&all[from..to], "@odata.deltaLink", position)
    }

    /// What concerns one object keeps its order, some of it comes twice in a row; objects are mixed.
    fn mixed(&mut self, items: Vec<Value>) -> Vec<Value> {
        let mut queues: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for item in items {
            let queue = queues.entry(item["id"].as_str().unwrap().to_owned()).or_default();
            if self.replay > 0 && self.dice.below(5) == 0 {
                queue.push(item.clone());
            }
            queue.push(item);
        }
        let mut queues: Vec<_> = queues.into_values().map(Vec::into_iter).collect();
        let mut mixed = Vec::new();
        while !queues.is_empty() {
            let at = self.dice.below(queues.len());
            match queues[at].next() {
                Some(item) => mixed.push(item),
                None => drop(queues.swap_remove(at)),
            }
        }
        mixed
    }
}
