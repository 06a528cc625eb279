//! Grades `coverage` and `rerank_for_diversity`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng};

pub fn coverage(answer: fn(&[Vec<usize>], usize) -> f32) -> Outcome {
    let rng = &mut rng(73);
    let mut inputs = vec![(vec![vec![1, 3], vec![3]], 5), (vec![vec![2, 1], vec![4, 2]], 8)];
    inputs.extend((0..TRIES).map(|_| {
        let rows = rng.gen_range(2..12);
        let list = |rng: &mut StdRng| -> Vec<usize> {
            (0..rng.gen_range(0..5)).map(|_| rng.gen_range(0..rows)).collect()
        };
        ((0..rng.gen_range(1..5)).map(|_| list(rng)).collect(), rows)
    }));
    // No lists, empty lists, row 0 alone, one film, a table with no film, a table with no row.
    inputs.push((vec![], 4));
    inputs.push((vec![vec![], vec![]], 4));
    inputs.push((vec![vec![0], vec![0, 0]], 4));
    inputs.push((vec![vec![1], vec![1]], 2));
    inputs.push((vec![vec![], vec![0]], 1));
    inputs.push((vec![], 0));
    // The same film apart on one list; the last film.
    inputs.push((vec![vec![3, 1, 3, 2, 1], vec![2, 6, 2]], 7));
    // Film numbers, films, lists and places that small counters, masks and buffers cannot hold.
    let long: [(&str, Vec<Vec<usize>>, usize); 8] = [
        (
            "a list of films 1,100,000 to 1,119,999, rows = 1200001",
            vec![(1_100_000..1_120_000).collect()],
            1_200_001,
        ),
        (
            "a list of films 1 to 300, and one of films 200 to 400, rows = 401",
            vec![(1..=300).collect(), (200..=400).collect()],
            401,
        ),
        (
            "lists = [[65536, 70000], [1, 65537]], rows = 70001",
            vec![vec![65_536, 70_000], vec![1, 65_537]],
            70_001,
        ),
        (
            "a list of film 2, 65,536 times, and one of film 1, 256 times, rows = 3",
            vec![vec![2; 65_536], vec![1; 256]],
            3,
        ),
        ("a list of films 1 to 66,000, rows = 66001", vec![(1..=66_000).collect()], 66_001),
        (
            "1,500 lists, each of one further film, rows = 2001",
            (1..=1_500).map(|film| vec![film]).collect(),
            2_001,
        ),
        (
            "70,000 lists, all of film 1 but the last, of film 2, rows = 5",
            (0..70_000).map(|i| vec![1 + i / 69_999]).collect(),
            5,
        ),
        (
            "lists = [[129, 1, 65], [257, 33]], rows = 301",
            vec![vec![129, 1, 65], vec![257, 33]],
            301,
        ),
    ];
    let short: Vec<_> =
        inputs.into_iter().map(|(lists, rows)| (show!(lists, rows), lists, rows)).collect();
    let long = long.into_iter().map(|(shown, lists, rows)| (shown.to_owned(), lists, rows));
    let mut grading = Grading::default();
    for (shown, lists, rows) in short.into_iter().chain(long) {
        let distinct = |films: &mut dyn Iterator<Item = usize>| -> usize {
            let mut films: Vec<usize> = films.collect();
            films.sort_unstable();
            films.dedup();
            films.len()
        };
        let share = |count: usize, of: usize| if of == 0 { 0.0 } else { count as f32 / of as f32 };
        let films = rows.saturating_sub(1);
        let all = || lists.iter().flatten().copied();
        let places = all().count();
        let known = distinct(&mut all().filter(|&film| film > 0));
        let with_row_0 = distinct(&mut all());
        let of_each: usize =
            lists.iter().map(|list| distinct(&mut list.iter().copied().filter(|&f| f > 0))).sum();
        let mut times = vec![0; rows];
        all().for_each(|film| times[film] += 1);
        let once = times.iter().skip(1).filter(|times| **times == 1).count();
        let first = lists
            .first()
            .map_or(0, |list| distinct(&mut list.iter().copied().filter(|&film| film > 0)));
        let case = Case::new(shown, share(known, films))
            .mistake(
                "row 0 is counted as one of all films; there are `rows - 1`",
                share(known, rows),
            )
            .mistake(
                "row 0, the unknown film, counts where it is listed; leave it out",
                share(with_row_0, films),
            )
            .mistake(
                "row 0 is counted, both on the lists and among all films",
                share(with_row_0, rows),
            )
            .mistake(
                "a film counts each time it is listed; count it once",
                share(all().filter(|&film| film > 0).count(), films),
            )
            .mistake(
                "a film counts once for each list; count it once for all lists together",
                share(of_each, films),
            )
            .mistake(
                "this is a mean over the lists; take all lists together",
                share(of_each, films * lists.len()),
            )
            .mistake("only films that are listed exactly once count", share(once, films))
            .mistake(
                "only one of the lists is looked at; go through all of them",
                share(first, films),
            )
            .mistake("this is a number of films; divide it by that of all films", known as f32)
            .mistake("this is the share of films on no list", share(films - known, films))
            .mistake(
                "this is a share of the places on the lists; divide by the number of all films",
                share(known, places),
            )
            .mistake("this is in percent; return a share from 0 to 1", 100.0 * share(known, films))
            .mistake(
                "without any film this is 0 / 0; return 0 then",
                match films {
                    0 => f32::NAN,
                    _ => share(known, films),
                },
            )
            .panics("lists may be empty, and the table may have only row 0, or no row at all");
        grading.ask(case, move || answer(&lists, rows));
    }
    grading.outcome()
}

