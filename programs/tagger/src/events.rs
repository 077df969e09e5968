//! What happened, for indexers and people. One event an instruction; amounts in base units; balances are those after.
//!
//! Each event is logged by a function of its own that is never inlined: many instructions end with the same one.
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use tagger_consensus::Record;

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
    pub key: [u8; 32],
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
    /// 0 claimed, also by a ticket, 1 committed, 2 revealed.
    pub act: u8,
    pub panels: Vec<u64>,
}

/// A member asked for panels of a page; the first block at or after slot `target` decides which.
#[event]
pub struct TicketTaken {
    pub task: Address,
    pub page: u32,
    pub seat: u32,
    pub number: u32,
    pub count: u8,
    pub target: u64,
}

/// A ticket nobody redeemed while its block was remembered.
#[event]
pub struct TicketDropped {
    pub task: Address,
    pub wallet: Address,
    pub number: u32,
    pub count: u8,
    pub slashed: u64,
}

/// A claim on a private panel lapsed because its member had no key in time: it cost him nothing, and he may have been paid.
#[event]
pub struct ClaimExcused {
    pub task: Address,
    pub page: u32,
    pub panel: u64,
    pub wallet: Address,
    pub compensation: u64,
    pub balance: u64,
}

/// The key of a private task's items reached a seat.
#[event]
pub struct TaskKeyDelivered {
    pub task: Address,
    pub wallet: Address,
    pub seat: u32,
    pub delivered_at: u64,
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

/// A member's record in the task's domain, and what moved it. See `tagger_consensus::Record`.
#[event]
pub struct ReputationChanged {
    pub wallet: Address,
    pub task: Address,
    pub domain: u8,
    /// 0 panels were collected, 1 a claim expired or a ticket was dropped, 2 a claim was given back: in the first half of its
    /// hold that leaves the record as it was.
    pub cause: u8,
    /// What the record alone opens; stake counts too.
    pub level: u8,
    pub quality_bps: u16,
    /// Observations that still count.
    pub volume: u32,
    pub streak: u16,
    /// Wrong suggestions seen and accepted, ever.
    pub lured: u32,
    pub fell: u32,
}

/// A shard of the validators' pool was opened or has grown.
#[event]
pub struct PoolChanged {
    pub index: u32,
    pub ready: bool,
}

/// A validator joined, changed his bond, was weighed or leaves. The weight counts from the next epoch on.
#[event]
pub struct ValidatorChanged {
    pub wallet: Address,
    /// `shard << 16 | place`.
    pub place: u32,
    pub bond: u64,
    pub weight: u32,
    /// 1 active, 2 leaving.
    pub state: u8,
}

/// A review was opened, drawn for, or moved on.
#[event]
pub struct CaseMoved {
    pub task: Address,
    pub page: u32,
    pub panel: u64,
    pub subject_page: Address,
    pub subject: u64,
    pub round: u8,
    pub phase: u8,
    pub seats: u8,
    pub deposit: u64,
    /// Slot whose block decides the draw.
    pub target: u64,
    pub until: u64,
}

/// A review ended. An item without a verdict keeps its label and is written as 255.
#[event]
pub struct CaseConcluded {
    pub task: Address,
    pub page: u32,
    pub subject_page: Address,
    pub subject: u64,
    pub changed: u16,
    pub returned: u64,
    pub verdict: Vec<u8>,
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

/// A keeper pushed a step that cost a silent member stake, and earned part of it as stake of his own.
#[event]
pub struct TipPaid {
    /// Whose slashes it was taken from.
    pub task: Address,
    /// The keeper's.
    pub wallet: Address,
    pub amount: u64,
    pub stake_active: u64,
}

#[event]
pub struct PayoutsPushed {
    pub payees: u32,
    pub skipped: u32,
    pub amount: u64,
}

use crate::{
    clock::Now,
    error::TaggerError,
    state::{settlement::Outcome, Case, Config, Member, Page, Panel, PanelHead, Pool, Seat, Task, Ticket, Validator},
};

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
            key: member.key,
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

/// Logs an event whose list comes last. The framework's way needs a copy of the list and measures everything before it
/// writes; small events need no heap either, and no buffer of zeros first.
#[inline(never)]
fn log_list(fixed: &[u8], list: &[u8]) {
    let bytes = fixed.len() + list.len();
    let mut few = core::mem::MaybeUninit::<[u8; 256]>::uninit();
    if bytes <= 256 {
        let start: *mut u8 = few.as_mut_ptr().cast();
        // SAFETY: both parts together fit the buffer, and all of what is read back was written here.
        let event = unsafe {
            core::ptr::copy_nonoverlapping(fixed.as_ptr(), start, fixed.len());
            core::ptr::copy_nonoverlapping(list.as_ptr(), start.add(fixed.len()), list.len());
            core::slice::from_raw_parts(start, bytes)
        };
        sol_log_data(&[event]);
    } else {
        sol_log_data(&[&[fixed, list].concat()]);
    }
}

/// Everything of a [`PanelSettled`] but the labels, as it is logged.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, packed)]
struct PanelSettledFields {
    discriminator: [u8; 8],
    task: Address,
    page: u32,
    panel: u64,
    first_item: u32,
    items: u16,
    answers: u64,
    rewards: u64,
    fees: u64,
    returned: u64,
    label_bytes: u32,
}

/// Everything of a [`SeatActed`] but the panels, as it is logged.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, packed)]
struct SeatActedFields {
    discriminator: [u8; 8],
    task: Address,
    page: u32,
    seat: u32,
    act: u8,
    panels: u32,
}

/// The discriminator of an event as an array; they all have eight bytes.
fn discriminator<E: Discriminator>() -> [u8; 8] {
    E::DISCRIMINATOR.first_chunk().copied().unwrap_or_default()
}

impl PanelSettled {
    pub fn log(page: &Page, head: &PanelHead, outcome: &Outcome, reserve: u64, labels: &[u8]) {
        let fields = Self::fields(page, head, outcome, reserve, labels);
        log_list(bytemuck::bytes_of(&fields), labels);
    }

