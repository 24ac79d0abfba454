package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments that share a {@code deployment_group}. */
class DeploymentGroupTests {

    private static final double HOUR = 3600;
    private static final UUID OTHER = new UUID(0, 2);

    private final HistoryBuilder told = new HistoryBuilder().repository(OTHER);

    @BeforeEach
    void commits() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-30 09:00", "a");
        told.commit("a", "03-01 09:00").of(OTHER);
        told.commit("b", "03-30 09:00", "a").of(OTHER);
    }

    @Test
    void aGroupCountsOnceWhenItsLastMemberFinished() {
        told.deployment("D", "a", "03-30 23:00").group("g");
        told.deployment("E", "a", "03-31 01:00").of(OTHER).group("g");
        assertThat(told.march().deploymentFrequency().count()).isZero();
        told.deployment("F", "a", "03-20 01:00").of(OTHER).group("h");
        told.deployment("G", "a", "03-20 02:00").group("h");
        assertThat(told.march().deploymentFrequency().count()).isEqualTo(1);
    }

    @Test
    void aGroupCountsForTheRepositoryOfEachMember() {
        told.deployment("D", "a", "03-20 23:00").group("g");
        told.deployment("E", "a", "03-20 23:00").of(OTHER).group("g");
        for (UUID repository : new UUID[] {HistoryBuilder.R, OTHER}) {
            MetricQuestion question = MetricQuestion.about(told.build(), new MetricScope.Repository(repository));
            assertThat(told.metrics()
                            .dora(question, HistoryBuilder.MARCH)
                            .deploymentFrequency()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theSameGroupInAnotherEnvironmentIsAnother() {
        told.deployment("D", "a", "03-20 23:00").group("g");
        told.deployment("E", "a", "03-20 23:00").of(OTHER).group("g").to("prod-eu");
        assertThat(told.march().deploymentFrequency().count()).isEqualTo(2);
    }

    @Test
    void oneFailedMemberMakesTheGroupOneFailedAttempt() {
        told.deployment("D", "a", "03-20 23:00").group("g");
        told.deployment("E", "a", "03-20 22:00").of(OTHER).group("g").status("failure");
        told.deployment("F", "a", "03-20 22:00").of(OTHER).group("g").status("cancelled");
        assertThat(told.march().deploymentFrequency().count()).isZero();
        assertThat(told.march().deploymentFrequency().failedAttempts()).isEqualTo(1);
    }

    @Test
    void aGroupIsInProgressWhileAMemberIs() {
        told.deployment("D", "a", "03-20 23:00").group("g").status("failure");
        told.deployment("E", "a", "03-20 22:00").of(OTHER).group("g").inProgressSince("03-20 22:00");
        assertThat(told.march().deploymentFrequency().failedAttempts()).isZero();
    }

    @Test
    void aGroupFailsOnceAndRecoversWithItsLastFailedMember() {
        told.deployment("D", "a", "03-20 20:00").group("g");
        told.deployment("E", "a", "03-20 22:00").of(OTHER).group("g");
        told.incident("I", "03-20 23:00").resolved("03-21 00:00").causedBy("D").causedBy(OTHER, "E");
        told.incident("J", "03-20 23:00").resolved("03-21 04:00").causedBy("D");
        assertThat(told.march().changeFailRate().failed()).isEqualTo(1);
        assertThat(told.march().changeFailRate().value()).isEqualTo(1);
        assertThat(told.march().failedDeploymentRecoveryTime().value()).isEqualTo(6 * HOUR);
        told.incident("K", "03-20 23:00").causedBy(OTHER, "E");
        assertThat(told.march().failedDeploymentRecoveryTime().open()).isEqualTo(1);
    }

    @Test
    void aGroupIsReworkIfAnyMemberIs() {
        told.deployment("D", "a", "03-20 20:00").group("g");
        told.deployment("E", "a", "03-20 22:00").of(OTHER).group("g").kind("hotfix");
        assertThat(told.march().deploymentReworkRate().value()).isEqualTo(1);
    }

    @Test
    void leadTimesGoByTheMembersOwnFinishWhateverBecameOfTheGroup() {
        told.deployment("D1", "a", "03-01 20:00");
        told.deployment("D2", "b", "03-30 20:00").group("g");
        told.deployment("E", "a", "04-02 22:00").of(OTHER).group("g").status("failure");
        assertThat(told.march().changeLeadTime().value()).isEqualTo(11 * HOUR);
    }
}
