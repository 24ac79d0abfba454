-- When the latest fact of each repository happened; null where there is none. Each line is the end of an index, not a walk over the
-- facts.
drop view if exists latest_facts;
create view latest_facts as
select r.id as repository_id, greatest(
           (select max(c.committed_at) from commits c where c.repository_id = r.id),
           (select max(greatest(p.opened_at, p.ready_for_review_at, p.merged_at, p.closed_at))
            from pull_requests p where p.repository_id = r.id),
           (select max(v.submitted_at) from reviews v where v.repository_id = r.id),
           (select max(v.commented_at) from review_comments v where v.repository_id = r.id),
           (select max(greatest(d.started_at, d.finished_at)) from deployments d where d.repository_id = r.id),
           (select max(greatest(i.opened_at, i.resolved_at)) from incidents i where i.repository_id = r.id)) as at
from repositories r;
