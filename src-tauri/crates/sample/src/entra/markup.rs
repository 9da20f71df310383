//! HTML text. Border: everything that comes from outside passes [`escape`] on its way into a page.

/// Text as it may stand in element content and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
        escaped
    })
}

/// A hidden form field.
pub(super) fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value))
}

const STYLE: &str = include_str!("../../assets/pages.css");

/// A whole page; `title` is escaped here, `content` is markup already.
pub(super) fn page(title: &str, content: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title><style>{STYLE}</style></head>\n\
         <body><main><p class=\"notice\">Sample company &ndash; this is not Microsoft</p>\n<h1>{title}</h1>\n{content}\n</main></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        assert_eq!(escape("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;", "all five characters count");
        assert_eq!(
            hidden("a\"b", "<"),
            "<input type=\"hidden\" name=\"a&quot;b\" value=\"&lt;\">",
            "attributes too"
        );
    }
}
