//! Grades the exercises of chapter 6.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, numbers, rng, table};
use crate::outcome::Outcome;
use crate::value::Value;
use nalgebra::{DMatrix, DVector, SymmetricEigen};
use rand::{Rng, rngs::StdRng};
use std::fmt;

const EQUALS: &str = "equal values have changed places; the first of them comes first";
const UNSTABLE: &str = "equal values have changed places: `sort_by` keeps their order, and \
                        `sort_unstable_by` does not";
const WITHOUT_LENGTH: &str =
    "a row of length 0 has no direction, so its cosine is 0; dividing by 0 gives NaN";

pub fn top_k(answer: fn(&[f32], usize) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(60);
    let mut inputs = vec![(vec![0.1, 0.7, 0.3, 0.7], 3), (vec![0.1, -0.9, 0.7, 0.3, 0.5], 3)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(3..9);
        (numbers(rng, n), rng.gen_range(1..n))
    }));
    // Ties, in a list long enough that an unstable sort shows; all below zero; more than there are.
    inputs.push(((0..40).map(|i| [0.5, 0.8, 0.2][i % 3]).collect(), 30));
    inputs.push((vec![-0.5, -0.2, -0.9], 2));
    inputs.extend([(vec![0.3, 0.6], 5), (vec![0.3, 0.6], 2), (vec![0.4], 1), (vec![0.4, 0.1], 0)]);
    inputs.push((vec![], 2));
    // Far above and far below 0; one unit in the last place apart; many more asked for.
    inputs.extend([
        (vec![2e9, 4e9, 3e9], 2),
        (vec![-3e6, -2e9, -2e6], 3),
        (vec![-1.0, -2.0, -1.0], 2),
        (vec![-2e38, f32::MIN, f32::MAX, f32::MIN], 4),
    ]);
    inputs.extend([1e-8_f32, 1.0, 1e6, -1.0].map(|x| {
        let above = x.next_up();
        (vec![x, above, above.next_up(), x, above], 4)
    }));
    inputs.push((vec![0.0, -0.5, 0.0, 1e-9], 1_000_000));
    inputs.push((vec![0.5, -0.5, 0.25], 65_536));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    // The pattern of equals is not that of their places.
    let pattern = |i: usize, n: usize| ((i * i) % n) as f32;
    inputs.push((
        Some("1,000 values: i * i % 7"),
        ((0..1_000).map(|i| pattern(i, 7)).collect(), 400),
    ));
    inputs.push((
        Some("1,000 values: -(i * i % 11) / 8"),
        ((0..1_000).map(|i| -pattern(i, 11) / 8.0).collect(), 1_000),
    ));
    inputs.push((Some("1,000 values of 0.5"), (vec![0.5; 1_000], 3)));
    inputs.push((Some("70,000 values: 0, 1, 2 …"), ((0..70_000).map(|i| i as f32).collect(), 2)));
    let mut grading = Grading::default();
    for (text, (values, k)) in inputs {
        let largest = sorted(values.len(), |i| -values[i]);
        let smallest = sorted(values.len(), |i| values[i]);
        let mut in_place = first(&largest, k);
        in_place.sort_unstable();
        let mut smallest_of_best = first(&largest, k);
        smallest_of_best.reverse();
        let mut unstable: Vec<usize> = (0..values.len()).collect();
        unstable.sort_unstable_by(|&a, &b| values[b].total_cmp(&values[a]));
        let shown = text.map_or_else(|| show!(values, k), |text: &str| format!("{text}, k = {k}"));
        let case = Case::new(shown, first(&largest, k))
            .mistake("these are the smallest values; take the largest", first(&smallest, k))
            .mistake("the smallest of them comes first; begin with the largest", smallest_of_best)
            .mistake("they are in order of place; sort them by value", in_place)
            .mistake(EQUALS, first(&equals_reversed(&smallest), k))
            .mistake(UNSTABLE, first(&unstable, k))
            .mistake(
                "the sign is lost; a value far below 0 is small",
                first(&sorted(values.len(), |i| -values[i].abs()), k),
            )
            .mistake("the list has one too many", first(&largest, k + 1))
            .mistake("the list has one too few", first(&largest, k.saturating_sub(1)))
            .mistake(
                "the places are counted from 1; count from 0",
                first(&largest, k).iter().map(|i| i + 1).collect(),
            )
            .panics("there may be fewer than `k` values; return all of them then");
        grading.ask(case, move || answer(&values, k));
    }
    grading.outcome()
}

