//! Tagger: people are paid for trustworthy labels, and the program itself computes quality and pay from committed
//! answers. This file is the table of contents; each instruction lives in its own file under `instructions/`.
#![cfg_attr(not(any(feature = "idl-build", test)), no_std)]
// There is no floating point on chain, see toolchain/builtins.
#![deny(clippy::float_arithmetic)]

extern crate alloc;

#[cfg(target_arch = "bpf")]
use {sbf_builtins as _, solana_compiler_builtins as _};

pub mod clock;
pub mod constants;
pub mod cpi;
pub mod dataset_events;
pub mod error;
pub mod events;
pub mod governance_events;
pub mod instructions;
pub mod licence_events;
pub mod licence_token;
pub mod nft;
pub mod rules;
pub mod seeds;
pub mod slot_hashes;
pub mod state;
pub mod token;

use alloc::vec::Vec;

use anchor_lang::prelude::*;
pub use instructions::*;
use state::GovernanceParams;

declare_id!("TaAehdV5VNpETDxKg8XC5jdZMPcRfiMWcZChwPGz53e");

#[program]
pub mod tagger {
    use super::*;

    // ---- administration -------------------------------------------------------------------------------------------

    /// The deployer creates config and vaults, once.
    #[discrim = 0]
    pub fn initialize_config(ctx: &mut Context<InitializeConfig>, args: InitializeConfigArgs) -> Result<()> {
        InitializeConfig::handle(ctx, args)
    }

    /// The admin changes parameters, guardian or treasury.
    #[discrim = 1]
    pub fn update_config(ctx: &mut Context<UpdateConfig>, args: UpdateConfigArgs) -> Result<()> {
        UpdateConfig::handle(ctx, args)
    }

    /// The admin names a successor.
    #[discrim = 2]
    pub fn propose_admin(
        ctx: &mut Context<ProposeAdmin>,
        revision: u64,
        expires_at: u64,
        successor: Address,
    ) -> Result<()> {
        ProposeAdmin::handle(ctx, revision, expires_at, successor)
    }

    /// The successor takes over.
    #[discrim = 3]
    pub fn accept_admin(ctx: &mut Context<AcceptAdmin>) -> Result<()> {
        AcceptAdmin::handle(ctx)
    }

    /// Guardian or admin pauses entries for a limited time.
    #[discrim = 4]
    pub fn pause(ctx: &mut Context<Pause>, entries: u8, seconds: u32) -> Result<()> {
        Pause::handle(ctx, entries, seconds)
    }

    /// The admin ends a pause early.
    #[discrim = 5]
    pub fn unpause(ctx: &mut Context<Unpause>) -> Result<()> {
        Unpause::handle(ctx)
    }

    // ---- members --------------------------------------------------------------------------------------------------

    /// A wallet becomes a member.
    #[discrim = 10]
    pub fn create_member(ctx: &mut Context<CreateMember>) -> Result<()> {
        CreateMember::handle(ctx)
    }

    /// A member leaves for good.
    #[discrim = 11]
    pub fn close_member(ctx: &mut Context<CloseMember>) -> Result<()> {
        CloseMember::handle(ctx)
    }

    /// A wallet lends claim, commit and reveal to a session key.
    #[discrim = 12]
    pub fn set_session(ctx: &mut Context<SetSession>, session: Address, until: u64) -> Result<()> {
        SetSession::handle(ctx, session, until)
    }

    /// A member asks for pushed payouts, or withdraws that wish.
    #[discrim = 13]
    pub fn set_payout(ctx: &mut Context<SetPayout>) -> Result<()> {
        SetPayout::handle(ctx)
    }

    /// A member stakes TAG.
    #[discrim = 14]
    pub fn stake(ctx: &mut Context<Stake>, amount: u64) -> Result<()> {
        Stake::handle(ctx, amount)
    }

    /// A member starts the cool-down of active stake.
    #[discrim = 15]
    pub fn unstake(ctx: &mut Context<Unstake>, amount: u64) -> Result<()> {
        Unstake::handle(ctx, amount)
    }

    /// A member takes out cooled-down stake.
    #[discrim = 16]
    pub fn withdraw_stake(ctx: &mut Context<WithdrawStake>) -> Result<()> {
        WithdrawStake::handle(ctx)
    }

    /// A member takes out earnings or refunds.
    #[discrim = 17]
    pub fn withdraw_balance(ctx: &mut Context<WithdrawBalance>, amount: u64) -> Result<()> {
        WithdrawBalance::handle(ctx, amount)
    }

