/** Changes of one account that are meant to work, each with the reason. */
export interface LegalChange {
  instruction: RegExp;
  account: RegExp;
  what: RegExp;
  why: string;
}

export const LEGAL: readonly LegalChange[] = [
  {
    instruction:
      /^(createMember|joinTask|openTask|openPage|createVoter|createProposal|castBallot|openPool|growPool|auditPanel|contestItems|contestScore|publishDataset|openOffer|buyLicense|accuseLicense|bidLicense|openValidatorSeat)$/,
    account: /^payer$/,
    what: /^(another wallet|the same as (wallet|requester|operator|caster|caller|publisher|buyer|bidder))$/,
    why: 'rent may come from any wallet that signs; it is stored and gets the rent back',
  },
  {
    instruction: /^weighValidator$/,
    account: /^member$/,
    what: /^another validator$/,
    why: "anybody brings anybody's weight up to date",
  },
  {
    instruction: /^expireVotes$/,
    account: /^page$/,
    what: /^another review's page$/,
    why: 'a crank: the other review is as late',
  },
  {
    instruction: /^execute$/,
    account: /^(authority|metas)$/,
    what: /./,
    why: 'Token-2022 has checked who signed, and found the licence by the list; the hook needs neither',
  },
  {
    instruction: /^fundTask$/,
    account: /^task$/,
    what: /^another task$/,
    why: 'the payer chooses whose escrow he fills',
  },
  {
    instruction: /^setPayout$/,
    account: /^payout$/,
    what: /^the program itself$/,
    why: 'leaving the optional account out withdraws the wish for pushed payouts',
  },
  {
    instruction: /^withdraw(Balance|Stake)$/,
    account: /^to$/,
    what: /(tokens|treasury|TAG account)$/,
    why: 'the owner who signs may send his money to any TAG account, unwise ones included',
  },
  {
    instruction: /^updateConfig$/,
    account: /^treasury$/,
    what: /(tokens|TAG account)$/,
    why: 'the admin may name any TAG account as treasury but a vault',
  },
];