/// What a film is worth when these are chosen.
type Value<'a> = dyn Fn(usize, &[usize]) -> f32 + 'a;

type Rerank = fn(&[f32], &[Vec<f32>], f32, usize) -> Vec<usize>;

pub fn rerank_for_diversity(answer: Rerank) -> Outcome {
    let rng = &mut rng(74);
    let alike = |n: usize, value: &mut dyn FnMut(usize, usize) -> f32| -> Vec<Vec<f32>> {
        let below: Vec<Vec<f32>> = (0..n).map(|i| (0..i).map(|j| value(i, j)).collect()).collect();
        let entry = |i: usize, j: usize| if i == j { 1.0 } else { below[i.max(j)][i.min(j)] };
        (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect()
    };
    let two_alike = alike(3, &mut |i, j| if i + j == 1 { 1.0 } else { 0.0 });
    let mut inputs = vec![(vec![4.5, 4.25, 4.0], two_alike, 0.5, 2)];
    // All numbers are multiples of powers of 2, so that no order of the sums rounds.
    let eighths =
        |rng: &mut StdRng, n: usize| alike(n, &mut |_, _| rng.gen_range(-8..=8) as f32 / 8.0);
    let stars = |rng: &mut StdRng, n: usize| -> Vec<f32> {
        (0..n).map(|_| rng.gen_range(24..=40) as f32 / 8.0).collect()
    };
    for lambda in [0.5, 0.25, 0.75, 0.0, 1.0] {
        inputs.extend((0..TRIES / 2).map(|_| {
            let n = rng.gen_range(4..9);
            (stars(rng, n), eighths(rng, n), lambda, rng.gen_range(2..=n))
        }));
    }
    // Ties: in relevance, in likeness, in everything.
    inputs.push((vec![4.0; 5], eighths(rng, 5), 0.5, 5));
    inputs.push((stars(rng, 6), alike(6, &mut |_, _| 0.5), 0.75, 6));
    inputs.push((vec![4.0; 20], alike(20, &mut |_, _| -0.25), 0.5, 12));
    inputs.push((vec![3.0, 4.0, 4.0, 3.0], alike(4, &mut |_, _| 0.0), 1.0, 3));
    // Only opposites, a relevance below 0, fewer films than wanted, none wanted, one film, no film.
    inputs.push((stars(rng, 5), alike(5, &mut |i, j| -((i + 2 * j) as f32) / 16.0), 0.75, 5));
    inputs.push((vec![-1.0, -0.5, -2.0, -0.75], eighths(rng, 4), 0.5, 4));
    inputs.push((stars(rng, 4), eighths(rng, 4), 0.5, 9));
    inputs.push((stars(rng, 4), eighths(rng, 4), 0.5, 65_536));
    inputs.push((stars(rng, 4), eighths(rng, 4), 0.5, 0));
    inputs.push((vec![3.5], vec![vec![1.0]], 0.5, 3));
    inputs.push((vec![], vec![], 0.5, 3));
    // Differences that a sort by rounded values does not see.
    let finely = [4.0, 4.0 + 1.0 / 4096.0, 3.0, 3.0 + 1.0 / 4096.0];
    inputs.push((finely.to_vec(), alike(4, &mut |_, _| 0.0), 0.5, 4));
    for size in [1e-8f32, 1.0, 4.0, 1e6, -1e-8, -1.0, -1e6] {
        let up = |steps| (0..steps).fold(size, |x: f32, _| x.next_up());
        inputs.push(([1, 0, 3, 2].map(up).to_vec(), alike(4, &mut |_, _| 0.0), 0.5, 4));
    }
    // Likenesses a little apart; 4.0 is the most relevant, and the others differ only in likeness to it.
    let nearly = |i: usize, j: usize| 0.25 + if (i, j) == (2, 0) { 0.0 } else { 1.0 / 1_048_576.0 };
    inputs.push((vec![4.0, 2.0, 2.0, 2.0], alike(4, &mut |i, j| nearly(i, j)), 0.5, 2));
    // Beyond five stars, below none, equal to what may stand for no value yet; likenesses below -1 and above 1.
    inputs.push((vec![150.0, 6.0, 12.0, 2_000.0, 5.5], alike(5, &mut |_, _| 0.5), 0.5, 5));
    inputs.push((vec![-1.0, -100.0, 0.0, -1.5], eighths(rng, 4), 0.25, 4));
    let far_below = [-3.0, -2.0, -5.0, -4.0].map(|x| x * 1_048_576.0);
    inputs.push((far_below.to_vec(), alike(4, &mut |_, _| -0.5), 0.5, 4));
    inputs.push((vec![f32::MIN, f32::MIN], alike(2, &mut |_, _| 0.0), 0.0, 2));
    inputs.push((stars(rng, 5), alike(5, &mut |i, j| -1.0 - (i * 7 % 5 + j) as f32), 0.75, 5));
    inputs.push((stars(rng, 5), alike(5, &mut |i, j| 1.0 + (i * 7 % 5 + j) as f32), 0.75, 5));
    let far = |i: usize, j: usize| (2 + i * 7 % 5 + j) as f32 * 1_048_576.0;
    inputs.push((vec![4.0; 5], alike(5, &mut |i, j| -far(i, j)), 0.5, 5));
    inputs.push((vec![4.0; 5], alike(5, &mut |i, j| far(i, j)), 0.5, 5));
    let uneven = |i: usize, j: usize| ((i * 31 + j * 17) % 16) as f32 / 8.0 - 1.0;
    let long = [
        (
            "300 films with eighths of a star for relevance, their likenesses in eighths, lambda = 0.5, k = 20",
            (stars(rng, 300), eighths(rng, 300), 0.5, 20),
        ),
        (
            "400 films, each a little more relevant than the one before, all alike by 0.25, lambda = 0.5, k = 8",
            (
                (0..400).map(|film| film as f32 / 64.0).collect(),
                alike(400, &mut |_, _| 0.25),
                0.5,
                12,
            ),
        ),
        (
            "500 films, all as relevant, their likenesses in eighths, lambda = 0.5, k = 8",
            (vec![4.0; 500], alike(500, &mut |i, j| uneven(i, j)), 0.5, 8),
        ),
        (
            "70 films, all as relevant, their likenesses in eighths, lambda = 0.5, k = 70",
            (vec![4.0; 70], alike(70, &mut |i, j| uneven(i, j)), 0.5, 70),
        ),
    ];
    let short: Vec<_> = inputs
        .into_iter()
        .map(|input| {
            let (relevance, likeness, lambda, k) = &input;
            (show!(relevance, likeness, lambda, k), input)
        })
        .collect();
    let long = long.into_iter().map(|(shown, input)| (shown.to_owned(), input));
    let mut grading = Grading::default();
    for (shown, (relevance, likeness, lambda, k)) in short.into_iter().chain(long) {
        let n = relevance.len();
        let by = |value: &Value| greedy(n, k, value);
        let most = |film: usize, chosen: &[usize]| {
            chosen.iter().map(|&other| likeness[film][other]).fold(f32::NEG_INFINITY, f32::max)
        };
        // The usual value with another likeness, after the most relevant film.
        let value_with = |likeness: &Value, film: usize, chosen: &[usize]| match chosen {
            [] => relevance[film],
            _ => (1.0 - lambda) * relevance[film] - lambda * likeness(film, chosen),
        };
        let with = |likeness: &Value| by(&|film, chosen| value_with(likeness, film, chosen));
        let of_length = |k| greedy(n, k, &|film, chosen| value_with(&most, film, chosen));
        let sum = |film: usize, chosen: &[usize]| -> f32 {
            chosen.iter().map(|&other| likeness[film][other]).sum()
        };
        let least = |film: usize, chosen: &[usize]| {
            chosen.iter().map(|&other| likeness[film][other]).fold(f32::INFINITY, f32::min)
        };
        let closest_of_all: Vec<f32> = (0..n)
            .map(|film| {
                let others = [&likeness[film][..film], &likeness[film][film + 1..]].concat();
                others.into_iter().fold(f32::NEG_INFINITY, f32::max)
            })
            .collect();
        let to_any = |film: usize, _: &[usize]| closest_of_all[film];
        let swapped = by(&|film, chosen| match chosen {
            [] => relevance[film],
            _ => lambda * relevance[film] - (1.0 - lambda) * most(film, chosen),
        });
        let added = by(&|film, chosen| match chosen {
            [] => relevance[film],
            _ => (1.0 - lambda) * relevance[film] + lambda * most(film, chosen),
        });
        let unweighted = by(&|film, chosen| match chosen {
            [] => relevance[film],
            _ => relevance[film] - lambda * most(film, chosen),
        });
        let no_first = by(&|film, chosen| match chosen {
            [] => (1.0 - lambda) * relevance[film],
            _ => (1.0 - lambda) * relevance[film] - lambda * most(film, chosen),
        });
        // The films under reversed numbers, so that of equals the higher comes first.
        let reversed = |film: usize| n - 1 - film;
        let higher_first = by(&|film, chosen| {
            let chosen: Vec<usize> = chosen.iter().copied().map(reversed).collect();
            value_with(&most, reversed(film), &chosen)
        });
        let higher_first = higher_first.into_iter().map(reversed).collect();
        // The films in order of relevance, so that of equals the more relevant comes first.
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| relevance[b].total_cmp(&relevance[a]));
        let relevant_first = by(&|place, chosen| {
            let chosen: Vec<usize> = chosen.iter().map(|&place| order[place]).collect();
            value_with(&most, order[place], &chosen)
        });
        let relevant_first = relevant_first.into_iter().map(|place| order[place]).collect();
        // The best of all films each time, those on the list included.
        let mut repeated: Vec<usize> = Vec::new();
        while repeated.len() < k.min(100) && n > 0 {
            repeated.extend(greedy(n, 1, &|film, _| value_with(&most, film, &repeated)));
        }
        let case = Case::new(shown, with(&most))
            .mistake(
                "likeness changes nothing, so these are the most relevant films; take that to the chosen ones",
                by(&|film, _| relevance[film]),
            )
            .mistake("the weights are swapped; `1 - lambda` belongs to relevance", swapped)
            .mistake("likeness is added; subtract it", added)
            .mistake("relevance has no weight; multiply it by `1 - lambda`", unweighted)
            .mistake(
                "the likenesses to the chosen films are added up; take that to the most alike one",
                with(&sum),
            )
            .mistake(
                "this takes the mean likeness to the chosen films; take that to the most alike one",
                with(&|film, chosen| sum(film, chosen) / chosen.len() as f32),
            )
            .mistake(
                "this takes the likeness to the least alike of the chosen; take the most alike",
                with(&least),
            )
            .mistake(
                "only the likeness to the first film counts; look at all that are chosen",
                with(&|film, chosen| likeness[film][chosen[0]]),
            )
            .mistake(
                "only the likeness to the film chosen last counts; look at all that are chosen",
                with(&|film, chosen| likeness[film][chosen[chosen.len() - 1]]),
            )
            .mistake("likeness to films that are not chosen counts too", with(&to_any))
            .mistake(
                "a negative likeness counts as 0; start the maximum lower",
                with(&|film, chosen| most(film, chosen).max(0.0)),
            )
            .mistake(
                "a negative likeness counts as if it were positive",
                with(&|film, chosen| {
                    chosen.iter().map(|&other| likeness[film][other].abs()).fold(0.0, f32::max)
                }),
            )
            .mistake("the first film must be the most relevant, whatever `lambda` is", no_first)
            .mistake("among equals, the lower number is chosen", higher_first)
            .mistake(
                "among equals the more relevant is chosen here; it is the one with the lower number",
                relevant_first,
            )
            .mistake("a film is chosen again; leave out those on the list", repeated)
            .mistake("the list has one too many", of_length(k + 1))
            .mistake("the list has one too few", of_length(k.saturating_sub(1)))
            .panics("there may be fewer than `k` films, or none; list all of them then");
        grading.ask(case, move || answer(&relevance, &likeness, lambda, k));
    }
    grading.outcome()
}

/// Up to `k` of the films below `n`, one after the other: the one left with the highest value, of equals the
/// lower number.
fn greedy(n: usize, k: usize, value: &Value) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..n).collect();
    while list.len() < k.min(n) {
        let mut best = (0, value(left[0], &list));
        for (place, &film) in left.iter().enumerate().skip(1) {
            let value = value(film, &list);
            if value > best.1 {
                best = (place, value);
            }
        }
        list.push(left.remove(best.0));
    }
    list
}
