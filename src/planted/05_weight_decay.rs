//! Chapter 5: the functions with a planted bug.

// ANCHOR: mend_decayed_step
pub fn mend_decayed_step(
    table: &mut [Vec<f32>],
    ids: &[usize],
    gradients: &[Vec<f32>],
    lr: f32,
    wd: f32,
) {
    for (&id, gradient) in ids.iter().zip(gradients) {
        for (weight, slope) in table[id].iter_mut().zip(gradient) {
            *weight *= 1.0 - lr * wd;
            *weight -= lr * slope;
        }
    }
}
// ANCHOR_END: mend_decayed_step
