//! Charts, read back.

#![allow(clippy::unwrap_used)] // helpers of tests fail loudly, as tests do

use rollcall_export::ExportError;
use rollcall_export::chart::{Picture, TreeNode, write};
use std::fs;
use tempfile::tempdir;

fn node(title: &str, subtitle: &str, children: Vec<TreeNode>) -> TreeNode {
    TreeNode { title: title.to_owned(), subtitle: subtitle.to_owned(), children }
}

fn drawn(picture: Picture, forest: &[TreeNode]) -> Vec<u8> {
    let dir = tempdir().unwrap();
    let path = dir.path().join("chart");
    let size = write(&path, picture, forest).unwrap();
    let bytes = fs::read(path).unwrap();
    assert_eq!(bytes.len() as u64, size, "the size it tells");
    bytes
}

/// Every text of an SVG, in the order it stands there; fails on what is no XML.
fn texts(svg: &[u8]) -> Vec<String> {
    let svg = String::from_utf8(svg.to_vec()).unwrap();
    let document = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
    let elements = document.descendants().filter(|node| node.has_tag_name("text"));
    elements.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_drawing_names_everybody_once() {
    let forest =
        [node("Mia Fischer", "CEO", vec![node("Ben Kurz", "", vec![]), node("李 小龙", "Clerk", vec![])])];
    assert_eq!(texts(&drawn(Picture::Svg, &forest)), ["Ben Kurz", "李 小龙", "Clerk", "Mia Fischer", "CEO"]);
}

#[test]
fn hostile_names_stay_text() {
    let names =
        ["</text><script>alert(1)</script>", "a & b \"c\" 'd' <!--", "]]>&lt;", "\u{0}\u{b}\u{ffff}x"];
    let forest: Vec<_> = names.iter().map(|name| node(name, "", vec![])).collect();
    let svg = drawn(Picture::Svg, &forest);
    assert_eq!(texts(&svg)[1], "a & b \"c\" 'd' <!--", "as it was typed");
    assert_eq!(texts(&svg)[3], "x", "what XML cannot hold is left out");
    assert!(!String::from_utf8(svg).unwrap().contains("<script"), "never an element");
}

#[test]
fn long_names_end_where_their_box_ends() {
    let forest = [node(&"W".repeat(80), &"語".repeat(80), vec![])];
    let shown = texts(&drawn(Picture::Svg, &forest));
    assert_eq!(shown[0].chars().count(), 26, "cut, with an ellipsis: {shown:?}");
    assert_eq!(shown[1].chars().count(), 17, "wide letters take two columns: {shown:?}");
}

#[test]
fn a_picture_has_ink_where_the_names_are() {
    let png = |title: &str| {
        resvg::tiny_skia::Pixmap::decode_png(&drawn(Picture::Png, &[node(title, "", vec![])])).unwrap()
    };
    let (named, empty) = (png("Mia Fischer"), png(""));
    assert_eq!((named.width(), named.height()), (536, 184), "twice the drawing's size");
    let different = named.pixels().iter().zip(empty.pixels()).filter(|(one, other)| one != other).count();
    assert!(different > 200, "the name is drawn, not left out: {different} pixels differ");
}

#[test]
fn a_chart_that_is_too_large_is_refused_and_the_old_file_stays() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("chart.png");
    fs::write(&path, "the old one").unwrap();
    let forest = vec![node("x", "", vec![]); Picture::Png.most() + 1];
    let refused = write(&path, Picture::Png, &forest).unwrap_err();
    assert!(matches!(refused, ExportError::TooManyBoxes { boxes: 501, most: 500 }), "says both: {refused}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "the old one", "nothing was touched");
    assert!(write(&path, Picture::Svg, &forest).is_ok(), "an SVG holds more");
}
