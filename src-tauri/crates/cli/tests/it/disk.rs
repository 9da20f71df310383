//! A disk that is really full, or really read-only: a small file system in memory, in a name space that
//! needs no rights. Where the system lets nobody make one, these tests say so and try nothing; `export.rs`
//! tries the formats under a limit for the size of files, everywhere.

use crate::world::{NAME, World, run};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const NOT_TRIED: &[u8] = b"NOT TRIED: this system makes no small disk for anybody (unshare, mount)\n";

const FILLER: &str = "filler";

/// A file system of some MiB at a place that only this name space knows; it ends with its keeper.
struct SmallDisk {
    keeper: Child,
    at: PathBuf,
}

impl SmallDisk {
    /// `None`, and why not on stderr, where it cannot be made.
    fn mount(at: &Path, mib: u32) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let script = format!("mount -t tmpfs -o size={mib}m,mode=700 none \"$0\" && echo ready && exec cat");
        let mut keeper = Command::new("unshare");
        keeper.args(["-Urm", "sh", "-c", &script]).arg(at).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut keeper = keeper.spawn().ok()?;
        let mut line = String::new();
        BufReader::new(keeper.stdout.as_mut()?).read_line(&mut line).ok()?;
        if line.trim() == "ready" {
            return Some(Self { keeper, at: at.to_owned() });
        }
        let _ = keeper.wait();
        // Past the test runner, which keeps to itself what passing tests print.
        std::io::stderr().write_all(NOT_TRIED).unwrap();
        None
    }

    /// The same command where the disk is.
    fn on(&self, command: &Command) -> Command {
        let mut inside = self.inside(command.get_program().to_str().unwrap());
        inside.args(command.get_args()).stdin(Stdio::null());
        inside
    }

    fn inside(&self, program: &str) -> Command {
        let mut inside = Command::new("nsenter");
        inside.args(["-t", &self.keeper.id().to_string(), "-U", "-m", "--preserve-credentials", program]);
        inside.stdout(Stdio::piped()).stderr(Stdio::piped());
        inside
    }

    /// Where the test finds what lies on it.
    fn path(&self, name: &str) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.keeper.id()));
        root.join(self.at.strip_prefix("/").unwrap()).join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// What lies on it beside the filler.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name != FILLER).collect()
    }

    /// Takes all the space but some KiB.
    fn fill(&self, but_kib: u64) {
        let file = self.at.join(FILLER);
        let full = self.inside("sh").args(["-c", "cat /dev/zero > \"$0\" 2>&1"]).arg(&file).output().unwrap();
        assert!(!full.status.success(), "until no more fits: {full:?}");
        let filler = std::fs::OpenOptions::new().write(true).open(self.path(FILLER)).unwrap();
        filler.set_len(filler.metadata().unwrap().len() - but_kib * 1024).unwrap();
    }

    fn free(&self) {
        std::fs::remove_file(self.path(FILLER)).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Everything that writes a file: the words it is asked with, and the file.
const FILES: [(&[&str], &str); 7] = [
    (&["export", "--format", "xlsx"], "people.xlsx"),
    (&["export", "--format", "csv"], "people.csv"),
    (&["export", "--format", "json"], "people.json"),
    (&["export", "--format", "vcard"], "people.vcf"),
    (&["export", "--format", "ldif"], "people.ldif"),
    (&["chart", "people"], "people.svg"),
    (&["chart", "departments"], "departments.png"),
];

fn writing(world: &World, disk: &SmallDisk, (how, name): (&[&str], &str)) -> Command {
    let target = disk.at.join(name);
    disk.on(&world.command(&[how, &["--json", "--output", target.to_str().unwrap()]].concat()))
}

async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_the_former_file_and_nothing_beside_it() {
    let world = synced().await;
    let Some(disk) = SmallDisk::mount(&world.dir.path().join("disk"), 4) else { return };
    for file @ (how, name) in FILES {
        std::fs::write(disk.path(name), "precious").unwrap();
        disk.fill(4);
        let said = run(writing(&world, &disk, file)).await.expect(1, "no room");
        assert_eq!(said.json()["error"]["code"], "disk_full", "{how:?}: {said:?}");
        assert_eq!(disk.names(), [name], "{how:?}: and nothing beside it");
        assert_eq!(disk.read(name), b"precious", "{how:?}: the last good one stays");

        disk.free();
        // What is written beside its target needs no other place for what it writes on the way.
        let mut again = writing(&world, &disk, file);
        again.env("TMPDIR", "/proc/nowhere");
        run(again).await.expect(0, "once there is room, on a file system of its own");
        assert_ne!(disk.read(name), b"precious", "{how:?}: replaced");
        assert_eq!(disk.names(), [name], "{how:?}: by one rename");
        std::fs::remove_file(disk.path(name)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_disk_is_named_and_a_file_read_elsewhere_stays_whole() {
    let world = synced().await;
    let Some(disk) = SmallDisk::mount(&world.dir.path().join("disk"), 4) else { return };
    for file @ (how, name) in FILES {
        std::fs::write(disk.path(name), "precious").unwrap();
        let mut opened = std::fs::File::open(disk.path(name)).unwrap();
        run(writing(&world, &disk, file)).await.expect(0, "whoever reads it is no hindrance");
        let mut read = String::new();
        opened.read_to_string(&mut read).unwrap();
        assert_eq!(read, "precious", "{how:?}: and reads the former file to its end");
    }
    let former = FILES.map(|(_, name)| disk.read(name));
    let remounted = disk.inside("mount").args(["-o", "remount,ro"]).arg(&disk.at).status().unwrap();
    assert!(remounted.success(), "read-only from now on");
    for file @ (how, name) in FILES {
        let said = run(writing(&world, &disk, file)).await.expect(1, "read-only");
        assert_eq!(said.json()["error"]["code"], "file_not_writable", "{how:?}: {said:?}");
        assert!(said.stderr.contains(name), "{how:?}: which file: {}", said.stderr);
    }
    assert!(FILES.map(|(_, name)| disk.read(name)) == former, "all as they were");
}

/// The whole data directory on the disk that fills up: reading, applying, and keeping renewed tokens.
#[tokio::test(flavor = "multi_thread")]
async fn a_sync_on_a_full_disk_changes_nothing_and_works_when_there_is_room() {
    let world = synced().await;
    let kept = world.dir.path().join("kept");
    std::fs::rename(world.data_dir(), &kept).unwrap();
    let Some(disk) = SmallDisk::mount(&world.data_dir(), 8) else { return };
    let copied = Command::new("cp").arg("-a").arg(kept.join(".")).arg(disk.path("")).status().unwrap();
    assert!(copied.success(), "moved onto the small disk");
    let call = async |args: &[&str]| run(disk.on(&world.command(args))).await;
    let before = call(&["employees", "--json"]).await.expect(0, "the list").json();
    world.company.next_day();
    let mut failed = 0;
    for (kib, token) in [(0, false), (0, true), (40, false), (80, true), (160, false), (320, false)] {
        if token {
            world.company.entra().expire_access_tokens();
        }
        disk.fill(kib);
        let said = call(&["sync", NAME, "--json"]).await;
        disk.free();
        if said.code == 0 {
            break;
        }
        failed += 1;
        let json = said.expect(1, "no room").json();
        let code = json["error"]["code"].clone();
        assert_eq!(code, "disk_full", "{kib} KiB left, token {token}: {json}");
        let now = call(&["employees", "--json"]).await.expect(0, "the list").json();
        assert_eq!(now, before, "{kib} KiB left: as it was");
    }
    assert!(failed >= 2, "the disk was full at all: {failed}");
    call(&["sync", NAME]).await.expect(0, "once there is room");
    assert_eq!(call(&["sync", NAME, "--json"]).await.json()["result"], "no_changes", "to the end");
}

/// As with `rollcall employees --json > list.json`, where nobody looks at what was written.
#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_cannot_be_written_is_no_success() {
    let world = synced().await;
    for args in [&["employees", "--json"][..], &["employees"], &["history"], &["schedule", "show"]] {
        let mut command = world.command(args);
        command.stdout(std::fs::File::create("/dev/full").unwrap());
        let said = run(command).await.expect(1, "the list is not in the file");
        assert!(said.stderr.contains("the result cannot be written"), "{args:?}: {}", said.stderr);
    }
}
