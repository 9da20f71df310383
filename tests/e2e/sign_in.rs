//! Sign-ins that do not go as planned.

use crate::rollcall;
use crate::stage::App;
use rollcall_sample::browser::{Decision, Visit};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_consent_leads_back_to_the_start() {
    let app = App::start().await;
    rollcall::begin_connecting(&app).await;
    rollcall::sign_in(&app, Visit { account: None, decision: Decision::Cancel }).await;
    app.sees("Details").await;
    app.screenshot("sign-in-refused").await;
    app.press("Open browser to sign in").await;
    app.sees("Finish in your browser").await;
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_sign_in_can_be_begun_again() {
    let app = App::start().await;
    rollcall::begin_connecting(&app).await;
    app.press("Open browser to sign in").await;
    app.sees("Finish in your browser").await;
    app.screenshot("sign-in-waiting").await;
    app.press("Cancel sign-in").await;
    app.sees("Open browser to sign in").await;
    app.close().await;
}
