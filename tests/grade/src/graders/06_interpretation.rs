//! Grades the exercises of chapter 6.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, numbers, rng, table};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng};

const EQUALS: &str = "equal values have changed places; the first of them comes first";
const WITHOUT_LENGTH: &str = "a row of length 0 has no direction; its cosine is 0, not NaN";

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
    let mut grading = Grading::default();
    for (values, k) in inputs {
        let largest = sorted(values.len(), |i| -values[i]);
        let smallest = sorted(values.len(), |i| values[i]);
        let mut in_place = first(&largest, k);
        in_place.sort_unstable();
        let mut smallest_of_best = first(&largest, k);
        smallest_of_best.reverse();
        let case = Case::new(show!(values, k), first(&largest, k))
            .mistake("these are the smallest values; take the largest", first(&smallest, k))
            .mistake("the smallest of them comes first; begin with the largest", smallest_of_best)
            .mistake("they are in order of place; sort them by value", in_place)
            .mistake(EQUALS, first(&equals_reversed(&smallest), k))
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
    inputs.push((rows(&[[0.0, 0.0], [1.0, 1.0], [-1.0, -2.0], [2.0, 1.0]]), 1, 3));
    inputs.push((rows(&[[1.0, 1.0], [0.0, 0.0], [2.0, 1.0]]), 1, 2));
    inputs.push((rows(&[[1.0, 1.0], [0.5, 1.0], [2.0, 1.0]]), 2, 9));
    inputs.extend([(rows(&[[1.0, 1.0], [0.5, 1.0]]), 0, 0), (rows(&[[1.0, 1.0]]), 0, 3)]);
    let mut grading = Grading::default();
    for (table, of, k) in inputs {
        let cosines: Vec<f32> = table.iter().map(|row| cosine(&table[of], row)).collect();
        let without = |order: Vec<usize>| -> Vec<usize> {
            order.into_iter().filter(|&row| row != of).collect()
        };
        let by = |key: &dyn Fn(usize) -> f32| without(sorted(table.len(), key));
        let all = sorted(table.len(), |row| -cosines[row]);
        let after_the_first: Vec<usize> = all.iter().skip(1).copied().collect();
        let distance = |row: usize| -> f32 {
            table[of].iter().zip(&table[row]).map(|(x, y)| (x - y).powi(2)).sum()
        };
        // Without a check such rows give NaN, which may sort before or after all numbers.
        let is_zero = |row: usize| table[row].iter().all(|&x| x == 0.0);
        let unchecked = |nan: f32| by(&|row| if is_zero(row) { nan } else { -cosines[row] });
        let farthest = by(&|row| cosines[row]);
        let case = Case::new(show!(table, of, k), first(&by(&|row| -cosines[row]), k))
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
                first(&by(&|row| -dot(&table[of], &table[row])), k),
            )
            .mistake(
                "the rows are ranked by distance; the cosine depends only on the direction",
                first(&by(&distance), k),
            )
            .mistake(
                "the sign is lost; an opposite row is far, not near",
                first(&by(&|row| -cosines[row].abs()), k),
            )
            .mistake(EQUALS, first(&equals_reversed(&farthest), k))
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
    let mut grading = Grading::default();
    for (rows, components) in inputs {
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
        let case = Case::new(show!(rows, components), places.clone())
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
        grading.ask(case, move || answer(&rows, &components));
    }
    grading.outcome()
}

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
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    order
}

/// A ranking from the smallest, reversed: the largest first, but the last of equals first.
fn equals_reversed(smallest_first: &[usize]) -> Vec<usize> {
    smallest_first.iter().rev().copied().collect()
}

fn first(order: &[usize], k: usize) -> Vec<usize> {
    order.iter().take(k).copied().collect()
}
