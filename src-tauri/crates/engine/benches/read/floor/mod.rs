//! The floor: a program that downloads the same lists in the best order, parses them with borrowed
//! texts and inserts them in one transaction. No retries, no checks, nothing that a product needs.

mod insert;
mod wire;

use crate::meter::{Cost, Meter};
use futures_util::StreamExt;
use futures_util::stream;
use insert::Piece;
use std::io::Read;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use wire::Wire;

/// As many requests wait at a time as Rollcall allows itself: one for users, the others for groups.
const LANES_FOR_GROUPS: usize = 3;
const GROUPS_A_BATCH: usize = 20;

/// Reads all of `graph` into `file`; the token comes through stdin.
pub(crate) async fn run(graph: &str, file: &str) {
    let mut token = String::new();
    std::io::stdin().read_to_string(&mut token).unwrap();
    let wire = Wire::new(graph, token);
    let file = file.to_owned();
    let meter = Meter::start();
    let (out, pieces) = sync_channel(8);
    let inserting = thread::spawn(move || insert::all(&file, pieces));
    let pages = out.clone();
    tokio::join!(users(&wire, pages), groups(&wire, out));
    let rows = inserting.join().unwrap();
    Cost { rows, ..meter.cost() }.say();
}

async fn users(wire: &Wire, out: SyncSender<Piece>) {
    let select = insert::user_attributes();
    let mut next = Some(format!("/users?$select={select}&$expand=manager($select=id,displayName)&$top=999"));
    while let Some(link) = next {
        let page = wire.get(&link).await;
        next = wire::next_link(&page);
        out.send(Piece::Users(page)).unwrap();
    }
}

async fn groups(wire: &Wire, out: SyncSender<Piece>) {
    let mut next = Some(format!("/groups?$select={}&$top=999", insert::group_attributes()));
    let mut ids = Vec::new();
    while let Some(link) = next {
        let page = wire.get(&link).await;
        next = wire::next_link(&page);
        ids.extend(wire::ids(&page));
        out.send(Piece::Groups(page)).unwrap();
    }
    let batches = ids.chunks(GROUPS_A_BATCH);
    let work =
        stream::iter(batches).for_each_concurrent(LANES_FOR_GROUPS, |batch| members(wire, batch, &out));
    work.await;
}

async fn members(wire: &Wire, groups: &[String], out: &SyncSender<Piece>) {
    for (group, mut page) in wire.batch(groups).await {
        loop {
            out.send(Piece::Members(group.clone(), page.members)).unwrap();
            match page.next {
                Some(link) => page = wire::members(&wire.get(&link).await),
                None => break,
            }
        }
    }
}
