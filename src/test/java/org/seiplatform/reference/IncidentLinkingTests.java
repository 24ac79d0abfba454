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

    private final HistoryBuilder told = new HistoryBuilder();

    @Test
    void theLatestSuccessfulProductionDeploymentIsTheCause() {
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "b", "03-02 12:00");
        told.deployment("X", "c", "03-02 13:00").status("failure");
        told.deployment("S", "c", "03-02 13:00").to("staging");
        told.deployment("D3", "c", "03-02 15:00");
        told.incident("I", "03-02 14:00");
        assertThat(links()).containsExactly("I D2 rule");
    }

    @Test
    void aDeploymentThatFinishedAtTheVeryMomentIsTheCause() {
        told.deployment("D1", "a", "03-02 14:00");
        told.incident("I", "03-02 14:00");
        assertThat(links()).containsExactly("I D1 rule");
    }

    @Test
    void theWindowIsSevenDaysInclusive() {
        told.deployment("D1", "a", "03-01 12:00");
        told.incident("I", "03-08 12:00");
        told.incident("J", "03-08 12:01");
        assertThat(links()).containsExactly("I D1 rule");
    }

    @Test
    void theOrganizationsWindowMayBeShorterOrHaveNoEnd() {
        told.deployment("D1", "a", "03-01 12:00");
        told.incident("I", "03-01 14:00");
        told.organization(settings -> settings.withIncidentWindow(Duration.ofHours(1)));
        assertThat(links()).isEmpty();
        told.organization(settings -> settings.withIncidentWindow(null));
        told.incident("J", "12-01 14:00");
        assertThat(links()).containsExactly("I D1 rule", "J D1 rule");
    }

    @Test
    void whatTheSenderNamesIsTakenInsteadOfTheRule() {
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("S", "a", "03-01 12:00").to("staging");
        told.deployment("D2", "b", "03-02 12:00");
        told.incident("I", "03-02 13:00").causedBy("D1").causedBy("S").causedBy("D1");
        assertThat(links()).containsExactly("I D1 explicit", "I S explicit");
    }

    @Test
    void namesOfUnknownDeploymentsLeaveNothingToTheRule() {
        told.deployment("D1", "a", "03-01 12:00");
        told.incident("I", "03-02 13:00").causedBy("unknown");
        assertThat(links()).isEmpty();
    }

    @Test
    void anExternalCauseLinksToNothing() {
        told.deployment("D1", "a", "03-01 12:00");
        told.incident("I", "03-02 13:00").external();
        told.incident("J", "03-02 13:00").causedBy("D1").external();
        assertThat(links()).isEmpty();
    }

    @Test
    void candidatesAreOfTheIncidentsRepositoryElseItsTeamsElseTheOrganizations() {
        told.repository(OTHER).team(TEAM, OTHER);
        told.deployment("D", "a", "03-02 13:00");
        told.deployment("E", "a", "03-02 12:00").of(OTHER);
        told.incident("repository", "03-02 14:00").of(OTHER);
        told.incident("both", "03-02 14:00").of(HistoryBuilder.R).ofTeam(TEAM);
        told.incident("team", "03-02 14:00").ofTeam(TEAM);
        told.incident("nobody", "03-02 14:00");
        assertThat(links()).containsExactly("repository E rule", "both D rule", "team E rule", "nobody D rule");
    }

    @Test
    void aTeamThatOwnsNothingHasNoCandidates() {
        told.team(TEAM);
        told.deployment("D", "a", "03-02 13:00");
        told.incident("I", "03-02 14:00").ofTeam(TEAM);
        assertThat(links()).isEmpty();
    }

    @Test
    void amongDeploymentsThatFinishTogetherTheGreatestIdIsTheCauseThenTheGreatestRepository() {
        told.repository(OTHER);
        told.deployment("E", "a", "03-02 12:00");
        told.deployment("d", "a", "03-02 12:00");
        told.deployment("d", "b", "03-02 12:00").of(OTHER);
        told.incident("I", "03-02 14:00");
        assertThat(told.metrics().incidentLinks())
                .extracting(IncidentLink::deployment)
                .containsExactly(new DeploymentFact.Key(OTHER, "d"));
    }

    private List<String> links() {
        return told.metrics().incidentLinks().stream()
                .map(link ->
                        link.incident().externalId() + " " + link.deployment().externalId() + " " + link.linkedBy())
                .toList();
    }
}
