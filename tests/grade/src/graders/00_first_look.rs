//! Grades the exercises of chapter 0.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng, table};
use crate::outcome::Outcome;
use rand::Rng;
use std::cmp::Ordering;
use std::collections::BTreeSet;

pub fn dot(answer: fn(&[f32], &[f32]) -> f32) -> Outcome {
    let rng = &mut rng(0);
    let mut inputs = vec![(vec![1.0, 2.0], vec![3.0, 4.0])];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..7);
        (numbers(rng, n), numbers(rng, n))
    }));
    inputs.push((vec![number(rng)], vec![number(rng)]));
    inputs.push((vec![], vec![]));
    // Zeros and likely markers among the entries, sums far from 0, and entries with many digits.
    inputs.extend([
        (vec![-1.0, 0.0, 2.0, -100.0], vec![3.0, 5.0, 0.0, 0.25]),
        (vec![4096.0, 1500.0], vec![2000.0, -3.0]),
        (vec![4096.0, 1500.0], vec![-2000.0, 3.0]),
        (vec![0.0123, 0.0456], vec![0.5, 0.25]),
        (vec![1e-10, 2.0], vec![1e10, 0.5]),
        (vec![1e15, 2.0], vec![3e15, 1.0]),
        (vec![1e15, 2.0], vec![-3e15, 1.0]),
        // Large products that cancel, exactly and in any order, down to a small one.
        (vec![1_048_576.0, 0.125, 1_048_576.0, 1_048_576.0], vec![1.0, 1.0, -2.0, 1.0]),
    ]);
    let mut inputs: Vec<_> = inputs.into_iter().map(|(a, b)| (show!(a, b), a, b)).collect();
    inputs.push((
        "two vectors of 2,002 entries: a[i] = i % 7 - 2, b[i] = i % 5 / 4".to_owned(),
        (0..2_002).map(|i| (i % 7) as f32 - 2.0).collect(),
        (0..2_002).map(|i| (i % 5) as f32 / 4.0).collect(),
    ));
    // Each product is so small that it looks like nothing.
    inputs.push((
        "two vectors of 131,072 entries: a[i] = 1 / 65536, b[i] = 1 / 32768".to_owned(),
        vec![1.0 / 65_536.0; 131_072],
        vec![1.0 / 32_768.0; 131_072],
    ));
    let mut grading = Grading::default();
    for (input, a, b) in inputs {
        let sum = reference_dot(&a, &b);
        let all_but = |left_out: usize| {
            sum - a.get(left_out).zip(b.get(left_out)).map_or(0.0, |(x, y)| x * y)
        };
        let last = a.len().saturating_sub(1);
        let products = a.iter().zip(&b).map(|(x, y)| x * y);
        let mut case = Case::new(input, sum)
            .mistake(
                "this is the mean of the products; a dot product is their sum",
                sum / a.len() as f32,
            )
            .mistake(
                "this is the product of the sums; multiply entry by entry first, then add up",
                a.iter().sum::<f32>() * b.iter().sum::<f32>(),
            )
            .mistake("the first entries are left out; count from 0", all_but(0))
            .mistake("the last entries are left out", all_but(last))
            .mistake(
                "only the last product is left; add to the sum instead of overwriting it",
                sum - all_but(last),
            )
            .mistake(
                "the products lose their signs; a negative product takes away from the sum",
                products.clone().map(f32::abs).sum(),
            )
            .mistake("the products are multiplied; a dot product is their sum", products.product())
            .mistake("the entries are added in pairs, not multiplied", a.iter().chain(&b).sum())
            .mistake(
                "one of the vectors is read from its end; multiply entries at the same place",
                a.iter().zip(b.iter().rev()).map(|(x, y)| x * y).sum(),
            );
        if a.is_empty() {
            case = case.panics("the vectors may be empty; the dot product is then 0");
        }
        grading.ask(case, move || answer(&a, &b));
    }
    grading.outcome()
}

