//! The command line as a script would use it: the real binary, a real data directory, the
//! sample company on loopback.

mod faults;
mod main_job;
mod privacy;
mod usage;
mod world;
