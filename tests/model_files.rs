//! Promises of saved models: they come back bit for bit, and no file that is anything else gets in.

use dfdx::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use workbook::Error;
use workbook::data::{Dataset, SideEncoder, SideFeature, Split, builtin, read_csv};
use workbook::files::{ModelFile, Origin, Settings, Stored, fingerprint_of};
use workbook::learn::{EpochRecord, History, Learner};
use workbook::models::{CollabNn, CollabNnConfig, DotProduct, DotProductBias};

const USERS: [&str; 3] = ["#na#", "ann", "bob"];
const ITEMS: [&str; 4] = ["#na#", "Alien (1979)", "Misérables, Les (1995)", "\"Q\", \\ and \n"];

fn origin(factors: usize) -> Origin {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    // Numbers whose last bit a reader of decimals gets wrong unless it takes care.
    let epoch = |epoch: usize| EpochRecord {
        epoch,
        train_loss: 51.248_178_375_505_404,
        valid_loss: 97.453_653_200_346_85,
        seconds: 93.311_370_376_880_33,
    };
    Origin {
        data: "films.csv".to_owned(),
        ratings: "0123456789abcdef".to_owned(),
        settings: Settings {
            factors: Some(factors),
            epochs: 2,
            lr: 5e-3,
            seed: u64::MAX,
            ..Settings::default()
        },
        history: History { epochs: vec![epoch(0), epoch(1)] },
        users: names(&USERS),
        items: names(&ITEMS),
        side: SideEncoder::default(),
    }
}

/// Finite numbers that lose something as soon as they are rounded, printed or computed with.
fn odd_numbers(n: usize) -> Vec<f32> {
    let odd =
        [-0.0, f32::from_bits(1), f32::MAX, f32::MIN, f32::MIN_POSITIVE / 2.0, 0.1, 1.0 / 3.0];
    odd.into_iter().cycle().take(n).collect()
}

fn odd_model() -> DotProductBias<Cpu> {
    let mut model = DotProductBias::new(&Cpu::default(), USERS.len(), ITEMS.len(), 2, 0)
        .with_y_range(-0.1..1.0 + f32::EPSILON);
    model.user_factors.weight.copy_from(&odd_numbers(6));
    model.item_factors.weight.copy_from(&odd_numbers(8));
    model.user_bias.weight.copy_from(&odd_numbers(3));
    model.item_bias.weight.copy_from(&odd_numbers(4));
    model
}

fn folder_with(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film model.safetensors");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// The bytes of a file that can be used.
fn good_bytes() -> Vec<u8> {
    let (_folder, path) = folder_with(b"");
    ModelFile::of(&odd_model(), origin(2)).save(&path).unwrap();
    fs::read(path).unwrap()
}

/// A safetensors file with this header.
fn with_header(header: &str, numbers: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), numbers].concat()
}

/// A file with its header changed, and the numbers as they are.
fn edited(bytes: &[u8], edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let (length, rest) = bytes.split_at(8);
    let length = u64::from_le_bytes(length.try_into().unwrap()) as usize;
    let mut header = serde_json::from_slice(&rest[..length]).unwrap();
    edit(&mut header);
    with_header(&header.to_string(), &rest[length..])
}

fn load<M: Stored<Cpu>>(path: &Path) -> workbook::Result<M> {
    ModelFile::load(path)?.model(&Cpu::default())
}

/// What is said about a file that must not be usable.
fn problem<M: Stored<Cpu>>(bytes: &[u8]) -> String {
    let (_folder, path) = folder_with(bytes);
    let error = load::<M>(&path).err().expect("a file that cannot be used");
    let text = error.to_string();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.starts_with(&format!("{}: ", path.display())), "{text}");
    match error {
        Error::Data { problem, remedy, .. } => {
            assert!(remedy.contains("another model file"), "{remedy}");
            problem
        }
        error => panic!("{error}"),
    }
}

