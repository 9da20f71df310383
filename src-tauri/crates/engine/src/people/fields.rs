//! Setting values by field name, as a person typed them.

use crate::api::{ErrorCode, Failure};
use rollcall_export::Column;
use rollcall_people::{Department, Email, Employee, Field, Owner};
use rollcall_rules::closest;

/// Writes one value; a blank one clears the field. Fields of a managed person are pinned, the note
/// excepted: no source ever writes it; their departments are kept from the rules. The address of such a
/// person follows the source.
pub(crate) fn set(employee: &mut Employee, name: &str, value: &str) -> Result<(), Failure> {
    let column = column(name)?;
    let managed = employee.owner != Owner::Local;
    let record = &mut employee.record;
    match column {
        Column::Field(field) => {
            record.fields.set(field, Some(value.trim()));
            if managed && !field.is_local_only() {
                employee.pinned.insert(field);
            }
        }
        Column::Department | Column::Departments => {
            record.departments = match column {
                Column::Department => vec![department(value)?],
                _ => departments(record.departments.first(), value)?,
            };
            employee.department_by_hand |= managed;
        }
        _ if managed => return Err(not_editable(name)),
        Column::Email => record.email = address(value)?,
        Column::Aliases => record.aliases = items(value).map(address).collect::<Result<_, _>>()?,
        _ => return Err(not_editable(name)),
    }
    Ok(())
}

/// Gives a field back to the source, which writes it with the next sync.
pub(crate) fn reset(employee: &mut Employee, name: &str) -> Result<(), Failure> {
    match column(name)? {
        Column::Field(field) => drop(employee.pinned.remove(&field)),
        Column::Department | Column::Departments => employee.department_by_hand = false,
        _ => return Err(not_editable(name)),
    }
    Ok(())
}

/// Whether the list keeps such a column by itself, so that a file need not bring it.
pub(crate) fn is_bookkeeping(column: Column) -> bool {
    use Column::{Id, Kind, ObjectId, Owner, Pinned, Status};
    matches!(column, Id | Kind | ObjectId | Owner | Pinned | Status)
}

pub(crate) fn address(text: &str) -> Result<Email, Failure> {
    Email::parse(text).map_err(|_| Failure::new(ErrorCode::InvalidAddress).with("email", text.trim()))
}

fn department(path: &str) -> Result<Department, Failure> {
    let bad = || Failure::new(ErrorCode::InvalidDepartment).with("department", path.trim());
    Department::fixed(path).ok().flatten().ok_or_else(bad)
}

/// Paths separated by semicolons. The primary one that is known already may itself hold a semicolon.
fn departments(primary: Option<&Department>, value: &str) -> Result<Vec<Department>, Failure> {
    let rest = primary.and_then(|primary| value.trim().strip_prefix(primary.as_str()));
    let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with(';'));
    let known = primary.filter(|_| rest.is_some()).cloned().map(Ok);
    known.into_iter().chain(items(rest.unwrap_or(value)).map(department)).collect()
}

fn items(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn column(name: &str) -> Result<Column, Failure> {
    let unknown = || match closest(name, Column::all().map(Column::name)) {
        Some(suggestion) => unknown_field(name).with("suggestion", suggestion),
        None => unknown_field(name),
    };
    Column::from_name(name.trim()).ok_or_else(unknown)
}

fn unknown_field(name: &str) -> Failure {
    Failure::new(ErrorCode::UnknownField).with("field", name)
}

fn not_editable(name: &str) -> Failure {
    Failure::new(ErrorCode::FieldNotEditable).with("field", name)
}

/// The name a record goes by without one of its own: what stands before the `@`.
pub(crate) fn name_from(email: &Email) -> &str {
    email.as_str().split('@').next().unwrap_or_default()
}

/// A name for those who came without one.
pub(crate) fn complete_name(employee: &mut Employee) {
    let fields = &mut employee.record.fields;
    if fields.get(Field::DisplayName).is_some() {
        return;
    }
    let parts = [Field::GivenName, Field::Surname].map(|field| fields.get(field));
    let full = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = if full.is_empty() { name_from(&employee.record.email).to_owned() } else { full };
    fields.set(Field::DisplayName, Some(&name));
}
