//! The program: arguments in, exit code out.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use mapalabra::cli::{self, Command, Outcome, Streams};

fn main() -> ExitCode {
    #[cfg(feature = "app")]
    let began = std::time::Instant::now();
    let outcome = match cli::parse(std::env::args_os().skip(1)) {
        #[cfg(feature = "app")]
        Ok(Command::Window(window)) => show(window, began),
        Ok(command) => run(command),
        Err(usage) => {
            // Nobody can be told when standard error fails.
            let _ = writeln!(io::stderr(), "mapalabra: {usage}");
            Outcome::WrongUsage
        }
    };
    ExitCode::from(outcome.code())
}

#[cfg(feature = "app")]
fn show(window: cli::Window, began: std::time::Instant) -> Outcome {
    let options = mapalabra::app::WindowOptions {
        files: window.files,
        offline: window.offline,
        own_places: window.gazetteer,
        bench_start: window.bench_start.then_some(began),
    };
    match mapalabra::app::run(options) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            let _ = writeln!(io::stderr(), "mapalabra: {error}");
            Outcome::Incomplete
        }
    }
}

fn run(command: Command) -> Outcome {
    let mut input = io::stdin();
    cli::run(
        command,
        Streams {
            is_terminal: input.is_terminal(),
            input: &mut input,
            out: &mut io::BufWriter::new(io::stdout().lock()),
            log: &mut io::stderr().lock(),
        },
    )
}
