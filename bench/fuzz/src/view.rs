//! What the accounts of the program say, read with the program's own types.
use anchor_lang::Discriminator;
use bytemuck::Pod;
use solana_account::ReadableAccount;
use solana_address::Address;
use tagger::{
    constants::MAX_LIVE_PANELS,
    rules::sum_tree::NODES,
    state::{
        panel::kind, Ballot, Bid, Case, Config, Dataset, Domains, Governance, License, Member, Offer, Page, Panel,
        PanelHead, Pool, Proposal, Seat, Slot, Task, Terms, Validator, Vault, Voter,
    },
};

use crate::{
    addresses as at,
    chain::{Chain, Moment},
};

/// Offset of the amount in a token account.
const TOKEN_AMOUNT: usize = 64;
/// Offset of the supply in a mint.
const MINT_SUPPLY: usize = 36;

/// One panel of annotators or validators.
pub struct PanelView {
    pub head: PanelHead,
    /// All slots there is room for; those from `head.seats` on are not opened yet.
    pub slots: Vec<Slot>,
    /// Of a review.
    pub case: Option<Case>,
    /// Of a review: which items of its subject it judges.
    pub items: Vec<u64>,
    /// Of a review of one item with one bit: what each slot says, where it was revealed.
    pub votes: Vec<Option<u8>>,
    /// Items under review or reviewed; empty where labels can't be contested.
    pub contested: Vec<bool>,
}

pub struct PageView {
    pub address: Address,
    pub page: Page,
    pub panels: Vec<PanelView>,
}

pub struct PoolView {
    pub address: Address,
    pub head: Pool,
    /// Place and validator of every place that is taken.
    pub validators: Vec<(u32, Validator)>,
    /// The tree draws of `head.epoch` use, and the one of the next. Empty until the pool has its full size.
    pub frozen: Vec<u32>,
    pub coming: Vec<u32>,
}

/// Everything the program keeps.
pub struct View {
    pub now: Moment,
    pub config: Option<Config>,
    pub governance: Option<Governance>,
    pub domains: Option<Domains>,
    pub vaults: Vec<(Address, Vault)>,
    pub members: Vec<(Address, Member)>,
    pub tasks: Vec<(Address, Task)>,
    pub pages: Vec<PageView>,
    pub seats: Vec<(Address, Seat)>,
    pub voters: Vec<(Address, Voter)>,
    pub proposals: Vec<(Address, Proposal)>,
    pub ballots: Vec<(Address, Ballot)>,
    pub pools: Vec<PoolView>,
    pub datasets: Vec<(Address, Dataset)>,
    pub offers: Vec<(Address, Offer)>,
    pub licenses: Vec<(Address, License)>,
    /// Licences whose token is no more.
    pub burnt: Vec<Address>,
    pub bids: Vec<(Address, Bid)>,
    /// Base units in the treasury.
    pub treasury: u64,
    /// What can't be read as what it says it is.
    pub broken: Vec<String>,
}

impl View {
    pub fn read(chain: &Chain) -> Self {
        let mut view = Self {
            now: chain.moment(),
            config: None,
            governance: None,
            domains: None,
            vaults: Vec::new(),
            members: Vec::new(),
            tasks: Vec::new(),
            pages: Vec::new(),
            seats: Vec::new(),
            voters: Vec::new(),
            proposals: Vec::new(),
            ballots: Vec::new(),
            pools: Vec::new(),
            datasets: Vec::new(),
            offers: Vec::new(),
            licenses: Vec::new(),
            burnt: Vec::new(),
            bids: Vec::new(),
            treasury: 0,
            broken: Vec::new(),
        };
        for (address, data) in chain.own() {
            view.add(*address, data);
        }
        // Accounts come by address; a draw names the shards by number.
        view.pools.sort_by_key(|pool| pool.head.index);
        view.follow_tokens(chain);
        view.see_treasury(chain);
        view
    }

