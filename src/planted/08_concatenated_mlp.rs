//! Chapter 8: the functions with a planted bug.

// ANCHOR: mend_last_layer
pub fn mend_last_layer(
    hidden: &[f32],
    weights: &[f32],
    bias: f32,
    keep: &[bool],
    p: f32,
    training: bool,
) -> f32 {
    let mut score = bias;
    for ((output, weight), &keep) in hidden.iter().zip(weights).zip(keep) {
        if training && !keep {
            continue;
        }
        score += output / (1.0 - p) * weight;
    }
    score
}
// ANCHOR_END: mend_last_layer
