//! Results on the real MovieLens 100K, against PyTorch's on the same split.
//!
//! The data may not be redistributed, so these tests are skipped unless `WORKBOOK_DATA` names a
//! folder that holds `ml-100k`. The comparison with PyTorch also needs
//! `reference/ml100k_valid_rows.txt` there, the row numbers of the split that PyTorch was run on.
//!
//! ```text
//! WORKBOOK_DATA=../shared cargo test --test movielens
//! ```

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use workbook::data::{
    Dataset, Examples, HoldOut, LeaveOneOut, Ratings, SPLIT_SEED, SideFeature, Split, Touched,
    VALID_SHARE, WithNegatives, read_valid_rows,
};
use workbook::interpret::{Judge, Learned, Placing, SAMPLED_NEGATIVES, rank_biases};
use workbook::learn::{Learner, Recipe, Runs};
use workbook::models::{
    AlsSettings, BayesianFactors, CollabNn, CollabNnConfig, DotProduct, DotProductBias, Ease, Gmf,
    ImplicitAls, Knowledge, Model, OrderSettings, Parties, Popularity, SequentialEase,
    predict_catalogue,
};

const SEEDS: u64 = 5;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = std::env::var_os("WORKBOOK_DATA").map(PathBuf::from);
    let data = root.as_deref().map(|root| root.join("ml-100k")).filter(|data| data.is_dir());
    let rows = root
        .map(|root| root.join("reference/ml100k_valid_rows.txt"))
        .filter(|rows| data.is_some() && rows.is_file());
    if data.is_none() {
        println!("skipped: set WORKBOOK_DATA to a folder that holds ml-100k to run these tests");
    } else if rows.is_none() {
        println!("skipped in part: WORKBOOK_DATA holds no reference/ml100k_valid_rows.txt");
    }
    let trial = |name: &str, run: fn(&Path) -> Result<(), Failed>, needs: &Option<PathBuf>| {
        let path = needs.clone().unwrap_or_default();
        Trial::test(name, move || run(&path)).with_ignored_flag(needs.is_none())
    };
    let trials = vec![
        trial("the_tables_have_the_published_sizes", sizes, &data),
        trial("weight_decay_cures_overfitting_on_a_random_split", story, &data),
        trial("film_biases_are_the_published_ones", biases, &data),
        trial("rankers_find_the_latest_film_as_often_as_measured_elsewhere", rankers, &data),
        trial("a_dot_product_finds_it_as_often_as_its_library_does", gmf, &data),
        trial("dot_product_ends_where_pytorch_does", dot_product, &rows),
        trial("with_y_range_ends_where_pytorch_does", with_y_range, &rows),
        trial("with_biases_ends_where_pytorch_does_and_overfits", with_biases, &rows),
        trial("weight_decay_ends_where_pytorch_does", weight_decay, &rows),
        trial("one_hidden_layer_ends_where_pytorch_does", one_hidden_layer, &rows),
        trial("two_hidden_layers_end_where_pytorch_does", two_hidden_layers, &rows),
        trial("side_features_help_the_network", side_features, &rows),
        trial("bayesian_factors_end_lower_with_all_that_is_known", bayesian_factors, &rows),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn sizes(folder: &Path) -> Result<(), Failed> {
    let data = Dataset::open(&folder.to_string_lossy())?;
    assert_eq!((data.ratings.len(), data.n_users(), data.n_items()), (100_000, 944, 1_665));
    assert!(data.items.row("Misérables, Les (1995)").is_some(), "titles are decoded");
    assert_eq!(data.ratings.repeats, None, "films that share a title are different films");
    let dated = data.item_records.iter().flatten().filter(|film| film.year.is_some()).count();
    // All but the film called "unknown".
    assert_eq!(dated, 1_663);
    Ok(())
}

fn story(folder: &Path) -> Result<(), Failed> {
    let data = Dataset::open(&folder.to_string_lossy())?;
    let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
    let runs = |wd| fit(&split, 1, wd, |seed| biased(&data, seed));
    let (weak, strong) = (runs(Recipe::default().weight_decay), runs(0.1));
    let gain = weak.final_valid().mean - strong.final_valid().mean;
    assert!(weak.overfit().mean >= 0.02, "{:?}", weak.valid_losses());
    assert!(gain >= 0.05, "wd=0.1 ends only {gain} below wd=0.01");
    Ok(())
}

/// The films that the fastai book lists with the lowest and highest biases; its run was one training.
fn biases(folder: &Path) -> Result<(), Failed> {
    const LOWEST: [&str; 8] = [
        "Children of the Corn: The Gathering (1996)",
        "Lawnmower Man 2: Beyond Cyberspace (1996)",
        "Crow: City of Angels, The (1996)",
        "Home Alone 3 (1997)",
        "Mortal Kombat: Annihilation (1997)",
        "Robocop 3 (1993)",
        "Amityville 3-D (1983)",
        "Beautician and the Beast, The (1997)",
    ];
    const HIGHEST: [&str; 7] = [
        "Shawshank Redemption, The (1994)",
        "Schindler's List (1993)",
        "L.A. Confidential (1997)",
        "Titanic (1997)",
        "Silence of the Lambs, The (1991)",
        "Close Shave, A (1995)",
        "Wrong Trousers, The (1993)",
    ];
    let data = Dataset::open(&folder.to_string_lossy())?;
    let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
    let models: Vec<Learned> = (0..SEEDS)
        .map(|seed| {
            let weight_decay = Recipe::BEST_WEIGHT_DECAY;
            let recipe = Recipe { weight_decay, seed, ..Recipe::default() };
            let model = biased(&data, seed);
            let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
            learner.fit_one_cycle().expect("the training converges");
            Learned::from_model(&learner.model)
        })
        .collect();
    let ranked = rank_biases(&models, |model| &model.item_bias, &data.ratings.items, &data);
    let titles: Vec<&str> = ranked.iter().map(|film| data.items.name(film.row)).collect();
    let among = |published: &[&str], ours: &[&str]| {
        for title in published {
            assert!(titles.contains(title), "`{title}` is in the data");
        }
        published.iter().filter(|title| ours.contains(title)).count()
    };
    let (low, high) =
        (among(&LOWEST, &titles[..40]), among(&HIGHEST, &titles[titles.len() - 30..]));
    assert!(
        low >= 6,
        "{low} of the 8 published lowest are among our 40 lowest: {:?}",
        &titles[..40]
    );
    assert!(high >= 5, "{high} of the 7 published highest are among our 30 highest");
    Ok(())
}

/// What is held out of the data, and what may be known.
struct Round {
    split: LeaveOneOut,
    touched: Touched,
    known: Touched,
    sequences: Vec<Vec<u32>>,
    seed: u64,
}

impl Round {
    fn new(data: &Dataset, seed: u64) -> Self {
        let interactions = data.interactions();
        let split = data.leave_one_out(&interactions, HoldOut::Latest, seed);
        assert_eq!((split.held_out.len(), split.not_judged), (943, 0));
        let touched = |ratings: &Ratings| Touched::new(ratings, data.n_users(), data.n_items());
        let (known, touched) = (touched(&split.train), touched(&interactions));
        Self { sequences: data.sequences(&split.train, seed), split, touched, known, seed }
    }

    /// HR@10 and NDCG@10 among 99 negatives, and among all films.
    fn judge(&self, scores: impl FnMut(usize) -> Vec<f64>) -> Result<[f64; 4], Failed> {
        let Self { split, touched, seed, .. } = self;
        let judge = Judge::new(&split.held_out, touched, SAMPLED_NEGATIVES, *seed);
        let placings = judge.place(scores)?;
        let mean = |placings: &[Placing], value: fn(&Placing, usize) -> f64| {
            placings.iter().map(|placing| value(placing, 10)).sum::<f64>() / placings.len() as f64
        };
        let of = |placings| [mean(placings, Placing::hit_ratio), mean(placings, Placing::ndcg)];
        let [[sampled_hits, sampled_ndcg], [hits, ndcg]] =
            [&placings.sampled, &placings.all].map(|p| of(p));
        Ok([sampled_hits, sampled_ndcg, hits, ndcg])
    }

    fn gmf(&self, data: &Dataset, epochs: usize) -> Result<Gmf, Failed> {
        let Self { split, touched, known, seed, .. } = self;
        let mut valid = WithNegatives::new(&split.held_out, touched, 4, *seed);
        let all: Vec<usize> = (0..valid.len()).collect();
        let valid = valid.deal(&all);
        let train = WithNegatives::new(&split.train, known, 4, *seed);
        let recipe = Recipe { epochs, lr: 0.01, batch_size: 256, seed: *seed, ..Recipe::default() };
        let model = Gmf::new(data.n_users(), data.n_items(), 8, *seed);
        let mut learner = Learner::from_interactions(model, train, &valid, recipe);
        learner.fit_one_cycle()?;
        Ok(learner.model)
    }
}

/// The closed forms, three seeds, beside what was measured with other implementations.
fn rankers(folder: &Path) -> Result<(), Failed> {
    let data = Dataset::open(&folder.to_string_lossy())?;
    let mut sums = [[0.0; 4]; 4];
    for seed in 0..3 {
        let round = Round::new(&data, seed);
        let n_items = data.n_items();
        let popularity = Popularity::fit(&round.split.train, n_items);
        let ease = Ease::fit(&round.known, 400.0);
        let als = ImplicitAls::fit(&round.known, AlsSettings { seed, ..AlsSettings::default() });
        let in_order = SequentialEase::fit(&round.sequences, n_items, OrderSettings::default());
        let judged = [
            round.judge(|_| popularity.scores())?,
            round.judge(|user| ease.scores(round.known.by(user)))?,
            round.judge(|user| als.scores(user))?,
            round.judge(|user| in_order.scores(&round.sequences[user]))?,
        ];
        for (sums, judged) in sums.iter_mut().zip(judged) {
            sums.iter_mut().zip(judged).for_each(|(sum, value)| *sum += value / 3.0);
        }
    }
    let [popularity, ease, als, in_order] = sums;
    let near = |values: [f64; 4], expected: [f64; 2]| {
        (values[0] - expected[0]).abs() <= 0.02 && (values[1] - expected[1]).abs() <= 0.01
    };
    assert!(near(popularity, [0.40, 0.22]), "popularity {popularity:?}");
    for (name, values, least) in [
        ("EASE", ease, [0.65, 0.38, 0.14, 0.07]),
        ("iALS", als, [0.65, 0.38, 0.14, 0.072]),
        ("EASE in order", in_order, [0.69, 0.41, 0.17, 0.085]),
    ] {
        let reached = values.iter().zip(least).all(|(&value, least)| value >= least);
        assert!(reached, "{name} {values:?}, at least {least:?}");
    }
    Ok(())
}

fn gmf(folder: &Path) -> Result<(), Failed> {
    let data = Dataset::open(&folder.to_string_lossy())?;
    let round = Round::new(&data, 0);
    let gmf = round.gmf(&data, 20)?;
    let values = round.judge(|user| predict_catalogue(&gmf, user, data.n_items()))?;
    assert!(values[0] >= 0.63 && values[1] >= 0.35, "{values:?}");
    Ok(())
}

fn dot_product(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let runs = fit(&split, SEEDS, Recipe::default().weight_decay, |seed| {
        DotProduct::new(n_users, n_items, Recipe::default().factors, seed)
    });
    ends_at(&runs, 0.879, 0.010);
    Ok(())
}

fn with_y_range(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let runs = fit(&split, SEEDS, Recipe::default().weight_decay, |seed| {
        DotProduct::new(n_users, n_items, Recipe::default().factors, seed)
            .with_y_range(data.y_range())
    });
    ends_at(&runs, 0.883, 0.010);
    Ok(())
}

fn with_biases(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let runs = fit(&split, SEEDS, Recipe::default().weight_decay, |seed| biased(&data, seed));
    ends_at(&runs, 0.8985, 0.007);
    assert!(runs.overfit().mean >= 0.02, "overfits by {:?}", runs.overfit());
    Ok(())
}

fn weight_decay(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let runs = fit(&split, SEEDS, 0.1, |seed| biased(&data, seed));
    ends_at(&runs, 0.821, 0.004);
    Ok(())
}

fn network(data: &Dataset, config: &CollabNnConfig, seed: u64) -> CollabNn {
    CollabNn::new(data.n_users(), data.n_items(), config, seed)
}

fn one_hidden_layer(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let config = CollabNnConfig::default();
    let runs = fit(&split, SEEDS, 0.01, |seed| network(&data, &config, seed));
    ends_at(&runs, 0.865, 0.010);
    Ok(())
}

fn two_hidden_layers(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let config = CollabNnConfig { hidden: vec![100, 50], ..CollabNnConfig::default() };
    let runs = fit(&split, SEEDS, 0.1, |seed| network(&data, &config, seed));
    ends_at(&runs, 0.869, 0.008);
    Ok(())
}

/// All side features together end below the plain network by more than a standard deviation.
fn side_features(rows: &Path) -> Result<(), Failed> {
    let (mut data, split) = pytorch_split(rows)?;
    let plain = CollabNnConfig::default();
    let without = fit(&split, SEEDS, 0.01, |seed| network(&data, &plain, seed)).final_valid();
    let shape = data.add_side_features(&SideFeature::ALL)?.shape();
    let split = data.split_by_rows(&split.valid_rows)?;
    let config = CollabNnConfig { categories: shape.categories, numbers: shape.numbers, ..plain };
    let with = fit(&split, SEEDS, 0.01, |seed| network(&data, &config, seed)).final_valid();
    let sd = without.sd.zip(with.sd).map_or(0.0, |(a, b)| a.max(b));
    assert!(with.mean < without.mean - sd, "{with:?} with, {without:?} without");
    Ok(())
}

/// Each kind of knowledge is worth more than two seeds differ by, and all together bring the loss far
/// below that of any model that is fitted.
fn bayesian_factors(rows: &Path) -> Result<(), Failed> {
    let (data, split) = pytorch_split(rows)?;
    let kinds = [Knowledge::WhoRatedWhat, Knowledge::Records, Knowledge::Time];
    let losses: Vec<f64> = (0..=kinds.len())
        .map(|known| {
            let parties = Parties::new(&data, &split, &kinds[..known]);
            let mut model = BayesianFactors::new(&parties, &split.train.values, 20, 0);
            let mut sums = vec![0.0; split.valid.len()];
            for sweep in 0..100 {
                model.sweep();
                if sweep >= 10 {
                    sums.iter_mut().zip(model.predict()).for_each(|(sum, p)| *sum += p / 90.0);
                }
            }
            let errors = sums.iter().zip(&split.valid.values);
            let squares: f64 = errors.map(|(p, &r)| (p - f64::from(r)).powi(2)).sum();
            squares / split.valid.len() as f64
        })
        .collect();
    let most = [0.83, 0.79, 0.78, 0.76];
    assert!(losses.iter().zip(most).all(|(&loss, most)| loss < most), "{losses:?}");
    assert!(losses.windows(2).all(|pair| pair[1] < pair[0] - 0.003), "{losses:?}");
    Ok(())
}

/// The data with the split that PyTorch was run on.
fn pytorch_split(rows: &Path) -> Result<(Dataset, Split), Failed> {
    let folder = rows.with_file_name("../ml-100k");
    let data = Dataset::open(&folder.to_string_lossy())?;
    let split = data.split_by_rows(&read_valid_rows(rows, data.ratings.len())?)?;
    Ok((data, split))
}

fn biased(data: &Dataset, seed: u64) -> DotProductBias {
    let (n_users, n_items) = (data.n_users(), data.n_items());
    DotProductBias::new(n_users, n_items, Recipe::default().factors, seed)
}

/// The recipe's training under several seeds.
fn fit<M: Model>(split: &Split, seeds: u64, weight_decay: f64, model: impl Fn(u64) -> M) -> Runs {
    let histories = (0..seeds).map(|seed| {
        let recipe = Recipe { weight_decay, seed, ..Recipe::default() };
        Learner::new(model(seed), &split.train, &split.valid, recipe)
            .fit_one_cycle()
            .expect("the training converges")
    });
    Runs { name: format!("wd={weight_decay}"), histories: histories.collect() }
}

/// Panics unless the mean final validation loss is within `margin` of PyTorch's.
fn ends_at(runs: &Runs, pytorch: f64, margin: f64) {
    let end = runs.final_valid();
    assert!((end.mean - pytorch).abs() <= margin, "{end:?}, PyTorch ends at {pytorch} ± {margin}");
}
