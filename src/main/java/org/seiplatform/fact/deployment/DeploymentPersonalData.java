package org.seiplatform.fact.deployment;

import static org.seiplatform.developer.privacy.PersonalColumn.Scope.ORGANIZATION;
import static org.seiplatform.developer.privacy.PersonalColumn.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.ELSEWHERE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.KEY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.LABEL;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NAME;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NAME_OF_THING;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NONE;
import static org.seiplatform.developer.privacy.PersonalColumn.of;

import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.developer.privacy.ExportSection;
import org.seiplatform.developer.privacy.PersonalColumn;
import org.seiplatform.developer.privacy.PersonalData;
import org.springframework.stereotype.Component;

/** What deployments say of people. */
@Component
class DeploymentPersonalData implements PersonalData {

    @Override
    public List<PersonalColumn> personalColumns() {
        return Stream.of(
                        of("deployments", REPOSITORY, KEY, "external_id", "remediates"),
                        of("deployments", REPOSITORY, NAME, "deployment_group", "group_key"),
                        of("deployments", REPOSITORY, LABEL, "ref"),
                        of(
                                "deployments",
                                REPOSITORY,
                                NONE,
                                "commit_sha",
                                "status",
                                "listed_commits",
                                "kind",
                                "fingerprint"),
                        of("overruled_attempts", REPOSITORY, ELSEWHERE, "external_id"),
                        of("overruled_attempts", REPOSITORY, LABEL, "ref"),
                        of("overruled_attempts", REPOSITORY, NONE, "commit_sha", "status", "fingerprint"),
                        of("environments", ORGANIZATION, NAME_OF_THING, "name", "key"))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ExportSection> exportSections() {
        return List.of(new ExportSection("deployments", """
                    select r.name as repository, d.external_id, e.name as environment, d.commit_sha, d.ref, d.status,
                           d.started_at, d.finished_at
                    from deployments d
                    join repositories r on r.id = d.repository_id
                    join environments e on e.id = d.environment_id
                    where d.organization_id = :organization and d.deployed_by_identity_id %1$s
                    union all
                    select r.name, o.external_id, e.name, o.commit_sha, o.ref, o.status, o.started_at, o.finished_at
                    from overruled_attempts o
                    join repositories r on r.id = o.repository_id
                    join environments e on e.id = o.environment_id
                    where r.organization_id = :organization and o.deployed_by_identity_id %1$s
                    """.formatted(ExportSection.OF_DEVELOPER)));
    }

    @Override
    public List<IdentityColumn> identityColumns() {
        return List.of(
                new IdentityColumn("deployments", "deployed_by_identity_id"),
                new IdentityColumn("overruled_attempts", "deployed_by_identity_id"));
    }
}
