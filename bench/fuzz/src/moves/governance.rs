//! Votes and proposals. `who` acts unless an even `extra` says whose right it is.
use bytemuck::Zeroable;
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    governance::create_proposal::CreateProposalArgs,
    state::{proposal::kind, Change, Proposal, Voter},
};

use super::{call, world::move_field};
use crate::{
    action::Numbers,
    addresses as at,
    people::tokens,
    scene::{amount, pick, Scene},
    terms::voting,
};

pub fn initialize_governance(scene: &Scene, numbers: Numbers) -> Instruction {
    call!(
        InitializeGovernance { params: voting() },
        InitializeGovernance {
            upgrade_authority: scene.wallet(numbers.who),
            program_data: at::program_data(),
            governance: at::governance(),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

pub fn initialize_domains(scene: &Scene, numbers: Numbers) -> Instruction {
    call!(
        InitializeDomains {},
        InitializeDomains {
            payer: scene.wallet(numbers.who),
            domains: at::domains(),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

pub fn create_voter(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let payer = if numbers.extra & 1 == 0 {
        wallet
    } else {
        scene.wallet(numbers.pick)
    };
    call!(
        CreateVoter {},
        CreateVoter {
            payer,
            wallet,
            member: at::member(&wallet),
            voter: at::voter(&wallet),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The voter `pick` means, or `who` if `extra` is odd.
fn voter(scene: &Scene, numbers: Numbers) -> Voter {
    let nobody = Voter {
        wallet: scene.wallet(numbers.who),
        ..Voter::zeroed()
    };
    let found = pick(&scene.view.voters, numbers.pick).map(|(_, voter)| *voter);
    found.filter(|_| numbers.extra & 1 == 0).unwrap_or(nobody)
}

pub fn lock_votes(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = voter(scene, numbers).wallet;
    let active = scene.view.member(&wallet).map_or(0, |member| member.stake_active);
    call!(
        LockVotes {
            amount: amount(active / 4, numbers.amount),
        },
        LockVotes {
            wallet,
            governance: at::governance(),
            member: at::member(&wallet),
            voter: at::voter(&wallet),
        }
    )
}

pub fn unlock_votes(scene: &Scene, numbers: Numbers) -> Instruction {
    let voter = voter(scene, numbers);
    call!(
        UnlockVotes {
            amount: amount(voter.locked, numbers.amount),
        },
        UnlockVotes {
            wallet: voter.wallet,
            governance: at::governance(),
            member: at::member(&voter.wallet),
            voter: at::voter(&voter.wallet),
        }
    )
}

/// `amount` is the delegate, 0 nobody.
pub fn set_delegate(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = voter(scene, numbers).wallet;
    call!(
        SetDelegate {
            delegate: if numbers.amount == 0 {
                Address::default()
            } else {
                scene.wallet(numbers.amount)
            },
        },
        SetDelegate {
            wallet,
            voter: at::voter(&wallet),
        }
    )
}

pub fn close_voter(scene: &Scene, numbers: Numbers) -> Instruction {
    let voter = voter(scene, numbers);
    call!(
        CloseVoter {},
        CloseVoter {
            wallet: voter.wallet,
            member: at::member(&voter.wallet),
            voter: at::voter(&voter.wallet),
            rent_payer: voter.rent_payer,
        }
    )
}

/// `pick` is the kind, `amount` and `extra` what changes and where to.
fn change(scene: &Scene, numbers: Numbers) -> Change {
    let mut change = Change {
        kind: (numbers.pick % 5) as u8,
        ..Change::zeroed()
    };
    match change.kind {
        kind::PARAMS => {
            change.params = scene.view.config.map_or(Zeroable::zeroed(), |config| config.params);
            move_field(&mut change.params, numbers.amount, numbers.extra >> 1);
        }
        kind::DOMAIN_APPEND => {
            change.name[..2].copy_from_slice(b"d-");
            change.name[2] = b'a' + (numbers.amount % 27) as u8;
        }
        kind::DOMAIN_RETIRE => change.domain = (numbers.amount % 17) as u8,
        kind::PAUSE => (change.pause_entries, change.pause_secs) = (1 + numbers.amount as u8 % 8, 3_600),
        _ => {
            change.governance = scene
                .view
                .governance
                .map_or(Zeroable::zeroed(), |governance| governance.params);
            move_field(&mut change.governance, numbers.amount, numbers.extra >> 1);
        }
    }
    change
}

pub fn create_proposal(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let number = scene.view.governance.map_or(0, |governance| governance.proposals);
    call!(
        CreateProposal {
            args: CreateProposalArgs {
                number,
                change: change(scene, numbers),
            }
        },
        CreateProposal {
            payer: wallet,
            wallet,
            config: at::config(),
            governance: at::governance(),
            domains: at::domains(),
            member: at::member(&wallet),
            proposal: at::proposal(number),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The proposal a number means.
fn proposal(scene: &Scene, number: u16) -> (Address, Proposal) {
    let nowhere = (tokens(0), Proposal::zeroed());
    pick(&scene.view.proposals, number).copied().unwrap_or(nowhere)
}

/// `who` is the proposal, `pick` the voter, `amount` his choice; with 2 in `extra` his delegate casts.
pub fn cast_ballot(scene: &Scene, numbers: Numbers) -> Instruction {
    let (proposal, _) = proposal(scene, numbers.who);
    let voter = voter(scene, numbers);
    let caster = if numbers.extra & 2 == 0 {
        voter.wallet
    } else {
        voter.delegate
    };
    call!(
        CastBallot {
            choice: (numbers.amount % 4) as u8,
        },
        CastBallot {
            payer: caster,
            caster,
            voter: at::voter(&voter.wallet),
            proposal,
            ballot: at::ballot(&proposal, &voter.wallet),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// `pick` is the ballot; with 2 in `extra` the delegate changes it.
pub fn change_ballot(scene: &Scene, numbers: Numbers) -> Instruction {
    let nowhere = (tokens(0), Zeroable::zeroed());
    let (address, ballot) = pick(&scene.view.ballots, numbers.pick).copied().unwrap_or(nowhere);
    let delegate = scene
        .view
        .voter(&ballot.wallet)
        .map_or(Address::default(), |voter| voter.delegate);
    let right = if numbers.extra & 2 == 0 {
        ballot.wallet
    } else {
        delegate
    };
    call!(
        ChangeBallot {
            choice: (numbers.amount % 4) as u8,
        },
        ChangeBallot {
            caster: scene.actor(numbers, right),
            voter: at::voter(&ballot.wallet),
            proposal: ballot.proposal,
            ballot: address,
        }
    )
}

pub fn close_ballot(scene: &Scene, numbers: Numbers) -> Instruction {
    let nowhere = (tokens(0), Zeroable::zeroed());
    let (address, ballot) = pick(&scene.view.ballots, numbers.pick).copied().unwrap_or(nowhere);
    call!(
        CloseBallot {},
        CloseBallot {
            ballot: address,
            rent_payer: ballot.rent_payer,
        }
    )
}

pub fn finalize_proposal(scene: &Scene, numbers: Numbers) -> Instruction {
    let (proposal, _) = proposal(scene, numbers.pick);
    call!(FinalizeProposal {}, FinalizeProposal { proposal })
}

pub fn execute_proposal(scene: &Scene, numbers: Numbers) -> Instruction {
    let (proposal, _) = proposal(scene, numbers.pick);
    call!(
        ExecuteProposal {},
        ExecuteProposal {
            proposal,
            config: at::config(),
            governance: at::governance(),
            domains: at::domains(),
        }
    )
}

/// The proposer cancels, or with 2 in `extra` the guardian.
pub fn cancel_proposal(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, proposal) = proposal(scene, numbers.pick);
    let guardian = scene.view.config.map_or(Address::default(), |config| config.guardian);
    let right = if numbers.extra & 2 == 0 {
        proposal.proposer
    } else {
        guardian
    };
    call!(
        CancelProposal {},
        CancelProposal {
            canceller: scene.actor(numbers, right),
            config: at::config(),
            proposal: address,
        }
    )
}

pub fn close_proposal(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, proposal) = proposal(scene, numbers.pick);
    call!(
        CloseProposal {},
        CloseProposal {
            config: at::config(),
            proposal: address,
            member: at::member(&proposal.proposer),
            rent_payer: proposal.rent_payer,
            stake_vault: at::stake_vault(),
            stake_tokens: at::stake_tokens(),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}
