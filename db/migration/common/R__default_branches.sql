-- Branches of which commits count as the default branch's, each for commits that were stated to be on it until a time: the default
-- branch, and those that were it before. While a person's choice stands, what payloads have said since does not count.
drop view if exists default_branches;
create view default_branches as
select r.id as repository_id, r.default_branch as branch, 'infinity'::timestamptz as until
from repositories r
union all
select s.repository_id, s.value,
       case when r.default_branch_set_at is null
                 or exists (select from repository_statements same
                            where same.repository_id = r.id and same.field = 'default_branch'
                              and same.value = r.default_branch and same.as_of > r.default_branch_set_at)
            then s.as_of else least(s.as_of, r.default_branch_set_at) end
from repository_statements s
join repositories r on r.id = s.repository_id
where s.field = 'default_branch';
