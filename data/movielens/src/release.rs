//! The releases, their files and their terms.

use std::ops::RangeInclusive;

/// One release of MovieLens.
#[derive(Debug)]
pub struct Release {
    /// The name of its archive and of the folder that gets its files.
    pub name: &'static str,
    /// What is in it.
    pub about: &'static str,
    /// The folder at the top of its archive.
    pub top: &'static str,
    /// The file with the ratings.
    pub ratings: &'static str,
    /// Other files that every reader of this release needs.
    pub companions: &'static [&'static str],
    /// Roughly how many million bytes the archive has.
    pub megabytes: u64,
    /// How many bytes the archive has, where that never changes.
    pub bytes: Option<u64>,
    /// The MD5 sum of the archive, where that never changes.
    pub md5: Option<&'static str>,
    /// How its README ends; the rest of the address follows from the name.
    readme: &'static str,
    /// Whether the terms allow passing the data on.
    shareable: bool,
}

const CSV: Release = Release {
    name: "",
    about: "",
    top: "",
    ratings: "ratings.csv",
    companions: &["movies.csv"],
    megabytes: 0,
    bytes: None,
    md5: None,
    readme: "README.html",
    shareable: false,
};

/// Every release that the program knows.
pub const RELEASES: [Release; 8] = [
    Release {
        name: "ml-100k",
        about: "100,000 ratings of 1,682 films, 1998; the one that the book uses",
        top: "ml-100k",
        ratings: "u.data",
        companions: &["u.item", "u.user", "u.genre"],
        megabytes: 5,
        bytes: Some(4_924_029),
        md5: Some("0e33842e24a9c977be4e0107933c0723"),
        readme: "README.txt",
        ..CSV
    },
    Release {
        name: "ml-1m",
        about: "1 million ratings of 3,706 films, 2003",
        top: "ml-1m",
        ratings: "ratings.dat",
        companions: &["movies.dat", "users.dat"],
        megabytes: 6,
        md5: Some("c4d9eecfca2ab87c1945afe126590906"),
        readme: "README.txt",
        ..CSV
    },
    Release {
        name: "ml-10m",
        about: "10 million ratings with half stars, 2009",
        top: "ml-10M100K",
        ratings: "ratings.dat",
        companions: &["movies.dat"],
        megabytes: 66,
        ..CSV
    },
    Release {
        name: "ml-20m",
        about: "20 million ratings with half stars, 2015",
        top: "ml-20m",
        megabytes: 199,
        ..CSV
    },
    Release {
        name: "ml-25m",
        about: "25 million ratings with half stars, 2019",
        top: "ml-25m",
        megabytes: 262,
        ..CSV
    },
    Release {
        name: "ml-32m",
        about: "32 million ratings with half stars, 2024",
        top: "ml-32m",
        megabytes: 239,
        shareable: true,
        ..CSV
    },
    Release {
        name: "ml-latest-small",
        about: "100,000 ratings with half stars; GroupLens replaces it now and then",
        top: "ml-latest-small",
        megabytes: 1,
        shareable: true,
        ..CSV
    },
    Release {
        name: "ml-latest",
        about: "over 30 million ratings with half stars; GroupLens replaces it now and then",
        top: "ml-latest",
        megabytes: 335,
        shareable: true,
        ..CSV
    },
];

impl Release {
    /// The release of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RELEASES.iter().find(|release| release.name == name)
    }

    /// The files without which a folder is not this release.
    pub fn needed(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.ratings).chain(self.companions.iter().copied())
    }

    /// The name of the archive.
    pub fn archive(&self) -> String {
        format!("{}.zip", self.name)
    }

    /// How few and how many bytes its archive can have. Those that GroupLens replaces may grow.
    pub fn sizes(&self) -> RangeInclusive<u64> {
        match self.bytes {
            Some(bytes) => bytes..=bytes,
            None => 0..=(4 * self.megabytes + 16) * 1_000_000,
        }
    }

    /// The most bytes that its files can have once they are unpacked.
    pub fn most_unpacked(&self) -> u64 {
        (12 * self.megabytes + 64) * 1_000_000
    }

    /// What the reader agrees to by using the data, and the article to cite.
    pub fn terms(&self) -> String {
        let sharing = if self.shareable {
            "Pass them on only under the same terms."
        } else {
            "Do not pass them on without permission."
        };
        format!(
            "\
{name}: {about}.
Collected by GroupLens, University of Minnesota.

Their terms, in short: the data are for research. Cite the article below in what you publish.
{sharing} Ask before any commercial use. Do not state or imply
that the university or GroupLens endorses you. In full:
https://files.grouplens.org/datasets/movielens/{name}-{readme}

F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context.
ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. https://doi.org/10.1145/2827872
",
            name = self.name,
            about = self.about,
            readme = self.readme,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::RELEASES;

    #[test]
    fn every_release_shows_its_terms_and_the_citation() {
        for release in &RELEASES {
            let terms = release.terms();
            for words in ["research", "commercial", "endorse", "ass them on", "10.1145/2827872"] {
                assert!(terms.contains(words), "{}: {words}", release.name);
            }
            let readme = format!("movielens/{}-README.", release.name);
            assert!(terms.contains(&readme), "{readme}");
        }
    }

    #[test]
    fn limits_leave_room_for_the_real_archives() {
        for release in &RELEASES {
            assert!(
                release.sizes().contains(&(release.megabytes * 1_000_000))
                    || release.bytes.is_some()
            );
            assert!(release.most_unpacked() > 10 * release.megabytes * 1_000_000);
        }
    }
}