pub fn rank_by_match(answer: fn(&[f32], &[Vec<f32>]) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(1);
    let mut inputs = vec![(vec![1.0, 0.0], vec![vec![0.2, 0.9], vec![0.8, 0.1], vec![0.5, 0.5]])];
    // Multiples of 1/8, so that scores are exact, and ties are ties, however they are computed.
    let eighths = |numbers: &[f32]| numbers.iter().map(|x| (8.0 * x).round() / 8.0).collect();
    inputs.extend((0..TRIES).map(|_| {
        let (factors, films) = (rng.gen_range(2..4), rng.gen_range(2..6));
        let films = table(rng, films, factors);
        (eighths(&numbers(rng, factors)), films.iter().map(|film| eighths(film)).collect())
    }));
    inputs.push((vec![1.0], vec![vec![-1.0]]));
    inputs.push((vec![1.0], vec![]));
    let one_factor =
        |scores: &[f32]| (vec![1.0], scores.iter().map(|&score| vec![score]).collect());
    // Scores that differ in their last digit.
    for size in [1e-8_f32, 1.0, 1e6] {
        let (less, more) = (size.next_down(), size.next_up());
        inputs.push(one_factor(&[less, size, more, size, -more, -size, -less, -size]));
    }
    // All far below 0, all far above it, and the ends of f32, one of them twice.
    inputs.push(one_factor(&[-3e6, -1e10, -2e6, -5e6]));
    inputs.push(one_factor(&[3e6, 1e10, 2e6, 5e6, 1e10]));
    inputs.push(one_factor(&[-1e9, f32::MIN, 1e9, -100.0, f32::MIN, 1000.0, f32::MAX, 999.0]));
    let mut inputs: Vec<_> =
        inputs.into_iter().map(|(viewer, films)| (show!(viewer, films), viewer, films)).collect();
    let mut long = |text: &str, scores: &[f32]| {
        let (viewer, films) = one_factor(scores);
        inputs.push((text.to_owned(), viewer, films));
    };
    let scores = |n: usize, score: fn(usize) -> f32| (0..n).map(score).collect::<Vec<f32>>();
    // Ties, in lists long enough that an unstable sort shows.
    let alternating = scores(40, |i| [1.0, -1.0, 0.5][i % 3]);
    long("viewer = [1.0], 40 films: [1.0], [-1.0], [0.5], [1.0], [-1.0], [0.5], …", &alternating);
    long("viewer = [1.0], 40 films, all [0.5]", &[0.5; 40]);
    let cycling = scores(2_000, |i| (i % 7) as f32 - 5.0);
    long("viewer = [1.0], 2,000 films, of which film i has the factor i % 7 - 5", &cycling);
    let mut distinct = scores(2_000, |i| (389 * i % 2_000) as f32);
    distinct[900] = distinct[3];
    long("viewer = [1.0], 2,000 films, of which only 3 and 900 match equally well", &distinct);
    // More films than 16 bits number.
    long(
        "viewer = [1.0], 70,000 films, of which film i has the factor -i",
        &scores(70_000, |i| -(i as f32)),
    );
    let mut grading = Grading::default();
    for (input, viewer, films) in inputs {
        let scores: Vec<f32> = films.iter().map(|film| reference_dot(&viewer, film)).collect();
        let best_first = ranking(&scores, |a, b| b.total_cmp(&a));
        let place_of_each = {
            let mut places = vec![0; best_first.len()];
            best_first.iter().enumerate().for_each(|(place, &film)| places[film] = place);
            places
        };
        let unstable = {
            let mut order: Vec<usize> = (0..scores.len()).collect();
            order.sort_unstable_by(|&a, &b| scores[b].total_cmp(&scores[a]));
            order
        };
        let by_key = |key: &dyn Fn(&Vec<f32>) -> f32| {
            let keys: Vec<f32> = films.iter().map(key).collect();
            ranking(&keys, |a, b| b.total_cmp(&a))
        };
        let changed_places = "films that match equally well have changed places; keep their order";
        let mut case = Case::new(input, best_first.clone())
            .mistake("the worst match comes first", ranking(&scores, |a, b| a.total_cmp(&b)))
            .mistake("this is the place of each film; return the film at each place", place_of_each)
            .mistake(changed_places, best_equals_last(&scores))
            .mistake(changed_places, unstable)
            .mistake(
                "the ranking ignores the sign of the match",
                ranking(&scores, |a, b| b.abs().total_cmp(&a.abs())),
            )
            .mistake(
                "the films are numbered from 1; number them from 0",
                best_first.iter().map(|film| film + 1).collect(),
            )
            .mistake(
                "the viewer plays no part; multiply the film's factors by the viewer's",
                by_key(&|film| film.iter().sum()),
            )
            .mistake(
                "the matches are divided by the films' lengths; the match is the plain dot product",
                by_key(&|film| reference_dot(&viewer, film) / reference_dot(film, film).sqrt()),
            )
            .mistake(
                "only films with a match above 0 are listed; list them all",
                best_first.iter().copied().filter(|&film| scores[film] > 0.0).collect(),
            )
            .mistake(
                "the last film is left out",
                best_first.iter().copied().filter(|film| film + 1 < films.len()).collect(),
            );
        for scale in [1.0, 1e3, 1e6, 1e9] {
            case = case.mistake(
                "matches that differ a little count as equal; compare them as they are",
                ranking(&scores, |a, b| ((b * scale) as i64).cmp(&((a * scale) as i64))),
            );
        }
        grading.ask(case, move || answer(&viewer, &films));
    }
    grading.outcome()
}

