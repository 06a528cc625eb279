//! Promises of saved models: they come back bit for bit, and any other file is refused.

use serde_json::{Value, json};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use workbook::Error;
use workbook::data::{Dataset, SideEncoder, SideFeature, Split, builtin, read_csv};
use workbook::learn::{EpochRecord, History, Learner, Recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProduct, DotProductBias};
use workbook::saved::{About, ModelFile, Stored};

const USERS: [&str; 3] = ["#na#", "ann", "bob"];
const ITEMS: [&str; 4] = ["#na#", "Alien (1979)", "Misérables, Les (1995)", "\"Q\", \\ and \n"];

fn about() -> About {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    // Numbers whose last bit a reader of decimals gets wrong unless it takes care.
    let epoch = |epoch: usize| EpochRecord {
        epoch,
        train_loss: 51.248_178_375_505_404,
        valid_loss: 97.453_653_200_346_85,
        seconds: 93.311_370_376_880_33,
    };
    About {
        data: "films.csv".to_owned(),
        recipe: Recipe { factors: 2, epochs: 2, seed: u64::MAX, ..Recipe::default() },
        history: History { epochs: vec![epoch(0), epoch(1)] },
        users: names(&USERS),
        items: names(&ITEMS),
        side: SideEncoder::default(),
        y_range: None,
        dropout: 0.0,
    }
}

/// Finite numbers that lose something as soon as they are rounded, printed or computed with.
fn odd_numbers(n: usize) -> Vec<f32> {
    let odd =
        [-0.0, f32::from_bits(1), f32::MAX, f32::MIN, f32::MIN_POSITIVE / 2.0, 0.1, 1.0 / 3.0];
    odd.into_iter().cycle().take(n).collect()
}

fn odd_model() -> DotProductBias {
    let mut model =
        DotProductBias::new(USERS.len(), ITEMS.len(), 2, 0).with_y_range(-0.1..1.0 + f32::EPSILON);
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
    ModelFile::new(&odd_model(), about()).save(&path).unwrap();
    fs::read(path).unwrap()
}

/// A safetensors file with this header.
fn with_header(header: &str, numbers: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), numbers].concat()
}

/// A file's header and its numbers.
fn parts(bytes: &[u8]) -> (Value, &[u8]) {
    let (length, rest) = bytes.split_at(8);
    let length = u64::from_le_bytes(length.try_into().unwrap()) as usize;
    (serde_json::from_slice(&rest[..length]).unwrap(), &rest[length..])
}

/// A file with its header changed, without its checksum, and the numbers as they are.
fn edited(bytes: &[u8], edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let (mut header, numbers) = parts(bytes);
    header["__metadata__"].as_object_mut().unwrap().remove("checksum");
    edit(&mut header);
    with_header(&header.to_string(), numbers)
}

/// A file with the checksum of another.
fn with_checksum_of(other: &[u8], bytes: &[u8]) -> Vec<u8> {
    let (mut header, numbers) = parts(bytes);
    header["__metadata__"]["checksum"] = parts(other).0["__metadata__"]["checksum"].clone();
    with_header(&header.to_string(), numbers)
}

/// A file with its JSON about the model changed.
fn edited_about(bytes: &[u8], edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    edited(bytes, |header| {
        let json = &mut header["__metadata__"]["workbook"];
        let mut about = serde_json::from_str(json.as_str().unwrap()).unwrap();
        edit(&mut about);
        *json = about.to_string().into();
    })
}

fn load<M: Stored>(path: &Path) -> workbook::Result<M> {
    ModelFile::load(path)?.model()
}

