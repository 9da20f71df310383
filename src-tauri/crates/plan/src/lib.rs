//! Directory, rules and employees become a plan; the guard. Pure.
