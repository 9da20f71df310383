//! Where the boxes are: a column per level, the last boxes of each branch one below the other, every other
//! box in the middle of those that hang on it. Lengths in pixels.

use super::TreeNode;

pub(super) const WIDTH: f64 = 220.0;
pub(super) const HEIGHT: f64 = 44.0;
const COLUMN: f64 = WIDTH + 48.0;
const ROW: f64 = HEIGHT + 12.0;
const MARGIN: f64 = 24.0;

#[derive(Debug, PartialEq)]
pub(super) struct Layout<'a> {
    /// Parents after their children.
    pub(super) boxes: Vec<Placed<'a>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

#[derive(Debug, PartialEq)]
pub(super) struct Placed<'a> {
    pub(super) node: &'a TreeNode,
    /// Of its upper left corner.
    pub(super) x: f64,
    pub(super) y: f64,
    /// The upper edges of the boxes that hang on it, in the next column.
    pub(super) children: Vec<f64>,
}

impl Placed<'_> {
    pub(super) fn next_column(&self) -> f64 {
        self.x + COLUMN
    }
}

pub(super) fn lay_out(forest: &[TreeNode]) -> Layout<'_> {
    let mut layout = Layout { boxes: Vec::new(), width: 0.0, height: 0.0 };
    let mut row = MARGIN;
    for node in forest {
        place(node, MARGIN, &mut row, &mut layout.boxes);
    }
    let right = layout.boxes.iter().map(|placed| placed.x + WIDTH).fold(0.0, f64::max);
    layout.width = right + MARGIN;
    layout.height = row - ROW + HEIGHT + MARGIN;
    layout
}

/// `row` is the upper edge of the next free row.
fn place<'a>(node: &'a TreeNode, x: f64, row: &mut f64, boxes: &mut Vec<Placed<'a>>) -> f64 {
    let children: Vec<f64> = node.children.iter().map(|child| place(child, x + COLUMN, row, boxes)).collect();
    let y = match (children.first(), children.last()) {
        (Some(first), Some(last)) => f64::midpoint(*first, *last),
        _ => std::mem::replace(row, *row + ROW),
    };
    boxes.push(Placed { node, x, y, children });
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(children: Vec<TreeNode>) -> TreeNode {
        TreeNode { children, ..TreeNode::default() }
    }

    #[test]
    fn a_box_stands_in_the_middle_of_those_that_hang_on_it() {
        let forest = [node(vec![node(vec![]), node(vec![]), node(vec![])])];
        let layout = lay_out(&forest);
        let root = layout.boxes.last().map(|root| (root.x, root.y, root.children.clone()));
        assert_eq!(root, Some((24.0, 80.0, vec![24.0, 80.0, 136.0])), "the middle one of three rows");
        assert_eq!((layout.width, layout.height), (536.0, 204.0), "two columns, three rows, margins");
    }

    #[test]
    fn no_two_boxes_share_a_place() {
        let twig = || node(vec![node(vec![]), node(vec![node(vec![])])]);
        let forest = [twig(), node(vec![twig(), twig()]), node(vec![])];
        let layout = lay_out(&forest);
        for (n, one) in layout.boxes.iter().enumerate() {
            for other in &layout.boxes[n + 1..] {
                let apart = (one.x - other.x).abs() >= WIDTH || (one.y - other.y).abs() >= HEIGHT;
                assert!(apart, "{one:?} and {other:?} overlap");
            }
        }
    }
}