/// What is said about a file that must not be usable.
fn problem<M: Stored>(bytes: &[u8]) -> String {
    let (_folder, path) = folder_with(bytes);
    let error = load::<M>(&path).err().expect("a file that cannot be used");
    let text = error.to_string();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.starts_with(&format!("{}: ", path.display())), "{text}");
    match error {
        Error::Data { problem, remedy, .. } => {
            assert!(remedy.contains("a different model file"), "{remedy}");
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
    let file = ModelFile::new(&model, about());
    let (_folder, path) = folder_with(b"an older file");
    file.save(&path).unwrap();
    let loaded = ModelFile::load(&path).unwrap();
    assert_eq!(loaded.kind, "dot_product_bias");
    assert_eq!(loaded.about, file.about);
    let names: Vec<&str> = loaded.tensors.keys().map(String::as_str).collect();
    assert_eq!(names, ["item_bias", "item_factors", "user_bias", "user_factors"]);
    assert_eq!(loaded.tensors["item_factors"].shape, [4, 2]);
    let back: DotProductBias = loaded.model().unwrap();
    let tables = |m: &DotProductBias| {
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
    let recipe = Recipe { factors: 8, epochs: 1, ..Recipe::default() };
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let history = learner.fit_one_cycle().unwrap();
    let (_folder, path) = folder_with(b"");
    let about = About::new(&data, recipe, history);
    assert_eq!(about.difference(&data), None);
    ModelFile::new(&learner.model, about).save(&path).unwrap();
    let back =
        Learner::new(load::<DotProductBias>(&path).unwrap(), &split.train, &split.valid, recipe);
    assert_eq!(bits(&back.predict(&split.valid)), bits(&learner.predict(&split.valid)));
}

#[test]
fn a_model_without_a_range_comes_back_without_one() {
    let model = DotProduct::new(USERS.len(), ITEMS.len(), 2, 0);
    let (_folder, path) = folder_with(b"");
    ModelFile::new(&model, about()).save(&path).unwrap();
    let file = ModelFile::load(&path).unwrap();
    assert_eq!(file.kind, DotProduct::KIND);
    let back: DotProduct = file.model().unwrap();
    assert_eq!(back.y_range, None);
    assert_eq!(back.item_factors.weight.as_vec(), model.item_factors.weight.as_vec());
    let error = file.model::<DotProductBias>().unwrap_err().to_string();
    assert!(error.contains("of the kind `dot_product`, not `dot_product_bias`"), "{error}");
}

#[test]
fn saving_makes_the_folder_and_leaves_nothing_else() {
    let (folder, _) = folder_with(b"");
    let path = folder.path().join("a/b/model.safetensors");
    let file = ModelFile::new(&odd_model(), about());
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
    let no_history = About { history: History { epochs: vec![] }, ..about() };
    for (model, about, message) in [
        (not_finite, about(), "`user_bias` holds a number that is not finite"),
        (odd_model(), no_history, "0 epochs are recorded, and the recipe says 2"),
        (odd_model().with_y_range(1.0..1.0), about(), "`y_range` is 1.0..1.0"),
    ] {
        refuses(&ModelFile::new(&model, about), message);
    }
    let mut wrong_shape = ModelFile::new(&odd_model(), about());
    wrong_shape.tensors.get_mut("user_bias").unwrap().shape = vec![usize::MAX, 2];
    refuses(&wrong_shape, "`user_bias` has the shape [18446744073709551615, 2] and 3 numbers");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (folder, _) = folder_with(b"");
    let path = folder.path().join("nosuchfile");
    let error = load::<DotProductBias>(&path).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{}: ", path.display())), "{error}");
    assert!(error.ends_with("; check the path"), "{error}");
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let bytes = good_bytes();
    for length in 0..bytes.len() {
        problem::<DotProductBias>(&bytes[..length]);
    }
    let longer = [&bytes[..], &[0; 4]].concat();
    assert!(problem::<DotProductBias>(&longer).contains("bytes of numbers"));
}

/// Whatever bit of a file flips, the file is refused, or what is read from it is what was written.
#[test]
fn no_flipped_bit_goes_unnoticed() {
    // Every byte of a small file, and a sample of a large one; bits of all places in turn.
    for (bytes, step) in [(good_bytes(), 1), (network_bytes(), 97)] {
        let (_folder, path) = folder_with(&bytes);
        let good = ModelFile::load(&path).unwrap();
        for place in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << (place % 8);
            fs::write(&path, changed).unwrap();
            let loaded = catch_unwind(AssertUnwindSafe(|| ModelFile::load(&path)));
            match loaded.unwrap_or_else(|_| panic!("a panic with byte {place} changed")) {
                Err(error) => assert_eq!(error.to_string().lines().count(), 1, "{error}"),
                Ok(file) => {
                    assert_eq!(
                        (&file.kind, &file.about),
                        (&good.kind, &good.about),
                        "byte {place}"
                    );
                    assert!(file.tensors.keys().eq(good.tensors.keys()), "byte {place}");
                    for (name, tensor) in &file.tensors {
                        assert_eq!(tensor.shape, good.tensors[name].shape, "{name}, byte {place}");
                        let values = bits(&good.tensors[name].values);
                        assert_eq!(bits(&tensor.values), values, "{name}, byte {place}");
                    }
                }
            }
        }
    }
}

#[test]
fn damaged_numbers_are_refused_by_the_checksum() {
    let mut bytes = good_bytes();
    let last = bytes.len() - 1;
    bytes[last] ^= 0x80; // the sign of the last number
    let damaged = "the checksum does not match, so the file is damaged";
    assert_eq!(problem::<DotProductBias>(&bytes), damaged);
    let renamed = edited(&good_bytes(), |header| {
        let json = &mut header["__metadata__"]["workbook"];
        *json = json.as_str().unwrap().replace("bob", "rob").into();
    });
    assert_eq!(problem::<DotProductBias>(&with_checksum_of(&good_bytes(), &renamed)), damaged);
}

/// A release before the checksum wrote none.
#[test]
fn a_file_without_a_checksum_loads() {
    let (_folder, path) = folder_with(&edited(&good_bytes(), |_| {}));
    let model = load::<DotProductBias>(&path).unwrap();
    assert_eq!(bits(&model.user_bias.weight.as_vec()), bits(&odd_numbers(3)));
}

#[test]
fn any_other_file_is_refused() {
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
        (with_header("not json", b""), "its header is damaged"),
        (with_header("{\"t\": 1}\n", b""), "its header is damaged"),
        (with_header(&"[".repeat(100_000), b""), "its header is damaged"),
        (with_header(&"{\"__metadata__\":".repeat(100_000), b""), "its header is damaged"),
        (with_header(&huge.to_string(), b"1234567"), "bytes of numbers and 7 follow"),
        (
            with_header(&json!({"t": tensor([8, 0], &[8])}).to_string(), &[0; 8]),
            "its header is damaged",
        ),
        (
            with_header(&json!({"t": tensor([0, 8], &[1 << 33, 1 << 33])}).to_string(), &[0; 8]),
            "its header is damaged",
        ),
        (
            with_header(
                "{\"t\":{\"dtype\":\"F\\n32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                &[0; 4],
            ),
            "its header is damaged",
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
        let problem = problem::<DotProductBias>(&bytes);
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
}

/// Renames a tensor.
fn renamed(from: &'static str, to: &'static str) -> impl Fn(&mut Value) {
    move |header| {
        let tensor = header.as_object_mut().unwrap().remove(from).unwrap();
        header[to] = tensor;
    }
}

#[test]
fn a_model_whose_text_does_not_fit_is_refused() {
    let wrong_names = |n: usize| json!(vec!["x"; n]);
    for (pointer, value, message) in [
        ("/version", json!(2), "version 2 of the format, and this crate reads version 1: a newer"),
        ("/version", json!(4_000_000_000_u32), "a newer release wrote it"),
        ("/version", json!(0), "version 0 of the format, and this crate reads version 1"),
        ("/version", json!("one\n"), "`workbook` in its header is damaged"),
        ("/kind", json!("neural\nnet"), "of the kind `neural\\nnet`"),
        ("/kind", json!(7), "`workbook` in its header is damaged"),
        ("/users", json!({}), "`workbook` in its header is damaged"),
        ("/users", json!([]), "no users"),
        ("/items", json!([]), "no items"),
        (
            "/users",
            wrong_names(2),
            "`user_factors` has the shape [3, 2], and the rest of the file asks for [2, 2]",
        ),
        (
            "/items",
            wrong_names(5),
            "`item_factors` has the shape [4, 2], and the rest of the file asks for [5, 2]",
        ),
        ("/y_range", json!(null), "it has no `y_range`"),
        ("/y_range", json!({"start": 5.5, "end": 0.0}), "which is not a range"),
        ("/y_range", json!({"start": 0.0, "end": 1e300}), "which is not a range"),
        ("/history", json!([]), "0 epochs are recorded, and the recipe says 2"),
        ("/history/1/epoch", json!(7), "the record of epoch 1 is damaged"),
        ("/recipe/epochs", json!(0), "2 epochs are recorded, and the recipe says 0"),
        ("/recipe/lr", json!("fast"), "`workbook` in its header is damaged"),
        ("/dropout", json!(1.0), "`dropout` is 1, which is not a probability below 1"),
        ("/dropout", json!(0.5), "a dot_product_bias has no dropout, and the file says 0.5"),
    ] {
        let edit = |about: &mut Value| *about.pointer_mut(pointer).unwrap() = value.clone();
        let problem = problem::<DotProductBias>(&edited_about(&good_bytes(), edit));
        assert!(problem.contains(message), "{pointer}, expected `{message}`: {problem}");
    }
    for field in ["version", "kind", "data", "recipe", "history", "users", "items", "side"] {
        let remove = |about: &mut Value| drop(about.as_object_mut().unwrap().remove(field));
        let problem = problem::<DotProductBias>(&edited_about(&good_bytes(), remove));
        assert!(problem.contains(&format!("missing field `{field}`")), "{problem}");
    }
}

#[test]
fn a_model_whose_tensors_do_not_fit_is_refused() {
    type Edit = Box<dyn Fn(&mut Value)>;
    let cases: [(Edit, &str); 6] = [
        (Box::new(renamed("user_bias", "user_basi")), "the tensor `user_bias` is missing"),
        (
            Box::new(|header| {
                let end = header["user_factors"]["data_offsets"][1].clone();
                header["more\n"] =
                    json!({"dtype": "F32", "shape": [0], "data_offsets": [end, end]});
            }),
            "this dot_product_bias does not use the tensor `more\\n`",
        ),
        (
            Box::new(|header| header["user_factors"]["shape"] = json!([2, 3])),
            "`user_factors` has the shape [2, 3]",
        ),
        (
            Box::new(|header| header["item_factors"]["shape"] = json!([8])),
            "`item_factors` has the shape [8], and the rest of the file asks for [4, 2]",
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
        let problem = problem::<DotProductBias>(&edited(&good_bytes(), edit));
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
    let mut not_finite = edited(&good_bytes(), |_| {});
    let end = not_finite.len();
    not_finite[end - 4..].copy_from_slice(&f32::INFINITY.to_le_bytes());
    assert!(
        problem::<DotProductBias>(&not_finite)
            .contains("`user_factors` holds a number that is not finite")
    );
}

#[test]
fn fields_of_a_later_release_are_skipped() {
    let edit = |about: &mut Value| about["more"] = "".into();
    let bytes = edited_about(&good_bytes(), edit);
    let bytes = edited(&bytes, |header| header["__metadata__"]["other"] = "".into());
    let (_folder, path) = folder_with(&bytes);
    assert!(load::<DotProductBias>(&path).is_ok());
}

#[test]
fn the_first_difference_from_other_data_is_named() {
    let about = About { items: vec!["#na#".into(), "x".into(), "y".into()], ..about() };
    for (csv, expected) in [
        ("ann,x,1\nbob,y,2\n", None),
        ("ann,x,1\nbob,y,2\ncy,y,2\n", Some("2 users in the file, 3 in films.csv")),
        ("ann,x,1\nben,y,2\n", Some("user 2 is `bob` in the file and `ben` in films.csv")),
        ("ann,x,1\nbob,z,2\n", Some("film 2 is `y` in the file and `z` in films.csv")),
        ("ann,x,1\nbob,x,2\n", Some("2 films in the file, 1 in films.csv")),
    ] {
        let csv = format!("user,item,rating\n{csv}");
        let data = read_csv("films.csv", csv.as_bytes()).unwrap();
        assert_eq!(about.difference(&data).as_deref(), expected, "{csv}");
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

fn network(data: &Dataset, encoder: &SideEncoder, hidden: &[usize], dropout: f64) -> CollabNn {
    let shape = encoder.shape();
    let config = CollabNnConfig {
        widths: Some((3, 5)),
        categories: shape.categories,
        numbers: shape.numbers,
        hidden: hidden.to_vec(),
        dropout,
    };
    CollabNn::new(data.n_users(), data.n_items(), &config, 0)
}

/// A network that was trained for an epoch, as a file.
fn network_file(
    data: &Dataset,
    split: &Split,
    encoder: &SideEncoder,
    model: CollabNn,
) -> ModelFile {
    let recipe = Recipe { epochs: 1, ..Recipe::default() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let history = learner.fit_one_cycle().unwrap();
    let about = About { side: encoder.clone(), ..About::new(data, recipe, history) };
    ModelFile::new(&learner.model, about)
}

/// Predictions of a model for a split's validation ratings.
fn predictions(model: CollabNn, split: &Split) -> Vec<u32> {
    let learner = Learner::new(model, &split.train, &split.valid, Recipe::default());
    bits(&learner.predict(&split.valid))
}

/// The bytes of a network's file with hidden layers of 4 and 3, and side features.
fn network_bytes() -> Vec<u8> {
    let (data, split, encoder) = side_data();
    let model = network(&data, &encoder, &[4, 3], 0.0);
    let (_folder, path) = folder_with(b"");
    network_file(&data, &split, &encoder, model).save(&path).unwrap();
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
            let file = network_file(data, split, &encoder, model);
            let (_folder, path) = folder_with(b"");
            file.save(&path).unwrap();
            let loaded = ModelFile::load(&path).unwrap();
            assert_eq!((&loaded.kind[..], &loaded.about), ("collab_nn", &file.about));
            let back: CollabNn = loaded.model().unwrap();
            assert_eq!(back.layers.len(), hidden.len() + 1);
            assert_eq!((back.dropout, &back.y_range), (dropout, &(0.5..6.0)));
            assert_eq!(loaded.tensors.len(), file.tensors.len());
            for (name, tensor) in &file.tensors {
                assert_eq!(loaded.tensors[name].shape, tensor.shape, "{name}");
                assert_eq!(bits(&loaded.tensors[name].values), bits(&tensor.values), "{name}");
            }
            // A later program knows the ratings, and makes their columns with the file's encoder.
            let mut later = bare.clone();
            loaded.about.side.apply(&mut later).unwrap();
            let later = later.split_by_rows(&split.valid_rows).unwrap();
            let trained: CollabNn = file.model().unwrap();
            assert_eq!(predictions(back, &later), predictions(trained, split));
        }
    }
}

#[test]
fn a_network_cut_short_or_of_another_kind_is_refused() {
    let bytes = network_bytes();
    for length in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        problem::<CollabNn>(&bytes[..length]);
    }
    let wrong = problem::<DotProductBias>(&bytes);
    assert_eq!(wrong, "the model is of the kind `collab_nn`, not `dot_product_bias`");
    let wrong = problem::<CollabNn>(&good_bytes());
    assert_eq!(wrong, "the model is of the kind `dot_product_bias`, not `collab_nn`");
}

#[test]
fn a_network_that_does_not_fit_itself_is_refused() {
    let bytes = network_bytes();
    type Edit = Box<dyn Fn(&mut Value)>;
    let renamed = |from, to| -> Edit { Box::new(renamed(from, to)) };
    let shaped = |name: &'static str, shape: Value| -> Edit {
        Box::new(move |header| header[name]["shape"] = shape.clone())
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
        (extra("item_bias"), "this collab_nn does not use the tensor `item_bias`"),
        (extra("side_factors.2"), "this collab_nn does not use the tensor `side_factors.2`"),
        (extra("layers.3.bias"), "this collab_nn does not use the tensor `layers.3.bias`"),
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
            "the tensor `layers.2.weight` has the shape [3], which is not a table's",
        ),
        (
            shaped("side_factors.1", json!([1, 9])),
            "the tensor `side_factors.1` has the shape [1, 9], and the rest of the file asks for [3, 9]",
        ),
    ] {
        let problem = problem::<CollabNn>(&edited(&bytes, edit));
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
    let says = |from: &'static str, to: &'static str| {
        edited(&bytes, |header| {
            let json = &mut header["__metadata__"]["workbook"];
            let new = json.as_str().unwrap().replacen(from, to, 1);
            assert_ne!(new, json.as_str().unwrap());
            *json = new.into();
        })
    };
    for (from, to, message) in [
        (
            "{\"feature\":\"hour\"}",
            "{\"feature\":\"weekday\"}",
            "the tensor `side_factors.0` has the shape [25, 10], and the rest of the file asks for [8, 10]",
        ),
        (
            ",\"M\"",
            "",
            "the tensor `side_factors.1` has the shape [3, 3], and the rest of the file asks for [2, 3]",
        ),
        ("{\"feature\":\"hour\"}", "{\"feature\":\"moon\"}", "unknown variant `moon`"),
        ("\"#na#\",\"F\"", "\"F\"", "the first name of a vocabulary is `#na#`"),
        ("\"dropout\":0.0", "\"dropout\":1.5", "`dropout` is 1.5"),
    ] {
        let problem = problem::<CollabNn>(&says(from, to));
        assert!(problem.contains(message), "expected `{message}`: {problem}");
    }
}
