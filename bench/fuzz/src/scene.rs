//! What an action sees: the state, and how its numbers pick from it. A number always means something, whatever the state:
//! it chooses among what fits, or, when nothing fits, among everything.
use bytemuck::Zeroable;
use solana_address::Address;
use tagger::{
    rules::commitment::commitment,
    state::{case::items_of, panel::kind, seat::Ticket, Case, PanelHead, Phase, Slot, SlotState, Task, Terms},
};

use crate::{
    action::Numbers,
    chain::Chain,
    people::{self, PEOPLE},
    terms::truth,
    view::{PageView, PanelView, View},
};

pub struct Scene<'a> {
    pub chain: &'a Chain,
    pub view: &'a View,
}

/// One slot of one panel, or the panel alone.
#[derive(Clone)]
pub struct Spot {
    pub page: Address,
    pub page_index: u32,
    pub context: [u8; 32],
    pub task: Address,
    pub terms: Terms,
    pub head: PanelHead,
    pub case: Option<Case>,
    /// Items of the task the panel is asked about.
    pub items: Vec<u32>,
    pub index: u8,
    pub slot: Slot,
}

impl Spot {
    fn new(page: &PageView, panel: &PanelView, index: u8) -> Self {
        let first = panel.head.first_item;
        let items = if panel.case.is_some() {
            items_of(&panel.items).map(|item| first + item as u32).collect()
        } else {
            (first..first + u32::from(panel.head.items)).collect()
        };
        Self {
            page: page.address,
            page_index: page.page.index,
            context: page.page.context,
            task: page.page.task,
            terms: page.page.terms,
            head: panel.head,
            case: panel.case,
            items,
            index,
            slot: panel.slots.get(usize::from(index)).copied().unwrap_or(Slot::zeroed()),
        }
    }

    pub fn number(&self) -> u64 {
        self.head.number
    }

    /// What somebody answers who has this style.
    pub fn answers(&self, style: u16) -> Vec<u8> {
        if self.terms.payload() && self.head.kind == kind::ANNOTATE {
            return vec![style as u8 + 1; 64];
        }
        let (bits, classes) = (u32::from(self.terms.bits), self.terms.classes.max(1));
        let mut packed = vec![0u8; self.terms.answer_bytes(&self.head)];
        for (at, &item) in self.items.iter().enumerate() {
            let bit = at * bits as usize;
            if let Some(byte) = packed.get_mut(bit / 8) {
                *byte |= label(style, item, classes, bits) << (bit % 8);
            }
        }
        if style == DIRTY {
            packed.iter_mut().next_back().iter_mut().for_each(|last| **last |= 0x80);
        }
        packed
    }

    pub fn commitment(&self, wallet: &Address, style: u16) -> [u8; 32] {
        let answers = self.answers(style);
        commitment(
            &self.context,
            self.page_index,
            self.number(),
            wallet,
            &answers,
            &salt(style),
        )
    }

    /// The style somebody committed to in this slot.
    pub fn style_of(&self, wallet: &Address) -> Option<u16> {
        (0..STYLES).find(|style| self.commitment(wallet, *style) == self.slot.commitment)
    }
}

/// Ways to answer.
pub const STYLES: u16 = 8;
/// The last bit of the last byte is set, whether it belongs to a label or not.
const DIRTY: u16 = 7;

pub fn salt(style: u16) -> [u8; 32] {
    [style as u8 + 1; 32]
}

fn label(style: u16, item: u32, classes: u16, bits: u32) -> u8 {
    let right = truth(item, classes);
    let wrong = ((u16::from(right) + 1) % classes) as u8;
    match style {
        0 | DIRTY => right,
        1 => 0,
        2 => wrong,
        3 if item.is_multiple_of(4) => wrong,
        3 => right,
        4 => (classes - 1) as u8,
        // Maybe no class at all.
        5 => ((1u16 << bits) - 1) as u8,
        _ => truth(item * 31 + 7, classes),
    }
}

/// A number as an amount: mostly the natural one, else one that lies at an edge.
pub fn amount(natural: u64, code: u16) -> u64 {
    match code {
        0 => natural,
        1 => 1,
        2 => natural.saturating_sub(1),
        3 => natural.saturating_add(1),
        4 => 0,
        5 => u64::MAX,
        6 => natural / 2,
        7 => natural.saturating_mul(2),
        8 => 1 << 32,
        9 => u64::MAX - natural,
        _ => (u128::from(natural) * u128::from(code % 64) / 64) as u64,
    }
}

/// The element a number chooses.
pub fn pick<T>(list: &[T], number: u16) -> Option<&T> {
    list.get(usize::from(number).checked_rem(list.len())?)
}