    pub fn see_treasury(&mut self, chain: &Chain) {
        let account = self.config.map_or(at::TREASURY, |config| config.treasury);
        self.treasury = tokens(chain, &account);
    }

    /// The token of a licence lies with its holder, unless it was burnt.
    fn follow_tokens(&mut self, chain: &Chain) {
        for (address, license) in &self.licenses {
            let there = tokens(chain, &at::licence_tokens(&license.mint, &license.holder));
            match (supply(chain, &license.mint), there) {
                (1, 1) => {}
                (0, 0) => self.burnt.push(*address),
                (all, there) => self
                    .broken
                    .push(format!("of {all} tokens of a licence its holder has {there}")),
            }
        }
    }

    fn add(&mut self, address: Address, data: &[u8]) {
        let Some((name, data)) = data.split_at_checked(8) else {
            return;
        };
        match name {
            name if name == Config::DISCRIMINATOR => self.config = Some(head(data)),
            name if name == Governance::DISCRIMINATOR => self.governance = Some(head(data)),
            name if name == Domains::DISCRIMINATOR => self.domains = Some(head(data)),
            name if name == Vault::DISCRIMINATOR => self.vaults.push((address, head(data))),
            name if name == Member::DISCRIMINATOR => self.members.push((address, head(data))),
            name if name == Task::DISCRIMINATOR => self.tasks.push((address, head(data))),
            name if name == Seat::DISCRIMINATOR => self.seats.push((address, head(data))),
            name if name == Voter::DISCRIMINATOR => self.voters.push((address, head(data))),
            name if name == Proposal::DISCRIMINATOR => self.proposals.push((address, head(data))),
            name if name == Ballot::DISCRIMINATOR => self.ballots.push((address, head(data))),
            name if name == Dataset::DISCRIMINATOR => self.datasets.push((address, head(data))),
            name if name == Offer::DISCRIMINATOR => self.offers.push((address, head(data))),
            name if name == License::DISCRIMINATOR => self.licenses.push((address, head(data))),
            name if name == Bid::DISCRIMINATOR => self.bids.push((address, head(data))),
            name if name == Page::DISCRIMINATOR => {
                let page = page(address, data, &mut self.broken);
                self.pages.push(page);
            }
            name if name == Pool::DISCRIMINATOR => self.pools.push(pool(address, data)),
            _ => {}
        }
    }

    pub fn member(&self, wallet: &Address) -> Option<&Member> {
        let found = self.members.iter().find(|(_, member)| member.wallet == *wallet);
        found.map(|(_, member)| member)
    }

    pub fn task(&self, address: &Address) -> Option<&Task> {
        self.tasks
            .iter()
            .find(|(task, _)| task == address)
            .map(|(_, task)| task)
    }

    pub fn dataset(&self, address: &Address) -> Option<&Dataset> {
        found(&self.datasets, address)
    }

    pub fn license(&self, address: &Address) -> Option<&License> {
        found(&self.licenses, address)
    }

    pub fn bid(&self, address: &Address) -> Option<&Bid> {
        found(&self.bids, address)
    }

    /// The offer with this number of a dataset.
    pub fn offer(&self, dataset: &Address, index: u32) -> Option<&Offer> {
        found(&self.offers, &at::offer(dataset, index))
    }

    pub fn voter(&self, wallet: &Address) -> Option<&Voter> {
        let found = self.voters.iter().find(|(_, voter)| voter.wallet == *wallet);
        found.map(|(_, voter)| voter)
    }

    pub fn page(&self, address: &Address) -> Option<&PageView> {
        self.pages.iter().find(|page| page.address == *address)
    }

    /// The seat with this number in a task.
    pub fn seat(&self, task: &Address, index: u32) -> Option<&(Address, Seat)> {
        self.seats
            .iter()
            .find(|(_, seat)| seat.task == *task && seat.index == index)
    }

    /// The validator at `shard << 16 | place`.
    pub fn validator(&self, at: u32) -> Option<&Validator> {
        let pool = self.pools.iter().find(|pool| pool.head.index == at >> 16)?;
        let found = pool.validators.iter().find(|(place, _)| *place == at & 0xffff);
        found.map(|(_, validator)| validator)
    }

