//! The app under test: its window, its world, and the few things a person does to a page.

use super::browser::Browser;
use super::dialog::Dialog;
use super::driver::{self, Variables};
use super::machine::{INSTANCE, Machine};
use super::process::{Process, wait_until};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Longer than anything takes, also where other tests use the machine at the same time.
const PATIENCE: Duration = Duration::from_secs(40);

/// Fields drop in order: the window first, then what it stood on.
pub struct App {
    pub(super) client: Client,
    _driver: Process,
    pub machine: Machine,
}

/// How the app is started.
#[derive(Default)]
pub struct Start<'a> {
    pub variables: Variables<'a>,
    pub args: &'a [&'a str],
    /// Another program that starts the app.
    pub by: Option<PathBuf>,
}

impl App {
    /// Starts the app on a machine where it never ran before.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same with variables of the environment.
    pub async fn start_with(variables: Variables<'_>) -> Self {
        let app = Self::on(Machine::start(), Start { variables, ..Start::default() }).await;
        app.is_shown().await;
        app
    }

    /// The app as it starts on `machine`, shown or not.
    pub async fn on(machine: Machine, how: Start<'_>) -> Self {
        let (driver, port) = driver::start(&machine, how.variables);
        let program = how.by.unwrap_or_else(|| driver::needed("ROLLCALL_DESKTOP"));
        let client = driver::session(port, &program, how.args).await;
        Self { client, _driver: driver, machine }
    }

