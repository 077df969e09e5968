-- What happened: transactions of the program as they landed, and what follows from them.
--
-- Slots and positions are bigint: a slot counts 400 ms steps and never reaches 2^63. Amounts, times and counters the program
-- keeps as u64 are numeric: they reach 2^64 - 1, above bigint. Addresses and signatures are base58 text, as people write them.
-- Everything here is a function of the chain's transactions in order, so a fork is undone by slot. Only `feed` remembers
-- what was undone.

-- How far the history is written; one row.
create table state (
  one boolean primary key default true check (one),
  program text not null,
  genesis text not null,
  -- SHA-256 of the interface these rows were decoded with.
  idl text not null,
  -- Every transaction up to and including this slot is written.
  slot bigint not null,
  -- Rows up to and including this slot can't be undone. All others are confirmed only.
  finalized_slot bigint not null,
  -- The newest signature that is final: where a node is asked on from.
  finalized_signature text,
  -- Last number of `feed`.
  seq bigint not null
);

create table transactions (
  signature text primary key,
  slot bigint not null,
  -- Order within the slot.
  position integer not null,
  -- Unix seconds of the block.
  block_time bigint,
  fee bigint not null,
  -- Whether the log was cut or lacks what an instruction always logs: events are missing, amounts come from accounts.
  truncated boolean not null
);
create index transactions_order on transactions (slot, position);
create index transactions_truncated on transactions (slot) where truncated;

-- Calls of the program, made by transactions (inner = -1) and by other programs.
create table instructions (
  signature text not null,
  ix smallint not null,
  inner_ix smallint not null,
  slot bigint not null,
  position integer not null,
  name text not null,
  -- Addresses, 32 bytes each, in the order of the interface; further ones follow.
  accounts bytea not null,
  data bytea not null,
  -- What the call is about, where it is known.
  task text,
  dataset text,
  wallet text,
  primary key (signature, ix, inner_ix)
);
create index instructions_order on instructions (slot, position, ix, inner_ix);
create index instructions_wallet on instructions (wallet, slot desc) where wallet is not null;

create table events (
  signature text not null,
  ix smallint not null,
  inner_ix smallint not null,
  -- Number among the events of the call.
  n smallint not null,
  slot bigint not null,
  name text not null,
  -- Fields by name; 64-bit numbers and addresses as text, bytes in hexadecimal.
  data jsonb not null,
  primary key (signature, ix, inner_ix, n)
);
create index events_slot on events (slot);

-- Strictly increasing numbers for server-sent events and webhooks. A call is told once as 'confirmed' (where it was seen
-- before it was final) and once as 'finalized' or 'reverted'. Never changed, never deleted.
create table feed (
  seq bigint primary key,
  state text not null check (state in ('confirmed', 'finalized', 'reverted')),
  signature text not null,
  ix smallint not null,
  inner_ix smallint not null,
  slot bigint not null,
  name text not null,
  task text,
  dataset text,
  wallet text
);

-- Who is behind an address, learnt when it was created. An address may live again after it was closed.
create table entity (
  address text not null,
  -- When it was created: slot times 2^24, and its number among what was created in that slot.
  born bigint not null,
  kind text not null,
  wallet text,
  task text,
  dataset text,
  -- Of a page its number among the task's pages, of an offer among the dataset's.
  number integer,
  primary key (address, born)
);
create index entity_born on entity (born);
create index entity_task on entity (task, kind) where task is not null;

-- Double entry: each movement of TAG is two rows that add up to nothing. Books and what their sums equal:
--   stake     (wallet)   Member.stake_active + stake_locked + stake_cooling
--   balance   (wallet)   Member.balance
--   task      (task)     Task.escrow + fees_due + the funds of its pages
--   slashes   (task)     Task.slashes_due + Page.slashed of its pages
--   dataset   (dataset)  Dataset.escrowed + contributed + validated - shared_taken + fees_due + publisher_due
--   bid       (bid)      Bid.price
--   wallet, treasury, burnt: outside; minus what came in, plus what went out
--   unexplained: never anything, or the index is wrong
create table ledger_entry (
  signature text not null,
  -- Number of the row within the transaction; rows 2k and 2k + 1 are one movement.
  n integer not null,
  slot bigint not null,
  position integer not null,
  book text not null,
  owner text not null,
  -- Base units; what the book gains.
  amount numeric(39) not null,
  reason text not null,
  -- The other side.
  contra_book text not null,
  contra_owner text not null,
  -- The amount was logged nowhere we can read: it is 0 until the member's account, or an event that states his balance, tells it.
  open boolean not null,
  -- Slot that told it, for rows that were open.
  resolved_slot bigint,
  primary key (signature, n)
);
create index ledger_entry_owner on ledger_entry (book, owner, slot);
create index ledger_entry_slot on ledger_entry (slot);
create index ledger_entry_open on ledger_entry (book, owner) where open;
create index ledger_entry_resolved on ledger_entry (resolved_slot) where resolved_slot is not null;

