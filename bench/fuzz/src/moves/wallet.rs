//! What wallets do with licences past the program: they open accounts, send, burn and guard them. Sending calls the program's
//! hook, so the verb has the name of that instruction.
use anchor_lang::AccountMeta;
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{rules::hook::EXECUTE, state::License};

use crate::{action::Numbers, addresses as at, scene::Scene};

/// Instructions of Token-2022.
const CLOSE_ACCOUNT: u8 = 9;
const TRANSFER_CHECKED: u8 = 12;
const BURN_CHECKED: u8 = 15;
const REALLOCATE: u8 = 29;
const MEMO_TRANSFER: u8 = 30;
const CPI_GUARD: u8 = 34;
/// Kinds of extensions.
const MEMO: u16 = 8;
const GUARD: u16 = 11;
/// Create an associated account, unless it is there already.
const CREATE_IDEMPOTENT: u8 = 1;

fn open(scene: &Scene, license: &License, wallet: &Address) -> bool {
    scene
        .chain
        .account(&at::licence_tokens(&license.mint, wallet))
        .is_some()
}

/// Somebody was named who may get it, and the hour is not over.
pub fn approved(scene: &Scene, license: &License) -> bool {
    license.approved_to != Address::default() && scene.now() < license.transfer_until
}

/// For whoever a licence (`pick`) may go to, or with an odd `extra` for `who`.
pub fn open_tokens(scene: &Scene, numbers: Numbers) -> Instruction {
    let (_, license) = scene.license(numbers.pick, |_, license| {
        approved(scene, license) && !open(scene, license, &license.approved_to)
    });
    let owner = scene.actor(numbers, license.approved_to);
    Instruction {
        program_id: at::ASSOCIATED_TOKEN,
        accounts: vec![
            AccountMeta::new(scene.wallet(numbers.who), true),
            AccountMeta::new(at::licence_tokens(&license.mint, &owner), false),
            AccountMeta::new_readonly(owner, false),
            AccountMeta::new_readonly(license.mint, false),
            AccountMeta::new_readonly(at::SYSTEM_PROGRAM, false),
            AccountMeta::new_readonly(at::TOKEN_2022, false),
        ],
        data: vec![CREATE_IDEMPOTENT],
    }
}

/// The holder sends a licence (`pick`) to whom it may go, or with an odd `extra` to `who`; `amount` 1 sends nothing of it. With 2 in
/// `extra` the hook is called without a transfer.
pub fn execute(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| {
        approved(scene, license) && open(scene, license, &license.approved_to)
    });
    let to = scene.actor(numbers, license.approved_to);
    let [from, into] = [license.holder, to].map(|wallet| at::licence_tokens(&license.mint, &wallet));
    let whole = u64::from(numbers.amount != 1);
    let metas = AccountMeta::new_readonly(at::metas(&license.mint), false);
    let mint = AccountMeta::new_readonly(license.mint, false);
    if numbers.extra & 2 != 0 {
        return Instruction {
            program_id: tagger::ID,
            accounts: vec![
                AccountMeta::new_readonly(from, false),
                mint,
                AccountMeta::new_readonly(into, false),
                AccountMeta::new_readonly(license.holder, false),
                metas,
                AccountMeta::new(address, false),
            ],
            data: [EXECUTE, whole.to_le_bytes()].concat(),
        };
    }
    Instruction {
        program_id: at::TOKEN_2022,
        accounts: vec![
            AccountMeta::new(from, false),
            mint,
            AccountMeta::new(into, false),
            AccountMeta::new_readonly(license.holder, true),
            AccountMeta::new(address, false),
            AccountMeta::new_readonly(tagger::ID, false),
            metas,
        ],
        data: [[TRANSFER_CHECKED].as_slice(), &whole.to_le_bytes(), &[0]].concat(),
    }
}

/// The holder burns the token himself, or with 2 in `extra` closes his account.
pub fn burn_token(scene: &Scene, numbers: Numbers) -> Instruction {
    let (_, license) = scene.license(numbers.pick, |address, _| !scene.view.burnt.contains(address));
    let holder = scene.actor(numbers, license.holder);
    let tokens = AccountMeta::new(at::licence_tokens(&license.mint, &license.holder), false);
    let (second, data) = if numbers.extra & 2 == 0 {
        let data = [[BURN_CHECKED].as_slice(), &1u64.to_le_bytes(), &[0]].concat();
        (AccountMeta::new(license.mint, false), data)
    } else {
        (AccountMeta::new(holder, false), vec![CLOSE_ACCOUNT])
    };
    Instruction {
        program_id: at::TOKEN_2022,
        accounts: vec![tokens, second, AccountMeta::new_readonly(holder, true)],
        data,
    }
}

/// The holder makes his account longer and guards it: against calls from programs, or with 2 in `amount` against transfers without
/// a memo; an odd `amount` only makes it longer.
pub fn guard_tokens(scene: &Scene, numbers: Numbers) -> Instruction {
    let (_, license) = scene.license(numbers.pick, |_, _| true);
    let holder = scene.actor(numbers, license.holder);
    let tokens = at::licence_tokens(&license.mint, &license.holder);
    let (kind, enable) = if numbers.amount & 2 == 0 {
        (GUARD, CPI_GUARD)
    } else {
        (MEMO, MEMO_TRANSFER)
    };
    let longer = scene.chain.account(&tokens).is_some_and(|account| {
        use solana_account::ReadableAccount;
        account.data().len() > 175
    });
    let grow = numbers.amount & 1 != 0 || !longer;
    let mut accounts = vec![AccountMeta::new(tokens, false)];
    if grow {
        accounts.push(AccountMeta::new(holder, true));
        accounts.push(AccountMeta::new_readonly(at::SYSTEM_PROGRAM, false));
    }
    accounts.push(AccountMeta::new_readonly(holder, true));
    let data = if grow {
        [[REALLOCATE].as_slice(), &kind.to_le_bytes()].concat()
    } else {
        vec![enable, 0]
    };
    Instruction {
        program_id: at::TOKEN_2022,
        accounts,
        data,
    }
}
