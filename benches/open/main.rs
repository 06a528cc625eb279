//! How fast do 25 million ratings open, and in how much memory? Files with the format and the shape of
//! MovieLens 25M are generated once (`generated.rs`) and opened as they are and from a `.gz`, each in a
//! process of its own. Where Linux tells the peak memory of the process, it must stay within 1 GB.
//!
//! ```text
//! cargo bench --bench open
//! ```

mod generated;

use flate2::{Compression, write::GzEncoder};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use workbook::data::Dataset;

/// Names the folder for a process that opens it.
const FOLDER: &str = "OPEN_FOLDER";
/// The most memory, in megabytes.
const MOST_MEMORY: f64 = 1000.0;

fn main() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return open(Path::new(&folder));
    }
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("twenty_five_million");
    let [plain, packed] = ["plain", "packed"].map(|name| place.join(name));
    if !plain.join("ratings.csv").exists() {
        println!("writing {}", plain.display());
        generated::write(&plain).expect("the files can be written");
    }
    if !packed.join("ratings.csv.gz").exists() {
        println!("writing {}", packed.display());
        pack(&plain, &packed).expect("the files can be written");
    }
    for folder in [plain, packed] {
        let this = std::env::current_exe().expect("the program has a path");
        let status = Command::new(this).env(FOLDER, folder).status().expect("the program starts");
        assert!(status.success());
    }
}

fn pack(plain: &Path, packed: &Path) -> io::Result<()> {
    fs::create_dir_all(packed)?;
    fs::copy(plain.join("movies.csv"), packed.join("movies.csv"))?;
    let draft = packed.join("ratings.csv.gz.draft");
    let mut encoder = GzEncoder::new(File::create(&draft)?, Compression::default());
    io::copy(&mut File::open(plain.join("ratings.csv"))?, &mut encoder)?;
    encoder.finish()?;
    fs::rename(draft, packed.join("ratings.csv.gz"))
}

/// Opens the data set of a folder, and tells how long it took.
fn open(folder: &Path) {
    let name = folder.to_str().expect("the path is text");
    let start = Instant::now();
    let data = Dataset::open(name).expect("the files are well-formed");
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(data.ratings.len(), generated::N_RATINGS);
    let million_rows = generated::N_RATINGS as f64 / seconds / 1e6;
    print!("{name}: {seconds:.1} s, {million_rows:.2} million rows a second");
    match peak_megabytes() {
        Some(megabytes) => {
            println!(", {megabytes:.0} MB at the peak, of {MOST_MEMORY:.0} MB");
            assert!(megabytes <= MOST_MEMORY);
        }
        None => println!(),
    }
}

/// The most memory that this process has had, where Linux tells.
fn peak_megabytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
