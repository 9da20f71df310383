//! What Graph sends, as typed records. Bodies follow the shapes of Microsoft's documentation.

use crate::server::{Reply, Server, list};
use rollcall_graph::{Domain, Member, MemberKind};
use rollcall_people::{Kind, ListAttribute, ObjectId, Person, TextAttribute};
use std::io::Write;

const USER: &str = r##"{
    "id": "6EA91A8D-e32e-41a1-b7bd-d2d185eed0e0",
    "displayName": "Zoë Müller", "givenName": "Zo\u00eb", "surname": "M\u00fcller",
    "userPrincipalName": "zoe_x.example#EXT#@contoso.onmicrosoft.com", "mail": null,
    "otherMails": ["zoe@x.example"], "proxyAddresses": ["SMTP:zoe@contoso.example", "smtp:z@contoso.example"],
    "jobTitle": "Buyer", "employeeHireDate": "2024-02-01T00:00:00Z", "businessPhones": ["+41 44 123"],
    "accountEnabled": true, "userType": "Guest", "showInAddressList": null, "onPremisesSyncEnabled": null,
    "assignedLicenses": [{"disabledPlans": ["x"], "skuId": "c42b9cae-ea4f-4ab7-9717-81576235ccac"}],
    "onPremisesExtensionAttributes": {"extensionAttribute1": "blue", "extensionAttribute15": null},
    "manager": {"@odata.type": "#microsoft.graph.user", "id": "M-1", "displayName": "Ann"},
    "somethingNew": {"deep": [1, {"er": null}]}
}"##;

async fn first_person(body: &str) -> Person {
    let server = Server::with(vec![list(body, None)]).await;
    let mut page = server.client().users().next().await.unwrap().unwrap();
    assert_eq!(page.bad, [], "the record is understood");
    page.records.remove(0)
}

#[tokio::test]
async fn a_user_comes_with_all_its_attributes() {
    let person = first_person(USER).await;
    assert_eq!(person.object_id, ObjectId::new("6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0"), "ids ignore case");
    assert_eq!(person.text(TextAttribute::DisplayName), Some("Zoë Müller"), "as written");
    assert_eq!(person.text(TextAttribute::Surname), Some("Müller"), "escapes are undone");
    assert_eq!(person.text(TextAttribute::Mail), None, "null is none");
    assert_eq!(person.text(TextAttribute::City), None, "absent is none");
    assert_eq!(person.text(TextAttribute::EmployeeHireDate), Some("2024-02-01T00:00:00Z"), "dates as sent");
    assert_eq!(person.text(TextAttribute::ExtensionAttribute1), Some("blue"), "from the nested object");
    assert_eq!(person.list(ListAttribute::ProxyAddresses).len(), 2, "aliases too");
    assert_eq!(person.list(ListAttribute::BusinessPhones), ["+41 44 123"], "a list of one");
    assert_eq!(person.account_enabled, Some(true), "a truth value");
    assert_eq!(person.show_in_address_list, None, "null is neither");
    assert_eq!(person.licenses[0].sku_id.as_str(), "c42b9cae-ea4f-4ab7-9717-81576235ccac", "by sku");
    let manager = person.manager.as_ref().unwrap();
    assert_eq!(
        (manager.object_id.as_str(), manager.display_name.as_deref()),
        ("m-1", Some("Ann")),
        "expanded"
    );
    assert_eq!(Kind::of(&person), Kind::Guest, "what the rest of Rollcall makes of it");
}

#[tokio::test]
async fn records_of_one_page_may_differ_in_keys_and_order() {
    let server = Server::with(vec![list(
        r#"{"id":"a","city":"Bern","state":"BE"},{"state":"ZH","id":"b"},{"city":"Genf","mail":"c@x.example","id":"c"}"#,
        None,
    )])
    .await;
    let page = server.client().users().next().await.unwrap().unwrap();
    let seen: Vec<_> = page
        .records
        .iter()
        .map(|p| [p.text(TextAttribute::City), p.text(TextAttribute::State), p.text(TextAttribute::Mail)])
        .collect();
    let expected = [
        [Some("Bern"), Some("BE"), None],
        [None, Some("ZH"), None],
        [Some("Genf"), None, Some("c@x.example")],
    ];
    assert_eq!(seen, expected, "each value under its own attribute");
}

