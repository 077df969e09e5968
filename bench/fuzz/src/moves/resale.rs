//! Licences from one holder to the next.
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    resale::bid_license::BidArgs,
    state::{Bid, License},
};

use super::call;
use crate::{
    action::Numbers,
    addresses as at, keys,
    people::{self, PEOPLE},
    scene::{amount, pick, Scene},
    view::View,
};

const DAY: u64 = 86_400;

pub fn ask_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| scene.view.movable(license));
    call!(
        AskLicense {
            price: amount(70_001, numbers.amount),
        },
        AskLicense {
            holder: scene.actor(numbers, license.holder),
            license: address,
        }
    )
}

/// `who` bids `amount`; 2 in `extra` names other terms, 4 an end that has passed, 8 one that is far.
pub fn bid_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| scene.view.movable(license));
    let bidder = scene.actor(numbers, scene.customer(numbers.who, &license.holder));
    let mut terms_hash = license.terms.hash();
    terms_hash[0] ^= u8::from(numbers.extra & 2 != 0);
    let until = match numbers.extra >> 2 & 3 {
        0 => scene.now() + DAY,
        1 => scene.now(),
        2 => u64::MAX,
        _ => scene.now() + 60,
    };
    call!(
        BidLicense {
            args: BidArgs {
                price: amount(70_001, numbers.amount),
                until,
                terms_hash,
            }
        },
        BidLicense {
            payer: bidder,
            bidder,
            config: at::config(),
            member: at::member(&bidder),
            license: address,
            bid: at::bid(&address, &bidder),
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: scene.purse(&bidder),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The bidder, or with an odd `extra` `who`, where its time is over.
pub fn withdraw_bid(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, bid) = scene.bid(numbers.pick, |bid| numbers.extra & 1 == 0 || bid.until <= scene.now());
    call!(
        WithdrawBid {},
        WithdrawBid {
            caller: scene.actor(numbers, bid.bidder),
            bid: address,
            member: at::member(&bid.bidder),
            rent_payer: bid.rent_payer,
        }
    )
}

/// Whether the holder can take a bid: he has his key, and the licence is still what was bid for.
pub fn acceptable(view: &View, bid: &Bid) -> bool {
    let fits = |license: &License| {
        let own = license.recipient == view.key(&license.holder);
        view.movable(license) && own && license.terms.hash() == bid.terms_hash && license.holder != bid.bidder
    };
    view.now.seconds < bid.until && view.license(&bid.license).is_some_and(fits)
}

/// `amount` is the style of the proof; with 1 in `extra` he wants more than was bid.
pub fn accept_bid(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, bid) = scene.bid(numbers.pick, |bid| acceptable(scene.view, bid));
    let license = scene.view.license(&bid.license).copied();
    let license: License = license.unwrap_or(bytemuck::Zeroable::zeroed());
    call!(
        AcceptBid {
            delivery: keys::pass_on(&bid.license, &license, &bid.recipient, numbers.amount),
            least: bid.price.saturating_add(u64::from(numbers.extra & 1)),
        },
        AcceptBid {
            holder: scene.actor(numbers, license.holder),
            dataset: license.dataset,
            license: bid.license,
            bid: address,
            rent_payer: bid.rent_payer,
            seller: at::member(&license.holder),
            member: at::member(&bid.bidder),
            bidder: bid.bidder,
            mint: license.mint,
            tokens: at::licence_tokens(&license.mint, &license.holder),
            bidder_tokens: at::licence_tokens(&license.mint, &bid.bidder),
            token_2022: at::TOKEN_2022,
            associated_token: at::ASSOCIATED_TOKEN,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// Accounts that are open for a licence and whose owner does not hold it: mint and owner.
fn left_behind(scene: &Scene) -> Vec<(Address, Address)> {
    let open = |license: &License| {
        let (mint, holder) = (license.mint, license.holder);
        let others = (0..PEOPLE).map(people::wallet).filter(move |wallet| *wallet != holder);
        let open = move |wallet: &Address| scene.chain.account(&at::licence_tokens(&mint, wallet)).is_some();
        others.filter(open).map(move |wallet| (mint, wallet))
    };
    scene
        .view
        .licenses
        .iter()
        .flat_map(|(_, license)| open(license))
        .collect()
}

/// `pick` is an account a licence has left; an odd `extra` sends its rent to `who`, with 2 in it the account is `who`'s first of
/// the first dataset, where the licence may be gone.
pub fn close_tokens(scene: &Scene, numbers: Numbers) -> Instruction {
    let gone = || {
        let owner = scene.wallet(numbers.who);
        let dataset = scene.dataset(numbers.pick, |_| true).0;
        (at::licence_mint(&dataset, &owner, 0), owner)
    };
    let found = pick(&left_behind(scene), numbers.pick).copied();
    let (mint, owner) = found.filter(|_| numbers.extra & 2 == 0).unwrap_or_else(gone);
    let license = at::license(&mint);
    let to = scene.view.license(&license).map_or(owner, |license| license.rent_payer);
    call!(
        CloseTokens {},
        CloseTokens {
            mint,
            license,
            tokens: at::licence_tokens(&mint, &owner),
            to: scene.actor(numbers, to),
            token_2022: at::TOKEN_2022,
        }
    )
}
