//! Training needs no more memory in its last step than in its first, and lists need none for what they
//! leave out.
#![allow(unsafe_code, reason = "an allocator is unsafe to implement")]

use nalgebra::{DMatrix, DVector};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use workbook::data::{Rating, Ratings, Touched, Vocab, builtin};
use workbook::interpret::feedback::{FeedbackLoop, Shown, genre_share};
use workbook::interpret::{Catalogue, Learned, Recommendation, top_lists};
use workbook::learn::{Learner, Progress, Recipe};
use workbook::models::DotProductBias;

/// The system's allocator, which counts the bytes in use and remembers their maximum.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let in_use = IN_USE.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(in_use, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One test at a time measures.
static MEASURING: Mutex<()> = Mutex::new(());

#[test]
fn memory_stays_constant_over_the_epochs() {
    let _alone = MEASURING.lock();
    let data = builtin::dataset();
    let split = data.split_random(0.2, 1).unwrap();
    let model = DotProductBias::new(data.n_users(), data.n_items(), 50, 0);
    let mut most_so_far = Vec::with_capacity(3);
    let recipe = Recipe { epochs: 3, ..Recipe::default() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.on_progress(|progress| {
        if let Progress::Epoch(_) = progress {
            most_so_far.push(MOST.load(Relaxed));
        }
    });
    learner.fit_one_cycle().unwrap();
    drop(learner);
    // The history grows by a record an epoch; one gradient table alone has 188,800 bytes.
    let growth = most_so_far[2] - most_so_far[0];
    assert!(
        growth < 4096,
        "{growth} bytes more after three epochs than after one: {most_so_far:?}"
    );
}

#[test]
fn nothing_holds_a_number_for_every_user_and_item() {
    let _alone = MEASURING.lock();
    let (n_users, n_items) = (500, 40_000);
    // Numbers for all of them would take 160 MB.
    let limit = 48_000_000;
    let model = Learned {
        user_factors: DMatrix::from_fn(n_users, 1, |user, _| user as f64),
        item_factors: DMatrix::from_fn(n_items, 1, |item, _| (item as f64).sin()),
        user_bias: DVector::zeros(n_users),
        item_bias: DVector::zeros(n_items),
        y_range: 0.0..5.5,
    };
    let mut data = builtin::dataset();
    // As many users as the model has.
    let names: Vec<String> = (1..n_users).map(|user| user.to_string()).collect();
    data.users = Vocab::new(names.iter().map(String::as_str));
    let mut train = Ratings::default();
    for item in 1..n_items {
        train.push(Rating { user: item % n_users, item, value: (1 + item % 5) as f32 });
    }
    data.ratings = train.clone();
    let seen = Touched::new(&train, n_users, n_items);
    let catalogue = Catalogue::new(&train, seen);
    let measure = |what: &str, work: &dyn Fn()| {
        let before = IN_USE.load(Relaxed);
        MOST.store(before, Relaxed);
        work();
        let most = MOST.load(Relaxed) - before;
        assert!(most < limit, "{what}: {most} bytes");
    };
    measure("all lists", &|| {
        let lists: Vec<Vec<Recommendation>> =
            top_lists(&model, 0..n_users, &catalogue, 10).collect();
        assert_eq!(lists.len(), n_users);
    });
    measure("the share of a genre", &|| {
        assert!(genre_share(&data, &catalogue, &model, "Western") < 1.0);
    });
    for shown in [Shown::Best, Shown::Random] {
        let world = FeedbackLoop {
            world: &model,
            noise: 0.5,
            scale: data.scale(),
            shown,
            places: 10,
            seed: 0,
        };
        measure("the feedback loop", &|| {
            let standings = world.run(&train, 1, |_| Ok::<_, ()>(model.clone()));
            assert_eq!(standings.unwrap().len(), 2);
        });
    }
}
