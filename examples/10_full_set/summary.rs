//! What a run has come to: losses epoch by epoch, ratings a second, memory.

use crate::memory;
use lab::Report;
use serde_json::json;
use workbook::learn::History;

/// A run that is over.
pub struct Summary {
    pub name: &'static str,
    /// What was run, for people.
    pub text: String,
    pub history: History,
    /// Epochs of the history that are from an earlier run of the program.
    pub earlier: usize,
    /// Training ratings of an epoch.
    pub ratings: usize,
    /// The threads that it ran on, if that was for the program to choose.
    pub threads: Option<usize>,
    pub floor: Option<f64>,
}

impl Summary {
    /// Reports it.
    pub fn report(self, report: &mut Report) {
        let Self { name, text, history, earlier, ratings, threads, floor } = self;
        let epochs = &history.epochs;
        report.say(text);
        report.list(
            &[name, "epoch", "train", "valid", "seconds"],
            epochs.iter().map(|epoch| {
                let losses = [epoch.train_loss, epoch.valid_loss].map(|loss| format!("{loss:.4}"));
                let [train, valid] = losses;
                let seconds = format!("{:.2}", epoch.seconds);
                [String::new(), epoch.epoch.to_string(), train, valid, seconds]
            }),
        );
        let ours = &epochs[earlier..];
        let seconds: f64 = ours.iter().map(|epoch| epoch.seconds).sum();
        let per_second = (!ours.is_empty()).then(|| (ratings * ours.len()) as f64 / seconds);
        let peak = memory::peak();
        let valid_loss = epochs.last().map(|epoch| epoch.valid_loss);
        let values = json!({
            "final_valid_loss": valid_loss, "epochs": epochs.len(), "seconds": seconds,
            "ratings_per_second": per_second, "peak_memory_mb": peak,
            "above_noise_floor": valid_loss.zip(floor).map(|(loss, floor)| loss - floor),
        });
        let speed = per_second.map_or(String::new(), |speed| {
            let speed = speed / 1e6;
            let threads = threads.map_or(String::new(), |threads| format!(" (threads: {threads})"));
            format!("Speed: {speed:.2} million ratings a second{threads}, validation included. ")
        });
        let peak =
            peak.map_or(String::new(), |peak| format!("{peak:.0} MB of memory at the peak."));
        report.find(name, values, format!("{speed}{peak}"));
    }
}
