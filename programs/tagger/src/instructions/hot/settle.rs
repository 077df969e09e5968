//! Anyone settles panels whose reveals are closed: labels, then the next wave, the gold window, or pay.
//!
//! - Each panel shall be waiting for settlement, or its gold window shall be over
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::{PanelMoved, PanelSettled},
    rules::commitment::hash,
    state::{settlement::Workspace, Page, Phase},
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
        for number in &panels {
            largest = page.panel(words, *number)?.head.items.max(largest);
        }
        let mut space = Workspace::new(&page.terms, largest);
        for number in &panels {
            settle_panel(page, words, *number, &now, &mut space)?;
        }
        Ok(())
    }
}

fn settle_panel(page: &mut Page, words: &mut [u64], number: u64, now: &Now, space: &mut Workspace) -> Result<()> {
    let terms = page.terms;
    let mut panel = page.panel(words, number)?;
    if panel.head.phase()? == Phase::Gold {
        panel.head.check_over(terms.restart_grace_secs, now)?;
        return pay_panel(page, words, number, &[], now);
    }
    panel.head.check_phase(Phase::Revealed)?;
    let open_items = panel.decide(&terms, space)?;
    let head = &panel.head;
    let another = open_items > 0 && head.last_wave == 0 && head.seats < head.seats_max && !page.ended(now);
    if another {
        panel.open_wave(terms.commit_secs, now)?;
    } else if terms.has_gold != 0 {
        panel.head.enter(Phase::Gold, now.plus(terms.gold_secs)?, now);
    } else {
        return pay_panel(page, words, number, &[], now);
    }
    PanelMoved::log(page, panel.head, open_items);
    Ok(())
}

/// Scores the members of a panel whose labels stand, splits its reserve and records the result.
pub fn pay_panel(page: &mut Page, words: &mut [u64], number: u64, gold: &[u8], now: &Now) -> Result<()> {
    let terms = page.terms;
    let mut panel = page.panel(words, number)?;
    let outcome = panel.score(&terms, gold)?;
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
    let labels = &bytemuck::cast_slice::<u64, u8>(panel.labels)[..panel.answer_bytes()];
    let (first_item, items) = (panel.head.first_item, panel.head.items);
    page.results = hash(&[
        &page.results,
        &number.to_le_bytes(),
        &first_item.to_le_bytes(),
        &items.to_le_bytes(),
        labels,
    ]);
    emit!(PanelSettled {
        task: page.task,
        page: page.index,
        panel: number,
        first_item,
        items,
        answers: outcome.answers,
        rewards: outcome.rewards,
        fees: outcome.fees,
        returned: reserve - outcome.rewards - outcome.fees,
        labels: labels.to_vec(),
    });
    Ok(())
}
