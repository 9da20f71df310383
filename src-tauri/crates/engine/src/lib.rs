//! Use cases: connect, read, preview, apply, export. The only place that wires adapters.

pub mod api;
