//! Chapter 4: the functions with a planted bug.

// ANCHOR: mend_film_mean_loss
pub fn mend_film_mean_loss(ratings: &[(usize, f32)], is_valid: &[bool], n_films: usize) -> f32 {
    let (mut sums, mut counts) = (vec![0.0; n_films], vec![0.0; n_films]);
    let (mut sum, mut count) = (0.0, 0.0);
    for (&(film, rating), &valid) in ratings.iter().zip(is_valid) {
        sum += rating;
        count += 1.0;
        if valid {
            continue;
        }
        sums[film] += rating;
        counts[film] += 1.0;
    }
    let mean = sum / count;
    let (mut squares, mut judged) = (0.0, 0.0);
    for (&(film, rating), _) in ratings.iter().zip(is_valid).filter(|(_, valid)| **valid) {
        let predicted = if counts[film] > 0.0 { sums[film] / counts[film] } else { mean };
        squares += (rating - predicted) * (rating - predicted);
        judged += 1.0;
    }
    squares / judged
}
// ANCHOR_END: mend_film_mean_loss
