//! What a program says when it cannot go on.

use clap::Command;
use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process;
use workbook::Error;
use workbook::text::{one_line, quoted};

/// Prints `error: …` on standard error, with the option to change if this program has one.
pub fn print(error: &anyhow::Error, command: &Command) {
    // Standard error may be closed too; then only the exit code is left.
    let _ = writeln!(io::stderr(), "error: {}", message(error, command));
}

fn message(error: &anyhow::Error, command: &Command) -> String {
    let setting = error.downcast_ref::<Error>().and_then(Error::setting);
    match setting.and_then(|setting| option(command, setting)) {
        Some(option) => one_line(&format!("{error} (--{option})")),
        None => one_line(&error.to_string()),
    }
}

/// The option that sets a setting, which both call by one name.
fn option<'a>(command: &'a Command, setting: &str) -> Option<&'a str> {
    command.get_arguments().find(|option| option.get_id() == setting)?.get_long()
}

/// Ends the program as clap does, with help or with what is wrong with the options. If what was typed is long
/// or not printable, what clap says of it is made one line.
pub fn exit(error: &clap::Error) -> ! {
    let is_plain =
        |typed: OsString| typed.to_str().is_some_and(|typed| quoted(typed).contains(typed));
    if !error.use_stderr() || env::args_os().skip(1).all(is_plain) {
        error.exit();
    }
    let text = error.render().to_string();
    // The last paragraph points to the help.
    let (problem, advice) = text.trim_end().rsplit_once("\n\n").unwrap_or((&text, ""));
    let problem = problem.strip_prefix("error: ").unwrap_or(problem);
    let problem = problem.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(io::stderr(), "error: {}\n\n{advice}", one_line(&problem));
    process::exit(error.exit_code());
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Arg;
    use workbook::Suspect;

    #[test]
    fn an_error_names_the_option_to_change_if_there_is_one() {
        let command = Command::new("test").arg(Arg::new("lr").long("learning-rate"));
        let lost = |suspect| Error::LossNotFinite { loss: f32::NAN, epoch: 0, step: 3, suspect };
        let message = |error: Error| message(&error.into(), &command);
        let with = message(lost(Suspect::LearningRate));
        assert!(with.ends_with("try a lower learning rate (--learning-rate)"), "{with}");
        let without = message(lost(Suspect::WeightDecay));
        assert!(without.ends_with("try a weaker weight decay"), "{without}");
        let long = Error::Setting { name: "lr", message: "x".repeat(400) };
        let long = message(long);
        assert!(long.chars().count() < 300 && long.ends_with("x (--learning-rate)"), "{long}");
    }

    #[test]
    fn any_error_is_one_printable_line() {
        let message = message(&anyhow::anyhow!("one\ntwo\u{1b}[2J"), &Command::new("test"));
        assert_eq!(message, "one\\u{a}two\\u{1b}[2J");
    }
}