    /// A member takes a seat in a task and locks stake behind it.
    #[discrim = 18]
    pub fn join_task(ctx: &mut Context<JoinTask>, rules_hash: [u8; 32], bond: u64) -> Result<()> {
        JoinTask::handle(ctx, rules_hash, bond)
    }

    /// A member locks more stake behind a seat.
    #[discrim = 19]
    pub fn add_bond(ctx: &mut Context<AddBond>, amount: u64) -> Result<()> {
        AddBond::handle(ctx, amount)
    }

    /// A seat is given up.
    #[discrim = 20]
    pub fn leave_task(ctx: &mut Context<LeaveTask>) -> Result<()> {
        LeaveTask::handle(ctx)
    }

    /// A member names the key others encrypt for him with.
    #[discrim = 21]
    pub fn set_key(ctx: &mut Context<SetKey>, key: [u8; 32]) -> Result<()> {
        SetKey::handle(ctx, key)
    }

    // ---- requesters -----------------------------------------------------------------------------------------------

    /// A requester opens a task.
    #[discrim = 30]
    pub fn open_task(ctx: &mut Context<OpenTask>, args: OpenTaskArgs) -> Result<()> {
        OpenTask::handle(ctx, args)
    }

    /// Anyone puts TAG into a task's escrow, at the start or later.
    #[discrim = 31]
    pub fn fund_task(ctx: &mut Context<FundTask>, amount: u64) -> Result<()> {
        FundTask::handle(ctx, amount)
    }

    /// The requester takes free escrow back.
    #[discrim = 32]
    pub fn refund_task(ctx: &mut Context<RefundTask>, amount: u64) -> Result<()> {
        RefundTask::handle(ctx, amount)
    }

    /// The requester ends a task early.
    #[discrim = 33]
    pub fn cancel_task(ctx: &mut Context<CancelTask>) -> Result<()> {
        CancelTask::handle(ctx)
    }

    /// Anyone closes a task that is over and empty.
    #[discrim = 34]
    pub fn close_task(ctx: &mut Context<CloseTask>) -> Result<()> {
        CloseTask::handle(ctx)
    }

    /// The requester opens a page.
    #[discrim = 35]
    pub fn open_page(ctx: &mut Context<OpenPage>, bytes: u32, amount: u64) -> Result<()> {
        OpenPage::handle(ctx, bytes, amount)
    }

    /// Escrow moves from a task to a page.
    #[discrim = 36]
    pub fn fund_page(ctx: &mut Context<FundPage>, amount: u64) -> Result<()> {
        FundPage::handle(ctx, amount)
    }

    /// Free money moves from a page back to its task.
    #[discrim = 37]
    pub fn unfund_page(ctx: &mut Context<UnfundPage>, amount: u64) -> Result<()> {
        UnfundPage::handle(ctx, amount)
    }

    /// The requester opens panels on a page.
    #[discrim = 38]
    pub fn open_panels(ctx: &mut Context<OpenPanels>, specs: Vec<PanelSpec>) -> Result<()> {
        OpenPanels::handle(ctx, specs)
    }

    /// A panel nobody sat on is given up.
    #[discrim = 39]
    pub fn release_panel(ctx: &mut Context<ReleasePanel>, number: u64) -> Result<()> {
        ReleasePanel::handle(ctx, number)
    }

    /// The requester opens the gold of one panel.
    #[discrim = 40]
    pub fn open_gold(ctx: &mut Context<OpenGold>, args: OpenGoldArgs) -> Result<()> {
        OpenGold::handle(ctx, args)
    }

    /// A page without live panels is folded and closed.
    #[discrim = 41]
    pub fn close_page(ctx: &mut Context<ClosePage>) -> Result<()> {
        ClosePage::handle(ctx)
    }

    /// The key of a private task's items reaches a seat.
    #[discrim = 150]
    pub fn deliver_task_key(ctx: &mut Context<DeliverTaskKey>, delivery: rules::delivery::Delivery) -> Result<()> {
        DeliverTaskKey::handle(ctx, delivery)
    }

    // ---- hot path -------------------------------------------------------------------------------------------------

    /// A member takes seats on panels.
    #[discrim = 50]
    pub fn claim(ctx: &mut Context<Claim>, panels: Vec<u64>) -> Result<()> {
        Claim::handle(ctx, panels)
    }

    /// A member commits to answers.
    #[discrim = 51]
    pub fn commit(ctx: &mut Context<Commit>, entries: Vec<CommitEntry>) -> Result<()> {
        Commit::handle(ctx, entries)
    }

