//! A walk through the list by key: what is found of it costs what it shows, however long the list is.

use crate::{Store, error::Result, fold::search_fold, tables::list::ListReader};
use rollcall_people::{ConnectionId, EmployeeId, Seen};
use rusqlite::{params_from_iter, types::Value};

/// Which way through the list, and past whom.
pub struct Walk<'a> {
    /// Words that all must occur, as in [`crate::Query`]; a search looks at everybody on its way.
    pub search: &'a str,
    pub by: WalkBy,
    pub descending: bool,
    /// Who is passed by, archived people among them: the walk itself meets everybody.
    pub but: &'a Seen<EmployeeId>,
}

/// The orders that are kept as indexes; equal values are ordered by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkBy {
    Name,
    Email,
}

impl ListReader<'_> {
    /// The next `count` people behind `after`, or from the beginning.
    pub fn walk(&self, walk: &Walk<'_>, after: Option<EmployeeId>, count: usize) -> Result<Vec<EmployeeId>> {
        let (sql, params) = walk.statement(after);
        let mut statement = self.0.prepare_cached(&sql)?;
        let met = statement.query_map(params_from_iter(params), |row| Ok(EmployeeId(row.get(0)?)))?;
        let wanted = met.filter(|id| id.as_ref().map_or(true, |id| !walk.but.contains(id)));
        Ok(wanted.take(count).collect::<rusqlite::Result<_>>()?)
    }

    /// Everybody but the people whom the connection has in the list. An index alone answers this, and
    /// where all of them are the connection's without a look at anybody.
    pub fn all_but_those_of(&self, connection: ConnectionId) -> Result<Seen<EmployeeId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id FROM employee WHERE owner IS NULL
             UNION ALL SELECT id FROM employee WHERE owner < ?1
             UNION ALL SELECT id FROM employee WHERE owner > ?1
             UNION ALL SELECT id FROM employee WHERE owner = ?1 AND status = 'archived'",
        )?;
        let ids = statement.query_map([connection.0], |row| Ok(EmployeeId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

impl Store {
    /// [`ListReader::walk`] of this moment.
    pub fn walk(&self, walk: &Walk<'_>, after: Option<EmployeeId>, count: usize) -> Result<Vec<EmployeeId>> {
        self.read_list(|list| list.walk(walk, after, count))?
    }

    /// [`ListReader::all_but_those_of`] of this moment.
    pub fn all_but_those_of(&self, connection: ConnectionId) -> Result<Seen<EmployeeId>> {
        self.read_list(|list| list.all_but_those_of(connection))?
    }
}

impl Walk<'_> {
    fn statement(&self, after: Option<EmployeeId>) -> (String, Vec<Value>) {
        let key = match self.by {
            WalkBy::Name => "name_key",
            WalkBy::Email => "email_key",
        };
        let (beyond, direction) = if self.descending { ("<", "DESC") } else { (">", "ASC") };
        let mut params: Vec<Value> = Vec::new();
        // What is searched in stands in that index: only whom the words fit is looked at in full.
        let index = if self.search.trim().is_empty() { "" } else { "INDEXED BY employee_list" };
        let mut sql = format!("SELECT id FROM employee {index} WHERE true");
        for word in search_fold(self.search).split_whitespace() {
            params.push(word.to_owned().into());
            sql += &format!(" AND instr(search, ?{})", params.len());
        }
        if let Some(EmployeeId(id)) = after {
            params.push(id.into());
            let last = format!("SELECT {key}, id FROM employee WHERE id = ?{}", params.len());
            sql += &format!(" AND ({key}, id) {beyond} ({last})");
        }
        (format!("{sql} ORDER BY {key} {direction}, id {direction}"), params)
    }
}
