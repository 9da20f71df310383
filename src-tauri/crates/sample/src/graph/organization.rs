//! `/organization`: the tenant's name and domains, which is what `User.Read` may see of it.

use super::Result;
use super::ask::{Ask, Permission};
use super::errors::GraphError;
use super::properties::context;
use serde_json::{Value, json};

pub(super) fn list(ask: &Ask<'_>) -> Result<Value> {
    ask.allow(Permission::Profile)?;
    let tenant =
        ask.session.tenant.and_then(|index| ask.state.tenant(index)).ok_or_else(GraphError::denied)?;
    let domain = |name: &str, initial: bool| json!({ "capabilities": "Email, OfficeCommunicationsOnline", "isDefault": !initial, "isInitial": initial, "name": name, "type": "Managed" });
    let organization = json!({
        "id": tenant.id,
        "displayName": tenant.name,
        "verifiedDomains": [domain(tenant.domains.main, false), domain(tenant.domains.initial, true)],
        "city": null,
        "country": null,
        "countryLetterCode": null,
        "createdDateTime": null,
        "preferredLanguage": null,
        "tenantType": null,
    });
    let chosen = choose(&organization, ask.options.select.as_deref());
    let context = context(&ask.root(), "organization", ask.options.select.as_deref());
    Ok(json!({ "@odata.context": context, "value": [chosen] }))
}

fn choose(organization: &Value, select: Option<&[String]>) -> Value {
    let Some(select) = select else { return organization.clone() };
    let names = select.iter().map(String::as_str).chain(["id"]);
    names.map(|name| (name.to_owned(), organization.get(name).cloned().unwrap_or_default())).collect()
}