    /// A member reveals answers.
    #[discrim = 52]
    pub fn reveal(ctx: &mut Context<Reveal>, entries: Vec<RevealEntry>) -> Result<()> {
        Reveal::handle(ctx, entries)
    }

    /// Anyone settles panels.
    #[discrim = 53]
    pub fn settle(ctx: &mut Context<Settle>, panels: Vec<u64>) -> Result<()> {
        Settle::handle(ctx, panels)
    }

    /// Anyone collects what settled panels owe a member.
    #[discrim = 54]
    pub fn collect(ctx: &mut Context<Collect>, entries: Vec<CollectEntry>) -> Result<()> {
        Collect::handle(ctx, entries)
    }

    /// A member asks for panels; a coming block decides which.
    #[discrim = 55]
    pub fn take_ticket(ctx: &mut Context<TakeTicket>, count: u8) -> Result<()> {
        TakeTicket::handle(ctx, count)
    }

    /// Anyone gives a member the panels his ticket got.
    #[discrim = 56]
    pub fn redeem_ticket(ctx: &mut Context<RedeemTicket>) -> Result<()> {
        RedeemTicket::handle(ctx)
    }

    /// A member gives a claim back.
    #[discrim = 57]
    pub fn return_claim(ctx: &mut Context<ReturnClaim>, number: u64, slot: u8) -> Result<()> {
        ReturnClaim::handle(ctx, number, slot)
    }

    // ---- cranks: anyone may call ----------------------------------------------------------------------------------

    /// Frees a seat whose holder let its hold pass.
    #[discrim = 60]
    pub fn expire_claim(ctx: &mut Context<ExpireClaim>, number: u64, slot: u8) -> Result<()> {
        ExpireClaim::handle(ctx, number, slot)
    }

    /// Closes the commitments of a wave that did not fill.
    #[discrim = 61]
    pub fn expire_commit(ctx: &mut Context<ExpireCommit>, number: u64) -> Result<()> {
        ExpireCommit::handle(ctx, number)
    }

    /// Closes reveals that did not come in time.
    #[discrim = 62]
    pub fn expire_reveal(ctx: &mut Context<ExpireReveal>, number: u64) -> Result<()> {
        ExpireReveal::handle(ctx, number)
    }

    /// Folds a page's totals into its task.
    #[discrim = 63]
    pub fn fold_page(ctx: &mut Context<FoldPage>) -> Result<()> {
        FoldPage::handle(ctx)
    }

    /// Gives the room of finished panels back.
    #[discrim = 64]
    pub fn recycle_page(ctx: &mut Context<RecyclePage>) -> Result<()> {
        RecyclePage::handle(ctx)
    }

    /// Sends on fees and slashes of a task.
    #[discrim = 65]
    pub fn sweep_task(ctx: &mut Context<SweepTask>) -> Result<()> {
        SweepTask::handle(ctx)
    }

    /// Pushes the balances of members who asked for it.
    #[discrim = 66]
    pub fn push_payouts(ctx: &mut Context<PushPayouts>) -> Result<()> {
        PushPayouts::handle(ctx)
    }

    /// Frees a ticket nobody redeemed in time.
    #[discrim = 67]
    pub fn drop_ticket(ctx: &mut Context<DropTicket>) -> Result<()> {
        DropTicket::handle(ctx)
    }

    // ---- governance -----------------------------------------------------------------------------------------------

    /// The deployer writes down the first rules of voting, once.
    #[discrim = 80]
    pub fn initialize_governance(ctx: &mut Context<InitializeGovernance>, params: GovernanceParams) -> Result<()> {
        InitializeGovernance::handle(ctx, params)
    }

    /// Anyone creates the list of domains, once.
    #[discrim = 81]
    pub fn initialize_domains(ctx: &mut Context<InitializeDomains>) -> Result<()> {
        InitializeDomains::handle(ctx)
    }

    /// A member gets a place to lock votes.
    #[discrim = 82]
    pub fn create_voter(ctx: &mut Context<CreateVoter>) -> Result<()> {
        CreateVoter::handle(ctx)
    }

    /// A member turns active stake into votes.
    #[discrim = 83]
    pub fn lock_votes(ctx: &mut Context<LockVotes>, amount: u64) -> Result<()> {
        LockVotes::handle(ctx, amount)
    }

