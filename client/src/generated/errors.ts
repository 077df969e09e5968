// Generated from the program by scripts/generate.ts. Do not edit; run `npm run generate`.
/** Program errors by code: the name tests compare, the sentence people read. */
export const PROGRAM_ERRORS: Readonly<Record<number, { name: string; message: string }>> = {
  "6000": {
    "name": "NotUpgradeAuthority",
    "message": "Only the program's upgrade authority may initialize the config: sign with that key"
  },
  "6001": {
    "name": "NotAdmin",
    "message": "Only the admin may do this: sign with the admin key stored in the config"
  },
  "6002": {
    "name": "NotPendingAdmin",
    "message": "Only the proposed admin may accept: sign with the key that was proposed"
  },
  "6003": {
    "name": "NotGuardian",
    "message": "Only the guardian or the admin may pause"
  },
  "6004": {
    "name": "StaleRevision",
    "message": "The config changed since this was signed: read its revision and sign again"
  },
  "6005": {
    "name": "SignatureExpired",
    "message": "This signature expired: sign again with a later expiry"
  },
  "6006": {
    "name": "ParameterOutOfBounds",
    "message": "A parameter is outside its hard bounds: see the parameter table in the documentation"
  },
  "6007": {
    "name": "BadTagMint",
    "message": "The TAG mint must be a classic SPL Token mint without freeze authority"
  },
  "6008": {
    "name": "ZeroAddress",
    "message": "The all-zero address can't be an authority or a recipient: name a real key"
  },
  "6009": {
    "name": "Paused",
    "message": "This entry is paused: exits stay open, try again after the pause ends"
  },
  "6010": {
    "name": "PauseTooSoon",
    "message": "A pause may not follow this soon on the last one: wait until the cool-down is over"
  },
  "6011": {
    "name": "UnknownPauseBits",
    "message": "Unknown pause bits: use the bits listed in the constants"
  },
  "6012": {
    "name": "WrongVersion",
    "message": "This account has another version than the program understands: upgrade the client or migrate the account"
  },
  "6013": {
    "name": "WrongVault",
    "message": "This token account is not the vault of the config: derive it again"
  },
  "6014": {
    "name": "WrongMint",
    "message": "This token account holds another mint than TAG"
  },
  "6015": {
    "name": "WrongTokenOwner",
    "message": "This token account does not belong to the wallet that is to be paid"
  },
  "6016": {
    "name": "WrongTreasury",
    "message": "The treasury must be the token account stored in the config"
  },
  "6017": {
    "name": "WrongRentPayer",
    "message": "The rent must go back to the account that paid it"
  },
  "6018": {
    "name": "WrongMember",
    "message": "This member account belongs to another wallet"
  },
  "6019": {
    "name": "WrongSeat",
    "message": "This seat belongs to another wallet or another task"
  },
  "6020": {
    "name": "WrongPage",
    "message": "This page belongs to another task"
  },
  "6021": {
    "name": "NotWallet",
    "message": "Only the wallet itself may do this: a session key is not enough"
  },
  "6022": {
    "name": "NotMemberOrSession",
    "message": "Sign with the member's wallet or with its session key"
  },
  "6023": {
    "name": "SessionExpired",
    "message": "The session key expired: set a new one with the wallet"
  },
  "6024": {
    "name": "VaultInsolvent",
    "message": "A vault holds less than it owes: nothing was moved, report this"
  },
  "6025": {
    "name": "LedgerBroken",
    "message": "A ledger does not add up: nothing was moved, report this"
  },
  "6026": {
    "name": "ZeroAmount",
    "message": "The amount must be above zero"
  },
  "6027": {
    "name": "NotEnoughStake",
    "message": "Not enough active stake: stake more TAG or leave a task first"
  },
  "6028": {
    "name": "StillCooling",
    "message": "Stake is still cooling down: withdraw after the time stored in the member account"
  },
  "6029": {
    "name": "NothingCooling",
    "message": "Nothing is cooling down: unstake first"
  },
  "6030": {
    "name": "NotEnoughBalance",
    "message": "The balance is smaller than the amount: withdraw less"
  },
  "6031": {
    "name": "MemberInUse",
    "message": "Close the member's tasks and seats and withdraw all stake and balance first"
  },
  "6032": {
    "name": "SessionTooLong",
    "message": "A session key may not live longer than the limit: choose an earlier expiry"
  },
  "6033": {
    "name": "NotRequester",
    "message": "Only the requester may do this"
  },
  "6034": {
    "name": "NotOperator",
    "message": "Only the requester or the task's operator key may do this"
  },
  "6035": {
    "name": "BadLabelShape",
    "message": "Labels take 1, 2, 4 or 8 bits and the classes must fit them"
  },
  "6036": {
    "name": "TooManyClasses",
    "message": "Weighted consensus needs at most 16 classes: use majority or fewer classes"
  },
  "6037": {
    "name": "UnknownKind",
    "message": "Unknown method, claim mode or kind of panel"
  },
  "6038": {
    "name": "EmptyTask",
    "message": "A task needs at least one item and a price above zero"
  },
  "6039": {
    "name": "WindowOutOfBounds",
    "message": "A window is outside the limits of the config"
  },
  "6040": {
    "name": "BondTooSmall",
    "message": "The bond per panel is below the minimum of the config"
  },
  "6041": {
    "name": "BadEnd",
    "message": "The end of the task must lie in the future and within the limit of the config"
  },
  "6042": {
    "name": "TaskEnded",
    "message": "The task has ended: nothing new can be opened or claimed"
  },
  "6043": {
    "name": "TaskRunning",
    "message": "The task is still running: cancel it or wait for its end"
  },
  "6044": {
    "name": "NotEnoughEscrow",
    "message": "The task's free escrow is smaller than the amount: fund the task first"
  },
  "6045": {
    "name": "TaskInUse",
    "message": "Pages, seats or unswept money of the task remain: close and sweep them first"
  },
  "6046": {
    "name": "WrongRules",
    "message": "The rules hash given differs from the task's: read the rules again before you agree"
  },
  "6047": {
    "name": "OwnTask",
    "message": "Requester and operator can't answer their own task"
  },
  "6048": {
    "name": "BadPageSize",
    "message": "The page's size must be a multiple of eight within the limits"
  },
  "6049": {
    "name": "NotEnoughPageFunds",
    "message": "The page's free money does not cover the most these panels can cost: fund the page first"
  },
  "6050": {
    "name": "PageFull",
    "message": "The page has no room for this panel: recycle settled panels or open another page"
  },
  "6051": {
    "name": "PageInUse",
    "message": "The page still holds live panels"
  },
  "6052": {
    "name": "NoSuchPanel",
    "message": "There is no such live panel on this page"
  },
  "6053": {
    "name": "BadItems",
    "message": "The panel's items lie outside the task, or there are none or too many"
  },
  "6054": {
    "name": "BadSeats",
    "message": "The seats must be between one and sixteen, and waves must add up"
  },
  "6055": {
    "name": "BadDifficulty",
    "message": "The difficulty must lie between half and three times the base price"
  },
  "6056": {
    "name": "WrongPhase",
    "message": "The panel is in another phase: read it again"
  },
  "6057": {
    "name": "PanelTaken",
    "message": "Someone holds a seat on this panel: it can't be released"
  },
  "6058": {
    "name": "PanelFull",
    "message": "All seats of this panel are taken"
  },
  "6059": {
    "name": "AlreadyOnPanel",
    "message": "This member already sits on this panel"
  },
  "6060": {
    "name": "WrongSlot",
    "message": "There is no such slot on this panel, or it is held by another seat"
  },
  "6061": {
    "name": "WindowClosed",
    "message": "The window is over: read the panel again, another step may be due"
  },
  "6062": {
    "name": "WindowOpen",
    "message": "The window is still open: wait until its deadline"
  },
  "6063": {
    "name": "ClaimsHeld",
    "message": "Seats are still held without a commitment: expire those claims first"
  },
  "6064": {
    "name": "BadBatch",
    "message": "The same entry is given twice, or none is given"
  },
  "6065": {
    "name": "ZeroCommitment",
    "message": "The commitment must not be all zeros"
  },
  "6066": {
    "name": "ZeroSalt",
    "message": "The salt must not be all zeros: draw 32 random bytes"
  },
  "6067": {
    "name": "CommitmentMismatch",
    "message": "Answers and salt do not match the commitment"
  },
  "6068": {
    "name": "BadAnswerLength",
    "message": "The packed answers have the wrong length for this panel"
  },
  "6069": {
    "name": "DirtyTail",
    "message": "Bits after the last answer must be zero"
  },
  "6070": {
    "name": "NoGold",
    "message": "This task has no gold"
  },
  "6071": {
    "name": "BadGoldProof",
    "message": "The gold does not lead to the root the task committed to"
  },
  "6072": {
    "name": "BadGoldEntries",
    "message": "Gold entries must be sorted, unique, inside the panel and valid labels"
  },
  "6073": {
    "name": "MathOverflow",
    "message": "A number grew out of range: use smaller amounts"
  },
  "6074": {
    "name": "BadPrior",
    "message": "A prior is at most 96 for a class, and zero where there is no class or no weighting"
  },
  "6075": {
    "name": "WrongRemainingAccounts",
    "message": "Wrong accounts were appended: give each pair once and in order"
  },
  "6076": {
    "name": "VotesLocked",
    "message": "A ballot binds these votes: unlock them after the time stored in the voter account"
  },
  "6077": {
    "name": "NotEnoughVotes",
    "message": "Fewer votes are locked than the amount: unlock less"
  },
  "6078": {
    "name": "VoterInUse",
    "message": "Unlock all votes first, then close the voter account"
  },
  "6079": {
    "name": "NotVoterOrDelegate",
    "message": "Only the owner of the votes or his delegate may cast them"
  },
  "6080": {
    "name": "OwnerVoted",
    "message": "The owner of these votes cast them himself: his delegate can't change that"
  },
  "6081": {
    "name": "NoVotes",
    "message": "These votes don't count for this proposal: lock them the day before a proposal is opened and keep them locked"
  },
  "6082": {
    "name": "SnapshotTooOld",
    "message": "The votes changed too often since this proposal's snapshot: it can't be read any more"
  },
  "6083": {
    "name": "UnknownChoice",
    "message": "Unknown choice: vote against, for, or abstain"
  },
  "6084": {
    "name": "WrongBallot",
    "message": "This ballot belongs to another proposal or to another wallet's votes"
  },
  "6085": {
    "name": "WrongProposalState",
    "message": "The proposal is in another state: read it again"
  },
  "6086": {
    "name": "VotingClosed",
    "message": "Voting on this proposal is over: finalize it"
  },
  "6087": {
    "name": "VotingOpen",
    "message": "Voting on this proposal may still go on: wait until it can't"
  },
  "6088": {
    "name": "TimelockRunning",
    "message": "The proposal's time lock is running: wait until it ends"
  },
  "6089": {
    "name": "ProposalExpired",
    "message": "The proposal was not executed in time: close it and open another"
  },
  "6090": {
    "name": "ProposalLive",
    "message": "The proposal is still alive: wait until it was executed, failed or expired"
  },
  "6091": {
    "name": "NotCanceller",
    "message": "Only the guardian may cancel a pause, and only the proposer a proposal nobody has voted on"
  },
  "6092": {
    "name": "BadChange",
    "message": "A change names one kind and leaves everything of the other kinds zero"
  },
  "6093": {
    "name": "ChangeTooLarge",
    "message": "One proposal at most doubles or halves a parameter, and raises the fee by at most 1 %: go in steps"
  },
  "6094": {
    "name": "QuorumOutOfReach",
    "message": "So many votes are not there: lock more first, or ask for a smaller quorum or deposit"
  },
  "6095": {
    "name": "BadDomainName",
    "message": "A domain's name is 1 to 16 lower-case letters, digits and inner hyphens, padded with zeros"
  },
  "6096": {
    "name": "DomainExists",
    "message": "There is or was a domain of this name"
  },
  "6097": {
    "name": "DomainsFull",
    "message": "The list of domains is full"
  },
  "6098": {
    "name": "NoSuchDomain",
    "message": "There is no such domain, or it is retired already"
  },
  "6099": {
    "name": "LastDomain",
    "message": "The last domain can't be retired: append another first"
  },
  "6100": {
    "name": "SeedNotReady",
    "message": "The block that decides this draw does not exist yet: try again in a few seconds"
  },
  "6101": {
    "name": "SeedGone",
    "message": "The chain has forgotten the block that decides: call retarget_draw for a draw, drop_ticket for a ticket"
  },
  "6102": {
    "name": "PoolNotReady",
    "message": "This pool has not its full size yet: call grow_pool until it has"
  },
  "6103": {
    "name": "PoolFull",
    "message": "The pool is full: join another shard"
  },
  "6104": {
    "name": "WrongPool",
    "message": "Give every shard of the pool once, in order"
  },
  "6105": {
    "name": "NoSuchValidator",
    "message": "There is no such validator in this pool"
  },
  "6106": {
    "name": "AlreadyValidator",
    "message": "This member is a validator already, or is leaving"
  },
  "6107": {
    "name": "ValidatorInUse",
    "message": "A validator leaves when the next epoch has begun and his last duty is collected"
  },
  "6108": {
    "name": "WrongCandidate",
    "message": "The appended account is not the seat address of the validator drawn next"
  },
  "6109": {
    "name": "NothingToDraw",
    "message": "Nobody is to be drawn for this panel now"
  },
  "6110": {
    "name": "BadReviewTerms",
    "message": "Review terms contradict each other: seats are odd and at most 16 in the last round; payload tasks need reviews"
  },
  "6111": {
    "name": "ReviewFeeTooSmall",
    "message": "The fee for a validator lies below the least one of the parameters"
  },
  "6112": {
    "name": "BadReviewItems",
    "message": "Name at least one item of the panel, none twice, and no more than one review takes"
  },
  "6113": {
    "name": "AlreadyContested",
    "message": "One of these items is under review already"
  },
  "6114": {
    "name": "NotAudited",
    "message": "This panel was not drawn for an audit"
  },
  "6115": {
    "name": "NotOnPanel",
    "message": "Only who answered on this panel may contest his score"
  },
  "6116": {
    "name": "ReviewOpen",
    "message": "A review of this panel is still open"
  },
  "6117": {
    "name": "NoMoreAppeals",
    "message": "This review was appealed as often as the task allows"
  },
  "6118": {
    "name": "WrongCase",
    "message": "That is another review's page or panel"
  },
  "6119": {
    "name": "LevelTooLow",
    "message": "Your level in this domain is too low for the task: a level needs stake, measured work and, from 3 on, ten panels kept in a row"
  },
  "6120": {
    "name": "OverAccepting",
    "message": "You accept wrong suggestions too often for this task: work on tasks without suggestions, or with a wider limit, first"
  },
  "6121": {
    "name": "TooManyLures",
    "message": "More gold items carry a wrong suggestion than the task announced"
  },
  "6122": {
    "name": "NoSuggestions",
    "message": "A task with wrong suggestions names the hash of its suggestions, and gold"
  },
  "6123": {
    "name": "ClaimAssigned",
    "message": "This task assigns panels: take a ticket with take_ticket"
  },
  "6124": {
    "name": "ClaimSelfChosen",
    "message": "In this task members choose their panels: claim them with claim"
  },
  "6125": {
    "name": "BadTicket",
    "message": "A ticket is for one to eight panels"
  },
  "6126": {
    "name": "TicketOpen",
    "message": "This seat has an open ticket: redeem it first, or drop it once its block is forgotten"
  },
  "6127": {
    "name": "NoTicket",
    "message": "This seat has no open ticket: take one with take_ticket"
  },
  "6128": {
    "name": "TicketLive",
    "message": "This ticket can still be redeemed: call redeem_ticket"
  },
  "6129": {
    "name": "BadKey",
    "message": "These 32 bytes are no key: derive it with deliveryKey of the client's keys"
  },
  "6130": {
    "name": "TooManyShares",
    "message": "Contributors and validators together can't have more than all of the revenue"
  },
  "6131": {
    "name": "SharesHeld",
    "message": "This seat has accepted labels, and a dataset is or may yet be published: only its member may give it up"
  },
  "6132": {
    "name": "NotPublishable",
    "message": "The requester may publish a task's dataset from the end of the task, once its pages are closed, for 90 days"
  },
  "6133": {
    "name": "WrongRoot",
    "message": "The records root is another than the task's: build it from all panels in the order they left their pages"
  },
  "6134": {
    "name": "UnclassifiedLicence",
    "message": "Say under which licence: its class, its text and the conditions of the offer"
  },
  "6135": {
    "name": "DatasetWithdrawn",
    "message": "This dataset is not sold any more"
  },
  "6136": {
    "name": "DatasetInUse",
    "message": "Offers, purchases or money wait: close, deliver, refund and pay them out first"
  },
  "6137": {
    "name": "WrongDataset",
    "message": "This account belongs to another dataset or offer"
  },
  "6138": {
    "name": "NotPublisher",
    "message": "Only the publisher of the dataset may do this"
  },
  "6139": {
    "name": "PriceTooHigh",
    "message": "The price is above what the buyer is ready to pay: look at the offer again"
  },
  "6140": {
    "name": "WrongTerms",
    "message": "The offer's terms are not those the buyer agreed to: look at the offer again"
  },
  "6141": {
    "name": "SoldOut",
    "message": "All licences of this offer are sold"
  },
  "6142": {
    "name": "NotAllowed",
    "message": "This offer is for named buyers: give the path of the buyer's wallet"
  },
  "6143": {
    "name": "NoKey",
    "message": "This member has no key others could encrypt for: name one with set_key"
  },
  "6144": {
    "name": "WrongWrap",
    "message": "The wrap does not hold the key that was committed to for this recipient: make it with wrapKey"
  },
  "6145": {
    "name": "OwnDataset",
    "message": "The publisher needs no licence of his own dataset"
  },
  "6146": {
    "name": "WrongLicenceState",
    "message": "This licence is in another state"
  },
  "6147": {
    "name": "NotHolder",
    "message": "Only the holder of the licence may do this"
  },
  "6148": {
    "name": "OwnLicense",
    "message": "This licence is yours already"
  },
  "6149": {
    "name": "LicenseHere",
    "message": "The licence is in this account: it can be closed when the licence has left"
  },
  "6150": {
    "name": "LicenseAccused",
    "message": "Validators judge whether this licence was broken: until they have, it stays with its holder and is not accused again"
  },
  "6151": {
    "name": "BadCourt",
    "message": "A breach is judged in a fresh task of the publisher: two classes of one bit, at least five validators, at least one appeal"
  },
  "6152": {
    "name": "PriceTooLow",
    "message": "The bid is lower than what you asked for at least: it was changed, look at it again"
  },
  "6153": {
    "name": "NotAnUpgrade",
    "message": "An upgrade costs more than what was paid for the licence: buy the other licence instead"
  },
  "6154": {
    "name": "BelowRoyalty",
    "message": "The bid does not cover the royalty of this licence: wait for a higher one"
  },
  "6155": {
    "name": "NotBurnable",
    "message": "This licence can be burnt by its holder, by others 30 days after it expired, by nobody while its key is to come"
  },
  "6156": {
    "name": "NothingOwed",
    "message": "Nothing is owed here yet: try again after the next sale"
  },
  "6157": {
    "name": "NothingPromised",
    "message": "This task promised validators no part of its revenue, or its dataset is published already"
  },
  "6158": {
    "name": "ValidatorSeat",
    "message": "This seat is a validator's and has no bond: leave it and join the task to answer"
  },
  "6159": {
    "name": "WrongProgram",
    "message": "This is another program than the one that is called here"
  },
  "6160": {
    "name": "BadNftText",
    "message": "A name takes 1 to 32 bytes, an address 1 to 200, a field 1 to 64; none has control characters"
  },
  "6161": {
    "name": "NotTransferHook",
    "message": "This is not the instruction of a transfer hook: Token-2022 calls it, nobody else needs to"
  },
  "6162": {
    "name": "NotTransferring",
    "message": "Only Token-2022 calls the hook, during a transfer: send the licence with its transfer instruction"
  },
  "6163": {
    "name": "WrongLicense",
    "message": "This licence belongs to another mint"
  },
  "6164": {
    "name": "NotWholeLicense",
    "message": "A licence moves whole: transfer an amount of 1"
  },
  "6165": {
    "name": "ReownableTokens",
    "message": "Send a licence to an associated token account: others can be given away without a transfer"
  },
  "6166": {
    "name": "LicenseNotActive",
    "message": "This licence is not in force: its key was not delivered yet, or it was revoked"
  },
  "6167": {
    "name": "LicenseExpired",
    "message": "This licence has expired: renew it first"
  },
  "6168": {
    "name": "LicenseNotTransferable",
    "message": "The terms of this licence don't let it change hands"
  },
  "6169": {
    "name": "TransferNotApproved",
    "message": "Nothing was paid for this transfer: call transfer_license for this receiver before it, in the same transaction"
  },
  "6170": {
    "name": "NotPrivate",
    "message": "The items of this task are public: there is no key to deliver"
  },
  "6171": {
    "name": "KeyDelivered",
    "message": "This seat has its key already: read it from the seat"
  }
};
