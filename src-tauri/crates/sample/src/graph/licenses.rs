//! `/users/{id}/licenseDetails`: the names of the licences somebody holds.

use super::Result;
use super::ask::Ask;
use super::properties::context;
use super::users;
use crate::company::part_number;
use crate::secrets::id_for;
use serde_json::{Value, json};

pub(super) fn of(ask: &Ask<'_>, id: &str) -> Result<Value> {
    let world = ask.world(ask.today())?;
    let user = users::find(ask, world.as_ref(), id)?;
    let held = user.attributes.get("assignedLicenses").and_then(Value::as_array).cloned().unwrap_or_default();
    let ids = held.iter().filter_map(|licence| licence.get("skuId")?.as_str().map(str::to_owned));
    let details: Vec<Value> = ids.map(|sku| detail(&user.id, &sku)).collect();
    let set = format!("users('{}')/licenseDetails", user.id);
    Ok(json!({ "@odata.context": context(&ask.root(), &set, None), "value": details }))
}

fn detail(user: &str, sku: &str) -> Value {
    let id = id_for("licence", &format!("{user}/{sku}"));
    json!({ "id": id, "skuId": sku, "skuPartNumber": part_number(sku), "servicePlans": [] })
}
