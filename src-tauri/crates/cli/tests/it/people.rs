//! People by hand: edits, decisions, the archive, local people, imports, and forgetting somebody.

use crate::world::{NAME, World, files};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

const CALLUM: &str = "callum.brooks@contoso-sample.example";
const WOLFGANG: &str = "wolfgang.peters@contoso-sample.example";

async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world
}

async fn person(world: &World, who: &str) -> Value {
    world.rollcall(&["person", who, "--json"]).await.expect(0, "is known").json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_by_email_object_id_and_list_id() {
    let world = synced().await;
    let callum = person(&world, &CALLUM.to_uppercase()).await;
    assert_eq!(callum["email"], CALLUM, "case does not matter: {callum}");
    assert_eq!(person(&world, callum["object_id"].as_str().unwrap()).await, callum, "by object id");
    assert_eq!(person(&world, &callum["id"].to_string()).await, callum, "by the id the list shows");
    assert_eq!(callum["history"][0]["kind"], "add", "with what runs did: {callum}");
    world.rollcall(&["person", "nobody@contoso-sample.example"]).await.expect(1, "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_set_by_hand_is_pinned_until_it_is_reset() {
    let world = synced().await;
    let set = ["person", CALLUM, "--set", "job_title=Queen's Counsel", "--set", "note=left = right"];
    let set = world.rollcall(&[&set[..], &["--json"]].concat()).await.expect(0, "sets").json();
    assert_eq!(set["pinned"], json!(["job_title"]), "the note needs no pin: {set}");
    let at = set["pinned_at"]["job_title"].as_str().expect("a date").to_owned();
    assert_eq!(set["pinned_at"].as_object().map(|dates| dates.len()), Some(1), "when that was: {set}");
    world.company.next_day();
    world.rollcall(&["sync", NAME]).await.expect(0, "he moves that day");
    let after = person(&world, CALLUM).await;
    assert_eq!(after["job_title"], "Queen's Counsel", "sync leaves the pinned field alone: {after}");
    assert_eq!(after["pinned_at"], json!({ "job_title": at }), "and its date: {after}");
    let told = world.rollcall(&["person", CALLUM]).await.expect(0, "shown").stdout;
    let day = at.split('T').next().unwrap();
    assert!(told.contains(&format!("Queen's Counsel (edited here on {day})")), "in words: {told}");
    assert_eq!(after["note"], "left = right", "and the note");
    assert_eq!(after["department"], "Sales", "everything else follows");
    world.rollcall(&["person", CALLUM, "--reset", "job_title"]).await.expect(0, "resets");
    world.rollcall(&["sync", NAME]).await.expect(0, "syncs");
    let after = person(&world, CALLUM).await;
    assert_eq!(after["job_title"], "Sales Enablement Manager", "the source writes it again: {after}");
    assert_eq!(after["pinned"], json!([]), "no pin is left");
    assert_eq!(after["pinned_at"], json!({}), "and no date");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_set_by_hand_stays_until_it_is_reset() {
    let world = synced().await;
    let by_rules = person(&world, CALLUM).await["department"].clone();
    let set = ["person", CALLUM, "--set", "department=Board / Advisers", "--json"];
    let set = world.rollcall(&set).await.expect(0, "sets").json();
    assert_eq!(set["pinned"], json!(["department"]), "by hand: {set}");
    world.company.next_day();
    world.rollcall(&["sync", NAME]).await.expect(0, "he moves that day");
    let after = person(&world, CALLUM).await;
    assert_eq!(after["department"], "Board / Advisers", "the rules leave it alone: {after}");
    assert_ne!(after["job_title"], set["job_title"], "everything else follows");
    let explained = world.rollcall(&["rules", NAME, "check", CALLUM]).await.expect(0, "explains");
    assert!(explained.stdout.contains("set by hand"), "and says so: {}", explained.stdout);
    world.rollcall(&["person", CALLUM, "--reset", "department"]).await.expect(0, "resets");
    world.rollcall(&["sync", NAME]).await.expect(0, "syncs");
    let after = person(&world, CALLUM).await;
    assert_eq!((&after["pinned"], after["department"] == by_rules), (&json!([]), false), "he moved: {after}");
    assert_eq!(after["department"], "Sales", "where the rules send him");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_set_is_named_and_nothing_is_changed() {
    let world = synced().await;
    let before = world.employees().await;
    let set = async |what: &str| {
        let said = world.rollcall(&["person", CALLUM, "--set", "company=X", "--set", what, "--json"]).await;
        said.expect(1, "refused").json()["error"].clone()
    };
    let unknown = set("job_titel=x").await;
    assert_eq!(unknown["code"], "unknown_field", "{unknown}");
    assert!(unknown["text"].as_str().unwrap().contains("job_title"), "did you mean: {unknown}");
    assert_eq!(
        set("email=x@y.example").await["code"],
        "field_not_editable",
        "the address follows the source"
    );
    assert_eq!(world.employees().await, before, "not even the first of the two fields");
    for wrong in [&["--set", "job_title"][..], &["--pause", "--resume"], &["--always", "a", "--never", "b"]] {
        world.rollcall(&[&["person", CALLUM], wrong].concat()).await.expect(2, "wrong usage");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn paused_people_are_not_touched_until_they_are_resumed() {
    let world = synced().await;
    for who in [CALLUM, WOLFGANG] {
        world.rollcall(&["person", who, "--pause"]).await.expect(0, "pauses");
    }
    let before = person(&world, CALLUM).await;
    world.company.next_day();
    world.rollcall(&["sync", NAME]).await.expect(0, "one moves and one leaves that day");
    assert_eq!(person(&world, CALLUM).await, before, "not moved");
    assert_eq!(person(&world, WOLFGANG).await["status"], "paused", "not archived");
    world.rollcall(&["person", CALLUM, "--resume"]).await.expect(0, "resumes");
    world.rollcall(&["sync", NAME]).await.expect(0, "syncs");
    assert_eq!(person(&world, CALLUM).await["department"], "Sales", "now he moves");
}

#[tokio::test(flavor = "multi_thread")]
async fn never_removes_always_brings_and_by_rules_takes_both_back() {
    let world = synced().await;
    let never =
        world.rollcall(&["person", CALLUM, "--never", "left us", "--json"]).await.expect(0, "decides");
    let decision = &never.json()["decisions"][0];
    assert_eq!(decision["note"], "left us", "with its note: {never:?}");
    let set_at = decision["set_at"].as_str().unwrap().parse::<DateTime<Utc>>();
    assert!(set_at.is_ok(), "and its date: {never:?}");
    let preview = world.json(&["preview", NAME]).await;
    assert_eq!(preview["changes"][0]["reason"]["code"], "never_import", "{}", preview["changes"]);
    assert!(preview["changes"][0]["reason"]["text"].as_str().unwrap().contains("left us"), "with the note");
    world.rollcall(&["sync", NAME]).await.expect(0, "applies");
    assert_eq!(person(&world, CALLUM).await["status"], "archived", "the rules do not matter");
    world.rollcall(&["person", CALLUM, "--by-rules"]).await.expect(0, "takes it back");
    world.rollcall(&["sync", NAME]).await.expect(0, "syncs");
    assert_eq!(person(&world, CALLUM).await["status"], "active", "the rules bring him back");

    let mut file = world.rollcall(&["rules", NAME, "export"]).await.json();
    file["otherwise"] = json!({ "skip": true });
    let file = world.file("rules.json", &file.to_string());
    world.rollcall(&["rules", NAME, "import", &file]).await.expect(0, "nobody is imported any more");
    world.rollcall(&["person", CALLUM, "--always", ""]).await.expect(0, "but him");
    world.rollcall(&["sync", NAME, "--allow-removals"]).await.expect(0, "applies");
    let left = world.employees().await;
    assert_eq!(left.as_array().unwrap().len(), 1, "always import beats the last line");
    assert_eq!(left[0]["email"], CALLUM, "{left}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_archived_by_hand_stays_there_until_restored_by_hand() {
    let world = synced().await;
    world.rollcall(&["person", CALLUM, "--archive"]).await.expect(0, "archives");
    let preview = world.json(&["preview", NAME]).await;
    let row = find(&preview["not_imported"], CALLUM);
    assert_eq!(row["reason"]["code"], "archived_by_hand", "sync leaves him there: {row}");
    world.rollcall(&["person", CALLUM, "--pause"]).await.expect(1, "only people in the list can be paused");
    world.rollcall(&["person", CALLUM, "--restore"]).await.expect(0, "restores");
    let back = person(&world, CALLUM).await;
    assert_eq!((&back["status"], &back["owner"]), (&json!("active"), &json!(NAME)), "still managed: {back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_restored_by_hand_becomes_local_and_is_linked_on_return() {
    let world = synced().await;
    world.company.next_day();
    world.rollcall(&["sync", NAME]).await.expect(0, "he leaves");
    let id = person(&world, WOLFGANG).await["id"].clone();
    world.rollcall(&["person", WOLFGANG, "--restore"]).await.expect(0, "restores");
    let back = person(&world, WOLFGANG).await;
    assert_eq!((&back["status"], &back["owner"]), (&json!("active"), &json!("local")), "{back}");
    world.rollcall(&["sync", NAME]).await.expect(0, "no sync removes a local person");
    assert_eq!(person(&world, WOLFGANG).await["status"], "active", "he is the admin's now");
    world.company.set_day(7);
    world.rollcall(&["sync", NAME]).await.expect(0, "he returns");
    let back = person(&world, WOLFGANG).await;
    assert_eq!(
        (&back["id"], &back["owner"]),
        (&id, &json!(NAME)),
        "the same record is managed again: {back}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_is_in_no_file_of_the_data_directory() {
    let world = synced().await;
    let (name, email) = ("Katrin Vogt", "katrin.vogt@contoso-sample.example");
    let traces = |what: &str| {
        let holds = |file: &std::path::PathBuf| {
            std::fs::read(file).unwrap().windows(what.len()).any(|window| window == what.as_bytes())
        };
        files(&world.data_dir()).into_iter().filter(holds).collect::<Vec<_>>()
    };
    assert_eq!(person(&world, email).await["display_name"], name, "she leads a team");
    world
        .rollcall(&["person", email, "--set", "note=Zebrafish", "--never", "asked us to"])
        .await
        .expect(0, "edits");
    world.rollcall(&["sync", NAME]).await.expect(0, "a second run in her history");
    assert!(!traces(email).is_empty() && !traces("Zebrafish").is_empty(), "the search finds what is there");
    let said = world.rollcall(&["person", email, "--erase", "--json"]).await.expect(0, "erases");
    assert_eq!(said.json()["erased"], true, "{said:?}");
    for what in [name, email, "katrin.vogt", "Zebrafish"] {
        assert_eq!(traces(what), Vec::<std::path::PathBuf>::new(), "{what} is nowhere");
    }
    world.rollcall(&["person", email]).await.expect(1, "nobody knows her");
    let preview = world.json(&["preview", NAME]).await;
    assert_eq!(find(&preview["not_imported"], email)["reason"]["code"], "never_import", "and she stays away");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_comes_back_unless_set_to_never() {
    let world = synced().await;
    world.rollcall(&["person", CALLUM, "--erase"]).await.expect(0, "erases");
    let sync = world.json(&["sync", NAME]).await;
    assert_eq!(sync["counts"]["add"], 1, "still in Microsoft 365: {sync}");
    let undone = world.json(&["undo", "1"]).await;
    assert_eq!(undone["result"], "applied", "undo passes over those erased: {undone}");
    assert_eq!(world.employees().await.as_array().unwrap().len(), 1, "all but the one added since: {undone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn local_people_are_added_once_and_left_alone() {
    let world = synced().await;
    let add = [
        "add",
        "--email",
        "kiosk@shop.example",
        "--set",
        "display_name=Kiosk",
        "--set",
        "department=Shop / Front",
    ];
    let added = world.rollcall(&[&add[..], &["--json"]].concat()).await.expect(0, "adds").json();
    assert_eq!((&added["owner"], &added["department"]), (&json!("local"), &json!("Shop / Front")), "{added}");
    let twice = world.rollcall(&["add", "--email", "KIOSK@shop.example", "--json"]).await.expect(1, "taken");
    assert_eq!(twice.json()["error"]["code"], "address_taken", "{twice:?}");
    world.rollcall(&["add", "--email", CALLUM]).await.expect(1, "a managed person has it");
    world.rollcall(&["add", "--email", "nonsense"]).await.expect(1, "no address");
    world.company.next_day();
    world.rollcall(&["sync", NAME]).await.expect(0, "syncs");
    let mut after = person(&world, "kiosk@shop.example").await;
    after["history"] = added["history"].clone();
    assert_eq!(after, added, "sync touches no local person");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_person_with_the_same_address_is_linked_at_first_contact() {
    let world = World::connected().await;
    let added =
        world.json(&["add", "--email", CALLUM, "--set", "job_title=Own title", "--set", "note=mine"]).await;
    let sync = world.json(&["sync", NAME]).await;
    assert_eq!(sync["counts"]["link"], 1, "{sync}");
    let linked = person(&world, CALLUM).await;
    assert_eq!((&linked["id"], &linked["owner"]), (&added["id"], &json!(NAME)), "the same record: {linked}");
    assert_ne!(linked["job_title"], "Own title", "the source wins by default");
    assert_eq!(linked["note"], "mine", "the note is the admin's");
    world.rollcall(&["undo", &sync["run"].to_string()]).await.expect(0, "undoes");
    assert_eq!(world.employees().await, json!([without_history(added)]), "local again, as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_imported_from_a_file_all_or_none() {
    let world = World::new().await;
    let good = "E-Mail;First name;Last name;Department;Mobile phone\r\n\
                a@shop.example;Ada;Ång;Shop;+43 1 5550\r\nb@shop.example;Bo;;Shop / Front;\r\n";
    let file = world.file("people.csv", good);
    let dry = world.json(&["import", &file, "--dry-run"]).await;
    assert_eq!((&dry["people"], &dry["dry_run"]), (&json!(2), &json!(true)), "{dry}");
    assert_eq!(world.employees().await, json!([]), "a dry run adds nobody");
    for (lines, line, code) in [
        ("email\nc@shop.example\nnonsense\n", "3", "line_broken"),
        ("email\nc@shop.example\nC@SHOP.example\n", "3", "line_broken"),
        ("email,department\nc@shop.example,a / b / c / d\n", "2", "line_broken"),
        ("email\nc@shop.example,too,many\n", "2", "line_broken"),
        ("email,shoe size\nc@shop.example,42\n", "shoe size", "unknown_column"),
        ("email,mail\nc@shop.example,c@shop.example\n", "email", "column_twice"),
        ("name\nCleo\n", "email", "no_address_column"),
        ("", "header", "table_broken"),
    ] {
        let said =
            world.rollcall(&["import", &world.file("bad.csv", lines), "--json"]).await.expect(1, lines);
        assert_eq!(said.json()["error"]["code"], code, "{lines:?}: {said:?}");
        assert!(said.json()["error"]["text"].as_str().unwrap().contains(line), "{line} is named: {said:?}");
        assert_eq!(world.employees().await, json!([]), "{lines:?}: nobody was added");
    }
    world.rollcall(&["import", &file]).await.expect(0, "imports");
    let people = world.employees().await;
    assert_eq!(people[0]["display_name"], "Ada Ång", "a name of its parts: {people}");
    assert_eq!(people[1]["department"], "Shop / Front", "{people}");
    let again = world.rollcall(&["import", &file, "--json"]).await.expect(1, "all of them are there");
    assert!(again.json()["error"]["text"].as_str().unwrap().contains("Line 2"), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_become_of_each_line() {
    let world = World::new().await;
    world.rollcall(&["add", "--email", "known@shop.example"]).await.expect(0, "adds");
    let lines = "email,city\nnew@shop.example,Graz\nknown@shop.example,Linz\nnonsense,\nNEW@shop.example,\n";
    let file = world.file("people.csv", lines);
    let dry =
        world.rollcall(&["import", &file, "--dry-run", "--update", "--json"]).await.expect(1, "problems");
    let dry = dry.json();
    let actions: Vec<_> = dry["lines"].as_array().unwrap().iter().map(|line| &line["action"]).collect();
    assert_eq!(actions, ["add", "update", "problem", "problem"], "line by line: {dry}");
    assert_eq!((&dry["adds"], &dry["updates"], &dry["problems"]), (&json!(1), &json!(1), &json!(2)), "{dry}");
    assert_eq!((&dry["encoding"], &dry["separator"]), (&json!("UTF-8"), &json!(",")), "as detected: {dry}");
    assert!(dry["lines"][3]["problem"]["text"].as_str().unwrap().contains("NEW@shop.example"), "{dry}");
    assert_eq!(dry["lines"][3]["line"], 5, "where it stands: {dry}");
    assert_eq!(dry["error"]["code"], "line_broken", "the first of them: {dry}");
    world.rollcall(&["import", &file, "--update"]).await.expect(1, "all or nobody");
    assert_eq!(world.employees().await.as_array().unwrap().len(), 1, "nobody was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_a_run_that_can_be_taken_back() {
    let world = World::new().await;
    world.rollcall(&["add", "--email", "a@shop.example", "--set", "city=Wien"]).await.expect(0, "adds");
    let before = world.employees().await;
    let file = world.file("people.csv", "email,city,note\na@shop.example,Graz,\nb@shop.example,Linz,new\n");
    world.rollcall(&["import", &file]).await.expect(1, "an address of the list, and nobody asked to update");
    let done = world.rollcall(&["import", &file, "--update", "--json"]).await.expect(0, "imports").json();
    let people = world.employees().await;
    assert_eq!((&people[0]["city"], &people[1]["city"]), (&json!("Graz"), &json!("Linz")), "{people}");
    let history = world.json(&["history"]).await;
    assert_eq!(
        (&history[0]["trigger"], &history[0]["counts"]["add"]),
        (&json!("import"), &json!(1)),
        "{history}"
    );
    let again =
        world.rollcall(&["import", &file, "--update", "--json"]).await.expect(0, "nothing to do").json();
    assert_eq!(
        (&again["unchanged"], &again["run"]),
        (&json!(2), &Value::Null),
        "no run for nothing: {again}"
    );
    world.rollcall(&["undo", &done["run"].to_string()]).await.expect(0, "undoes");
    assert_eq!(world.employees().await, before, "the list as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn managed_people_are_not_changed_by_a_file() {
    let world = synced().await;
    let file = world.file("people.csv", &format!("email,city\n{CALLUM},Graz\n"));
    let said =
        world.rollcall(&["import", &file, "--update", "--json"]).await.expect(1, "Microsoft 365 leads");
    assert!(said.json()["error"]["text"].as_str().unwrap().contains(CALLUM), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_can_be_named_by_hand_and_old_files_are_read() {
    let world = World::new().await;
    let path = world.dir.path().join("alt.csv");
    std::fs::write(&path, b"Postfach;Schuhgr\xF6\xDFe;Ort\na@shop.example;42;K\xF6ln\n").unwrap();
    let file = path.display().to_string();
    world.rollcall(&["import", &file]).await.expect(1, "nobody knows these headers");
    let columns = ["--column", "Postfach=email", "--column", "Schuhgröße=", "--column", "Ort=city"];
    let done = world.rollcall(&[&["import", &file, "--json"][..], &columns].concat()).await;
    let done = done.expect(0, "imports").json();
    assert_eq!(done["encoding"], "Windows-1252", "{done}");
    assert_eq!(world.employees().await[0]["city"], "Köln", "its letters are right");
    let said = world.rollcall(&["import", &file, "--column", "Ort", "--column", "x=city"]).await;
    said.expect(2, "no field named");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_workbook_can_be_imported_elsewhere() {
    let world = synced().await;
    let file = world.dir.path().join("people.xlsx").display().to_string();
    world.rollcall(&["export", "--format", "xlsx", "--output", &file]).await.expect(0, "exports");
    let other = World::new().await;
    other.rollcall(&["import", &file]).await.expect(0, "its own columns are known");
    let (here, there) = (world.employees().await, other.employees().await);
    for (a, b) in here.as_array().unwrap().iter().zip(there.as_array().unwrap()) {
        for field in ["email", "display_name", "job_title", "departments", "mobile_phone", "aliases"] {
            assert_eq!(a[field], b[field], "{field} of {}", a["email"]);
        }
    }
    assert_eq!(here.as_array().unwrap().len(), there.as_array().unwrap().len(), "everybody");
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_keeps_and_names_people_edited_since() {
    let world = synced().await;
    world.company.next_day();
    let run = world.json(&["sync", NAME]).await["run"].to_string();
    world.rollcall(&["person", CALLUM, "--set", "note=promoted"]).await.expect(0, "edits");
    let edited = without_history(person(&world, CALLUM).await);
    let undone = world.json(&["undo", &run]).await;
    assert_eq!(undone["kept"][0]["email"], CALLUM, "named: {undone}");
    assert_eq!(undone["kept"].as_array().unwrap().len(), 1, "nobody else was edited: {undone}");
    assert_eq!(without_history(person(&world, CALLUM).await), edited, "kept as he is");
    assert_eq!(person(&world, WOLFGANG).await["status"], "active", "everybody else is back");
    let again = world.json(&["undo", &undone["run"].to_string()]).await;
    assert_eq!(again["result"], "applied", "an undo is a run and can be undone: {again}");
    assert_eq!(person(&world, WOLFGANG).await["status"], "archived", "which does the run's work again");
}

fn find<'a>(rows: &'a Value, email: &str) -> &'a Value {
    let row = rows.as_array().unwrap().iter().find(|row| row["email"] == email);
    row.unwrap_or_else(|| panic!("{email} is in {rows}"))
}

/// As `employees` shows the person.
fn without_history(mut person: Value) -> Value {
    for key in ["history", "decisions"] {
        person.as_object_mut().unwrap().remove(key);
    }
    person
}

/// Nobody is guessed: whoever may be either of two people waits for a person, and nobody else does.
#[tokio::test(flavor = "multi_thread")]
async fn two_candidates_for_one_person_are_left_open_and_the_rest_is_applied() {
    let elsewhere = synced().await;
    let people = elsewhere.employees().await;
    let has_alias = |person: &&Value| person["kind"] == "person" && person["aliases"][0].is_string();
    let known = people.as_array().unwrap().iter().find(has_alias).unwrap();
    let (address, alias) = (known["email"].as_str().unwrap(), known["aliases"][0].as_str().unwrap());

    let world = World::connected().await;
    world.rollcall(&["add", "--email", address]).await.expect(0, "one has the address");
    world.rollcall(&["add", "--email", alias]).await.expect(0, "the other one an alias");
    let preview = world.rollcall(&["preview", NAME, "--json"]).await.expect(3, "a decision is needed").json();
    assert_eq!(preview["counts"]["conflict"], 1, "{}", preview["counts"]);
    let sync = world.rollcall(&["sync", NAME, "--json"]).await.expect(3, "it is left open").json();
    assert_eq!(sync["result"], "applied", "the others come in: {sync}");
    let all = people.as_array().unwrap().len();
    assert_eq!(sync["counts"]["add"], all - 1, "all of them: {sync}");
    for local in [address, alias] {
        assert_eq!(person(&world, local).await["owner"], "local", "neither of the two is touched");
    }

    world.rollcall(&["person", alias, "--erase"]).await.expect(0, "decides");
    let sync = world.rollcall(&["sync", NAME, "--json"]).await.expect(0, "nothing is open any more").json();
    assert_eq!((&sync["counts"]["link"], &sync["counts"]["conflict"]), (&json!(1), &json!(0)), "{sync}");
    assert_eq!(person(&world, address).await["owner"], NAME, "who is meant is clear");
}
