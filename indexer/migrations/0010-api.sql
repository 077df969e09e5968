-- What the HTTP interface pages through. Each list is read along an index, never by an offset.

create index entity_kind_born on entity (kind, born);
create index task_price on task (terms_price, address);
create index task_domain_price on task (terms_domain, terms_price, address);
create index task_ends on task (ends_at, address);
create index dataset_published on dataset (published_at, address);
create index dataset_sold on dataset (sold, address);
create index license_bought on license (holder, bought_at, address);
create index license_resale on license (asking, address) where asking > 0;
create index offer_price on offer (price, address);
create index bid_price on bid (price, address);
create index proposal_number on proposal (number);
create index member_earned on member (earned, address);
create index member_answered on member (answered, address);
create index member_domain_pages on member_domain (domain, quality_bps, seen, wallet);
create index seat_pages on seat (task, index, address);
create index ledger_wallet_day on ledger_entry (owner, slot, signature, n) where book = 'balance';
create index transactions_time on transactions (slot, block_time);
create index answer_reading on answer (task, revealed_slot) where revealed_slot is not null;

-- The feed by what it is about, and what waits for webhooks.
create index feed_task on feed (task, seq) where task is not null;
create index feed_dataset on feed (dataset, seq) where dataset is not null;
create index feed_wallet on feed (wallet, seq) where wallet is not null;
create index feed_signature on feed (signature, ix, inner_ix);
create index panel_settled_by on panel (settled_signature) where settled_signature is not null;
create index panel_opened_by on panel (opened_signature);
