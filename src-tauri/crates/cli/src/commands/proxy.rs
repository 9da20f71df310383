//! `proxy`: which proxy is on the way to Microsoft 365.

use super::Outcome;
use crate::args::Proxy;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: Proxy) -> Outcome {
    match args {
        Proxy::Show => {}
        Proxy::Set { address } => session.engine.set_proxy(Some(address)).await?,
        Proxy::System => session.engine.set_proxy(None).await?,
    }
    let proxy = session.engine.proxy().await?;
    if session.json {
        output::json(&serde_json::json!({ "proxy": proxy }));
    } else {
        output::line(proxy.as_deref().unwrap_or("the system's"));
    }
    Ok(Exit::Done)
}
