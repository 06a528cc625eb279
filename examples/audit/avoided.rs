//! Negatives for training that avoid the held-out film, and so tell which it is.

use crate::round::{K, Round, mean};
use lab::{Report, Result, Row};
use workbook::data::{Examples, Touched, WithNegatives};
use workbook::interpret::{Placing, SAMPLED_NEGATIVES};
use workbook::learn::{Learner, Recipe};
use workbook::models::{Gmf, predict_catalogue};

/// Negatives for each interaction.
const NEGATIVES: usize = 4;
/// How chapter 9 trains GMF.
const RECIPE: Recipe =
    Recipe { epochs: 20, lr: 0.01, factors: 8, batch_size: 256, weight_decay: 0.01, seed: 0 };

/// GMF, trained with negatives that may be the held-out film and with others that never are.
pub fn show(round: &Round, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    for (name, avoided) in [("may be held out", &round.known), ("never held out", &round.touched)] {
        let placings = train(name, round, avoided, report)?;
        let expected = |placing: &Placing| placing.expected_hit_ratio(K, SAMPLED_NEGATIVES);
        rows.push(
            Row::new(format!("avoided, {name}"), name)
                .number("expected_hr10_99", mean(&placings, expected), 4)
                .number("hr10_all", mean(&placings, |placing| placing.hit_ratio(K)), 4),
        );
    }
    report.say(
        "8. GMF with negatives in training that may turn out to be the film held out, and with \
         negatives that avoid it:",
    );
    report.table(&["negatives", "HR@10 (99)", "HR@10 (all)"], rows);
    Ok(())
}

fn train(
    name: &str,
    round: &Round,
    avoided: &Touched,
    report: &mut Report,
) -> Result<Vec<Placing>> {
    let Round { data, split, touched, seed, .. } = round;
    let mut labels = WithNegatives::new(&split.held_out, touched, NEGATIVES, *seed);
    let valid = labels.deal(&(0..labels.len()).collect::<Vec<_>>());
    let train = WithNegatives::new(&split.train, avoided, NEGATIVES, *seed);
    let model = Gmf::new(data.n_users(), data.n_items(), RECIPE.factors, *seed);
    let recipe = Recipe { seed: *seed, ..RECIPE };
    let mut learner = Learner::from_interactions(model, train, &valid, recipe);
    let history = lab::fit(&mut learner, &report.progress_bar(name))?;
    report.epochs(name, *seed, &history);
    round.place(|user| predict_catalogue(&learner.model, user, data.n_items()))
}
