//! The way to the servers: proxies, certificates, redirects.

use crate::world::{NAME, Said, World, files, run};
use rollcall_sample::browser::Visit;
use rollcall_sample::{CERTIFICATE, ClosedProxy, Effect, Fault, SampleCompany};

const VARIABLES: [&str; 6] =
    ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];

fn proxy() -> ClosedProxy {
    ClosedProxy::start().unwrap()
}

fn through(world: &World, args: &[&str], proxy: &str) -> std::process::Command {
    let mut command = world.command(args);
    command.envs(VARIABLES.map(|name| (name, proxy)));
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn microsofts_servers_are_reached_through_the_proxy_which_learns_no_secret() {
    let (world, proxy) = (World::new().await, proxy());
    let args = ["connect", NAME, "--no-browser", "--timeout", "1", "--json"];
    let said = run(through(&world, &args, proxy.address())).await.expect(1, "the proxy lets nobody through");
    assert_eq!(said.json()["error"]["code"], "proxy_refused", "{said:?}");
    let head = proxy.head().expect("the proxy was asked");
    assert!(head.starts_with("CONNECT login.microsoftonline.com:443 "), "a tunnel, not the request: {head}");
    let lower = head.to_lowercase();
    assert!(!lower.contains("authorization") && !lower.contains("cookie"), "nothing secret: {head}");
}

#[tokio::test(flavor = "multi_thread")]
async fn this_computer_is_never_reached_through_a_proxy() {
    let (world, proxy) = (World::connected().await, proxy());
    run(through(&world, &["sync", NAME], proxy.address())).await.expect(0, "reads past the proxy");
    let (login, graph) = (world.company.login_url(), world.company.graph_url());
    let to = ["--cloud", "custom", "--login-url", &login, "--graph-url", &graph];
    let args = [&["connect", "Other", "--no-browser", "--timeout", "1"][..], &to].concat();
    let said = run(through(&world, &args, proxy.address())).await.expect(4, "waits for a browser");
    assert!(said.stderr.contains("Open to sign in: "), "so the addresses were found: {}", said.stderr);
    assert!(!proxy.was_asked(), "the proxy was not asked at all");
}

/// From the first address to the applied list: discovery, the listener's answer, tokens, pages.
#[tokio::test(flavor = "multi_thread")]
async fn a_whole_sign_in_on_this_computer_never_touches_the_proxy() {
    let (mut world, proxy) = (World::new().await, proxy());
    world.env = VARIABLES.map(|name| (name, proxy.address().to_owned())).into();
    world.env.extend([("NO_PROXY", String::new()), ("no_proxy", String::new())]);
    world.connect(NAME, Visit::default()).await.expect(0, "the answer arrives at the listener");
    world.rollcall(&["sync", NAME]).await.expect(0, "and its tokens serve");
    assert!(!proxy.was_asked(), "the proxy was not asked at all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxys_password_goes_to_the_proxy_and_nowhere_else() {
    let (world, proxy) = (World::new().await, proxy());
    let address = proxy.address().replace("http://", "http://anna:geheim@");
    let args = ["connect", NAME, "--no-browser", "--timeout", "1", "-v"];
    let said = run(through(&world, &args, &address)).await.expect(1, "it is the wrong password");
    let head = proxy.head().expect("the proxy was asked");
    assert!(head.contains("Basic YW5uYTpnZWhlaW0="), "the proxy gets it: {head}");
    assert!(!format!("{said:?}").contains("geheim"), "nobody else: {said:?}");
    for file in files(world.dir.path()) {
        let content = std::fs::read(&file).unwrap();
        assert!(!content.windows(6).any(|part| part == b"geheim"), "not kept in {}", file.display());
    }
}

/// Chosen here, it counts without any word of the environment, in the next process as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_proxy_leads_to_microsoft_until_the_systems_way_is_chosen_again() {
    let (world, chosen, systems) = (World::new().await, proxy(), proxy());
    let said = world.rollcall(&["proxy", "set", chosen.address(), "--json"]).await;
    assert_eq!(said.expect(0, "it is an address").json()["proxy"], chosen.address(), "as it was said");
    let connect = ["connect", NAME, "--no-browser", "--timeout", "1", "--json"];
    let connect = async || run(through(&world, &connect, systems.address())).await;
    let said = connect().await.expect(1, "the proxy lets nobody through");
    assert_eq!(said.json()["error"]["code"], "proxy_refused", "{said:?}");
    let head = chosen.head().expect("the chosen one was asked");
    assert!(head.starts_with("CONNECT login.microsoftonline.com:443 "), "a tunnel, not the request: {head}");
    assert!(!systems.was_asked(), "and not the environment's");

    let said = world.rollcall(&["proxy", "system"]).await.expect(0, "back");
    assert!(said.stdout.contains("system"), "{said:?}");
    connect().await.expect(1, "nor does the other");
    assert!(systems.head().is_some(), "the environment's counts again");
    assert!(!chosen.was_asked(), "and the chosen one no longer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_proxy_stays_off_this_computer_and_takes_no_password() {
    let (world, proxy) = (World::connected().await, proxy());
    let with_password = proxy.address().replace("http://", "http://anna:geheim@");
    for address in [with_password.as_str(), "socks5://127.0.0.1:1080", "http://"] {
        let said = world.rollcall(&["proxy", "set", address, "--json"]).await.expect(1, "refused");
        assert_eq!(said.json()["error"]["code"], "invalid_proxy", "{said:?}");
        assert!(!format!("{said:?}").contains("geheim"), "not repeated: {said:?}");
    }
    let shown = world.rollcall(&["proxy", "show", "--json"]).await.expect(0, "shown");
    assert!(shown.json()["proxy"].is_null(), "nothing is different: {shown:?}");
    world.rollcall(&["proxy", "set", proxy.address()]).await.expect(0, "it is an address");
    world.rollcall(&["sync", NAME]).await.expect(0, "reads past the proxy");
    assert!(!proxy.was_asked(), "the proxy was not asked at all");
    for file in files(world.dir.path()) {
        let content = std::fs::read(&file).unwrap();
        assert!(!content.windows(6).any(|part| part == b"geheim"), "not kept in {}", file.display());
    }
}

async fn connect_with_trust(trust: Option<&str>) -> Said {
    let company = SampleCompany::builder().https(true).start().await.unwrap();
    let world = World::of(company);
    let (login, graph) = (world.company.login_url(), world.company.graph_url());
    assert!(login.starts_with("https://"), "{login}");
    let to = ["--cloud", "custom", "--login-url", &login, "--graph-url", &graph];
    let mut command =
        world.command(&[&["connect", NAME, "--no-browser", "--timeout", "1"][..], &to].concat());
    command.env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
    if let Some(trust) = trust {
        command.env("SSL_CERT_FILE", world.file("trusted.pem", trust));
    }
    run(command).await
}

#[cfg(target_os = "linux")] // where the trusted certificates can be chosen per process
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_counts_exactly_when_the_system_trusts_it() {
    let unknown = connect_with_trust(None).await.expect(1, "nobody vouches for it");
    assert!(unknown.stderr.contains("certificate"), "the reason is said: {}", unknown.stderr);
    assert!(!unknown.stderr.contains("Open to sign in"), "and nothing goes on: {}", unknown.stderr);
    let trusted = connect_with_trust(Some(CERTIFICATE)).await.expect(4, "waits for a browser");
    assert!(trusted.stderr.contains("Open to sign in: https://"), "{}", trusted.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_not_followed_with_a_token() {
    let (world, elsewhere) = (World::connected().await, SampleCompany::start().await.unwrap());
    let away = Effect::Redirect(format!("{}/users", elsewhere.graph_url()));
    world.company.faults().add(Fault::new("/v1.0/users", away));
    world.rollcall(&["sync", NAME]).await.expect(1, "that is no answer");
    world.company.faults().clear();
    world.company.faults().add(Fault::new("/oauth2/v2.0/token", Effect::Redirect(elsewhere.login_url())));
    world.company.entra().expire_access_tokens();
    world.rollcall(&["sync", NAME]).await.expect(1, "nor is that one");
    world.sign_in(&["signin", NAME], Visit::default()).await.expect(1, "nor with a code");
    assert!(elsewhere.log().is_empty(), "nobody went there: {:?}", elsewhere.log());
}
