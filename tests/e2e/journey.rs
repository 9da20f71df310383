//! launch, Connect, Preview, Apply, Export.

use crate::stage::App;

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_in_the_window() {
    let app = App::start(&[]).await;
    app.sees("Rollcall").await;
    app.screenshot("start").await;
    app.close().await;
}
