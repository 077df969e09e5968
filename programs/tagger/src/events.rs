//! What happened, for indexers and people. One event an instruction; amounts in base units; balances are those after.
//!
//! Each event is logged by a function of its own that is never inlined: many instructions end with the same one.
use alloc::vec::Vec;

use anchor_lang::prelude::*;

#[event]
pub struct ConfigChanged {
    pub revision: u64,
    pub admin: Address,
    pub pending_admin: Address,
    pub guardian: Address,
    pub treasury: Address,
    pub fee_bps_before: u16,
    pub fee_bps: u16,
    pub paused: u8,
    pub paused_until: u64,
}

#[event]
pub struct MemberChanged {
    pub wallet: Address,
    pub stake_active: u64,
    pub stake_locked: u64,
    pub stake_cooling: u64,
    pub balance: u64,
    pub session: Address,
    pub session_until: u64,
    pub closed: bool,
}

#[event]
pub struct TaskChanged {
    pub task: Address,
    pub requester: Address,
    pub nonce: u64,
    pub escrow: u64,
    pub funded: u64,
    pub ends_at: u64,
    pub cancelled: bool,
    pub closed: bool,
}

#[event]
pub struct TaskSwept {
    pub task: Address,
    pub fees: u64,
    pub burnt: u64,
    pub to_requester: u64,
}

#[event]
pub struct PageChanged {
    pub task: Address,
    pub index: u32,
    pub funds: u64,
    pub free: u64,
    pub first_panel: u64,
    pub next_panel: u64,
    pub closed: bool,
}

#[event]
pub struct SeatChanged {
    pub task: Address,
    pub wallet: Address,
    pub index: u32,
    pub bond_free: u64,
    pub bond_held: u64,
    pub closed: bool,
}

/// A member claimed, committed or revealed on panels of one page.
#[event]
pub struct SeatActed {
    pub task: Address,
    pub page: u32,
    pub seat: u32,
    /// 0 claimed, 1 committed, 2 revealed.
    pub act: u8,
    pub panels: Vec<u64>,
}

/// A panel moved on without pay: a wave was opened, a window expired, the panel was released.
#[event]
pub struct PanelMoved {
    pub task: Address,
    pub page: u32,
    pub panel: u64,
    pub phase: u8,
    pub wave: u8,
    pub open_items: u32,
    pub until: u64,
}

/// A panel's labels and what they cost.
#[event]
pub struct PanelSettled {
    pub task: Address,
    pub page: u32,
    pub panel: u64,
    pub first_item: u32,
    pub items: u16,
    pub answers: u64,
    pub rewards: u64,
    pub fees: u64,
    pub returned: u64,
    /// Packed labels, `ceil(items * bits / 8)` bytes.
    pub labels: Vec<u8>,
}

/// A member's results of some panels went to his balance.
#[event]
pub struct Collected {
    pub task: Address,
    pub wallet: Address,
    pub panels: u32,
    pub reward: u64,
    pub slashed: u64,
    pub balance: u64,
}

#[event]
pub struct PayoutsPushed {
    pub payees: u32,
    pub skipped: u32,
    pub amount: u64,
}

use crate::state::{Config, Member, Page, PanelHead, Seat, Task};

impl ConfigChanged {
    #[inline(never)]
    pub fn log(config: &Config, fee_bps_before: u16) {
        emit!(Self {
            revision: config.revision,
            admin: config.admin,
            pending_admin: config.pending_admin,
            guardian: config.guardian,
            treasury: config.treasury,
            fee_bps_before,
            fee_bps: config.params.fee_bps,
            paused: config.paused,
            paused_until: config.paused_until,
        });
    }
}

impl MemberChanged {
    #[inline(never)]
    pub fn log(member: &Member, closed: bool) {
        emit!(Self {
            wallet: member.wallet,
            stake_active: member.stake_active,
            stake_locked: member.stake_locked,
            stake_cooling: member.stake_cooling,
            balance: member.balance,
            session: member.session,
            session_until: member.session_until,
            closed,
        });
    }
}

impl TaskChanged {
    #[inline(never)]
    pub fn log(address: &Address, task: &Task, closed: bool) {
        emit!(Self {
            task: *address,
            requester: task.requester,
            nonce: task.nonce,
            escrow: task.escrow,
            funded: task.funded,
            ends_at: task.ends_at,
            cancelled: task.cancelled != 0,
            closed,
        });
    }
}

impl PageChanged {
    #[inline(never)]
    pub fn log(page: &Page, closed: bool) {
        emit!(Self {
            task: page.task,
            index: page.index,
            funds: page.funds,
            free: page.free,
            first_panel: page.first_panel,
            next_panel: page.next_panel,
            closed,
        });
    }
}

impl SeatChanged {
    #[inline(never)]
    pub fn log(seat: &Seat, closed: bool) {
        emit!(Self {
            task: seat.task,
            wallet: seat.wallet,
            index: seat.index,
            bond_free: seat.bond_free,
            bond_held: seat.bond_held,
            closed,
        });
    }
}

impl SeatActed {
    #[inline(never)]
    pub fn log(page: &Page, seat: u32, act: u8, panels: Vec<u64>) {
        emit!(Self {
            task: page.task,
            page: page.index,
            seat,
            act,
            panels
        });
    }
}

impl PanelMoved {
    #[inline(never)]
    pub fn log(page: &Page, head: &PanelHead, open_items: u32) {
        emit!(Self {
            task: page.task,
            page: page.index,
            panel: head.number,
            phase: head.phase,
            wave: head.wave,
            open_items,
            until: head.until,
        });
    }
}

impl Collected {
    #[inline(never)]
    pub fn log(page: &Page, member: &Member, panels: u32, reward: u64, slashed: u64) {
        emit!(Self {
            task: page.task,
            wallet: member.wallet,
            panels,
            reward,
            slashed,
            balance: member.balance
        });
    }
}
