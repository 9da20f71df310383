//! Time and memory of this process.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Stops measuring more rounds when they took this long together.
const ENOUGH: Duration = Duration::from_secs(4);
const ROUNDS: usize = 5;

/// The best of some rounds, as cells of the table: what others do on the machine only adds.
pub(crate) fn rounds<T>(mut work: impl FnMut() -> T) -> String {
    let started = Instant::now();
    let mut times = Vec::new();
    while times.len() < ROUNDS && (times.is_empty() || started.elapsed() < ENOUGH) {
        times.push(timed(&mut work));
    }
    cells(times.into_iter().min().unwrap())
}

/// For work that can be done only once.
pub(crate) fn once<T>(work: impl FnOnce() -> T) -> String {
    cells(timed(work))
}

/// Until what `work` makes is there; giving its memory back is measured by a row of its own.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, Duration) {
    let (cpu, wall) = (cpu(), Instant::now());
    let made = black_box(work());
    let times = (self::cpu() - cpu, wall.elapsed());
    drop(made);
    times
}

fn cells((cpu, wall): (Duration, Duration)) -> String {
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    format!("{} | {} | {} MB", ms(cpu), ms(wall), peak())
}

/// Of all threads.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

/// The most memory this process ever had, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: u64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
    kilobytes / 1024
}
