//! Hostile records: what a broken or malicious server might send for a person.
//! Border: one page's JSON in, one page's JSON out.

use super::Hostile;
use axum::body::Bytes;
use serde_json::{Value, json};

/// Stands for a lone surrogate until the JSON is text, as Rust strings cannot hold one.
const SURROGATE: &str = "\u{e000}surrogate\u{e000}";

/// Spoils the first record of a page; other bodies stay as they are.
pub(super) fn spoil(body: &Bytes, hostile: Hostile) -> Bytes {
    let Ok(mut page) = serde_json::from_slice::<Value>(body) else { return body.clone() };
    let Some(record) = page.get_mut("value").and_then(|records| records.get_mut(0)) else {
        return body.clone();
    };
    change(record, hostile);
    page.to_string().replace(SURROGATE, "\\ud800").into()
}

fn change(record: &mut Value, hostile: Hostile) {
    match hostile {
        Hostile::NumbersForStrings => texts(record, |_| json!(42)),
        Hostile::NulCharacters => texts(record, |text| json!(format!("{text}\0x"))),
        Hostile::LoneSurrogates => texts(record, |text| json!(format!("{text}{SURROGATE}"))),
        Hostile::MegabyteStrings => texts(record, |_| json!("A".repeat(1 << 20))),
        Hostile::Markup => {
            texts(record, |text| json!(format!("\u{202e}<img src=x onerror=alert(1)>\u{200b}{text}")));
        }
        Hostile::TenThousandAddresses => record["proxyAddresses"] = many_addresses(),
        Hostile::UnknownProperties => record["somethingNew"] = json!({ "deep": [[[{ "x": null }]]] }),
        Hostile::NotAnObject => *record = json!("nobody"),
        Hostile::MissingId => {
            if let Value::Object(fields) = record {
                fields.remove("id");
            }
        }
    }
}

/// Changes every text but the id, by which tests find the record again.
fn texts(record: &mut Value, change: impl Fn(&str) -> Value) {
    let Value::Object(fields) = record else { return };
    for (name, value) in fields.iter_mut().filter(|(name, _)| *name != "id" && !name.starts_with('@')) {
        match value {
            Value::String(text) => *value = change(text),
            Value::Null if name == "givenName" => *value = change(""),
            _ => {}
        }
    }
}

fn many_addresses() -> Value {
    (0..10_000).map(|n| format!("smtp:alias.{n}@contoso-sample.example")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_surrogate_reaches_the_wire_as_an_escape() {
        let page = Bytes::from(r#"{"value":[{"id":"1","displayName":"A"}]}"#);
        let spoiled = spoil(&page, Hostile::LoneSurrogates);
        let text = String::from_utf8_lossy(&spoiled);
        assert!(text.contains(r#""A\ud800""#), "JSON allows the escape that strict readers refuse: {text}");
    }
}
