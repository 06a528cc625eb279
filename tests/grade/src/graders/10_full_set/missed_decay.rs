//! Grades `missed_decay`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng};

type MissedDecay = fn(&[f64], f64, &[(usize, usize)]) -> Vec<f64>;

/// The parameters of `missed_decay`, in their order.
type Input = (Vec<f64>, f64, Vec<(usize, usize)>);

pub fn missed_decay(answer: MissedDecay) -> Outcome {
    let rng = &mut rng(102);
    let mut inputs: Vec<Input> = vec![
        (vec![0.5, 0.25, 0.5], 0.4, vec![(0, 2), (1, 3), (2, 2)]),
        (vec![0.1, 0.3, 0.2, 0.4], 0.5, vec![(1, 4), (0, 1), (1, 3), (0, 4)]),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let steps = rng.gen_range(3..9);
        let rates = (0..steps).map(|_| f64::from(rng.gen_range(1..10)) / 10.0).collect();
        let waits = waits(rng, steps, 4);
        (rates, f64::from(rng.gen_range(1..10)) / 10.0, waits)
    }));
    // No wait, no step, no decay, steps without any; waits that overlap, repeat and go backwards in time.
    inputs.push((vec![0.5, 0.25], 0.4, vec![]));
    inputs.push((vec![], 0.4, vec![(0, 0)]));
    inputs.push((vec![0.5, 0.25], 0.0, vec![(0, 2), (1, 2)]));
    inputs.push((vec![0.0, 0.5, 0.0], 0.5, vec![(0, 1), (0, 3), (2, 3)]));
    inputs.push((vec![0.5, 0.4, 0.3, 0.2], 1.5, vec![(2, 4), (0, 3), (2, 4), (0, 2), (4, 4)]));
    // Nearly all of a row is gone after one step; a strength far above 1, and a rate.
    inputs.push((vec![0.999, 0.5, 0.999], 1.0, vec![(0, 1), (1, 2), (0, 3)]));
    inputs.push((vec![1e-4, 2e-4, 3e-4], 2_000.0, vec![(0, 2), (1, 3)]));
    inputs.push((vec![300.0, 200.0, 100.0], 0.002, vec![(0, 2), (1, 3)]));
    let inputs: Vec<(String, Input)> = inputs
        .into_iter()
        .map(|input| {
            let (rates, wd, waits) = &input;
            (show!(rates, wd, waits), input)
        })
        .collect();
    let mut grading = Grading::default();
    for (shown, (rates, wd, waits)) in inputs.into_iter().chain(long_inputs(rng)) {
        let known = Steps::new(&rates, wd);
        let without_wd = Steps::new(&rates, 1.0);
        let n = rates.len();
        let each = |left: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            waits.iter().map(|&(from, to)| left(from, to)).collect()
        };
        let between = |sums: &[f64], from: usize, to: usize| sums[to] - sums[from.min(to)];
        let right = |from: usize, to: usize| between(&known.logs, from, to).exp();
        let alike = |step: usize, from: usize, to: usize| match rates.get(step) {
            Some(rate) if from < to => (1.0 - rate * wd).powf((to - from) as f64),
            _ => 1.0,
        };
        let ends = "a wait goes from step `from` up to, but not including, step `to`";
        let case = Case::new(shown, each(&right))
            .mistake(
                "a product of many numbers below 1 becomes 0, and 0 / 0 is not a number; add up their \
                 logarithms",
                each(&|from, to| known.products[to] / known.products[from]),
            )
            .mistake(ends, each(&|from, to| right(from, (to + 1).min(n))))
            .mistake(ends, each(&|from, to| right(from + usize::from(from < to), to)))
            .mistake(ends, each(&|from, to| right((from + 1).min(n), (to + 1).min(n))))
            .mistake(ends, each(&|from, to| right(from, to.max(from + 1) - 1)))
            .mistake(ends, each(&|from, to| right(from.max(1) - 1, to)))
            .mistake(
                "this is what is left since the beginning; the steps before `from` do not count",
                each(&|_, to| right(0, to)),
            )
            .mistake(
                "the steps before the wait are counted; count those within it",
                each(&|from, _| right(0, from)),
            )
            .mistake(
                "this is the logarithm of what is left; `exp` turns it back into a share",
                each(&|from, to| between(&known.logs, from, to)),
            )
            .mistake(
                "the difference is the wrong way round; a row shrinks while it waits",
                each(&|from, to| (-between(&known.logs, from, to)).exp()),
            )
            .mistake("this is what is lost; return what is left", each(&|from, to| 1.0 - right(from, to)))
            .mistake(
                "a step leaves `1 - rate * wd`, and e^(-rate * wd) only comes close to it",
                each(&|from, to| (-wd * between(&known.rates, from, to)).exp()),
            )
            .mistake(
                "the shares that steps take off are added up; multiply what each leaves",
                each(&|from, to| 1.0 - wd * between(&known.rates, from, to)),
            )
            .mistake(
                "all steps of a wait have the rate of its first; each has its own",
                each(&|from, to| alike(from, from, to)),
            )
            .mistake(
                "all steps of a wait have the rate of its last; each has its own",
                each(&|from, to| alike(to.max(1) - 1, from, to)),
            )
            .mistake(
                "all steps of a wait have their mean rate; each has its own",
                each(&|from, to| {
                    let steps = (to - from).max(1) as f64;
                    (1.0 - wd * between(&known.rates, from, to) / steps).powf((to - from) as f64)
                }),
            )
            .mistake(
                "the learning rate is left out; a step leaves `1 - rate * wd`",
                each(&|from, to| (1.0 - wd).powf((to - from) as f64)),
            )
            .mistake(
                "`wd` is left out; a step leaves `1 - rate * wd`",
                each(&|from, to| between(&without_wd.logs, from, to).exp()),
            )
            .mistake(
                "the sums are in single precision, which runs out of digits; calculate in f64",
                each(&|from, to| f64::from((known.narrow[to] - known.narrow[from]).exp())),
            )
            .panics("a wait may begin with step 0, end after the last step, or have no step at all");
        let case = match waits.len() {
            0..1_000 => case,
            _ => case.slow(
                "it walks through the steps of every wait, which takes far too long; sums over all steps \
                 before each one, made once, answer a wait by a single difference",
            ),
        };
        grading.ask(case, move || answer(&rates, wd, &waits));
    }
    grading.outcome()
}