pub fn cosine_similarity(answer: fn(&[f32], &[f32]) -> f32) -> Outcome {
    let rng = &mut rng(61);
    let mut inputs = vec![(vec![3.0, 0.0], vec![1.0, 1.0]), (vec![3.0, 1.0], vec![1.0, 2.0])];
    inputs.extend((0..TRIES).map(|_| {
        let factors = rng.gen_range(2..6);
        (numbers(rng, factors), numbers(rng, factors))
    }));
    // The same direction, the opposite, a right angle; one factor; no length.
    inputs.extend([(vec![0.1, 0.2], vec![1.0, 2.0]), (vec![0.5, -1.0], vec![-1.0, 2.0])]);
    inputs.extend([(vec![1.0, 0.0], vec![0.0, 2.0]), (vec![-2.0], vec![0.5])]);
    inputs.extend([(vec![0.0, 0.0], vec![1.0, 2.0]), (vec![1.0, 2.0], vec![0.0, 0.0])]);
    inputs.extend([(vec![0.0], vec![0.0]), (vec![], vec![])]);
    // Short and long vectors, for which powers of two stay exact; vectors with many numbers.
    let (tiny, short, long) = (2f32.powi(-31), 2f32.powi(-27), 2f32.powi(26));
    inputs.push((vec![tiny, 0.0], vec![tiny, tiny]));
    inputs.extend([
        (vec![3.0 * short, 0.0], vec![1.0, 1.0]),
        (vec![short, 2.0 * short], vec![-short, short]),
    ]);
    inputs.extend([
        (vec![3.0 * long, 0.0], vec![1.0, 2.0]),
        (vec![long, -long], vec![2.0 * long, long]),
    ]);
    inputs.extend([(vec![3.0 * short, 4.0 * short], vec![long, 0.0]), (vec![1e-4], vec![-1e-4])]);
    let eighths =
        |n: usize, step: usize| (0..n).map(|i| (i * step % 17) as f32 / 8.0 - 0.5).collect();
    inputs.extend([60, 1_500].map(|n| (eighths(n, 3), eighths(n, 5))));
    let mut grading = Grading::default();
    for (a, b) in inputs {
        let (product, squares_a, squares_b) = (dot(&a, &b), dot(&a, &a), dot(&b, &b));
        let (length_a, length_b) = (squares_a.sqrt(), squares_b.sqrt());
        let cosine = cosine(&a, &b);
        let unchecked = product / (length_a * length_b);
        let sizes = |v: &[f32]| v.iter().map(|x| x.abs()).sum::<f32>();
        let distance = a.iter().zip(&b).map(|(x, y)| (x - y).powi(2)).sum::<f32>().sqrt();
        let centred = |v: &[f32]| -> Vec<f32> {
            let mean = v.iter().sum::<f32>() / v.len() as f32;
            v.iter().map(|x| x - mean).collect()
        };
        let case = Case::new(show!(a, b), cosine)
            .mistake("0 / 0 is NaN; check the lengths before you divide", unchecked)
            .mistake(
                "a vector of length 0 is like no other; its cosine is 0, not 1",
                if length_a * length_b == 0.0 { 1.0 } else { cosine },
            )
            .mistake(
                "this is the dot product, which favours long vectors; divide by both lengths",
                product,
            )
            .mistake(
                "the square roots are missing; a length is the root of the sum of squares",
                product / (squares_a * squares_b),
            )
            .mistake(
                "the product is divided only by the length of `a`; divide by both",
                product / length_a,
            )
            .mistake(
                "the product is divided only by the length of `b`; divide by both",
                product / length_b,
            )
            .mistake(
                "the lengths are added; divide by one, then by the other",
                product / (length_a + length_b),
            )
            .mistake(
                "the absolute values are added up; a length comes from squares",
                product / (sizes(&a) * sizes(&b)),
            )
            .mistake(
                "this is the distance between the two; the cosine depends on the angle",
                distance,
            )
            .mistake(
                "this is 1 minus the cosine, which is a distance; return the similarity",
                1.0 - cosine,
            )
            .mistake("this is the angle; return its cosine", cosine.acos())
            .mistake("the sign is lost; opposite vectors have a cosine of -1", cosine.abs())
            .mistake(
                "the vectors are centred first, which makes it a correlation",
                self::cosine(&centred(&a), &centred(&b)),
            );
        grading.ask(case, move || answer(&a, &b));
    }
    grading.outcome()
}

