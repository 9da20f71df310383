//! The engine's notices on the desktop: chosen by the admin's policy, put into words, handed to the
//! system. A text says everything itself: on some systems pressing it does nothing.

use crate::preferences::{Kept, NotifyPolicy};
use crate::speech::Speech;
use rollcall_engine::api::{Counts, ErrorCode, Failure};
use rollcall_engine::{News, Notice};
use rollcall_words::{Params, Words};
use tauri::{AppHandle, Manager};

/// What goes into the title, and what the system files notices under.
const NAME: &str = "Rollcall";

/// Passes a notice on if the admin wants to hear of its kind.
pub(crate) fn pass_on(app: &AppHandle, notice: &Notice) {
    if !wanted(app.state::<Kept>().get().notify, &notice.news) {
        return;
    }
    let text = sentence(Speech::of(app).words, notice);
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(failure) = show(&text) {
            tracing::warn!(?failure, "a notification could not be shown");
        }
    });
}

/// So that the admin sees whether notifications arrive; says so when they do not.
pub(crate) fn test(app: &AppHandle) -> Result<(), Failure> {
    show(&Speech::of(app).words.text("notice.test", &Params::new()))
}

fn wanted(policy: NotifyPolicy, news: &News) -> bool {
    match policy {
        NotifyPolicy::Changes => true,
        NotifyPolicy::Problems => !matches!(news, News::Applied(_)),
        NotifyPolicy::Never => false,
    }
}

fn sentence(words: Words, notice: &Notice) -> String {
    let mut params = Params::from([("connection".to_owned(), notice.connection.clone())]);
    let mut say = |key: &str, more: Params| {
        params.extend(more);
        words.text(key, &params)
    };
    match &notice.news {
        News::Applied(counts) => say("notice.changed", one("changes", did(words, counts))),
        News::Held(why) => match why.params.get("removals").filter(|_| why.code == ErrorCode::Held) {
            Some(removals) => say("notice.held", one("count", removals.clone())),
            None => say("notice.waiting", one("why", what(words, why))),
        },
        News::Failed(why) if why.code == ErrorCode::SignInNeeded => say("notice.sign_in", Params::new()),
        News::Failed(why) => say("notice.failed", one("why", what(words, why))),
    }
}

fn one(name: &str, value: String) -> Params {
    Params::from([(name.to_owned(), value)])
}

fn what(words: Words, failure: &Failure) -> String {
    words.failure(failure.code, &failure.params).what
}

/// "12 added, 5 updated, 2 removed": only what happened.
fn did(words: Words, counts: &Counts) -> String {
    let parts = [
        ("notice.added", counts.add + counts.restore),
        ("notice.updated", counts.update + counts.link),
        ("notice.removed", counts.remove),
    ];
    let said = parts.into_iter().filter(|(_, count)| *count > 0);
    let said = said.map(|(key, count)| words.text(key, &one("count", count.to_string())));
    said.collect::<Vec<_>>().join(", ")
}

/// Waits for the system to take it.
fn show(text: &str) -> Result<(), Failure> {
    let mut notice = notify_rust::Notification::new();
    notice.appname(NAME).summary(NAME).body(&as_the_system_reads(text));
    #[cfg(all(unix, not(target_os = "macos")))]
    notice.icon("rollcall-desktop");
    #[cfg(windows)]
    notice.app_id("app.rollcall.desktop");
    #[cfg(target_os = "macos")]
    let _set_once = notify_rust::set_application("app.rollcall.desktop");
    let shown = notice.show();
    shown.map(drop).map_err(|error| Failure::new(ErrorCode::NoticesUnavailable).caused_by(error))
}

/// Names are text: where bodies may carry markup, they must not become any.
#[cfg(all(unix, not(target_os = "macos")))]
fn as_the_system_reads(text: &str) -> String {
    let markup = notify_rust::get_capabilities()
        .is_ok_and(|capabilities| capabilities.iter().any(|capability| capability == "body-markup"));
    if markup { escaped(text) } else { text.to_owned() }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn as_the_system_reads(text: &str) -> String {
    text.to_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_words::Language;

    fn said(language: Language, news: News) -> String {
        sentence(Words::of(language), &Notice { connection: "Contoso".to_owned(), news })
    }

    #[test]
    fn changes_are_counted_and_what_did_not_happen_is_not_named() {
        let all = Counts { add: 12, update: 5, remove: 2, ..Counts::default() };
        let text = |language, counts| said(language, News::Applied(counts));
        assert_eq!(text(Language::En, all), "Contoso: 12 added, 5 updated, 2 removed.");
        assert_eq!(text(Language::De, all), "Contoso: 12 hinzugefügt, 5 aktualisiert, 2 entfernt.");
        let one = Counts { add: 1, restore: 1, ..Counts::default() };
        assert_eq!(text(Language::En, one), "Contoso: 2 added.", "who came back was added");
        assert_eq!(
            text(Language::Fr, Counts { remove: 1, ..Counts::default() }),
            "Contoso : 1 retirée.",
            "in the singular"
        );
    }

    #[test]
    fn trouble_says_what_to_do() {
        let held = Failure::new(ErrorCode::Held).with("removals", 28).with("limit", 13);
        assert_eq!(
            said(Language::En, News::Held(held)),
            "Contoso: sync stopped. 28 removals need your OK. Open Rollcall to review."
        );
        let asked = said(Language::En, News::Failed(Failure::new(ErrorCode::SignInNeeded)));
        assert_eq!(asked, "Contoso: please sign in again; the automatic sync did not run.");
        let offline = said(Language::En, News::Failed(Failure::new(ErrorCode::Offline)));
        assert!(offline.contains("cannot be reached"), "what happened: {offline}");
        let empty = said(Language::De, News::Held(Failure::new(ErrorCode::NoUsers)));
        assert!(empty.starts_with("Contoso: Der Abgleich wartet"), "in German: {empty}");
    }

    #[test]
    fn the_policy_decides_what_is_heard() {
        let changed = News::Applied(Counts::default());
        let trouble = News::Failed(Failure::new(ErrorCode::Offline));
        for (policy, expected) in [
            (NotifyPolicy::Changes, [true, true]),
            (NotifyPolicy::Problems, [false, true]),
            (NotifyPolicy::Never, [false, false]),
        ] {
            let heard = [wanted(policy, &changed), wanted(policy, &trouble)];
            assert_eq!(heard, expected, "{policy:?}: changes, trouble");
        }
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn a_name_is_no_markup() {
        assert_eq!(escaped("A&B <i>"), "A&amp;B &lt;i&gt;", "as the notification daemons read it");
    }
}
