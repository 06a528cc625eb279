//! Reading an SVG back, to test what a reader would see.

use super::text::{BOLD, width};

/// What the tests look at in a finished figure.
pub(super) struct Drawing<'a> {
    document: roxmltree::Document<'a>,
    /// All texts drawn, with the boxes they take up.
    pub(super) texts: Vec<Label>,
}

/// A text and its estimated box.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl<'a> Drawing<'a> {
    /// Parses the figure; fails if it is not well-formed.
    pub(super) fn parse(svg: &'a str) -> Self {
        let document = roxmltree::Document::parse(svg).expect("well-formed XML");
        let texts =
            document.descendants().filter(|node| node.has_tag_name("text")).map(label).collect();
        Drawing { document, texts }
    }

    /// The texts that `aria-labelledby` points to.
    pub(super) fn labelled_by(&self) -> Vec<&str> {
        let ids = self.document.root_element().attribute("aria-labelledby").expect("a label");
        let find = |id| self.document.descendants().find(|node| node.attribute("id") == Some(id));
        ids.split(' ')
            .map(|id| find(id).and_then(|node| node.text()).expect("a labelling element"))
            .collect()
    }

    /// How many elements of this name carry all of these classes.
    pub(super) fn count(&self, name: &str, classes: &str) -> usize {
        let carries = |node: &roxmltree::Node, class| {
            node.attribute("class").unwrap_or("").split(' ').any(|own| own == class)
        };
        self.document
            .descendants()
            .filter(|node| {
                node.has_tag_name(name) && classes.split(' ').all(|class| carries(node, class))
            })
            .count()
    }

    /// The numbers in the `points` of every polyline of this class.
    pub(super) fn polylines(&self, class: &str) -> Vec<Vec<(f64, f64)>> {
        let of_class = |node: &roxmltree::Node| {
            node.attribute("class").unwrap_or("").split(' ').any(|own| own == class)
        };
        let points = |node: roxmltree::Node| {
            let pair = |pair: &str| {
                pair.split_once(',')
                    .map(|(x, y)| (x.parse().expect("x"), y.parse().expect("y")))
                    .expect("a pair")
            };
            node.attribute("points").expect("points").split(' ').map(pair).collect()
        };
        self.document
            .descendants()
            .filter(|node| node.has_tag_name("polyline") && of_class(node))
            .map(points)
            .collect()
    }

    /// The centre and radius of every circle.
    pub(super) fn circles(&self) -> Vec<((f64, f64), f64)> {
        let number = |node: &roxmltree::Node, name| {
            node.attribute(name).and_then(|text| text.parse().ok()).expect("a number")
        };
        self.document
            .descendants()
            .filter(|node| node.has_tag_name("circle"))
            .map(|node| ((number(&node, "cx"), number(&node, "cy")), number(&node, "r")))
            .collect()
    }

    /// Whether some text reads exactly so.
    pub(super) fn says(&self, text: &str) -> bool {
        self.texts.iter().any(|label| label.text == text)
    }

    /// Fails if a shape has a colour of its own, black by default included, instead of a class
    /// that the style sheet colours.
    pub(super) fn assert_follows_theme(&self) {
        let shapes = ["line", "rect", "polyline", "polygon", "circle"];
        for node in self.document.descendants().filter(|node| node.is_element()) {
            let fixed =
                ["fill", "stroke", "style", "color"].iter().find(|name| node.has_attribute(**name));
            assert!(fixed.is_none(), "{fixed:?} in {node:?}");
            let name = node.tag_name().name();
            if shapes.contains(&name) {
                let class = node.attribute("class").unwrap_or("");
                assert!(class.starts_with("fill") || class.starts_with("stroke"), "{node:?}");
            }
        }
    }

    /// Fails if two texts overlap, or one reaches over the edge of the figure.
    pub(super) fn assert_legible(&self) {
        let root = self.document.root_element();
        let numbers = root.attribute("viewBox").expect("a viewBox").split(' ');
        let numbers: Vec<f64> = numbers.map(|text| text.parse().expect("a number")).collect();
        let [x, y, width, height] = numbers[..] else { panic!("{numbers:?} is no viewBox") };
        for (index, a) in self.texts.iter().enumerate() {
            let inside =
                a.left >= x && a.top >= y && a.right <= x + width && a.bottom <= y + height;
            assert!(inside, "clipped: {a:?}");
            for b in &self.texts[..index] {
                let apart = a.right <= b.left
                    || b.right <= a.left
                    || a.bottom <= b.top
                    || b.bottom <= a.top;
                assert!(apart, "overlap: {a:?} and {b:?}");
            }
        }
    }
}

fn label(node: roxmltree::Node) -> Label {
    let number = |name: &str| {
        node.attribute(name).map_or(0.0, |value| value.parse::<f64>().expect("a number"))
    };
    let text = node.text().unwrap_or("").to_owned();
    let size = number("font-size");
    let weight = if node.attribute("font-weight").is_some() { BOLD } else { 1.0 };
    let length = width(&text, weight * size);
    let start = match node.attribute("text-anchor") {
        None => 0.0,
        Some("middle") => -length / 2.0,
        Some(_) => -length,
    };
    // Capitals and descenders, relative to the baseline.
    let (above, below) = (number("y") - 0.75 * size, number("y") + 0.22 * size);
    let Some(transform) = node.attribute("transform") else {
        let left = number("x") + start;
        return Label { text, left, right: left + length, top: above, bottom: below };
    };
    let origin = transform
        .strip_prefix("translate(")
        .and_then(|rest| rest.strip_suffix(") rotate(-90)"))
        .expect("upward text");
    let (x, y) = origin.split_once(' ').expect("two coordinates");
    let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
    Label { text, left: x + above, right: x + below, top: y - start - length, bottom: y - start }
}
