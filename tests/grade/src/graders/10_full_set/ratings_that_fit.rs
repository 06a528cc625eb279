//! Grades `ratings_that_fit`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::Rng;

pub fn ratings_that_fit(answer: fn(u64, u64, u64, u64) -> u64) -> Outcome {
    let rng = &mut rng(103);
    let mut inputs: Vec<(u64, u64, u64, u64)> = vec![
        (1_000, 2, 1, 50),
        (1_000_000, 943, 1_682, 50),
        // A laptop with MovieLens 25M, a server with a terabyte.
        (16_000_000_000, 162_541, 59_047, 50),
        (1_000_000_000_000, 1_000_000_000, 5_000_000, 50),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (users, films) = (rng.gen_range(10..1_000), rng.gen_range(10..1_000));
        let factors = rng.gen_range(1..130);
        (rng.gen_range(2_000_000..9_000_000), users, films, factors)
    }));
    // Factors that fill their groups, and those around them.
    inputs.extend([1, 7, 8, 9, 16, 17, 64, 128].map(|factors| (70_000, 12, 9, factors)));
    // Rows that do not fit, just fit, and leave a byte too few or just enough for a rating, or for three.
    inputs.extend([0, 1, 19, 20, 59, 60].map(|left| (3 * 256 + left, 2, 1, 50)));
    inputs.extend([(0, 2, 1, 50), (3 * 256 - 1, 2, 1, 50), (100, 1_000, 1_000, 8)]);
    inputs.extend([(500, 0, 3, 8), (500, 3, 0, 8), (100, 0, 0, 8), (19, 0, 0, 8)]);
    // Billions of users; more bytes than an f64 counts, or an i64; many factors.
    inputs.push((5_000_000_000_000, 8_000_000_000, 60_000, 50));
    inputs.push((1_000_000_000_000, 8_000_000_000, 60_000, 50));
    inputs.push((1_000_000_000_000, 300, 70_000, 100_000));
    inputs.extend([(1 << 60, 2, 1, 50), ((1 << 60) + 19 + 768, 2, 1, 50), (u64::MAX, 2, 1, 50)]);
    let mut grading = Grading::default();
    for (bytes, n_users, n_films, factors) in inputs {
        let left = |row: u64, rows: u64| bytes.saturating_sub(rows.saturating_mul(row));
        let groups = factors.div_ceil(8);
        let (row, rows) = (32 * (groups + 1), n_users + n_films);
        let right = left(row, rows) / 20;
        let with_row = |row: u64| left(row, rows) / 20;
        let wrapped = bytes.wrapping_sub(rows * row);
        let in_32_bits = |number: u64| u64::from(number as u32);
        let rounded = (bytes as f64 - (rows * row) as f64).max(0.0) / 20.0;
        let too_few = bytes < rows * row;
        let below =
            "if the rows alone do not fit, no rating fits; an unsigned number cannot be negative";
        let case = Case::new(show!(bytes, n_users, n_films, factors), right)
            .mistake(
                "the ratings are counted as they were read; 8 bytes more are in their blocks",
                left(row, rows) / 12,
            )
            .mistake(
                "the ratings are counted in their blocks; they also take 12 bytes as they were read",
                left(row, rows) / 8,
            )
            .mistake("the rows of the films are left out", left(row, n_users) / 20)
            .mistake("the rows of the users are left out", left(row, n_films) / 20)
            .mistake("the rows are left out", bytes / 20)
            .mistake(
                "the bias and the rest have a group of their own, even if the last one has room",
                with_row(32 * (factors + 3).div_ceil(8)),
            )
            .mistake(
                "a row is a group too short unless its factors fill theirs; count one that is not full, and \
                 one more for the bias and the rest",
                with_row(32 * (factors / 8 + 1)),
            )
            .mistake(
                "the group for the bias and the rest is left out",
                with_row(32 * groups),
            )
            .mistake(
                "48 factors fill six groups, and there is no empty one after them",
                with_row(32 * (factors / 8 + 2)),
            )
            .mistake(
                "the factors are not filled up to groups of eight, and the last group is left out",
                with_row(4 * factors),
            )
            .mistake(
                "the factors are not filled up to groups of eight",
                with_row(4 * factors + 32),
            )
            .mistake(
                "a row ends after the factors and the bias; both fill whole groups",
                with_row(4 * (factors + 1)),
            )
            .mistake(
                "a row ends after the factors and three numbers; both fill whole groups",
                with_row(4 * (factors + 3)),
            )
            .mistake("a number takes four bytes, and a group eight times that", with_row(row / 4))
            .mistake("a number takes four bytes, not eight", with_row(2 * row))
            .mistake("a number takes four bytes, so a group takes 32", with_row(row / 8))
            .mistake(
                "a rating that fits only in part does not count",
                left(row, rows).div_ceil(20),
            )
            .mistake("these are the bytes that are left; each rating takes 20", left(row, rows))
            .mistake(below, if too_few { wrapped / 20 } else { right })
            .mistake(
                "32 bits do not hold so many bytes; count in u64",
                in_32_bits(bytes).saturating_sub(in_32_bits(rows * row)) / 20,
            )
            .mistake(
                "32 bits do not hold the bytes of so many rows; count in u64",
                bytes.saturating_sub(in_32_bits(rows * row)) / 20,
            )
            .mistake(
                "f64 rounds numbers of more than fifteen digits; stay with whole numbers",
                rounded as u64,
            )
            .panics(if too_few { below } else { "a product is larger than its type; count in u64" });
        grading.ask(case, move || answer(bytes, n_users, n_films, factors));
    }
    grading.outcome()
}
