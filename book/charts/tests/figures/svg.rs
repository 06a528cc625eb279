//! Reading an SVG back.

use roxmltree::{Document, Node};

/// What the tests look at in a finished figure.
pub struct Seen<'a> {
    document: Document<'a>,
    /// All texts drawn, with the boxes they take up.
    pub texts: Vec<Text>,
}

/// A text and its box.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    pub area: Area,
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Area {
    pub fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// How far two boxes are apart; 0 if they touch.
    pub fn distance(&self, other: &Area) -> f64 {
        let across = (other.left - self.right).max(self.left - other.right).max(0.0);
        let down = (other.top - self.bottom).max(self.top - other.bottom).max(0.0);
        across.hypot(down)
    }

    pub fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    fn lies_in(&self, outer: &Area) -> bool {
        outer.left <= self.left
            && self.right <= outer.right
            && outer.top <= self.top
            && self.bottom <= outer.bottom
    }
}

impl<'a> Seen<'a> {
    /// Parses the figure; fails if it is not well-formed.
    pub fn parse(svg: &'a str) -> Self {
        let document = Document::parse(svg).expect("well-formed XML");
        let texts = document.descendants().filter(|node| node.has_tag_name("text"));
        let texts = texts.map(|node| Text { text: content(node), area: text_area(node) }).collect();
        Seen { document, texts }
    }

    /// Whether some text reads exactly like this.
    pub fn says(&self, text: &str) -> bool {
        self.texts.iter().any(|label| label.text == text)
    }

    /// The title and the description, which `aria-labelledby` points to.
    pub fn labelled_by(&self) -> Vec<String> {
        let ids = self.document.root_element().attribute("aria-labelledby").expect("a label");
        let find = |id| self.document.descendants().find(|node| node.attribute("id") == Some(id));
        ids.split(' ').map(|id| content(find(id).expect("a labelling element"))).collect()
    }

    /// How many elements of this name carry all of these classes.
    pub fn count(&self, name: &str, classes: &str) -> usize {
        self.shapes(name, classes).count()
    }

    /// The points of every polyline with this class.
    pub fn polylines(&self, class: &str) -> Vec<Vec<(f64, f64)>> {
        let point = |pair: &str| {
            let (x, y) = pair.split_once(',').expect("a pair");
            (x.parse().expect("x"), y.parse().expect("y"))
        };
        self.shapes("polyline", class)
            .map(|node| node.attribute("points").expect("points").split(' ').map(point).collect())
            .collect()
    }

    /// The box around every circle.
    pub fn circles(&self) -> Vec<Area> {
        let area = |node: Node| {
            let (x, y, r) = (number(node, "cx"), number(node, "cy"), number(node, "r"));
            Area { left: x - r, right: x + r, top: y - r, bottom: y + r }
        };
        self.shapes("circle", "fill").map(area).collect()
    }

    fn shapes(&self, name: &str, classes: &str) -> impl Iterator<Item = Node<'_, 'a>> {
        self.document.descendants().filter(move |node| {
            let carries =
                |class| node.attribute("class").unwrap_or("").split(' ').any(|c| c == class);
            node.has_tag_name(name) && classes.split(' ').all(carries)
        })
    }

    /// Fails if a shape has a colour of its own, black by default included, instead of a class
    /// that the style sheet colours.
    pub fn assert_follows_theme(&self) {
        for node in self.document.descendants().filter(Node::is_element) {
            let mut fixed = ["fill", "stroke", "style", "color"].into_iter();
            assert!(!fixed.any(|name| node.has_attribute(name)), "{node:?}");
            if ["line", "rect", "polyline", "polygon", "circle"].contains(&node.tag_name().name()) {
                let class = node.attribute("class").unwrap_or("");
                assert!(class.starts_with("fill") || class.starts_with("stroke"), "{node:?}");
            }
        }
    }

    /// Fails if two texts overlap, or one reaches over the edge of the figure.
    pub fn assert_legible(&self) {
        let view = self.document.root_element().attribute("viewBox").expect("a viewBox");
        let numbers: Vec<f64> =
            view.split(' ').map(|text| text.parse().expect("a number")).collect();
        let [left, top, width, height] = numbers[..] else { panic!("four numbers, not {view}") };
        let figure = Area { left, right: left + width, top, bottom: top + height };
        for (index, a) in self.texts.iter().enumerate() {
            assert!(a.area.lies_in(&figure), "clipped: {a:?}");
            for b in &self.texts[..index] {
                assert!(!a.area.overlaps(&b.area), "overlap: {a:?} and {b:?}");
            }
        }
    }
}

fn content(node: Node) -> String {
    node.text().unwrap_or("").to_owned()
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |value| value.parse().expect("a number"))
}

/// The box of a text from the tops of its capitals to the feet of its descenders.
fn text_area(node: Node) -> Area {
    let size = number(node, "font-size");
    let bold = if node.attribute("font-weight").is_some() { 1.1 } else { 1.0 };
    let length = content(node).chars().map(advance).sum::<f64>() * bold * size;
    let start = match node.attribute("text-anchor") {
        None => 0.0,
        Some("middle") => -length / 2.0,
        Some(_) => -length,
    };
    let (above, below) = (number(node, "y") - 0.75 * size, number(node, "y") + 0.22 * size);
    let Some(transform) = node.attribute("transform") else {
        let left = number(node, "x") + start;
        return Area { left, right: left + length, top: above, bottom: below };
    };
    let origin = transform.strip_prefix("translate(").expect("a translation");
    let origin = origin.strip_suffix(") rotate(-90)").expect("upward text");
    let (x, y) = origin.split_once(' ').expect("two coordinates");
    let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
    Area { left: x + above, right: x + below, top: y - start - length, bottom: y - start }
}

/// Width of a character in ems, as in DejaVu Sans, the widest of the fonts that browsers have for
/// `sans-serif`.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' => 0.28,
        'I' | '.' | ',' | ' ' | ':' | ';' | '|' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '!' | '[' | ']' => 0.40,
        's' | 'c' | 'z' | 'J' => 0.55,
        'm' | 'M' | 'W' | '%' | '@' | '…' => 0.97,
        'w' | 'O' | 'Q' | 'N' | 'D' | 'G' | 'H' | 'U' | '&' | '+' | '=' | '<' | '>' | '−' => 0.80,
        'A'..='Z' => 0.68,
        _ => 0.63,
    }
}