#[tokio::test]
async fn users_are_asked_for_with_what_rollcall_reads() {
    let server = Server::with(vec![list("", None)]).await;
    server.client().users().next().await.unwrap();
    let target = &server.targets()[0];
    for part in [
        "/v1.0/users?$select=id,displayName,",
        ",proxyAddresses,",
        ",accountEnabled,",
        ",assignedLicenses,",
        ",onPremisesExtensionAttributes&",
        "$expand=manager($select=id,displayName)",
        "$top=999",
    ] {
        assert!(target.contains(part), "{part} belongs to {target}");
    }
    assert!(!target.contains("signInActivity"), "never asked: it needs a premium licence");
    assert!(!target.contains("extensionAttribute1"), "they come inside their own object");
}

#[tokio::test]
async fn groups_are_read_with_gaps() {
    let body = r#"{"id":"G-1","displayName":"Golf","description":null,"mail":"golf@x.example","mailEnabled":true,
        "securityEnabled":false,"groupTypes":["Unified"],"theme":null}, {"id":"g-2"}"#;
    let server = Server::with(vec![list(body, None)]).await;
    let page = server.client().groups().next().await.unwrap().unwrap();
    let golf = &page.records[0];
    assert_eq!((golf.object_id.as_str(), golf.display_name.as_str()), ("g-1", "Golf"), "named");
    assert_eq!((golf.mail_enabled, golf.security_enabled), (Some(true), Some(false)), "its sort");
    assert_eq!(golf.group_types, ["Unified"], "a Microsoft 365 group");
    assert_eq!(page.records[1].display_name, "", "a group without a name is a group");
    let targets = server.targets();
    assert!(targets[0].starts_with("/v1.0/groups?$select=id,displayName,"), "{targets:?}");
}

#[tokio::test]
async fn members_of_any_type_are_told_apart() {
    let body = r##"{"@odata.type":"#microsoft.graph.user","id":"u"},{"@odata.type":"#microsoft.graph.group","id":"g"},
        {"@odata.type":"#microsoft.graph.device","id":"d","displayName":null},{"id":"n"}"##;
    let server = Server::with(vec![list(body, None)]).await;
    let page = server.client().members(&ObjectId::new("g-1")).next().await.unwrap().unwrap();
    let member = |id, kind| Member { id: ObjectId::new(id), kind };
    assert_eq!(
        page.records,
        [
            member("u", MemberKind::User),
            member("g", MemberKind::Group),
            member("d", MemberKind::Device),
            member("n", MemberKind::Other)
        ],
        "types come as @odata.type, if at all"
    );
    assert_eq!(server.targets(), ["/v1.0/groups/g-1/members?$select=id&$top=999"], "direct members only");
}

#[tokio::test]
async fn the_account_and_its_tenant() {
    let server = Server::start(|seen| match seen.target.starts_with("/v1.0/me?") {
        true => Reply::json(r#"{"@odata.context":"x","id":"A-1","displayName":null,"userPrincipalName":"a@x.example"}"#),
        false => list(
            r#"{"id":"T-1","displayName":"Contoso","verifiedDomains":[{"name":"Contoso.example","isDefault":true,
               "isInitial":false,"capabilities":"Email"},{"name":"c.onmicrosoft.com","isInitial":true}]}"#,
            None,
        ),
    })
    .await;
    let client = server.client();
    let me = client.me().await.unwrap();
    assert_eq!((me.id.as_str(), me.user_principal_name.as_str()), ("a-1", "a@x.example"), "who signed in");
    let tenant = client.organization().await.unwrap();
    assert_eq!((tenant.id.as_str(), tenant.display_name.as_str()), ("t-1", "Contoso"), "which tenant");
    let initial = Domain { name: "c.onmicrosoft.com".into(), is_default: false, is_initial: true };
    assert_eq!(tenant.verified_domains[1], initial, "the domain it was born with");
    assert_eq!(tenant.verified_domains[0].name, "contoso.example", "domains in lower case");
    assert_eq!(client.requests(), 2, "one request each");
    assert!(server.seen().iter().all(|seen| seen.method == "GET"), "nothing is ever written");
}

#[tokio::test]
async fn compressed_pages_are_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(br#"{"value":[{"id":"a"}]}"#).unwrap();
    let headers = vec![("content-encoding", "gzip".to_owned())];
    let server = Server::with(vec![Reply::Answer(200, headers, packed.finish().unwrap())]).await;
    let page = server.client().users().next().await.unwrap().unwrap();
    assert_eq!(page.records.len(), 1, "gzip is undone");
}
