//! A desktop's panel on the test's bus: it takes icons in, reads their menus and presses what is in them.

use super::process::{wait_for, wait_until};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedValue, Value};

const PATIENCE: Duration = Duration::from_secs(60);
const LOST: Duration = Duration::from_secs(5);

pub struct Panel {
    icons: Icons,
    bus: Connection,
}

/// Who shows an icon, and where on the bus it is, in order.
type Icons = Arc<Mutex<Vec<(String, String)>>>;

struct Watcher(Icons);

/// A line of an icon's menu.
#[derive(Clone, Debug)]
pub struct Entry {
    pub label: String,
    pub enabled: bool,
    id: i32,
}

/// As `com.canonical.dbusmenu` describes a part of a menu: its number, what is known of it, what is in it.
type Part = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Panel {
    pub fn serve(bus: &str) -> Self {
        let icons = Icons::default();
        let bus = connection::Builder::address(bus)
            .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher(icons.clone())))
            .and_then(connection::Builder::build);
        Self { icons, bus: bus.unwrap() }
    }

    /// The lines of the menu of the first icon, separators left out; none while there is no icon.
    pub fn menu(&self) -> Vec<Entry> {
        let Some(menu) = self.dbusmenu() else { return Vec::new() };
        let wanted = ["label", "enabled", "type"];
        let layout = menu.call("GetLayout", &(0_i32, -1_i32, &wanted[..]));
        let (_, (_, _, lines)): (u32, Part) = layout.unwrap_or_default();
        lines.into_iter().filter_map(|line| entry(line.try_into().ok()?)).collect()
    }

    /// Waits for a line that begins like this.
    pub fn line(&self, beginning: &str) -> Entry {
        let mut menu = Vec::new();
        let found = wait_for(PATIENCE, || {
            menu = self.menu();
            menu.iter().find(|entry| entry.label.starts_with(beginning)).cloned()
        });
        found.unwrap_or_else(|| panic!("`{beginning}` in {menu:?} within {PATIENCE:?}"))
    }

    pub fn press(&self, label: &str) {
        wait_until(&format!("`{label}` is there to be pressed"), PATIENCE, || {
            self.press_line(&self.line(label))
        });
    }

    /// The same, once more where nothing comes of it: a menu that is just made anew loses what is pressed.
    pub fn press_until(&self, label: &str, done: impl Fn() -> bool) {
        let mut last: Option<Instant> = None;
        wait_until(&format!("what `{label}` does"), PATIENCE, || {
            let line = self.menu().into_iter().find(|line| line.label == label);
            if let Some(line) = line.filter(|_| !done() && last.is_none_or(|at| at.elapsed() > LOST)) {
                last = self.press_line(&line).then(Instant::now);
            }
            done()
        });
    }

    /// `false`: the menu was made anew since the line was read, and nobody heard.
    fn press_line(&self, line: &Entry) -> bool {
        assert!(line.enabled, "{line:?} can be pressed");
        let (nothing, at_once) = (Value::from(0_i32), 0_u32);
        match self.dbusmenu().unwrap().call::<_, _, ()>("Event", &(line.id, "clicked", nothing, at_once)) {
            Err(zbus::Error::MethodError(_, Some(why), _))
                if why.contains("does not refer to a menu item") =>
            {
                false
            }
            pressed => {
                pressed.unwrap();
                true
            }
        }
    }

    fn dbusmenu(&self) -> Option<Proxy<'static>> {
        let (owner, path) = self.icons.lock().unwrap().first().cloned()?;
        let icon = Proxy::new(&self.bus, owner.clone(), path, "org.kde.StatusNotifierItem").ok()?;
        let menu: zbus::zvariant::OwnedObjectPath = icon.get_property("Menu").ok()?;
        Proxy::new(&self.bus, owner, menu, "com.canonical.dbusmenu").ok()
    }
}

fn entry((id, mut known, _): Part) -> Option<Entry> {
    let label = String::try_from(known.remove("label")?).ok()?;
    let enabled = known.remove("enabled").is_none_or(|enabled| bool::try_from(enabled) != Ok(false));
    Some(Entry { label, enabled, id })
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// Icons come with the path they are at, and are the caller's.
    #[allow(clippy::needless_pass_by_value, reason = "it is handed over like this")]
    fn register_status_notifier_item(&self, path: &str, #[zbus(header)] header: Header<'_>) {
        let owner = header.sender().unwrap().to_string();
        self.0.lock().unwrap().push((owner, path.to_owned()));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}
