-- What came of reviews, for the votes of a wallet: pages of reviews are closed, what was said on them is asked for later.

-- How a review ended. Only a log carries the verdict: where it was lost, `labels` is null.
create table verdict (
  page text not null,
  -- `entity.born` of the page.
  born bigint not null,
  -- One byte a judged item, in their order; 255 where nothing was decided and the label stayed.
  labels bytea,
  slot bigint not null,
  signature text not null,
  primary key (page, born)
);
create index verdict_slot on verdict (slot);

-- What a validator was paid and lost for a seat on a round of a review; also for seats that never committed, which have no row in `answer`.
create table vote_result (
  page text not null,
  born bigint not null,
  panel bigint not null,
  slot_number smallint not null,
  task text not null,
  wallet text not null,
  -- Base units; null where it was not logged, or logged for several seats at once.
  reward numeric(20),
  slashed numeric(20),
  slot bigint not null,
  signature text not null,
  primary key (page, born, panel, slot_number)
);
create index vote_result_wallet on vote_result (wallet, slot);
create index vote_result_slot on vote_result (slot);
