-- Labels whose settlement was not logged and whose panel had left its page are computed again from the answers (`labels_from` is then
-- 'recomputed'). `labels_proved`: the task's record root on chain was found to hold them.
alter table panel add column labels_proved boolean not null default false;
