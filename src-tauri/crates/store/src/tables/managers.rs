//! Managers in a directory that was edited: a round of changes names them by id, and tells their own
//! new names only once.

use rollcall_people::{ObjectId, Person, TextAttribute};
use std::collections::{HashMap, HashSet};

/// Managers go by the names they have now; one who is gone is nobody's, and so is one whom nobody ever named.
pub(crate) fn resolve(users: &mut [Person], gone: &HashSet<ObjectId>) {
    let name = |user: &Person| user.text(TextAttribute::DisplayName).map(str::to_owned);
    let managers: HashSet<ObjectId> =
        users.iter().filter_map(|user| user.manager.as_ref().map(|m| m.object_id.clone())).collect();
    let names: HashMap<ObjectId, Option<String>> = users
        .iter()
        .filter(|user| managers.contains(&user.object_id))
        .map(|user| (user.object_id.clone(), name(user)))
        .collect();
    for user in users {
        user.manager.take_if(|manager| {
            let (id, name) = (&manager.object_id, &manager.display_name);
            gone.contains(id) || (name.is_none() && !names.contains_key(id))
        });
        // Others, such as contacts, keep the name they came with.
        if let Some(manager) = &mut user.manager
            && let Some(name) = names.get(&manager.object_id)
        {
            manager.display_name.clone_from(name);
        }
    }
}
