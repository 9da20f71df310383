//! Codes and parameters become sentences, from the same catalogue as the UI.
