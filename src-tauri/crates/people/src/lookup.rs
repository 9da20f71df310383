//! Maps for ids and texts of a directory, which are looked up by the hundred thousand: a quick hash,
//! seeded anew for each map, so that nobody can choose ids that collide.

use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

pub type Lookup<K, V> = HashMap<K, V, RandomState>;
pub type Seen<K> = HashSet<K, RandomState>;
