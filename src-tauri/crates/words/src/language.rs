//! The languages of the product and how the environment chooses one.

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    En,
    De,
    Fr,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Fr];

    /// The language for messages by POSIX's rules: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
    /// that is set and not empty decides; what the catalogue does not speak is English.
    ///
    /// `get` reads a variable, usually `|name| std::env::var(name).ok()`.
    pub fn from_env(get: impl Fn(&str) -> Option<String>) -> Self {
        let first = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(get).find(|set| !set.is_empty());
        first.map(|locale| Self::from_locale(&locale)).unwrap_or_default()
    }

    /// Of a locale or language tag such as `de_CH.UTF-8` or `fr-CA`.
    pub fn from_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "de" => Self::De,
            "fr" => Self::Fr,
            _ => Self::En,
        }
    }

    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    fn from(vars: &[(&str, &str)]) -> Language {
        Language::from_env(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_environment_chooses_the_language() {
        assert_eq!(from(&[("LANG", "de_DE.UTF-8")]), Language::De, "LANG alone decides");
        assert_eq!(from(&[("LANG", "de_DE"), ("LC_ALL", "fr_FR")]), Language::Fr, "LC_ALL beats LANG");
        assert_eq!(
            from(&[("LC_ALL", ""), ("LANG", "fr")]),
            Language::Fr,
            "an empty variable counts as unset"
        );
        assert_eq!(from(&[("LANG", "C.UTF-8")]), Language::En, "the C locale is English");
        assert_eq!(from(&[("LANG", "ja_JP")]), Language::En, "what is not spoken is English");
        assert_eq!(from(&[]), Language::En, "nothing set is English");
    }
}
