//! Which column of a file holds what.

use crate::text::{QUOTED, shortened};
use std::str::FromStr;

/// What a column means for a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    User,
    Item,
    Rating,
    Time,
}

/// Names of columns as files have them, in lower case and without anything but letters and digits. Of
/// two columns with the same role, the one that stands first here counts. Titles come first, because
/// people read them; but beside the number of a product at Amazon stands the title of a review.
const NAMES: [(Role, &[&str]); 4] = [
    (
        Role::User,
        &[
            "user",
            "userid",
            "username",
            "uid",
            "reader",
            "readerid",
            "reviewer",
            "reviewerid",
            "viewer",
            "viewerid",
            "customer",
            "customerid",
            "member",
            "memberid",
            "person",
            "personid",
            "profile",
            "profileid",
            "account",
            "accountid",
        ],
    ),
    (
        Role::Item,
        &[
            "parentasin",
            "asin",
            "title",
            "itemtitle",
            "movietitle",
            "filmtitle",
            "booktitle",
            "item",
            "movie",
            "film",
            "book",
            "itemid",
            "movieid",
            "filmid",
            "bookid",
            "iid",
            "isbn",
            "product",
            "productid",
            "song",
            "songid",
            "track",
            "trackid",
            "artist",
            "artistid",
            "album",
            "albumid",
            "game",
            "gameid",
            "anime",
            "animeid",
            "show",
            "showid",
            "recipe",
            "recipeid",
            "name",
        ],
    ),
    (
        Role::Rating,
        &[
            "rating",
            "ratings",
            "stars",
            "score",
            "bookrating",
            "movierating",
            "filmrating",
            "userrating",
            "yourrating",
            "myrating",
            "reviewrating",
            "reviewscore",
            "overall",
            "grade",
            "points",
            "value",
            "rate",
        ],
    ),
    (
        Role::Time,
        &[
            "timestamp",
            "time",
            "date",
            "datetime",
            "unixtime",
            "unixreviewtime",
            "ts",
            "ratedat",
            "ratedon",
            "daterated",
            "createdat",
            "reviewtime",
        ],
    ),
];

/// The columns of a file without a header, in their order: what `--columns` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<String>);

impl FromStr for Columns {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
        Layout::from_names(&names)?;
        Ok(Self(names))
    }
}

/// The places of the columns that count, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) user: usize,
    pub(super) item: usize,
    pub(super) rating: usize,
    pub(super) time: Option<usize>,
    /// How many columns there are, with those that do not count.
    pub(super) width: usize,
    /// The names of all columns, for messages.
    pub(super) names: Vec<String>,
}

impl Layout {
    /// The layout of columns with these names.
    ///
    /// # Errors
    /// Says in words what is missing, or named twice.
    pub(super) fn from_names(names: &[impl AsRef<str>]) -> Result<Self, String> {
        let names: Vec<String> = names.iter().map(|name| name.as_ref().to_owned()).collect();
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let find = |role| -> Result<Option<usize>, String> {
            let (_, known) =
                NAMES.iter().find(|(other, _)| *other == role).expect("all are listed");
            for name in *known {
                let mut places = (0..plain.len()).filter(|&place| plain[place] == *name);
                if let Some(place) = places.next() {
                    return match places.next() {
                        None => Ok(Some(place)),
                        Some(_) => Err(format!("two columns are called `{}`", names[place])),
                    };
                }
            }
            Ok(None)
        };
        let needed = |role, what| {
            find(role)?.ok_or_else(|| format!("no column is called {what}, or by a name like that"))
        };
        Ok(Self {
            user: needed(Role::User, "user")?,
            item: needed(Role::Item, "item")?,
            rating: needed(Role::Rating, "rating")?,
            time: find(Role::Time)?,
            width: names.len(),
            names,
        })
    }

    /// The columns of a file without a header.
    pub(super) fn from_columns(Columns(names): &Columns) -> Self {
        Self::from_names(names).expect("checked when they were parsed")
    }

    /// A note on the columns that do not count, if there are any.
    pub(super) fn passed_over(&self) -> Option<String> {
        let counts = |place: &usize| {
            [Some(self.user), Some(self.item), Some(self.rating), self.time].contains(&Some(*place))
        };
        let names = (0..self.width).filter(|place| !counts(place)).map(|place| {
            match self.names[place].as_str() {
                "" => "one without a name",
                name => name,
            }
        });
        let names: Vec<&str> = names.collect();
        let list = names.join(", ");
        (!names.is_empty())
            .then(|| format!("columns that were passed over: {}", shortened(&list, 2 * QUOTED)))
    }

    pub(super) fn list(&self) -> String {
        self.names.join(", ")
    }
}

/// A name in lower case with nothing but its letters and digits.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(header: &str) -> Result<Layout, String> {
        Layout::from_names(&header.split(',').collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_known_by_their_usual_names_in_any_order_and_case() {
        for (header, user, item, rating, time) in [
            ("user,item,rating", 0, 1, 2, None),
            ("userId,movieId,rating,timestamp", 0, 1, 2, Some(3)),
            ("Rating,User_ID,Film,Date", 1, 2, 0, Some(3)),
            ("User-ID,ISBN,Book-Rating", 0, 1, 2, None),
            ("STARS,time,BOOK,user id", 3, 2, 0, Some(1)),
            ("userId,movieId,title,genres,rating", 0, 2, 4, None),
        ] {
            let found = layout(header).unwrap();
            let places = (found.user, found.item, found.rating, found.time);
            assert_eq!(places, (user, item, rating, time), "{header}");
        }
        let found = layout("userId,movieId,title,genres,rating").unwrap();
        let note = "columns that were passed over: movieId, genres";
        assert_eq!(found.passed_over().as_deref(), Some(note));
        let found = layout(",User,Asin,Title,Rating").unwrap();
        assert_eq!(found.item, 2);
        let note = "columns that were passed over: one without a name, Title";
        assert_eq!(found.passed_over().as_deref(), Some(note));
    }

    #[test]
    fn missing_and_repeated_columns_are_named() {
        for (header, problem) in [
            ("user,rating", "no column is called item"),
            ("1,2,3", "no column is called user"),
            ("user,item", "no column is called rating"),
            ("user,item,rating,Rating", "two columns are called `rating`"),
        ] {
            let error = layout(header).unwrap_err();
            assert!(error.starts_with(problem), "{header}: {error}");
        }
        assert!("user,-,rating,item".parse::<Columns>().is_ok());
        assert!("user,item".parse::<Columns>().is_err());
    }
}
