//! Kinds of accounts: what sets guests, shared mailboxes, rooms and others apart, and how people are
//! named in a tenant. Border: changes one user's attributes.

use super::User;
use super::people::Domains;
use serde_json::{Value, json};

/// Sign-in name and addresses of a login.
pub(super) fn name_in(user: &mut User, login: &str, domains: Domains) {
    let (main, initial) = (domains.main, domains.initial);
    user.set("userPrincipalName", json!(format!("{login}@{main}")));
    user.set("mail", json!(format!("{login}@{main}")));
    user.set("mailNickname", json!(login));
    let addresses = json!([format!("SMTP:{login}@{main}"), format!("smtp:{login}@{initial}")]);
    user.set("proxyAddresses", addresses);
    user.set("otherMails", json!([]));
}

/// What sets this kind apart from an ordinary licensed employee.
pub(super) fn as_kind(user: &mut User, login: &str, kind: &str, domains: Domains) {
    match kind.split_once(':') {
        Some(("guest", home)) => as_guest(user, login, home, domains),
        _ if kind == "unlicensed" => user.set("assignedLicenses", json!([])),
        _ if kind == "disabled" => user.set("accountEnabled", json!(false)),
        _ if kind == "nomail" => without_mail(user),
        _ if kind == "cloud" => {
            user.set("userPrincipalName", json!(format!("{login}@{}", domains.initial)));
            without_mail(user);
        }
        _ if matches!(kind, "shared" | "room") => as_resource(user),
        _ => {}
    }
}

fn without_mail(user: &mut User) {
    user.set("mail", Value::Null);
    user.set("proxyAddresses", json!([]));
    user.set("assignedLicenses", json!([]));
}

fn as_resource(user: &mut User) {
    user.set("accountEnabled", json!(false));
    user.set("assignedLicenses", json!([]));
    for name in ["employeeId", "employeeType", "employeeHireDate", "companyName", "givenName", "surname"] {
        user.set(name, Value::Null);
    }
}

fn as_guest(user: &mut User, login: &str, home: &str, domains: Domains) {
    let nickname = format!("{login}_{home}#EXT#");
    user.set("userPrincipalName", json!(format!("{nickname}@{}", domains.initial)));
    user.set("mail", json!(format!("{login}@{home}")));
    user.set("mailNickname", json!(nickname));
    user.set("proxyAddresses", json!([format!("SMTP:{login}@{home}")]));
    user.set("otherMails", json!([format!("{login}@{home}")]));
    user.set("userType", json!("Guest"));
    user.set("externalUserState", json!("Accepted"));
    user.set("assignedLicenses", json!([]));
    user.set("showInAddressList", json!(false));
    for name in ["employeeId", "employeeType", "employeeHireDate", "companyName"] {
        user.set(name, Value::Null);
    }
}
