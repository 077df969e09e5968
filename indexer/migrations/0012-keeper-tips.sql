-- What silence pays whoever pushes it. Tasks and pages of before pay nothing, which is what the chain says of them, too.

alter table config add column params_keeper_tip_bps integer not null default 0;
alter table task add column keeper_tip_bps integer not null default 0;
alter table page add column keeper_tip_bps integer not null default 0;
alter table page alter column capacity type integer;
