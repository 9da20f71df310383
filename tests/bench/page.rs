//! Times taken by the page itself.

use rollcall_tests::stage::App;
use serde_json::Value;

/// Milliseconds.
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) fn one(time: f64) -> Self {
        Self(vec![time])
    }

    pub(crate) fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn worst(&self) -> f64 {
        self.0.last().copied().unwrap_or(f64::NAN)
    }
}

impl From<Value> for Times {
    fn from(value: Value) -> Self {
        let mut times: Vec<_> = value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }
}

pub(crate) struct Page<'a>(&'a App);

impl<'a> Page<'a> {
    pub(crate) fn new(app: &'a App) -> Self {
        Self(app)
    }

    /// Waits for the first frames: nothing can be measured before them.
    pub(crate) async fn draws(&self) {
        let frames = "for (let n = 0; n < 5; n += 1) await new Promise(requestAnimationFrame)";
        self.0.ask(frames).await;
    }

    /// Notes when the core tells how far it is.
    pub(crate) async fn hear_progress(&self) {
        self.0.ask(include_str!("page/progress.js")).await;
    }

    pub(crate) async fn busiest_second(&self) -> u64 {
        let most = "const at = window.progress; return Math.max(0, ...at.map((from) =>
            at.filter((time) => time >= from && time < from + 1000).length))";
        self.0.ask(most).await.as_u64().unwrap_or_default()
    }

    /// The longest time without a frame, from pressing `key` until `text` is on the page.
    pub(crate) async fn stall_until(&self, text: &str, key: &str) -> Times {
        self.0.ask("window.gaps = []; let last = performance.now();
            const frame = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(frame); };
            requestAnimationFrame(frame);").await;
        self.0.keys(key).await;
        self.0.sees(text).await;
        self.0.ask("return [Math.max(...window.gaps)]").await.into()
    }

    pub(crate) async fn open_employees(&self) -> Times {
        self.run(include_str!("page/employees.js")).await
    }

    pub(crate) async fn blocks(&self) -> Times {
        self.run(include_str!("page/blocks.js")).await
    }

    pub(crate) async fn search(&self) -> Times {
        self.run(include_str!("page/search.js")).await
    }

    pub(crate) async fn jumps(&self) -> Times {
        self.run(include_str!("page/jumps.js")).await
    }

    pub(crate) async fn scroll(&self) -> Times {
        self.run(include_str!("page/scroll.js")).await
    }

    pub(crate) async fn tabs(&self) -> Times {
        self.run(include_str!("page/tabs.js")).await
    }

    pub(crate) async fn counts(&self) -> Times {
        self.run(include_str!("page/counts.js")).await
    }

    /// A script that returns a promise of times.
    async fn run(&self, script: &str) -> Times {
        self.0.ask(&format!("{}\n{script}", include_str!("page/tools.js"))).await.into()
    }
}
