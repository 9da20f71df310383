//! The sample company, read in full and by its changes.

use crate::server::{Reply, Server, http, quick};
use futures_util::future::BoxFuture;
use rollcall_graph::{
    DeltaLink, DeltaStart, GraphClient, GraphError, GroupChange, ListState, TokenSource, TokenTrouble,
    UserChange, Watch,
};
use rollcall_people::{Group, ObjectId, Person, TextAttribute};
use rollcall_sample::browser::{self, Visit};
use rollcall_sample::{CLIENT_ID, Effect, Fault, Hostile, SampleCompany};
use secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const SCOPES: &str = "openid profile offline_access User.Read User.Read.All GroupMember.Read.All";

struct OneToken(String);

impl TokenSource for OneToken {
    fn token(&self) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        Box::pin(async { Ok(self.0.clone().into()) })
    }

    fn renew(&self, _: SecretString) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        self.token()
    }
}

/// A sign-in as bare as it gets: the code arrives at a scripted server.
async fn signed_in(company: &SampleCompany) -> GraphClient {
    let listener = Server::with(vec![Reply::Answer(200, vec![], b"Done".to_vec())]).await;
    let redirect = format!("{}/", listener.url.replace("127.0.0.1", "localhost"));
    let login = format!("{}/organizations/oauth2/v2.0", company.login_url());
    let query = [
        ("client_id", CLIENT_ID),
        ("response_type", "code"),
        ("response_mode", "form_post"),
        ("state", "s"),
        ("nonce", "n"),
        ("redirect_uri", &redirect),
        ("scope", SCOPES),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let url = url::Url::parse_with_params(&format!("{login}/authorize"), query).unwrap();
    browser::sign_in(url.as_str(), Visit::default()).await.unwrap();
    let answer = listener.seen().into_iter().find(|seen| seen.method == "POST").unwrap().body;
    let code = url::form_urlencoded::parse(answer.as_bytes())
        .find(|(name, _)| name == "code")
        .unwrap()
        .1
        .into_owned();
    let form = [
        ("client_id", CLIENT_ID),
        ("grant_type", "authorization_code"),
        ("redirect_uri", &redirect),
        ("code", &code),
        ("code_verifier", VERIFIER),
        ("scope", SCOPES),
    ];
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let request = http().pooled.post(format!("{login}/token")).body(form);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let token: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    let token = Arc::new(OneToken(token["access_token"].as_str().unwrap().to_owned()));
    let base = company.graph_url().parse().unwrap();
    company.clear_log();
    GraphClient::with_limits(http(), base, token, Watch::unattended(), quick())
}

/// People, groups, and direct members by group.
#[derive(Default, Debug, PartialEq)]
struct Directory {
    people: BTreeMap<ObjectId, Person>,
    groups: BTreeMap<ObjectId, Group>,
    members: Members,
}

async fn read(client: &GraphClient) -> Result<Directory, GraphError> {
    let mut directory = Directory::default();
    let (mut users, mut groups) = (client.users(), client.groups());
    while let Some(page) = users.next().await? {
        directory.people.extend(page.records.into_iter().map(|p| (p.object_id.clone(), p)));
    }
    while let Some(page) = groups.next().await? {
        directory.groups.extend(page.records.into_iter().map(|g| (g.object_id.clone(), g)));
    }
    directory.members = members_of(client, &directory.groups).await?;
    Ok(directory)
}

type Members = BTreeMap<ObjectId, BTreeSet<ObjectId>>;

async fn members_of(client: &GraphClient, groups: &BTreeMap<ObjectId, Group>) -> Result<Members, GraphError> {
    let mut all = Members::new();
    let mut pages = client.members_of(groups.keys().cloned());
    while let Some(page) = pages.next().await? {
        assert!(!matches!(page.state, ListState::Failed(_)), "every group can be read: {page:?}");
        all.entry(page.of).or_default().extend(page.objects.into_iter().map(|m| m.id));
    }
    Ok(all)
}

fn created(person: &Person) -> Option<&str> {
    person.text(TextAttribute::CreatedDateTime)
}

impl Directory {
    /// The next position, and whether somebody came back who had left before the first read: rounds of
    /// changes do not say which groups such people still belong to.
    async fn follow_users(&mut self, client: &GraphClient, from: DeltaStart) -> (DeltaLink, bool) {
        let newest = self.people.values().filter_map(created).max().map(str::to_owned);
        let mut came_back = false;
        let mut changes = client.users_delta(&from);
        while let Some(page) = changes.next().await.unwrap() {
            for change in page.records {
                match change {
                    UserChange::Removed { object_id, .. } => drop(self.people.remove(&object_id)),
                    UserChange::Present(patch) => match self.people.get_mut(patch.object_id()) {
                        Some(person) => patch.apply_to(person),
                        None => {
                            let person = patch.into_person();
                            came_back |= created(&person) <= newest.as_deref();
                            self.people.insert(person.object_id.clone(), person);
                        }
                    },
                }
            }
        }
        (changes.delta_link().unwrap().clone(), came_back)
    }

    async fn follow_groups(&mut self, client: &GraphClient, from: DeltaStart) -> DeltaLink {
        let mut changes = client.groups_delta(&from);
        while let Some(page) = changes.next().await.unwrap() {
            page.records.into_iter().for_each(|change| self.change_group(change));
        }
        changes.delta_link().unwrap().clone()
    }

    fn change_group(&mut self, change: GroupChange) {
        let mut patch = match change {
            GroupChange::Present(patch) => patch,
            GroupChange::Removed { object_id, .. } => {
                self.groups.remove(&object_id);
                self.members.remove(&object_id);
                return;
            }
        };
        let members = self.members.entry(patch.object_id().clone()).or_default();
        for change in std::mem::take(&mut patch.members) {
            match change.removed {
                true => drop(members.remove(&change.member.id)),
                false => drop(members.insert(change.member.id)),
            }
        }
        match self.groups.get_mut(patch.object_id()) {
            Some(group) => patch.apply_to(group),
            None => drop(self.groups.insert(patch.object_id().clone(), patch.into_group())),
        }
    }

    /// What rules see: deleted people stay in their groups, silently, until somebody removes them.
    fn effective(&self, everybody: &BTreeSet<ObjectId>) -> BTreeSet<(&ObjectId, &ObjectId)> {
        let is_gone = |id: &ObjectId| everybody.contains(id) && !self.people.contains_key(id);
        let pairs =
            self.members.iter().flat_map(|(group, members)| members.iter().map(move |id| (group, id)));
        pairs.filter(|(_, id)| !is_gone(id)).collect()
    }

    /// Rounds of changes name a manager by id only.
    fn people_without_managers_names(&self) -> BTreeMap<ObjectId, Person> {
        let mut people = self.people.clone();
        people
            .values_mut()
            .filter_map(|p| p.manager.as_mut())
            .for_each(|manager| manager.display_name = None);
        people
    }
}

/// What is only here or only there, for a message one can read.
fn difference<T: PartialEq>(here: &BTreeMap<ObjectId, T>, there: &BTreeMap<ObjectId, T>) -> Vec<ObjectId> {
    let ids: BTreeSet<_> = here.keys().chain(there.keys()).collect();
    ids.into_iter().filter(|id| here.get(id) != there.get(id)).cloned().collect()
}

#[tokio::test]
async fn the_whole_company_is_read_in_three_requests() {
    let company = SampleCompany::start().await.unwrap();
    let client = signed_in(&company).await;
    let directory = read(&client).await.unwrap();
    assert_eq!(directory.people.len(), 160, "everybody");
    assert_eq!(directory.groups.len(), 12, "every group");
    assert_eq!(directory.members.len(), 12, "and their members");
    assert!(directory.people.values().any(|p| p.manager.is_some()), "managers come along");
    assert_eq!(client.requests(), 3, "users, groups, and one batch");
    let tenant = client.organization().await.unwrap();
    assert_eq!(tenant.id.as_str(), company.tenant_id(), "of this tenant");
    assert!(tenant.verified_domains.iter().any(|domain| domain.is_default), "with its default domain");
    let me = client.me().await.unwrap();
    assert_eq!(me.user_principal_name, company.admins()[0].user_principal_name, "as the admin who signed in");
}

#[tokio::test]
async fn following_the_days_equals_reading_anew() {
    let company = SampleCompany::start().await.unwrap();
    let client = signed_in(&company).await;
    let mut followed = Directory::default();
    let (mut users, _) = followed.follow_users(&client, DeltaStart::Latest).await;
    let mut groups = followed.follow_groups(&client, DeltaStart::Latest).await;
    assert_eq!(followed, Directory::default(), "from now on means nothing yet");
    followed = read(&client).await.unwrap();
    let mut everybody: BTreeSet<_> = followed.people.keys().cloned().collect();
    for _ in 0..12 {
        let day = company.next_day();
        let came_back;
        (users, came_back) = followed.follow_users(&client, DeltaStart::After(users)).await;
        groups = followed.follow_groups(&client, DeltaStart::After(groups)).await;
        if came_back {
            followed.members = members_of(&client, &followed.groups).await.unwrap();
        }
        let anew = read(&client).await.unwrap();
        everybody.extend(anew.people.keys().cloned());
        let (here, there) = (followed.people_without_managers_names(), anew.people_without_managers_names());
        assert_eq!(difference(&here, &there), [], "people of day {day}");
        assert_eq!(difference(&followed.groups, &anew.groups), [], "groups of day {day}");
        let (here, there) = (followed.effective(&everybody), anew.effective(&everybody));
        let differing: Vec<_> = here.symmetric_difference(&there).collect();
        assert!(differing.is_empty(), "members of day {day}: {differing:?}");
    }
}

#[tokio::test]
async fn faults_of_every_sort_are_survived_or_named() {
    let company = SampleCompany::start().await.unwrap();
    let client = signed_in(&company).await;
    let whole = read(&client).await.unwrap();
    let passing = [
        Effect::throttled("0.05"),
        Effect::unavailable(),
        Effect::gateway_timeout(),
        Effect::Reset,
        Effect::Truncated,
        Effect::Malformed,
        Effect::Html,
        Effect::WrongGzip,
        Effect::ByteOrderMark,
        Effect::expired_access_token(),
    ];
    for effect in passing {
        company.faults().add(Fault::new("/users", effect.clone()).once());
        let again = read(&client).await;
        assert_eq!(again.as_ref().ok(), Some(&whole), "{effect:?} passes: {:?}", again.as_ref().err());
        company.faults().clear();
    }
    for effect in
        [Effect::PageSize(7), Effect::EmptyPages(50), Effect::LongLinks(4096), Effect::RepeatRecords]
    {
        company.faults().add(Fault::new("", effect.clone()));
        assert_eq!(read(&client).await.unwrap(), whole, "{effect:?} changes nothing");
        company.faults().clear();
    }
    company.faults().add(Fault::new("/users", Effect::CycleNextLink));
    assert!(matches!(read(&client).await, Err(GraphError::TooManyPages { .. })), "a circle ends");
    company.faults().clear();
    company.faults().add(Fault::new("/users", Effect::ForeignNextLink("https://evil.example".into())));
    assert!(matches!(read(&client).await, Err(GraphError::ForeignLink)), "a foreign link is refused");
}

#[tokio::test]
async fn a_hostile_record_harms_only_itself() {
    let company = SampleCompany::start().await.unwrap();
    let client = signed_in(&company).await;
    for (hostile, bad) in [
        (Hostile::NumbersForStrings, 0),
        (Hostile::NulCharacters, 0),
        (Hostile::LoneSurrogates, 0),
        (Hostile::MegabyteStrings, 0),
        (Hostile::MissingId, 1),
    ] {
        company.faults().add(Fault::new("/users", Effect::Hostile(hostile)));
        let page = client.users().next().await.unwrap().unwrap();
        assert_eq!(page.records.len() + page.bad.len(), 160, "{hostile:?}: nobody is lost");
        assert_eq!(page.bad.len(), bad, "{hostile:?}: mended where it can be");
        company.faults().clear();
    }
}
