//! A directory prepared for counting, for the editor: the same questions are asked again and again
//! of the same people.
//!
//! An attribute becomes a column that knows each distinct value once; a condition is asked of the
//! values rather than of the people, and its answer is kept. After an edit only what changed is
//! asked, and everything else is arithmetic on sets.

mod answer;
mod column;
mod survey;

pub use survey::{NodeSurvey, RuleSurvey, Survey};

use crate::attribute::Attribute;
use crate::facts::Facts;
use answer::Answer;
use chrono::NaiveDate;
use column::Column;
use fixedbitset::FixedBitSet;
use rollcall_people::Directory;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// People, by their position among the directory's users.
pub type People = FixedBitSet;

/// Columns and answers of one directory, for one choice of domains and one day.
pub struct Census {
    directory: Arc<Directory>,
    allowed_domains: Option<Vec<String>>,
    today: NaiveDate,
    columns: Mutex<HashMap<Attribute, Arc<Column>>>,
    answers: Mutex<HashMap<String, Answer>>,
}

impl Census {
    /// `allowed_domains` as in the policies: none means the tenant's verified domains.
    pub fn new(directory: Arc<Directory>, allowed_domains: Option<Vec<String>>, today: NaiveDate) -> Self {
        Self { directory, allowed_domains, today, columns: Mutex::default(), answers: Mutex::default() }
    }

    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Whether it was made for these.
    pub fn fits(&self, allowed_domains: Option<&[String]>, today: NaiveDate) -> bool {
        self.allowed_domains.as_deref() == allowed_domains && self.today == today
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts::new(&self.directory, self.allowed_domains.as_deref())
    }

    /// People with an address that counts.
    pub fn with_address(&self) -> People {
        let column = self.column(Attribute::HasAddress);
        column.people(|value| value.text == "true")
    }

    /// The distinct values of an attribute with how many people have each, most frequent first and
    /// then by name. Spellings that compare as the same are one, named as most people write it.
    pub fn values(&self, attribute: Attribute) -> Vec<(String, usize)> {
        self.column(attribute).frequencies()
    }

    pub(crate) fn nobody(&self) -> People {
        People::with_capacity(self.directory.users.len())
    }

    fn column(&self, attribute: Attribute) -> Arc<Column> {
        if let Some(column) = lock(&self.columns).get(&attribute) {
            return column.clone();
        }
        let column = Arc::new(Column::new(&self.facts(), attribute));
        lock(&self.columns).insert(attribute, column.clone());
        column
    }
}

/// A panic elsewhere leaves the maps usable.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
