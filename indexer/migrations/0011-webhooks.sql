-- Webhooks. The feed is the outbox: a subscription keeps the number of the last row it was told, in the same database, so what was
-- not told before a crash is told after it. Told at least once, in order for each subscription.

create table webhook (
  id text primary key,
  url text not null,
  -- Signs what is sent (Standard Webhooks, whsec_...); never shown again.
  secret text not null,
  -- Names of calls, null for all; and what they must be about.
  names jsonb,
  task text,
  dataset text,
  wallet text,
  -- Whether it is also told of what is not final yet.
  unconfirmed boolean not null default false,
  -- Last row of the feed that was told, or given up.
  seq bigint not null,
  -- About the row that is tried again: how often it failed, since when, and when it is tried next (milliseconds of Unix time).
  attempts integer not null default 0,
  failing_since bigint,
  retry_at bigint,
  paused boolean not null default false,
  created_at bigint not null
);

-- What was given up after a day. `again` asks for one more try.
create table webhook_dead (
  webhook text not null references webhook (id) on delete cascade,
  seq bigint not null,
  attempts integer not null,
  reason text not null,
  died_at bigint not null,
  again boolean not null default false,
  primary key (webhook, seq)
);
create index webhook_dead_again on webhook_dead (webhook, seq) where again;
