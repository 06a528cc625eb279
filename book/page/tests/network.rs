//! The network trains in the engine as the book has recorded.

mod recorded;

use page::{Engine, Network};
use recorded::recorded;
use workbook::learn::Recipe;

#[test]
fn networks_end_at_the_recorded_losses() {
    let engine = Engine::builtin();
    for (hidden, side, weight_decay, run) in [
        (vec![100], false, 0.01, "[100], wd=0.01"),
        (vec![100, 50], false, 0.1, "[100, 50], wd=0.1"),
        (vec![100], true, 0.01, "[100] + all side features"),
    ] {
        let network = Network { widths: (74, 103), hidden, side };
        let recipe = Recipe { weight_decay, ..Recipe::default() };
        let trained = engine.train_network(&network, recipe, &mut |_| {}).unwrap();
        let recorded = recorded("08_concatenated_mlp", run);
        assert_eq!(trained.valid_losses.len(), recorded.len(), "{run}");
        for (ours, recorded) in trained.valid_losses.iter().zip(&recorded) {
            assert!((ours - recorded).abs() < 1e-3, "{run}: {ours}, {recorded}");
        }
    }
}

#[test]
fn a_network_without_hidden_layers_trains_and_one_without_width_is_refused() {
    let engine = Engine::builtin();
    let network = Network { widths: (2, 3), hidden: vec![], side: false };
    let recipe = Recipe { epochs: 1, ..Recipe::default() };
    let trained = engine.train_network(&network, recipe, &mut |_| {}).unwrap();
    assert!(trained.valid_losses[0] < 2.0, "{trained:?}");
    for wrong in [
        Network { widths: (0, 3), ..network.clone() },
        Network { widths: (2, 0), ..network.clone() },
        Network { hidden: vec![10, 0], ..network },
    ] {
        assert!(engine.train_network(&wrong, recipe, &mut |_| {}).is_err(), "{wrong:?}");
    }
}
