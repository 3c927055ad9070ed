//! The program: arguments in, exit code out.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use mapalabra::cli::{self, Command, Outcome, Streams};

fn main() -> ExitCode {
    let outcome = match cli::parse(std::env::args_os().skip(1)) {
        Ok(command) => run(command),
        Err(usage) => {
            // Nobody can be told when standard error fails.
            let _ = writeln!(io::stderr(), "mapalabra: {usage}");
            Outcome::WrongUsage
        }
    };
    ExitCode::from(outcome.code())
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
