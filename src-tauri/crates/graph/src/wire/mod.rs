//! One request, until it is answered or given up: the only place that talks HTTP.

mod answer;
mod ask;
mod body;
mod budget;
mod challenge;
mod fault;
mod lanes;
mod link;
mod send;

pub(crate) use answer::{Body, classify, trace_of_part};
pub(crate) use ask::Ask;
pub(crate) use budget::Budget;
pub(crate) use fault::read as fault_of;
pub(crate) use lanes::Lanes;
pub(crate) use link::{Base, Link};
pub use send::Http;
pub(crate) use send::{Wire, jitter};
