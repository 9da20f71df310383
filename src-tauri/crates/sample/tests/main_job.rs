//! Signing in and reading the whole directory, as any client does it.

mod support;

use rollcall_sample::SampleCompany;
use support::SignedIn;

#[tokio::test]
async fn an_admin_signs_in_and_reads_everything() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;

    let (_, me) = admin.ask("/me").await;
    assert_eq!(me["displayName"], "Petra Lindqvist", "the first account is the managing director");
    let (_, organization) = admin.ask("/organization").await;
    assert_eq!(organization["value"][0]["id"], company.tenant_id(), "the tenant names itself");

    let (users, _) = admin.all("/users?$select=id,displayName,mail&$top=50").await;
    assert_eq!(users.len(), 160, "all of the company");
    let (groups, _) = admin.all("/groups?$select=id,displayName&$top=5").await;
    assert_eq!(groups.len(), 12, "all of its groups");
    let sales = groups.iter().find(|group| group["displayName"] == "Sales").unwrap();
    let (members, _) =
        admin.all(&format!("/groups/{}/members?$select=id", sales["id"].as_str().unwrap())).await;
    assert_eq!(members.len(), 6, "five people and a nested group");
}
