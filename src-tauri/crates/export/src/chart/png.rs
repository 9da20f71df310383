//! The drawing as pixels, two for each of the drawing's so that it stays sharp.

use crate::error::{ExportError, Result};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

const SCALE: f32 = 2.0;
/// Which of the system's fonts stand for `sans-serif`, the first that is there.
const SANS: [&str; 6] =
    ["Segoe UI", "Helvetica Neue", "Noto Sans", "Arial", "Liberation Sans", "DejaVu Sans"];

pub(super) fn render(svg: &str) -> Result<Vec<u8>> {
    let options = usvg::Options { fontdb: Arc::new(fonts()?), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(refused)?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| refused("no size"))?;
    let mut pixels =
        tiny_skia::Pixmap::new(size.width(), size.height()).ok_or_else(|| refused("too large"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(refused)
}

/// Without a font a chart would be empty boxes.
fn fonts() -> Result<usvg::fontdb::Database> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_system_fonts();
    let has = |name: &str| fonts.faces().any(|face| face.families.iter().any(|(family, _)| family == name));
    let any = || fonts.faces().find_map(|face| Some(face.families.first()?.0.clone()));
    let sans = SANS.into_iter().find(|name| has(name)).map(str::to_owned).or_else(any);
    fonts.set_sans_serif_family(sans.ok_or(ExportError::NoFonts)?);
    Ok(fonts)
}

fn refused(cause: impl std::fmt::Display) -> ExportError {
    ExportError::Format(cause.to_string())
}
