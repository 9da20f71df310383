//! Remembers which version of a file something was last done for. Written only after success, so
//! that an interrupted step is done again.

use crate::project::Project;
use crate::run::Outcome;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) struct Stamp {
    path: PathBuf,
    content: Vec<u8>,
}

impl Stamp {
    /// `name` is what was done; `source` the file it was done for.
    pub(crate) fn of(project: &Project, name: &str, source: &Path) -> Outcome<Self> {
        let path = project.notes().join(format!("{}.stamp", name.replace('/', "-")));
        Ok(Self { path, content: fs::read(source)? })
    }

    pub(crate) fn is_current(&self) -> bool {
        fs::read(&self.path).is_ok_and(|content| content == self.content)
    }

    pub(crate) fn write(&self) -> Outcome {
        self.path.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok(fs::write(&self.path, &self.content)?)
    }

    pub(crate) fn clear(&self) {
        let _ = fs::remove_file(&self.path); // Absent is as good as removed.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_current_until_its_file_changes() {
        let dir = std::env::temp_dir().join(format!("rollcall-stamp-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let project = Project { root: dir.clone(), ci: false };
        let stamp = |text: &str| {
            fs::write(dir.join("lock"), text).unwrap();
            Stamp::of(&project, "a/b", &dir.join("lock")).unwrap()
        };
        assert!(!stamp("one").is_current(), "nothing was done yet");
        stamp("one").write().unwrap();
        assert!(stamp("one").is_current(), "done for this very content");
        assert!(!stamp("two").is_current(), "another content wants it done again");
        fs::remove_dir_all(dir).unwrap();
    }
}
