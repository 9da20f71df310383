//! SQLite: migrations, one module per table, the apply transaction.
