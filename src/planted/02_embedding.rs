//! Functions with a planted bug, for chapter 2.

// ANCHOR: mend_batch_step
pub fn mend_batch_step(
    users: &mut [Vec<f32>],
    films: &mut [Vec<f32>],
    ratings: &[(usize, usize, f32)],
    lr: f32,
) -> f32 {
    let n = ratings.len() as f32;
    let mut loss = 0.0;
    for &(user, film, rating) in ratings {
        let (u, v) = (&mut users[user], &mut films[film]);
        let error = u.iter().zip(v.iter()).map(|(u, v)| u * v).sum::<f32>() - rating;
        loss += error * error / n;
        let step = lr * 2.0 * error / n;
        for f in 0..u.len() {
            u[f] -= step * v[f];
            v[f] -= step * u[f];
        }
    }
    loss
}
// ANCHOR_END: mend_batch_step
