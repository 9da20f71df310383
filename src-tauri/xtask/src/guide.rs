//! `cargo xtask guide`: the pictures of the documents, taken anew by the journeys of the window stage.

use crate::project::Project;
use crate::run::{Outcome, Trouble};
use crate::setup;
use crate::stages;
use std::fs;

const IMAGES: &str = "docs/images";

/// Runs the journeys, then takes over the pictures that the documents show.
pub(crate) fn take(project: &Project) -> Outcome {
    let window = stages::ALL.iter().filter(|stage| stage.name == stages::WINDOW);
    for stage in window {
        setup::ensure(project, stage.needs)?;
        (stage.run)(project)?;
    }
    let names = shown(&fs::read_to_string(project.path("README.md"))?, &documents(project)?);
    fs::create_dir_all(project.path(IMAGES))?;
    names.iter().try_for_each(|name| copy(project, name))?;
    println!("{} pictures in {IMAGES}", names.len());
    Ok(())
}

fn documents(project: &Project) -> Outcome<String> {
    let mut text = String::new();
    for entry in fs::read_dir(project.path("docs"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            text.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(text)
}

/// File names of the pictures, each once.
fn shown(readme: &str, documents: &str) -> Vec<String> {
    let texts = [readme, documents];
    let parts = texts.iter().flat_map(|text| text.split("images/").skip(1));
    let mut names: Vec<_> =
        parts.filter_map(|part| part.split_once(".png)")).map(|(name, _)| format!("{name}.png")).collect();
    names.sort();
    names.dedup();
    names
}

fn copy(project: &Project, name: &str) -> Outcome {
    let taken = project.path(stages::SCREENS).join(name);
    fs::copy(&taken, project.path(IMAGES).join(name))
        .map(|_| ())
        .map_err(|_| Trouble::Failed(format!("No journey takes the picture {name}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_picture_counts_once_wherever_it_is_shown() {
        let readme = "| ![a](docs/images/preview.png) | ![b](docs/images/start.png) |";
        let guide = "![c](images/preview.png) and [no picture](images.md)";
        assert_eq!(shown(readme, guide), ["preview.png", "start.png"], "both forms of the path, once each");
    }
}