    /// A member turns votes back into active stake.
    #[discrim = 84]
    pub fn unlock_votes(ctx: &mut Context<UnlockVotes>, amount: u64) -> Result<()> {
        UnlockVotes::handle(ctx, amount)
    }

    /// A member lets another wallet cast his votes, or takes that back.
    #[discrim = 85]
    pub fn set_delegate(ctx: &mut Context<SetDelegate>, delegate: Address) -> Result<()> {
        SetDelegate::handle(ctx, delegate)
    }

    /// A member gives up his place in governance.
    #[discrim = 86]
    pub fn close_voter(ctx: &mut Context<CloseVoter>) -> Result<()> {
        CloseVoter::handle(ctx)
    }

    /// A member asks for a change.
    #[discrim = 87]
    pub fn create_proposal(ctx: &mut Context<CreateProposal>, args: CreateProposalArgs) -> Result<()> {
        CreateProposal::handle(ctx, args)
    }

    /// A voter or his delegate votes on a proposal.
    #[discrim = 88]
    pub fn cast_ballot(ctx: &mut Context<CastBallot>, choice: u8) -> Result<()> {
        CastBallot::handle(ctx, choice)
    }

    /// A voter or his delegate changes his mind.
    #[discrim = 89]
    pub fn change_ballot(ctx: &mut Context<ChangeBallot>, choice: u8) -> Result<()> {
        ChangeBallot::handle(ctx, choice)
    }

    /// Anyone closes a ballot whose vote is over.
    #[discrim = 90]
    pub fn close_ballot(ctx: &mut Context<CloseBallot>) -> Result<()> {
        CloseBallot::handle(ctx)
    }

    /// Anyone writes down what the votes said.
    #[discrim = 91]
    pub fn finalize_proposal(ctx: &mut Context<FinalizeProposal>) -> Result<()> {
        FinalizeProposal::handle(ctx)
    }

    /// Anyone makes the change that was voted for.
    #[discrim = 92]
    pub fn execute_proposal(ctx: &mut Context<ExecuteProposal>) -> Result<()> {
        ExecuteProposal::handle(ctx)
    }

    /// The guardian stops a pause, the proposer what nobody voted on.
    #[discrim = 93]
    pub fn cancel_proposal(ctx: &mut Context<CancelProposal>) -> Result<()> {
        CancelProposal::handle(ctx)
    }

    /// Anyone closes a proposal that is over.
    #[discrim = 94]
    pub fn close_proposal(ctx: &mut Context<CloseProposal>) -> Result<()> {
        CloseProposal::handle(ctx)
    }

    // ---- validators and reviews -------------------------------------------------------------------------------------

    /// Anyone opens the first shard of the validators' pool, the admin further ones.
    #[discrim = 100]
    pub fn open_pool(ctx: &mut Context<OpenPool>) -> Result<()> {
        OpenPool::handle(ctx)
    }

    /// Pays for the next part of a pool's account.
    #[discrim = 101]
    pub fn grow_pool(ctx: &mut Context<GrowPool>) -> Result<()> {
        GrowPool::handle(ctx)
    }

    /// Becomes a validator, or adds to the bond.
    #[discrim = 102]
    pub fn join_pool(ctx: &mut Context<JoinPool>, bond: u64) -> Result<()> {
        JoinPool::handle(ctx, bond)
    }

    /// Stops being drawn.
    #[discrim = 103]
    pub fn leave_pool(ctx: &mut Context<LeavePool>) -> Result<()> {
        LeavePool::handle(ctx)
    }

    /// Brings a validator's weight up to date.
    #[discrim = 104]
    pub fn weigh_validator(ctx: &mut Context<WeighValidator>) -> Result<()> {
        WeighValidator::handle(ctx)
    }

    /// Takes a validator who left out of the pool.
    #[discrim = 119]
    pub fn remove_validator(ctx: &mut Context<RemoveValidator>) -> Result<()> {
        RemoveValidator::handle(ctx)
    }

    /// A validator opens a seat for his part of a dataset's revenue.
    #[discrim = 134]
    pub fn open_validator_seat(ctx: &mut Context<OpenValidatorSeat>) -> Result<()> {
        OpenValidatorSeat::handle(ctx)
    }

    /// Opens the review of a panel drawn for an audit.
    #[discrim = 106]
    pub fn audit_panel(ctx: &mut Context<AuditPanel>, bytes: u32, number: u64) -> Result<()> {
        AuditPanel::handle(ctx, bytes, number)
    }

