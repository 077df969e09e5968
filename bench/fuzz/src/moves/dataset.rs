//! Datasets: publishing, offers, purchases and what they earn.
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    dataset::{buy_license::BuyArgs, publish_dataset::PublishArgs},
    state::{license::LicenceState, Seat, Task},
};

use super::{call, world::move_field};
use crate::{
    action::Numbers,
    addresses as at,
    books::part,
    keys,
    people::tokens,
    scene::{amount, pick, Scene},
    shop::{self, BOND, NAMED},
    view::View,
};

/// Whether a task can be published now.
pub fn publishable(view: &View, task: &Task) -> bool {
    let ended = task.cancelled != 0 || task.ends_at <= view.now.seconds;
    let fresh = task.dataset == Address::default() && view.now.seconds < task.publish_until;
    ended && task.pages == 0 && fresh && task.records.leaves > 0
}

/// What a seat of a published task may take, base units.
pub fn owed(view: &View, seat: &Seat) -> u64 {
    let Some((_, dataset)) = view.datasets.iter().find(|(_, dataset)| dataset.task == seat.task) else {
        return 0;
    };
    (part(dataset, seat) as u64).saturating_sub(seat.revenue)
}

/// `pick` is a task that can be published; without one, or with 2 in `extra`, `who` publishes data of his own. `amount` is the
/// bond. 4 in `extra` names another root, 8 no point, 16 the neutral one, 32 no class of use.
pub fn publish_dataset(scene: &Scene, numbers: Numbers) -> Instruction {
    let ready: Vec<_> = scene
        .view
        .tasks
        .iter()
        .filter(|(_, task)| publishable(scene.view, task))
        .collect();
    let made = pick(&ready, numbers.pick).filter(|_| numbers.extra & 2 == 0);
    let right = made.map_or_else(|| scene.wallet(numbers.who), |(_, task)| task.requester);
    let publisher = scene.actor(numbers, right);
    let free = (0..).find(|&nonce| scene.chain.account(&at::title(&publisher, nonce)).is_none());
    let nonce = free.unwrap_or(0);
    let mint = at::title(&publisher, nonce);
    let mut contents = shop::contents(nonce);
    match numbers.extra >> 3 & 7 {
        1 => contents.commitment = [7; 32],
        2 => contents.commitment = [0; 32],
        4 => contents.use_class = 0,
        _ => {}
    }
    let mut root = made.map_or([0; 32], |(_, task)| task.records.root());
    root[0] ^= u8::from(numbers.extra & 4 != 0);
    call!(
        PublishDataset {
            args: PublishArgs {
                nonce,
                bond: amount(BOND, numbers.amount),
                records_root: root,
                contents,
                name: "Labels".into(),
                uri: "ar://where".into(),
            }
        },
        PublishDataset {
            payer: publisher,
            publisher,
            config: at::config(),
            member: at::member(&publisher),
            task: made.map(|(address, _)| *address),
            mint,
            dataset: at::dataset(&mint),
            metadata: at::metadata(&mint),
            edition: at::edition(&mint),
            tokens: at::title_tokens(&mint, &publisher),
            token_metadata: at::TOKEN_METADATA,
            associated_token: at::ASSOCIATED_TOKEN,
            token_program: at::TOKEN_PROGRAM,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// `amount` is the kind; `extra` above 1 moves a field of its terms.
pub fn open_offer(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, dataset) = scene.dataset(numbers.pick, |dataset| dataset.withdrawn == 0);
    let mut args = shop::offer(usize::from(numbers.amount));
    if numbers.extra > 1 {
        move_field(&mut args.terms, numbers.extra >> 1, numbers.amount);
    }
    let publisher = scene.actor(numbers, dataset.publisher);
    call!(
        OpenOffer { args },
        OpenOffer {
            payer: publisher,
            publisher,
            config: at::config(),
            dataset: address,
            offer: at::offer(&address, dataset.offers_made),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

pub fn close_offer(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, offer) = scene.offer(numbers.pick, |offer| {
        numbers.extra & 1 == 0 || !scene.view.sells(&offer.dataset)
    });
    let publisher = scene.view.dataset(&offer.dataset).map(|dataset| dataset.publisher);
    call!(
        CloseOffer {},
        CloseOffer {
            caller: scene.actor(numbers, publisher.unwrap_or_default()),
            dataset: offer.dataset,
            offer: address,
            rent_payer: offer.rent_payer,
        }
    )
}

/// What a buyer agrees to: `amount` 1 pays less, 2 names other terms, 3 another path.
pub struct Agreed {
    pub most: u64,
    pub terms_hash: [u8; 32],
    pub path: Vec<[u8; 32]>,
}

pub fn agree(offer: &tagger::state::Offer, buyer: &Address, due: u64, style: u16) -> Agreed {
    let mut terms_hash = offer.terms.hash();
    let mut path = shop::path(&offer.allowed, buyer);
    match style {
        2 => terms_hash[0] ^= 1,
        3 => path = vec![[1; 32]],
        _ => {}
    }
    Agreed {
        most: if style == 1 { due.saturating_sub(1) } else { due },
        terms_hash,
        path,
    }
}

/// `who` buys what `pick` offers. With 2 in `extra` the number of a purchase is used again, 4 minds no supply.
pub fn buy_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, offer) = scene.offer(numbers.pick, |offer| {
        let left = offer.supply == 0 || offer.sold < offer.supply || numbers.extra & 4 != 0;
        scene.view.sells(&offer.dataset) && left
    });
    let dataset = scene.view.dataset(&offer.dataset);
    let publisher = dataset.map_or(Address::default(), |dataset| dataset.publisher);
    let right = if offer.allowed == [0; 32] {
        scene.customer(numbers.who, &publisher)
    } else {
        scene.wallet(NAMED[usize::from(numbers.who) % NAMED.len()] as u16)
    };
    let buyer = scene.actor(numbers, right);
    let mint = |nonce: u64| at::licence_mint(&offer.dataset, &buyer, nonce);
    let free = (0..).find(|&nonce| scene.chain.account(&mint(nonce)).is_none());
    let nonce = free.unwrap_or(0).saturating_sub(u64::from(numbers.extra >> 1 & 1));
    let mint = mint(nonce);
    let Agreed { most, terms_hash, path } = agree(&offer, &buyer, offer.price, numbers.amount);
    call!(
        BuyLicense {
            args: BuyArgs {
                nonce,
                most,
                terms_hash,
                path,
            }
        },
        BuyLicense {
            payer: buyer,
            buyer,
            config: at::config(),
            member: at::member(&buyer),
            dataset: offer.dataset,
            offer: address,
            mint,
            license: at::license(&mint),
            metas: at::metas(&mint),
            tokens: at::licence_tokens(&mint, &buyer),
            token_2022: at::TOKEN_2022,
            associated_token: at::ASSOCIATED_TOKEN,
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: scene.purse(&buyer),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// `amount` is the style of the proof, see `keys::STYLES`.
pub fn deliver_key(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| {
        license.state == LicenceState::Pending as u8 && scene.now() < license.key_until
    });
    let commitment = scene.view.commitment(&license.dataset);
    call!(
        DeliverKey {
            delivery: keys::wrap(&address, &commitment, &license.recipient, numbers.amount),
        },
        DeliverKey {
            dataset: license.dataset,
            member: at::member(&license.holder),
            license: address,
            mint: license.mint,
            token_2022: at::TOKEN_2022,
        }
    )
}

pub fn refund_purchase(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| {
        license.state == LicenceState::Pending as u8 && scene.now() >= license.key_until
    });
    let publisher = scene.view.dataset(&license.dataset).map(|dataset| dataset.publisher);
    call!(
        RefundPurchase {},
        RefundPurchase {
            dataset: license.dataset,
            publisher: at::member(&publisher.unwrap_or_default()),
            member: at::member(&license.holder),
            license: address,
            mint: license.mint,
            metas: at::metas(&license.mint),
            tokens: at::licence_tokens(&license.mint, &license.holder),
            holder: license.holder,
            rent_payer: license.rent_payer,
            token_2022: at::TOKEN_2022,
        }
    )
}

/// The dataset of a task.
fn dataset_of(scene: &Scene, task: &Address) -> Address {
    let found = scene.view.datasets.iter().find(|(_, dataset)| dataset.task == *task);
    found.map_or(tokens(0), |(address, _)| *address)
}

/// `pick` is a seat that is owed something.
pub fn claim_share(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, seat) = scene.seat(numbers.pick, |seat| owed(scene.view, seat) > 0);
    call!(
        ClaimShare {},
        ClaimShare {
            dataset: dataset_of(scene, &seat.task),
            seat: address,
            member: at::member(&seat.wallet),
        }
    )
}

/// `pick` is a seat of a published task.
pub fn leave_dataset(scene: &Scene, numbers: Numbers) -> Instruction {
    let published = |seat: &Seat| scene.view.datasets.iter().any(|(_, dataset)| dataset.task == seat.task);
    let (address, seat) = scene.seat(numbers.pick, published);
    call!(
        LeaveDataset {},
        LeaveDataset {
            wallet: scene.actor(numbers, seat.wallet),
            dataset: dataset_of(scene, &seat.task),
            task: seat.task,
            member: at::member(&seat.wallet),
            seat: address,
            rent_payer: seat.rent_payer,
        }
    )
}

pub fn take_revenue(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, dataset) = scene.dataset(numbers.pick, |dataset| {
        dataset.fees_due > 0 || dataset.publisher_due > 0
    });
    let treasury = scene.view.config.map_or(at::TREASURY, |config| config.treasury);
    call!(
        TakeRevenue {},
        TakeRevenue {
            config: at::config(),
            dataset: address,
            member: at::member(&dataset.publisher),
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            treasury: if numbers.extra & 1 == 0 {
                treasury
            } else {
                tokens(scene.person(numbers.who))
            },
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

pub fn withdraw_dataset(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, dataset) = scene.dataset(numbers.pick, |dataset| dataset.withdrawn == 0);
    call!(
        WithdrawDataset {},
        WithdrawDataset {
            publisher: scene.actor(numbers, dataset.publisher),
            dataset: address,
        }
    )
}

/// With 2 in `extra` the task is not named.
pub fn close_dataset(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, dataset) = scene.dataset(numbers.pick, |dataset| dataset.withdrawn != 0);
    let named = numbers.extra & 2 == 0 && scene.view.task(&dataset.task).is_some();
    call!(
        CloseDataset {},
        CloseDataset {
            dataset: address,
            member: at::member(&dataset.publisher),
            task: named.then_some(dataset.task),
            rent_payer: dataset.rent_payer,
        }
    )
}
