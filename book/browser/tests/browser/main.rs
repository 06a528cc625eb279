//! The book in a real browser: see the documentation of the package `browser`.
//!
//! The tests are skipped where Chromium or ChromeDriver is missing. Those of accessibility also need
//! `WORKBOOK_AXE`, the path of axe-core's `axe.min.js`, which `npm pack axe-core` brings, and those of what
//! trains in the page need the engine.

mod accessibility;
mod cost_model;
mod feedback;
mod film_map;
mod laboratory;
mod landing;
mod links;
mod loading;
mod moving_map;
mod narrow;
mod network;
mod newcomer;
mod one_hot;
mod own_file;
mod parabola;
mod predictions;
mod scatter_add;
mod sigmoid_range;
mod sizes;
mod taste;
mod toy_table;
mod training;
mod without_scripts;

use anyhow::Result;
use browser::{Chromium, Page, Site, World};
use libtest_mimic::{Arguments, Failed, Trial};
use std::env;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};

/// As many browsers at once as two cores bear.
const BROWSERS: usize = 3;

/// Built, served and started by the first test that runs.
type Shared = Arc<LazyLock<Result<World>>>;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(BROWSERS);
    let missing = Chromium::missing();
    if let Some(missing) = missing {
        println!("skipped: install {missing} to run these tests");
    }
    let has_axe = env::var_os("WORKBOOK_AXE").is_some();
    if !has_axe {
        println!(
            "skipped in part: set WORKBOOK_AXE to an axe.min.js to run the tests of accessibility"
        );
    }
    let has_engine = Site::has_engine();
    if !has_engine {
        println!("skipped in part: build the engine to run the tests of what trains in the page");
    }
    let has_movielens = own_file::movielens().is_some();
    if !has_movielens {
        println!(
            "skipped in part: set WORKBOOK_DATA to a folder that holds ml-100k to train on it in the page"
        );
    }
    let is_skipped = |name: &str| {
        let needs_axe = name.starts_with("accessibility::");
        let trains = ["feedback::", "moving_map::", "newcomer::", "own_file::", "training::"];
        let also = [
            "sizes::the_engine_is_small",
            "laboratory::a_closed_form_ends_at_the_recorded_digits",
            "laboratory::the_keyboard_trains_a_network_and_stops_it",
            "laboratory::fewer_epochs_are_said",
            "laboratory::a_quick_stop_trains_nothing",
            "network::it_trains_to_the_recorded_loss",
            "network::it_trains_by_keyboard_and_stops",
        ];
        let needs_engine = trains.iter().any(|file| name.starts_with(file)) || also.contains(&name);
        let needs_movielens = name.starts_with("own_file::movielens");
        missing.is_some()
            || needs_axe && !has_axe
            || needs_engine && !has_engine
            || needs_movielens && !has_movielens
    };

    let world: Shared = Arc::new(LazyLock::new(World::start));
    macro_rules! trials {
        ($($module:ident::$test:ident),* $(,)?) => {
            vec![$({
                let name = concat!(stringify!($module), "::", stringify!($test));
                trial(name, &world, $module::$test).with_ignored_flag(is_skipped(name))
            }),*]
        };
    }
    // The longest first.
    let trials = trials![
        accessibility::nothing_serious_in_the_light_theme,
        accessibility::nothing_serious_in_the_dark_theme,
        loading::every_page_loads_without_a_fault,
        narrow::no_page_is_wider_than_a_phone,
        sizes::pages_are_light_and_the_engine_waits,
        sizes::the_engine_is_small,
        without_scripts::every_page_can_be_read,
        links::none_is_dead,
        feedback::the_loops_are_the_recorded_ones,
        feedback::the_arrow_keys_leave_films_to_chance,
        feedback::a_loop_is_stopped_and_forgotten,
        moving_map::the_dots_come_to_the_recorded_map,
        moving_map::nothing_moves_where_less_motion_is_wanted,
        predictions::an_answer_meets_the_record,
        predictions::an_order_is_pressed_button_by_button,
        predictions::answers_are_kept,
        predictions::the_list_shows_and_deletes_them,
        predictions::whatever_is_kept_does_no_harm,
        film_map::the_mouse_names_a_film,
        film_map::a_tap_names_a_film,
        film_map::a_click_shows_the_nearest_films,
        film_map::the_wheel_scrolls_the_page,
        film_map::the_wheel_with_ctrl_zooms_the_map,
        film_map::a_zoomed_map_is_dragged,
        film_map::the_arrow_keys_go_from_film_to_film,
        film_map::a_film_is_found_by_its_name,
        landing::the_mouse_picks_a_chapter,
        landing::the_arrow_keys_pick_a_chapter,
        taste::the_arrow_keys_change_the_taste,
        taste::a_taste_is_reversed,
        one_hot::a_row_comes_out_twice,
        one_hot::the_arrow_keys_go_from_number_to_number,
        scatter_add::what_is_written_over_is_lost,
        scatter_add::a_copy_may_come_from_another_row,
        toy_table::a_step_lowers_the_loss,
        toy_table::a_run_ends_where_the_loss_has_settled,
        toy_table::a_high_rate_explodes,
        training::every_model_ends_at_its_recorded_loss,
        training::the_settings_are_in_the_reader_s_hand,
        training::a_rate_that_is_too_high_explodes_in_words,
        training::two_quick_presses_train_once,
        laboratory::a_closed_form_ends_at_the_recorded_digits,
        laboratory::the_keyboard_trains_a_network_and_stops_it,
        laboratory::fewer_epochs_are_said,
        laboratory::a_quick_stop_trains_nothing,
        laboratory::the_slider_changes_the_order,
        laboratory::a_finger_moves_the_slider,
        own_file::it_trains_as_in_the_library,
        own_file::movielens_ends_at_its_recorded_loss,
        own_file::what_cannot_be_read_is_said,
        own_file::a_file_is_picked_by_keyboard,
        own_file::a_file_is_dropped,
        own_file::too_few_ratings_are_said,
        own_file::the_same_file_can_be_picked_again,
        newcomer::the_list_of_the_page_s_newcomer_is_the_recorded_one,
        newcomer::the_questionnaire_is_the_recorded_dialogue,
        sigmoid_range::no_score_comes_to_the_end_of_the_range,
        sigmoid_range::the_mouse_drags_the_dot,
        sigmoid_range::a_finger_drags_the_dot_and_not_the_page,
        parabola::a_stronger_penalty_costs_more,
        parabola::the_mouse_drags_a_weight,
        parabola::a_stronger_penalty_moves_the_lowest_point,
        parabola::steps_end_at_the_lowest_point,
        cost_model::every_control_changes_the_answer,
        cost_model::it_answers_as_the_example_and_close_to_what_was_measured,
        cost_model::it_is_close_to_the_speeds_through_the_tape,
        cost_model::it_says_what_the_tape_cannot_do,
        cost_model::what_was_not_measured_is_said_and_dashed,
        cost_model::the_mouse_drags_the_dot,
        cost_model::a_finger_drags_the_dot_and_not_the_page,
        network::the_parameters_are_those_of_the_chapter,
        network::the_arrow_keys_take_a_layer_away,
        network::it_trains_to_the_recorded_loss,
        network::it_trains_by_keyboard_and_stops,
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A test that runs in a browser of its own.
fn trial(
    name: &str,
    world: &Shared,
    test: impl AsyncFnOnce(&Page) -> Result<()> + Send + 'static,
) -> Trial {
    let world = world.clone();
    Trial::test(name, move || {
        let result = world.as_ref().as_ref().map_err(|error| Failed::from(format!("{error:#}")));
        result?.run(test).map_err(|error| Failed::from(format!("{error:#}")))
    })
}
