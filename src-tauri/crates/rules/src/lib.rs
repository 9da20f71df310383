//! Conditions, their evaluation with a trace, and destinations. Pure.
