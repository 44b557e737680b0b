alter table tried
    add column said text not null default '',
    add column outside boolean not null default false,
    add column at timestamptz not null default now();
