//! How long each chapter's model takes to train in a page, beside the same code compiled for this machine.
//!
//! ```text
//! cargo bench -p browser --profile dev    # what trains is optimised there, too
//! ```
//!
//! The last model of chapter 9 takes a minute in a page. Neither side counts how long it takes to make the
//! built-in data.

use anyhow::Result;
use browser::{Page, World};
use page::{Engine, Laboratory, Loop, Model, Network, Ranker, Training};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use workbook::learn::Recipe;

/// A training, asked of an engine in a page and of the same engine here.
struct Race {
    chapter: u8,
    what: &'static str,
    /// The program in `book/page/src/bin`, and what it is asked.
    program: &'static str,
    question: Value,
    here: Box<dyn FnOnce() -> workbook::Result<()>>,
}

fn main() -> Result<()> {
    let world = World::start()?;
    println!("chapter  model                  in the page        here  ratio");
    for Race { chapter, what, program, question, here } in races() {
        let mut in_page = 0.0;
        world.run(async |page| {
            in_page = seconds_in_page(page, program, &question).await?;
            Ok(())
        })?;
        let start = Instant::now();
        here()?;
        let here = start.elapsed().as_secs_f64();
        let ratio = in_page / here;
        println!("{chapter:<8} {what:<22} {in_page:>9.2} s {here:>9.2} s {ratio:>6.1}");
    }
    Ok(())
}

fn races() -> Vec<Race> {
    let book = Recipe::default();
    let decayed = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..book };
    vec![
        of_ratings(2, "dot product", "dot_product", Model::DotProduct, book),
        of_ratings(3, "with a range", "dot_product_range", Model::DotProductRange, book),
        of_ratings(4, "with biases", "dot_product_bias", Model::DotProductBias, book),
        of_ratings(5, "with weight decay", "dot_product_bias", Model::DotProductBias, decayed),
        of_feedback(decayed),
        of_network(Recipe { weight_decay: 0.01, ..book }),
        of_ranker("popularity", "popularity", Ranker::Popularity),
        of_ranker("EASE", "ease", Ranker::Ease),
        of_ranker("EASE in order", "ease-in-order", Ranker::EaseInOrder),
        of_ranker("iALS", "ials", Ranker::Ials),
        of_ranker("GMF", "gmf", Ranker::Gmf),
        of_ranker("MLP, 5 epochs", "tutorial-mlp", Ranker::TutorialMlp),
        of_ranker("NeuMF", "neumf", Ranker::NeuMf),
        of_ranker("MLP, 40 epochs", "mlp", Ranker::Mlp),
    ]
}

fn of_ratings(
    chapter: u8,
    what: &'static str,
    name: &'static str,
    model: Model,
    recipe: Recipe,
) -> Race {
    let training = Training { model, recipe, map: None };
    let mut engine = Engine::builtin();
    Race {
        chapter,
        what,
        program: "ratings",
        question: json!({"kind": "train", "model": name, "recipe": asked(recipe)}),
        here: Box::new(move || engine.train(&training, &mut |_| {}).map(drop)),
    }
}

fn of_feedback(recipe: Recipe) -> Race {
    let (places, rounds) = (10, 4);
    let feedback = Loop { recipe, places, random: 0, rounds };
    let recipe = asked(recipe);
    let mut engine = Engine::builtin();
    Race {
        chapter: 7,
        what: "four rounds of feedback",
        program: "ratings",
        question: json!({"kind": "feedback", "recipe": recipe, "places": places, "rounds": rounds}),
        here: Box::new(move || engine.feedback(&feedback, &mut |_| {})),
    }
}

fn of_network(recipe: Recipe) -> Race {
    let (users, films, hidden) = (74, 103, vec![100]);
    let network = Network { widths: (users, films), hidden: hidden.clone(), side: false };
    let engine = Engine::builtin();
    Race {
        chapter: 8,
        what: "network [100]",
        program: "network",
        question: json!({
            "kind": "train", "users": users, "films": films, "hidden": hidden, "recipe": asked(recipe),
        }),
        here: Box::new(move || engine.train_network(&network, recipe, &mut |_| {}).map(drop)),
    }
}

fn of_ranker(what: &'static str, name: &'static str, ranker: Ranker) -> Race {
    let laboratory = Laboratory::builtin();
    Race {
        chapter: 9,
        what,
        program: "rankers",
        question: json!({"kind": "rank", "ranker": name, "negatives": [99]}),
        here: Box::new(move || laboratory.rank(ranker, None, &[99], &mut |_| {}).map(drop)),
    }
}

/// A recipe as pages ask for it. What it leaves out is the recipe of the book.
fn asked(recipe: Recipe) -> Value {
    json!({"weight_decay": recipe.weight_decay})
}

async fn seconds_in_page(page: &Page, program: &str, question: &Value) -> Result<f64> {
    page.open("index.html").await?;
    // No engine knows the first question. It answers so once it has loaded and made its data.
    page.run(&format!(
        "import('./interactive/engine.js').then(async ({{ connect }}) => {{
            const engine = connect('{program}');
            await engine.ask({{ kind: 'none' }}).catch(() => {{}});
            const start = performance.now();
            await engine.ask({question});
            window.seconds = (performance.now() - start) / 1000;
        }}).catch((error) => (window.seconds = String(error)));"
    ))
    .await?;
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        match page.value("window.seconds ?? null").await? {
            Value::Null => {}
            Value::Number(seconds) => return Ok(seconds.as_f64().unwrap_or(f64::NAN)),
            other => anyhow::bail!("{program} in the page: {other}"),
        }
    }
}
