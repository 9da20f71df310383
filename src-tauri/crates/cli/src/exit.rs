//! Exit codes: what a script can rely on.

use rollcall_engine::api::{ErrorCode, Failure, RunResult, RunView};
use std::process::ExitCode;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Also "no changes".
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    /// The guard, a blocked rule, or conflicts left after the rest was applied.
    NeedsDecision = 3,
    SignInNeeded = 4,
    RunActive = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    pub(crate) fn of_failure(failure: &Failure) -> Self {
        use ErrorCode as E;
        match failure.code {
            E::RunActive => Self::RunActive,
            E::Held | E::RuleBlocked | E::NoUsers | E::FirstSyncByHand | E::DepartmentExists => {
                Self::NeedsDecision
            }
            E::SignInNeeded
            | E::ConsentNeeded
            | E::SignInCancelled
            | E::SignInTimedOut
            | E::SignInRefused => Self::SignInNeeded,
            _ => Self::Failed,
        }
    }

    pub(crate) fn of_run(run: &RunView) -> Self {
        match (&run.error, run.result) {
            (Some(failure), _) => Self::of_failure(failure),
            (None, RunResult::Held) => Self::NeedsDecision,
            (None, RunResult::Failed) => Self::Failed,
            (None, _) if run.counts.conflict > 0 => Self::NeedsDecision,
            (None, _) => Self::Done,
        }
    }

    /// Of several runs, the one that wants attention most.
    pub(crate) fn worst(self, other: Self) -> Self {
        let rank = |exit| match exit {
            Self::Done => 0,
            Self::NeedsDecision => 1,
            Self::RunActive => 2,
            Self::SignInNeeded => 3,
            Self::Failed => 4,
            Self::WrongUsage => 5,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}
