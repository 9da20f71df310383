//! The first form of a page, as far as a sign-in needs it: action, hidden fields, buttons, checkboxes.
//! Border: reads the markup that sign-in pages of this kind have; it is no HTML parser.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) action: String,
    /// Hidden inputs: name and value.
    pub(super) fields: Vec<(String, String)>,
    pub(super) buttons: Vec<(String, String)>,
    pub(super) checkboxes: Vec<(String, String)>,
}

impl Form {
    pub(super) fn first(page: &str) -> Option<Self> {
        let (_, rest) = page.split_once("<form")?;
        let (head, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once("</form>").unwrap_or((rest, ""));
        let mut form = Self { action: attribute(head, "action")?, ..Self::default() };
        for tag in content.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
            form.take(tag);
        }
        Some(form)
    }

    fn take(&mut self, tag: &str) {
        let field =
            || (attribute(tag, "name").unwrap_or_default(), attribute(tag, "value").unwrap_or_default());
        match (tag.split_whitespace().next(), attribute(tag, "type").as_deref()) {
            (Some("input"), Some("hidden")) => self.fields.push(field()),
            (Some("input"), Some("checkbox")) => self.checkboxes.push(field()),
            (Some("button"), _) => self.buttons.push(field()),
            _ => {}
        }
    }

    /// The fields sent when a button is pressed.
    pub(super) fn with(&self, name: &str, value: &str) -> Vec<(String, String)> {
        let mut fields = self.fields.clone();
        fields.push((name.to_owned(), value.to_owned()));
        fields
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(unescape(value))
}

fn unescape(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_would() {
        let page = "<h1>x</h1><form method=\"post\" action=\"/a?b=1&amp;c=2\"><input type=\"hidden\" name=\"state\" \
                    value=\"&quot;&amp;lt;\"><button name=\"account\" value=\"a@b\">A<small>b</small></button></form>";
        let form = Form::first(page).unwrap();
        assert_eq!(form.action, "/a?b=1&c=2", "entities of attributes are resolved");
        assert_eq!(form.fields, [("state".to_owned(), "\"&lt;".to_owned())], "once, not twice");
        assert_eq!(form.buttons, [("account".to_owned(), "a@b".to_owned())], "buttons send their value");
        assert_eq!(Form::first("<p>done</p>"), None, "a page without form ends the visit");
    }
}