    fn fields(page: &Page, head: &PanelHead, outcome: &Outcome, reserve: u64, labels: &[u8]) -> PanelSettledFields {
        let returned = reserve - outcome.rewards - outcome.fees;
        PanelSettledFields {
            discriminator: discriminator::<Self>(),
            task: page.task,
            page: page.index,
            panel: head.number,
            first_item: head.first_item,
            items: head.items,
            answers: outcome.answers,
            rewards: outcome.rewards,
            fees: outcome.fees,
            returned,
            label_bytes: labels.len() as u32,
        }
    }
}

/// A [`TicketTaken`] as it is logged.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, packed)]
struct TicketTakenFields {
    discriminator: [u8; 8],
    task: Address,
    page: u32,
    seat: u32,
    number: u32,
    count: u8,
    target: u64,
}

impl TicketTaken {
    pub fn log(seat: &Seat) {
        log_list(bytemuck::bytes_of(&Self::fields(seat)), &[]);
    }

    fn fields(seat: &Seat) -> TicketTakenFields {
        let Ticket {
            page,
            number,
            count,
            target,
            ..
        } = seat.ticket;
        TicketTakenFields {
            discriminator: discriminator::<Self>(),
            task: seat.task,
            page,
            seat: seat.index,
            number,
            count,
            target,
        }
    }
}

impl TicketDropped {
    pub fn log(seat: &Seat, ticket: &Ticket, slashed: u64) {
        emit!(Self {
            task: seat.task,
            wallet: seat.wallet,
            number: ticket.number,
            count: ticket.count,
            slashed,
        });
    }
}

impl ClaimExcused {
    pub fn log(page: &Page, panel: u64, member: &Member, compensation: u64) {
        emit!(Self {
            task: page.task,
            page: page.index,
            panel,
            wallet: member.wallet,
            compensation,
            balance: member.balance,
        });
    }
}

impl TaskKeyDelivered {
    pub fn log(seat: &Seat, now: &Now) {
        emit!(Self {
            task: seat.task,
            wallet: seat.wallet,
            seat: seat.index,
            delivered_at: now.seconds,
        });
    }
}

impl SeatActed {
    #[inline(never)]
    pub fn log(page: &Page, seat: u32, act: u8, panels: &[u64]) {
        let fields = Self::fields(page, seat, act, panels);
        log_list(bytemuck::bytes_of(&fields), bytemuck::cast_slice(panels));
    }

    /// As `log`; a few panels need no list on the heap.
    pub fn log_each(page: &Page, seat: u32, act: u8, panels: impl ExactSizeIterator<Item = u64>) {
        let mut few = [0; 8];
        let count = panels.len();
        if count <= few.len() {
            few.iter_mut().zip(panels).for_each(|(number, panel)| *number = panel);
            Self::log(page, seat, act, &few[..count]);
        } else {
            Self::log(page, seat, act, &panels.collect::<Vec<u64>>());
        }
    }

    fn fields(page: &Page, seat: u32, act: u8, panels: &[u64]) -> SeatActedFields {
        SeatActedFields {
            discriminator: discriminator::<Self>(),
            task: page.task,
            page: page.index,
            seat,
            act,
            // A transaction has room for a few hundred.
            panels: panels.len() as u32,
        }
    }
}

impl ReputationChanged {
    pub const COLLECTED: u8 = 0;
    pub const EXPIRED: u8 = 1;
    pub const RETURNED: u8 = 2;

