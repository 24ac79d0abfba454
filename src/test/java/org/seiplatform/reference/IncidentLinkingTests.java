package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** "Incident linking". */
class IncidentLinkingTests {

    private static final UUID OTHER = UUID.fromString("f0000000-0000-7000-8000-000000000001");
    private static final UUID TEAM = new UUID(9, 9);

    private final HistoryBuilder seeded = new HistoryBuilder();

    @Test
    void theLatestSuccessfulProductionDeploymentIsTheCause() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.deployment("X", "c", "03-02 13:00").status("failure");
        seeded.deployment("S", "c", "03-02 13:00").to("staging");
        seeded.deployment("D3", "c", "03-02 15:00");
        seeded.incident("I", "03-02 14:00");
        assertThat(links()).containsExactly("I D2 rule");
    }

    @Test
    void aDeploymentThatFinishedAtTheVeryMomentIsTheCause() {
        seeded.deployment("D1", "a", "03-02 14:00");
        seeded.incident("I", "03-02 14:00");
        assertThat(links()).containsExactly("I D1 rule");
    }

    @Test
    void theWindowIsSevenDaysInclusive() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.incident("I", "03-08 12:00");
        seeded.incident("J", "03-08 12:01");
        assertThat(links()).containsExactly("I D1 rule");
    }

    @Test
    void theOrganizationsWindowMayBeShorterOrHaveNoEnd() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.incident("I", "03-01 14:00");
        seeded.organization(settings -> settings.withIncidentWindow(Duration.ofHours(1)));
        assertThat(links()).isEmpty();
        seeded.organization(settings -> settings.withIncidentWindow(null));
        seeded.incident("J", "12-01 14:00");
        assertThat(links()).containsExactly("I D1 rule", "J D1 rule");
    }

    @Test
    void whatTheSenderNamesIsTakenInsteadOfTheRule() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("S", "a", "03-01 12:00").to("staging");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.incident("I", "03-02 13:00").causedBy("D1").causedBy("S").causedBy("D1");
        assertThat(links()).containsExactly("I D1 explicit", "I S explicit");
    }

    @Test
    void namesOfUnknownDeploymentsLeaveNothingToTheRule() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.incident("I", "03-02 13:00").causedBy("unknown");
        assertThat(links()).isEmpty();
    }

    @Test
    void anExternalCauseLinksToNothing() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.incident("I", "03-02 13:00").external();
        seeded.incident("J", "03-02 13:00").causedBy("D1").external();
        assertThat(links()).isEmpty();
    }

    @Test
    void candidatesAreOfTheIncidentsRepositoryElseItsTeamsElseTheOrganizations() {
        seeded.repository(OTHER).team(TEAM, OTHER);
        seeded.deployment("D", "a", "03-02 13:00");
        seeded.deployment("E", "a", "03-02 12:00").of(OTHER);
        seeded.incident("repository", "03-02 14:00").of(OTHER);
        seeded.incident("both", "03-02 14:00").of(HistoryBuilder.R).ofTeam(TEAM);
        seeded.incident("team", "03-02 14:00").ofTeam(TEAM);
        seeded.incident("nobody", "03-02 14:00");
        assertThat(links()).containsExactly("repository E rule", "both D rule", "team E rule", "nobody D rule");
    }

    @Test
    void aTeamThatOwnsNothingHasNoCandidates() {
        seeded.team(TEAM);
        seeded.deployment("D", "a", "03-02 13:00");
        seeded.incident("I", "03-02 14:00").ofTeam(TEAM);
        assertThat(links()).isEmpty();
    }

    @Test
    void amongDeploymentsThatFinishTogetherTheGreatestIdIsTheCauseThenTheGreatestRepository() {
        seeded.repository(OTHER);
        seeded.deployment("E", "a", "03-02 12:00");
        seeded.deployment("d", "a", "03-02 12:00");
        seeded.deployment("d", "b", "03-02 12:00").of(OTHER);
        seeded.incident("I", "03-02 14:00");
        assertThat(seeded.metrics().incidentLinks())
                .extracting(IncidentLink::deployment)
                .containsExactly(new DeploymentFact.Key(OTHER, "d"));
    }

    private List<String> links() {
        return seeded.metrics().incidentLinks().stream()
                .map(link ->
                        link.incident().externalId() + " " + link.deployment().externalId() + " " + link.linkedBy())
                .toList();
    }
}
