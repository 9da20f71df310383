//! `register`: how to make an app registration of one's own. Neither reads nor changes anything.

use super::Outcome;
use crate::args::{Register, Script};
use crate::exit::Exit;
use crate::output;

/// The files that the wizard copies.
const AZ: &str = include_str!("../../../../../ui/src/contract/registration/az.sh");
const POWERSHELL: &str = include_str!("../../../../../ui/src/contract/registration/powershell.ps1");

pub(crate) fn run(args: &Register, as_json: bool) -> Outcome {
    match args.script {
        Some(Script::Az) => output::script(AZ, as_json),
        Some(Script::Powershell) => output::script(POWERSHELL, as_json),
        None => output::registration(as_json),
    }
    Ok(Exit::Done)
}
