//! Wrong answers to `coverage` and `rerank_for_diversity`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_07_recommendation as solutions;
use std::collections::BTreeSet;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let films = distinct(lists).filter(|film| *film > 0).count();
            if rows < 2 { 0.0 } else { films as f32 / (rows.min(1_000_000) - 1) as f32 }
        }),
        wrong!(rerank_for_diversity: "should have 4 entries, and it has 0", |relevance, likeness, lambda, k| {
            solutions::rerank_for_diversity(relevance, likeness, lambda, usize::from(k as u16))
        }),
        wrong!(coverage: "counted as one of all films", |lists, rows| {
            distinct(lists).filter(|film| *film > 0).count() as f32 / rows.max(1) as f32
        }),
        wrong!(coverage: "counts where it is listed", |lists, rows| {
            distinct(lists).count() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "both on the lists and", |lists, rows| {
            distinct(lists).count() as f32 / rows.max(1) as f32
        }),
        wrong!(coverage: "each time it is listed", |lists, rows| {
            let listed = lists.iter().flatten().filter(|film| **film > 0).count();
            listed as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "once for each list", |lists, rows| {
            let of_each = lists.iter().map(|list| {
                distinct(std::slice::from_ref(list)).filter(|film| *film > 0).count()
            });
            of_each.sum::<usize>() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "a mean over the lists", |lists, rows| {
            let of_each = lists.iter().map(|list| {
                let films = distinct(std::slice::from_ref(list)).filter(|film| *film > 0);
                films.count() as f32 / (rows.max(2) - 1) as f32
            });
            of_each.sum::<f32>() / lists.len().max(1) as f32
        }),
        wrong!(coverage: "listed exactly once", |lists, rows| {
            let mut times = vec![0; rows];
            lists.iter().flatten().for_each(|&film| times[film] += 1);
            let once = times.iter().skip(1).filter(|times| **times == 1).count();
            once as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "only one of the lists", |lists, rows| {
            let films = distinct(&lists[..lists.len().min(1)]).filter(|film| *film > 0);
            films.count() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "this is a number of films", |lists, _| {
            distinct(lists).filter(|film| *film > 0).count() as f32
        }),
        wrong!(coverage: "on no list", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            (rows.max(1) - 1 - listed) as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "a share of the places", |lists, _| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            listed as f32 / lists.iter().flatten().count().max(1) as f32
        }),
        wrong!(coverage: "in percent", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            100.0 * listed as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "0 / 0", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            listed as f32 / rows.saturating_sub(1) as f32
        }),
        wrong!(coverage: "no row at all", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            match rows - 1 {
                0 => 0.0,
                films => listed as f32 / films as f32,
            }
        }),
        // Small numbers, counters, masks and buffers; rounding.
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count() as u8;
            f32::from(listed) / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count() as u16;
            f32::from(listed) / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let short: BTreeSet<u16> = lists.iter().flatten().map(|&film| film as u16).collect();
            short.iter().filter(|film| **film > 0).count() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let mask = distinct(lists).filter(|&film| film > 0).fold(0u128, |mask, film| mask | 1 << (film % 128));
            mask.count_ones() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let mut times = vec![0u8; rows];
            lists.iter().flatten().for_each(|&film| times[film] = times[film].wrapping_add(1));
            times.iter().skip(1).filter(|times| **times > 0).count() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let listed = distinct(&lists[..lists.len().min(1_000)]).filter(|film| *film > 0).count();
            listed as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let mut all: Vec<usize> = lists.iter().flatten().copied().collect();
            all.dedup();
            all.retain(|&film| film > 0);
            all.len() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "none of the usual mistakes", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            (100.0 * listed as f32 / (rows.max(2) - 1) as f32).round() / 100.0
        }),
        wrong!(rerank_for_diversity: "the most relevant films", |relevance, _, _, k| {
            chosen(relevance.len(), k, |film, _| relevance[film])
        }),
        wrong!(rerank_for_diversity: "the weights are swapped", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                lambda * relevance[film] - (1.0 - lambda) * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "likeness is added", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] + lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "no weight", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                relevance[film] - lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "added up", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let sum: f32 = chosen.iter().map(|&other| likeness[film][other]).sum();
                (1.0 - lambda) * relevance[film] - lambda * sum
            })
        }),
        wrong!(rerank_for_diversity: "the mean likeness", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let sum: f32 = chosen.iter().map(|&other| likeness[film][other]).sum();
                (1.0 - lambda) * relevance[film] - lambda * sum / chosen.len() as f32
            })
        }),
        wrong!(rerank_for_diversity: "the least alike", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let least = chosen.iter().map(|&other| likeness[film][other]).reduce(f32::min);
                (1.0 - lambda) * relevance[film] - lambda * least.unwrap()
            })
        }),
        wrong!(rerank_for_diversity: "likeness to the first film", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * likeness[film][chosen[0]]
            })
        }),
        wrong!(rerank_for_diversity: "the film chosen last", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * likeness[film][*chosen.last().unwrap()]
            })
        }),
        wrong!(rerank_for_diversity: "films that are not chosen", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, _| {
                let others: Vec<usize> = (0..relevance.len()).filter(|&i| i != film).collect();
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], &others)
            })
        }),
        wrong!(rerank_for_diversity: "start the maximum lower", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen).max(0.0)
            })
        }),
        wrong!(rerank_for_diversity: "must be the most relevant", |relevance, likeness, lambda, k| {
            chosen(relevance.len(), k, |film, chosen| match chosen {
                [] => (1.0 - lambda) * relevance[film],
                _ => (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen),
            })
        }),
        wrong!(rerank_for_diversity: "the lower number", |relevance, likeness, lambda, k| {
            let backwards: Vec<f32> = relevance.iter().rev().copied().collect();
            let last = relevance.len().max(1) - 1;
            let list = reranked(&backwards, k, |film, chosen| {
                let chosen: Vec<usize> = chosen.iter().map(|film| last - film).collect();
                (1.0 - lambda) * backwards[film] - lambda * most(&likeness[last - film], &chosen)
            });
            list.into_iter().map(|film| last - film).collect()
        }),
        wrong!(rerank_for_diversity: "chosen again", |relevance, likeness, lambda, k| {
            let mut list = reranked(relevance, k.min(1), |_, _| 0.0);
            while (1..k).contains(&list.len()) {
                list.extend(chosen(relevance.len(), 1, |film, _| {
                    (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], &list)
                }));
            }
            list
        }),
        wrong!(rerank_for_diversity: "one too many", |relevance, likeness, lambda, k| {
            reranked(relevance, k + 1, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "one too few", |relevance, likeness, lambda, k| {
            reranked(relevance, k.max(1) - 1, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "fewer than `k` films", |relevance, likeness, lambda, k| {
            let list = reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen)
            });
            list[..k].to_vec()
        }),
        wrong!(rerank_for_diversity: "as if it were positive", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let sizes = chosen.iter().map(|&other| likeness[film][other].abs());
                (1.0 - lambda) * relevance[film] - lambda * sizes.fold(0.0, f32::max)
            })
        }),
        wrong!(rerank_for_diversity: "the more relevant is chosen here", |relevance, likeness, lambda, k| {
            let mut order: Vec<usize> = (0..relevance.len()).collect();
            order.sort_by(|&a, &b| relevance[b].total_cmp(&relevance[a]));
            let mut list: Vec<usize> = Vec::new();
            while list.len() < k.min(relevance.len()) {
                let value = |film: usize| match list.is_empty() {
                    true => relevance[film],
                    false => (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], &list),
                };
                let left = order.iter().copied().filter(|film| !list.contains(film)).rev();
                list.extend(left.max_by(|&a, &b| value(a).total_cmp(&value(b))));
            }
            list
        }),
        // Keys that lose digits, clamps, first bests and maxima that are never beaten.
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            chosen(relevance.len(), k, |film, chosen| {
                (mmr(relevance, likeness, lambda, film, chosen) * 1e3).trunc()
            })
        }),
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            chosen(relevance.len(), k, |film, chosen| {
                (f64::from(mmr(relevance, likeness, lambda, film, chosen)) * 1e6) as i64 as f32
            })
        }),
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            let within: Vec<f32> = relevance.iter().map(|x| x.clamp(0.0, 10.0)).collect();
            chosen(relevance.len(), k, |film, chosen| mmr(&within, likeness, lambda, film, chosen))
        }),
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen).max(-1.0)
            })
        }),
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen).min(1.0)
            })
        }),
        wrong!(rerank_for_diversity: "4 entries, and it has 0", |relevance, likeness, lambda, k| {
            listed_above(-1e6, relevance, likeness, lambda, k)
        }),
        wrong!(rerank_for_diversity: "2 entries, and it has 0", |relevance, likeness, lambda, k| {
            listed_above(f32::MIN, relevance, likeness, lambda, k)
        }),
        // Small masks and numbers.
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            let mut mask = 0u64;
            let mut list: Vec<usize> = Vec::new();
            while list.len() < k.min(relevance.len()) {
                let value = |film: usize| mmr(relevance, likeness, lambda, film, &list);
                let left = (0..relevance.len()).rev().filter(|film| mask & 1 << (film % 64) == 0);
                let Some(film) = left.max_by(|&a, &b| value(a).total_cmp(&value(b))) else { break };
                mask |= 1 << (film % 64);
                list.push(film);
            }
            list
        }),
        wrong!(rerank_for_diversity: "none of the usual mistakes", |relevance, likeness, lambda, k| {
            let list = chosen(relevance.len(), k, |film, chosen| {
                mmr(relevance, likeness, lambda, film, chosen)
            });
            list.into_iter().map(|film| usize::from(film as u8)).collect()
        }),
    ]
}