-- Sums of the entries, confirmed ones included.
create table book (
  book text not null,
  owner text not null,
  amount numeric(39) not null,
  primary key (book, owner)
);

create index book_owner on book (owner);

-- Panels of all pages that ever were.
create table panel (
  page text not null,
  -- `entity.born` of the page.
  born bigint not null,
  number bigint not null,
  task text not null,
  page_number integer not null,
  -- 0 annotators, 1 review, 2 appeal.
  kind smallint not null,
  first_item bigint,
  items integer,
  seats_first smallint,
  seats_step smallint,
  seats_max smallint,
  difficulty_bps integer,
  opened_slot bigint not null,
  opened_signature text not null,
  -- Of a review the panel it is about.
  subject_page text,
  subject bigint,
  -- Decided labels, packed as the program packs them, and what they cost; null while they are open.
  labels bytea,
  -- 'event', 'account' (the page was read again) or 'computed' (consensus over the revealed answers).
  labels_from text,
  answers numeric(20),
  rewards numeric(20),
  fees numeric(20),
  returned numeric(20),
  settled_slot bigint,
  settled_signature text,
  -- Its settlement was not logged: labels are still to be made good.
  unsure boolean not null default false,
  unsure_slot bigint,
  primary key (page, born, number)
);
create index panel_task on panel (task, page_number, number);
create index panel_opened on panel (opened_slot);
create index panel_settled on panel (settled_slot) where settled_slot is not null;
create index panel_unsure on panel (page) where unsure;

-- Who answered what: one row a seat of a panel.
create table answer (
  page text not null,
  born bigint not null,
  panel bigint not null,
  slot_number smallint not null,
  task text not null,
  wallet text not null,
  commitment bytea not null,
  committed_slot bigint not null,
  committed_signature text not null,
  -- Packed answers, or hash and id of a payload; null until they are revealed.
  answers bytea,
  salt bytea,
  revealed_slot bigint,
  revealed_signature text,
  primary key (page, born, panel, slot_number)
);
create index answer_wallet on answer (wallet, committed_slot);
create index answer_task on answer (task);
create index answer_committed on answer (committed_slot);
create index answer_revealed on answer (revealed_slot) where revealed_slot is not null;

-- Prices of datasets and licences over time.
create table price (
  signature text not null,
  ix smallint not null,
  inner_ix smallint not null,
  slot bigint not null,
  block_time bigint,
  -- 'offered', 'offerClosed', 'bought', 'renewed', 'upgraded', 'asked', 'bid', 'bidWithdrawn', 'sold', 'approved', 'refunded'.
  what text not null,
  dataset text,
  offer text,
  license text,
  wallet text,
  -- Base units; null where the price is not written in the call.
  amount numeric(20),
  primary key (signature, ix, inner_ix)
);
create index price_dataset on price (dataset, slot);
create index price_license on price (license, slot);
create index price_slot on price (slot);

-- Money that can't be undone, and the rest apart.
create view book_totals as
  select b.book, b.owner,
    b.amount - coalesce(p.pending, 0) as finalized,
    coalesce(p.pending, 0) as pending
  from book b
  left join lateral (
    select sum(e.amount) as pending from ledger_entry e
    where e.book = b.book and e.owner = b.owner and e.slot > (select finalized_slot from state)
  ) p on true;

-- Transactions marked by finality.
create view transaction_state as
  select t.*, t.slot <= s.finalized_slot as finalized from transactions t cross join state s;

create view ledger as
  select e.*, e.slot <= s.finalized_slot as finalized from ledger_entry e cross join state s;
