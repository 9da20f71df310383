//! How the tenant answers: lists, batches, and the way to the rounds of changes.

use super::{GROUPS, State, USERS, User};
use axum::body::Bytes;
use axum::extract::{Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex};

/// Status and code.
pub(super) type Refusal = (u16, &'static str);

impl State {
    fn user(&self, user: &User) -> Value {
        let mut record = user.attributes.clone();
        if let Some((id, manager)) = user.manager.as_ref().and_then(|id| Some((id, self.users.get(id)?))) {
            let name = manager.attributes.get("displayName");
            record.insert("manager".to_owned(), json!({ "id": id, "displayName": name }));
        }
        Value::Object(record)
    }

    fn list(&self, path: &str, query: &str) -> Result<Value, Refusal> {
        let from = parameter(query, "skiptoken").unwrap_or_default();
        let page = self.page.min(999);
        let (ids, records): (Vec<&String>, Vec<Value>) = match path.split('/').collect::<Vec<_>>()[..] {
            ["users"] => range(&self.users, from, page, |_, user| self.user(user)),
            ["groups"] => {
                range(&self.groups, from, page, |id, team| json!({ "id": id, "displayName": team.name }))
            }
            ["groups", id, "members"] => {
                let team = self.groups.get(id).ok_or((404, "Request_ResourceNotFound"))?;
                let rest = team.members.range::<str, _>((Bound::Excluded(from), Bound::Unbounded));
                rest.filter(|id| self.is_listed(id))
                    .take(page)
                    .map(|id| (id, member_change(id, true)))
                    .unzip()
            }
            ["users", id, "memberOf"] => return self.related(id, |state, id| state.groups_of(id)),
            ["users", id, "directReports"] => return self.related(id, |state, id| state.reports_of(id)),
            _ => return Err((400, "BadRequest")),
        };
        let last = ids.last().filter(|_| ids.len() == page);
        let next = last.map(|last| format!("{}/{path}?$skiptoken={last}", self.base));
        Ok(body(&records, "@odata.nextLink", next))
    }

    fn related(&self, id: &str, find: impl Fn(&Self, &str) -> Vec<Value>) -> Result<Value, Refusal> {
        if self.secretive {
            return Err((403, "Authorization_RequestDenied"));
        }
        self.users.get(id).ok_or((404, "Request_ResourceNotFound"))?;
        Ok(body(&find(self, id), "@odata.nextLink", None))
    }

    fn groups_of(&self, id: &str) -> Vec<Value> {
        let groups = self.groups.iter().filter(|(_, team)| team.members.contains(id));
        groups.map(|(group, _)| member_change(group, true)).collect()
    }

    fn reports_of(&self, id: &str) -> Vec<Value> {
        let reports = self.users.iter().filter(|(_, user)| user.manager.as_deref() == Some(id));
        reports.map(|(report, _)| member_change(report, true)).collect()
    }

    /// Who or what is deleted stays a member, silently. Large groups hold ids nobody else knows.
    fn is_listed(&self, id: &str) -> bool {
        !self.deleted.contains_key(id) && (!is_group(id) || self.groups.contains_key(id))
    }

    fn batch(&self, request: &Value) -> Value {
        let answer = |part: &Value| {
            let url = part["url"].as_str().unwrap().trim_start_matches('/');
            let (path, query) = url.split_once('?').unwrap_or((url, ""));
            let (status, body) = match self.list(path, query) {
                Ok(body) => (200, body),
                Err((status, code)) => (status, json!({ "error": { "code": code } })),
            };
            json!({ "id": part["id"], "status": status, "body": body })
        };
        let parts = request["requests"].as_array().unwrap();
        json!({ "responses": parts.iter().rev().map(answer).collect::<Vec<_>>() })
    }

    fn route(&mut self, path: &str, query: &str, sent: &[u8]) -> Result<Value, Refusal> {
        self.asked.push(format!("{path}?{query}"));
        match path {
            "organization" => Ok(body(&[organization()], "@odata.nextLink", None)),
            "users/delta" => self.changes(USERS, path, query),
            "groups/delta" => self.changes(GROUPS, path, query),
            "$batch" => Ok(self.batch(&serde_json::from_slice(sent).unwrap())),
            _ => self.list(path, query),
        }
    }
}
fn range<'a, T>(
    all: &'a BTreeMap<String, T>,
    from: &str,
    most: usize,
    record: impl Fn(&str, &T) -> Value,
) -> (Vec<&'a String>, Vec<Value>) {
    let rest = all.range::<str, _>((Bound::Excluded(from), Bound::Unbounded));
    rest.take(most).map(|(id, value)| (id, record(id, value))).unzip()
}

fn is_group(id: &str) -> bool {
    id.contains("-b000-")
}

pub(super) fn member_change(id: &str, present: bool) -> Value {
    let kind = if is_group(id) { "#microsoft.graph.group" } else { "#microsoft.graph.user" };
    if present {
        return json!({ "@odata.type": kind, "id": id });
    }
    json!({ "@odata.type": kind, "id": id, "@removed": { "reason": "deleted" } })
}

fn organization() -> Value {
    let domain = json!({ "name": "contoso.example", "isDefault": true, "isInitial": false });
    json!({ "id": "11111111-2222-4333-8444-555555555555", "displayName": "Contoso", "verifiedDomains": [domain] })
}

pub(super) fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pair = query.split('&').filter_map(|pair| pair.split_once('='));
    pair.into_iter()
        .find(|(key, _)| key.trim_start_matches("%24").trim_start_matches('$') == name)
        .map(|(_, v)| v)
}

pub(super) fn body(records: &[Value], name: &str, link: Option<String>) -> Value {
    let mut body = json!({ "value": records });
    if let Some(link) = link {
        body[name] = json!(link);
    }
    body
}

pub(super) async fn answer(Shared(state): Shared<Arc<Mutex<State>>>, request: Request) -> impl IntoResponse {
    let path = request.uri().path().trim_start_matches("/v1.0/").to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let sent: Bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
    let mut state = state.lock().unwrap();
    let answer = state.route(&path, &query, &sent);
    if state.meanwhile > 0 {
        state.meanwhile -= 1;
        state.event();
    }
    let (status, body) = match answer {
        Ok(body) => (StatusCode::OK, body),
        Err((status, code)) => {
            (StatusCode::from_u16(status).unwrap(), json!({ "error": { "code": code, "message": "" } }))
        }
    };
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string())
}
