package org.seiplatform.fact.commit;

import static org.seiplatform.developer.privacy.PersonalColumn.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.LABEL;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NONE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.TEXT;
import static org.seiplatform.developer.privacy.PersonalColumn.of;

import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.developer.privacy.ExportSection;
import org.seiplatform.developer.privacy.PersonalColumn;
import org.seiplatform.developer.privacy.PersonalData;
import org.springframework.stereotype.Component;

/** What commits say of people. */
@Component
class CommitPersonalData implements PersonalData {

    @Override
    public List<PersonalColumn> personalColumns() {
        return Stream.of(
                        of("commits", REPOSITORY, TEXT, "subject"),
                        of("commits", REPOSITORY, LABEL, "branch"),
                        of("commits", REPOSITORY, NONE, "sha", "parents", "reverts", "fingerprint"))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ExportSection> exportSections() {
        return List.of(new ExportSection("commits", """
                    select r.name as repository, c.sha, c.author_identity_id %1$s as author,
                           c.committer_identity_id %1$s as committer, c.authored_at, c.committed_at, c.subject, c.branch,
                           c.lines_added, c.lines_deleted, c.files_changed
                    from commits c
                    join repositories r on r.id = c.repository_id
                    where r.organization_id = :organization
                      and (c.author_identity_id %1$s or c.committer_identity_id %1$s)
                    """.formatted(ExportSection.OF_DEVELOPER)));
    }

    @Override
    public List<IdentityColumn> identityColumns() {
        return List.of(
                new IdentityColumn("commits", "author_identity_id"),
                new IdentityColumn("commits", "committer_identity_id"));
    }
}
