//! Judging what arrives: is it the answer of this attempt? Pure, so that every case is cheap to test.

use crate::{ResponseMode, ServiceError};
use hyper::{Method, StatusCode};
use secrecy::SecretString;
use url::form_urlencoded;

/// What tells this attempt's answer from all others.
pub(crate) struct Expected {
    pub(super) state: String,
    pub(super) consent_state: String,
    pub(super) mode: ResponseMode,
}

/// The answer of the sign-in page (RFC 6749, section 4.1.2).
#[derive(Debug)]
pub(crate) struct Callback {
    /// The issuer, where it names itself (RFC 9207).
    pub(crate) iss: Option<String>,
    pub(crate) reply: Reply,
}

#[derive(Debug)]
pub(crate) enum Reply {
    Code(SecretString),
    Error(ServiceError),
}

/// What to do with a request.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The answer: settles the wait.
    Answer(Callback),
    /// An administrator's consent came back. Welcome, but proves nothing: its parameters are anyone's.
    Consent { given: bool },
    /// Not the answer; the wait goes on.
    Neutral(StatusCode),
}

/// A request to `/` that may carry an answer.
#[derive(Clone, Copy)]
pub(super) enum Carrier<'a> {
    Query(&'a str),
    Form(&'a [u8]),
}

impl Expected {
    /// Which part of a request to `/` may carry the answer, decided before its body is read.
    pub(super) fn reads_form(&self, method: &Method) -> bool {
        self.mode == ResponseMode::FormPost && method == Method::POST
    }

    /// Judges the parameters of a request. No `Origin` is asked for: a form posted from a
    /// sandboxed page says `null`.
    pub(super) fn judge(&self, carrier: Carrier<'_>) -> Verdict {
        let fits_mode = matches!(
            (&carrier, self.mode),
            (Carrier::Form(_), ResponseMode::FormPost) | (Carrier::Query(_), ResponseMode::Query)
        );
        let raw = match carrier {
            Carrier::Query(text) => text.as_bytes(),
            Carrier::Form(bytes) => bytes,
        };
        let fields: Vec<(String, String)> = form_urlencoded::parse(raw).into_owned().collect();
        let fields = Fields(&fields);
        match fields.only("state") {
            Some(state) if state == self.state && fits_mode => fields.answer(),
            Some(state) if state == self.consent_state => {
                Verdict::Consent { given: fields.only("error").is_none() }
            }
            _ if raw.is_empty() => Verdict::Neutral(StatusCode::OK),
            _ => Verdict::Neutral(StatusCode::BAD_REQUEST),
        }
    }
}

struct Fields<'a>(&'a [(String, String)]);

impl<'a> Fields<'a> {
    /// The value of a parameter that occurs exactly once and is not empty
    /// (RFC 6749, section 3.1: never more than once).
    fn only(&self, name: &str) -> Option<&'a str> {
        let mut found = self.0.iter().filter(|(n, _)| n == name);
        let (_, value) = found.next()?;
        (found.next().is_none() && !value.is_empty()).then_some(value)
    }

    fn count(&self, name: &str) -> usize {
        self.0.iter().filter(|(n, _)| n == name).count()
    }

    fn answer(&self) -> Verdict {
        let reply = match (self.only("code"), ServiceError::from_fields(|name| self.only(name))) {
            (Some(code), None) if self.count("error") == 0 => Reply::Code(SecretString::from(code)),
            (None, Some(error)) if self.count("code") == 0 => Reply::Error(error),
            _ => return Verdict::Neutral(StatusCode::BAD_REQUEST),
        };
        Verdict::Answer(Callback { iss: self.only("iss").map(str::to_owned), reply })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn expected(mode: ResponseMode) -> Expected {
        Expected { state: "ours".to_owned(), consent_state: "consent".to_owned(), mode }
    }

    fn posted(form: &str) -> Verdict {
        expected(ResponseMode::FormPost).judge(Carrier::Form(form.as_bytes()))
    }

    #[test]
    fn a_code_with_our_state_is_the_answer() {
        let Verdict::Answer(callback) = posted("code=c%2B1&state=ours&session_state=x&iss=https%3A%2F%2Fi")
        else {
            panic!("this is the answer")
        };
        let Reply::Code(code) = callback.reply else { panic!("it carries a code") };
        assert_eq!((code.expose_secret(), callback.iss.as_deref()), ("c+1", Some("https://i")), "decoded");
    }

    #[test]
    fn an_error_with_our_state_is_an_answer_too() {
        let Verdict::Answer(Callback { reply: Reply::Error(error), .. }) =
            posted("error=access_denied&error_subcode=cancel&state=ours")
        else {
            panic!("the person said no")
        };
        assert_eq!(
            (error.error.as_str(), error.suberror.as_deref()),
            ("access_denied", Some("cancel")),
            "as told"
        );
    }

    #[test]
    fn anything_without_exactly_our_state_settles_nothing() {
        for form in [
            "code=c",
            "code=c&state=theirs",
            "code=c&state=",
            "code=c&state=ours&state=ours",
            "code=c&state=ours&state=theirs",
            "error=access_denied",
            "error=access_denied&state=theirs",
            "state=ours",
            "code=&state=ours",
            "code=a&code=b&state=ours",
            "code=c&error=e&state=ours",
            "code=c&error=&state=ours",
            "error=e&code=&state=ours",
            "code=c&STATE=ours",
            "code=c&state=ours%20",
            "\u{0}\u{ff}=%%%&&&===",
        ] {
            let verdict = posted(form);
            assert!(matches!(verdict, Verdict::Neutral(StatusCode::BAD_REQUEST)), "{form:?}: {verdict:?}");
        }
    }

    #[test]
    fn only_the_way_that_was_asked_for_is_accepted() {
        let query = expected(ResponseMode::FormPost).judge(Carrier::Query("code=c&state=ours"));
        assert!(
            matches!(query, Verdict::Neutral(StatusCode::BAD_REQUEST)),
            "a query leaks into the history: {query:?}"
        );
        let asked = expected(ResponseMode::Query).judge(Carrier::Query("code=c&state=ours"));
        assert!(matches!(asked, Verdict::Answer(_)), "some providers know nothing else: {asked:?}");
    }

    #[test]
    fn an_early_visit_is_answered_politely() {
        let verdict = expected(ResponseMode::FormPost).judge(Carrier::Query(""));
        assert!(matches!(verdict, Verdict::Neutral(StatusCode::OK)), "a curious look: {verdict:?}");
    }

    #[test]
    fn consent_of_an_administrator_is_welcomed_but_is_no_sign_in() {
        let verdict = expected(ResponseMode::FormPost)
            .judge(Carrier::Query("admin_consent=True&tenant=t&state=consent"));
        assert!(matches!(verdict, Verdict::Consent { given: true }), "in whatever way it comes: {verdict:?}");
        let refused =
            expected(ResponseMode::FormPost).judge(Carrier::Query("error=access_denied&state=consent"));
        assert!(matches!(refused, Verdict::Consent { given: false }), "or does not: {refused:?}");
    }
}
