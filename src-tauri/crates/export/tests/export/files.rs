//! The file itself: whole or as before, private, and alone in its folder.

use crate::json::json;
use crate::world::{FORMATS, columns, employee, target, write};
use rollcall_export::{CsvPreset, ExportError, Format, export};
use std::{convert::Infallible, fs, ops::ControlFlow, path::Path};
use tempfile::tempdir;

#[test]
fn an_empty_list_is_a_file_all_the_same() {
    for format in FORMATS {
        let (_dir, path) = target("employees");
        assert_eq!(write(&path, format, &columns(), Vec::new()).people, 0, "nobody");
        let size = fs::metadata(&path).unwrap().len();
        assert_eq!(size == 0, format == Format::VCard, "but a file that opens: {format:?}");
    }
    let (_dir, path) = target("employees.json");
    write(&path, Format::Json, &columns(), Vec::new());
    assert_eq!(json(&path), serde_json::json!([]), "an array of nobody");
}

/// Exports ten people, of whom the fifth brings trouble, over an existing file.
fn fail_over(
    path: &Path,
    format: Format,
    trouble: impl Fn(usize) -> ControlFlow<()>,
    broken: bool,
) -> ExportError {
    fs::write(path, "precious").unwrap();
    let rows = (1..=10).map(|n| if broken && n == 5 { Err("lost") } else { Ok(employee(n, "A")) });
    export(path, format, &columns(), rows, trouble).unwrap_err()
}

#[test]
fn whatever_fails_leaves_the_former_file_and_no_rubbish() {
    for format in FORMATS {
        let (dir, path) = target("employees");
        let stopped = fail_over(
            &path,
            format,
            |n| if n == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) },
            false,
        );
        assert!(matches!(stopped, ExportError::Stopped), "{stopped:?}");
        let lost = fail_over(&path, format, |_| ControlFlow::Continue(()), true);
        assert!(matches!(lost, ExportError::Rows(_)), "{lost:?}");
        assert_eq!(fs::read(&path).unwrap(), b"precious", "the last good export is still there");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "and nothing beside it");
    }
}

#[test]
fn progress_counts_people() {
    let (_dir, path) = target("employees.csv");
    let mut heard = Vec::new();
    let rows = (1..=3).map(|n| Ok::<_, Infallible>(employee(n, "A")));
    export(&path, Format::Csv(CsvPreset::Plain), &columns(), rows, |n| {
        heard.push(n);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(heard, [1, 2, 3], "one after the other");
}

#[test]
fn places_that_cannot_be_written_are_named() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    let readonly = dir.path().join("readonly.csv");
    fs::write(&readonly, "precious").unwrap();
    let mut rights = fs::metadata(&readonly).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&readonly, rights).unwrap();
    for path in
        [dir.path().join("missing/e.csv"), file.join("e.csv"), dir.path().to_owned(), readonly.clone()]
    {
        let rows = [Ok::<_, Infallible>(employee(1, "A"))].into_iter();
        let refused =
            export(&path, Format::Csv(CsvPreset::Plain), &columns(), rows, |_| ControlFlow::Continue(()));
        assert!(matches!(refused, Err(ExportError::NotWritable { .. })), "{}: {refused:?}", path.display());
    }
    assert_eq!(fs::read(&readonly).unwrap(), b"precious", "what the admin protected stays");
}

#[cfg(unix)]
mod unix {
    use crate::world::{FORMATS, columns, employee, target, write};
    use rollcall_export::{CsvPreset, ExportError, Format, export};
    use std::{convert::Infallible, fs, ops::ControlFlow, os::unix::fs::PermissionsExt, path::Path};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_first_export_is_private_and_a_later_one_keeps_the_rights_it_was_given() {
        let (_dir, path) = target("employees.csv");
        let format = Format::Csv(CsvPreset::Plain);
        write(&path, format, &columns(), vec![employee(1, "A")]);
        assert_eq!(mode(&path), 0o600, "personal data is the admin's own");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, format, &columns(), vec![employee(1, "A")]);
        assert_eq!(mode(&path), 0o640, "sharing it was a decision");
    }

    #[test]
    fn a_link_keeps_pointing_to_the_new_file() {
        let (dir, path) = target("real.csv");
        fs::write(&path, "old").unwrap();
        let link = dir.path().join("link.csv");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, Format::Csv(CsvPreset::Plain), &columns(), vec![employee(1, "A")]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "the link is still one");
        assert!(fs::metadata(&path).unwrap().len() > 3, "what it points to is new");
    }

    #[test]
    fn who_has_the_former_file_open_keeps_reading_it_whole() {
        let (_dir, path) = target("employees.csv");
        fs::write(&path, "precious").unwrap();
        let mut reader = fs::File::open(&path).unwrap();
        write(&path, Format::Csv(CsvPreset::Plain), &columns(), vec![employee(1, "A")]);
        let mut read = String::new();
        std::io::Read::read_to_string(&mut reader, &mut read).unwrap();
        assert_eq!(read, "precious", "half of one and half of the other would be nobody's list");
        assert!(fs::metadata(&path).unwrap().len() > 8, "the next one to open it gets the new one");
    }

    #[test]
    fn what_is_not_finished_yet_lies_beside_the_target() {
        for format in FORMATS {
            let (dir, path) = target("employees");
            let mut beside = 0;
            let rows = [Ok::<_, Infallible>(employee(1, "A"))].into_iter();
            export(&path, format, &columns(), rows, |_| {
                beside = fs::read_dir(dir.path()).unwrap().count();
                ControlFlow::Continue(())
            })
            .unwrap();
            assert!(beside > 0, "{format:?}: on the same file system, where a rename is one step");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{format:?}: nothing stays behind");
        }
    }

    #[test]
    fn a_device_is_not_replaced_by_a_file() {
        let rows = [Ok::<_, Infallible>(employee(1, "A"))].into_iter();
        let format = Format::Csv(CsvPreset::Plain);
        let refused = export(Path::new("/dev/null"), format, &columns(), rows, |_| ControlFlow::Continue(()));
        assert!(matches!(refused, Err(ExportError::NotWritable { .. })), "{refused:?}");
        assert!(!fs::metadata("/dev/null").unwrap().is_file(), "the machine still needs it");
    }
}
