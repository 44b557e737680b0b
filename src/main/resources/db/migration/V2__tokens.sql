-- Bearer tokens with a scope and an end. The table before held nothing but start-up tokens, which every start writes anew.

drop table token;

create table token (
    id            text primary key,
    sha256        text        not null unique,
    name          text        not null,
    role          text        not null,
    -- empty: all of them
    environments  text[]      not null,
    created_by    text        not null,
    created_at    timestamptz not null default now(),
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_by    text,
    revoked_at    timestamptz
);

-- What people and other programs asked for over the API, and who it was.
create table act (
    id           bigint generated always as identity primary key,
    environment  text        not null,
    action       text        not null,
    who          text        not null,
    at           timestamptz not null
);
create index act_newest on act (environment, id desc);
