//! Only the steps drawn in `docs/state-machine.md` ever happen, each on its side of the deadline, and what was committed to
//! stays. A second telling of the rules, beside the program's.
use tagger::state::{panel::kind, PanelHead, Phase, Slot, SlotState};

use crate::{
    books::Check,
    moves::Verb,
    scene::state_of,
    view::{PageView, PanelView, View},
};

/// Checks what a transaction did to every panel that is still there.
pub fn check(verb: Verb, before: &View, after: &View) -> Check {
    for (page, old) in before.panels() {
        let Some(there) = after.page(&page.address) else {
            continue;
        };
        let Some(new) = there.panels.iter().find(|panel| panel.head.number == old.head.number) else {
            continue;
        };
        panel(page, old, new)?;
        let same = bytemuck::bytes_of(&old.head) == bytemuck::bytes_of(&new.head)
            && bytemuck::cast_slice::<_, u8>(&old.slots) == bytemuck::cast_slice::<_, u8>(&new.slots);
        if !same {
            window(verb, before, page, &old.head)?;
            holds(verb, before, page, old, new)?;
        }
    }
    deadlines(verb, before, after)
}

fn phase_of(head: &PanelHead) -> Result<Phase, String> {
    head.phase()
        .map_err(|_| format!("panel {} is in phase {}", head.number, head.phase))
}

fn panel(page: &PageView, old: &PanelView, new: &PanelView) -> Check {
    let (from, to) = (phase_of(&old.head)?, phase_of(&new.head)?);
    let legal = from == to
        || if old.head.kind == kind::ANNOTATE {
            annotating(from, to)
        } else {
            judging(from, to)
        };
    let name = || format!("panel {} of page {}", old.head.number, page.page.index);
    if !legal {
        return Err(format!("{} went from {from:?} to {to:?}", name()));
    }
    for (index, (old_slot, new_slot)) in old.slots.iter().zip(&new.slots).enumerate() {
        slot(old.head.kind, old_slot, new_slot).map_err(|what| format!("slot {index} of {} {what}", name()))?;
    }
    Ok(())
}

fn annotating(from: Phase, to: Phase) -> bool {
    use Phase::{Challenge, Commit, Done, Gold, Reveal, Revealed, Settled};
    match from {
        Commit => matches!(to, Reveal | Revealed | Done),
        Reveal => to == Revealed,
        Revealed => matches!(to, Commit | Gold | Challenge | Settled | Done),
        Gold => matches!(to, Challenge | Settled | Done),
        Challenge => matches!(to, Settled | Done),
        Settled => to == Done,
        _ => false,
    }
}

fn judging(from: Phase, to: Phase) -> bool {
    use Phase::{Appealed, Challenge, Commit, Done, Draw, Reveal, Revealed, Settled};
    match from {
        Draw => matches!(to, Commit | Reveal | Revealed),
        Commit => matches!(to, Draw | Reveal | Revealed),
        Reveal => to == Revealed,
        Revealed => to == Challenge,
        Challenge => matches!(to, Appealed | Settled | Done),
        Appealed => matches!(to, Settled | Done),
        Settled => to == Done,
        _ => false,
    }
}

fn slot(of: u8, old: &Slot, new: &Slot) -> Check {
    use SlotState::{Claimed, Collected, Committed, Empty, Missed, Revealed};
    let (from, to) = (state_of(old), state_of(new));
    let legal = from == to
        || match from {
            Empty => to == Claimed,
            Claimed => matches!(
                (of == kind::ANNOTATE, to),
                (_, Committed) | (true, Empty) | (false, Missed)
            ),
            Committed => matches!(to, Revealed | Missed),
            Revealed | Missed => to == Collected,
            Collected => false,
        };
    if !legal {
        return Err(format!("went from {from:?} to {to:?}"));
    }
    let kept = from == Empty || to == Empty || old.seat == new.seat;
    let committed = matches!(from, Empty | Claimed) || old.commitment == new.commitment;
    if !kept || !committed {
        return Err("changed hands or its commitment".into());
    }
    Ok(())
}

/// A deadline of a phase, a restart of the cluster since the phase began counted in.
pub fn extended(view: &View, page: &PageView, head: &PanelHead, deadline: u64) -> u64 {
    let grace = if view.now.restart > head.phase_slot {
        page.page.terms.restart_grace_secs
    } else {
        0
    };
    deadline.saturating_add(grace.into())
}