    #[inline(never)]
    pub fn log(member: &Member, task: &Address, domain: u8, cause: u8) -> Result<()> {
        let place = member
            .records
            .get(usize::from(domain))
            .ok_or(TaggerError::NoSuchDomain)?;
        let record = Record::from(*place);
        emit!(Self {
            wallet: member.wallet,
            task: *task,
            domain,
            cause,
            level: record.level(),
            quality_bps: record.quality_bps(),
            volume: record.volume(),
            streak: record.streak,
            lured: member.lured,
            fell: member.fell,
        });
        Ok(())
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

impl TipPaid {
    pub fn log(task: &Address, keeper: &Member, amount: u64) {
        emit!(Self {
            task: *task,
            wallet: keeper.wallet,
            amount,
            stake_active: keeper.stake_active
        });
    }
}

impl PoolChanged {
    pub fn log(pool: &Pool) {
        emit!(Self {
            index: pool.index,
            ready: pool.ready != 0
        });
    }
}

impl ValidatorChanged {
    #[inline(never)]
    pub fn log(validator: &Validator, place: u32, weight: u32) {
        emit!(Self {
            wallet: validator.wallet,
            place,
            bond: validator.bond,
            weight,
            state: validator.state
        });
    }
}

impl CaseMoved {
    #[inline(never)]
    pub fn log(page: &Page, panel: &Panel) {
        let (head, case) = (&panel.head, panel.case());
        emit!(Self {
            task: page.task,
            page: page.index,
            panel: head.number,
            subject_page: case.subject_page,
            subject: case.subject,
            round: case.round,
            phase: head.phase,
            seats: head.seats,
            deposit: case.deposit,
            target: case.target,
            until: head.until,
        });
    }
}

impl CaseConcluded {
    #[inline(never)]
    pub fn log(page: &Page, case: &Case, changed: u16, returned: u64, verdict: &[Option<u8>]) {
        emit!(Self {
            task: page.task,
            page: page.index,
            subject_page: case.subject_page,
            subject: case.subject,
            changed,
            returned,
            verdict: verdict.iter().map(|label| label.unwrap_or(u8::MAX)).collect(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fixed: &[u8], list: &[u8]) -> Vec<u8> {
        [fixed, list].concat()
    }

    #[test]
    fn a_settled_panel_is_written_as_declared() {
        let mut page: Page = bytemuck::Zeroable::zeroed();
        page.task = Address::new_from_array([9; 32]);
        page.index = 70_000;
        let mut head: PanelHead = bytemuck::Zeroable::zeroed();
        (head.number, head.first_item, head.items) = (1 << 40, 5_000, 19);
        let outcome = Outcome {
            rewards: 1_000,
            fees: 25,
            answers: 57,
            items: 19,
        };
        let event = PanelSettled {
            task: page.task,
            page: page.index,
            panel: head.number,
            first_item: head.first_item,
            items: head.items,
            answers: 57,
            rewards: 1_000,
            fees: 25,
            returned: 475,
            labels: alloc::vec![1, 2, 7],
        };
        let fields = PanelSettled::fields(&page, &head, &outcome, 1_500, &event.labels);
        assert_eq!(written(bytemuck::bytes_of(&fields), &event.labels), event.data());
    }

    #[test]
    fn a_seat_event_is_written_as_declared() {
        let mut page: Page = bytemuck::Zeroable::zeroed();
        page.task = Address::new_from_array([7; 32]);
        page.index = 258;
        let panels = alloc::vec![1, 2, u64::MAX];
        let fields = SeatActed::fields(&page, 3, 2, &panels);
        let event = SeatActed {
            task: page.task,
            page: page.index,
            seat: 3,
            act: 2,
            panels,
        };
        let list = bytemuck::cast_slice(&event.panels);
        assert_eq!(written(bytemuck::bytes_of(&fields), list), event.data());
    }

    #[test]
    fn a_ticket_event_is_written_as_declared() {
        let mut seat: Seat = bytemuck::Zeroable::zeroed();
        seat.task = Address::new_from_array([5; 32]);
        seat.index = 77;
        (seat.ticket.target, seat.ticket.page) = (1 << 33, 258);
        (seat.ticket.number, seat.ticket.count) = (9, 8);
        let event = TicketTaken {
            task: seat.task,
            page: 258,
            seat: 77,
            number: 9,
            count: 8,
            target: 1 << 33,
        };
        assert_eq!(bytemuck::bytes_of(&TicketTaken::fields(&seat)), event.data());
    }
}
