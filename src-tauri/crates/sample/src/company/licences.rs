//! Licences people hold. The ids and part numbers are Microsoft's published ones
//! ("Product names and service plan identifiers for licensing", learn.microsoft.com).

use serde_json::{Value, json};

const BUSINESS_PREMIUM: (&str, &str) = ("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "SPB");
const BUSINESS_BASIC: (&str, &str) = ("3b555118-da6a-4418-894f-7df1e2096870", "O365_BUSINESS_ESSENTIALS");
const EXCHANGE: (&str, &str) = ("4b9405b0-7788-4568-add1-99614e613b69", "EXCHANGESTANDARD");
const ALL: [(&str, &str); 3] = [BUSINESS_PREMIUM, BUSINESS_BASIC, EXCHANGE];

/// The `skuPartNumber` of a `skuId`.
pub(crate) fn part_number(sku_id: &str) -> Option<&'static str> {
    ALL.iter().find(|(id, _)| *id == sku_id).map(|(_, name)| *name)
}

/// `assignedLicenses` of an ordinary employee; `variant` chooses which.
pub(super) fn assigned(variant: u64) -> Value {
    let held: &[(&str, &str)] = match variant % 5 {
        0 => &[BUSINESS_BASIC],
        1 => &[BUSINESS_BASIC, EXCHANGE],
        _ => &[BUSINESS_PREMIUM],
    };
    held.iter().map(|(id, _)| json!({ "skuId": id, "disabledPlans": [] })).collect()
}
