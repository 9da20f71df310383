//! Where the company has offices. Streets and numbers are invented.

use crate::secrets::number_for;

pub(super) struct Site {
    key: &'static str,
    pub(super) office: &'static str,
    pub(super) street: &'static str,
    pub(super) city: &'static str,
    pub(super) state: Option<&'static str>,
    pub(super) postal_code: &'static str,
    pub(super) country: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(super) usage_location: &'static str,
    pub(super) language: &'static str,
    calling_code: &'static str,
    area: &'static str,
}

const SITES: &[Site] = &[
    site(
        "munich",
        "Munich",
        ["Lindenplatz 4", "München", "80999", "Germany", "DE", "de-DE", "49", "89"],
        Some("Bayern"),
    ),
    site("vienna", "Vienna", ["Donauzeile 17", "Wien", "1020", "Austria", "AT", "de-AT", "43", "1"], None),
    site(
        "leeds",
        "Leeds",
        ["2 Canal Yard", "Leeds", "LS9 0ZZ", "United Kingdom", "GB", "en-GB", "44", "113"],
        None,
    ),
    site("athens", "Athens", ["Οδός Ελιάς 9", "Αθήνα", "105 99", "Greece", "GR", "el-GR", "30", "21"], None),
    site(
        "osaka",
        "Osaka",
        ["北浜東 5-5", "大阪市", "540-9999", "Japan", "JP", "ja-JP", "81", "6"],
        Some("大阪府"),
    ),
    site("sofia", "Sofia", ["ул. Бреза 21", "София", "1999", "Bulgaria", "BG", "bg-BG", "359", "2"], None),
    site("cairo", "Cairo", ["12 شارع النخيل", "القاهرة", "11999", "Egypt", "EG", "ar-EG", "20", "2"], None),
    site(
        "helsinki",
        "Helsinki",
        ["Koivurinne 3", "Helsinki", "00999", "Finland", "FI", "fi-FI", "358", "9"],
        None,
    ),
];

const fn site(
    key: &'static str,
    office: &'static str,
    facts: [&'static str; 8],
    state: Option<&'static str>,
) -> Site {
    let [street, city, postal_code, country, usage_location, language, calling_code, area] = facts;
    Site {
        key,
        office,
        street,
        city,
        state,
        postal_code,
        country,
        usage_location,
        language,
        calling_code,
        area,
    }
}

pub(super) fn find(key: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.key == key)
}

impl Site {
    /// A desk number, spelled the way one of many people typed it.
    pub(super) fn phone(&self, login: &str) -> String {
        let number = number_for(login, "phone");
        let (code, area, line) = (self.calling_code, self.area, 100 + number % 900);
        match number / 1_000 % 5 {
            0 => format!("+{code} {area} 555 0{line}"),
            1 => format!("00{code}{area}5550{line}"),
            2 => format!("+{code} ({area}) 555-0{line}"),
            3 => format!("0{area}/5550{line}"),
            _ => format!("+{code}-{area}-555.0{line}"),
        }
    }
}
