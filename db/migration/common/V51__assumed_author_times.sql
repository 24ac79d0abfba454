-- A push tells one time of a commit: when it was authored is assumed until somebody says so who has read it. Null is as good as false.
alter table commits add column authored_at_assumed boolean;