pub fn nearest(answer: fn(&[Vec<f32>], usize, usize) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(62);
    let mixed = [[1.0, 0.5], [0.4, 0.3], [4.0, 9.0], [-1.0, -0.5], [1.2, -0.4]];
    let mut inputs = vec![(rows(&[[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]]), 0, 2)];
    inputs.push((rows(&mixed), 1, 3));
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(4..7);
        let of = rng.gen_range(0..n);
        (table_without_ties(rng, n, of), of, rng.gen_range(1..n))
    }));
    // Rows like row `of` before and after it; a vector without length; more than there are.
    inputs.push((rows(&[[1.0, 2.0], [1.0, 2.0], [0.5, 0.1], [1.0, 2.0]]), 1, 2));
    inputs.push((rows(&[[1.0, 2.0], [1.0, 2.0], [2.0, 4.0], [1.0, 2.0]]), 3, 1));
    inputs.push((rows(&[[0.0, 0.0], [1.0, 1.0], [-1.0, -2.0], [2.0, 1.0]]), 1, 3));
    inputs.push((rows(&[[1.0, 1.0], [0.0, 0.0], [2.0, 1.0]]), 1, 2));
    inputs.push((rows(&[[1.0, 1.0], [0.5, 1.0], [2.0, 1.0]]), 2, 9));
    inputs.push((rows(&[[1.0, 1.0], [0.5, 1.0], [2.0, 1.0]]), 0, 65_536));
    inputs.extend([(rows(&[[1.0, 1.0], [0.5, 1.0]]), 0, 0), (rows(&[[1.0, 1.0]]), 0, 3)]);
    // All others opposite, or at a right angle; row `of` without length; no factor at all; one.
    inputs.push((rows(&[[1.0, 2.0], [-1.0, -2.0], [-3.0, -1.0]]), 0, 2));
    inputs.push((rows(&[[1.0, 2.0], [-2.0, -4.0]]), 0, 1));
    inputs.push((rows(&[[0.0, 2.0], [3.0, 0.0], [0.0, 0.0], [-1.0, 0.0]]), 0, 9));
    inputs.push((rows(&[[1.0, 2.0], [0.0, 0.0], [-2.0, 1.0], [2.0, 1.0]]), 1, 3));
    inputs.push((vec![vec![]; 3], 1, 2));
    inputs.push((vec![vec![2.0], vec![-1.0], vec![0.5], vec![3.0]], 0, 3));
    // Short rows, which have a direction too, and long ones; equals by a power of two.
    let (tiny, short, long) = (2f32.powi(-31), 2f32.powi(-27), 2f32.powi(20));
    inputs.push((rows(&[[tiny, 0.0], [1.0, 2.0], [tiny, tiny]]), 0, 2));
    inputs.push((rows(&[[1.0, 0.0], [1.0, 0.5], [short, 0.0], [short, -short]]), 0, 3));
    inputs.push((rows(&[[1.0, 2.0], [long, long], [2.0, 4.0], [0.0, 1.0], [0.25, 0.5]]), 0, 4));
    // Cosines that are powers of two, nearer to each other than most roundings.
    let close = [10, 30, 12, 40, 24, 38].map(|power| [1.0, 2f32.powi(-power)]);
    inputs.push((rows(&[&[[0.0, 1.0]], &close[..]].concat()), 0, 6));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    let four = [[1.0, 1.0], [0.0, 2.0], [1.0, 0.0], [-1.0, 3.0]];
    let many: Table = (0..1_000).map(|i| four[i * i % 7 % 4].to_vec()).collect();
    inputs.push((Some("1,000 rows with four directions, of = 500"), (many, 500, 600)));
    let mut more = rows(&[[0.0, 1.0]].repeat(66_000));
    (more[7], more[3], more[65_900]) = (vec![1.0, 0.0], vec![1.0, 1.0], vec![2.0, 0.0]);
    inputs.push((
        Some("66,000 rows of [0, 1] but row 3: [1, 1], row 7: [1, 0], row 65,900: [2, 0]; of = 7"),
        (more, 7, 2),
    ));
    let mut grading = Grading::default();
    for (text, (table, of, k)) in inputs {
        let cosines: Vec<f32> = table.iter().map(|row| cosine(&table[of], row)).collect();
        let without = |order: Vec<usize>| -> Vec<usize> {
            order.into_iter().filter(|&row| row != of).collect()
        };
        let by = |key: &dyn Fn(usize) -> f32| without(sorted(table.len(), key));
        let all = sorted(table.len(), |row| -cosines[row]);
        let after_the_first: Vec<usize> = all.iter().skip(1).copied().collect();
        let distances: Vec<f32> = (table.iter())
            .map(|row| table[of].iter().zip(row).map(|(x, y)| (x - y).powi(2)).sum())
            .collect();
        let products: Vec<f32> = table.iter().map(|row| dot(&table[of], row)).collect();
        // Without a check such rows give NaN, which may sort before or after all numbers.
        let is_zero = |row: usize| table[row].iter().all(|&x| x == 0.0);
        let unchecked = |nan: f32| by(&|row| if is_zero(row) { nan } else { -cosines[row] });
        let farthest = by(&|row| cosines[row]);
        let mut unstable: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
        unstable.sort_unstable_by(|&a, &b| cosines[b].total_cmp(&cosines[a]));
        let shown =
            text.map_or_else(|| show!(table, of, k), |text: &str| format!("{text}, k = {k}"));
        let case = Case::new(shown, first(&by(&|row| -cosines[row]), k))
            .mistake(
                "row `of` itself is among them; every row is nearest to itself, so leave it out",
                first(&all, k),
            )
            .mistake(
                "row `of` and others are equally near here; leave out row `of`, not the first",
                first(&after_the_first, k),
            )
            .mistake(
                "these are the farthest rows; begin with the highest cosine",
                first(&farthest, k),
            )
            .mistake(
                "the rows are ranked by the dot product, which favours long rows",
                first(&by(&|row| -products[row]), k),
            )
            .mistake(
                "the rows are ranked by distance; the cosine depends only on the direction",
                first(&by(&|row| distances[row]), k),
            )
            .mistake(
                "the sign is lost; an opposite row is far, not near",
                first(&by(&|row| -cosines[row].abs()), k),
            )
            .mistake(EQUALS, first(&equals_reversed(&farthest), k))
            .mistake(UNSTABLE, first(&unstable, k))
            .mistake("the list has one too many", first(&by(&|row| -cosines[row]), k + 1))
            .mistake(
                "the list has one too few",
                first(&by(&|row| -cosines[row]), k.saturating_sub(1)),
            )
            .mistake(WITHOUT_LENGTH, first(&unchecked(f32::INFINITY), k))
            .mistake(WITHOUT_LENGTH, first(&unchecked(f32::NEG_INFINITY), k))
            .panics(if (0..table.len()).any(is_zero) {
                WITHOUT_LENGTH
            } else {
                "there may be fewer than `k` other rows; return all of them then"
            });
        grading.ask(case, move || answer(&table, of, k));
    }
    grading.outcome()
}

