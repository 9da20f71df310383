//! The client against small servers whose every byte is scripted.

mod delta;
mod hostile;
mod members;
mod paging;
mod reading;
mod server;
mod tokens;
mod trouble;