fn bits(tensor: &[f32]) -> Vec<u32> {
    tensor.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn every_bit_comes_back() {
    let model = odd_model();
    let file = ModelFile::of(&model, origin(2));
    let (_folder, path) = folder_with(b"an older file");
    file.save(&path).unwrap();
    let loaded = ModelFile::load(&path).unwrap();
    assert_eq!(loaded.kind, "dot_product_bias");
    assert_eq!(loaded.origin, file.origin);
    assert_eq!(loaded.y_range, file.y_range);
    let names: Vec<&str> = loaded.tensors.keys().map(String::as_str).collect();
    assert_eq!(names, ["item_bias", "item_factors", "user_bias", "user_factors"]);
    assert_eq!(loaded.tensors["item_factors"].shape, [4, 2]);
    let back: DotProductBias<Cpu> = loaded.model(&Cpu::default()).unwrap();
    let tables = |m: &DotProductBias<Cpu>| {
        [
            m.user_factors.weight.as_vec(),
            m.item_factors.weight.as_vec(),
            m.user_bias.weight.as_vec(),
            m.item_bias.weight.as_vec(),
        ]
        .map(|table| bits(&table))
    };
    assert_eq!(tables(&back), tables(&model));
    assert_eq!(back.y_range, model.y_range);
}

#[test]
fn a_trained_model_predicts_the_same_after_a_round_trip() {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..5_000);
    let split = data.split_random(0.2, 42).unwrap();
    let model = DotProductBias::new(&Cpu::default(), data.n_users(), data.n_items(), 8, 0);
    let mut learner = Learner::new(model, &split.train, &split.valid);
    let history = learner.fit_one_cycle(1, 5e-3).unwrap();
    let settings = Settings { factors: Some(8), epochs: 1, ..Settings::default() };
    let (_folder, path) = folder_with(b"");
    let origin = Origin::new(&data, &split, settings, history);
    assert_eq!(origin.difference(&data), None);
    ModelFile::of(learner.model(), origin).save(&path).unwrap();
    let back =
        Learner::new(load::<DotProductBias<Cpu>>(&path).unwrap(), &split.train, &split.valid);
    assert_eq!(bits(&back.predict(&split.valid)), bits(&learner.predict(&split.valid)));
}

#[test]
fn a_model_without_a_range_comes_back_without_one() {
    let model = DotProduct::new(&Cpu::default(), USERS.len(), ITEMS.len(), 2, 0);
    let (_folder, path) = folder_with(b"");
    ModelFile::of(&model, origin(2)).save(&path).unwrap();
    let file = ModelFile::load(&path).unwrap();
    assert_eq!(file.kind, <DotProduct<Cpu> as Stored<Cpu>>::KIND);
    let back: DotProduct<Cpu> = file.model(&Cpu::default()).unwrap();
    assert_eq!(back.y_range, None);
    assert_eq!(back.item_factors.weight.as_vec(), model.item_factors.weight.as_vec());
    let error = file.model::<_, DotProductBias<Cpu>>(&Cpu::default()).unwrap_err().to_string();
    assert!(error.contains("of the kind `dot_product`, not `dot_product_bias`"), "{error}");
}

#[test]
fn saving_makes_the_folder_and_leaves_nothing_else() {
    let (folder, _) = folder_with(b"");
    let path = folder.path().join("a/b/model.safetensors");
    let file = ModelFile::of(&odd_model(), origin(2));
    file.save(&path).unwrap();
    file.save(&path).unwrap();
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    let error = file.save(&folder.path().join("a")).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{}: ", folder.path().join("a").display())), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no draft stays behind");
}

