//! How an action's numbers pick from what is on sale: among what fits, or, when nothing fits, among everything.
use bytemuck::{Pod, Zeroable};
use solana_address::Address;
use tagger::state::{license::LicenceState, Bid, Dataset, License, Offer, Seat};

use crate::{
    people::{self, PEOPLE},
    scene::{pick, Scene},
    view::View,
};

fn choose<T: Pod>(list: &[(Address, T)], number: u16, wanted: impl Fn(&Address, &T) -> bool) -> (Address, T) {
    let fits: Vec<_> = list.iter().filter(|(address, one)| wanted(address, one)).collect();
    let found = pick(&fits, number).copied().or_else(|| pick(list, number));
    found.copied().unwrap_or((people::tokens(0), Zeroable::zeroed()))
}

impl Scene<'_> {
    pub fn dataset(&self, number: u16, wanted: impl Fn(&Dataset) -> bool) -> (Address, Dataset) {
        choose(&self.view.datasets, number, |_, dataset| wanted(dataset))
    }

    pub fn offer(&self, number: u16, wanted: impl Fn(&Offer) -> bool) -> (Address, Offer) {
        choose(&self.view.offers, number, |_, offer| wanted(offer))
    }

    pub fn license(&self, number: u16, wanted: impl Fn(&Address, &License) -> bool) -> (Address, License) {
        choose(&self.view.licenses, number, wanted)
    }

    pub fn bid(&self, number: u16, wanted: impl Fn(&Bid) -> bool) -> (Address, Bid) {
        choose(&self.view.bids, number, |_, bid| wanted(bid))
    }

    pub fn seat(&self, number: u16, wanted: impl Fn(&Seat) -> bool) -> (Address, Seat) {
        choose(&self.view.seats, number, |_, seat| wanted(seat))
    }

    /// Who could buy or bid: members with a key, but not this one.
    pub fn customer(&self, number: u16, but: &Address) -> Address {
        let keyed = |wallet: &Address| self.view.member(wallet).is_some_and(|member| member.key != [0; 32]);
        let all: Vec<Address> = (0..PEOPLE)
            .map(people::wallet)
            .filter(|wallet| keyed(wallet) && wallet != but)
            .collect();
        pick(&all, number).copied().unwrap_or_else(|| self.wallet(number))
    }

    /// The token account of whoever has this wallet.
    pub fn purse(&self, wallet: &Address) -> Address {
        people::tokens(people::number(wallet).unwrap_or(people::ADMIN))
    }
}

impl View {
    /// Whether a dataset is still sold.
    pub fn sells(&self, dataset: &Address) -> bool {
        self.dataset(dataset).is_some_and(|found| found.withdrawn == 0)
    }

    pub fn in_force(&self, license: &License) -> bool {
        let lasts = license.expires_at == 0 || self.now.seconds < license.expires_at;
        license.state == LicenceState::Active as u8 && lasts
    }

    /// May change hands.
    pub fn movable(&self, license: &License) -> bool {
        self.in_force(license) && license.terms.transferable == 1 && license.accused == Address::default()
    }

    /// A member's key, zeros for none.
    pub fn key(&self, wallet: &Address) -> [u8; 32] {
        self.member(wallet).map_or([0; 32], |member| member.key)
    }

    /// What a dataset commits to; zeros when it is gone.
    pub fn commitment(&self, dataset: &Address) -> [u8; 32] {
        let found = self.dataset(dataset);
        found.map_or([0; 32], |dataset| dataset.contents.commitment)
    }
}
