//! One export file that is kept up to date: chosen once, rewritten after each run that changed the list.
//!
//! It follows the list at a distance. A run is committed before its file is written, and trouble with
//! the file is noted with the run, whose result it never changes.

use crate::api::{ErrorCode, ExportRequest, Failure, RefreshFile, Tag, WhichPeople};
use crate::engine::{Engine, Inner};
use crate::jobs::Job;
use crate::lock::RefreshLock;
use crate::{export, failures};
use rollcall_store::RunId;

/// JSON: a [`RefreshFile`].
const KEY: &str = "export.refresh";

impl Engine {
    /// The file that is kept up to date, if one is.
    pub async fn refresh_file(&self) -> Result<Option<RefreshFile>, Failure> {
        self.blocking(chosen).await
    }

    /// Keeps this file up to date from now on, instead of another, or none. It is written with the
    /// next run that changes something. [`ErrorCode::UnknownField`] for a column there is not.
    pub async fn set_refresh_file(&self, file: Option<RefreshFile>) -> Result<(), Failure> {
        self.blocking(move |inner| {
            let file = file.map(checked).transpose()?;
            let json = file.map(|file| serde_json::to_string(&file)).transpose().map_err(not_understood)?;
            inner.store.set_setting(KEY, json.as_deref()).map_err(failures::of_store)
        })
        .await?;
        self.inner.jobs.changed(&[Tag::Connections]);
        Ok(())
    }
}

/// What a run does last, once it is committed.
pub(crate) fn after(inner: &Inner, run: RunId) {
    let Some(file) = chosen(inner).transpose() else { return };
    let job = inner.jobs.start(None);
    let Err(failure) = file.and_then(|file| rewrite(inner, &job, file)) else { return };
    tracing::warn!(%run, code = ?failure.code, "the file that is kept up to date was not rewritten");
    let noted = serde_json::to_string(&failure).map_err(not_understood).and_then(|json| {
        job.outlasting(&inner.store).note_refresh_failure(run, &json).map_err(failures::of_store)
    });
    if let Err(error) = noted {
        tracing::warn!(%run, code = ?error.code, "and the history does not say so");
    }
}

/// Runs of several connections may end together: who writes last has seen what the others did.
fn rewrite(inner: &Inner, job: &Job, file: RefreshFile) -> Result<(), Failure> {
    let RefreshFile { path, format, columns } = file;
    let _one_at_a_time = RefreshLock::wait(&inner.data_dir, job)?;
    export::write(inner, job, &ExportRequest { format, path, rows: WhichPeople::All, columns })?;
    Ok(())
}

fn chosen(inner: &Inner) -> Result<Option<RefreshFile>, Failure> {
    let kept = inner.store.setting(KEY).map_err(failures::of_store)?;
    kept.map(|json| serde_json::from_str(&json)).transpose().map_err(not_understood)
}

/// Runs start in folders of their own, so the file's place must not depend on one.
fn checked(file: RefreshFile) -> Result<RefreshFile, Failure> {
    export::columns(&file.columns)?;
    let absolute = std::path::absolute(&file.path).map_err(|cause| {
        Failure::new(ErrorCode::FileNotWritable).with("path", &file.path).caused_by(cause)
    })?;
    Ok(RefreshFile { path: absolute.display().to_string(), ..file })
}

fn not_understood(error: serde_json::Error) -> Failure {
    Failure::new(ErrorCode::Internal).caused_by(error)
}
