//! Loading a program with its upgrade authority.

use crate::args::ProgramArg;
use serde_json::{json, Value};
use surfpool_sdk::cheatcodes::builders::CheatcodeBuilder;
use surfpool_sdk::Pubkey;

/// The `surfnet_writeProgram` cheatcode with its authority parameter, which the SDK's own `DeployProgram` leaves out.
pub struct WriteProgram {
    address: Pubkey,
    authority: Pubkey,
    elf: Vec<u8>,
}

impl WriteProgram {
    pub fn read(program: ProgramArg) -> Result<Self, String> {
        let elf =
            std::fs::read(&program.path).map_err(|e| format!("NoProgram: {} can't be read ({e}).", program.path))?;
        Ok(Self {
            address: program.address,
            authority: program.authority,
            elf,
        })
    }
}

impl CheatcodeBuilder for WriteProgram {
    const METHOD: &'static str = "surfnet_writeProgram";

    fn build(self) -> Value {
        json!([self.address.to_string(), hex(&self.elf), 0, self.authority.to_string()])
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
