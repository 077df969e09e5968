//! `tagger-idl PROGRAM_DIR OUT.json`: compiles the program with its `idl-build` feature and writes the IDL.
//!
//! The library behind it runs `rustup toolchain install` whenever `RUSTUP_TOOLCHAIN` is set, and `cargo run` under rustup
//! sets it: that would change the compilers of the machine. So the variable is dropped before anything else happens.
use std::{env, fs, path::PathBuf};

use anchor_lang::IdlAccountType;
use anchor_lang_idl::{build::IdlBuilder, types::IdlTypeDef};
use anyhow::{Context, Result};
use tagger::state::{Case, PanelHead, SeatKey, Slot, Validator};

fn main() -> Result<()> {
    env::remove_var("RUSTUP_TOOLCHAIN");
    let mut args = env::args_os().skip(1).map(PathBuf::from);
    let usage = "usage: tagger-idl PROGRAM_DIR OUT.json";
    let (program, out) = (args.next().context(usage)?, args.next().context(usage)?);
    let mut idl = IdlBuilder::new().program_path(program).skip_lint(true).build()?;
    // Records inside pages and pools are no accounts, so no instruction names their types; clients need them all the same.
    for definition in [
        Case::__idl_type_def(),
        PanelHead::__idl_type_def(),
        Slot::__idl_type_def(),
        SeatKey::__idl_type_def(),
        Validator::__idl_type_def(),
    ] {
        let definition: IdlTypeDef = serde_json::from_str(definition.context("a panel type has no IDL definition")?)?;
        idl.types.push(definition);
    }
    idl.types.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(dir) = out.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&out, serde_json::to_string_pretty(&idl)? + "\n")?;
    println!("{}: {} instructions", out.display(), idl.instructions.len());
    Ok(())
}
