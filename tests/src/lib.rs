//! Tests of the whole live beside this file: `it/`, `e2e/`, `peers/`.
