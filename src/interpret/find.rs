//! Finding a film by part of its title, and a user by id.

use crate::data::{Dataset, Vocab};
use crate::{Error, Result};

/// At most so many titles are offered when a name is not enough.
const OFFERED: usize = 8;

/// The row whose name is `wanted`, or the only one whose name contains it; upper and lower case are the
/// same.
///
/// # Errors
/// If several names contain it, or none does. The message lists the candidates, or the closest
/// spellings.
pub fn find_title(names: &Vocab, wanted: &str) -> Result<usize> {
    let key = wanted.trim().to_lowercase();
    let rows: Vec<(usize, String)> =
        (1..names.len()).map(|row| (row, names.name(row).to_lowercase())).collect();
    if let Some((row, _)) = rows.iter().find(|(_, name)| *name == key) {
        return Ok(*row);
    }
    let matches: Vec<usize> =
        rows.iter().filter(|(_, name)| name.contains(&key)).map(|(row, _)| *row).collect();
    match matches[..] {
        [row] => Ok(row),
        [] => {
            let mut closest: Vec<(usize, f64)> =
                rows.iter().map(|(row, name)| (*row, likeness(&key, name))).collect();
            closest.sort_by(|a, b| b.1.total_cmp(&a.1));
            let closest: Vec<usize> = closest.into_iter().take(3).map(|(row, _)| row).collect();
            Err(Error::Settings(format!(
                "no title contains `{wanted}`; the closest are {}",
                list(names, &closest)
            )))
        }
        _ => {
            let more = matches.len().saturating_sub(OFFERED);
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            Err(Error::Settings(format!(
                "`{wanted}` is in {} titles; write more of the one you mean: {}{rest}",
                matches.len(),
                list(names, &matches[..matches.len().min(OFFERED)]),
            )))
        }
    }
}

/// The row of the user with this id in the ratings file; without an id, the first user's.
///
/// # Errors
/// If there is no such user.
pub fn find_user(data: &Dataset, id: Option<&str>) -> Result<usize> {
    let Some(id) = id else { return Ok(1) };
    data.users.row(id).filter(|&row| row != 0).ok_or_else(|| {
        let first = data.users.name(1);
        Error::Settings(format!("no user `{id}` in {}; the first is `{first}`", data.name))
    })
}

/// How alike a name is to what was typed, which may be only its beginning: 1 for equal.
fn likeness(typed: &str, name: &str) -> f64 {
    let beginning: String = name.chars().take(typed.chars().count()).collect();
    strsim::normalized_damerau_levenshtein(typed, &beginning)
        .max(strsim::normalized_damerau_levenshtein(typed, name))
}

fn list(names: &Vocab, rows: &[usize]) -> String {
    let names: Vec<String> = rows.iter().map(|&row| format!("`{}`", names.name(row))).collect();
    names.join(", ")
}
