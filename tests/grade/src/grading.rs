//! Tries an answer on inputs, each with its right result and the results of the usual mistakes.

use crate::outcome::{Feedback, Outcome};
use crate::panics::Place;
use crate::shown::shortened;
use crate::value::{TOLERANCE, Value};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

/// How long an answer may take for one input.
const LIMIT: Duration = Duration::from_secs(2);

/// The longest input or result that feedback shows in full, in characters.
const LONGEST: usize = 400;

/// `show!(a, b)` is `a = [1.0], b = [2.0]`: the input of a case, by the names of its parameters.
macro_rules! show {
    ($($name:ident),+) => {
        [$(format!("{} = {:?}", stringify!($name), $name)),+].join(", ")
    };
}
pub(crate) use show;

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

    /// An answer that gives `result` here may have made the mistake that the sentence describes.
    pub fn mistake(mut self, sentence: &'static str, result: T) -> Self {
        self.mistakes.push((sentence, result));
        self
    }

    /// The likely misconception of an answer that panics here.
    pub fn panics(mut self, sentence: &'static str) -> Self {
        self.panic = Some(sentence);
        self
    }

    fn wrong(&self, got: fmt::Arguments, why: Option<&str>) -> Outcome {
        let unusual = "none of the usual mistakes; work this input out by hand and compare";
        Outcome::Wrong(Feedback {
            input: shortened(format_args!("{}", self.input), LONGEST),
            got: shortened(got, LONGEST),
            expected: shortened(format_args!("{:?}", self.expected), LONGEST),
            why: why.unwrap_or(unusual).to_owned(),
        })
    }

    /// Why there is no result for this case.
    fn without_result(&self, fault: Fault) -> Outcome {
        match fault {
            Fault::Todo(message) => {
                Outcome::Todo { message: shortened(format_args!("{message}"), LONGEST) }
            }
            Fault::Panic { message, place } => {
                let why = self.panic.or_else(|| usual_panic(&message));
                match place {
                    Some(place) => self.wrong(format_args!("a panic {place}: {message}"), why),
                    None => self.wrong(format_args!("a panic: {message}"), why),
                }
            }
            Fault::Endless => self.wrong(
                format_args!("nothing within {} seconds", LIMIT.as_secs()),
                Some("it does not end: look for a loop whose condition stays true"),
            ),
        }
    }
}

/// Tries an answer on case after case. Several mistakes may explain one wrong result; the reader
/// reads about the one that explains the most results.
pub struct Grading<T> {
    /// The first case with a wrong result, and that result.
    wrong: Option<(Case<T>, T)>,
    /// How many results each mistake explains.
    explained: Vec<usize>,
    /// What to say about the first case without a result.
    stopped: Option<Outcome>,
}

impl<T> Default for Grading<T> {
    /// Before the first case.
    fn default() -> Self {
        Self { wrong: None, explained: Vec::new(), stopped: None }
    }
}

impl<T: Value> Grading<T> {
    /// Runs the answer in a thread of its own, because it may panic or run forever. After a case
    /// without a result, no other is tried. All cases of a grading list the same mistakes in the same
    /// order.
    pub fn ask(&mut self, case: Case<T>, answer: impl FnOnce() -> T + Send + 'static) {
        if self.stopped.is_some() {
            return;
        }
        match call(answer) {
            Ok(got) => self.note(case, got),
            Err(fault) => self.stopped = Some(case.without_result(fault)),
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

    /// The result of all cases. A wrong result says more than a missing one after it.
    pub fn outcome(self) -> Outcome {
        let Some((case, got)) = self.wrong else {
            return self.stopped.unwrap_or(Outcome::Solved);
        };
        let explanations = case.mistakes.iter().zip(&self.explained).rev();
        let most = explanations
            .filter(|((_, result), _)| got.agrees(result, TOLERANCE))
            .max_by_key(|(_, explained)| **explained);
        let why = match most {
            Some(((sentence, _), _)) => Some((*sentence).to_owned()),
            None => got.fault(&case.expected),
        };
        case.wrong(format_args!("{got:?}"), why.as_deref())
    }
}

/// What Rust's most common panics mean for the reader.
fn usual_panic(message: &str) -> Option<&'static str> {
    [
        ("out of bounds", "an index goes past the end of a list"),
        ("out of range", "a range goes past the end of a list"),
        ("subtract with overflow", "an unsigned whole number (usize) went below zero"),
        ("on a `None` value", "something may be missing, such as a match or a first entry"),
        ("divide by zero", "a whole number is divided by zero"),
        ("not yet implemented", "a `todo!()` is left on the way"),
    ]
    .into_iter()
    .find_map(|(part, sentence)| message.contains(part).then_some(sentence))
}

/// Why there is no result.
enum Fault {
    /// A `todo!`, with its message.
    Todo(String),
    Panic {
        message: String,
        /// `None` for what unwinds without a panic's message, as `resume_unwind` does.
        place: Option<Place>,
    },
    Endless,
}

/// Whether an answer still runs that had no result in time.
static GOES_ON: AtomicBool = AtomicBool::new(false);

/// Whether an answer still runs that had no result in time.
pub(crate) fn an_answer_goes_on() -> bool {
    GOES_ON.load(Ordering::Relaxed)
}

thread_local! {
    static ANSWERING: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// The answer's result. A thread that runs forever is left behind.
fn call<T: Send + 'static>(answer: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    note_panics_of_answers();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        ANSWERING.set(true);
        let result = panic::catch_unwind(AssertUnwindSafe(answer));
        // After the time limit no one is waiting for it.
        let _ = sender.send(result.map_err(|payload| {
            let text = payload.downcast_ref::<String>().cloned();
            let message = text
                .or_else(|| payload.downcast_ref::<&str>().map(|&text| text.to_owned()))
                .unwrap_or_default();
            match message.strip_prefix("not yet implemented: ") {
                Some(message) => Fault::Todo(message.to_owned()),
                None => Fault::Panic { message, place: PLACE.take() },
            }
        }));
    });
    receiver.recv_timeout(LIMIT).unwrap_or_else(|_| {
        GOES_ON.store(true, Ordering::Relaxed);
        Err(Fault::Endless)
    })
}

/// Notes where an answer panics, for the feedback, instead of printing the panic.
fn note_panics_of_answers() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| match info.location() {
            Some(location) if ANSWERING.get() => PLACE.set(Some(Place::new(location))),
            _ => usual(info),
        }));
    });
}
