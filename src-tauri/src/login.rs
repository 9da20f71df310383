//! Starting with the computer, without a window.

#[cfg(target_os = "linux")]
pub(crate) use linux::{is_on, switch};
#[cfg(not(target_os = "linux"))]
pub(crate) use plugin::{is_on, switch};

/// A file in the folder that desktops look through at login. The library behind Tauri's plugin writes it
/// into `~/.config` wherever the configuration is, and with a path that ends at its first blank.
#[cfg(target_os = "linux")]
mod linux {
    use crate::start::HIDDEN;
    use std::io::{self, ErrorKind};
    use std::path::{Path, PathBuf};
    use tauri::{AppHandle, Manager};

    pub(crate) fn is_on(app: &AppHandle) -> bool {
        entry(app).is_ok_and(|entry| entry.exists())
    }

    pub(crate) fn switch(app: &AppHandle, on: bool) -> io::Result<()> {
        let entry = entry(app)?;
        match on {
            true => write(&entry, &program(app)?),
            false => remove(&entry),
        }
    }

    /// `XDG_CONFIG_HOME`, where it is set.
    fn entry(app: &AppHandle) -> io::Result<PathBuf> {
        let config = app.path().config_dir().map_err(io::Error::other)?;
        Ok(config.join("autostart/Rollcall.desktop"))
    }

    /// An AppImage's own file stays; where it is unpacked to does not.
    fn program(app: &AppHandle) -> io::Result<PathBuf> {
        app.env().appimage.map_or_else(std::env::current_exe, |image| Ok(image.into()))
    }

    pub(super) fn write(entry: &Path, program: &Path) -> io::Result<()> {
        let program = program.to_str().filter(|path| !path.contains(char::is_control));
        let program = quoted(program.ok_or(ErrorKind::InvalidFilename)?);
        if let Some(folder) = entry.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let lines = ["[Desktop Entry]", "Type=Application", "Version=1.0", "Name=Rollcall", "Terminal=false"];
        std::fs::write(entry, format!("{}\nExec={program} {HIDDEN}\n", lines.join("\n")))
    }

    fn remove(entry: &Path) -> io::Result<()> {
        match std::fs::remove_file(entry) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// As desktop entries want an argument: quoted where it needs to be, then escaped as any text there.
    fn quoted(argument: &str) -> String {
        let argument = argument.replace('%', "%%");
        if argument.chars().all(|c| c.is_alphanumeric() || "/._-+,:@%".contains(c)) {
            return argument;
        }
        let escaped: String = argument
            .chars()
            .flat_map(|c| "\"`$\\".contains(c).then_some('\\').into_iter().chain([c]))
            .collect();
        format!("\"{}\"", escaped.replace('\\', r"\\"))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn paths_arrive_whole_whatever_is_in_them() {
            for (path, written) in [
                ("/usr/bin/rollcall-desktop", "/usr/bin/rollcall-desktop"),
                ("/opt/my apps/rollcall", r#""/opt/my apps/rollcall""#),
                ("/opt/100%/rollcall", "/opt/100%%/rollcall"),
                (r#"/opt/$"a`\b/rollcall"#, r#""/opt/\\$\\"a\\`\\\\b/rollcall""#),
            ] {
                assert_eq!(quoted(path), written, "as the specification of desktop entries has it");
            }
        }

        #[test]
        fn the_entry_makes_its_own_way_and_glib_starts_what_it_names() {
            let dir = tempfile::tempdir().expect("a folder");
            let entry = dir.path().join("new config/autostart/Rollcall.desktop");
            write(&entry, Path::new("/opt/my apps/it's $5 & 10%/rollcall")).expect("written");
            let file = glib::KeyFile::new();
            file.load_from_file(&entry, glib::KeyFileFlags::NONE).expect("a key file");
            let exec = file.string("Desktop Entry", "Exec").expect("what is started");
            let args = glib::shell_parse_argv(exec.as_str()).expect("a command line");
            let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
            assert_eq!(
                args,
                ["/opt/my apps/it's $5 & 10%%/rollcall", "--hidden"],
                "% is the launcher's sign"
            );
            remove(&entry).expect("removed");
            remove(&entry).expect("and nothing to remove is no trouble");
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod plugin {
    use tauri::AppHandle;
    use tauri_plugin_autostart::{Error, ManagerExt};

    pub(crate) fn is_on(app: &AppHandle) -> bool {
        app.autolaunch().is_enabled().unwrap_or(false)
    }

    pub(crate) fn switch(app: &AppHandle, on: bool) -> Result<(), Error> {
        match (on, is_on(app)) {
            (true, false) => app.autolaunch().enable(),
            (false, true) => app.autolaunch().disable(),
            _ => Ok(()),
        }
    }
}
