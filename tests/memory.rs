//! Training needs no more memory in its last step than in its first.
#![allow(unsafe_code, reason = "an allocator is unsafe to implement")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use workbook::data::builtin;
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

#[test]
fn memory_stays_constant_over_the_epochs() {
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