#[test]
fn what_could_not_be_loaded_is_not_saved() {
    let refuses = |file: &ModelFile, message: &str| {
        let (_folder, path) = folder_with(b"untouched");
        let error = file.save(&path).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"untouched");
    };
    let mut not_finite = odd_model();
    not_finite.user_bias.weight.copy_from(&[0.0, f32::NAN, 0.0]);
    let mut no_history = origin(2);
    no_history.history.epochs.clear();
    for (model, origin, message) in [
        (not_finite, origin(2), "`user_bias` holds a number that is not finite"),
        (odd_model(), no_history, "0 epochs are recorded, and the settings say 2"),
        (odd_model().with_y_range(1.0..1.0), origin(2), "`y_range` is 1.0..1.0"),
    ] {
        refuses(&ModelFile::of(&model, origin), message);
    }
    let mut wrong_shape = ModelFile::of(&odd_model(), origin(2));
    wrong_shape.tensors.get_mut("user_bias").unwrap().shape = vec![usize::MAX, 2];
    refuses(&wrong_shape, "`user_bias` has the shape [18446744073709551615, 2] and 3 numbers");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (folder, _) = folder_with(b"");
    let path = folder.path().join("nosuchfile");
    let error = load::<DotProductBias<Cpu>>(&path).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{}: ", path.display())), "{error}");
    assert!(error.ends_with("; check the path"), "{error}");
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let bytes = good_bytes();
    for length in 0..bytes.len() {
        problem::<DotProductBias<Cpu>>(&bytes[..length]);
    }
    let longer = [&bytes[..], &[0; 4]].concat();
    assert!(problem::<DotProductBias<Cpu>>(&longer).contains("bytes of numbers"));
}

#[test]
fn no_changed_byte_makes_the_reader_panic() {
    let bytes = good_bytes();
    let (_folder, path) = folder_with(&bytes);
    for place in 0..bytes.len() {
        for flip in [1, 0x20, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] ^= flip;
            fs::write(&path, changed).unwrap();
            // Some changes are harmless, such as another letter in a title.
            let loaded = catch_unwind(AssertUnwindSafe(|| load::<DotProductBias<Cpu>>(&path)));
            let loaded = loaded.unwrap_or_else(|_| panic!("byte {place} changed by {flip}"));
            if let Err(error) = loaded {
                assert_eq!(error.to_string().lines().count(), 1, "{error}");
            }
        }
    }
}

