//! What a request costs in resource units ("Microsoft Graph service-specific throttling limits",
//! learn.microsoft.com). Border: arithmetic over the address.

use crate::http::Call;

/// At least 1; `$select` saves one, `$expand` costs one more.
pub(crate) fn units(call: &Call) -> u32 {
    if call.path.ends_with("/$batch") || !call.path.starts_with("/v1.0/") {
        return 0;
    }
    let base = match call.path.as_str() {
        path if path.contains("/transitiveMembers") => 5,
        path if path.contains("/members") => 3,
        path if path.ends_with("/users") => 2,
        _ => 1,
    };
    let query = call.query.replace("%24", "$");
    let (saved, extra) = (u32::from(query.contains("$select")), u32::from(query.contains("$expand")));
    (base + extra).saturating_sub(saved).max(1)
}
