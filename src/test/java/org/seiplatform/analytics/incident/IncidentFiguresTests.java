package org.seiplatform.analytics.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.at;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.Facts;
import org.seiplatform.analytics.Scope;

/** metrics.md, "Other figures": time to restore. */
class IncidentFiguresTests {

    private static final double HOUR = 3600;

    private final Facts facts = Facts.ofNewOrganization();
    private final IncidentQueries queries = new IncidentQueries(facts.jdbc());
    private final UUID repository = facts.repository("R");

    @Test
    void isOfIncidentsResolvedInThePeriod() {
        facts.incident("I", "02-27 10:00")
                .with("resolved_at", at("03-01 10:00"))
                .insert();
        facts.incident("J", "03-02 10:00")
                .with("resolved_at", at("03-02 12:00"))
                .with("cause", "external")
                .insert();
        facts.incident("K", "03-02 10:00")
                .with("resolved_at", at("04-02 12:00"))
                .insert();
        facts.incident("L", "03-02 10:00").insert();

        IncidentFigures march = march(facts.scope());

        assertThat(march.timeToRestore().median()).isEqualTo(25 * HOUR);
        assertThat(march.timeToRestore().size()).isEqualTo(2);
        assertThat(march.opened()).isEqualTo(3);
    }

    @Test
    void resolvedBeforeItOpenedAnIncidentTookNoTimeAndIsReported() {
        facts.incident("I", "03-02 10:00")
                .with("resolved_at", at("03-02 09:00"))
                .insert();

        assertThat(march(facts.scope()).timeToRestore().median()).isZero();
        assertThat(march(facts.scope()).negative()).isEqualTo(1);
    }

    @Test
    void anIncidentBelongsToItsRepositoryElseToItsTeamAndWhatThatOwns() {
        UUID other = facts.repository("other");
        UUID team = facts.team("team", other);
        resolved("ofBoth")
                .with("repository_id", repository)
                .with("team_id", team)
                .insert();
        resolved("ofTeam").with("team_id", team).insert();
        resolved("ofOther").with("repository_id", other).insert();
        resolved("ofNobody").insert();

        assertThat(march(facts.scope()).timeToRestore().size()).isEqualTo(4);
        assertThat(march(facts.teamScope(team)).timeToRestore().size()).isEqualTo(2);
        assertThat(march(facts.repositoryScope(other)).timeToRestore().size()).isEqualTo(2);
        assertThat(march(facts.repositoryScope(repository)).timeToRestore().size())
                .isEqualTo(1);
    }

    @Test
    void withoutIncidentsThereIsNoMedian() {
        assertThat(march(facts.scope()).timeToRestore().median()).isNull();
        assertThat(march(facts.scope()).opened()).isZero();
    }

    private Facts.Row resolved(String externalId) {
        return facts.incident(externalId, "03-02 10:00").with("resolved_at", at("03-02 12:00"));
    }

    @Test
    void tellsTheShareOfIncidentsLinkedByRule() {
        facts.deployment(repository, "A", "production", "03-02 10:00", true);
        facts.incident("byRule", "03-02 11:00").insert();
        facts.incident("named", "03-02 11:00").insert();
        facts.cause("named", repository, "A");
        facts.cause("named", repository, "not received");
        facts.incident("namedUnknown", "03-02 11:00").insert();
        facts.cause("namedUnknown", repository, "not received");
        facts.incident("external", "03-02 11:00").with("cause", "external").insert();
        facts.incident("early", "03-02 09:00").insert();
        facts.incident("otherPeriod", "04-02 11:00").insert();

        assertThat(march(facts.scope()).linked()).isEqualTo(2);
        assertThat(march(facts.scope()).shareLinkedByRule()).isEqualTo(0.5);
    }

    @Test
    void withoutIncidentsThereIsNoShare() {
        assertThat(march(facts.scope()).shareLinkedByRule()).isNull();
    }

    private IncidentFigures march(Scope scope) {
        return queries.figures(scope, BOUNDS).getLast();
    }
}
