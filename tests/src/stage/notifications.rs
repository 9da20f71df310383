//! The desktop's notification service on the test's bus: it shows nothing and remembers everything.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, connection};
use zbus::zvariant::OwnedValue;

pub struct Notifications {
    shown: Shown,
    _bus: Connection,
}

/// Title and text of each, in order.
type Shown = Arc<Mutex<Vec<(String, String)>>>;

struct Service(Shown);

impl Notifications {
    pub fn serve(bus: &str) -> Self {
        let shown = Shown::default();
        let bus = connection::Builder::address(bus)
            .and_then(|bus| bus.name("org.freedesktop.Notifications"))
            .and_then(|bus| bus.serve_at("/org/freedesktop/Notifications", Service(shown.clone())))
            .and_then(connection::Builder::build);
        Self { shown, _bus: bus.unwrap() }
    }

    pub fn shown(&self) -> Vec<(String, String)> {
        self.shown.lock().unwrap().clone()
    }
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    fn get_capabilities(&self) -> Vec<String> {
        ["body", "body-markup"].map(str::to_owned).into()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let (name, version) = ("test".to_owned(), "1".to_owned());
        (name.clone(), name, version, "1.2".to_owned())
    }

    #[allow(clippy::too_many_arguments, reason = "the specification has so many")]
    fn notify(
        &self,
        _app: &str,
        _replaces: u32,
        _icon: &str,
        summary: &str,
        body: &str,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap();
        shown.push((summary.to_owned(), body.to_owned()));
        shown.len().try_into().unwrap()
    }
}
