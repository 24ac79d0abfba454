package org.seiplatform.fact.pullrequest;

import static org.seiplatform.developer.privacy.PersonalColumn.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.KEY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.LABEL;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.LABELS;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NONE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.TEXT;
import static org.seiplatform.developer.privacy.PersonalColumn.of;

import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.developer.privacy.ExportSection;
import org.seiplatform.developer.privacy.PersonalColumn;
import org.seiplatform.developer.privacy.PersonalData;
import org.springframework.stereotype.Component;

/** What pull requests, reviews and comments say of people. */
@Component
class PullRequestPersonalData implements PersonalData {

    @Override
    public List<PersonalColumn> personalColumns() {
        return Stream.of(
                        of("pull_requests", REPOSITORY, TEXT, "title"),
                        of("pull_requests", REPOSITORY, LABEL, "head_ref", "base_ref"),
                        of("pull_requests", REPOSITORY, LABELS, "labels", "added_labels"),
                        of("pull_requests", REPOSITORY, NONE, "state", "merge_commit_sha", "fingerprint"),
                        of("reviews", REPOSITORY, KEY, "external_id"),
                        of("reviews", REPOSITORY, NONE, "state", "fingerprint"),
                        of("review_comments", REPOSITORY, KEY, "external_id"),
                        of("review_comments", REPOSITORY, NONE, "fingerprint"))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ExportSection> exportSections() {
        return List.of(
                new ExportSection("pull_requests", """
                    select r.name as repository, p.number, p.title, p.state, p.opened_at, p.ready_for_review_at, p.merged_at,
                           p.closed_at, p.head_ref, p.base_ref, p.labels, p.lines_added, p.lines_deleted
                    from pull_requests p
                    join repositories r on r.id = p.repository_id
                    where p.author_identity_id %s
                    """.formatted(ExportSection.OF_DEVELOPER)),
                new ExportSection("reviews", """
                    select r.name as repository, v.number as pull_request, v.external_id, v.state, v.submitted_at
                    from reviews v
                    join repositories r on r.id = v.repository_id
                    where v.reviewer_identity_id %s
                    """.formatted(ExportSection.OF_DEVELOPER)),
                new ExportSection("review_comments", """
                    select r.name as repository, c.number as pull_request, c.external_id, c.commented_at
                    from review_comments c
                    join repositories r on r.id = c.repository_id
                    where c.author_identity_id %s
                    """.formatted(ExportSection.OF_DEVELOPER)));
    }

    @Override
    public List<IdentityColumn> identityColumns() {
        return List.of(
                new IdentityColumn("pull_requests", "author_identity_id"),
                new IdentityColumn("reviews", "reviewer_identity_id"),
                new IdentityColumn("review_comments", "author_identity_id"));
    }
}
