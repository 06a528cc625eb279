//! Wrong answers to `leave_one_out`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_09_implicit_feedback as solutions;
use std::cmp::Reverse;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(leave_one_out: "loses it; keep it", |users, times, tickets, n| {
            held_out(users, n, 1, |own| latest(own, |i| (times[i], Reverse(tickets[i]))))
        }),
        wrong!(leave_one_out: "the last in the list is taken", |users, times, _, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], i)))
        }),
        wrong!(leave_one_out: "the first in the list is taken", |users, times, _, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], Reverse(i))))
        }),
        wrong!(leave_one_out: "the tickets are left out", |users, times, _, n| {
            let mut held_out: Vec<Option<usize>> = vec![None; n];
            for (i, &user) in users.iter().enumerate() {
                if held_out[user].is_none_or(|latest| times[i] > times[latest]) {
                    held_out[user] = Some(i);
                }
            }
            held_out
        }),
        wrong!(leave_one_out: "the highest ticket", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], tickets[i])))
        }),
        wrong!(leave_one_out: "is taken, and a user with a single", |users, times, tickets, n| {
            let mut order: Vec<usize> = (0..users.len()).collect();
            order.sort_by_key(|&i| (times[i], tickets[i]));
            let mut last = vec![None; n];
            order.into_iter().for_each(|i| last[users[i]] = Some(i));
            last
        }),
        wrong!(leave_one_out: "whatever the time", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| (Reverse(tickets[i]), times[i])))
        }),
        wrong!(leave_one_out: "the last of each user in the list", |users, _, _, n| {
            held_out(users, n, 2, |own| own.last().copied())
        }),
        wrong!(leave_one_out: "go by the times", |users, _, _, n| {
            let mut last = vec![None; n];
            users.iter().enumerate().for_each(|(i, &user)| last[user] = Some(i));
            last
        }),
        wrong!(leave_one_out: "the first of each user in the list", |users, _, _, n| {
            held_out(users, n, 2, |own| own.first().copied())
        }),
        wrong!(leave_one_out: "these are the earliest", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| Reverse((times[i], tickets[i]))))
        }),
        wrong!(leave_one_out: "among the user's own", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                let key = |&place: &usize| (times[own[place]], Reverse(tickets[own[place]]));
                (0..own.len()).max_by_key(key)
            })
        }),
        wrong!(leave_one_out: "with two interactions", |users, times, tickets, n| {
            held_out(users, n, 3, |own| latest(own, |i| (times[i], Reverse(tickets[i]))))
        }),
        wrong!(leave_one_out: "times below 0", |users, times, tickets, n| {
            let mut latest = vec![(0, Reverse(u64::MAX)); n];
            let mut held_out = vec![None; n];
            let mut counts = vec![0; n];
            for (i, &user) in users.iter().enumerate() {
                counts[user] += 1;
                if (times[i], Reverse(tickets[i])) > latest[user] {
                    latest[user] = (times[i], Reverse(tickets[i]));
                    held_out[user] = Some(i);
                }
            }
            (0..n).map(|user| held_out[user].filter(|_| counts[user] > 1)).collect()
        }),
        wrong!(leave_one_out: "no interaction at all", |users, times, tickets, n| {
            held_out(users, n, 0, |own| {
                let chosen = latest(own, |i| (times[i], Reverse(tickets[i]))).unwrap();
                (own.len() > 1).then_some(chosen)
            })
        }),
        // Times, tickets, users and counts that are cut short.
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i] as i32, Reverse(tickets[i]))))
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], Reverse(tickets[i] as u32))))
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                latest(own, |i| (times[i] as f64 as i64, Reverse(tickets[i] as f64 as u64)))
            })
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                latest(own, |i| (i128::from(times[i]) << 20) - i128::from(tickets[i]))
            })
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            counted(users, times, tickets, n, |count| usize::from(count as u8))
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            counted(users, times, tickets, n, |count| usize::from(count as u16))
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            let short: Vec<usize> = users.iter().map(|&user| usize::from(user as u16)).collect();
            counted(&short, times, tickets, n, |count| count)
        }),
        // Numbers that may stand for no time yet.
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                let later: Vec<usize> = own.iter().copied().filter(|&i| times[i] > -1).collect();
                let from = if later.is_empty() { &own[..1] } else { &later };
                latest(from, |i| (times[i], Reverse(tickets[i])))
            })
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                latest(own, |i| (times[i], Reverse(tickets[i]))).filter(|&i| times[i] > i64::MIN)
            })
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                latest(own, |i| (times[i], Reverse(tickets[i]))).filter(|&i| tickets[i] > 0)
            })
        }),
        // Tickets with a sign, and 16 bits for a place.
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n_users| {
            let tickets: Vec<u64> = tickets.iter().map(|ticket| ticket ^ (1 << 63)).collect();
            solutions::leave_one_out(users, times, &tickets, n_users)
        }),
        wrong!(leave_one_out: "none of the usual mistakes", |users, times, tickets, n_users| {
            let rows = solutions::leave_one_out(users, times, tickets, n_users);
            rows.into_iter().map(|row| row.map(|row| row % 65_536)).collect()
        }),
    ]
}

/// One of each user's own interactions, if there are at least that many.
fn held_out(
    users: &[usize],
    n_users: usize,
    at_least: usize,
    choose: impl Fn(&[usize]) -> Option<usize>,
) -> Vec<Option<usize>> {
    let own = |user| -> Vec<usize> { (0..users.len()).filter(|&i| users[i] == user).collect() };
    (0..n_users)
        .map(|user| if own(user).len() < at_least { None } else { choose(&own(user)) })
        .collect()
}

/// The one with the largest key.
fn latest<K: Ord>(own: &[usize], key: impl Fn(usize) -> K) -> Option<usize> {
    own.iter().copied().max_by_key(|&i| key(i))
}

/// The right answer, but for how the interactions of a user are counted.
fn counted(
    users: &[usize],
    times: &[i64],
    tickets: &[u64],
    n_users: usize,
    count: impl Fn(usize) -> usize,
) -> Vec<Option<usize>> {
    let mut own = vec![Vec::new(); n_users];
    users.iter().enumerate().for_each(|(i, &user)| own[user].push(i));
    let latest = |own: &Vec<usize>| latest(own, |i| (times[i], Reverse(tickets[i])));
    own.iter().map(|own| latest(own).filter(|_| count(own.len()) > 1)).collect()
}
