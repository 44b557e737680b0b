-- A person's word that everything of an environment is to go; gone when it is taken back.
create table destruction (
    environment text primary key,
    most_deletes integer not null,
    who text not null,
    at timestamptz not null
);
