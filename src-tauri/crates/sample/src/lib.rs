//! The sample company: Entra and Graph on loopback, with fault switches.