fn passed(view: &View, page: &PageView, head: &PanelHead, deadline: u64) -> bool {
    view.now.seconds >= extended(view, page, head, deadline)
}

/// The window of a phase has ended.
pub fn over(view: &View, page: &PageView, head: &PanelHead) -> bool {
    head.until != 0 && passed(view, page, head, head.until)
}

/// Seats are taken in the way the task says and while its page runs, and held until their time is over.
fn holds(verb: Verb, before: &View, page: &PageView, old: &PanelView, new: &PanelView) -> Check {
    if old.head.kind != kind::ANNOTATE {
        return Ok(());
    }
    let assigned = page.page.terms.assigned();
    for (index, (from, to)) in old.slots.iter().zip(&new.slots).enumerate() {
        let late = passed(before, page, &old.head, from.held_until.into());
        let right = match (state_of(from), state_of(to)) {
            (SlotState::Empty, SlotState::Claimed) => {
                let way = if assigned { Verb::redeem_ticket } else { Verb::claim };
                let held = !passed(before, page, &new.head, to.held_until.into());
                verb.may_be(way) && held && before.now.seconds < page.page.ends_at
            }
            (SlotState::Claimed, SlotState::Committed) => !late,
            (SlotState::Claimed, SlotState::Empty) if late => verb.may_be(Verb::expire_claim),
            (SlotState::Claimed, SlotState::Empty) => verb.may_be(Verb::return_claim),
            _ => true,
        };
        if !right {
            let number = old.head.number;
            return Err(format!(
                "slot {index} of panel {number} was taken or left at the wrong time"
            ));
        }
    }
    Ok(())
}

/// What needs an open window never happens after it, what needs its end never before.
fn window(verb: Verb, before: &View, page: &PageView, head: &PanelHead) -> Check {
    let over = over(before, page, head);
    let waits = [Phase::Gold as u8, Phase::Challenge as u8].contains(&head.phase);
    let right = match verb {
        Verb::claim | Verb::redeem_ticket | Verb::commit | Verb::reveal | Verb::commit_votes | Verb::reveal_votes => {
            !over
        }
        Verb::open_gold | Verb::audit_panel | Verb::contest_items | Verb::contest_score => !over,
        Verb::appeal_items | Verb::appeal_score => !over,
        Verb::expire_commit | Verb::expire_reveal | Verb::expire_votes => over,
        Verb::settle => over || !waits,
        // Of the rounds only the last has a window.
        Verb::conclude_case => over || head.kind == kind::ANNOTATE || head.phase != Phase::Challenge as u8,
        _ => true,
    };
    if right {
        return Ok(());
    }
    let side = if over { "after" } else { "before" };
    Err(format!(
        "panel {} of page {} moved {side} the end of its window",
        head.number, page.page.index
    ))
}

/// The same for stake, votes and proposals.
fn deadlines(verb: Verb, before: &View, after: &View) -> Check {
    let now = before.now.seconds;
    if verb == Verb::withdraw_stake {
        for (_, old) in &before.members {
            let taken = after
                .member(&old.wallet)
                .is_none_or(|new| new.stake_cooling < old.stake_cooling);
            if taken && old.stake_cooling > 0 && now < old.cooling_until {
                return Err("stake was withdrawn before it had cooled down".into());
            }
        }
    }
    for (address, old) in &before.proposals {
        let new = after.proposals.iter().find(|(other, _)| other == address);
        let Some((_, new)) = new.filter(|(_, new)| new.status != old.status || new.ballots != old.ballots) else {
            continue;
        };
        let grace = if before.now.restart > old.slot {
            u64::from(old.grace_secs)
        } else {
            0
        };
        let passed = |at: u64| now >= at.saturating_add(grace);
        let right = match verb {
            Verb::cast_ballot => !passed(old.ends_at),
            Verb::finalize_proposal => passed(old.ends_at),
            Verb::execute_proposal => passed(old.executable_from()) && !passed(old.expires_at()),
            _ => true,
        };
        if !right {
            return Err(format!(
                "proposal {} moved on the wrong side of its deadline",
                new.number
            ));
        }
    }
    Ok(())
}