#[test]
fn what_is_no_model_file_is_refused() {
    let pickle = b"\x80\x04\x95\x10\x00\x00\x00\x00 and so on";
    let tensor = |offsets: [u64; 2], shape: &[u64]| json!({"dtype": "U8", "shape": shape, "data_offsets": offsets});
    // Sizes that add up to the largest number there is: one more byte overflows.
    let piece = (1_u64 << 61) - 1;
    let mut huge = json!({});
    for i in 0..8 {
        huge[format!("t{i}")] = tensor([piece * i, piece * (i + 1)], &[piece]);
    }
    huge["t8"] = tensor([piece * 8, u64::MAX], &[7]);
    for (bytes, message) in [
        (b"".to_vec(), "the file is empty"),
        (b"abc".to_vec(), "cut short"),
        (b"user,item,rating\na,x,1\n".to_vec(), "not a safetensors file"),
        (pickle.to_vec(), "not a safetensors file"),
        (u64::MAX.to_le_bytes().to_vec(), "not a safetensors file"),
        (with_header("not json", b""), "its header makes no sense"),
        (with_header("{\"t\": 1}\n", b""), "its header makes no sense"),
        (with_header(&"[".repeat(100_000), b""), "its header makes no sense"),
        (with_header(&"{\"__metadata__\":".repeat(100_000), b""), "its header makes no sense"),
        (with_header(&huge.to_string(), b"1234567"), "bytes of numbers and 7 follow"),
        (
            with_header(&json!({"t": tensor([8, 0], &[8])}).to_string(), &[0; 8]),
            "its header makes no sense",
        ),
        (
            with_header(&json!({"t": tensor([0, 8], &[1 << 33, 1 << 33])}).to_string(), &[0; 8]),
            "its header makes no sense",
        ),
        (
            with_header(
                "{\"t\":{\"dtype\":\"F\\n32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                &[0; 4],
            ),
            "its header makes no sense",
        ),
        (
            with_header(&json!({"t": tensor([0, 8], &[8])}).to_string(), &[0; 8]),
            // The first thing a model of this crate differs in: its numbers.
            "`t` holds U8 numbers, not F32",
        ),
        (with_header("{}", b""), "not of a model of this crate"),
        (
            with_header("{\"__metadata__\":{\"format\":\"pt\"}}", b""),
            "not of a model of this crate",
        ),
    ] {
        let problem = problem::<DotProductBias<Cpu>>(&bytes);
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
}

#[test]
fn a_file_that_does_not_fit_itself_is_refused() {
    let says = |key: &'static str, value: &'static str| {
        move |header: &mut Value| header["__metadata__"][key] = value.into()
    };
    let lacks = |key: &'static str| {
        move |header: &mut Value| {
            header["__metadata__"].as_object_mut().unwrap().remove(key);
        }
    };
    let renamed = |from: &'static str, to: &'static str| {
        move |header: &mut Value| {
            let tensor = header.as_object_mut().unwrap().remove(from).unwrap();
            header[to] = tensor;
        }
    };
    type Edit = Box<dyn FnOnce(&mut Value)>;
    let cases: Vec<(Edit, &str)> = vec![
        (Box::new(says("version", "2")), "version 2 of the format, and this crate reads version 1"),
        (Box::new(says("version", "4000000000")), "a newer release has written it"),
        (Box::new(says("version", "0")), "`0` is no version"),
        (Box::new(says("version", "one\n")), "`one\\n` is no version"),
        (Box::new(says("kind", "neural\nnet")), "of the kind `neural\\nnet`"),
        (Box::new(lacks("kind")), "`kind` is missing"),
        (Box::new(lacks("users")), "`users` is missing"),
        (Box::new(says("users", "{}")), "`users` in its header makes no sense"),
        (Box::new(says("users", "[]")), "no users"),
        (
            Box::new(says("users", "[\"#na#\",\"ann\"]")),
            "`user_factors` has the shape [3, 2], and the rest of the file asks for [2, 2]",
        ),
        (
            Box::new(says("items", "[\"#na#\",\"a\",\"b\",\"c\",\"d\"]")),
            "`item_factors` has the shape [4, 2], and the rest of the file asks for [5, 2]",
        ),
        (Box::new(says("y_range", "null")), "it has no `y_range`"),
        (Box::new(says("y_range", "[5.5,0.0]")), "which is no range"),
        (Box::new(says("y_range", "[0.0,1e999]")), "makes no sense"),
        (Box::new(says("epochs", "[]")), "0 epochs are recorded, and the settings say 2"),
        (
            Box::new(|header| {
                let epochs = header["__metadata__"]["epochs"].as_str().unwrap();
                header["__metadata__"]["epochs"] = epochs.replace(":1,", ":7,").into();
            }),
            "the record of epoch 1 makes no sense",
        ),
        (
            Box::new(|header| {
                let settings = header["__metadata__"]["settings"].as_str().unwrap();
                let huge = settings.replace(":2,\"epochs", ":1000000000000000000,\"epochs");
                assert_ne!(huge, settings);
                header["__metadata__"]["settings"] = huge.into();
            }),
            "`user_factors` has the shape [3, 2]",
        ),
        (
            Box::new(|header| {
                let settings = header["__metadata__"]["settings"].as_str().unwrap();
                let unsaid = settings.replace("\"factors\":2", "\"factors\":null");
                assert_ne!(unsaid, settings);
                header["__metadata__"]["settings"] = unsaid.into();
            }),
            "its settings do not say how many factors",
        ),
        (Box::new(renamed("user_bias", "user_basi")), "the tensor `user_bias` is missing"),
        (
            Box::new(|header| {
                let end = header["user_factors"]["data_offsets"][1].clone();
                header["more\n"] =
                    json!({"dtype": "F32", "shape": [0], "data_offsets": [end, end]});
            }),
            "this dot_product_bias has no use for the tensor `more\\n`",
        ),
        (
            Box::new(|header| header["user_factors"]["shape"] = json!([2, 3])),
            "`user_factors` has the shape [2, 3]",
        ),
        (
            Box::new(|header| header["user_bias"]["shape"] = json!([3, 1])),
            "`user_bias` has the shape [3, 1]",
        ),
        (
            Box::new(|header| header["user_bias"]["dtype"] = "I32".into()),
            "`user_bias` holds I32 numbers, not F32",
        ),
    ];
    for (edit, message) in cases {
        let problem = problem::<DotProductBias<Cpu>>(&edited(&good_bytes(), edit));
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
    let mut not_finite = good_bytes();
    let end = not_finite.len();
    not_finite[end - 4..].copy_from_slice(&f32::INFINITY.to_le_bytes());
    assert!(
        problem::<DotProductBias<Cpu>>(&not_finite)
            .contains("`user_factors` holds a number that is not finite")
    );
}

#[test]
fn a_key_from_a_later_release_is_passed_over() {
    let (_folder, path) =
        folder_with(&edited(&good_bytes(), |header| header["__metadata__"]["more"] = "".into()));
    assert!(load::<DotProductBias<Cpu>>(&path).is_ok());
}

#[test]
fn the_first_difference_from_other_data_is_named() {
    let origin = Origin { items: vec!["#na#".into(), "x".into(), "y".into()], ..origin(2) };
    for (csv, expected) in [
        ("ann,x,1\nbob,y,2\n", None),
        ("ann,x,1\nbob,y,2\ncy,y,2\n", Some("2 users in the file, 3 in films.csv")),
        ("ann,x,1\nben,y,2\n", Some("user 2 is `bob` in the file and `ben` in films.csv")),
        ("ann,x,1\nbob,z,2\n", Some("film 2 is `y` in the file and `z` in films.csv")),
        ("ann,x,1\nbob,x,2\n", Some("2 films in the file, 1 in films.csv")),
    ] {
        let csv = format!("user,item,rating\n{csv}");
        let data = read_csv("films.csv", csv.as_bytes()).unwrap();
        assert_eq!(origin.difference(&data).as_deref(), expected, "{csv}");
    }
}

/// A small data set, its split, and an encoder of three features: two tables and a number.
fn side_data() -> (Dataset, Split, SideEncoder) {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..2_000);
    let features = [SideFeature::Hour, SideFeature::Age, SideFeature::Gender];
    let encoder = data.add_side_features(&features).unwrap();
    let split = data.split_random(0.2, 42).unwrap();
    (data, split, encoder)
}