    /// The window appears after its first paint; clicks that come earlier are lost.
    pub async fn is_shown(&self) {
        let began = Instant::now();
        while self.ask("return document.visibilityState").await != "visible" {
            assert!(began.elapsed() < PATIENCE, "the window is shown");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// A folder that goes away with the test.
    pub fn home(&self) -> &Path {
        self.machine.home()
    }

    pub fn browser(&self) -> &Browser {
        &self.machine.browser
    }

    /// Gives the system's save dialog a path.
    pub fn save_as(&self, title: &str, path: &Path) {
        Dialog { display: &self.machine.display.name }.save_as(title, path);
    }

    /// The first element at `xpath`, once nothing moves any more: a dialog that still grows would be
    /// clicked beside what was meant. What turns or waits for long is let be.
    async fn find_still(&self, xpath: &str) -> Element {
        self.find_path(xpath).await;
        self.ask(
            "const brief = ({ effect }) => (effect?.getComputedTiming().endTime ?? 0) < 1000;
             const moving = document.getAnimations().filter(brief);
             await Promise.all(moving.map(({ finished }) => finished.catch(() => null)));
             return moving.length;",
        )
        .await;
        self.find_path(xpath).await
    }

    /// The first element at `xpath`, once it is there.
    pub async fn find_path(&self, xpath: &str) -> Element {
        let began = Instant::now();
        loop {
            match self.client.find(Locator::XPath(xpath)).await {
                Ok(element) => return element,
                Err(error) if began.elapsed() > PATIENCE => {
                    self.give_up(&format!("`{xpath}` appears: {error}")).await;
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Presses the button that reads `name` (or is called so for screen readers).
    pub async fn press(&self, name: &str) {
        self.click(&button(name)).await;
    }

    /// The same in the dialog that is open.
    pub async fn press_in_dialog(&self, name: &str) {
        self.click(&format!("//*[@role='dialog' or @role='alertdialog']{}", button(name))).await;
    }

    /// Presses a button that takes the window away. The driver would wait for what comes of a click,
    /// and finds nobody to answer when the app ends; what came of it is for the test to see.
    pub async fn press_last(&self, name: &str) {
        let button = self.find_still(&button(name)).await;
        let press = "const [button] = arguments; setTimeout(() => button.click());";
        let _ = self.client.execute(press, vec![serde_json::to_value(&button).unwrap()]).await;
    }

    /// Clicks what is at `xpath`, once it is there. Lists draw themselves anew at times: then what
    /// was found is gone, and is looked for again.
    pub async fn click(&self, xpath: &str) {
        let began = Instant::now();
        while let Err(error) = self.find_still(xpath).await.click().await {
            if began.elapsed() > PATIENCE {
                self.give_up(&format!("`{xpath}` can be clicked: {error}")).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Opens the person called `name` from a table.
    pub async fn open_row(&self, name: &str) {
        self.click(&format!("//*[@role='gridcell'][normalize-space(.)={}]", quoted(name))).await;
    }

    /// Replaces what stands in the field called `label`.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.find_path(&format!("//input[@aria-label={}]", quoted(label))).await;
        field.click().await.unwrap();
        self.keys("Ctrl+a").await;
        self.types(text).await;
    }

    /// Opens one of the screens by its entry in the rail.
    pub async fn go(&self, screen: &str) {
        self.click(&format!("//nav//button[contains(., {})]", quoted(screen))).await;
    }

    /// Picks the radio button or tick box labelled `name`.
    pub async fn choose(&self, name: &str) {
        self.click(&format!("//label[normalize-space(.)={}]", quoted(name))).await;
    }

    /// Waits for a text anywhere on the page.
    pub async fn sees(&self, text: &str) {
        self.find_path(&format!("//body//*[contains(normalize-space(.), {})]", quoted(text))).await;
    }

    pub async fn text(&self) -> String {
        self.find_path("//body").await.text().await.unwrap()
    }

    /// What `script` returns in the page. It may await.
    pub async fn ask(&self, script: &str) -> Value {
        let script = format!(
            "const answer = arguments[0];
             (async () => {{ {script} }})().then(answer, (error) => answer(`failed: ${{error}}`));"
        );
        let answer = self.client.execute_async(&script, Vec::new()).await;
        let answer = answer.unwrap_or_else(|error| panic!("`{script}` runs: {error}"));
        let failed = answer.as_str().is_some_and(|text| text.starts_with("failed: "));
        assert!(!failed, "`{script}` {answer}");
        answer
    }

    /// Keeps what the window shows as `NAME.png`, once it has stopped changing.
    pub async fn screenshot(&self, name: &str) {
        let mut png = self.picture().await;
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(150)).await;
            let later = self.picture().await;
            if std::mem::replace(&mut png, later) == png {
                break;
            }
        }
        std::fs::create_dir_all(screens()).unwrap();
        std::fs::write(screens().join(format!("{name}.png")), png).unwrap();
    }

    async fn picture(&self) -> Vec<u8> {
        let png = self.client.screenshot().await.unwrap();
        assert!(png.starts_with(b"\x89PNG"), "the driver answers with a picture");
        png
    }

    /// Begins the page anew, as a restart of the app does, with the choices of the settings.
    pub async fn looks(&self, theme: &str, language: &str) {
        let keep = format!(
            "localStorage.setItem('rollcall.theme', '{theme}');
             localStorage.setItem('rollcall.language', '{language}');"
        );
        self.ask(&keep).await;
        self.client.refresh().await.unwrap();
        self.find_path("//main[@aria-label]").await;
    }

    /// Gives the window another size, and waits until the page has it.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.unwrap();
        let fits = format!(
            "while (innerWidth !== {width}) await new Promise((again) => setTimeout(again, 50)); return true"
        );
        self.ask(&fits).await;
    }

    /// Closes the window as the driver does at the end of a session. Gives the machine, for another start,
    /// once the app is gone: a start before would be left to the one that ends.
    pub async fn close(self) -> Machine {
        let Self { client, machine, .. } = self;
        client.close().await.unwrap();
        wait_until("the app has ended", PATIENCE, || machine.bus.process(INSTANCE).is_none());
        machine
    }

    /// Fails with what was expected, after keeping a picture of what there was.
    pub(super) async fn give_up(&self, expected: &str) -> ! {
        let thread = std::thread::current();
        let name = format!("failed-{}", thread.name().unwrap_or_default().replace("::", "-"));
        self.screenshot(&name).await;
        let page = self.client.source().await.unwrap_or_default();
        let _ = std::fs::write(screens().join(format!("{name}.html")), page);
        panic!("{expected} (see {name}.png and .html beside the screenshots)");
    }
}

fn screens() -> PathBuf {
    std::env::var_os("ROLLCALL_SCREENS").map_or_else(|| "artefacts/screens".into(), PathBuf::from)
}

/// Whatever acts as a button, is called `name` and can be pressed.
fn button(name: &str) -> String {
    let kinds = ["button", "tab", "menuitem", "option"].map(|role| format!("@role='{role}'")).join(" or ");
    format!(
        "//*[self::button or {kinds}][not(@disabled) and not(@aria-disabled='true')]\
         [normalize-space(.)={0} or @aria-label={0}]",
        quoted(name)
    )
}

/// An XPath string, whatever quotes it holds.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