pub fn content_scores(answer: fn(&[bool], &[Vec<bool>]) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(2);
    let mut inputs =
        vec![(vec![true, true, false], vec![vec![true, false, true], vec![true, true, false]])];
    inputs.extend((0..TRIES).map(|_| {
        let (features, items) = (rng.gen_range(3..7), rng.gen_range(1..4));
        let mut flags = || (0..features).map(|_| rng.r#gen()).collect();
        (flags(), (0..items).map(|_| flags()).collect())
    }));
    inputs.push((vec![false, false], vec![vec![false, false], vec![true, true]]));
    inputs.push((vec![true], vec![]));
    inputs.push((vec![], vec![vec![]]));
    let mut inputs: Vec<_> = inputs
        .into_iter()
        .map(|(profile, items)| (show!(profile, items), profile, items))
        .collect();
    inputs.push((
        "a profile of 2,000 features, all true, and three items: all true; only every third; none"
            .to_owned(),
        vec![true; 2_000],
        vec![vec![true; 2_000], (0..2_000).map(|i| i % 3 == 0).collect(), vec![false; 2_000]],
    ));
    // As many features each, and the same at the beginning.
    let only = |feature: usize| (0..200).map(|i| i == feature).collect::<Vec<bool>>();
    inputs.push((
        "a profile of 200 features, of which only the last is true, and three items with only the \
         one before it, only the last, and only the one before it"
            .to_owned(),
        only(199),
        vec![only(198), only(199), only(198)],
    ));
    inputs.push((
        "a profile of 70,000 features, all true, and an item with all of them".to_owned(),
        vec![true; 70_000],
        vec![vec![true; 70_000]],
    ));
    inputs.push((
        "profile = [true], and 70,000 items, of which every second is [true]".to_owned(),
        vec![true],
        (0..70_000).map(|i| vec![i % 2 == 1]).collect(),
    ));
    let mut grading = Grading::default();
    for (input, profile, items) in inputs {
        let count = |counts: fn(bool, bool) -> bool| {
            let of_item = |item: &Vec<bool>| {
                profile.iter().zip(item).filter(|&(&likes, &has)| counts(likes, has)).count()
            };
            items.iter().map(of_item).collect::<Vec<usize>>()
        };
        let shared = count(|likes, has| likes && has);
        let until_first = |item: &Vec<bool>| {
            profile.iter().zip(item).take_while(|&(&likes, &has)| likes && has).count()
        };
        let case = Case::new(input, shared.clone())
            .mistake(
                "features that both lack are counted too; a match is a feature that both have",
                count(|likes, has| likes == has),
            )
            .mistake(
                "features that either has are counted; both must have it",
                count(|likes, has| likes || has),
            )
            .mistake(
                "all features of the item are counted, whether liked or not",
                count(|_, has| has),
            )
            .mistake("all features of the profile are counted", count(|likes, _| likes))
            .mistake(
                "features that only one of them has are counted; both must have it",
                count(|likes, has| likes != has),
            )
            .mistake(
                "this says whether there is a shared feature; count them",
                shared.iter().map(|&count| count.min(1)).collect(),
            )
            .mistake(
                "the count ends at the first feature that is not shared; go on to the last",
                items.iter().map(until_first).collect(),
            );
        grading.ask(case, move || answer(&profile, &items));
    }
    grading.outcome()
}

pub fn mend_filled_share(answer: fn(&[(usize, usize)]) -> f64) -> Outcome {
    let rng = &mut rng(3);
    let mut inputs = vec![vec![(7, 3), (7, 3), (7, 5), (9, 3)]];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(3..8);
        (0..n).map(|_| (rng.gen_range(1..4), rng.gen_range(1..4))).collect()
    }));
    inputs.extend([
        vec![],
        vec![(0, 0)],
        // Pairs that look alike: written one after the other, added up, in the other order, or cut
        // to 8, 16 or 32 bits.
        vec![(1, 11), (11, 1), (1, 1), (11, 11)],
        vec![(1, 256), (1, 65_536), (1, 1 << 32), (1, 0)],
        vec![(0, 7), (256, 7), (65_536, 7), (1 << 32, 7), (0, 7)],
        // As they do when a user is multiplied by a round number and the film added.
        [10, 100, 1_000, 1_024, 10_000, 100_000, 1_000_000, 1 << 8, 1 << 16, 1 << 20, 1 << 32]
            .map(|film| (0, film))
            .into_iter()
            .chain([(1, 0)])
            .collect(),
    ]);
    let mut inputs: Vec<_> = inputs.into_iter().map(|ratings| (show!(ratings), ratings)).collect();
    inputs.push((
        "1,500 ratings: user i % 300 rates film i % 7, for i from 0 to 1,199, then from 0 to 299"
            .to_owned(),
        (0..1_200).map(|i| (i % 300, i % 7)).chain((0..300).map(|i| (i, i % 7))).collect(),
    ));
    // More cells than 32 bits count.
    let text = "70,000 ratings: user i rates film i".to_owned();
    inputs.push((text, (0..70_000).map(|i| (i, i)).collect()));
    let mut grading = Grading::symptom_only();
    for (input, ratings) in inputs {
        let distinct = |ids: &mut dyn Iterator<Item = usize>| ids.collect::<BTreeSet<_>>().len();
        let users = distinct(&mut ratings.iter().map(|&(user, _)| user));
        let films = distinct(&mut ratings.iter().map(|&(_, film)| film));
        let filled = ratings.iter().collect::<BTreeSet<_>>().len();
        let share = filled as f64 / (users * films).max(1) as f64;
        grading.ask(Case::new(input, share), move || answer(&ratings));
    }
    grading.outcome()
}

fn reference_dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum::<f64>() as f32
}

/// The numbers of the scores, sorted; equals stay in their order.
fn ranking(scores: &[f32], compare: impl Fn(f32, f32) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| compare(scores[a], scores[b]));
    order
}

/// Best first, but the last of equals first: an ascending ranking reversed.
fn best_equals_last(scores: &[f32]) -> Vec<usize> {
    let mut order = ranking(scores, |a, b| a.total_cmp(&b));
    order.reverse();
    order
}
