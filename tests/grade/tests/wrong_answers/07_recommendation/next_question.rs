//! Wrong answers to `next_question`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_07_recommendation as solutions;
use nalgebra::{DMatrix, DVector};

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let known: Vec<f64> = known.iter().map(|p| p.max(1e-6)).collect();
            solutions::next_question(films, c, asked, &known, noise)
        }),
        wrong!(next_question: "leave out those in `asked`", |films, c, _, known, noise| {
            let all = Newcomer { films, c, asked: &[], noise };
            all.best(|q| known[q] * all.shrinks(q))
        }),
        wrong!(next_question: "the unknown film, which cannot be", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let worth = |q: &usize| known[*q] * newcomer.shrinks(*q);
            let open = (0..films.nrows()).rev().filter(|film| !asked.contains(film));
            open.max_by(|a, b| worth(a).total_cmp(&worth(b)))
        }),
        wrong!(next_question: "row 0 is in the sum", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                known[q] * newcomer.shared(q).norm_squared() / (noise + newcomer.shared(q)[q])
            })
        }),
        wrong!(next_question: "the sum leaves out the films", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                let shared = newcomer.shared(q);
                let open = (1..films.nrows()).filter(|film| !asked.contains(film));
                known[q] * open.map(|i| shared[i] * shared[i]).sum::<f64>() / (noise + shared[q])
            })
        }),
        wrong!(next_question: "is known is left out", |films, c, asked, _, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| newcomer.shrinks(q))
        }),
        wrong!(next_question: "add it to the divisor", |films, c, asked, known, _| {
            let newcomer = Newcomer { films, c, asked, noise: 0.0 };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "is not divided by", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                known[q] * newcomer.shrinks(q) * (noise + newcomer.shared(q)[q])
            })
        }),
        wrong!(next_question: "square each of its terms", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                let shared = newcomer.shared(q);
                known[q] * (shared.sum() - shared[0]).powi(2) / (noise + shared[q])
            })
        }),
        wrong!(next_question: "are not squared", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                let shared = newcomer.shared(q);
                known[q] * (shared.sum() - shared[0]) / (noise + shared[q])
            })
        }),
        wrong!(next_question: "own prediction is least certain", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| known[q] * newcomer.shared(q)[q])
        }),
        wrong!(next_question: "the covariance is left out", |films, c, asked, known, noise| {
            let c = &DMatrix::identity(c.nrows(), c.nrows());
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "shrinks the sum least", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| -known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "this is the last", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let worth = |q: &usize| known[*q] * newcomer.shrinks(*q);
            let open = (1..films.nrows()).filter(|film| !asked.contains(film));
            open.max_by(|a, b| worth(a).total_cmp(&worth(b)))
        }),
        wrong!(next_question: "a place among the films left", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let best = newcomer.best(|q| known[q] * newcomer.shrinks(q))?;
            (1..films.nrows()).filter(|film| !asked.contains(film)).position(|film| film == best)
        }),
        wrong!(next_question: "can still be asked about", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let worth = |q: usize| known[q] * newcomer.shrinks(q);
            newcomer.best(worth).filter(|&film| worth(film) > 0.0)
        }),
        wrong!(next_question: "return None then", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let best = newcomer.best(|q| known[q] * newcomer.shrinks(q));
            Some(best.expect("a film is left"))
        }),
        // Keys that lose digits, a first best that is never beaten, guards, small masks and buffers.
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| f64::from((known[q] * newcomer.shrinks(q)) as f32))
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| (known[q] * newcomer.shrinks(q) * 1e9).trunc())
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| (known[q] * newcomer.shrinks(q) * 1e12) as i64 as f64)
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| (known[q] * newcomer.shrinks(q)).min(1e6))
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise: noise + 1e-8 };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let mask = asked.iter().fold(0u128, |mask, film| mask | 1 << (film % 128));
            let masked: Vec<usize> = (1..films.nrows()).filter(|q| mask & 1 << (q % 128) > 0).collect();
            let newcomer = Newcomer { films, c, asked: &masked, noise };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let first = asked.iter().copied().take(500).collect::<Vec<_>>();
            let newcomer = Newcomer { films, c, asked: &first, noise };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "none of the usual mistakes", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let best = newcomer.best(|q| known[q] * newcomer.shrinks(q))?;
            Some(usize::from(best as u8))
        }),
        // Compares the length of `asked`, in which films may repeat, with the number of films.
        wrong!(next_question: "none of the usual mistakes", |films, covariance, asked, known, noise| {
            let all_asked = asked.len() + 1 >= films.nrows();
            let next = solutions::next_question(films, covariance, asked, known, noise);
            next.filter(|_| !all_asked)
        }),
    ]
}

/// What the answers to `next_question` are given, but for who knows what.
struct Newcomer<'a> {
    films: &'a DMatrix<f64>,
    c: &'a DMatrix<f64>,
    asked: &'a [usize],
    noise: f64,
}

impl Newcomer<'_> {
    /// `x_i · C x_q` for every film.
    fn shared(&self, q: usize) -> DVector<f64> {
        self.films * (self.c * self.films.row(q).transpose())
    }

    fn shrinks(&self, q: usize) -> f64 {
        let shared = self.shared(q);
        (shared.norm_squared() - shared[0] * shared[0]) / (self.noise + shared[q])
    }

    /// The first of the films that have not been asked about for which something is highest.
    fn best(&self, worth: impl Fn(usize) -> f64) -> Option<usize> {
        let open = (1..self.films.nrows()).rev().filter(|film| !self.asked.contains(film));
        open.max_by(|&a, &b| worth(a).total_cmp(&worth(b)))
    }
}
