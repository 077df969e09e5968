//! Command line of the binary.

use surfpool_sdk::{BlockProductionMode, Pubkey};

/// One program to load before the addresses are printed.
pub struct ProgramArg {
    pub address: Pubkey,
    pub path: String,
    pub authority: Pubkey,
}

pub struct Args {
    pub slot_ms: u64,
    pub block_mode: BlockProductionMode,
    pub programs: Vec<ProgramArg>,
}

impl Args {
    /// Errors are sentences that name the argument.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Args {
            slot_ms: 400,
            block_mode: BlockProductionMode::Clock,
            programs: Vec::new(),
        };
        while let Some(flag) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| format!("MissingValue: {flag} needs a value."))
            };
            match flag.as_str() {
                "--slot-ms" => {
                    args.slot_ms = value()?
                        .parse()
                        .map_err(|_| String::from("BadValue: --slot-ms takes whole milliseconds."))?;
                }
                "--block-mode" => {
                    args.block_mode = match value()?.as_str() {
                        "clock" => BlockProductionMode::Clock,
                        "transaction" => BlockProductionMode::Transaction,
                        other => return Err(format!("BadValue: --block-mode {other} is not clock or transaction.")),
                    };
                }
                "--program" => args.programs.push(ProgramArg {
                    address: pubkey(&value()?)?,
                    path: value()?,
                    authority: pubkey(&value()?)?,
                }),
                _ => return Err(format!("UnknownArgument: {flag} is not known.")),
            }
        }
        Ok(args)
    }
}

fn pubkey(text: &str) -> Result<Pubkey, String> {
    text.parse()
        .map_err(|_| format!("BadAddress: {text} is not a base58 address."))
}