    /// The requester contests labels of a panel.
    #[discrim = 107]
    pub fn contest_items(ctx: &mut Context<ContestItems>, bytes: u32, number: u64, items: Vec<u64>) -> Result<()> {
        ContestItems::handle(ctx, bytes, number, items)
    }

    /// An annotator contests labels of a panel.
    #[discrim = 108]
    pub fn contest_score(ctx: &mut Context<ContestScore>, bytes: u32, number: u64, items: Vec<u64>) -> Result<()> {
        ContestScore::handle(ctx, bytes, number, items)
    }

    /// Draws validators for a review.
    #[discrim = 109]
    pub fn draw_seats(ctx: &mut Context<DrawSeats>, number: u64) -> Result<()> {
        DrawSeats::handle(ctx, number)
    }

    /// Gives a draw a new block.
    #[discrim = 110]
    pub fn retarget_draw(ctx: &mut Context<RetargetDraw>, number: u64) -> Result<()> {
        RetargetDraw::handle(ctx, number)
    }

    /// A validator commits to votes.
    #[discrim = 111]
    pub fn commit_votes(ctx: &mut Context<CommitVotes>, entries: Vec<CommitEntry>) -> Result<()> {
        CommitVotes::handle(ctx, entries)
    }

    /// A validator reveals votes.
    #[discrim = 112]
    pub fn reveal_votes(ctx: &mut Context<RevealVotes>, entries: Vec<RevealEntry>) -> Result<()> {
        RevealVotes::handle(ctx, entries)
    }

    /// Closes commitments or reveals of a review that did not come in time.
    #[discrim = 113]
    pub fn expire_votes(ctx: &mut Context<ExpireVotes>, number: u64) -> Result<()> {
        ExpireVotes::handle(ctx, number)
    }

    /// Counts the votes of a review.
    #[discrim = 114]
    pub fn settle_case(ctx: &mut Context<SettleCase>, number: u64) -> Result<()> {
        SettleCase::handle(ctx, number)
    }

    /// The requester appeals against a review.
    #[discrim = 115]
    pub fn appeal_items(ctx: &mut Context<AppealItems>, number: u64) -> Result<()> {
        AppealItems::handle(ctx, number)
    }

    /// An annotator appeals against a review.
    #[discrim = 116]
    pub fn appeal_score(ctx: &mut Context<AppealScore>, number: u64) -> Result<()> {
        AppealScore::handle(ctx, number)
    }

    /// Ends a review: labels, fees, refunds.
    #[discrim = 117]
    pub fn conclude_case(ctx: &mut Context<ConcludeCase>, number: u64) -> Result<()> {
        ConcludeCase::handle(ctx, number)
    }

    /// Collects what ended reviews owe a validator.
    #[discrim = 118]
    pub fn collect_votes(ctx: &mut Context<CollectVotes>, entries: Vec<CollectEntry>) -> Result<()> {
        CollectVotes::handle(ctx, entries)
    }

    // ---- datasets and licences --------------------------------------------------------------------------------------

    /// A publisher puts a dataset up.
    #[discrim = 120]
    pub fn publish_dataset(ctx: &mut Context<PublishDataset>, args: PublishArgs) -> Result<()> {
        PublishDataset::handle(ctx, args)
    }

    /// The publisher offers one kind of licence.
    #[discrim = 121]
    pub fn open_offer(ctx: &mut Context<OpenOffer>, args: OfferArgs) -> Result<()> {
        OpenOffer::handle(ctx, args)
    }

    /// An offer disappears.
    #[discrim = 122]
    pub fn close_offer(ctx: &mut Context<CloseOffer>) -> Result<()> {
        CloseOffer::handle(ctx)
    }

    /// A buyer pays for a licence.
    #[discrim = 123]
    pub fn buy_license(ctx: &mut Context<BuyLicense>, args: BuyArgs) -> Result<()> {
        BuyLicense::handle(ctx, args)
    }

    /// The dataset's key reaches a buyer, and his money the others.
    #[discrim = 124]
    pub fn deliver_key(ctx: &mut Context<DeliverKey>, delivery: rules::delivery::Delivery) -> Result<()> {
        DeliverKey::handle(ctx, delivery)
    }

    /// No key came in time.
    #[discrim = 125]
    pub fn refund_purchase(ctx: &mut Context<RefundPurchase>) -> Result<()> {
        RefundPurchase::handle(ctx)
    }

    /// A contributor's part of the revenue goes to his balance.
    #[discrim = 126]
    pub fn claim_share(ctx: &mut Context<ClaimShare>) -> Result<()> {
        ClaimShare::handle(ctx)
    }

