//! Trees as pictures: boxes from left to right, each joined to the one above it. SVG to print and to go
//! on working with, PNG to paste.

mod layout;
mod png;
mod svg;

use crate::atomic::write_whole;
use crate::error::{ExportError, Result};
use std::path::Path;

/// A box and what hangs on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeNode {
    pub title: String,
    /// Smaller, below the title; may be empty.
    pub subtitle: String,
    pub children: Vec<TreeNode>,
}

impl TreeNode {
    /// Boxes, this one included.
    pub fn size(&self) -> usize {
        1 + self.children.iter().map(Self::size).sum::<usize>()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Svg,
    Png,
}

impl Picture {
    /// More boxes than that are no picture any more: viewers give up, and a PNG is held in memory whole.
    pub const fn most(self) -> usize {
        match self {
            Self::Svg => 5_000,
            Self::Png => 500,
        }
    }
}

/// Refuses a picture that would be too large, before it is put together.
pub fn check_size(picture: Picture, boxes: usize) -> Result<()> {
    let most = picture.most();
    if boxes > most { Err(ExportError::TooManyBoxes { boxes, most }) } else { Ok(()) }
}

/// Writes the picture, whole or not at all; returns its size in bytes.
pub fn write(target: &Path, picture: Picture, forest: &[TreeNode]) -> Result<u64> {
    check_size(picture, forest.iter().map(TreeNode::size).sum())?;
    let svg = svg::draw(&layout::lay_out(forest));
    match picture {
        Picture::Svg => write_whole(target, svg.as_bytes()),
        Picture::Png => write_whole(target, &png::render(&svg)?),
    }
}
