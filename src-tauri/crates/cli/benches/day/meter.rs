//! What a child process costs, as Linux tells of it; elsewhere only the time it took.

use std::fs::read_to_string;
use std::io::Read;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How often the memory of a child is looked at.
const LOOK: Duration = Duration::from_millis(2);
/// Processor time is told in hundredths of a second.
const TICK_MS: f64 = 10.0;

#[derive(Default)]
pub(crate) struct Cost {
    pub(crate) wall_ms: f64,
    /// Of all threads, user and system.
    pub(crate) cpu_ms: f64,
    pub(crate) peak_mb: f64,
}

impl Cost {
    /// Of a program from its start to its end, and what it said.
    pub(crate) fn of(command: &mut Command) -> (Self, String) {
        let started = Instant::now();
        let mut child = command.spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let reader = thread::spawn(move || {
            let mut said = String::new();
            stdout.read_to_string(&mut said).map(|_| said)
        });
        let mut cost = Self::default();
        // Until it has ended, but is not yet waited for: then its figures are still there.
        while cost.look(child.id()) {
            thread::sleep(LOOK);
        }
        child.wait().unwrap();
        cost.wall_ms = started.elapsed().as_secs_f64() * 1e3;
        (cost, reader.join().unwrap().unwrap())
    }

    /// Whether the process still runs.
    fn look(&mut self, process: u32) -> bool {
        let status = read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes: Option<f64> = peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok());
        self.peak_mb = self.peak_mb.max(kilobytes.unwrap_or_default() / 1024.0);
        let stat = read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // The name before it may hold anything, spaces too.
        let after_name = stat.rsplit_once(')').map_or("", |(_, after)| after);
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse().ok()).unwrap_or(0.0);
        self.cpu_ms = (ticks(11) + ticks(12)) * TICK_MS;
        fields.first().is_some_and(|state| *state != "Z")
    }
}
