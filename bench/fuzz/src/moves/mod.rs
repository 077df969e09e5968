//! What can be tried: one function for each instruction of the program, under the instruction's own name, and a few things
//! the world does by itself. Each makes the most natural use of its numbers that the state allows.
mod admin;
mod annotate;
pub mod breach;
mod crank;
pub mod dataset;
mod governance;
pub mod holder;
mod member;
mod requester;
pub mod resale;
mod review;
mod validator;
pub mod wallet;
mod world;

use solana_instruction::Instruction;

use crate::{action::Numbers, chain::Moment, scene::Scene};

/// What an action does to the chain.
pub enum Deed {
    Send(Instruction),
    Travel(Moment),
    /// Somebody sends base units to a token account, past the program.
    Donate {
        to: solana_address::Address,
        amount: u64,
    },
    /// The treasury's token account is closed, or opened again.
    Treasury {
        open: bool,
    },
}

impl From<Instruction> for Deed {
    fn from(instruction: Instruction) -> Self {
        Self::Send(instruction)
    }
}

/// An instruction from the program's own client types.
macro_rules! call {
    ($name:ident { $($args:tt)* }, $accounts:ident { $($fields:tt)* }) => {
        tagger::instruction::$name { $($args)* }.to_instruction(tagger::accounts::$accounts { $($fields)* })
    };
}
pub(crate) use call;

macro_rules! verbs {
    ($($module:ident: $($verb:ident)+;)+) => {
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Verb {
            $($($verb,)+)+
        }

        impl Verb {
            pub const ALL: &[Self] = &[$($(Self::$verb,)+)+];

            pub fn name(self) -> &'static str {
                match self {
                    $($(Self::$verb => stringify!($verb),)+)+
                }
            }

            /// What this verb with these numbers does in a state.
            pub fn deed(self, scene: &Scene, numbers: Numbers) -> Deed {
                match self {
                    $($(Self::$verb => $module::$verb(scene, numbers).into(),)+)+
                }
            }
        }
    };
}

verbs! {
    admin: initialize_config update_config propose_admin accept_admin pause unpause;
    member: create_member close_member set_session set_key set_payout stake unstake withdraw_stake withdraw_balance join_task
        add_bond leave_task;
    requester: open_task fund_task refund_task cancel_task close_task open_page fund_page unfund_page open_panels
        release_panel open_gold close_page;
    annotate: claim return_claim take_ticket redeem_ticket commit reveal settle collect;
    crank: drop_ticket expire_claim expire_commit expire_reveal fold_page recycle_page sweep_task push_payouts;
    governance: initialize_governance initialize_domains create_voter lock_votes unlock_votes set_delegate close_voter
        create_proposal cast_ballot change_ballot close_ballot finalize_proposal execute_proposal cancel_proposal
        close_proposal;
    validator: open_pool grow_pool join_pool leave_pool weigh_validator remove_validator open_validator_seat;
    review: audit_panel contest_items contest_score draw_seats retarget_draw commit_votes reveal_votes expire_votes
        settle_case appeal_items appeal_score conclude_case collect_votes;
    dataset: publish_dataset open_offer close_offer buy_license deliver_key refund_purchase claim_share leave_dataset
        take_revenue withdraw_dataset close_dataset;
    holder: transfer_license renew_license upgrade_license rewrap_license burn_license;
    resale: ask_license bid_license withdraw_bid accept_bid close_tokens;
    breach: accuse_license defend_license conclude_accusation;
    wallet: open_tokens execute burn_token guard_tokens;
    world: wait donate treasury noise;
}

impl Verb {
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.name() == name)
    }

    /// Whether what was done may have been this: noise may be anything.
    pub fn may_be(self, other: Self) -> bool {
        self == other || self == Self::noise
    }
}