    /// All live panels with their pages.
    pub fn panels(&self) -> impl Iterator<Item = (&PageView, &PanelView)> {
        self.pages
            .iter()
            .flat_map(|page| page.panels.iter().map(move |panel| (page, panel)))
    }
}

fn found<'a, T>(list: &'a [(Address, T)], address: &Address) -> Option<&'a T> {
    list.iter().find(|(other, _)| other == address).map(|(_, found)| found)
}

/// Base units in a token account, 0 when there is none.
pub fn tokens(chain: &Chain, address: &Address) -> u64 {
    number(chain, address, TOKEN_AMOUNT)
}

/// Base units of a mint that exist.
pub fn supply(chain: &Chain, mint: &Address) -> u64 {
    number(chain, mint, MINT_SUPPLY)
}

fn number(chain: &Chain, address: &Address, at: usize) -> u64 {
    let bytes = chain
        .account(address)
        .and_then(|account| account.data().get(at..at + 8));
    bytes.map_or(0, bytemuck::pod_read_unaligned)
}

fn head<T: Pod>(data: &[u8]) -> T {
    bytemuck::pod_read_unaligned(&data[..size_of::<T>()])
}

fn page(address: Address, data: &[u8], broken: &mut Vec<String>) -> PageView {
    let page: Page = head(data);
    let mut words: Vec<u64> = bytemuck::pod_collect_to_vec(&data[size_of::<Page>()..]);
    let mut panels = Vec::new();
    for number in page.first_panel..page.next_panel.min(page.first_panel + u64::from(MAX_LIVE_PANELS)) {
        let at = page.directory[(number % u64::from(MAX_LIVE_PANELS)) as usize];
        match panel(&mut words, usize::from(at), &page.terms) {
            Some(panel) if panel.head.number == number => panels.push(panel),
            _ => broken.push(format!("page {} has no record of panel {number}", page.index)),
        }
    }
    PageView { address, page, panels }
}

fn panel(words: &mut [u64], at: usize, terms: &Terms) -> Option<PanelView> {
    let panel = Panel::at(words, at, terms).ok()?;
    let court = panel.head.kind != kind::ANNOTATE;
    let contestable = terms.reviewed() && !court;
    let contested = |item| contestable && panel.has(tagger::state::panel::Mask::Contested, item);
    Some(PanelView {
        case: court.then(|| *panel.case()),
        items: if court {
            panel.subject_items().to_vec()
        } else {
            Vec::new()
        },
        votes: if court && panel.head.items == 1 && terms.bits == 1 {
            let row = panel.layout.row;
            let vote = |at: usize| panel.answers.get(at * row).map(|word| (word & 1) as u8);
            (0..panel.slots.len()).map(vote).collect()
        } else {
            Vec::new()
        },
        contested: (0..usize::from(panel.head.items) * usize::from(contestable))
            .map(contested)
            .collect(),
        slots: panel.slots.to_vec(),
        head: *panel.head,
    })
}

fn pool(address: Address, data: &[u8]) -> PoolView {
    let pool: Pool = head(data);
    let tail = &data[size_of::<Pool>()..];
    let tree = NODES * size_of::<u32>();
    let ready = pool.ready != 0;
    let sums = |from: usize| -> Vec<u32> {
        let bytes = if ready { &tail[from..from + tree] } else { &[] };
        bytemuck::pod_collect_to_vec(bytes)
    };
    let validator = |place: u32| -> (u32, Validator) {
        let at = 2 * tree + place as usize * size_of::<Validator>();
        (place, head(&tail[at..]))
    };
    let used = if ready { pool.used } else { 0 };
    PoolView {
        address,
        validators: (0..used)
            .map(validator)
            .filter(|(_, validator)| validator.state != tagger::state::pool::place::FREE)
            .collect(),
        frozen: sums(0),
        coming: sums(tree),
        head: pool,
    }
}
