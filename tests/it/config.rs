//! What the window may do: the desktop app's configuration, read as an attacker would.

use serde_json::Value;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn config() -> Value {
    json(&root().join("tauri.conf.json"))
}

fn capabilities() -> Vec<Value> {
    let dir = std::fs::read_dir(root().join("src-tauri/capabilities")).unwrap();
    let files: Vec<_> = dir.map(|entry| json(&entry.unwrap().path())).collect();
    assert!(!files.is_empty(), "the window's rights are written down");
    files
}

/// Permission identifiers, scoped or not.
fn permissions() -> Vec<String> {
    let all = capabilities();
    let entries = all.iter().flat_map(|capability| capability["permissions"].as_array().unwrap());
    let name = |entry: &Value| entry.as_str().or_else(|| entry["identifier"].as_str()).unwrap().to_owned();
    entries.map(name).collect()
}

#[test]
fn the_content_policy_allows_own_code_only() {
    let csp = config()["app"]["security"]["csp"].clone();
    assert_eq!(csp["default-src"], "'self'", "what is not named falls back to the app itself");
    let scripts = csp.get("script-src").unwrap_or(&csp["default-src"]).to_string();
    for opening in ["unsafe-eval", "unsafe-inline", "http:", "https:", "*", "data:", "blob:"] {
        assert!(!scripts.contains(opening), "scripts must not come by {opening}");
    }
    let policy = csp.to_string();
    assert!(
        !policy.contains("https:") && !policy.contains('*'),
        "nothing is loaded from the network: {policy}"
    );
    assert_eq!(
        csp["connect-src"], "ipc: http://ipc.localhost",
        "the window talks to the host and to nobody else"
    );
}

#[test]
fn the_policy_is_not_switched_off_by_the_side() {
    let security = config()["app"]["security"].clone();
    for hole in ["devCsp", "assetProtocol"] {
        assert!(security.get(hole).is_none(), "{hole} would widen what the window may load");
    }
    // A nonce would void 'unsafe-inline', and Fluent and AG Grid make their styles at run time.
    assert_eq!(
        security["dangerousDisableAssetCspModification"],
        serde_json::json!(["style-src"]),
        "styles only: scripts keep the nonces and hashes that Tauri adds"
    );
    assert_eq!(config()["app"]["withGlobalTauri"], false, "the API is not hung onto every page");
    let windows = config()["app"]["windows"].clone();
    assert!(
        windows.as_array().unwrap().iter().all(|w| w.get("devtools").is_none()),
        "no devtools in releases"
    );
}

#[test]
fn no_remote_page_gets_any_right() {
    for capability in capabilities() {
        assert!(capability.get("remote").is_none(), "{} must be for local pages", capability["identifier"]);
        assert_eq!(capability["windows"], serde_json::json!(["main"]), "rights are for the one window");
    }
}

#[test]
fn the_window_reaches_no_shell_no_files_and_no_browser() {
    for name in permissions() {
        // Addresses are opened by the host, which knows where they come from.
        for forbidden in ["shell:", "fs:", "http:", "process:", "opener:"] {
            assert!(!name.starts_with(forbidden), "{name} is more than the window needs");
        }
        assert_ne!(name, "core:default", "core rights are granted one by one");
    }
}
