//! The drawing. What comes from people is text in it, never markup.

use super::layout::{HEIGHT, Layout, Placed, WIDTH};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a terminal that fit into a box, about: titles are larger.
const TITLE_COLUMNS: usize = 26;
const SUBTITLE_COLUMNS: usize = 34;
/// Whatever the system has; the last word is what every renderer knows.
const FONTS: &str = "'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";

pub(super) fn draw(layout: &Layout<'_>) -> String {
    let Layout { boxes, width, height } = layout;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    for placed in boxes {
        joints(&mut svg, placed);
    }
    for placed in boxes {
        card(&mut svg, placed);
    }
    svg += "</svg>\n";
    svg
}

fn joints(svg: &mut String, placed: &Placed<'_>) {
    let (right, next) = (placed.x + WIDTH, placed.next_column());
    let bend = f64::midpoint(right, next);
    let from = placed.y + HEIGHT / 2.0;
    for child in &placed.children {
        let to = child + HEIGHT / 2.0;
        put(
            svg,
            format_args!(
                "<path d=\"M{right} {from}H{bend}V{to}H{next}\" fill=\"none\" stroke=\"#b3b0ad\"/>\n"
            ),
        );
    }
}

fn card(svg: &mut String, placed: &Placed<'_>) {
    let Placed { node, x, y, .. } = placed;
    let (left, first, second) = (x + 14.0, y + 18.0, y + 35.0);
    let middle = y + HEIGHT / 2.0 + 5.0;
    put(svg, format_args!("<g><title>{}</title>", words(&format!("{}\n{}", node.title, node.subtitle))));
    put(
        svg,
        format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"4\" fill=\"#ffffff\" stroke=\"#c8c6c4\"/>"
        ),
    );
    put(
        svg,
        format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"4\" height=\"{HEIGHT}\" rx=\"2\" fill=\"#0f6cbd\"/>"),
    );
    let title = words(&fitting(&node.title, TITLE_COLUMNS));
    let line = if node.subtitle.is_empty() { middle } else { first };
    put(
        svg,
        format_args!(
            "<text x=\"{left}\" y=\"{line}\" font-size=\"14\" font-weight=\"600\" fill=\"#242424\">{title}</text>"
        ),
    );
    if !node.subtitle.is_empty() {
        let subtitle = words(&fitting(&node.subtitle, SUBTITLE_COLUMNS));
        put(
            svg,
            format_args!(
                "<text x=\"{left}\" y=\"{second}\" font-size=\"12\" fill=\"#616161\">{subtitle}</text>"
            ),
        );
    }
    svg.push_str("</g>\n");
}

/// Writing to a text cannot fail.
fn put(svg: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(what);
}

/// Cut where the box ends; wide letters count double.
fn fitting(text: &str, columns: usize) -> String {
    let text = text.trim();
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|letter| {
        used += letter.width().unwrap_or_default();
        used <= columns
    });
    kept.chain(['…']).collect()
}

/// Text of an XML document (XML 1.0, section 2.2): what it cannot hold is left out, the rest is escaped.
fn words(text: &str) -> String {
    let allowed =
        |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\n' | '\t');
    let clean: String = text.trim().chars().filter(allowed).collect();
    quick_xml::escape::escape(clean).into_owned()
}
