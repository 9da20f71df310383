//! One column model, and writers for XLSX and CSV.
