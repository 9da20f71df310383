//! What the engine calls things that it makes for somebody to begin with. From then on they are the admin's own
//! data: so they are named in the language of whoever is at the edge when they are made.

use crate::engine::{Engine, Inner};
use crate::jobs::lock;

/// Names of rules; the default department is `Main` everywhere. English unless the edge says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterNames {
    /// The rule that skips guests.
    pub guests: String,
    pub with_department: String,
    pub licensed: String,
    pub group_members: String,
}

impl StarterNames {
    /// `say` knows what stands under `starter` in the catalogue.
    pub fn of(say: impl Fn(&str) -> String) -> Self {
        Self {
            guests: say("guests"),
            with_department: say("with_department"),
            licensed: say("licensed"),
            group_members: say("group_members"),
        }
    }
}

impl Default for StarterNames {
    fn default() -> Self {
        Self {
            guests: "Guests".into(),
            with_department: "People with a department".into(),
            licensed: "Licensed people".into(),
            group_members: "Members of a group".into(),
        }
    }
}

impl Engine {
    /// What is made from now on is called like this; what is there keeps its name.
    pub fn name_by(&self, names: StarterNames) {
        *lock(&self.inner.starter) = names;
    }
}

impl Inner {
    pub(crate) fn starter_names(&self) -> StarterNames {
        lock(&self.starter).clone()
    }
}