    /// A contributor gives up his seat in a dataset.
    #[discrim = 127]
    pub fn leave_dataset(ctx: &mut Context<LeaveDataset>) -> Result<()> {
        LeaveDataset::handle(ctx)
    }

    /// The publisher's part goes to his balance, the fee to the treasury.
    #[discrim = 128]
    pub fn take_revenue(ctx: &mut Context<TakeRevenue>) -> Result<()> {
        TakeRevenue::handle(ctx)
    }

    /// The publisher sells no more of a dataset.
    #[discrim = 129]
    pub fn withdraw_dataset(ctx: &mut Context<WithdrawDataset>) -> Result<()> {
        WithdrawDataset::handle(ctx)
    }

    /// A dataset that is sold no more disappears.
    #[discrim = 130]
    pub fn close_dataset(ctx: &mut Context<CloseDataset>) -> Result<()> {
        CloseDataset::handle(ctx)
    }

    // ---- holders of licences --------------------------------------------------------------------------------------

    /// A holder pays for a transfer and names the receiver.
    #[discrim = 131]
    pub fn transfer_license(ctx: &mut Context<TransferLicense>, to: Address, price: u64) -> Result<()> {
        TransferLicense::handle(ctx, to, price)
    }

    /// Another term of a licence is paid.
    #[discrim = 132]
    pub fn renew_license(ctx: &mut Context<RenewLicense>, most: u64) -> Result<()> {
        RenewLicense::handle(ctx, most)
    }

    /// A licence ends for good.
    #[discrim = 133]
    pub fn burn_license(ctx: &mut Context<BurnLicense>) -> Result<()> {
        BurnLicense::handle(ctx)
    }

    /// A licence's key is wrapped for the key its holder has now.
    #[discrim = 135]
    pub fn rewrap_license(
        ctx: &mut Context<RewrapLicense>,
        delivery: rules::delivery::Delivery,
        by_publisher: bool,
    ) -> Result<()> {
        RewrapLicense::handle(ctx, delivery, by_publisher)
    }

    /// A licence moves to another offer of its dataset.
    #[discrim = 136]
    pub fn upgrade_license(ctx: &mut Context<UpgradeLicense>, args: UpgradeArgs) -> Result<()> {
        UpgradeLicense::handle(ctx, args)
    }

    /// A holder names what he asks for his licence.
    #[discrim = 137]
    pub fn ask_license(ctx: &mut Context<AskLicense>, price: u64) -> Result<()> {
        AskLicense::handle(ctx, price)
    }

    /// Somebody bids for another one's licence.
    #[discrim = 138]
    pub fn bid_license(ctx: &mut Context<BidLicense>, args: BidArgs) -> Result<()> {
        BidLicense::handle(ctx, args)
    }

    /// A bid goes back.
    #[discrim = 139]
    pub fn withdraw_bid(ctx: &mut Context<WithdrawBid>) -> Result<()> {
        WithdrawBid::handle(ctx)
    }

    /// A holder takes a bid.
    #[discrim = 140]
    pub fn accept_bid(ctx: &mut Context<AcceptBid>, delivery: rules::delivery::Delivery, least: u64) -> Result<()> {
        AcceptBid::handle(ctx, delivery, least)
    }

    /// An account a licence has left is closed.
    #[discrim = 141]
    pub fn close_tokens(ctx: &mut Context<CloseTokens>) -> Result<()> {
        CloseTokens::handle(ctx)
    }

    /// A publisher says that a licence was broken.
    #[discrim = 142]
    pub fn accuse_license(ctx: &mut Context<AccuseLicense>, bytes: u32) -> Result<()> {
        AccuseLicense::handle(ctx, bytes)
    }

    /// Its holder appeals.
    #[discrim = 143]
    pub fn defend_license(ctx: &mut Context<DefendLicense>, number: u64) -> Result<()> {
        DefendLicense::handle(ctx, number)
    }

    /// An accusation ends.
    #[discrim = 144]
    pub fn conclude_accusation(ctx: &mut Context<ConcludeAccusation>, number: u64) -> Result<()> {
        ConcludeAccusation::handle(ctx, number)
    }

    /// Token-2022 asks whether a licence may move. The byte is the first of the hook interface's eight.
    #[discrim = 105]
    pub fn execute(ctx: &mut Context<Execute>, name: [u8; 7], amount: u64) -> Result<()> {
        Execute::handle(ctx, name, amount)
    }
}
