package org.seiplatform.fact.build;

import static org.seiplatform.developer.privacy.PersonalColumn.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.KEY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.LABEL;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NONE;
import static org.seiplatform.developer.privacy.PersonalColumn.of;

import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.developer.privacy.ExportSection;
import org.seiplatform.developer.privacy.PersonalColumn;
import org.seiplatform.developer.privacy.PersonalData;
import org.springframework.stereotype.Component;

/** What builds say of people. */
@Component
class BuildPersonalData implements PersonalData {

    @Override
    public List<PersonalColumn> personalColumns() {
        return Stream.of(
                        of("builds", REPOSITORY, KEY, "external_id"),
                        of("builds", REPOSITORY, LABEL, "branch", "name"),
                        of("builds", REPOSITORY, NONE, "commit_sha", "status", "fingerprint"))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ExportSection> exportSections() {
        return List.of(new ExportSection("builds", """
                    select r.name as repository, b.external_id, b.commit_sha, b.branch, b.name, b.status, b.started_at,
                           b.finished_at
                    from builds b
                    join repositories r on r.id = b.repository_id
                    where r.organization_id = :organization and b.triggered_by_identity_id %1$s
                    """.formatted(ExportSection.OF_DEVELOPER)));
    }

    @Override
    public List<IdentityColumn> identityColumns() {
        return List.of(new IdentityColumn("builds", "triggered_by_identity_id"));
    }
}
