-- Webhook deliveries that were taken, so that none is taken twice, and so that every replica hears of each.

create table delivery (
    id      bigint generated always as identity primary key,
    digest  text        not null unique,
    at      timestamptz not null default now()
);
create index delivery_at on delivery (at);