type Table = Vec<Vec<f32>>;
type ProjectOnComponents = fn(&[Vec<f32>], &[Vec<f32>]) -> Table;

pub fn project_on_components(answer: ProjectOnComponents) -> Outcome {
    let rng = &mut rng(63);
    let mut inputs = vec![(rows(&[[1.0, 5.0], [3.0, 5.0]]), rows(&[[1.0, 0.0]]))];
    let three = rows(&[[1.0, 5.0], [2.0, 3.0], [6.0, 4.0]]);
    inputs.push((three, rows(&[[0.6, 0.8], [-0.8, 0.6]])));
    inputs.extend((0..TRIES).map(|_| {
        let (n, factors) = (rng.gen_range(2..6), rng.gen_range(1..4));
        let components = rng.gen_range(1..=factors);
        (table(rng, n, factors), table(rng, components, factors))
    }));
    // One row, which is its own mean; no component.
    inputs.extend([(table(rng, 1, 3), table(rng, 2, 3)), (table(rng, 3, 2), vec![])]);
    // Far from 0 and close together, in binary fractions that are exact in any order; many of all.
    let far = [[1000.125, -500.0], [1000.5, -500.25], [1000.25, -500.75], [1000.125, -501.0]];
    inputs.push((self::rows(&far), self::rows(&[[0.5, 0.25], [-0.25, 0.5]])));
    inputs.push((self::rows(&FAR), self::rows(&[[0.3, 0.7]])));
    let eighths = |n: usize, factors: usize| -> Table {
        (0..n).map(|i| (0..factors).map(|j| (i * (j + 3) % 8) as f32 / 8.0).collect()).collect()
    };
    inputs.push((eighths(64, 4), eighths(3, 4)));
    inputs.push((eighths(8, 64), eighths(2, 64)));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input, 1)).collect();
    let text = "66,000 rows: [16] and [8] in turn, components = [[0.5]] (two rows are shown)";
    inputs.push((Some(text), (vec![vec![16.0], vec![8.0]], vec![vec![0.5]]), 33_000));
    let mut grading = Grading::default();
    // Rows that are repeated have the same mean, and the same places.
    for (text, (rows, components), times) in inputs {
        let factors = rows[0].len();
        let sum: Vec<f32> = (0..factors).map(|j| rows.iter().map(|row| row[j]).sum()).collect();
        let mean: Vec<f32> = sum.iter().map(|sum| sum / rows.len() as f32).collect();
        let less = |row: &[f32], middle: &[f32]| -> Vec<f32> {
            row.iter().zip(middle).map(|(x, m)| x - m).collect()
        };
        let centred: Table = rows.iter().map(|row| less(row, &mean)).collect();
        let own_mean = |row: &Vec<f32>| {
            let mean = row.iter().sum::<f32>() / factors as f32;
            less(row, &vec![mean; factors])
        };
        let places = products(&centred, &components);
        let by_columns = if components.len() == factors {
            products(&centred, &transposed(&components))
        } else {
            places.clone()
        };
        let negative = |row: &Vec<f32>| row.iter().map(|x| -x).collect();
        let shortened: Table =
            (components.iter()).map(|c| c.iter().map(|x| x / dot(c, c).sqrt()).collect()).collect();
        let deviations: Vec<f32> = (0..factors)
            .map(|j| centred.iter().map(|row| row[j] * row[j]).sum::<f32>() / rows.len() as f32)
            .map(f32::sqrt)
            .collect();
        let standardised: Table = (centred.iter())
            .map(|row| row.iter().zip(&deviations).map(|(x, sd)| x / sd).collect())
            .collect();
        let shown = text.map_or_else(|| show!(rows, components), String::from);
        let case = Case::new(shown, places.clone())
            .mistake(
                "the components are scaled to length 1 first; use them as they are",
                products(&centred, &shortened),
            )
            .mistake(
                "the columns are divided by their deviations too; only subtract the mean",
                products(&standardised, &components),
            )
            .mistake(
                "the rows are not centred; subtract the mean of all rows from each first",
                products(&rows, &components),
            )
            .mistake(
                "each row loses its own mean; subtract the mean of each column",
                products(&rows.iter().map(own_mean).collect::<Table>(), &components),
            )
            .mistake(
                "the sum of the rows is subtracted; divide it by their number first",
                products(&rows.iter().map(|row| less(row, &sum)).collect::<Table>(), &components),
            )
            .mistake(
                "the result is transposed; it has a row for each row of `rows`",
                transposed(&places),
            )
            .mistake(
                "the centring is the wrong way round; subtract the mean from the row",
                places.iter().map(negative).collect(),
            )
            .mistake(
                "the mean is subtracted from the components too; leave them as they are",
                products(&centred, &components.iter().map(|c| less(c, &mean)).collect::<Table>()),
            )
            .mistake(
                "these are the centred rows; take their dot products with the components",
                centred.clone(),
            )
            .mistake("the components are read by columns; a component is a row", by_columns)
            .panics("there may be only one row, or no component");
        grading.ask(case, move || {
            let n = rows.len();
            let mut places = answer(&vec![rows; times].concat(), &components);
            if times > 1 {
                places.truncate(n);
            }
            places
        });
    }
    grading.outcome()
}

