//! The questionnaire at the terminal: one film after the other.

use lab::{Report, Result, shown};
use serde_json::json;
use std::io::{self, BufRead, Read, Write};
use workbook::data::{Dataset, RatingScale, Split};
use workbook::interpret::Learned;
use workbook::interpret::questions::{Policy, Questions};
use workbook::text::quoted;

/// How much of a line is read; no answer is longer.
const LONGEST: u64 = 1000;

/// An answer to a question.
enum Answer {
    Rating(f64),
    /// "I don't know the film."
    Unknown,
    /// "That is enough", or the end of the input.
    Enough,
}

/// Asks about the most rated films until there are `wanted` ratings, and returns these.
///
/// The dialogue is on standard input and standard error, so that standard output has only what the report
/// says, with `--json` or without.
///
/// # Errors
/// Those of reading and writing the dialogue.
pub fn questionnaire(
    model: &Learned,
    data: &Dataset,
    split: &Split,
    wanted: usize,
    report: &mut Report,
) -> Result<Vec<(usize, f64)>> {
    let scale = data.scale();
    let prior = model.mean_taste_in(&split.train);
    let questions = Questions::new(model, &prior, model.taste_ridge(), &split.train);
    let plan = Policy::MostRated.plan(model, data, &split.train, 0);
    let mut interview = questions.interview();
    // A known user's ratings are uncertain too.
    let noise = model.mse(&split.valid);
    let typical_error = |variance: f64| (noise * (1.0 + variance)).sqrt();
    let before = typical_error(interview.variance());
    let mut after = before;
    let (input, terminal) = (&mut io::stdin().lock(), &mut io::stderr());
    let (lowest, highest) = (scale.label(scale.lowest), scale.label(scale.highest));
    writeln!(
        terminal,
        "Rate what you know, from {lowest} to {highest}. Press Enter if you do not know a film, and q \
         to stop.\nA prediction for you is typically off by {}.",
        scale.prediction(before)
    )?;
    let mut ratings = Vec::new();
    let mut asked = 0;
    while ratings.len() < wanted
        && let Some(film) = plan.next(&interview)
    {
        asked += 1;
        write!(terminal, "{asked}. {}: ", shown(data.items.name(film)))?;
        match read_answer(input, terminal, &scale)? {
            Answer::Enough => break,
            Answer::Unknown => interview.pass(film),
            Answer::Rating(rating) => {
                ratings.push((film, rating));
                interview.answer(film);
                after = typical_error(interview.variance());
                writeln!(terminal, "   Now typically off by {}.", scale.prediction(after))?;
            }
        }
    }
    let values = json!({
        "asked": asked, "answered": ratings.len(),
        "typical_error_before": before, "typical_error_after": after,
    });
    report.values("questionnaire", values);
    Ok(ratings)
}

/// Reads lines until one is an answer.
fn read_answer(
    input: &mut impl BufRead,
    terminal: &mut impl Write,
    scale: &RatingScale,
) -> io::Result<Answer> {
    let RatingScale { lowest, highest, .. } = *scale;
    let bounds = format!("{} to {}", scale.label(lowest), scale.label(highest));
    loop {
        terminal.flush()?;
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            writeln!(terminal)?;
            return Ok(Answer::Enough);
        }
        let line = String::from_utf8_lossy(&line);
        let typed = line.trim();
        // A decimal comma will do as well.
        match typed.replacen(',', ".", 1).parse::<f64>() {
            _ if typed.is_empty() => return Ok(Answer::Unknown),
            _ if typed.eq_ignore_ascii_case("q") => return Ok(Answer::Enough),
            Ok(rating) if (lowest.into()..=highest.into()).contains(&rating) => {
                return Ok(Answer::Rating(rating));
            }
            _ => write!(
                terminal,
                "   {} is not a rating from {bounds}; type one, or Enter, or q: ",
                quoted(typed)
            )?,
        }
    }
}
