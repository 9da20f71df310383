//! Query options (OData 4.01 part 2, as far as Graph's directory supports them).
//! Border: strings become types here; which options a resource allows is its own matter.

use super::Result;
use super::errors::GraphError;
use crate::http::Call;

/// The largest page (`$top`), in records.
pub(super) const LARGEST_PAGE: usize = 999;

#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub(super) select: Option<Vec<String>>,
    pub(super) top: Option<usize>,
    pub(super) count: bool,
    /// The properties of `$expand=manager($select=...)`, empty for the default ones.
    pub(super) expand_manager: Option<Vec<String>>,
    pub(super) skip_token: Option<String>,
    pub(super) delta_token: Option<String>,
}

impl Options {
    pub(super) fn parse(call: &Call) -> Result<Self> {
        let mut options = Self::default();
        for (name, value) in call.params().iter() {
            options.take(name.trim_start_matches('$'), value)?;
        }
        Ok(options)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<()> {
        match name.to_ascii_lowercase().as_str() {
            "select" => self.select = Some(names(value)),
            "top" => self.top = Some(top(value)?),
            "count" => self.count = value.eq_ignore_ascii_case("true"),
            "expand" => self.expand_manager = Some(expand(value)?),
            "skiptoken" => self.skip_token = Some(value.to_owned()),
            "deltatoken" => self.delta_token = Some(value.to_owned()),
            "pause" => {}
            _ => {
                return Err(GraphError::unsupported_query(format!(
                    "The query option '{name}' is not supported here."
                )));
            }
        }
        Ok(())
    }

    pub(super) fn page_size(&self) -> usize {
        self.top.unwrap_or(100)
    }
}

fn names(list: &str) -> Vec<String> {
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn top(value: &str) -> Result<usize> {
    let number = value.parse().ok().filter(|number| (1..=LARGEST_PAGE).contains(number));
    number.ok_or_else(|| {
        GraphError::unsupported_query(format!("'{value}' is no page size from 1 to {LARGEST_PAGE}."))
    })
}

fn expand(value: &str) -> Result<Vec<String>> {
    let rest = value.strip_prefix("manager").map(str::trim);
    match rest {
        Some("") => Ok(Vec::new()),
        Some(rest) => {
            let inner = rest.strip_prefix("($select=").and_then(|rest| rest.strip_suffix(')'));
            inner.map(names).ok_or_else(|| GraphError::bad_request(format!("'{value}' cannot be expanded.")))
        }
        None => Err(GraphError::bad_request(format!("'{value}' cannot be expanded."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_sizes_end_at_999() {
        assert_eq!(top("999").unwrap(), 999, "the largest page");
        for wrong in ["0", "1000", "-1", "x", ""] {
            assert_eq!(top(wrong).unwrap_err().status, 400, "'{wrong}' is refused");
        }
    }

    #[test]
    fn the_manager_is_all_that_expands() {
        assert_eq!(
            expand("manager($select=id,displayName)").unwrap(),
            ["id", "displayName"],
            "chosen properties"
        );
        assert!(expand("manager").unwrap().is_empty(), "the default ones");
        assert!(expand("directReports").is_err(), "others are not imitated");
    }
}
