//! Rules, mapping and departments as the screens edit them, on the sample company.

#![allow(clippy::needless_pass_by_value, reason = "JSON made on the spot")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a wrong test must fail")]

mod departments;
mod mapping;
mod rules;
mod world;
