use crate::svg::Seen;
use charts::{Axis, Figure, Panel, Series, line_chart};

fn draw(panels: &[Panel]) -> String {
    line_chart(&Figure::new("losses", "Losses", "Two lines."), panels).svg
}

fn between(x: Axis, y: Axis, points: impl IntoIterator<Item = (f64, f64)>) -> Panel {
    Panel::new(x, y).series(Series::new("train", 0, points))
}

fn losses() -> Panel {
    let epochs = [1.0_f64, 2.0, 3.0, 4.0, 5.0];
    let train = epochs.map(|epoch| (epoch, 1.2 / epoch));
    let valid = epochs.map(|epoch| (epoch, 0.8 + 0.1 * (epoch - 2.5).abs()));
    Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
        .series(Series::new("train <&> é", 0, train).dashed())
        .series(Series::new("valid", 1, valid).marked())
}

#[test]
fn shows_its_labels_and_no_two_overlap() {
    let svg = draw(&[losses().reference("noise floor 0.74", 0.74), losses().title("again")]);
    let seen = Seen::parse(&svg);
    for text in ["Losses", "again", "epoch", "mean squared error", "train <&> é", "valid"] {
        assert!(seen.says(text), "{text} is missing");
    }
    assert!(seen.says("noise floor 0.74"));
    seen.assert_legible();
    seen.assert_follows_theme();
}

#[test]
fn train_and_valid_differ_by_more_than_colour() {
    let svg = draw(&[losses()]);
    let seen = Seen::parse(&svg);
    let dashed = seen.count("polyline", "dashed series-1");
    assert_eq!(dashed, 2, "once in the plot and once in the legend");
    assert_eq!(seen.count("polyline", "dashed series-2"), 0);
    assert_eq!(seen.count("circle", "series-2"), 6, "five points and one sample");
}

#[test]
fn a_single_epoch_is_seen() {
    let svg = draw(&[between(Axis::linear("epoch"), Axis::linear("loss"), [(1.0, 0.9)])]);
    assert_eq!(Seen::parse(&svg).count("circle", "series-1"), 1);
}

#[test]
fn a_line_ends_at_the_fixed_ends_of_its_axis() {
    let y = Axis::linear("y").range(0.0, 10.0);
    let svg = draw(&[between(Axis::linear("x"), y, [(0.0, 0.0), (1.0, 10.0)])]);
    let line = &Seen::parse(&svg).polylines("series-1")[0];
    let height = line[0].1 - line[1].1;
    assert!((height - 220.0).abs() < 0.2, "from the bottom of the plot to its top: {line:?}");
}

#[test]
fn labels_of_two_references_keep_clear_of_each_other_and_of_the_edge_of_the_plot() {
    let svg = draw(&[losses().reference("first", 1.2).reference("second", 1.19)]);
    let seen = Seen::parse(&svg);
    assert!(seen.says("first") && seen.says("second"));
    seen.assert_legible();
}

#[test]
fn error_bars_have_a_stem_and_two_caps() {
    let count = |series| {
        let x = Axis::categories("weight decay", ["0", "0.1"]);
        let svg = draw(&[Panel::new(x, Axis::linear("loss")).series(series)]);
        Seen::parse(&svg).count("polyline", "series-1")
    };
    let bare = Series::new("valid", 0, [(0.0, 0.9), (1.0, 0.8)]);
    assert_eq!(count(bare.clone().error_bars([0.02, 0.03])), count(bare) + 2 * 3);
}

#[test]
fn labels_at_the_ends_replace_the_legend_and_keep_clear_of_each_other() {
    let ends = [0.881, 0.882, 0.879, 1.3];
    let mut panel = Panel::new(Axis::linear("epoch"), Axis::linear("loss")).labels_at_ends();
    for (colour, end) in ends.into_iter().enumerate() {
        let points = [(0.0, 1.4), (1.0, end)];
        panel = panel.series(Series::new(format!("the run number {colour}"), colour, points));
    }
    let svg = draw(&[panel]);
    let seen = Seen::parse(&svg);
    seen.assert_legible();
    let top = |text: &str| seen.texts.iter().find(|t| t.text == text).expect("a label").area.top;
    let mut order: Vec<usize> = (0..4).collect();
    order.sort_by(|&a, &b| {
        top(&format!("the run number {a}")).total_cmp(&top(&format!("the run number {b}")))
    });
    assert_eq!(order, [3, 1, 0, 2], "in the order of the ends, the highest first");
    assert_eq!(seen.polylines("series-1").len(), 2, "the line and its tie, but no sample");
}

#[test]
fn a_point_above_a_cut_is_named_at_the_edge_and_its_line_leaves_the_plot() {
    let y = Axis::linear("loss").cut_at(1.4);
    let svg = draw(&[between(Axis::linear("epoch"), y, [(0.0, 8.27), (1.0, 1.1), (2.0, 0.9)])]);
    let seen = Seen::parse(&svg);
    assert!(seen.says("8.27"));
    assert_eq!(seen.count("polygon", "series-1"), 1);
    let line = &seen.polylines("series-1")[0];
    assert_eq!(line.len(), 3, "from the edge to two points: {line:?}");
    seen.assert_legible();
}