fn network(data: &Dataset, encoder: &SideEncoder, hidden: &[usize], dropout: f64) -> CollabNn<Cpu> {
    let shape = encoder.shape();
    let config = CollabNnConfig {
        widths: Some((3, 5)),
        categories: shape.categories,
        numbers: shape.numbers,
        hidden: hidden.to_vec(),
        dropout,
    };
    CollabNn::new(&Cpu::default(), data.n_users(), data.n_items(), &config, 0)
}

fn network_settings(dropout: f64) -> Settings {
    Settings { factors: None, epochs: 1, dropout, ..Settings::default() }
}

/// The bytes of a network's file with hidden layers of 4 and 3, and side features.
fn network_bytes() -> Vec<u8> {
    let (data, split, encoder) = side_data();
    let mut learner =
        Learner::new(network(&data, &encoder, &[4, 3], 0.0), &split.train, &split.valid);
    let history = learner.fit_one_cycle(1, 5e-3).unwrap();
    let origin = Origin::new(&data, &split, network_settings(0.0), history).with_side(encoder);
    let (_folder, path) = folder_with(b"");
    ModelFile::of(learner.model(), origin).save(&path).unwrap();
    fs::read(path).unwrap()
}

#[test]
fn a_network_predicts_the_same_after_a_round_trip() {
    let (with_side, with_side_split, encoder) = side_data();
    let mut bare = with_side.clone();
    SideEncoder::default().apply(&mut bare).unwrap();
    let bare_split = bare.split_by_rows(&with_side_split.valid_rows).unwrap();
    for (data, split, encoder) in
        [(&bare, &bare_split, SideEncoder::default()), (&with_side, &with_side_split, encoder)]
    {
        for (hidden, dropout) in [(&[][..], 0.0), (&[4], 0.0), (&[4, 1], 0.25)] {
            let model = network(data, &encoder, hidden, dropout).with_y_range(0.5..6.0);
            let mut learner = Learner::new(model, &split.train, &split.valid);
            let history = learner.fit_one_cycle(1, 5e-3).unwrap();
            let origin = Origin::new(data, split, network_settings(dropout), history)
                .with_side(encoder.clone());
            let file = ModelFile::of(learner.model(), origin);
            let (_folder, path) = folder_with(b"");
            file.save(&path).unwrap();
            let loaded = ModelFile::load(&path).unwrap();
            assert_eq!((&loaded.kind[..], &loaded.origin), ("collab_nn", &file.origin));
            let back: CollabNn<Cpu> = loaded.model(&Cpu::default()).unwrap();
            assert_eq!(back.layers.len(), hidden.len() + 1);
            assert_eq!((back.dropout, &back.y_range), (dropout, &(0.5..6.0)));
            let again = ModelFile::of(&back, file.origin.clone());
            assert_eq!(again.tensors.len(), file.tensors.len());
            for (name, tensor) in &file.tensors {
                assert_eq!(again.tensors[name].shape, tensor.shape, "{name}");
                assert_eq!(bits(&again.tensors[name].values), bits(&tensor.values), "{name}");
            }
            // A later program knows the ratings, and makes their columns with the file's encoder.
            let mut later = bare.clone();
            loaded.origin.side.apply(&mut later).unwrap();
            let later = later.split_by_rows(&split.valid_rows).unwrap();
            let back = Learner::new(back, &later.train, &later.valid);
            assert_eq!(bits(&back.predict(&later.valid)), bits(&learner.predict(&split.valid)));
        }
    }
}

