//! Automatic syncs.

use clap::{ArgGroup, Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Schedule {
    /// Show the schedule, and what the system's scheduler is told or would be told
    Show,
    /// Change the time of day, or switch a connection on or off
    Set(SetSchedule),
    /// Leave tonight out: no automatic sync of any connection until tomorrow morning
    Pause,
    /// End that pause
    Resume,
    /// Have the system's scheduler (systemd, launchd, Task Scheduler) sync once a day
    Install,
    /// Take that back
    Remove,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").args(["at", "on", "off"]).required(true).multiple(true))]
#[command(group = ArgGroup::new("switch").args(["on", "off"]))]
pub(crate) struct SetSchedule {
    /// The connection to switch
    #[arg(requires = "switch")]
    pub(crate) name: Option<String>,
    /// Let this connection sync by itself
    #[arg(long, requires = "name")]
    pub(crate) on: bool,
    /// Let this connection sync only by hand
    #[arg(long, requires = "name")]
    pub(crate) off: bool,
    /// The local time of day for all connections
    #[arg(long, value_name = "HH:MM")]
    pub(crate) at: Option<String>,
}
