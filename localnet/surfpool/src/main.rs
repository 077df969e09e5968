//! Starts an offline Surfnet on the loopback, loads programs, prints one JSON line with its addresses and runs until
//! its standard input closes (so it never outlives the process that started it).
//!
//! Arguments: `--slot-ms N` (default 400), `--block-mode clock|transaction` (default clock), and any number of
//! `--program ADDRESS PATH AUTHORITY`.

mod args;
mod program;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use args::Args;
use program::WriteProgram;
use surfpool_sdk::{Surfnet, SurfnetError};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let args = Args::parse(std::env::args().skip(1))?;
    let runtime =
        tokio::runtime::Runtime::new().map_err(|e| format!("NoRuntime: the async runtime can't start ({e})."))?;
    let mut surfnet = runtime
        .block_on(
            Surfnet::builder()
                .offline(true)
                .block_production_mode(args.block_mode)
                .slot_time_ms(args.slot_ms)
                .start(),
        )
        .map_err(named)?;
    for program in args.programs {
        let builder = WriteProgram::read(program)?;
        surfnet.cheatcodes().execute(builder).map_err(named)?;
    }
    let line = serde_json::json!({ "rpcUrl": surfnet.rpc_url(), "wsUrl": surfnet.ws_url() });
    println!("{line}");
    io::stdout()
        .flush()
        .map_err(|e| format!("NoOutput: the addresses can't be printed ({e})."))?;
    wait_for_end_of_input();
    surfnet.stop().map_err(named)
}

fn wait_for_end_of_input() {
    let mut buffer = [0u8; 256];
    while matches!(io::stdin().read(&mut buffer), Ok(n) if n > 0) {}
}

fn named(error: SurfnetError) -> String {
    format!("SurfnetError: {error}.")
}
