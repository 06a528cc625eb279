//! How to move labels that would cover each other apart.

/// The heights, moved so that neighbours are at least `gap` apart and all lie between the `ends`, in
/// the same order and each as close to where it was as the others let it.
pub(crate) fn spread_out(heights: &[f64], gap: f64, ends: (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|&a, &b| heights[a].total_cmp(&heights[b]));
    // Neighbours that are too close form a block, which stands around the mean of its heights.
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let middle = |block: &[usize]| {
        let mean = block.iter().map(|&i| heights[i]).sum::<f64>() / block.len() as f64;
        let half = 0.5 * gap * (block.len() - 1) as f64;
        mean.clamp(ends.0 + half, (ends.1 - half).max(ends.0 + half))
    };
    let half = |block: &[usize]| 0.5 * gap * block.len() as f64;
    for index in order {
        let mut block = vec![index];
        while let Some(before) = blocks.last() {
            if middle(&block) - half(&block) >= middle(before) + half(before) {
                break;
            }
            let mut joined = blocks.pop().expect("there is one before");
            joined.append(&mut block);
            block = joined;
        }
        blocks.push(block);
    }
    let mut spread = heights.to_vec();
    for block in &blocks {
        let first = middle(block) - half(block) + 0.5 * gap;
        for (place, &index) in block.iter().enumerate() {
            spread[index] = first + gap * place as f64;
        }
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_that_are_far_apart_stay_and_others_make_room() {
        assert_eq!(spread_out(&[90.0, 10.0, 50.0], 20.0, (0.0, 100.0)), [90.0, 10.0, 50.0]);
        assert_eq!(spread_out(&[50.0, 52.0], 20.0, (0.0, 100.0)), [41.0, 61.0]);
        let spread = spread_out(&[99.0, 98.0, 97.0, 60.0], 20.0, (0.0, 100.0));
        assert_eq!(spread, [100.0, 80.0, 60.0, 40.0], "in the same order, above the end");
    }
}