#[test]
fn a_network_cut_short_or_of_another_kind_is_refused() {
    let bytes = network_bytes();
    for length in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        problem::<CollabNn<Cpu>>(&bytes[..length]);
    }
    let wrong = problem::<DotProductBias<Cpu>>(&bytes);
    assert_eq!(wrong, "the model is of the kind `collab_nn`, not `dot_product_bias`");
    let wrong = problem::<CollabNn<Cpu>>(&good_bytes());
    assert_eq!(wrong, "the model is of the kind `dot_product_bias`, not `collab_nn`");
}

#[test]
fn a_network_that_does_not_fit_itself_is_refused() {
    let bytes = network_bytes();
    type Edit = Box<dyn Fn(&mut Value)>;
    let renamed = |from: &'static str, to: &'static str| -> Edit {
        Box::new(move |header| {
            let tensor = header.as_object_mut().unwrap().remove(from).unwrap();
            header[to] = tensor;
        })
    };
    let shaped = |name: &'static str, shape: Value| -> Edit {
        Box::new(move |header| header[name]["shape"] = shape.clone())
    };
    let says = |key: &'static str, from: &'static str, to: &'static str| -> Edit {
        Box::new(move |header| {
            let old = header["__metadata__"][key].as_str().unwrap();
            let new = old.replacen(from, to, 1);
            assert_ne!(new, old);
            header["__metadata__"][key] = new.into();
        })
    };
    let extra = |name: &'static str| -> Edit {
        Box::new(move |header| {
            let tensors = header.as_object().unwrap().values();
            let end = tensors.filter_map(|tensor| tensor["data_offsets"][1].as_u64()).max();
            header[name] = json!({"dtype": "F32", "shape": [0, 1], "data_offsets": [end, end]});
        })
    };
    for (edit, message) in [
        (renamed("user_factors", "users"), "the tensor `user_factors` is missing"),
        (renamed("side_factors.0", "side"), "the tensor `side_factors.0` is missing"),
        (renamed("side_factors.1", "side_factors.2"), "the tensor `side_factors.1` is missing"),
        (renamed("layers.0.weight", "layers.0"), "the tensor `layers.0.weight` is missing"),
        (renamed("layers.1.weight", "layers.7.weight"), "the tensor `layers.1.weight` is missing"),
        (renamed("layers.1.bias", "bias"), "the tensor `layers.1.bias` is missing"),
        (renamed("layers.2.weight", "layers.3.weight"), "the tensor `layers.2.weight` is missing"),
        (extra("item_bias"), "this collab_nn has no use for the tensor `item_bias`"),
        (extra("side_factors.2"), "this collab_nn has no use for the tensor `side_factors.2`"),
        (extra("layers.3.bias"), "this collab_nn has no use for the tensor `layers.3.bias`"),
        (
            extra("layers.3.weight"),
            "the tensor `layers.3.weight` has the shape [0, 1], and the rest of the file asks for [1, 1]",
        ),
        // Embeddings of 3, 5, 10 and 3 numbers, and an age: 22 inputs.
        (
            shaped("layers.0.weight", json!([4, 22])),
            "the tensor `layers.0.weight` has the shape [4, 22], and the rest of the file asks for [22, 22]",
        ),
        (
            shaped("layers.1.weight", json!([3, 4])),
            "the tensor `layers.1.weight` has the shape [3, 4], and the rest of the file asks for [4, 4]",
        ),
        (
            shaped("layers.1.bias", json!([3, 1])),
            "the tensor `layers.1.bias` has the shape [3, 1], and the rest of the file asks for [3]",
        ),
        (
            shaped("layers.2.weight", json!([3])),
            "the tensor `layers.2.weight` has the shape [3]: no table",
        ),
        (
            shaped("side_factors.1", json!([1, 9])),
            "the tensor `side_factors.1` has the shape [1, 9], and the rest of the file asks for [3, 9]",
        ),
        (
            says("side", "{\"feature\":\"hour\"}", "{\"feature\":\"weekday\"}"),
            "the tensor `side_factors.0` has the shape [25, 10], and the rest of the file asks for [8, 10]",
        ),
        (
            says("side", ",\"M\"", ""),
            "the tensor `side_factors.1` has the shape [3, 3], and the rest of the file asks for [2, 3]",
        ),
        (
            says("side", "{\"feature\":\"hour\"}", "{\"feature\":\"moon\"}"),
            "`side` in its header makes no sense (unknown variant `moon`",
        ),
        (says("side", "\"#na#\",", ""), "the first name of a vocabulary is `#na#`"),
        (says("settings", "\"dropout\":0.0", "\"dropout\":1.0"), "a dropout of 1 is no share"),
        (says("y_range", "[0.0,5.5]", "null"), "it has no `y_range`"),
        (says("version", "1", "2"), "version 2 of the format"),
    ] {
        let problem = problem::<CollabNn<Cpu>>(&edited(&bytes, edit));
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
}

