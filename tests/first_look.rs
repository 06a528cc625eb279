//! What the ratings show before any training.

use lab::figures;
use workbook::data::{Dataset, read_csv};
use workbook::models::Baseline;

#[test]
fn the_crosstab_holds_the_most_active_users_and_the_most_rated_items() {
    let text = "user,item,rating\na,x,1\na,y,2\na,z,3\nb,x,4\nc,y,5\nc,x,1\nd,w,2\n";
    let data = read_csv("t.csv", text.as_bytes()).unwrap();
    let corner = data.crosstab(2);
    let users: Vec<&str> = corner.users.iter().map(|&row| data.users.name(row)).collect();
    let items: Vec<&str> = corner.items.iter().map(|&row| data.items.name(row)).collect();
    assert_eq!((users, items), (vec!["a", "c"], vec!["x", "y"]));
    assert_eq!(corner.values, [[Some(1.0), Some(2.0)], [Some(1.0), Some(5.0)]]);
    // Asked for more users and items than there are, it gives all. b and d tie, and so do w and z.
    let all = data.crosstab(10);
    let users: String = all.users.iter().map(|&row| data.users.name(row)).collect();
    let items: String = all.items.iter().map(|&row| data.items.name(row)).collect();
    assert_eq!((users.as_str(), items.as_str()), ("acbd", "xywz"));
    assert_eq!(all.values[2], [Some(4.0), None, None, None]);
}

#[test]
fn the_baseline_is_what_its_formula_says() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,5\na,y,1\nb,x,3\n").unwrap();
    let baseline = Baseline::fit(&data.ratings, data.n_users(), data.n_items());
    let shrunk = |sum: f64, n: f64| sum / (n + Baseline::SHRINKAGE);
    let (x, y) = (shrunk(2.0 + 0.0, 2.0), shrunk(-2.0, 1.0));
    let (a, b) = (shrunk((2.0 - x) + (-2.0 - y), 2.0), shrunk(0.0 - x, 1.0));
    assert_eq!(baseline.mean, 3.0);
    let close = |got: &[f64], expected: [f64; 3]| {
        assert!(got.iter().zip(expected).all(|(g, e)| (g - e).abs() < 1e-12), "{got:?}");
    };
    close(&baseline.item_offsets, [0.0, x, y]);
    close(&baseline.user_offsets, [0.0, a, b]);
    let errors = [5.0 - (3.0 + a + x), 1.0 - (3.0 + a + y), 3.0 - (3.0 + b + x)];
    let expected = errors.iter().map(|e| e * e).sum::<f64>() / 3.0;
    assert!((baseline.mean_squared_error(&data.ratings) - expected).abs() < 1e-12);
}

/// Ratings of one user for as many items.
fn rated(ratings: impl IntoIterator<Item = f32>) -> Dataset {
    let rows = ratings.into_iter().enumerate().map(|(item, rating)| format!("u,{item},{rating}\n"));
    let text = format!("user,item,rating\n{}", rows.collect::<String>());
    read_csv("t.csv", text.as_bytes()).unwrap()
}

/// Whether a figure shows this text.
fn shows(svg: &str, text: &str) -> bool {
    svg.split(['<', '>']).any(|between| between.trim() == text)
}

#[test]
fn half_stars_are_drawn_as_half_stars() {
    let data = rated([0.5, 3.0, 3.5, 5.0]);
    let crosstab = figures::crosstab(&data, &data.crosstab(15)).svg;
    let bars = figures::rating_shares(&data.scale().histogram(&data.ratings.values)).svg;
    for rating in ["0.5", "3.0", "3.5", "5.0"] {
        assert!(shows(&crosstab, rating), "{rating} in the crosstab");
        assert!(shows(&bars, rating), "{rating} below a bar");
    }
}

#[test]
fn many_different_ratings_are_drawn_in_bins() {
    let data = rated((0..2_000).map(|i| 1.0 + i as f32 / 500.0));
    let svg = figures::rating_shares(&data.scale().histogram(&data.ratings.values)).svg;
    assert!(svg.len() < 20_000, "{} bytes", svg.len());
}
