package org.seiplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.at;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** metrics.md, "Other figures": time to restore. */
class TimeToRestoreTests {

    private static final double HOUR = 3600;

    private final Facts facts = Facts.ofNewOrganization();
    private final RestoreQueries queries = new RestoreQueries(facts.jdbc());
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

        RestoreFigures march = march(facts.scope());

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

    private RestoreFigures march(Scope scope) {
        return queries.figures(scope, BOUNDS).getLast();
    }
}
