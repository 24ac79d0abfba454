-- What a provider numbers, and its logins, are unique on its host only (docs/decisions/0019). An empty host stands where there is
-- none: for e-mail addresses, and for repositories that git reaches by no host.

alter table repositories
    add column host         text collate "C" not null default '',
    -- Nobody said it: it is the provider's own. The first webhook of the repository tells better.
    add column host_assumed boolean not null default false;

-- Addresses were kept with whatever stood behind them.
update repositories set url = regexp_replace(url, '[?#].*$', '') where url ~ '[?#]';

update repositories
set host = coalesce(
        regexp_replace(lower(substring(url from '^(?:[hH][tT][tT][pP][sS]?)://([^/@]+)')), '\.?(:(443|80))?$', ''),
        lower(substring(url from '^(?:ssh|git)://(?:[^/@]*@)?([^/@:]+)')),
        lower(substring(url from '^[^/@:]+@([^/@:]+):')),
        case provider when 'github' then 'github.com' when 'gitlab' then 'gitlab.com' else '' end);
update repositories
set host_assumed = true
where provider <> 'git' and (url is null or url like 'file:%');

alter table repositories
    drop constraint repositories_provider_id_key,
    add constraint repositories_provider_id_key unique (organization_id, provider, provider_id, host),
    add constraint repositories_host_check check (length(host) <= 260 and host = lower(host)
                                                  and (host <> '' or provider = 'git'));

alter table identities add column host text collate "C" not null default '';

-- Logins came without their host: where all repositories of the provider are on one, they are that host's.
update identities i
set host = coalesce(
        (select min(r.host) from repositories r
         where r.organization_id = i.organization_id and r.provider = i.kind
         having count(distinct r.host) = 1),
        i.kind || '.com')
where i.kind in ('github', 'gitlab');

alter table identities
    drop constraint identities_value_key,
    add constraint identities_value_key unique (organization_id, kind, value, host),
    add constraint identities_host_check check (length(host) <= 260 and host = lower(host)
                                                and (host = '') = (kind = 'email'));

-- Incidents that webhooks made were known by the number that their provider gave them.
alter table incident_causes
    drop constraint incident_causes_incident_fkey,
    add constraint incident_causes_incident_fkey foreign key (organization_id, incident_external_id)
        references incidents (organization_id, external_id) on delete cascade on update cascade;
update incidents i
set external_id = regexp_replace(i.external_id, '^(github|gitlab):', '\1:' || r.host || ':')
from repositories r
where r.id = i.repository_id and i.external_id ~ '^(github|gitlab):issue:\d+$' and i.external_id like r.provider || ':%';