#[test]
fn an_axis_can_start_at_zero_and_have_its_ticks_where_they_are_wanted() {
    let x = Axis::linear("ratings given").ticks([0.0, 1.0, 10.0]);
    let y = Axis::linear("share, %").starting_at(0.0);
    let svg = draw(&[between(x, y, [(0.0, 0.5), (1.0, 2.0), (10.0, 4.0)])]);
    let seen = Seen::parse(&svg);
    assert!(seen.says("10") && !seen.says("5"), "{:?}", seen.texts);
    assert_eq!(seen.texts.iter().filter(|text| text.text == "0").count(), 2, "on both axes");
}

#[test]
fn the_label_of_a_reference_keeps_clear_of_the_line_if_it_can() {
    // The line runs along the reference at the left and leaves it at the right.
    let points = [(0.0, 1.0), (0.2, 1.1), (1.0, 1.05), (3.0, 2.0)];
    let svg = draw(&[between(Axis::linear("x"), Axis::linear("y"), points).reference("mark", 1.0)]);
    let seen = Seen::parse(&svg);
    let label = seen.texts.iter().find(|text| text.text == "mark").expect("a label").area;
    let line = &seen.polylines("series-1")[0];
    assert!(label.left > line[2].0, "{label:?} and {line:?}");
}

#[test]
fn scattered_points_have_no_line() {
    let series = Series::new("draws", 0, [(0.0, 1.0), (1.0, 2.0), (2.0, 1.5)]).scattered();
    let svg = draw(&[Panel::new(Axis::linear("x"), Axis::linear("y")).series(series)]);
    let seen = Seen::parse(&svg);
    assert_eq!((seen.count("circle", "series-1"), seen.count("polyline", "series-1")), (3, 0));
}

#[test]
fn panels_start_at_the_same_distance_from_the_left() {
    let y = Axis::linear("number of steps").range(0.0, 1_000_000.0);
    let svg = draw(&[losses(), between(Axis::linear("epoch"), y, [(1.0, 5.0)])]);
    let ticks = Seen::parse(&svg).texts.into_iter();
    let ends: Vec<f64> = ticks
        .filter(|text| text.text == "1.0" || text.text == "0")
        .map(|text| text.area.right)
        .collect();
    assert_eq!(ends.len(), 2);
    assert!((ends[0] - ends[1]).abs() < 0.2, "{ends:?}");
}

#[test]
fn a_loss_that_explodes_can_still_be_drawn() {
    let points = (0..10).map(|epoch| (f64::from(epoch), 10_f64.powi(3 * epoch)));
    let svg = draw(&[between(Axis::linear("epoch"), Axis::linear("loss"), points)]);
    Seen::parse(&svg).assert_legible();
}

#[test]
#[should_panic(expected = "y of the series `train`: the value NaN has no place on its axis")]
fn a_loss_that_is_not_a_number_is_a_mistake() {
    draw(&[between(Axis::linear("epoch"), Axis::linear("loss"), [(1.0, f64::NAN)])]);
}

#[test]
#[should_panic(expected = "x of the series `train`: the value 0 has no place on its axis")]
fn zero_on_a_logarithmic_axis_is_a_mistake() {
    draw(&[between(Axis::log("weight decay"), Axis::linear("loss"), [(0.0, 1.0)])]);
}

#[test]
#[should_panic(expected = "x of the series `train`: the value 2 has no place on its axis")]
fn a_category_without_a_name_is_a_mistake() {
    let x = Axis::categories("weight decay", ["0", "1"]);
    draw(&[between(x, Axis::linear("loss"), [(2.0, 1.0)])]);
}

#[test]
#[should_panic(expected = "y of the series `train`: the value 2 has no place on its axis")]
fn a_value_beyond_the_ends_of_its_axis_is_a_mistake() {
    draw(&[between(Axis::linear("epoch"), Axis::linear("loss").range(0.0, 1.0), [(1.0, 2.0)])]);
}

#[test]
#[should_panic(expected = "error bars of the series `train`: expected 2, found 1")]
fn an_error_bar_too_few_is_a_mistake() {
    let series = Series::new("train", 0, [(1.0, 1.0), (2.0, 0.5)]).error_bars([0.1]);
    draw(&[Panel::new(Axis::linear("epoch"), Axis::linear("loss")).series(series)]);
}

#[test]
#[should_panic(expected = "range of the axis `loss`: 1 is not above 1")]
fn an_axis_that_stands_still_is_a_mistake() {
    let _ = Axis::linear("loss").range(1.0, 1.0);
}

#[test]
#[should_panic(expected = "range of the axis `loss`: the value 0 has no place on its axis")]
fn a_logarithmic_axis_from_zero_is_a_mistake() {
    let _ = Axis::log("loss").range(0.0, 1.0);
}

#[test]
#[should_panic(expected = "the figure `losses` holds no data to draw")]
fn no_lines_are_a_mistake() {
    draw(&[Panel::new(Axis::linear("epoch"), Axis::linear("loss"))]);
}
