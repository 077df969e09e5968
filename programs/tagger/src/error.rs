//! Every refusal of the program. The name is the violated rule, the sentence says what to do.
//! Append at the end of a section's range only when nothing is deployed; afterwards append at the very end.
use anchor_lang::prelude::*;

#[error_code]
#[derive(Debug, PartialEq, Eq)]
pub enum TaggerError {
    // config and administration
    #[msg("Only the program's upgrade authority may initialize the config: sign with that key")]
    NotUpgradeAuthority,
    #[msg("Only the admin may do this: sign with the admin key stored in the config")]
    NotAdmin,
    #[msg("Only the proposed admin may accept: sign with the key that was proposed")]
    NotPendingAdmin,
    #[msg("Only the guardian or the admin may pause")]
    NotGuardian,
    #[msg("The config changed since this was signed: read its revision and sign again")]
    StaleRevision,
    #[msg("This signature expired: sign again with a later expiry")]
    SignatureExpired,
    #[msg("A parameter is outside its hard bounds: see the parameter table in the documentation")]
    ParameterOutOfBounds,
    #[msg("The TAG mint must be a classic SPL Token mint without freeze authority")]
    BadTagMint,
    #[msg("The all-zero address can't be an authority or a recipient: name a real key")]
    ZeroAddress,
    #[msg("This entry is paused: exits stay open, try again after the pause ends")]
    Paused,
    #[msg("A pause may not follow this soon on the last one: wait until the cool-down is over")]
    PauseTooSoon,
    #[msg("Unknown pause bits: use the bits listed in the constants")]
    UnknownPauseBits,
    // accounts
    #[msg("This account has another version than the program understands: upgrade the client or migrate the account")]
    WrongVersion,
    #[msg("This token account is not the vault of the config: derive it again")]
    WrongVault,
    #[msg("This token account holds another mint than TAG")]
    WrongMint,
    #[msg("This token account does not belong to the wallet that is to be paid")]
    WrongTokenOwner,
    #[msg("The treasury must be the token account stored in the config")]
    WrongTreasury,
    #[msg("The rent must go back to the account that paid it")]
    WrongRentPayer,
    #[msg("This member account belongs to another wallet")]
    WrongMember,
    #[msg("This seat belongs to another wallet or another task")]
    WrongSeat,
    #[msg("This page belongs to another task")]
    WrongPage,
    #[msg("Only the wallet itself may do this: a session key is not enough")]
    NotWallet,
    #[msg("Sign with the member's wallet or with its session key")]
    NotMemberOrSession,
    #[msg("The session key expired: set a new one with the wallet")]
    SessionExpired,
    #[msg("A vault holds less than it owes: nothing was moved, report this")]
    VaultInsolvent,
    #[msg("A ledger does not add up: nothing was moved, report this")]
    LedgerBroken,
    // stake and balance
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("Not enough active stake: stake more TAG or leave a task first")]
    NotEnoughStake,
    #[msg("Stake is still cooling down: withdraw after the time stored in the member account")]
    StillCooling,
    #[msg("Nothing is cooling down: unstake first")]
    NothingCooling,
    #[msg("The balance is smaller than the amount: withdraw less")]
    NotEnoughBalance,
    #[msg("Close the member's tasks and seats and withdraw all stake and balance first")]
    MemberInUse,
    #[msg("A session key may not live longer than the limit: choose an earlier expiry")]
    SessionTooLong,
    // task
    #[msg("Only the requester may do this")]
    NotRequester,
    #[msg("Only the requester or the task's operator key may do this")]
    NotOperator,
    #[msg("Labels take 1, 2, 4 or 8 bits and the classes must fit them")]
    BadLabelShape,
    #[msg("Weighted consensus needs at most 16 classes: use majority or fewer classes")]
    TooManyClasses,
    #[msg("Unknown method, claim mode or kind of panel")]
    UnknownKind,
    #[msg("A task needs at least one item and a price above zero")]
    EmptyTask,
    #[msg("A window is outside the limits of the config")]
    WindowOutOfBounds,
    #[msg("The bond per panel is below the minimum of the config")]
    BondTooSmall,
    #[msg("The end of the task must lie in the future and within the limit of the config")]
    BadEnd,
    #[msg("The task has ended: nothing new can be opened or claimed")]
    TaskEnded,
    #[msg("The task is still running: cancel it or wait for its end")]
    TaskRunning,
    #[msg("The task's free escrow is smaller than the amount: fund the task first")]
    NotEnoughEscrow,
    #[msg("Pages, seats or unswept money of the task remain: close and sweep them first")]
    TaskInUse,
    #[msg("The rules hash given differs from the task's: read the rules again before you agree")]
    WrongRules,
    #[msg("Requester and operator can't answer their own task")]
    OwnTask,
    // page and panel
    #[msg("The page's size must be a multiple of eight within the limits")]
    BadPageSize,
    #[msg("The page's free money does not cover the most these panels can cost: fund the page first")]
    NotEnoughPageFunds,
    #[msg("The page has no room for this panel: recycle settled panels or open another page")]
    PageFull,
    #[msg("The page still holds live panels")]
    PageInUse,
    #[msg("There is no such live panel on this page")]
    NoSuchPanel,
    #[msg("The panel's items lie outside the task, or there are none or too many")]
    BadItems,
    #[msg("The seats must be between one and sixteen, and waves must add up")]
    BadSeats,
    #[msg("The difficulty must lie between half and three times the base price")]
    BadDifficulty,
    #[msg("The panel is in another phase: read it again")]
    WrongPhase,
    #[msg("Someone holds a seat on this panel: it can't be released")]
    PanelTaken,
    #[msg("All seats of this panel are taken")]
    PanelFull,
    #[msg("This member already sits on this panel")]
    AlreadyOnPanel,
    #[msg("There is no such slot on this panel, or it is held by another seat")]
    WrongSlot,
    #[msg("The window is over: read the panel again, another step may be due")]
    WindowClosed,
    #[msg("The window is still open: wait until its deadline")]
    WindowOpen,
    #[msg("Seats are still held without a commitment: expire those claims first")]
    ClaimsHeld,
    #[msg("The same entry is given twice, or none is given")]
    BadBatch,
    // commit and reveal
    #[msg("The commitment must not be all zeros")]
    ZeroCommitment,
    #[msg("The salt must not be all zeros: draw 32 random bytes")]
    ZeroSalt,
    #[msg("Answers and salt do not match the commitment")]
    CommitmentMismatch,
    #[msg("The packed answers have the wrong length for this panel")]
    BadAnswerLength,
    #[msg("Bits after the last answer must be zero")]
    DirtyTail,
    // gold
    #[msg("This task has no gold")]
    NoGold,
    #[msg("The gold does not lead to the root the task committed to")]
    BadGoldProof,
    #[msg("Gold entries must be sorted, unique, inside the panel and valid labels")]
    BadGoldEntries,
    // arithmetic
    #[msg("A number grew out of range: use smaller amounts")]
    MathOverflow,
    #[msg("A prior is at most 96 for a class, and zero where there is no class or no weighting")]
    BadPrior,
    #[msg("Wrong accounts were appended: give each pair once and in order")]
    WrongRemainingAccounts,
    // governance
    #[msg("A ballot binds these votes: unlock them after the time stored in the voter account")]
    VotesLocked,
    #[msg("Fewer votes are locked than the amount: unlock less")]
    NotEnoughVotes,
    #[msg("Unlock all votes first, then close the voter account")]
    VoterInUse,
    #[msg("Only the owner of the votes or his delegate may cast them")]
    NotVoterOrDelegate,
    #[msg("The owner of these votes cast them himself: his delegate can't change that")]
    OwnerVoted,
    #[msg(
        "These votes don't count for this proposal: lock them the day before a proposal is opened and keep them locked"
    )]
    NoVotes,
    #[msg("The votes changed too often since this proposal's snapshot: it can't be read any more")]
    SnapshotTooOld,
    #[msg("Unknown choice: vote against, for, or abstain")]
    UnknownChoice,
    #[msg("This ballot belongs to another proposal or to another wallet's votes")]
    WrongBallot,
    #[msg("The proposal is in another state: read it again")]
    WrongProposalState,
    #[msg("Voting on this proposal is over: finalize it")]
    VotingClosed,
    #[msg("Voting on this proposal may still go on: wait until it can't")]
    VotingOpen,
    #[msg("The proposal's time lock is running: wait until it ends")]
    TimelockRunning,
    #[msg("The proposal was not executed in time: close it and open another")]
    ProposalExpired,
    #[msg("The proposal is still alive: wait until it was executed, failed or expired")]
    ProposalLive,
    #[msg("Only the guardian may cancel a pause, and only the proposer a proposal nobody has voted on")]
    NotCanceller,
    #[msg("A change names one kind and leaves everything of the other kinds zero")]
    BadChange,
    #[msg("One proposal at most doubles or halves a parameter, and raises the fee by at most 1 %: go in steps")]
    ChangeTooLarge,
    #[msg("So many votes are not there: lock more first, or ask for a smaller quorum or deposit")]
    QuorumOutOfReach,
    #[msg("A domain's name is 1 to 16 lower-case letters, digits and inner hyphens, padded with zeros")]
    BadDomainName,
    #[msg("There is or was a domain of this name")]
    DomainExists,
    #[msg("The list of domains is full")]
    DomainsFull,
    #[msg("There is no such domain, or it is retired already")]
    NoSuchDomain,
    #[msg("The last domain can't be retired: append another first")]
    LastDomain,
    // validators and draws
    #[msg("The block that decides this draw does not exist yet: try again in a few seconds")]
    SeedNotReady,
    #[msg("The chain has forgotten the block that decides: call retarget_draw for a draw, drop_ticket for a ticket")]
    SeedGone,
    #[msg("This pool has not its full size yet: call grow_pool until it has")]
    PoolNotReady,
    #[msg("The pool is full: join another shard")]
    PoolFull,
    #[msg("Give every shard of the pool once, in order")]
    WrongPool,
    #[msg("There is no such validator in this pool")]
    NoSuchValidator,
    #[msg("This member is a validator already, or is leaving")]
    AlreadyValidator,
    #[msg("A validator leaves when the next epoch has begun and his last duty is collected")]
    ValidatorInUse,
    #[msg("The appended account is not the seat address of the validator drawn next")]
    WrongCandidate,
    #[msg("Nobody is to be drawn for this panel now")]
    NothingToDraw,
    // reviews
    #[msg("Review terms contradict each other: seats are odd and at most 16 in the last round; payload tasks need reviews")]
    BadReviewTerms,
    #[msg("The fee for a validator lies below the least one of the parameters")]
    ReviewFeeTooSmall,
    #[msg("Name at least one item of the panel, none twice, and no more than one review takes")]
    BadReviewItems,
    #[msg("One of these items is under review already")]
    AlreadyContested,
    #[msg("This panel was not drawn for an audit")]
    NotAudited,
    #[msg("Only who answered on this panel may contest his score")]
    NotOnPanel,
    #[msg("A review of this panel is still open")]
    ReviewOpen,
    #[msg("This review was appealed as often as the task allows")]
    NoMoreAppeals,
    #[msg("That is another review's page or panel")]
    WrongCase,
    // reputation
    #[msg("Your level in this domain is too low for the task: a level needs stake, measured work and, from 3 on, ten panels kept in a row")]
    LevelTooLow,
    #[msg("You accept wrong suggestions too often for this task: work on tasks without suggestions, or with a wider limit, first")]
    OverAccepting,
    #[msg("More gold items carry a wrong suggestion than the task announced")]
    TooManyLures,
    #[msg("A task with wrong suggestions names the hash of its suggestions, and gold")]
    NoSuggestions,
    // tickets
    #[msg("This task assigns panels: take a ticket with take_ticket")]
    ClaimAssigned,
    #[msg("In this task members choose their panels: claim them with claim")]
    ClaimSelfChosen,
    #[msg("A ticket is for one to eight panels")]
    BadTicket,
    #[msg("This seat has an open ticket: redeem it first, or drop it once its block is forgotten")]
    TicketOpen,
    #[msg("This seat has no open ticket: take one with take_ticket")]
    NoTicket,
    #[msg("This ticket can still be redeemed: call redeem_ticket")]
    TicketLive,
    // keys
    #[msg("These 32 bytes are no key: derive it with deliveryKey of the client's keys")]
    BadKey,
    // datasets
    #[msg("Contributors and validators together can't have more than all of the revenue")]
    TooManyShares,
    #[msg("This seat has accepted labels, and a dataset is or may yet be published: only its member may give it up")]
    SharesHeld,
    #[msg(
        "The requester may publish a task's dataset from the end of the task, once its pages are closed, for 90 days"
    )]
    NotPublishable,
    #[msg("The records root is another than the task's: build it from all panels in the order they left their pages")]
    WrongRoot,
    #[msg("Say under which licence: its class, its text and the conditions of the offer")]
    UnclassifiedLicence,
    #[msg("This dataset is not sold any more")]
    DatasetWithdrawn,
    #[msg("Offers, purchases or money wait: close, deliver, refund and pay them out first")]
    DatasetInUse,
    #[msg("This account belongs to another dataset or offer")]
    WrongDataset,
    #[msg("Only the publisher of the dataset may do this")]
    NotPublisher,
    #[msg("The price is above what the buyer is ready to pay: look at the offer again")]
    PriceTooHigh,
    #[msg("The offer's terms are not those the buyer agreed to: look at the offer again")]
    WrongTerms,
    #[msg("All licences of this offer are sold")]
    SoldOut,
    #[msg("This offer is for named buyers: give the path of the buyer's wallet")]
    NotAllowed,
    #[msg("This member has no key others could encrypt for: name one with set_key")]
    NoKey,
    #[msg("The wrap does not hold the key that was committed to for this recipient: make it with wrapKey")]
    WrongWrap,
    #[msg("The publisher needs no licence of his own dataset")]
    OwnDataset,
    #[msg("This licence is in another state")]
    WrongLicenceState,
    #[msg("Only the holder of the licence may do this")]
    NotHolder,
    #[msg("This licence is yours already")]
    OwnLicense,
    #[msg("The licence is in this account: it can be closed when the licence has left")]
    LicenseHere,
    #[msg("Validators judge whether this licence was broken: until they have, it stays with its holder and is not accused again")]
    LicenseAccused,
    #[msg("A breach is judged in a fresh task of the publisher: two classes of one bit, at least five validators, at least one appeal")]
    BadCourt,
    #[msg("The bid is lower than what you asked for at least: it was changed, look at it again")]
    PriceTooLow,
    #[msg("An upgrade costs more than what was paid for the licence: buy the other licence instead")]
    NotAnUpgrade,
    #[msg("The bid does not cover the royalty of this licence: wait for a higher one")]
    BelowRoyalty,
    #[msg("This licence can be burnt by its holder, by others 30 days after it expired, by nobody while its key is to come")]
    NotBurnable,
    #[msg("Nothing is owed here yet: try again after the next sale")]
    NothingOwed,
    #[msg("This task promised validators no part of its revenue, or its dataset is published already")]
    NothingPromised,
    #[msg("This seat is a validator's and has no bond: leave it and join the task to answer")]
    ValidatorSeat,
    // titles and licences
    #[msg("This is another program than the one that is called here")]
    WrongProgram,
    #[msg("A name takes 1 to 32 bytes, an address 1 to 200, a field 1 to 64; none has control characters")]
    BadNftText,
    #[msg("This is not the instruction of a transfer hook: Token-2022 calls it, nobody else needs to")]
    NotTransferHook,
    #[msg("Only Token-2022 calls the hook, during a transfer: send the licence with its transfer instruction")]
    NotTransferring,
    #[msg("This licence belongs to another mint")]
    WrongLicense,
    #[msg("A licence moves whole: transfer an amount of 1")]
    NotWholeLicense,
    #[msg("Send a licence to an associated token account: others can be given away without a transfer")]
    ReownableTokens,
    #[msg("This licence is not in force: its key was not delivered yet, or it was revoked")]
    LicenseNotActive,
    #[msg("This licence has expired: renew it first")]
    LicenseExpired,
    #[msg("The terms of this licence don't let it change hands")]
    LicenseNotTransferable,
    #[msg("Nothing was paid for this transfer: call transfer_license for this receiver before it, in the same transaction")]
    TransferNotApproved,
    // private tasks
    #[msg("The items of this task are public: there is no key to deliver")]
    NotPrivate,
    #[msg("This seat has its key already: read it from the seat")]
    KeyDelivered,
}