/// How far a number of a direction may be off.
const OFF: f32 = 2e-3;

/// A direction, which is as good as its opposite.
#[derive(Clone)]
struct Direction(Vec<f32>);

impl fmt::Debug for Direction {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Value for Direction {
    fn agrees(&self, other: &Self, _: f32) -> bool {
        let opposite: Vec<f32> = other.0.iter().map(|x| -x).collect();
        let near = |direction: &[f32]| {
            let pairs = self.0.iter().zip(direction);
            self.0.len() == direction.len() && pairs.into_iter().all(|(x, y)| (x - y).abs() <= OFF)
        };
        near(&other.0) || near(&opposite)
    }

    fn fault(&self, expected: &Self) -> Option<String> {
        let length = dot(&self.0, &self.0).sqrt();
        let wrong_length = || format!("the length is {length}, and a component has length 1");
        let fault = self.0.fault(&expected.0);
        fault.or_else(|| ((length - 1.0).abs() > OFF).then(wrong_length))
    }
}

/// Rows on both sides of their mean, in each of these directions.
fn cross(mean: &[f32], directions: &[&[f32]]) -> Table {
    let moved = |direction: &[f32], sign: f32| -> Vec<f32> {
        mean.iter().zip(direction).map(|(mean, x)| mean + sign * x).collect()
    };
    directions.iter().flat_map(|d| [moved(d, 1.0), moved(d, -1.0)]).collect()
}

/// The mean products of the columns, after the rows have been moved by `less`.
fn mean_products(rows: &[Vec<f32>], less: impl Fn(&[f32], usize) -> f64) -> DMatrix<f64> {
    let factors = rows[0].len();
    let mut products = DMatrix::zeros(factors, factors);
    for row in rows {
        let moved: Vec<f64> = (0..factors).map(|j| f64::from(row[j]) - less(row, j)).collect();
        for (i, x) in moved.iter().enumerate() {
            for (j, y) in moved.iter().enumerate() {
                products[(i, j)] += x * y;
            }
        }
    }
    products / rows.len() as f64
}

/// The eigenvalues, the largest first, and the eigenvector of each.
fn eigen(symmetric: DMatrix<f64>) -> Vec<(f64, Direction)> {
    let SymmetricEigen { eigenvalues, eigenvectors } = SymmetricEigen::new(symmetric);
    let vector = |i: usize| Direction(eigenvectors.column(i).iter().map(|&x| x as f32).collect());
    let mut pairs: Vec<_> = (0..eigenvalues.len()).map(|i| (eigenvalues[i], vector(i))).collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    pairs
}

fn column_means(rows: &[Vec<f32>]) -> Vec<f64> {
    let sum = |j: usize| rows.iter().map(|row| f64::from(row[j])).sum::<f64>();
    (0..rows[0].len()).map(|j| sum(j) / rows.len() as f64).collect()
}

fn covariance(rows: &[Vec<f32>]) -> DMatrix<f64> {
    let mean = column_means(rows);
    mean_products(rows, |_, j| mean[j])
}

pub fn first_component(answer: fn(&[Vec<f32>]) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(64);
    let mut inputs = vec![
        rows(&[[1.0, 5.0], [3.0, 5.0]]),
        rows(&[[1.0, 5.0], [2.0, 3.0], [6.0, 4.0], [3.0, 1.0]]),
    ];
    // At a right angle to [1, 1], to the first axis, to the second, to all three.
    inputs.push(cross(&[0.0, 0.0], &[&[2.0, -2.0], &[1.0, 1.0]]));
    inputs.push(cross(&[3.0, 0.0], &[&[0.0, 2.0], &[1.0, 0.0]]));
    inputs.push(cross(&[0.0, 3.0], &[&[2.0, 0.0], &[0.0, 1.0]]));
    inputs.push(cross(&[1.0, 1.0, 1.0], &[&[0.0, 2.0, -2.0], &[1.0, 1.0, 1.0], &[1.0, 0.5, 0.5]]));
    // At a right angle to the axis along which the rows vary most.
    inputs.push(cross(&[0.0; 3], &[&[1.75, 0.0, 0.0], &[0.0, 1.5, 1.5]]));
    // The first row is the mean; it lies at a right angle to the component.
    inputs.push(rows(&[[1.0, 2.0], [3.0, 3.0], [-1.0, 1.0], [1.5, 1.0], [0.5, 3.0]]));
    inputs.push(cross(&[0.0, 0.0], &[&[1.0, -0.5], &[2.0, 4.0]]));
    // The second variance is nearly as large as the first, at several angles.
    let nearly = 1.0125;
    inputs.push(cross(&[0.0, 1.0], &[&[-0.8, 0.6], &[0.6 * nearly, 0.8 * nearly]]));
    inputs.push(cross(&[0.0, 1.0], &[&[1.0, 1.0], &[nearly, -nearly]]));
    inputs.push(cross(
        &[0.0; 3],
        &[&[1.0, 2.0, -2.0], &[-2.0, 2.0, 1.0], &[2.0 * nearly, nearly, 2.0 * nearly]],
    ));
    // Far from 0; tiny; huge.
    inputs.push(cross(&[1000.0, -500.0], &[&[0.75, 1.0], &[-0.5, 0.375]]));
    let scaled = |factor: f32| {
        cross(
            &[factor, 0.0],
            &[&[3.0 * factor, factor], &[-factor, 3.0 * factor], &[3.0 * factor, factor]],
        )
    };
    inputs.extend([-14, 14, -20, 20].map(|power| scaled(2f32.powi(power))));
    // One factor, and more than a few.
    inputs.push(vec![vec![3.0], vec![1.0], vec![1.5]]);
    let sizes = (0..TRIES).map(|i| (3 + i % 7, 1 + i % 5)).chain([(60, 20), (400, 3)]);
    for (n, factors) in sizes {
        inputs.push(loop {
            let table = table(rng, n, factors);
            let variances = eigen(covariance(&table));
            if variances.len() == 1 || variances[0].0 > 1.05 * variances[1].0 {
                break table;
            }
        });
    }
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    let pair = [[16.0, 1.0], [16.0, -1.0]];
    inputs.push((Some("66,000 rows: [16, 1] and [16, -1] in turn"), rows(&pair.repeat(33_000))));
    let mut grading = Grading::default();
    for (text, rows) in inputs {
        let covariance = covariance(&rows);
        let components = eigen(covariance.clone());
        let expected = components[0].1.clone();
        let place = |at: usize| components.get(at).map_or(expected.clone(), |pair| pair.1.clone());
        let largest = |symmetric: DMatrix<f64>| eigen(symmetric).swap_remove(0).1;
        let row_mean =
            |row: &[f32]| row.iter().copied().map(f64::from).sum::<f64>() / row.len() as f64;
        let deviation = |j: usize| covariance[(j, j)].sqrt();
        let correlation = DMatrix::from_fn(covariance.nrows(), covariance.ncols(), |i, j| {
            if i == j {
                1.0
            } else {
                covariance[(i, j)] / (deviation(i) * deviation(j)).max(1e-300)
            }
        });
        let any = SymmetricEigen::new(covariance.clone()).eigenvectors;
        let unsorted = Direction(any.column(0).iter().map(|&x| x as f32).collect());
        let mean = column_means(&rows);
        let length = mean.iter().map(|x| x * x).sum::<f64>().sqrt();
        let towards_mean = Direction(mean.iter().map(|x| (x / length) as f32).collect());
        let case = Case::new(text.map_or_else(|| show!(rows), String::from), expected.clone())
            .mistake(
                "the rows are not centred; subtract the mean of each column first",
                largest(mean_products(&rows, |_, _| 0.0)),
            )
            .mistake(
                "each row loses its own mean; subtract the mean of each column",
                largest(mean_products(&rows, |row, _| row_mean(row))),
            )
            .mistake(
                "this is the direction of least variance; take the largest eigenvalue",
                place(components.len() - 1),
            )
            .mistake(
                "the eigenvalues come in no order; look for the largest before you take a vector",
                unsorted,
            )
            .mistake("this is the second component", place(1))
            .mistake(
                "the columns are divided by their deviations, which is a correlation; take the \
                 covariance",
                largest(correlation),
            )
            .mistake(
                "this is the direction of the mean; the component shows how rows differ",
                towards_mean,
            )
            .panics("there may be one factor, or more factors than rows");
        grading.ask(case, move || Direction(answer(&rows)));
    }
    grading.outcome()
}

type MendExplainedVariance = fn(&[Vec<f32>], &[Vec<f32>]) -> Vec<f32>;

pub fn mend_explained_variance(answer: MendExplainedVariance) -> Outcome {
    let rng = &mut rng(65);
    let turned = [[0.6, 0.8], [-0.8, 0.6]];
    let mut inputs = vec![
        (rows(&[[0.0, 0.0], [4.0, 2.0]]), rows(&[[1.0, 0.0]])),
        (rows(&[[1.0, 5.0], [2.0, 3.0], [6.0, 4.0]]), rows(&turned[..1])),
        (rows(&[[1.0, 5.0], [2.0, 3.0], [6.0, 4.0]]), rows(&turned)),
        (rows(&[[100.5, -50.0], [101.0, -51.0], [99.5, -50.5]]), rows(&turned[1..])),
        (rows(&[[0.01, 0.02], [0.03, 0.01]]), rows(&turned[..1])),
        (rows(&[[1.0, 5.0], [2.0, 3.0]]), vec![]),
        // Far from 0 and close together.
        (rows(&FAR), rows(&turned)),
    ];
    // Tiny and huge.
    inputs.extend([-12, -20, 20].map(|power| {
        let size = 2f32.powi(power);
        (rows(&[[0.0, 0.0], [4.0 * size, 2.0 * size]]), rows(&[[1.0, 0.0], [0.0, 1.0]]))
    }));
    inputs.extend((0..TRIES).map(|i| {
        let n = rng.gen_range(2..7);
        let axes = [[0.0, 1.0, 0.0], [0.6, 0.0, 0.8], [0.8, 0.0, -0.6]].map(Vec::from);
        (table(rng, n, 3), axes[..1 + i % 3].to_vec())
    }));
    // More factors, and more components, than a few.
    let axes = (0..12).map(|i| (0..20).map(|j| f32::from(u8::from(i == j))).collect()).collect();
    inputs.push((table(rng, 30, 20), axes));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    let pair = [[16.0, 1.0], [16.0, -1.0]];
    inputs.push((
        Some("66,000 rows: [16, 1] and [16, -1] in turn, components = [[0, 1]]"),
        (rows(&pair.repeat(33_000)), rows(&[[0.0, 1.0]])),
    ));
    let mut grading = Grading::symptom_only();
    for (text, (rows, components)) in inputs {
        let covariance = covariance(&rows);
        let share = |component: &Vec<f32>| {
            let component = DVector::from_fn(component.len(), |j, _| f64::from(component[j]));
            (component.dot(&(&covariance * &component)) / covariance.trace()) as f32
        };
        let shown = text.map_or_else(|| show!(rows, components), String::from);
        let case = Case::new(shown, components.iter().map(share).collect());
        grading.ask(case, move || answer(&rows, &components));
    }
    grading.outcome()
}

/// Rows so far from 0 that a product with one of them has no digits left for what sets them apart. Their
/// mean is exact.
const FAR: [[f32; 2]; 2] = [[1_048_576.5, -1_048_576.0], [1_048_576.0, -1_048_577.0]];

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let squares = f64::from(dot(a, a)) * f64::from(dot(b, b));
    if squares == 0.0 { 0.0 } else { (f64::from(dot(a, b)) / squares.sqrt()) as f32 }
}

