//! Anyone settles panels whose reveals are closed: labels, then the next wave, the gold window, or pay.
//!
//! - Each panel shall be waiting for settlement, or its gold window shall be over
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::{PanelMoved, PanelSettled},
    rules::gold::Entry,
    state::{
        settlement::{Outcome, Workspace},
        Page, Panel, Phase,
    },
};

#[derive(Accounts)]
pub struct Settle {
    #[account(mut)]
    pub page: Account<Page>,
}

impl Settle {
    pub fn handle(ctx: &mut Context<Self>, panels: Vec<u64>) -> Result<()> {
        require!(!panels.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let mut largest = 0;
        if page.terms.weighted() {
            for number in &panels {
                largest = page.roster(words, *number)?.head.items.max(largest);
            }
        }
        let mut space = Workspace::new(&page.terms, largest);
        for number in &panels {
            let panel = page.panel(words, *number)?;
            settle_panel(page, panel, &now, &mut space)?;
        }
        Ok(())
    }
}

fn settle_panel(page: &mut Page, mut panel: Panel, now: &Now, space: &mut Workspace) -> Result<()> {
    let terms = &page.terms;
    match panel.head.phase()? {
        Phase::Gold => {
            panel.head.check_over(terms.restart_grace_secs, now)?;
            return finish_panel(page, panel, &[], now);
        }
        Phase::Challenge => {
            panel.head.check_over(terms.restart_grace_secs, now)?;
            require!(panel.head.open_cases == 0, TaggerError::ReviewOpen);
            let outcome = panel.score_reviewed(terms)?;
            return pay_panel(page, panel, &outcome, now);
        }
        Phase::Revealed => {}
        _ => return Err(TaggerError::WrongPhase.into()),
    }
    let open_items = panel.decide(terms, space)?;
    let head = &panel.head;
    let another = open_items > 0 && head.last_wave == 0 && head.seats < head.seats_max && !page.ended(now);
    if another {
        panel.open_wave(terms.commit_secs, now)?;
    } else if terms.has_gold != 0 {
        panel.head.enter(Phase::Gold, now.plus(terms.gold_secs)?, now);
    } else {
        return finish_panel(page, panel, &[], now);
    }
    PanelMoved::log(page, panel.head, open_items);
    Ok(())
}

/// Labels and gold are there: they may be contested, or are paid at once where the task has no reviews.
pub fn finish_panel(page: &mut Page, mut panel: Panel, gold: &[Entry], now: &Now) -> Result<()> {
    let terms = &page.terms;
    // Where nobody answered there is nothing to contest, and no validator earns anything.
    if terms.reviewed() && panel.answered() {
        if !terms.payload() {
            panel.keep_gold(gold)?;
        }
        panel.head.enter(Phase::Challenge, now.plus(terms.challenge_secs)?, now);
        PanelMoved::log(page, panel.head, 0);
        return Ok(());
    }
    let outcome = if terms.payload() {
        panel.score_reviewed(terms)?
    } else {
        panel.score(terms, gold)?
    };
    pay_panel(page, panel, &outcome, now)
}

/// Splits the reserve of a panel whose members are scored, and records the result.
#[inline(never)]
fn pay_panel(page: &mut Page, panel: Panel, outcome: &Outcome, now: &Now) -> Result<()> {
    let reserve = core::mem::take(&mut panel.head.reserve);
    let phase = if panel.head.to_collect == 0 {
        Phase::Done
    } else {
        Phase::Settled
    };
    panel.head.enter(phase, now.seconds, now);
    page.settle(reserve, outcome.rewards, outcome.fees)?;
    page.answers += outcome.answers;
    page.items_settled += u64::from(outcome.items);
    page.panels_settled += 1;
    page.invariant()?;
    let labels = &bytemuck::cast_slice::<u64, u8>(panel.labels)[..panel.label_bytes()];
    PanelSettled::log(page, panel.head, outcome, reserve, labels);
    Ok(())
}
