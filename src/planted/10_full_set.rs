//! Chapter 10: the functions with a planted bug.

// ANCHOR: mend_biased_step
pub fn mend_biased_step(
    user: &mut [f32],
    film: &mut [f32],
    rating: f32,
    (low, high): (f32, f32),
    lr: f32,
    wd: f32,
) {
    let bias = user.len() - 1;
    let mut score = user[bias] + film[bias];
    for i in 0..bias {
        score += user[i] * film[i];
    }
    let s = 1.0 / (1.0 + (-score).exp());
    let error = low + (high - low) * s - rating;
    let slope = 2.0 * error * (high - low) * s * (1.0 - s);
    let keep = 1.0 - lr * wd;
    for i in 0..bias {
        user[i] = keep * user[i] - lr * slope * film[i];
        film[i] = keep * film[i] - lr * slope * user[i];
    }
    for row in [user, film] {
        row[bias] = keep * row[bias] - lr * slope;
    }
}
// ANCHOR_END: mend_biased_step
