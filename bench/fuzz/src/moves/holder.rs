//! What holders do with licences. `pick` is the licence.
use solana_instruction::Instruction;
use tagger::{
    holder::upgrade_license::UpgradeArgs,
    state::{license::LicenceState, License},
};

use super::{
    call,
    dataset::{agree, Agreed},
};
use crate::{
    action::Numbers,
    addresses as at, keys,
    scene::{amount, Scene},
};

/// `who` gets it, at the price `amount` says.
pub fn transfer_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| scene.view.movable(license));
    let holder = scene.actor(numbers, license.holder);
    call!(
        TransferLicense {
            to: scene.wallet(numbers.who),
            price: amount(50_021, numbers.amount),
        },
        TransferLicense {
            holder,
            config: at::config(),
            dataset: license.dataset,
            license: address,
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: scene.purse(&holder),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

/// Whether `who` could renew this one: in force once, with a term, and still offered.
fn renewable(scene: &Scene, license: &License) -> bool {
    let begun = license.state == LicenceState::Active as u8 && license.terms.term_secs > 0;
    begun && scene.view.sells(&license.dataset)
}

/// `who` pays, by an offer with the same terms (`extra` chooses which). `amount` 1 offers less.
pub fn renew_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| renewable(scene, license));
    let (offer_address, offer) = scene.offer(numbers.extra, |offer| {
        offer.dataset == license.dataset && offer.terms.hash() == license.terms.hash()
    });
    let payer = scene.wallet(numbers.who);
    call!(
        RenewLicense {
            most: offer.price.saturating_sub(u64::from(numbers.amount == 1)),
        },
        RenewLicense {
            payer,
            config: at::config(),
            dataset: license.dataset,
            offer: offer_address,
            license: address,
            mint: license.mint,
            token_2022: at::TOKEN_2022,
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: scene.purse(&payer),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

/// To the offer `who` chooses; `amount` spoils what he agrees to.
pub fn upgrade_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| {
        scene.view.in_force(license) && scene.view.sells(&license.dataset)
    });
    let (offer_address, offer) = scene.offer(numbers.who, |offer| {
        let left = offer.supply == 0 || offer.sold < offer.supply;
        offer.dataset == license.dataset && offer.index != license.offer && left
    });
    let holder = scene.actor(numbers, license.holder);
    let due = offer.price.saturating_sub(credit(scene.now(), &license));
    let Agreed { most, terms_hash, path } = agree(&offer, &holder, due, numbers.amount);
    call!(
        UpgradeLicense {
            args: UpgradeArgs { most, terms_hash, path }
        },
        UpgradeLicense {
            holder,
            config: at::config(),
            dataset: license.dataset,
            offer: offer_address,
            license: address,
            mint: license.mint,
            token_2022: at::TOKEN_2022,
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: scene.purse(&holder),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

/// What is left of the term that was paid, base units.
pub fn credit(now: u64, license: &License) -> u64 {
    let term = license.terms.term_secs;
    let left = license.expires_at.saturating_sub(now).min(term);
    let part = (u128::from(license.paid) * u128::from(left)).checked_div(u128::from(term));
    part.map_or(license.paid, |part| part as u64)
}

/// For the key its holder has now; with 2 in `extra` by the publisher, otherwise by whoever the wrap is for. `amount` is the style
/// of the proof.
pub fn rewrap_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let stale = |license: &License| license.recipient != scene.view.key(&license.holder);
    let (address, license) = scene.license(numbers.pick, |_, license| {
        scene.view.in_force(license) && stale(license)
    });
    let recipient = scene.view.key(&license.holder);
    let by_publisher = numbers.extra & 2 != 0;
    let delivery = if by_publisher {
        keys::wrap(
            &address,
            &scene.view.commitment(&license.dataset),
            &recipient,
            numbers.amount,
        )
    } else {
        keys::pass_on(&address, &license, &recipient, numbers.amount)
    };
    call!(
        RewrapLicense { delivery, by_publisher },
        RewrapLicense {
            dataset: license.dataset,
            member: at::member(&license.holder),
            license: address,
        }
    )
}

/// The holder, or with an odd `extra` `who`, where it expired long ago.
pub fn burn_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| {
        let over = license.expires_at != 0 && scene.now() >= license.expires_at + burn_secs();
        license.state != LicenceState::Pending as u8 && (numbers.extra & 1 == 0 || over)
    });
    call!(
        BurnLicense {},
        BurnLicense {
            caller: scene.actor(numbers, license.holder),
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

/// Seconds after its expiry in which only the holder burns.
pub fn burn_secs() -> u64 {
    u64::from(tagger::constants::BURN_SECS)
}
