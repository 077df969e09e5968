-- What lists, leaderboards and search are served from.

create index task_list on task (cancelled, ends_at);
create index task_domain on task (terms_domain, terms_required_level, terms_price);
create index task_requester on task (requester);
create index dataset_list on dataset (withdrawn, published_at);
create index dataset_publisher on dataset (publisher);
create index dataset_task on dataset (task);
create index dataset_use on dataset (contents_use_class);
create index offer_dataset on offer (dataset, price);
create index license_dataset on license (dataset, bought_at);
create index license_holder on license (holder);
create index license_asking on license (asking) where asking > 0;
create index bid_license on bid (license, price);
create index bid_bidder on bid (bidder);
create index member_wallet on member (wallet);
create index seat_wallet on seat (wallet);
create index seat_task on seat (task);
create index page_task on page (task, index);

-- A member's record in each domain he was ever measured in, for leaderboards.
create table member_domain (
  wallet text not null,
  domain smallint not null,
  slot bigint not null,
  -- Sum of the qualities of the observations and their number, both faded, in 1/256.
  good bigint not null,
  seen bigint not null,
  day integer not null,
  streak integer not null,
  -- good / seen, basis points.
  quality_bps integer not null,
  primary key (wallet, domain)
);
create index member_domain_board on member_domain (domain, quality_bps desc, seen desc);

-- Texts that are found by words: rules of tasks and cards of datasets. Whoever fetched one from Arweave and checked its hash
-- writes it here.
create table document (
  -- 'rules' or 'card'.
  kind text not null,
  owner text not null,
  -- Arweave id, base64url.
  id text not null,
  title text not null,
  body text not null,
  words tsvector generated always as (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'B')
  ) stored,
  primary key (kind, owner)
);
create index document_words on document using gin (words);

-- One label of `width` bits out of packed labels. A label never crosses a byte: widths are 1, 2, 4 and 8.
create function label_at(packed bytea, item integer, width integer) returns integer
  language sql immutable strict parallel safe
  return (get_byte(packed, item * width / 8) >> (item * width % 8)) & ((1 << width) - 1);

-- Label events: which member answered what on which item of which panel, and what was decided. Width and classes are those of the
-- task's terms, which outlive the task's account.
create table task_terms (
  task text not null,
  born bigint not null,
  method smallint not null,
  bits smallint not null,
  classes integer not null,
  domain smallint not null,
  price numeric(20) not null,
  item_count bigint not null,
  -- Whole terms, as `openTask` was called with.
  terms jsonb not null,
  primary key (task, born)
);
create index task_terms_born on task_terms (born);

create view label_event as
  select a.task, a.page, p.page_number, a.panel, a.slot_number, a.wallet, i.item, p.first_item + i.item as task_item,
    label_at(a.answers, i.item, t.bits) as answer,
    label_at(p.labels, i.item, t.bits) as decided,
    p.labels_from, a.revealed_slot, p.settled_slot, a.revealed_signature,
    a.revealed_slot <= s.finalized_slot and (p.settled_slot is null or p.settled_slot <= s.finalized_slot) as finalized
  from answer a
  join panel p on p.page = a.page and p.born = a.born and p.number = a.panel and p.kind = 0
  join lateral (
    select * from task_terms t where t.task = a.task and t.born <= p.born order by t.born desc limit 1
  ) t on t.method <> 2
  cross join lateral generate_series(0, p.items - 1) as i(item)
  cross join state s
  where a.answers is not null;
