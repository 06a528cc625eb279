//! The rows of a ratings file, gathered into columns as they stream in.

use super::columns::Layout;
use super::encoding::{decode, decode_field};
use super::lines::fault;
use super::names::Names;
use super::quoted_bytes;
use super::rows::Rows;
use super::times::Times;
use crate::data::{Dataset, Ratings, UNKNOWN, Vocab};
use crate::text::quoted;
use crate::{Error, Result};
use std::collections::HashMap;

/// The size of a rating at most, so that what lies a little beyond the ratings is still a number.
const LARGEST: f32 = 1e38;

/// The ratings of a file; users and items are numbered in the order in which they turn up.
pub(super) struct Table {
    /// The name of the file, for messages.
    file: String,
    users: Names,
    items: Names,
    user_column: Vec<u32>,
    item_column: Vec<u32>,
    values: Vec<f32>,
    times: Option<Times>,
}

/// What is wrong with a row, and what to do about it.
struct BadRow {
    problem: String,
    remedy: &'static str,
}

const FIX: &str = "fix or remove the line";

/// Names of the users or the items of a table, by number, each with the line where it turned up first.
pub(super) struct Ids {
    pub(super) names: Vec<String>,
    pub(super) lines: Vec<u64>,
}

/// What a data set is called and what there is to say about it.
pub(super) struct Description {
    pub(super) name: String,
    pub(super) format: String,
    pub(super) notes: Vec<String>,
}

impl Table {
    /// # Errors
    /// Names the line that cannot be read, or cannot be a rating.
    pub(super) fn read(rows: &mut Rows, layout: &Layout) -> Result<Self> {
        let mut table = Self {
            file: rows.lines.file.clone(),
            users: Names::default(),
            items: Names::default(),
            user_column: Vec::new(),
            item_column: Vec::new(),
            values: Vec::new(),
            times: layout.time.map(|_| Times::default()),
        };
        let columns = layout.list();
        loop {
            // The row borrows the reader, which knows the line; so the fault waits.
            let problem = match rows.next(layout.width, &columns)? {
                None => break,
                Some(row) => {
                    let [user, item, rating] =
                        [layout.user, layout.item, layout.rating].map(|column| row.field(column));
                    let time = layout.time.map(|column| row.field(column));
                    table.push(row.line, user, item, rating, time)
                }
            };
            problem.map_err(|BadRow { problem, remedy }| rows.lines.fault(problem, remedy))?;
        }
        if table.values.is_empty() {
            return Err(Error::data(&rows.lines.file, "no rows", "is the file complete?"));
        }
        Ok(table)
    }

    /// Adds a rating, or says what is wrong with it.
    fn push(
        &mut self,
        line: u64,
        user: &[u8],
        item: &[u8],
        rating: &[u8],
        time: Option<&[u8]>,
    ) -> std::result::Result<(), BadRow> {
        let text = decode_field(rating);
        let value: f32 = text.parse().map_err(|_| not_a_number(&text))?;
        if value.is_nan() || value.abs() > LARGEST {
            let problem = format!("the rating is {value:e}, and ratings go from -1e38 to 1e38");
            return Err(BadRow { problem, remedy: FIX });
        }
        if let (Some(times), Some(time)) = (&mut self.times, time) {
            times.push(time).map_err(|problem| BadRow {
                problem: format!("the time {} {problem}", quoted_bytes(time)),
                remedy: "fix it, or pass the times over by giving their column another name",
            })?;
        }
        self.user_column.push(self.users.number(user, line));
        self.item_column.push(self.items.number(item, line));
        self.values.push(value);
        Ok(())
    }

    /// Makes a data set of the table. `item_names` turns the ids of the items into the names that
    /// people read; several ids may have one name.
    ///
    /// # Errors
    /// Names the line of a user or item without a name; and those of `item_names`.
    pub(super) fn into_dataset(
        self,
        description: Description,
        item_names: impl FnOnce(&Ids, &Ids) -> Result<Vec<String>>,
    ) -> Result<Dataset> {
        let Self { file, users, items, mut user_column, mut item_column, values, times } = self;
        let Description { name, format, mut notes } = description;
        let (users, items) = decoded(users, items);
        check_names(&file, [("user", &users), ("item", &items)])?;
        merge(&mut user_column, &users.names);
        merge(&mut item_column, &items.names);
        let repeats = repeats(&user_column, &item_column, users.names.len(), items.names.len());
        let titles = item_names(&users, &items)?;
        let user_vocab = renumber(&mut user_column, &users.names);
        let item_vocab = renumber(&mut item_column, &titles);
        let timestamps = times.and_then(|times| {
            let (times, about_times) = times.finish();
            notes.extend(about_times);
            times
        });
        if let Some(repeats) = &repeats {
            let again = repeats.iter().zip(0..).filter(|&(&first, row)| first != row).count();
            notes.push(format!(
                "ratings of what the same user has rated before: {again} of {}; all count, and all \
                 stay on one side of a split",
                values.len()
            ));
        }
        Ok(Dataset {
            name,
            format,
            notes,
            ratings: Ratings {
                users: user_column,
                items: item_column,
                values,
                timestamps,
                repeats,
                ..Ratings::default()
            },
            users: user_vocab,
            items: item_vocab,
            user_records: Vec::new(),
            item_records: Vec::new(),
        })
    }
}

