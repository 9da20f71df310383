//! Which of a person's addresses counts.

use rollcall_people::{Email, Person};
use std::collections::{BTreeSet, HashSet};

/// The allowed domains of a connection. `*.onmicrosoft.com` never counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// ASCII, lower case; `None`: any domain.
    domains: Option<BTreeSet<String>>,
}

impl Addresses {
    /// From the policy's list: `["*"]` allows any domain, and no list means the tenant's verified domains.
    pub fn new(allowed: Option<&[String]>, verified: &[String]) -> Self {
        let domains = allowed.unwrap_or(verified);
        let any = domains.iter().any(|domain| domain.trim() == "*");
        Self { domains: (!any).then(|| domains.iter().filter_map(|domain| ascii_domain(domain)).collect()) }
    }

    /// The primary address: the first candidate (`mail`, primary `SMTP:`, UPN) that counts.
    pub fn primary(&self, person: &Person) -> Option<Email> {
        person.address_candidates().find(|email| self.counts(email))
    }

    /// All other SMTP addresses, whatever their domain, each once, in the source's order.
    pub fn aliases(person: &Person, primary: &Email) -> Vec<Email> {
        let others = person.smtp_texts().filter(|text| !text.eq_ignore_ascii_case(primary.as_str()));
        let mut aliases: Vec<Email> = others.filter_map(|text| Email::parse(text).ok()).collect();
        aliases.retain(|email| email != primary);
        if aliases.len() > 1 {
            let mut seen = HashSet::new();
            aliases.retain(|email| seen.insert(email.key().to_owned()));
        }
        aliases
    }

    /// For the reason "no address that counts": `*`, or with commas the domains whose addresses do.
    pub fn describe(&self) -> String {
        match &self.domains {
            None => "*".to_owned(),
            Some(domains) => {
                let counting = domains.iter().map(String::as_str).filter(|domain| !is_a_service_name(domain));
                counting.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn counts(&self, email: &Email) -> bool {
        let domain = email.domain();
        !is_a_service_name(domain) && self.domains.as_ref().is_none_or(|set| set.contains(domain))
    }
}

/// Microsoft's own name for a tenant: nobody's address.
fn is_a_service_name(domain: &str) -> bool {
    domain.ends_with(".onmicrosoft.com")
}

/// The form in which domains compare (ASCII, lower case); `None` for what cannot be a domain.
pub fn ascii_domain(domain: &str) -> Option<String> {
    let domain = domain.trim().trim_start_matches('@');
    Email::parse(&format!("x@{domain}")).ok().map(|email| email.domain().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_people::{ObjectId, TextAttribute};

    #[test]
    fn a_service_name_is_not_told_as_a_domain_that_counts() {
        let verified = ["contoso.example".to_owned(), "contoso.onmicrosoft.com".to_owned()];
        assert_eq!(Addresses::new(None, &verified).describe(), "contoso.example", "it never counts");
        assert_eq!(Addresses::new(Some(&["*".to_owned()]), &verified).describe(), "*", "any other does");
    }

    #[test]
    fn a_service_name_never_counts() {
        let mut person = Person::new(ObjectId::new("ivo"));
        person.set_text(TextAttribute::Mail, Some("ivo@contoso.onmicrosoft.com"));
        for allowed in ["*", "contoso.onmicrosoft.com"] {
            let primary = Addresses::new(Some(&[allowed.to_owned()]), &[]).primary(&person);
            assert_eq!(primary, None, "also where {allowed} is allowed");
        }
    }
}