fn rows(rows: &[[f32; 2]]) -> Table {
    rows.iter().map(|row| row.to_vec()).collect()
}

/// The dot products of all rows with all others, shape `(rows, others)`.
fn products(rows: &[Vec<f32>], others: &[Vec<f32>]) -> Table {
    rows.iter().map(|row| others.iter().map(|other| dot(row, other)).collect()).collect()
}

fn transposed(table: &[Vec<f32>]) -> Table {
    let columns = table.first().map_or(0, Vec::len);
    (0..columns).map(|column| table.iter().map(|row| row[column]).collect()).collect()
}

/// A random table in which rounding cannot change which row is nearer to row `of`.
fn table_without_ties(rng: &mut StdRng, n: usize, of: usize) -> Table {
    loop {
        let table = table(rng, n, 3);
        let mut cosines: Vec<f32> = table.iter().map(|row| cosine(&table[of], row)).collect();
        cosines.sort_by(f32::total_cmp);
        if cosines.windows(2).all(|pair| pair[1] - pair[0] > 1e-3) {
            return table;
        }
    }
}

/// The places `0..n` by a key, the smallest first; equals stay in their order.
fn sorted(n: usize, key: impl Fn(usize) -> f32) -> Vec<usize> {
    let keys: Vec<f32> = (0..n).map(key).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| keys[a].total_cmp(&keys[b]));
    order
}

/// A ranking from the smallest, reversed: the largest first, but the last of equals first.
fn equals_reversed(smallest_first: &[usize]) -> Vec<usize> {
    smallest_first.iter().rev().copied().collect()
}

fn first(order: &[usize], k: usize) -> Vec<usize> {
    order.iter().take(k).copied().collect()
}