/// What is known at every step of all that come before it.
struct Steps {
    logs: Vec<f64>,
    products: Vec<f64>,
    /// The logarithms in single precision.
    narrow: Vec<f32>,
    rates: Vec<f64>,
}

impl Steps {
    fn new(rates: &[f64], wd: f64) -> Self {
        let mut steps =
            Self { logs: vec![0.0], products: vec![1.0], narrow: vec![0.0], rates: vec![0.0] };
        for (i, rate) in rates.iter().enumerate() {
            let left = 1.0 - rate * wd;
            steps.logs.push(steps.logs[i] + (-rate * wd).ln_1p());
            steps.products.push(steps.products[i] * left);
            steps.narrow.push(steps.narrow[i] + (left as f32).ln());
            steps.rates.push(steps.rates[i] + rate);
        }
        steps
    }
}

/// Long trainings. Walking through every wait of the last would take a minute or more on any machine of today,
/// and sums take a tenth of a second on a slow one.
fn long_inputs(rng: &mut StdRng) -> Vec<(String, Input)> {
    let cycle = |steps: usize, most: f64| -> Vec<f64> {
        (0..steps).map(|i| most * (1.0 - (i as f64 / steps as f64 - 0.25).abs())).collect()
    };
    let mut inputs = vec![
        (
            "300 steps, rates[i] = 0.01 * (1 - |i / 300 - 0.25|), wd = 0.5, waits = [(0, 300), (5, 262)]",
            (cycle(300, 0.01), 0.5, vec![(0, 300), (5, 262)]),
        ),
        // More than 16 bits count, and products of all steps that f32 does not hold.
        (
            "70,000 steps, rates[i] = 0.05 * (1 - |i / 70000 - 0.25|), wd = 0.1, waits = [(300, 1000), \
             (65000, 65600), (69000, 70000)]",
            (cycle(70_000, 0.05), 0.1, vec![(300, 1_000), (65_000, 65_600), (69_000, 70_000)]),
        ),
    ];
    // Products that f64 does not hold.
    let late = "200,000 steps, rates[i] = 0.1 * (1 - |i / 200000 - 0.25|), wd = 0.5, waits = \
                [(199000, 199100), (150000, 150010), (100, 150), (0, 200000)]";
    let waits_late = vec![(199_000, 199_100), (150_000, 150_010), (100, 150), (0, 200_000)];
    inputs.push((late, (cycle(200_000, 0.1), 0.5, waits_late)));
    let many = waits(rng, 1_000_000, 100_000);
    inputs.push((
        "a million steps, rates[i] = 0.00001 * (1 - |i / 1000000 - 0.25|), wd = 0.1, and 100,000 waits",
        (cycle(1_000_000, 1e-5), 0.1, many),
    ));
    inputs.into_iter().map(|(shown, input)| (shown.to_owned(), input)).collect()
}

/// Waits anywhere among so many steps.
fn waits(rng: &mut StdRng, steps: usize, n: usize) -> Vec<(usize, usize)> {
    let mut wait = || (rng.gen_range(0..=steps), rng.gen_range(0..=steps));
    (0..n).map(|_| wait()).map(|(a, b)| (a.min(b), a.max(b))).collect()
}
