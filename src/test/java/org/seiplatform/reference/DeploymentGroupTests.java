package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments that share a {@code deployment_group}. */
class DeploymentGroupTests {

    private static final double HOUR = 3600;
    private static final UUID OTHER = new UUID(0, 2);

    private final HistoryBuilder seeded = new HistoryBuilder().repository(OTHER);

    @BeforeEach
    void commits() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-30 09:00", "a");
        seeded.commit("a", "03-01 09:00").of(OTHER);
        seeded.commit("b", "03-30 09:00", "a").of(OTHER);
    }

    @Test
    void aGroupCountsOnceWhenItsLastMemberFinished() {
        seeded.deployment("D", "a", "03-30 23:00").group("g");
        seeded.deployment("E", "a", "03-31 01:00").of(OTHER).group("g");
        assertThat(seeded.march().deploymentFrequency().count()).isZero();
        seeded.deployment("F", "a", "03-20 01:00").of(OTHER).group("h");
        seeded.deployment("G", "a", "03-20 02:00").group("h");
        assertThat(seeded.march().deploymentFrequency().count()).isEqualTo(1);
    }

    @Test
    void aGroupCountsForTheRepositoryOfEachMember() {
        seeded.deployment("D", "a", "03-20 23:00").group("g");
        seeded.deployment("E", "a", "03-20 23:00").of(OTHER).group("g");
        for (UUID repository : new UUID[] {HistoryBuilder.R, OTHER}) {
            MetricQuestion question = MetricQuestion.about(seeded.build(), new MetricScope.Repository(repository));
            assertThat(seeded.metrics()
                            .dora(question, HistoryBuilder.MARCH)
                            .deploymentFrequency()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theSameGroupInAnotherEnvironmentIsAnother() {
        seeded.deployment("D", "a", "03-20 23:00").group("g");
        seeded.deployment("E", "a", "03-20 23:00").of(OTHER).group("g").to("prod-eu");
        assertThat(seeded.march().deploymentFrequency().count()).isEqualTo(2);
    }

    @Test
    void oneFailedMemberMakesTheGroupOneFailedAttempt() {
        seeded.deployment("D", "a", "03-20 23:00").group("g");
        seeded.deployment("E", "a", "03-20 22:00").of(OTHER).group("g").status("failure");
        seeded.deployment("F", "a", "03-20 22:00").of(OTHER).group("g").status("cancelled");
        assertThat(seeded.march().deploymentFrequency().count()).isZero();
        assertThat(seeded.march().deploymentFrequency().failedAttempts()).isEqualTo(1);
    }

    @Test
    void aGroupIsInProgressWhileAMemberIs() {
        seeded.deployment("D", "a", "03-20 23:00").group("g").status("failure");
        seeded.deployment("E", "a", "03-20 22:00").of(OTHER).group("g").inProgressSince("03-20 22:00");
        assertThat(seeded.march().deploymentFrequency().failedAttempts()).isZero();
    }

    @Test
    void aGroupFailsOnceAndRecoversWithItsLastFailedMember() {
        seeded.deployment("D", "a", "03-20 20:00").group("g");
        seeded.deployment("E", "a", "03-20 22:00").of(OTHER).group("g");
        seeded.incident("I", "03-20 23:00")
                .resolved("03-21 00:00")
                .causedBy("D")
                .causedBy(OTHER, "E");
        seeded.incident("J", "03-20 23:00").resolved("03-21 04:00").causedBy("D");
        assertThat(seeded.march().changeFailRate().failed()).isEqualTo(1);
        assertThat(seeded.march().changeFailRate().value()).isEqualTo(1);
        assertThat(seeded.march().failedDeploymentRecoveryTime().value()).isEqualTo(6 * HOUR);
        seeded.incident("K", "03-20 23:00").causedBy(OTHER, "E");
        assertThat(seeded.march().failedDeploymentRecoveryTime().open()).isEqualTo(1);
    }

    @Test
    void aGroupIsReworkIfAnyMemberIs() {
        seeded.deployment("D", "a", "03-20 20:00").group("g");
        seeded.deployment("E", "a", "03-20 22:00").of(OTHER).group("g").kind("hotfix");
        assertThat(seeded.march().deploymentReworkRate().value()).isEqualTo(1);
    }

    @Test
    void leadTimesGoByTheMembersOwnFinishWhateverBecameOfTheGroup() {
        seeded.deployment("D1", "a", "03-01 20:00");
        seeded.deployment("D2", "b", "03-30 20:00").group("g");
        seeded.deployment("E", "a", "04-02 22:00").of(OTHER).group("g").status("failure");
        assertThat(seeded.march().changeLeadTime().value()).isEqualTo(11 * HOUR);
    }
}
