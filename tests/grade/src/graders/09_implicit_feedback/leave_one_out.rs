//! Grades `leave_one_out`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use std::cmp::Reverse;

type LeaveOneOut = fn(&[usize], &[i64], &[u64], usize) -> Vec<Option<usize>>;

pub fn leave_one_out(answer: LeaveOneOut) -> Outcome {
    let rng = &mut rng(90);
    let mut inputs = vec![
        (vec![0, 1, 0, 1, 2], vec![30, 10, 30, 40, 20], vec![7, 3, 5, 9, 1], 3),
        (vec![0, 1, 1, 0, 0, 1], vec![10, 50, 30, 40, 20, 60], vec![4, 1, 6, 3, 2, 5], 2),
        (vec![0, 0, 1, 0, 1, 1], vec![20, 30, 10, 30, 10, 10], vec![9, 8, 6, 2, 5, 7], 2),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_users, n) = (rng.gen_range(1..5), rng.gen_range(2..12));
        let times = (0..n).map(|_| 10 * rng.gen_range(1..5)).collect();
        (ids(rng, n, n_users), times, tickets(rng, n), n_users)
    }));
    // Before 1970; users without any interaction; none at all.
    inputs.push((vec![0, 0, 0], vec![-30, -10, -20], vec![2, 3, 1], 1));
    inputs.push((vec![2, 2], vec![10, 10], vec![2, 1], 4));
    inputs.push((vec![], vec![], vec![], 2));
    // Numbers that may stand for no time or no ticket yet.
    inputs.push((vec![0, 0, 1, 1], vec![-5, 0, -1, -3], vec![2, 3, 1, 4], 2));
    inputs.push((vec![0, 1, 0, 1], vec![i64::MIN, 7, i64::MIN, 7], vec![4, 0, 3, 2], 2));
    inputs.push((vec![0, 0, 1, 1], vec![0, 0, -1, -1], vec![u64::MAX, u64::MAX - 1, 1, 0], 2));
    // Times and tickets beyond 32 bits, and some that a float cannot tell apart.
    inputs.push((vec![0, 0, 1, 1], vec![1 << 32, 5, -(1 << 33), -7], vec![1, 2, 3, 4], 2));
    inputs.push((
        vec![0, 0, 1, 1],
        vec![(1 << 53) + 1, 1 << 53, i64::MAX - 1, i64::MAX],
        vec![2, 1, 3, 4],
        2,
    ));
    inputs.push((
        vec![0, 0, 1, 1],
        vec![9, 9, -9, -9],
        vec![1 << 32, 5, (1 << 53) + 1, 1 << 53],
        2,
    ));
    inputs.push((vec![0, 0, 1, 1], vec![9, 9, -9, -9], vec![(1 << 63) + 5, 7, 3, u64::MAX], 2));
    inputs.push((vec![0, 0, 1, 1], vec![20, 30, -20, -30], vec![3, 1 << 40, 1, u64::MAX], 2));
    let short: Vec<_> = inputs
        .into_iter()
        .map(|input| {
            let (users, times, tickets, n_users) = &input;
            (show!(users, times, tickets, n_users), input)
        })
        .collect();
    let mut grading = Grading::default();
    for (shown, (users, times, tickets, n_users)) in short.into_iter().chain(long_inputs(rng)) {
        let mut own = vec![Vec::new(); n_users];
        users.iter().enumerate().for_each(|(i, &user)| own[user].push(i));
        let all = |choose: &dyn Fn(&[usize]) -> Option<usize>| -> Vec<Option<usize>> {
            own.iter().map(|own: &Vec<usize>| choose(own)).collect()
        };
        let of_several = |choose: &dyn Fn(&[usize]) -> Option<usize>| {
            all(&|own| choose(own).filter(|_| own.len() > 1))
        };
        let chosen =
            |own: &[usize]| own.iter().copied().max_by_key(|&i| (times[i], Reverse(tickets[i])));
        let last_of_equals = |own: &[usize]| own.iter().copied().max_by_key(|&i| times[i]);
        let first_of_equals = |own: &[usize]| own.iter().copied().rev().max_by_key(|&i| times[i]);
        let place = |own: &[usize]| {
            let chosen = chosen(own);
            own.iter().position(|&i| Some(i) == chosen)
        };
        let highest = |own: &[usize]| own.iter().copied().max_by_key(|&i| (times[i], tickets[i]));
        let neither = "the tickets are left out, and a user with a single interaction loses it";
        let case = Case::new(shown, of_several(&chosen))
            .mistake(
                "a user with a single interaction loses it; keep it for training",
                all(&chosen),
            )
            .mistake(
                "of equal times the last in the list is taken; take the lowest ticket",
                of_several(&last_of_equals),
            )
            .mistake(
                "of equal times the first in the list is taken; take the lowest ticket",
                of_several(&first_of_equals),
            )
            .mistake(neither, all(&last_of_equals))
            .mistake(neither, all(&first_of_equals))
            .mistake(
                "of equal times the highest ticket is taken; take the lowest",
                of_several(&highest),
            )
            .mistake(
                "of equal times the highest ticket is taken, and a user with a single interaction \
                 loses it",
                all(&highest),
            )
            .mistake(
                "the lowest ticket is taken whatever the time; it decides only where \
                 times are exactly equal",
                of_several(&|own| own.iter().copied().min_by_key(|&i| tickets[i])),
            )
            .mistake(
                "these are the last of each user in the list; go by the times",
                of_several(&|own| own.last().copied()),
            )
            .mistake(
                "these are the last of each user in the list; go by the times",
                all(&|own| own.last().copied()),
            )
            .mistake(
                "these are the first of each user in the list; go by the times",
                of_several(&|own| own.first().copied()),
            )
            .mistake(
                "these are the earliest; hold out the latest",
                of_several(&|own| own.iter().copied().min_by_key(|&i| (times[i], tickets[i]))),
            )
            .mistake(
                "these are the earliest; hold out the latest",
                of_several(&|own| own.iter().copied().min_by_key(|&i| times[i])),
            )
            .mistake(
                "these are places among the user's own interactions; count among all of them",
                of_several(&place),
            )
            .mistake(
                "a user with two interactions has one to hold out; only a single one stays",
                all(&|own| chosen(own).filter(|_| own.len() > 2)),
            )
            .mistake(
                "times below 0 are passed over; the latest so far begins as `None`, not as time 0",
                of_several(&|own| chosen(own).filter(|&i| times[i] > 0)),
            )
            .panics("a user may have no interaction at all; the result is `None` then");
        grading.ask(case, move || answer(&users, &times, &tickets, n_users));
    }
    grading.outcome()
}

