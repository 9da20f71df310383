//! An X display that nobody sees, with a number the server picks itself.

use super::process::Process;
use std::process::{Command, Stdio};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

pub struct Display {
    _server: Process,
    /// Such as `:99`.
    pub name: String,
}

impl Display {
    pub fn start() -> Self {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x820x24", "-nolisten", "tcp"])
            .stderr(Stdio::null());
        let (server, number) = Process::start_and_hear(&mut xvfb);
        Self { _server: server, name: format!(":{number}") }
    }

    /// Whether a window of the app is to be seen.
    pub fn shows_window(&self) -> bool {
        Screen::of(self).window().is_some()
    }

    /// Asks the app to close its window, as the button in a window's frame does.
    pub fn close_window(&self) {
        let screen = Screen::of(self);
        let window = screen.window().unwrap_or_else(|| panic!("a window is there to be closed"));
        let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| screen.atom(name));
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        screen.server.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
    }
}

/// A connection to the display's server.
struct Screen {
    server: RustConnection,
    root: Window,
}

impl Screen {
    fn of(display: &Display) -> Self {
        let (server, screen) = x11rb::connect(Some(&display.name)).unwrap();
        let root = server.setup().roots[screen].root;
        Self { server, root }
    }

    /// The app's window, while it is shown. Menus and tooltips are no windows of their own here.
    fn window(&self) -> Option<Window> {
        let tree = self.server.query_tree(self.root).unwrap().reply().unwrap();
        tree.children.into_iter().find(|&window| self.is_shown(window).unwrap_or(false))
    }

    /// What is gone meanwhile is not shown.
    fn is_shown(&self, window: Window) -> Option<bool> {
        let state = self.server.get_window_attributes(window).ok()?.reply().ok()?.map_state;
        let (name, any) = (self.atom("_NET_WM_NAME"), AtomEnum::ANY);
        let name = self.server.get_property(false, window, name, any, 0, 64).ok()?.reply().ok()?;
        Some(state == MapState::VIEWABLE && name.value.starts_with(b"Rollcall"))
    }

    fn atom(&self, name: &str) -> u32 {
        self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }
}
