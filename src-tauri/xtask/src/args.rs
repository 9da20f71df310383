//! The command line of `cargo xtask`. Pure.

use crate::{bench, stages};
use std::path::PathBuf;

pub(crate) const HELP: &str = "\
cargo xtask demo [--headless] [--out DIR]   see Rollcall work on the sample company:
                                            in a window where there is a display, else here
      --headless                            in the terminal in any case
      --out DIR                             where the exported lists go (implies --headless)
cargo xtask test [--only STAGE]... [--list] run everything that must hold
      --only STAGE                          only this stage (may be repeated)
      --list                                name the stages
      --allow-skips                         a stage that cannot run here is no failure (never in CI)
cargo xtask check                           the fast part of it: format, lints, borders, types
cargo xtask bench NAME                      measure: plan, day, export, read, ui
cargo xtask guide                           take the pictures of the documents anew
cargo xtask licences                        write the app's licences and their texts from what is shipped
cargo xtask types                           write the UI's contract types from the Rust ones";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Demo(Demo),
    Test(Test),
    Check,
    /// One of [`bench::ALL`].
    Bench(String),
    Guide,
    Licences,
    Types,
    Help,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Demo {
    pub(crate) headless: bool,
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Test {
    /// Empty: all of them.
    pub(crate) only: Vec<String>,
    pub(crate) list: bool,
    pub(crate) allow_skips: bool,
}

/// What was asked for, or what is wrong with the question.
pub(crate) fn parse(args: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut args = args;
    let task = args.next().unwrap_or_else(|| "help".into());
    match task.as_str() {
        "demo" => parse_demo(args).map(Task::Demo),
        "test" => parse_test(args).map(Task::Test),
        "check" => nothing_more(args, Task::Check),
        "bench" => parse_bench(args).map(Task::Bench),
        "guide" => nothing_more(args, Task::Guide),
        "licences" => nothing_more(args, Task::Licences),
        "types" => nothing_more(args, Task::Types),
        "help" | "--help" | "-h" => Ok(Task::Help),
        other => Err(format!("There is no task `{other}`.")),
    }
}

fn parse_demo(mut args: impl Iterator<Item = String>) -> Result<Demo, String> {
    let mut demo = Demo::default();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--headless" => demo.headless = true,
            "--out" => {
                demo.out = Some(value(&arg, args.next())?.into());
                demo.headless = true;
            }
            other => return Err(unknown(other)),
        }
    }
    Ok(demo)
}

fn parse_test(mut args: impl Iterator<Item = String>) -> Result<Test, String> {
    let mut test = Test::default();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--list" => test.list = true,
            "--allow-skips" => test.allow_skips = true,
            "--only" => test.only.push(stage(value(&arg, args.next())?)?),
            other => return Err(unknown(other)),
        }
    }
    Ok(test)
}

fn parse_bench(mut args: impl Iterator<Item = String>) -> Result<String, String> {
    let known: Vec<_> = bench::ALL.iter().map(|(name, _)| *name).collect();
    let name = args.next().filter(|name| known.contains(&name.as_str()));
    let name = name.ok_or_else(|| format!("`bench` needs one of: {}.", known.join(", ")))?;
    nothing_more(args, name)
}

fn stage(name: String) -> Result<String, String> {
    if stages::ALL.iter().any(|stage| stage.name == name) {
        return Ok(name);
    }
    let names: Vec<_> = stages::ALL.iter().map(|stage| stage.name).collect();
    Err(format!("There is no stage `{name}`. The stages are: {}.", names.join(", ")))
}

fn value(flag: &str, value: Option<String>) -> Result<String, String> {
    value.filter(|value| !value.starts_with("--")).ok_or_else(|| format!("`{flag}` needs a value."))
}

fn nothing_more<T>(mut args: impl Iterator<Item = String>, parsed: T) -> Result<T, String> {
    args.next().map_or(Ok(parsed), |arg| Err(unknown(&arg)))
}

fn unknown(arg: &str) -> String {
    format!("`{arg}` is not understood here.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_bare_demo_leaves_the_choice_to_the_machine() {
        assert_eq!(parsed("demo"), Ok(Task::Demo(Demo::default())), "neither headless nor a folder");
    }

    #[test]
    fn a_folder_for_the_lists_means_the_terminal() {
        let demo = Demo { headless: true, out: Some("lists".into()) };
        assert_eq!(parsed("demo --out lists"), Ok(Task::Demo(demo)), "a window would not write there");
    }

    #[test]
    fn stages_can_be_picked_more_than_once() {
        let test = Test { only: vec!["fmt".into(), "deny".into()], ..Test::default() };
        assert_eq!(parsed("test --only fmt --only deny"), Ok(Task::Test(test)), "both in the given order");
    }

    #[test]
    fn an_unknown_stage_is_answered_with_the_known_ones() {
        let answer = parsed("test --only format").unwrap_err();
        assert!(
            answer.contains("`format`") && answer.contains("fmt"),
            "names the mistake and the choice: {answer}"
        );
    }

    #[test]
    fn a_bench_is_asked_for_by_name() {
        assert_eq!(parsed("bench plan"), Ok(Task::Bench("plan".into())), "a known one");
        let answer = parsed("bench").unwrap_err();
        assert!(answer.contains("plan"), "names the choice: {answer}");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, named) in [
            ("demo --loud", "`--loud`"),
            ("demo --out", "`--out`"),
            ("demo --out --headless", "`--out`"),
            ("check twice", "`twice`"),
            ("deploy", "`deploy`"),
        ] {
            let answer = parsed(line).unwrap_err();
            assert!(answer.contains(named), "`{line}` should name {named}: {answer}");
        }
    }

    #[test]
    fn no_task_shows_the_help() {
        assert_eq!(parsed(""), Ok(Task::Help), "a bare `cargo xtask` explains itself");
    }
}
