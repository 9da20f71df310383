//! Connections: signing in, and leaving.

use clap::{ArgGroup, Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Connect {
    /// What to call the connection; only you see it
    pub(crate) name: String,
    /// Which Microsoft cloud
    #[arg(long, value_enum, default_value_t = Cloud::Global)]
    pub(crate) cloud: Cloud,
    /// Sign-in address; only with `--cloud custom`, and only on this computer
    #[arg(long, value_name = "URL", requires = "graph_url", required_if_eq("cloud", "custom"))]
    pub(crate) login_url: Option<String>,
    /// Graph address; only with `--cloud custom`, and only on this computer
    #[arg(long, value_name = "URL", requires = "login_url", required_if_eq("cloud", "custom"))]
    pub(crate) graph_url: Option<String>,
    /// Tenant id or domain; any organisation when left out
    #[arg(long, value_name = "TENANT")]
    pub(crate) tenant: Option<String>,
    /// Your own app registration's client id, see `rollcall register`
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    #[command(flatten)]
    pub(crate) browser: Browser,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Register {
    /// Print a script that does it, instead of the steps
    #[arg(long, value_enum)]
    pub(crate) script: Option<Script>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Script {
    /// For a shell with the Azure CLI
    Az,
    /// For PowerShell with the module Microsoft.Graph
    Powershell,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Browser {
    /// Print the address to open instead of opening a browser
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// How many seconds to wait for the sign-in
    #[arg(long, value_name = "S", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=300))]
    pub(crate) timeout: u32,
    /// Not an administrator? Print words and a consent link for one, and sign nobody in
    #[arg(long, conflicts_with_all = ["no_browser", "timeout"])]
    pub(crate) ask_admin: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Cloud {
    Global,
    Usgov,
    Dod,
    China,
    Custom,
}

#[derive(Debug, Args)]
pub(crate) struct Signin {
    /// The connection
    pub(crate) name: String,
    /// Through another app registration from now on: its client id
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    #[command(flatten)]
    pub(crate) browser: Browser,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("people").args(["keep", "archive", "delete"]).required(true))]
pub(crate) struct Disconnect {
    /// The connection
    pub(crate) name: String,
    /// Keep its people as local ones
    #[arg(long)]
    pub(crate) keep: bool,
    /// Archive its people
    #[arg(long)]
    pub(crate) archive: bool,
    /// Delete its people
    #[arg(long)]
    pub(crate) delete: bool,
}