/// Tickets in random order, no two of them equal.
fn tickets(rng: &mut StdRng, n: usize) -> Vec<u64> {
    let mut tickets: Vec<u64> = (1..=n as u64).collect();
    tickets.shuffle(rng);
    tickets
}

/// The parameters of `leave_one_out`, in their order, and how to show them.
type Long = (String, (Vec<usize>, Vec<i64>, Vec<u64>, usize));

/// Users and interactions that small counters, masks and buffers do not hold.
fn long_inputs(rng: &mut StdRng) -> Vec<Long> {
    let mut of_one = |n: usize| (vec![0; n], vec![50; n], tickets(rng, n), 1);
    let mut inputs = vec![("257 interactions of one user, all at the same time", of_one(257))];
    // The last of them, at a place that 16 bits do not hold, has the lowest ticket.
    let mut many = of_one(65_537);
    many.2.sort_unstable_by(|a, b| b.cmp(a));
    inputs.push((
        "65,537 interactions of one user, all at the same time, the lowest ticket last",
        many,
    ));
    let two_each: Vec<usize> = (0..1_200).map(|i| i * 7 % 600).collect();
    let times = (0..1_200).map(|i| i * 11 % 50).collect();
    inputs.push((
        "600 users with two interactions each",
        (two_each, times, tickets(rng, 1_200), 600),
    ));
    let far = (
        vec![70_000, 4_464, 70_000, 300, 300],
        vec![10, 20, 30, 10, 10],
        vec![1, 2, 3, 5, 4],
        70_001,
    );
    inputs.push((
        "users = [70000, 4464, 70000, 300, 300], times = [10, 20, 30, 10, 10], tickets = [1, 2, 3, 5, 4], \
         n_users = 70001",
        far,
    ));
    inputs.into_iter().map(|(shown, input)| (shown.to_owned(), input)).collect()
}
