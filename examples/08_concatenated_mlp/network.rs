//! The networks to try.

use lab::{Report, Result};
use serde_json::json;
use workbook::data::{Dataset, SideFeature};
use workbook::learn::Recipe;
use workbook::models::{CollabNn, Model};

/// A network to try.
pub struct Network {
    /// Outputs of each hidden layer.
    pub hidden: Vec<usize>,
    pub weight_decay: f64,
    pub side: Vec<SideFeature>,
}

impl Network {
    /// One hidden layer and two, without side features; then one layer with `each` feature alone, if
    /// asked for, and with all of them.
    pub fn all(side: &[SideFeature], each: bool) -> Vec<Self> {
        let (weak, strong) = (Recipe::default().weight_decay, Recipe::BEST_WEIGHT_DECAY);
        let one_layer = |side: &[SideFeature]| Self {
            hidden: vec![100],
            weight_decay: weak,
            side: side.to_vec(),
        };
        let two_layers = Self { hidden: vec![100, 50], weight_decay: strong, side: Vec::new() };
        let mut networks = vec![one_layer(&[]), two_layers];
        if each {
            networks.extend(side.chunks(1).map(one_layer));
        }
        if !side.is_empty() {
            networks.push(one_layer(side));
        }
        networks
    }

    /// What distinguishes it from the others.
    pub fn name(&self) -> String {
        let Self { hidden, weight_decay, side } = self;
        let names: Vec<&str> = side.iter().map(|feature| feature.name()).collect();
        match names.len() {
            0 => format!("{hidden:?}, wd={weight_decay}"),
            n if n == SideFeature::ALL.len() => format!("{hidden:?} + all side features"),
            _ => format!("{hidden:?} + {}", names.join(" + ")),
        }
    }
}

/// The side features to use: those asked for, or all that the data offer.
pub fn side_features(
    asked: Option<Vec<SideFeature>>,
    data: &mut Dataset,
) -> Result<Vec<SideFeature>> {
    let Some(side) = asked else { return Ok(data.side_features()) };
    // A feature that the data lack should be reported before anything is trained.
    data.add_side_features(&side)?;
    Ok(side)
}

/// Says which side features there are, if not all.
pub fn say_which(side: &[SideFeature], report: &mut Report) {
    let names: Vec<&str> = side.iter().map(|feature| feature.name()).collect();
    match names.len() {
        0 => report.say("Without side features."),
        n if n < SideFeature::ALL.len() => {
            report.say(format_args!("Side features: {}.", names.join(", ")));
        }
        _ => {}
    }
}

/// Lists and counts the parameters of a network.
pub fn describe(name: &str, mut network: CollabNn, report: &mut Report) {
    let parameters = network.parameters();
    let shapes: Vec<Vec<usize>> =
        parameters.iter().map(|parameter| parameter.tensor.shape()).collect();
    let count = |shape: &Vec<usize>| shape.iter().product::<usize>();
    let total: usize = shapes.iter().map(count).sum();
    report.find(
        &format!("{name}, parameters"),
        json!({"parameters": total}),
        format_args!("{name}: {total} parameters."),
    );
    report.list(
        &["parameter", "shape", "numbers"],
        parameters.iter().zip(&shapes).map(|(parameter, shape)| {
            let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
            [parameter.name.to_string(), sizes.join(" x "), count(shape).to_string()]
        }),
    );
}
