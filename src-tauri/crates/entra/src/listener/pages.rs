//! The pages a browser sees: self-contained, without scripts, and with nothing of the request in them
//! but codes that were escaped.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};

/// The style sheet is inline and nothing else may load, run, be framed or be sent.
const CSP: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#f5f5f5;--card:#fff;--text:#242424;--quiet:#616161;--ok:#0e700e;--no:#b10e1c;--info:#0f6cbd;--line:#e0e0e0}\
@media(prefers-color-scheme:dark){:root{--bg:#1f1f1f;--card:#292929;--text:#fff;--quiet:#adadad;--ok:#54b054;--no:#dc626d;--info:#479ef5;--line:#3d3d3d}}\
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--bg);color:var(--text);font:16px/1.5 'Segoe UI',system-ui,sans-serif}\
main{max-width:26rem;padding:40px 36px;border:1px solid var(--line);border-radius:12px;background:var(--card);text-align:center;box-shadow:0 8px 28px rgb(0 0 0/.08)}\
svg{width:56px;height:56px;fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}.ok svg{stroke:var(--ok)}.no svg{stroke:var(--no)}.info svg{stroke:var(--info)}\
h1{margin:16px 0 8px;font-size:1.375rem;line-height:1.3;font-weight:600}p{margin:0;color:var(--quiet)}code{display:inline-block;margin-top:16px;font-size:.8125rem;overflow-wrap:anywhere}\
footer{margin-top:28px;font-size:.8125rem;color:var(--quiet)}";

/// The sentences of the pages, so that they can follow the app's language.
#[derive(Clone, Debug)]
pub struct PageTexts {
    /// A BCP 47 tag such as `en`.
    pub language: String,
    pub signed_in: [String; 2],
    pub not_signed_in: [String; 2],
    pub consent_given: [String; 2],
    pub consent_refused: [String; 2],
    pub already_answered: [String; 2],
    /// For requests that are no answer.
    pub waiting: [String; 2],
}

impl Default for PageTexts {
    fn default() -> Self {
        let pair = |title: &str, text: &str| [title.to_owned(), text.to_owned()];
        Self {
            language: "en".to_owned(),
            signed_in: pair("You are signed in", "You can close this page and return to Rollcall."),
            not_signed_in: pair(
                "You are not signed in",
                "Nothing was changed. Close this page and return to Rollcall to see what happened.",
            ),
            consent_given: pair(
                "The consent was recorded",
                "Close this page, return to Rollcall and sign in.",
            ),
            consent_refused: pair(
                "There is no consent yet",
                "Nothing was changed. Close this page and return to Rollcall.",
            ),
            already_answered: pair("This page was already used", "You can close it and return to Rollcall."),
            waiting: pair(
                "Rollcall is waiting for a sign-in",
                "This page is part of it. Finish the sign-in in the window where it began.",
            ),
        }
    }
}

/// How a page looks; its icon repeats in shape what the colour says.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    Good,
    Bad,
    Plain,
}

/// A page; `code` is the service's short word for what went wrong.
pub(super) fn page(
    status: StatusCode,
    language: &str,
    tone: Tone,
    texts: &[String; 2],
    code: Option<&str>,
) -> Response<Full<Bytes>> {
    let (class, icon) = match tone {
        Tone::Good => ("ok", "M18 29l7 7 14-15"),
        Tone::Bad => ("no", "M20 20l16 16M36 20L20 36"),
        Tone::Plain => ("info", "M28 26v13M28 18v.5"),
    };
    let [title, text] = texts.each_ref().map(|t| escaped(t));
    let code = code.map(|c| format!("<code>{}</code>", escaped(c))).unwrap_or_default();
    let html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <link rel=\"icon\" href=\"data:,\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main class=\"{class}\"><svg viewBox=\"0 0 56 56\" aria-hidden=\"true\"><circle cx=\"28\" cy=\"28\" r=\"25\"/><path d=\"{icon}\"/></svg>\
         <h1>{title}</h1><p>{text}</p>{code}<footer>Rollcall</footer></main></body></html>",
        escaped(language),
    );
    let mut response = bare(status);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    *response.body_mut() = Full::new(Bytes::from(html));
    response
}

/// An empty answer with the same protective headers.
pub(super) fn bare(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, CSP),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (CONNECTION, "close"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn what_came_from_outside_is_escaped() {
        let texts = ["a & b".to_owned(), "c".to_owned()];
        let response = page(StatusCode::OK, "en", Tone::Bad, &texts, Some("<script>'\"</script>"));
        let html = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(html.to_vec()).unwrap();
        assert!(
            html.contains("<code>&lt;script&gt;&#39;&quot;&lt;/script&gt;</code>"),
            "shown, not run: {html}"
        );
        assert!(html.contains("<h1>a &amp; b</h1>") && !html.contains("<script"), "texts too: {html}");
    }
}