#[test]
fn a_file_from_before_there_were_side_features_still_loads() {
    let bytes = edited(&good_bytes(), |header| {
        let strings = header["__metadata__"].as_object_mut().unwrap();
        assert_eq!(strings.remove("side").unwrap(), "[]");
        let settings = strings["settings"].as_str().unwrap();
        let before = settings.replace("\"dropout\":0.0,", "");
        assert_eq!(
            before,
            "{\"factors\":2,\"epochs\":2,\"lr\":0.005,\"batch_size\":64,\"weight_decay\":0.01,\
             \"seed\":18446744073709551615}",
        );
        strings["settings"] = before.into();
    });
    let (_folder, path) = folder_with(&bytes);
    assert_eq!(ModelFile::load(&path).unwrap().origin, origin(2));
    assert!(load::<DotProductBias<Cpu>>(&path).is_ok());
}

#[test]
fn side_features_are_part_of_the_fingerprint() {
    let (mut data, split, _) = side_data();
    let mut seen = vec![fingerprint_of(&data, &split).to_string()];
    for features in [&[SideFeature::Hour][..], &[SideFeature::Age], &[]] {
        data.add_side_features(features).unwrap();
        let split = data.split_by_rows(&split.valid_rows).unwrap();
        seen.push(fingerprint_of(&data, &split).to_string());
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 4);
}