impl Scene<'_> {
    pub fn now(&self) -> u64 {
        self.view.now.seconds
    }

    /// Who a number means.
    pub fn person(&self, number: u16) -> usize {
        usize::from(number) % PEOPLE
    }

    pub fn wallet(&self, number: u16) -> Address {
        people::wallet(self.person(number))
    }

    pub fn task(&self, number: u16) -> (Address, Task) {
        let nowhere = (people::tokens(0), Task::zeroed());
        pick(&self.view.tasks, number).copied().unwrap_or(nowhere)
    }

    /// The seat, task and ticket a number chooses of the open tickets that are as wanted, else of all open ones, else of
    /// all seats.
    pub fn ticket(&self, number: u16, wanted: impl Fn(&Ticket) -> bool) -> (Address, Address, Ticket) {
        let seats = || {
            self.view
                .seats
                .iter()
                .map(|(address, seat)| (*address, seat.task, seat.ticket))
        };
        let open = || seats().filter(|(.., ticket)| ticket.target != 0);
        let fits: Vec<_> = open().filter(|(.., ticket)| wanted(ticket)).collect();
        let found = pick(&fits, number).copied();
        let found = found.or_else(|| pick(&open().collect::<Vec<_>>(), number).copied());
        let found = found.or_else(|| pick(&seats().collect::<Vec<_>>(), number).copied());
        found.unwrap_or((people::tokens(0), people::tokens(0), Ticket::zeroed()))
    }

    /// A panel that is as wanted.
    pub fn panel(&self, number: u16, wanted: impl Fn(&PageView, &PanelView) -> bool) -> Spot {
        let fits: Vec<_> = self.view.panels().filter(|(page, panel)| wanted(page, panel)).collect();
        let all = || self.view.panels().collect::<Vec<_>>();
        let found = pick(&fits, number).copied().or_else(|| pick(&all(), number).copied());
        found.map_or_else(nowhere, |(page, panel)| Spot::new(page, panel, 0))
    }

    /// All slots that are as wanted.
    pub fn slots(&self, wanted: impl Fn(&PanelHead, SlotState) -> bool) -> Vec<Spot> {
        let mut found = Vec::new();
        for (page, panel) in self.view.panels() {
            let opened = usize::from(panel.head.seats).min(panel.slots.len());
            for (index, slot) in panel.slots[..opened].iter().enumerate() {
                if wanted(&panel.head, state_of(slot)) {
                    found.push(Spot::new(page, panel, index as u8));
                }
            }
        }
        found
    }

    /// The slot a number chooses of those wanted.
    pub fn slot(&self, number: u16, wanted: impl Fn(&PanelHead, SlotState) -> bool) -> Spot {
        let found = pick(&self.slots(wanted), number).cloned();
        found.unwrap_or_else(|| self.panel(number, |_, _| true))
    }

    /// Whose slot this is.
    pub fn holder(&self, spot: &Spot) -> Address {
        let seat = spot.slot.seat;
        let wallet = if spot.head.kind == kind::ANNOTATE {
            self.view.seat(&spot.task, seat).map(|(_, seat)| seat.wallet)
        } else {
            self.view.validator(seat).map(|validator| validator.wallet)
        };
        wallet.unwrap_or(people::wallet(people::ANNOTATORS.start))
    }

    /// Who acts: the one whose right it is, or, with an odd `extra`, anybody.
    pub fn actor(&self, numbers: Numbers, right: Address) -> Address {
        if numbers.extra & 1 == 0 {
            right
        } else {
            self.wallet(numbers.who)
        }
    }
}

fn nowhere() -> Spot {
    let page = PageView {
        address: people::tokens(0),
        page: Zeroable::zeroed(),
        panels: Vec::new(),
    };
    let panel = PanelView {
        head: Zeroable::zeroed(),
        slots: Vec::new(),
        case: None,
        items: Vec::new(),
        votes: Vec::new(),
        contested: Vec::new(),
    };
    Spot::new(&page, &panel, 0)
}

pub fn state_of(slot: &Slot) -> SlotState {
    use SlotState::{Claimed, Collected, Committed, Empty, Missed, Revealed};
    [Empty, Claimed, Committed, Revealed, Missed, Collected][usize::from(slot.state).min(5)]
}

/// Whether a panel of annotators is in a phase.
pub fn annotating(head: &PanelHead, phase: Phase) -> bool {
    head.kind == kind::ANNOTATE && head.phase == phase as u8
}

/// Whether a review or an appeal is in a phase.
pub fn judging(head: &PanelHead, phase: Phase) -> bool {
    head.kind != kind::ANNOTATE && head.phase == phase as u8
}
