//! The requester opens the gold of one panel after its reveals; the panel is scored with it and settled. Without entries
//! he waives it and everybody is paid as if there were none.
//!
//! - Requester or operator shall sign
//! - The panel shall wait for gold and its window shall be open
//! - The entries shall be sorted, unique, inside the panel and real labels
//! - The proof shall lead to the root the task committed to before anybody answered
//! - In a task with lures the entries name what was suggested, and no more of it shall be wrong than was announced
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    instructions::hot::settle::finish_panel,
    rules::gold,
    state::{Page, Phase, Task},
};

#[derive(Accounts)]
pub struct OpenGold {
    pub operator: Signer,
    #[account(address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct OpenGoldArgs {
    pub panel: u64,
    pub salt: [u8; 32],
    /// Siblings from the leaf upwards.
    pub proof: Vec<[u8; 32]>,
    /// Packed entries, see `rules/gold.rs`.
    pub entries: Vec<u8>,
}

impl OpenGold {
    fn validate(&self) -> Result<()> {
        self.task.check_operator(self.operator.address())?;
        require!(self.task.terms.has_gold != 0, TaggerError::NoGold);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, args: OpenGoldArgs) -> Result<()> {
        ctx.accounts.validate()?;
        let root = ctx.accounts.task.gold_root;
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let terms = page.terms;
        let mut panel = page.panel(words, args.panel)?;
        panel.head.check_phase(Phase::Gold)?;
        panel.head.check_open(terms.restart_grace_secs, &now)?;
        if args.entries.is_empty() {
            // Waived: the same as letting the window pass, only sooner.
            return finish_panel(page, panel, &[], &now);
        }
        require!(
            gold::entries_valid(&args.entries, terms.lures(), panel.head.items, terms.classes),
            TaggerError::BadGoldEntries
        );
        let first_item = panel.head.first_item;
        let leaf = gold::leaf(first_item, &args.entries, terms.lures(), &args.salt);
        require!(
            gold::proven(leaf, first_item, terms.item_count, &args.proof, &root),
            TaggerError::BadGoldProof
        );
        let known: Vec<gold::Entry> = gold::entries(&args.entries, terms.lures()).collect();
        panel.count_lures(&known, &terms)?;
        finish_panel(page, panel, &known, &now)
    }
}
