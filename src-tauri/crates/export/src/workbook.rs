//! Around the library that writes workbooks: it panics where its temporary file cannot be written. Out
//! here that is an error like any other, and nothing is printed.

use crate::error::{ExportError, Result};
use std::{
    any::Any,
    cell::Cell,
    io,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::Once,
};

const LIBRARY: &str = "rust_xlsxwriter";

thread_local! {
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Does `work`, in which the library writes; `failed` says what its trouble with the disk means.
pub(crate) fn writing<T>(
    work: impl FnOnce() -> Result<T>,
    failed: impl Fn(io::Error) -> ExportError,
) -> Result<T> {
    silence_the_library();
    WRITING.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    WRITING.set(false);
    match done {
        Ok(done) => done,
        Err(panicked) => match disk_trouble(panicked.as_ref()) {
            Some(trouble) => Err(failed(trouble)),
            None => panic::resume_unwind(panicked),
        },
    }
}

/// Panics of anybody else are told as they always were.
fn silence_the_library() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !(WRITING.get() && is_the_librarys(info)) {
                told(info);
            }
        }));
    });
}

fn is_the_librarys(info: &PanicHookInfo<'_>) -> bool {
    info.location().is_some_and(|place| place.file().contains(LIBRARY))
}

/// The error of the system that the library's words quote.
fn disk_trouble(panicked: &(dyn Any + Send)) -> Option<io::Error> {
    let words = panicked.downcast_ref::<String>().filter(|words| words.contains("xml file: Os {"))?;
    let full = ["StorageFull", "QuotaExceeded", "FileTooLarge"].iter().any(|kind| words.contains(kind));
    let kind = if full { io::ErrorKind::StorageFull } else { io::ErrorKind::Other };
    Some(io::Error::new(kind, words.clone()))
}
