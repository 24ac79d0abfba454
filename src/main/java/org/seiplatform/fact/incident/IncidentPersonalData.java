package org.seiplatform.fact.incident;

import static org.seiplatform.developer.privacy.PersonalColumn.Scope.ORGANIZATION;
import static org.seiplatform.developer.privacy.PersonalColumn.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.ELSEWHERE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.KEY;
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

/** What incidents say of people. */
@Component
class IncidentPersonalData implements PersonalData {

    @Override
    public List<PersonalColumn> personalColumns() {
        return Stream.of(
                        of("incidents", ORGANIZATION, KEY, "external_id"),
                        of("incidents", ORGANIZATION, TEXT, "title"),
                        of("incidents", ORGANIZATION, LABEL, "severity"),
                        of("incidents", ORGANIZATION, NONE, "cause", "fingerprint"),
                        of("incident_causes", ORGANIZATION, ELSEWHERE, "incident_external_id"),
                        of("incident_causes", REPOSITORY, KEY, "deployment_external_id"),
                        of("incident_links", ORGANIZATION, ELSEWHERE, "incident_external_id"),
                        of("incident_links", REPOSITORY, ELSEWHERE, "deployment_external_id"))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ExportSection> exportSections() {
        return List.of();
    }

    @Override
    public List<IdentityColumn> identityColumns() {
        return List.of();
    }
}
