//! The attributes Rollcall reads of a user, under Microsoft Graph's own names.

macro_rules! attributes {
    ($(#[$doc:meta])* $enum:ident { $($variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum { $($variant),+ }

        impl $enum {
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            pub const COUNT: usize = Self::ALL.len();

            /// Microsoft Graph's name of it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|a| a.name() == name)
            }
        }
    };
}

attributes!(
    /// Attributes holding one text; dates are ISO 8601 text as Graph sent them.
    TextAttribute {
        DisplayName = "displayName",
        GivenName = "givenName",
        Surname = "surname",
        UserPrincipalName = "userPrincipalName",
        Mail = "mail",
        MailNickname = "mailNickname",
        JobTitle = "jobTitle",
        Department = "department",
        CompanyName = "companyName",
        OfficeLocation = "officeLocation",
        EmployeeId = "employeeId",
        EmployeeType = "employeeType",
        EmployeeHireDate = "employeeHireDate",
        MobilePhone = "mobilePhone",
        FaxNumber = "faxNumber",
        StreetAddress = "streetAddress",
        City = "city",
        State = "state",
        PostalCode = "postalCode",
        Country = "country",
        UsageLocation = "usageLocation",
        PreferredLanguage = "preferredLanguage",
        UserType = "userType",
        ExternalUserState = "externalUserState",
        CreatedDateTime = "createdDateTime",
        ExtensionAttribute1 = "extensionAttribute1",
        ExtensionAttribute2 = "extensionAttribute2",
        ExtensionAttribute3 = "extensionAttribute3",
        ExtensionAttribute4 = "extensionAttribute4",
        ExtensionAttribute5 = "extensionAttribute5",
        ExtensionAttribute6 = "extensionAttribute6",
        ExtensionAttribute7 = "extensionAttribute7",
        ExtensionAttribute8 = "extensionAttribute8",
        ExtensionAttribute9 = "extensionAttribute9",
        ExtensionAttribute10 = "extensionAttribute10",
        ExtensionAttribute11 = "extensionAttribute11",
        ExtensionAttribute12 = "extensionAttribute12",
        ExtensionAttribute13 = "extensionAttribute13",
        ExtensionAttribute14 = "extensionAttribute14",
        ExtensionAttribute15 = "extensionAttribute15",
    }
);

attributes!(
    /// Attributes holding several texts.
    ListAttribute {
        OtherMails = "otherMails",
        ProxyAddresses = "proxyAddresses",
        BusinessPhones = "businessPhones",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_keeps_the_place_it_is_stored_by() {
        let known = "displayName givenName surname userPrincipalName mail mailNickname jobTitle department \
         companyName officeLocation employeeId employeeType employeeHireDate mobilePhone faxNumber \
         streetAddress city state postalCode country usageLocation preferredLanguage userType \
         externalUserState createdDateTime extensionAttribute1 extensionAttribute2 extensionAttribute3 \
         extensionAttribute4 extensionAttribute5 extensionAttribute6 extensionAttribute7 \
         extensionAttribute8 extensionAttribute9 extensionAttribute10 extensionAttribute11 \
         extensionAttribute12 extensionAttribute13 extensionAttribute14 extensionAttribute15";
        let known: Vec<&str> = known.split_whitespace().collect();
        let now: Vec<&str> = TextAttribute::ALL.iter().map(|attribute| attribute.name()).collect();
        assert_eq!(now[..known.len()], known, "new ones come last, and none goes");
    }

    #[test]
    fn every_list_keeps_the_place_it_is_stored_by() {
        let known = ["otherMails", "proxyAddresses", "businessPhones"];
        let now: Vec<&str> = ListAttribute::ALL.iter().map(|attribute| attribute.name()).collect();
        assert_eq!(now[..known.len()], known, "new ones come last, and none goes");
    }
}
