//! The way to Microsoft 365.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Proxy {
    /// Show which proxy is gone through
    Show,
    /// Go through this one, such as http://proxy.contoso.com:8080; without a password in it
    Set { address: String },
    /// Go through the one that the system or HTTPS_PROXY names, if any
    System,
}
