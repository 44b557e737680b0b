-- What the operator must not lose. Times are the loop's own, but for leases and the scheduler, which run on real time.

create table lease (
    environment text primary key,
    holder      text        not null,
    fence       bigint      not null,
    until       timestamptz not null
);

create table intent (
    id           bigint generated always as identity primary key,
    environment  text        not null,
    token        text        not null,
    resource     text        not null,
    action       text        not null,
    because      text        not null,
    changes      jsonb       not null,
    revision     text        not null,
    plan         text        not null,
    fence        bigint      not null,
    at           timestamptz not null,
    result       text,
    message      text,
    settled_at   timestamptz
);
create index intent_newest on intent (environment, id desc);
create index intent_open on intent (environment, id) where result is null;

create table run (
    id           bigint generated always as identity primary key,
    environment  text        not null,
    revision     text        not null,
    cause        text        not null,
    at           timestamptz not null,
    took_millis  bigint      not null,
    result       text        not null,
    plan         text        not null,
    lines        jsonb       not null,
    problems     jsonb       not null
);
create index run_newest on run (environment, id desc);

create table tried (
    environment  text    not null,
    resource     text    not null,
    fingerprint  text    not null,
    times        integer not null,
    primary key (environment, resource)
);

create table used_permit (
    environment  text        not null,
    action       text        not null,
    arn          text        not null,
    until        timestamptz not null,
    reason       text        not null,
    primary key (environment, action, arn, until, reason)
);

create table pause (
    environment  text primary key,
    paused       boolean     not null,
    who          text        not null,
    at           timestamptz not null default now()
);

-- A wake that arrives while its environment is worked: its number is above the one that the turn began with.
create table wake (
    environment  text primary key,
    number       bigint not null,
    served       bigint not null,
    cause        text   not null
);

-- What readers see of the last turn, whichever replica made it.
create table snapshot (
    environment  text primary key,
    at           timestamptz not null,
    body         jsonb       not null
);

create table token (
    sha256  text primary key,
    name    text        not null unique,
    role    text        not null,
    at      timestamptz not null default now()
);

-- Named by db-scheduler.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
