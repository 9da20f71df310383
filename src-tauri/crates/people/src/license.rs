//! Licences: what Microsoft 365 assigns by a GUID, and what people call it by.

use crate::SkuId;
use serde::{Deserialize, Serialize};

/// A licence; the part number (such as `SPB`) is stored only where it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct License {
    pub sku_id: SkuId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_number: Option<String>,
}

impl License {
    /// The part number, also of well-known licences that came without.
    pub fn name(&self) -> Option<&str> {
        self.part_number.as_deref().or_else(|| well_known(self.sku_id.as_str()))
    }
}

fn well_known(sku_id: &str) -> Option<&'static str> {
    WELL_KNOWN.iter().find(|(id, _)| id.eq_ignore_ascii_case(sku_id)).map(|(_, name)| *name)
}

/// What small businesses mostly have; anything else is matched and shown by its id. Source: "Product names and
/// service plan identifiers for licensing", learn.microsoft.com; part numbers never change.
const WELL_KNOWN: &[(&str, &str)] = &[
    ("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "SPB"),
    ("3b555118-da6a-4418-894f-7df1e2096870", "O365_BUSINESS_ESSENTIALS"),
    ("f245ecc8-75af-4f8e-b61f-27d8114de5f3", "O365_BUSINESS_PREMIUM"),
    ("cdd28e44-67e3-425e-be4c-737fab2899d3", "O365_BUSINESS"),
    ("18181a46-0d4e-45cd-891e-60aabd171b4e", "STANDARDPACK"),
    ("6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK"),
    ("c7df2760-2c81-4ef7-b578-5b5392b571df", "ENTERPRISEPREMIUM"),
    ("05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3"),
    ("06ebc4ee-1bb5-47dd-8120-11324bc54e06", "SPE_E5"),
    ("66b55226-6b4f-492c-910c-a3b7a3c9d993", "SPE_F1"),
    ("4b585984-651b-448a-9e53-3b10f069cf7f", "DESKLESSPACK"),
    ("4b9405b0-7788-4568-add1-99614e613b69", "EXCHANGESTANDARD"),
    ("19ec0d23-8335-4cbd-94ac-6050e30712fa", "EXCHANGEENTERPRISE"),
    ("80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82", "EXCHANGEDESKLESS"),
    ("c2273bd0-dff7-4215-9ef5-2c7bcfb06425", "OFFICESUBSCRIPTION"),
    ("efccb6f7-5641-4e0e-bd10-b4976e1bf68e", "EMS"),
    ("b05e124f-c7cc-45a0-a6aa-8cf78c946968", "EMSPREMIUM"),
    ("078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "AAD_PREMIUM"),
    ("84a661c4-e949-4bd2-a560-ed7766fcaf2b", "AAD_PREMIUM_P2"),
    ("061f9ace-7d42-4136-88ac-31dc755f143f", "INTUNE_A"),
    ("f8a1db68-be16-40ed-86d5-cb42ce701560", "POWER_BI_PRO"),
    ("a403ebcc-fae0-4ca2-8c8c-7a907fd6c235", "POWER_BI_STANDARD"),
    ("f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE"),
    ("53818b1b-4a27-454b-8896-0dba576410e6", "PROJECTPROFESSIONAL"),
    ("c5928f49-12ba-48f7-ada3-0d743a3601d5", "VISIOCLIENT"),
    ("e43b5b99-8dfb-405f-9987-dc307f34bcbd", "MCOEV"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn license(sku_id: &str, part_number: Option<&str>) -> License {
        License { sku_id: SkuId::new(sku_id), part_number: part_number.map(str::to_owned) }
    }

    #[test]
    fn a_licence_goes_by_its_own_name_then_by_the_well_known_one() {
        let premium = "CBDC14AB-d96c-4c30-b9f4-6ada7cdc1d46";
        assert_eq!(license(premium, None).name(), Some("SPB"), "known, however the id is written");
        assert_eq!(license(premium, Some("OWN")).name(), Some("OWN"), "what the tenant says comes first");
        assert_eq!(license("00000000-0000-0000-0000-000000000000", None).name(), None, "others have none");
    }

    #[test]
    fn every_licence_is_there_once() {
        let unique = |of: fn(&(&'static str, &'static str)) -> &'static str| {
            WELL_KNOWN.iter().map(of).collect::<std::collections::BTreeSet<_>>().len()
        };
        assert_eq!(
            (unique(|l| l.0), unique(|l| l.1)),
            (WELL_KNOWN.len(), WELL_KNOWN.len()),
            "no id, no name twice"
        );
    }
}
