//! One input, what an answer should give for it, and what the usual mistakes give.

use super::value::{TOLERANCE, Value};
use std::cell::{Cell, RefCell};
use std::fmt::{self, Display, Formatter};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

/// How long an answer may take for one input.
const LIMIT: Duration = Duration::from_secs(2);

/// The longest input or result that feedback prints in full, in characters.
const LONGEST: usize = 400;

/// Nothing, or what the reader should know.
pub type Verdict = Result<(), Feedback>;

/// What the reader is told about an answer that does not do yet.
#[derive(Debug)]
pub enum Feedback {
    /// The stub's own message.
    NotBegun(String),
    /// The first input for which something else came out.
    Wrong { input: String, got: String, expected: String, misconception: Option<String> },
}

impl Feedback {
    /// The feedback as the reader sees it, with the page to read.
    pub fn with_page(&self, page: &str) -> String {
        match self {
            Self::NotBegun(_) => self.to_string(),
            Self::Wrong { .. } => format!("{self}\nread:     {page}"),
        }
    }
}

impl Display for Feedback {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::NotBegun(message) => write!(f, "not begun: {message}"),
            Self::Wrong { input, got, expected, misconception } => {
                let shown = [input, got, expected].map(|text| shorten(text));
                let why = misconception.as_deref().unwrap_or(
                    "none of the usual mistakes; work this input out by hand and compare",
                );
                let [input, got, expected] = &shown;
                write!(
                    f,
                    "input:    {input}\ngot:      {got}\nexpected: {expected}\nwhy:      {why}"
                )
            }
        }
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// `show!(a, b)` is `a = [1.0], b = [2.0]`: the input of a case, by the names of its parameters.
macro_rules! show {
    ($($name:ident),+) => {
        [$(format!("{} = {:?}", stringify!($name), $name)),+].join(", ")
    };
}
pub(super) use show;

/// One input of an exercise.
pub struct Case<T> {
    input: String,
    expected: T,
    mistakes: Vec<(&'static str, T)>,
    panic: Option<&'static str>,
}

impl<T: Value> Case<T> {
    /// The input, best made by `show!`, and what should come out.
    pub fn new(input: String, expected: T) -> Self {
        Self { input, expected, mistakes: Vec::new(), panic: None }
    }

    /// An answer which gives `result` here may have made the mistake that the sentence tells.
    pub fn mistake(mut self, sentence: &'static str, result: T) -> Self {
        self.mistakes.push((sentence, result));
        self
    }

    /// What is likely misunderstood by an answer that panics here.
    pub fn panics(mut self, sentence: &'static str) -> Self {
        self.panic = Some(sentence);
        self
    }

    fn wrong(&self, got: String, misconception: Option<String>) -> Feedback {
        let expected = format!("{:?}", self.expected);
        Feedback::Wrong { input: self.input.clone(), got, expected, misconception }
    }
}

/// Asks an answer case after case. One input may fit several mistakes; the one that is told explains
/// the most results.
pub struct Grading<T> {
    /// The first case with a wrong result, and the result.
    wrong: Option<(Case<T>, T)>,
    /// How many results each mistake explains.
    explained: Vec<usize>,
}

impl<T> Default for Grading<T> {
    /// No case yet.
    fn default() -> Self {
        Self { wrong: None, explained: Vec::new() }
    }
}

impl<T: Value> Grading<T> {
    /// Runs the answer in a thread of its own, so that it may panic or never end. All cases of a
    /// grading list the same mistakes in the same order.
    pub fn ask(&mut self, case: Case<T>, answer: impl FnOnce() -> T + Send + 'static) -> Verdict {
        match call(answer) {
            Ok(got) => {
                self.note(case, got);
                Ok(())
            }
            Err(fault) => {
                // A wrong result before it tells more.
                self.verdict()?;
                Err(feedback_on(fault, &case))
            }
        }
    }

    fn note(&mut self, case: Case<T>, got: T) {
        self.explained.resize(case.mistakes.len(), 0);
        for (count, (_, result)) in self.explained.iter_mut().zip(&case.mistakes) {
            *count += usize::from(got.agrees(result, TOLERANCE));
        }
        if self.wrong.is_none() && !got.agrees(&case.expected, TOLERANCE) {
            self.wrong = Some((case, got));
        }
    }

    /// What came of all cases.
    pub fn verdict(&self) -> Verdict {
        let Some((case, got)) = &self.wrong else { return Ok(()) };
        let fits = (case.mistakes.iter().zip(&self.explained).rev())
            .filter(|((_, result), _)| got.agrees(result, TOLERANCE));
        let why = match fits.max_by_key(|(_, explained)| **explained) {
            Some(((sentence, _), _)) => Some((*sentence).to_owned()),
            None => got.fault(&case.expected),
        };
        Err(case.wrong(format!("{got:?}"), why))
    }
}

fn feedback_on<T: Value>(fault: Fault, case: &Case<T>) -> Feedback {
    match fault {
        Fault::NotBegun(message) => Feedback::NotBegun(message),
        Fault::Panic { message, place } => {
            let why = case.panic.or_else(|| usual_panic(&message)).map(str::to_owned);
            case.wrong(format!("a panic at {place}: {message}"), why)
        }
        Fault::Endless => {
            let why = "it does not end: look for a loop whose condition stays true";
            let got = format!("nothing within {} seconds", LIMIT.as_secs());
            case.wrong(got, Some(why.into()))
        }
    }
}

/// What the commonest panics of Rust mean for the reader.
fn usual_panic(message: &str) -> Option<&'static str> {
    [
        ("out of bounds", "an index goes past the end of a list"),
        ("out of range", "a range goes past the end of a list"),
        ("subtract with overflow", "a whole number without a sign (usize) went below zero"),
        ("on a `None` value", "something was taken for granted, such as a match or a first entry"),
        ("divide by zero", "a whole number is divided by zero"),
        ("not yet implemented", "a `todo!()` is left on the way"),
    ]
    .into_iter()
    .find_map(|(part, sentence)| message.contains(part).then_some(sentence))
}

/// Why there is no result.
enum Fault {
    NotBegun(String),
    Panic { message: String, place: String },
    Endless,
}

thread_local! {
    static ANSWERING: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The answer's result. A thread that does not end is left behind.
fn call<T: Send + 'static>(answer: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    note_panics_of_answers();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        ANSWERING.set(true);
        let result = panic::catch_unwind(AssertUnwindSafe(answer));
        // Nobody listens any more after the time limit.
        let _ = sender.send(result.map_err(|payload| {
            let text = payload.downcast_ref::<String>().cloned();
            let message = text
                .or_else(|| payload.downcast_ref::<&str>().map(|&text| text.to_owned()))
                .unwrap_or_default();
            match message.strip_prefix("not yet implemented: ") {
                Some(stub) => Fault::NotBegun(stub.to_owned()),
                None => Fault::Panic { message, place: PLACE.take() },
            }
        }));
    });
    receiver.recv_timeout(LIMIT).unwrap_or(Err(Fault::Endless))
}

/// A panic of an answer is noted down for the feedback instead of being printed.
fn note_panics_of_answers() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| match info.location() {
            Some(place) if ANSWERING.get() => {
                // The answers are compiled from tests/exercises.rs, hence the way round.
                let file = place.file().replace("tests/../", "");
                PLACE.set(format!("{file}:{}", place.line()));
            }
            _ => usual(info),
        }));
    });
}
