-- An index may begin with the accounts at a slot, where no node at hand has the whole history.

-- Slot the books were opened at from accounts: nothing before it is here. Null where the history is whole.
alter table state add column opened_slot bigint;
-- Transactions that name the program and failed, in slots that are final. They change nothing and are not kept.
alter table state add column failed bigint not null default 0;

-- What counters of an account were at that slot: entries count on from there.
create table opening (
  address text not null,
  -- 'earned' and 'slashed' of members; 'made': panels of a page, pages of a task, offers of a dataset.
  what text not null,
  amount numeric(20) not null,
  primary key (address, what)
);

-- The first listing of signatures, which a node tells newest first, while it is read. Empty at all other times.
create unlogged table listed (
  n bigint generated always as identity primary key,
  signature text not null,
  slot bigint not null,
  failed boolean not null
);
