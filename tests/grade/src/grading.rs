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

/// How long an answer may take for one input. A plain one takes milliseconds, also on a slow machine.
const LIMIT: Duration = Duration::from_secs(5);

/// The stack of an answer, in bytes: room for one that is recursive on a long list.
const STACK: usize = 64 << 20;

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
    slow: Option<&'static str>,
}

impl<T: Value> Case<T> {
    /// The input, best made by `show!`, and what should come out.
    pub fn new(input: String, expected: T) -> Self {
        Self { input, expected, mistakes: Vec::new(), panic: None, slow: None }
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

    /// The likely misconception of an answer that takes far too long here.
    pub fn slow(mut self, sentence: &'static str) -> Self {
        self.slow = Some(sentence);
        self
    }

    fn wrong(&self, got: fmt::Arguments, why: &str) -> Outcome {
        Outcome::Wrong(Feedback {
            input: shortened(format_args!("{}", self.input), LONGEST),
            got: shortened(got, LONGEST),
            expected: shortened(format_args!("{:?}", self.expected), LONGEST),
            why: why.to_owned(),
        })
    }

    /// Why there is no result for this case.
    fn without_result(&self, fault: Fault, otherwise: &str) -> Outcome {
        match fault {
            Fault::Todo(message) => {
                Outcome::Todo { message: shortened(format_args!("{message}"), LONGEST) }
            }
            Fault::Panic { message, place } => {
                let why = self.panic.or_else(|| usual_panic(&message)).unwrap_or(otherwise);
                match place {
                    Some(place) => self.wrong(format_args!("a panic {place}: {message}"), why),
                    None => self.wrong(format_args!("a panic: {message}"), why),
                }
            }
            Fault::Endless => self.wrong(
                format_args!("nothing within {} seconds", LIMIT.as_secs()),
                self.slow.unwrap_or(
                    "it does not end, or is far too slow: look for a loop whose condition stays true",
                ),
            ),
        }
    }
}

/// Tries an answer on case after case. A mistake is named only if it explains most of what came out
/// wrong; otherwise the reader gets a sentence that blames nothing in particular.
pub struct Grading<T> {
    /// The cases with a wrong result, each with that result.
    wrong: Vec<(Case<T>, T)>,
    /// For each mistake, how well it explains the results.
    tallies: Vec<Tally>,
    /// What to say about the first case without a result.
    stopped: Option<Outcome>,
    /// What to say when no mistake explains the results.
    otherwise: &'static str,
}

/// How well a mistake explains the results of an answer.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// How many wrong results it explains.
    explained: usize,
    /// How many results speak for or against it: all that are wrong, and those that are right although
    /// the mistake would have made them wrong.
    in_all: usize,
    /// The first of the wrong cases that it explains.
    first: Option<usize>,
}

impl<T> Default for Grading<T> {
    /// Before the first case.
    fn default() -> Self {
        Self {
            wrong: Vec::new(),
            tallies: Vec::new(),
            stopped: None,
            otherwise: "none of the usual mistakes; work this input out by hand and compare",
        }
    }
}

impl<T: Value> Grading<T> {
    /// For a function with a planted bug, whose cause the reader should find: its cases list no mistakes.
    pub fn symptom_only() -> Self {
        Self {
            otherwise: "only the symptom is shown; follow this input through the function",
            ..Self::default()
        }
    }

    /// Runs the answer in a thread of its own, because it may panic or run forever. After a case
    /// without a result, no other is tried. All cases of a grading list the same mistakes in the same
    /// order.
    pub fn ask(&mut self, case: Case<T>, answer: impl FnOnce() -> T + Send + 'static) {
        if self.stopped.is_some() {
            return;
        }
        match call(answer) {
            Ok(got) => self.note(case, got),
            Err(fault) => self.stopped = Some(case.without_result(fault, self.otherwise)),
        }
    }

    fn note(&mut self, case: Case<T>, got: T) {
        let is_right = got.agrees(&case.expected, TOLERANCE);
        self.tallies.resize(case.mistakes.len(), Tally::default());
        for (tally, (_, result)) in self.tallies.iter_mut().zip(&case.mistakes) {
            let would_show = !result.agrees(&case.expected, TOLERANCE);
            tally.in_all += usize::from(!is_right || would_show);
            if !is_right && got.agrees(result, TOLERANCE) {
                tally.explained += 1;
                tally.first.get_or_insert(self.wrong.len());
            }
        }
        if !is_right {
            self.wrong.push((case, got));
        }
    }

    /// The result of all cases. A wrong result says more than a missing one after it.
    pub fn outcome(self) -> Outcome {
        let Some((first_case, first_got)) = self.wrong.first() else {
            return self.stopped.unwrap_or(Outcome::Solved);
        };
        // Of several that explain as much, the first in the list.
        let likely = self.tallies.iter().enumerate().rev();
        let likely = likely.filter(|(_, tally)| 2 * tally.explained > tally.in_all);
        let named = likely.max_by_key(|(_, tally)| tally.explained);
        match named.and_then(|(mistake, tally)| Some((mistake, tally.first?))) {
            Some((mistake, shown)) => {
                let (case, got) = &self.wrong[shown];
                case.wrong(format_args!("{got:?}"), case.mistakes[mistake].0)
            }
            None => {
                let fault = first_got.fault(&first_case.expected);
                let why = fault.as_deref().unwrap_or(self.otherwise);
                first_case.wrong(format_args!("{first_got:?}"), why)
            }
        }
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
    let thread = thread::Builder::new().stack_size(STACK);
    let spawned = thread.spawn(move || {
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
    spawned.expect("there is room for a thread");
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