fn not_a_number(rating: &str) -> BadRow {
    if rating.is_empty() {
        return BadRow { problem: "the rating is empty".to_owned(), remedy: FIX };
    }
    let has_decimal_comma = rating.replace(',', ".").parse::<f32>().is_ok();
    let remedy = if has_decimal_comma { "write decimals with a point: 3.5" } else { FIX };
    BadRow { problem: format!("the rating {} is not a number", quoted(rating)), remedy }
}

/// The names as text, without white space around them that only now can be seen.
fn decoded(users: Names, items: Names) -> (Ids, Ids) {
    let n_users = users.lines.len();
    let lines = (users.lines.clone(), items.lines.clone());
    let names = [users.into_names(), items.into_names()].concat();
    let mut names: Vec<String> =
        decode(&names).into_iter().map(|name| name.trim().to_owned()).collect();
    let item_names = names.split_off(n_users);
    (Ids { names, lines: lines.0 }, Ids { names: item_names, lines: lines.1 })
}

/// # Errors
/// Names the first line whose user or item has no name, or a reserved one.
fn check_names(file: &str, columns: [(&str, &Ids); 2]) -> Result<()> {
    for (what, ids) in columns {
        for (name, &line) in ids.names.iter().zip(&ids.lines) {
            let problem = match name.as_str() {
                "" => format!("the {what} is empty"),
                UNKNOWN => {
                    format!("the {what} is called `{UNKNOWN}`, a name reserved for the unknown")
                }
                _ => continue,
            };
            return Err(fault(file, line, problem, FIX));
        }
    }
    Ok(())
}

/// Gives ids that are equal, now that the white space around them is gone, the same number.
fn merge(column: &mut [u32], names: &[String]) {
    let mut first = HashMap::new();
    let numbers: Vec<u32> =
        names.iter().zip(0..).map(|(name, number)| *first.entry(name).or_insert(number)).collect();
    if first.len() < names.len() {
        for number in column {
            *number = numbers[*number as usize];
        }
    }
}

/// Replaces numbers by the rows of a vocabulary of their names.
fn renumber(column: &mut [u32], names: &[String]) -> Vocab {
    let vocab = Vocab::new(names.iter().map(String::as_str));
    let row = |name| vocab.row(name).expect("the vocabulary was made from these names");
    let rows: Vec<u32> = names.iter().map(|name| row(name) as u32).collect();
    for number in column {
        *number = rows[*number as usize];
    }
    vocab
}

/// For every rating, the first one of the same user and item; `None` if there is no repeat at all.
fn repeats(users: &[u32], items: &[u32], n_users: usize, n_items: usize) -> Option<Vec<u32>> {
    let mut repeats: Option<Vec<u32>> = None;
    // The user who rated each item last, counted from 1, and in which row.
    let mut last = vec![(0, 0); n_items];
    for row in by_user(users, n_users) {
        let (user, item) = (users[row as usize] + 1, items[row as usize] as usize);
        if last[item].0 == user {
            let repeats = repeats.get_or_insert_with(|| (0..users.len() as u32).collect());
            repeats[row as usize] = last[item].1;
        } else {
            last[item] = (user, row);
        }
    }
    repeats
}

/// The ratings user by user, each user's in the order of the file.
fn by_user(users: &[u32], n_users: usize) -> Vec<u32> {
    let mut next = vec![0; n_users + 1];
    for &user in users {
        next[user as usize + 1] += 1;
    }
    for user in 0..n_users {
        next[user + 1] += next[user];
    }
    let mut rows = vec![0; users.len()];
    for (&user, row) in users.iter().zip(0..) {
        rows[next[user as usize]] = row;
        next[user as usize] += 1;
    }
    rows
}

/// Notes on names that are so alike that they may mean the same.
pub(super) fn lookalikes(what: &str, names: &[String]) -> Option<String> {
    let mut met: HashMap<String, &str> = HashMap::new();
    let mut example = None;
    let mut alike = 0;
    for name in names {
        let plain: String =
            name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        match met.get(&plain) {
            // Names that were equal but for the white space around them are one already.
            Some(&other) if other == name => {}
            Some(&other) => {
                alike += 1;
                example.get_or_insert((other, name));
            }
            None => {
                met.insert(plain, name);
            }
        }
    }
    let (one, other) = example?;
    let [one, other] = [one, other].map(quoted);
    Some(format!(
        "{what} that differ from another only by case or spaces: {alike}, such as {other} from {one}"
    ))
}