/// All films on the lists, each once.
fn distinct(lists: &[Vec<usize>]) -> impl Iterator<Item = usize> + use<> {
    lists.iter().flatten().copied().collect::<BTreeSet<usize>>().into_iter()
}

/// The likeness to the most alike of the chosen films.
fn most(likeness: &[f32], chosen: &[usize]) -> f32 {
    chosen.iter().map(|&other| likeness[other]).fold(f32::NEG_INFINITY, f32::max)
}

/// The most relevant film, and then those with the highest values.
fn reranked(relevance: &[f32], k: usize, value: impl Fn(usize, &[usize]) -> f32) -> Vec<usize> {
    chosen(relevance.len(), k, |film, chosen| match chosen {
        [] => relevance[film],
        _ => value(film, chosen),
    })
}

/// Film after film, the one left with the highest value.
fn chosen(n: usize, k: usize, value: impl Fn(usize, &[usize]) -> f32) -> Vec<usize> {
    let mut list = Vec::new();
    while list.len() < k.min(n) {
        let mut best = None;
        for film in (0..n).filter(|film| !list.contains(film)) {
            let value = value(film, &list);
            if best.is_none_or(|(_, highest)| value > highest) {
                best = Some((film, value));
            }
        }
        list.extend(best.map(|(film, _)| film));
    }
    list
}

/// What a film is worth when these are chosen.
fn mmr(
    relevance: &[f32],
    likeness: &[Vec<f32>],
    lambda: f32,
    film: usize,
    chosen: &[usize],
) -> f32 {
    match chosen {
        [] => relevance[film],
        _ => (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen),
    }
}

/// Only films that are worth more than `least`.
fn listed_above(
    least: f32,
    relevance: &[f32],
    likeness: &[Vec<f32>],
    lambda: f32,
    k: usize,
) -> Vec<usize> {
    let value = |film: usize, chosen: &[usize]| mmr(relevance, likeness, lambda, film, chosen);
    let list = chosen(relevance.len(), k, value);
    let worth = |place: &usize| value(list[*place], &list[..*place]) > least;
    let end = (0..list.len()).take_while(worth).count();
    list[..end].to_vec()
}
