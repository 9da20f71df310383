//! How WebKit draws on Linux. It asks the environment once, before anything else starts; what
//! somebody has set there stays. The window needs no graphics card.

use std::path::Path;

/// A name and a value for the environment.
type Variable = (&'static str, &'static str);

/// Pictures go through the memory that all processes share.
const NO_BUFFERS_OF_THE_CARD: Variable = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
/// The page is drawn as one picture.
const NO_LAYERS: Variable = ("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
/// NVIDIA's driver and Wayland lose each other's signals.
const NO_EXPLICIT_SYNC: Variable = ("__NV_DISABLE_EXPLICIT_SYNC", "1");

#[derive(Clone, Copy)]
struct Machine {
    /// There is something that can render.
    card: bool,
    nvidia: bool,
    wayland: bool,
}

/// To be called first of all. `plain`: whatever the machine seems to be, its windows stayed empty.
pub(crate) fn choose(plain: bool) {
    let machine = Machine {
        card: (128..192).any(|number| Path::new(&format!("/dev/dri/renderD{number}")).exists()),
        nvidia: Path::new("/proc/driver/nvidia/version").exists(),
        wayland: std::env::var_os("WAYLAND_DISPLAY").is_some(),
    };
    for (name, value) in wanted(machine).into_iter().chain(plain.then_some(NO_LAYERS)) {
        let _ = glib::setenv(name, value, false);
    }
}

fn wanted(machine: Machine) -> Option<Variable> {
    match machine {
        // The processor would imitate a card, and each frame would take a tenth of a second or more.
        Machine { card: false, .. } => Some(NO_BUFFERS_OF_THE_CARD),
        // With this driver windows stay empty.
        Machine { nvidia: true, wayland: true, .. } => Some(NO_EXPLICIT_SYNC),
        Machine { nvidia: true, .. } => Some(NO_BUFFERS_OF_THE_CARD),
        Machine { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: Machine = Machine { card: true, nvidia: false, wayland: true };

    #[test]
    fn a_machine_that_can_draw_is_left_alone() {
        assert_eq!(wanted(DESK), None, "WebKit knows best");
        assert_eq!(wanted(Machine { wayland: false, ..DESK }), None, "also without Wayland");
    }

    #[test]
    fn no_card_is_imitated() {
        let server = Machine { card: false, wayland: false, ..DESK };
        assert_eq!(wanted(server), Some(NO_BUFFERS_OF_THE_CARD), "remote desktops and virtual machines");
    }

    #[test]
    fn windows_do_not_stay_empty_on_nvidia() {
        let nvidia = Machine { nvidia: true, ..DESK };
        assert_eq!(wanted(nvidia), Some(NO_EXPLICIT_SYNC), "Wayland keeps its acceleration");
        assert_eq!(wanted(Machine { wayland: false, ..nvidia }), Some(NO_BUFFERS_OF_THE_CARD), "X11");
    }
}
