//! `connect` and `signin`: the browser does the rest.

use super::Outcome;
use crate::args::{Browser, Cloud, Connect, Signin};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::SignInHow;
use rollcall_engine::api::{CloudChoice, ConnectRequest, ErrorCode, Failure, SecretStorage, SignInStarted};
use std::time::Duration;

pub(crate) async fn connect(session: &Session, args: Connect) -> Outcome {
    let browser = args.browser;
    let own_app = args.client_id.is_some() || session.engine.has_own_app();
    let request = ConnectRequest {
        name: Some(args.name),
        cloud: cloud(args.cloud),
        login_url: args.login_url,
        graph_url: args.graph_url,
        tenant: args.tenant,
        client_id: args.client_id,
    };
    if browser.ask_admin {
        output::instructions(&session.engine.admin_consent_url(request)?, session.json);
        return Ok(Exit::Done);
    }
    if !own_app && !matches!(args.cloud, Cloud::Custom) {
        output::message(
            "This signs in through Microsoft's own “Graph Command Line Tools”, and its consent page says so. \
             For an app registration of your own: rollcall register",
        );
    }
    let started = session.engine.begin_sign_in(request, how(browser)).await?;
    finish(session, &started).await
}

pub(crate) async fn sign_in_again(session: &Session, args: Signin) -> Outcome {
    let connection = session.connection(&args.name).await?;
    if args.browser.ask_admin {
        let link = session.engine.admin_consent_url_again(connection.id, args.client_id).await?;
        output::instructions(&link, session.json);
        return Ok(Exit::Done);
    }
    let started =
        session.engine.begin_sign_in_again(connection.id, args.client_id, how(args.browser)).await?;
    finish(session, &started).await
}

fn how(browser: Browser) -> SignInHow {
    SignInHow { open_browser: !browser.no_browser, timeout: Duration::from_secs(browser.timeout.into()) }
}

async fn finish(session: &Session, started: &SignInStarted) -> Result<Exit, Failure> {
    if started.browser_opened {
        output::message("Finish signing in in your browser. Ctrl-C cancels.");
    } else {
        output::message(format_args!("Open to sign in: {}", started.url));
    }
    let signed_in = session.engine.await_sign_in(started.attempt).await;
    let connection = signed_in.inspect_err(|failure| {
        if failure.code == ErrorCode::SignInTimedOut {
            output::browser_help();
        }
    })?;
    output::sign_in_warnings(&connection);
    if session.engine.secrets() == SecretStorage::SessionOnly {
        output::message(
            "No keyring is running, so this sign-in ends with this command. To keep it, use --key-file FILE.",
        );
    }
    output::connection(&connection, session.json);
    Ok(Exit::Done)
}

fn cloud(cloud: Cloud) -> CloudChoice {
    match cloud {
        Cloud::Global => CloudChoice::Global,
        Cloud::Usgov => CloudChoice::Usgov,
        Cloud::Dod => CloudChoice::Dod,
        Cloud::China => CloudChoice::China,
        Cloud::Custom => CloudChoice::Custom,
    }
}
