//! What the work of this process costs: time, processor time, the most memory it ever held.

use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// Starts before the first request; the process itself and its HTTP client are there by then.
pub(crate) struct Meter {
    started: Instant,
    cpu: Duration,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cost {
    pub(crate) wall_ms: f64,
    /// Of all threads, user and system.
    pub(crate) cpu_ms: f64,
    /// Of the whole process, start included.
    pub(crate) peak_mb: f64,
    /// As the server counted them.
    #[serde(default)]
    pub(crate) requests: usize,
    /// Users, groups, memberships.
    pub(crate) rows: [usize; 3],
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), cpu: cpu() }
    }

    pub(crate) fn cost(&self) -> Cost {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        Cost {
            wall_ms: ms(self.started.elapsed()),
            cpu_ms: ms(cpu().saturating_sub(self.cpu)),
            peak_mb: peak_kb() as f64 / 1024.0,
            ..Cost::default()
        }
    }
}

impl Cost {
    /// The last line that a reader says.
    pub(crate) fn say(&self) {
        println!("{}", serde_json::to_string(self).unwrap());
    }

    /// The least of each figure; requests and rows are the same in all.
    pub(crate) fn least(rounds: &[Self]) -> Self {
        let least = |of: fn(&Self) -> f64| rounds.iter().map(of).fold(f64::INFINITY, f64::min);
        Self {
            wall_ms: least(|cost| cost.wall_ms),
            cpu_ms: least(|cost| cost.cpu_ms),
            peak_mb: least(|cost| cost.peak_mb),
            ..rounds[0].clone()
        }
    }
}

#[cfg(unix)]
fn cpu() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

/// Other systems have no such clock among their files; the wall tells.
#[cfg(not(unix))]
fn cpu() -> Duration {
    Duration::ZERO
}

/// `VmHWM`; 0 where the system does not tell.
fn peak_kb() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
