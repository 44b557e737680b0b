-- Rollouts: how far each is, what must not be tried again, and what people want of them. Times are the loop's own.

create table rollout (
    id           text primary key,
    -- in the order in which they began
    number       bigint generated always as identity,
    environment  text        not null,
    service      text        not null,
    revision     text        not null,
    began_at     timestamptz not null,
    state        text        not null,
    ended        boolean     not null,
    -- its quarantine was made once; lifted, it must not come back
    quarantined  boolean     not null default false,
    body         jsonb       not null
);
create unique index rollout_newest on rollout (environment, number desc);
create index rollout_of_service on rollout (service, number desc);
create index rollout_going on rollout (environment) where not ended;

create table quarantine (
    service      text primary key,
    environment  text        not null,
    revision     text        not null,
    rollout      text        not null,
    commit       text        not null,
    because      text        not null,
    at           timestamptz not null
);
create index quarantine_in on quarantine (environment);

create table wish (
    rollout      text primary key,
    kind         text        not null,
    who          text        not null,
    target       text        not null,
    made_at      timestamptz not null default now()
);
